"""Texts, numbers, booleans: listed values, ranges, formats.

In: two atoms of one of these kinds. Out: facts, a fact for each keyword that changed.
"""

from __future__ import annotations

from hexapla.diff.atoms import NEVER, UNBOUND, Atom
from hexapla.diff.instances import is_instance
from hexapla.diff.ranges import (
    compare_intervals,
    compare_steps,
    compare_values,
    interval,
    lost,
    step_of,
    whole,
)
from hexapla.diff.rest import rest
from hexapla.diff.scope import Scope
from hexapla.diff.words import Effect, Place, by_inclusion
from hexapla.frozen import replace
from hexapla.model import JSON, Constraints, Enumeration, Named, Scalar

_ANY_TEXT = frozenset({".*", "^.*", ".*$", "^.*$", "^", "$", "(?s).*", "^[\\s\\S]*$", ""})


def scalars(scope: Scope, old: Atom, new: Atom, place: Place) -> None:
    """Add what changed between two atoms of texts, numbers or booleans."""
    first, second = _scalar(scope, old, is_old=True), _scalar(scope, new, is_old=False)
    listed = old.values is not None or new.values is not None
    inner = scope if not listed else scope.probe()
    if old.kind == "number":
        _numbers(inner, first, second, place)
    if old.kind == "string":
        _texts(inner, first, second, place)
    if listed:
        # What the values are is told by the list; other bounds beside it change nothing that is not told there.
        scope.facts.extend(replace(fact, effect="equal") for fact in inner.facts)
        _values(scope, old, new, place)
    rest(scope, old.rest, new.rest, place)


def _scalar(scope: Scope, atom: Atom, *, is_old: bool) -> Scalar:
    """Return the scalar that an atom is made of."""
    if isinstance(atom.type, Scalar):
        return atom.type
    side = scope.known.old if is_old else scope.known.new
    found = side.schemas.get(atom.word)
    of = getattr(found, "type", None)
    if isinstance(of, Scalar):
        return of
    first = (atom.values or ("",))[0]
    return Scalar("string" if isinstance(first, str) else "integer")


def _numbers(scope: Scope, old: Scalar, new: Scalar, place: Place) -> None:
    first, second = old.constraints, new.constraints
    steps = step_of(old.kind, first.multiple_of), step_of(new.kind, second.multiple_of)
    overall = compare_steps(*steps)
    changed = first.multiple_of != second.multiple_of
    if old.kind != new.kind:
        kinds = compare_steps(step_of(old.kind, None), step_of(new.kind, None))
        effect: Effect = "equal" if overall == "equal" else kinds if changed else overall
        scope.fact(place, "schema.type", effect, old.kind, new.kind)
    if changed:
        either = (
            overall
            if old.kind == new.kind or overall == "equal"
            else compare_steps(step_of("number", first.multiple_of), step_of("number", second.multiple_of))
        )
        scope.fact(place.down("multipleOf"), "schema.multiple-of", either, first.multiple_of, second.multiple_of)
    said = _range(first), _range(second)
    if said[0] != said[1]:
        effect = compare_intervals(interval(first, steps[0]), interval(second, steps[1]))
        scope.fact(place.down("range"), "schema.number-range", effect, said[0], said[1])
    if old.format != new.format:
        scope.fact(place.down("format"), "schema.format", "equal", old.format, new.format)


def _range(of: Constraints) -> JSON:
    said: dict[str, JSON] = {
        "minimum": of.minimum,
        "maximum": of.maximum,
        "exclusiveMinimum": of.exclusive_minimum,
        "exclusiveMaximum": of.exclusive_maximum,
    }
    return {name: value for name, value in said.items() if value is not None} or None


def _texts(scope: Scope, old: Scalar, new: Scalar, place: Place) -> None:
    first, second = old.constraints, new.constraints
    if (first.min_length, first.max_length) != (second.min_length, second.max_length):
        effect = compare_intervals(
            whole(first.min_length, first.max_length), whole(second.min_length, second.max_length)
        )
        before, after = (counts("Length", one.min_length, one.max_length) for one in (first, second))
        scope.fact(place.down("length"), "schema.length", effect, before, after)
    if first.pattern != second.pattern:
        scope.fact(
            place.down("pattern"),
            "schema.pattern",
            _patterns(first.pattern, second.pattern),
            first.pattern,
            second.pattern,
        )
    if old.format != new.format:
        typed = scope.known.settings.typed_formats
        one, other = (form if form in typed else None for form in (old.format, new.format))
        effect = by_inclusion(other is not None, one is not None) if one != other else "equal"
        scope.fact(place.down("format"), "schema.format", effect, old.format, new.format)


def _patterns(old: str | None, new: str | None) -> Effect:
    one, other = (None if pattern in _ANY_TEXT else pattern for pattern in (old, new))
    return "unknown" if one and other else by_inclusion(other is not None, one is not None)


def counts(word: str, low: int | None, high: int | None) -> JSON:
    """Return bounds of a count as they are written."""
    said: dict[str, JSON] = {f"min{word}": low, f"max{word}": high}
    return {name: value for name, value in said.items() if value is not None} or None


def _values(scope: Scope, old: Atom, new: Atom, place: Place) -> None:
    rule = "schema.const" if _is_const(old) and _is_const(new) else "schema.enum"
    if old.values is not None and new.values is not None:
        gone, come = _fitting(scope, old, is_old=True), _fitting(scope, new, is_old=False)
        if rule == "schema.const":
            if lost(gone, come) or lost(come, gone):
                scope.fact(
                    place, rule, compare_values(gone, come), gone[0] if gone else None, come[0] if come else None
                )
            return
        if lost(gone, come):
            scope.fact(place, rule, "narrows", lost(gone, come), None)
        if lost(come, gone):
            more = lost(come, gone)
            scope.facts.append(scope.made(place, rule, None, more, "widens", extensible=_is_extensible(scope, old)))
        return
    rule = "schema.const" if _is_const(old) or _is_const(new) else "schema.enum"
    if new.values is not None:
        listed = list(new.values)
        scope.fact(place, rule, _inside(scope, old, new, is_old=True), None, listed)
    else:
        listed = list(old.values or ())
        effect: Effect = "widens" if _inside(scope, new, old, is_old=False) == "narrows" else "both"
        scope.fact(place, rule, effect, listed, None)


def _is_extensible(scope: Scope, old: Atom) -> bool:
    schema = scope.known.old.schemas.get(old.type.name) if isinstance(old.type, Named) else None
    rest = (*old.rest, *(schema.rest if isinstance(schema, Enumeration) else old.type.rest))
    return any(keyword.name == "x-extensible-enum" and keyword.value is not False for keyword in rest)


def _is_const(atom: Atom) -> bool:
    return isinstance(atom.type, Scalar) and atom.type.const is not None


def _fitting(scope: Scope, atom: Atom, *, is_old: bool) -> list[JSON]:
    """Return the listed values that fit what else is said of an atom."""
    side = scope.known.old if is_old else scope.known.new
    if not isinstance(atom.type, Scalar) or atom.type.constraints == UNBOUND:
        return list(atom.values or ())
    of = replace(atom.type, const=None, rest=())
    return [value for value in atom.values or () if is_instance(side, of, value) is not False]


def _inside(scope: Scope, outer: Atom, inner: Atom, *, is_old: bool) -> Effect:
    """Return whether the values of one atom are among those of another that lists none."""
    side = scope.known.old if is_old else scope.known.new
    of = replace(outer.type, rest=outer.rest) if isinstance(outer.type, Scalar) else NEVER
    fit = [is_instance(side, of, value) for value in _fitting(scope, inner, is_old=not is_old)]
    return "narrows" if all(one is True for one in fit) else "both"
