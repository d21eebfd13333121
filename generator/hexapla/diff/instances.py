"""Whether a value is of a type: a validator on the model.

In: a side, a type, a value. Out: yes, no, or None where it cannot be told. What the loader made of a schema is what
counts; keywords that ride along are asked too. Formats count where they make another type of a client's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final, assert_never

from hexapla.diff.atoms import Side
from hexapla.diff.ranges import exact, spelled
from hexapla.diff.raw_instances import fits_keywords
from hexapla.diff.truth import Truth, all_of, any_of, exactly_one, matches
from hexapla.diff.words import Polarity
from hexapla.frozen import frozen
from hexapla.model import (
    JSON,
    Alias,
    Any,
    Array,
    Constraints,
    Enumeration,
    Keyword,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)

DEPTH: Final = 60
"""How deep a value may be."""

_UNEVALUATED: Final = ("unevaluatedProperties", "unevaluatedItems")

_FORMATS: Final = {
    "date-time": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "uuid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "byte": r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
}


@frozen
class Valid:
    """Asks whether values are of the types of one side, as one polarity sees them; None for neither."""

    side: Side
    polarity: Polarity | None = None

    def of(self, of: Type, value: JSON, depth: int = 0, seen: frozenset[str] = frozenset()) -> Truth:
        """Return whether a value is of a type; `seen` are the names that were opened without going into the value."""
        if depth > DEPTH:
            return None
        match of:
            case Named(name=name):
                found = False if name in seen else self._named(name, value, depth, seen | {name})
            case Nullable(of=inner):
                found = True if value is None else self.of(inner, value, depth, seen)
            case Union(members=members, exclusive=exclusive):
                each = [self.of(member, value, depth, seen) for member in members]
                found = exactly_one(each) if exclusive else any_of(each)
            case Any():
                found = True
            case Scalar():
                found = scalar(of, value)
            case Array(item=item, constraints=bounds):
                found = self._array((), item, bounds, value, depth)
            case Tuple(items=items, more=more, constraints=bounds):
                found = self._array(items, more, bounds, value, depth)
            case Map(value=inner):
                found = self._members({}, inner, of.rest, value, depth)
            case never:
                assert_never(never)
        if found is False or (isinstance(of, Nullable | Union) and value is None):
            return found
        rest = _unasked(of.rest, of)
        if isinstance(of, Named | Nullable | Union) and isinstance(value, dict | list) and value:
            # What is evaluated is told by what stands behind the name, or by the alternative that fits.
            unseen = [one for one in rest if one.name in _UNEVALUATED and one.value not in (True, {})]
            rest = tuple(one for one in rest if one not in unseen)
            found = None if unseen else found
        return all_of([found, self.rest(rest, value, depth)])

    def rest(self, rest: tuple[Keyword, ...], value: JSON, depth: int, names: frozenset[str] = frozenset()) -> Truth:
        """Return whether a value fits keywords that ride along."""
        if not rest:
            return True
        return fits_keywords(lambda name, one: self.of(Named(name), one, depth + 1), rest, value, names)

    def _named(self, name: str, value: JSON, depth: int, seen: frozenset[str]) -> Truth:
        schema = self.side.schemas.get(name)
        match schema:
            case Record():
                return self._record(schema, value, depth)
            case Enumeration(values=values, type=of):
                listed = spelled(value) in {spelled(one.value) for one in values}
                return all_of([listed, scalar(of, value), self.rest(schema.rest, value, depth)]) if listed else False
            case Alias(type=of):
                return self.of(of, value, depth, seen)
            case None:
                return None
            case never:
                assert_never(never)

    def _record(self, of: Record, value: JSON, depth: int) -> Truth:
        if not isinstance(value, dict):
            return False
        types: dict[str, Type] = {}
        for one in of.properties:
            hidden = self.polarity is not None and (one.read_only if self.polarity == "request" else one.write_only)
            types[one.name] = Any() if hidden else one.type
            if one.required and not hidden and one.name not in value:
                return False
        additional = None if of.closed else of.additional if of.additional is not None else Any()
        found = self._members(types, additional, of.rest, value, depth)
        return all_of([found, self.rest(_unasked(of.rest, of), value, depth, frozenset(types))])

    def _members(
        self, types: dict[str, Type], additional: Type | None, rest: tuple[Keyword, ...], value: JSON, depth: int
    ) -> Truth:
        if not isinstance(value, dict):
            return False
        patterned = any(keyword.name == "patternProperties" for keyword in rest)

        def member(name: str, one: JSON) -> Truth:
            if name in types:
                return self.of(types[name], one, depth + 1)
            if patterned:
                return True  # asked with the keywords
            return False if additional is None else self.of(additional, one, depth + 1)

        return all_of(member(name, one) for name, one in value.items())

    def _array(self, first: tuple[Type, ...], more: Type | None, bounds: Constraints, value: JSON, depth: int) -> Truth:
        if not isinstance(value, list) or (more is None and len(value) > len(first)):
            return False
        if not _counted(len(value), bounds.min_items, bounds.max_items):
            return False
        if bounds.unique_items and len(set(map(spelled, value))) < len(value):
            return False
        types = [first[number] if number < len(first) else more for number in range(len(value))]
        return all_of(of is not None and self.of(of, one, depth + 1) for of, one in zip(types, value, strict=True))


def _unasked(rest: tuple[Keyword, ...], of: Type | Record) -> tuple[Keyword, ...]:
    """Return keywords without the one that has nothing left to ask: what `additionalProperties` tells is evaluated."""
    told = of.additional if isinstance(of, Record) else of.value if isinstance(of, Map) else None
    if told is None or isinstance(told, Any) or any(one.name == "patternProperties" for one in rest):
        return rest
    return tuple(one for one in rest if one.name != "unevaluatedProperties")


def is_instance(side: Side, of: Type, value: JSON, polarity: Polarity | None = None) -> Truth:
    """Return whether a value is of a type; None where that cannot be told."""
    return Valid(side, polarity).of(of, value)


def scalar(of: Scalar, value: JSON) -> Truth:
    """Return whether a value is of a scalar type, keywords that ride along not counted."""
    if of.const is not None and spelled(of.const.value) != spelled(value):
        return False
    bounds = of.constraints
    match of.kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str) and text(bounds, of.format, value)
        case "integer" | "number":
            if isinstance(value, bool) or not isinstance(value, int | float):
                return False
            return number(bounds, value) and (of.kind == "number" or isinstance(value, int) or value.is_integer())
        case never:
            assert_never(never)


def text(bounds: Constraints, format_: str | None, value: str) -> Truth:
    """Return whether a text fits."""
    if not _counted(len(value), bounds.min_length, bounds.max_length):
        return False
    form = _FORMATS.get(format_ or "")
    if form is not None and re.fullmatch(form, value) is None:
        return False
    return True if bounds.pattern is None else matches(bounds.pattern, value)


def number(bounds: Constraints, value: int | float) -> bool:
    """Return whether a number lies within bounds."""
    found = exact(value)
    if found is None:
        return False
    limits: tuple[tuple[int | float | None, Callable[[Fraction], bool]], ...] = (
        (bounds.minimum, lambda limit: found >= limit),
        (bounds.maximum, lambda limit: found <= limit),
        (bounds.exclusive_minimum, lambda limit: found > limit),
        (bounds.exclusive_maximum, lambda limit: found < limit),
        (bounds.multiple_of, lambda step: step <= 0 or (found / step).denominator == 1),
    )
    return all(limit is None or (at := exact(limit)) is None or holds(at) for limit, holds in limits)


def _counted(count: int, low: int | None, high: int | None) -> bool:
    return (low is None or count >= low) and (high is None or count <= high)
