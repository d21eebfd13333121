"""Values near the edges of a type: the same for the same type, every time.

In: a side and a type. Out: values, some of which are of the type and some just outside: bounds and one beyond, each
listed value, each required member missing, null, another kind. Whoever wants to know asks `is_instance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, islice
from typing import Final, assert_never

from hexapla.diff.atoms import Side, object_of
from hexapla.diff.instances import is_instance
from hexapla.diff.ranges import exact
from hexapla.diff.raw_instances import fits
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

DEPTH: Final = 4
"""How far samples go into a type; what lies deeper is as small as it can be."""

FEW: Final = 24
LONGEST: Final = 5000
"""The longest text that is made to go beyond a bound."""

KINDS: Final[tuple[JSON, ...]] = (None, True, False, 0, 1, -1, 1.5, "", "a", [], {}, [None], {"a": 1})
_TEXTS: Final = (
    *("a", "", "b", "A", "1", "-1", "x1", "ab", "abc", "foo", "cat", "a b", "é", "a1", "0", "000", "abcdefghij"),
    *("2026-01-02T03:04:05Z", "2026-01-02", "6f1f3b1c-8f4e-4c1a-9d3e-2b7a1c5d9e00", "YQ==", "a@b.example", "x-y_z"),
)


def samples(side: Side, of: Type, depth: int = 0, seen: frozenset[str] = frozenset()) -> Iterator[JSON]:
    """Yield values in and around a type, one that is of it first where one is found."""
    yield from chain(_hints(of.rest), _samples(side, of, depth, seen))
    if depth == 0:
        yield from KINDS


def _samples(side: Side, of: Type, depth: int, seen: frozenset[str]) -> Iterator[JSON]:
    match of:
        case Named(name=name):
            if name not in seen or depth < DEPTH:
                yield from _named(side, name, depth, seen | {name})
        case Nullable(of=inner):
            yield from samples(side, inner, depth, seen)
            yield None
        case Union(members=members, discriminator=discriminator):
            for value, name in discriminator.mapping if discriminator is not None else ():
                for one in islice(samples(side, Named(name), depth + 1, seen), FEW):
                    if discriminator is not None and isinstance(one, dict):
                        yield {**one, discriminator.property: value}
            for member in members:
                yield from samples(side, member, depth + 1, seen)
        case Any():
            yield from KINDS
        case Scalar():
            yield from _scalar(of)
        case Array(item=item, constraints=bounds):
            yield from _containing(of.rest)
            yield from _arrays(side, (), item, bounds, depth, seen)
        case Tuple(items=items, more=more, constraints=bounds):
            yield from _arrays(side, items, more, bounds, depth, seen)
        case Map():
            yield from _objects(side, of, depth, seen)
        case never:
            assert_never(never)


def _named(side: Side, name: str, depth: int, seen: frozenset[str]) -> Iterator[JSON]:
    match side.schemas.get(name):
        case Record() as record:
            yield from _hints(record.rest)
            yield from _objects(side, record, depth, seen)
        case Enumeration(values=values, type=of):
            yield from (one.value for one in values)
            yield from ("no such value",) if of.kind == "string" else (max((v.value for v in values), default=0), 987)
        case Alias(type=of):
            yield from samples(side, of, depth, seen)
        case None:
            yield from KINDS


def _hints(rest: Iterable[Keyword]) -> Iterator[JSON]:
    """Yield what keywords that ride along name: listed values, examples."""
    for keyword in rest:
        match keyword.name, keyword.value:
            case "enum" | "examples", list() as values:
                yield from values
            case "const" | "example", value:
                yield value
            case "not", {"const": value}:
                yield value
            case "not", {"enum": list() as values}:
                yield from values
            case _:
                pass


def _scalar(of: Scalar) -> Iterator[JSON]:
    if of.const is not None:
        yield of.const.value
    match of.kind:
        case "null":
            yield None
        case "boolean":
            yield from (True, False)
        case "string":
            yield from _texts(of.constraints)
        case "integer" | "number":
            yield from _numbers(of.constraints)
        case never:
            assert_never(never)


def _texts(bounds: Constraints) -> Iterator[str]:
    yield from _TEXTS
    for bound in (bounds.min_length, bounds.max_length):
        for length in (bound - 1, bound, bound + 1) if bound is not None else ():
            if 0 <= length <= LONGEST:
                yield "a" * length
                yield "1" * length


def _numbers(bounds: Constraints) -> Iterator[JSON]:
    step = exact(bounds.multiple_of) if bounds.multiple_of is not None else None
    found: list[Fraction] = [Fraction(0), Fraction(1), Fraction(-1), Fraction(3, 2)]
    limits = (bounds.minimum, bounds.maximum, bounds.exclusive_minimum, bounds.exclusive_maximum)
    for limit in (exact(one) for one in limits if one is not None):
        if limit is not None:
            found.extend((limit, limit + 1, limit - 1, limit + Fraction(1, 2), limit - Fraction(1, 2)))
            if step:
                found.extend((limit // step + more) * step for more in (-1, 0, 1, 2))
    if step:
        found.extend((step, 2 * step, -step, step / 2, 3 * step))
    found.extend((Fraction(1000), Fraction(-1000), Fraction(10**9)))
    for one in dict.fromkeys(found):
        if one.denominator == 1:
            yield int(one)
        elif abs(one) < Fraction(10**15):
            yield float(one)


def _arrays(
    side: Side, first: tuple[Type, ...], more: Type | None, bounds: Constraints, depth: int, seen: frozenset[str]
) -> Iterator[JSON]:
    if depth >= DEPTH:
        yield []
        return
    fits = [_some(side, of, depth + 1, seen) for of in first]
    base: list[JSON] = [values[0] if values else None for values in fits]
    behind: list[JSON] = _some(side, more, depth + 1, seen) if more is not None else [0]
    for length in _lengths(bounds, len(first)):
        yield [*base, *_filled(behind, length - len(base))][:length] if length > len(base) else base[:length]
        if length > 1 and behind:
            yield [*base[:length], *([behind[0]] * (length - len(base)))]
    for number, of in enumerate(first):
        for value in islice(samples(side, of, depth + 1, seen), FEW):
            yield [*base[:number], value, *base[number + 1 :]]
    least = min(max(bounds.min_items or 0, len(first) + 1), 200)
    for value in islice(samples(side, more, depth + 1, seen), FEW) if more is not None else ():
        yield [*base, value, *_filled([one for one in behind if one != value] or behind, least - len(base) - 1)]


def _containing(rest: Iterable[Keyword]) -> Iterator[JSON]:
    """Yield lists with as many elements of what `contains` asks for as its bounds say, and one more or less."""
    said = {keyword.name: keyword.value for keyword in rest}
    if "contains" not in said:
        return
    values = [value for value in (*KINDS, *_TEXTS) if fits(lambda name, one: None, said["contains"], value)]
    bounds = [said.get("minContains", 1), said.get("maxContains")]
    for count in {0, 1, 2, *(bound + more for bound in bounds if isinstance(bound, int) for more in (-1, 0, 1))}:
        if 0 <= count <= 100 and values:
            yield values[:1] * count
            yield _filled(values, count)


def _filled(values: list[JSON], count: int) -> list[JSON]:
    return [values[number % len(values)] for number in range(max(count, 0))] if values else []


def _lengths(bounds: Constraints, first: int) -> list[int]:
    limits = [bound for bound in (bounds.min_items, bounds.max_items, first) if bound is not None]
    return sorted({0, 1, 2, *(limit + more for limit in limits for more in (-1, 0, 1) if 0 <= limit + more <= 200)})


def _some(side: Side, of: Type, depth: int, seen: frozenset[str]) -> list[JSON]:
    """Return a few values that are of a type."""
    tried = islice(chain(samples(side, of, depth, seen), KINDS), 60)
    # Deep inside, one value of a kind is as good as another, and each is made of all that is below it.
    wanted = 6 if depth < 2 else 2
    return list(islice((value for value in tried if is_instance(side, of, value) is True), wanted))


def _objects(side: Side, of: Record | Map, depth: int, seen: frozenset[str]) -> Iterator[JSON]:
    """Yield an object with what is required and one with everything, then each member otherwise."""
    it = object_of(of)
    if depth >= DEPTH:
        yield {}
        return
    # Deep inside, what need not be there is left out: all that is below it would have to be made as well.
    named = {name: one for name, one in it.properties.items() if one.required or depth < 2}
    some = {name: _some(side, one.type, depth + 1, seen) for name, one in named.items()}
    least: dict[str, JSON] = {name: some[name][0] for name, one in it.properties.items() if one.required and some[name]}
    most: dict[str, JSON] = {**least, **{name: values[0] for name, values in some.items() if values}}
    yield from (least, most, {})
    for base in (least, most):
        for name in base:
            yield {key: value for key, value in base.items() if key != name}
    for name, one in named.items():
        for value in islice(chain(samples(side, one.type, depth + 1, seen), (None, 0, "x")), FEW):
            yield {**least, name: value}
    others = chain(samples(side, it.additional, depth + 1, seen), (None, 0, "x"))
    for number, value in enumerate(islice(others, FEW)):
        yield {**least, f"extra{number % 2}": value}
        if number < 3:
            yield from ({**most, "x": value}, {**least, "a": value}, {**least, "b": value, "A": value})
    free = _some(side, it.additional, depth + 1, seen)
    yield from _counted(side, it.rest, least, free)
    yield from _called(it.rest, least, free)


def _counted(side: Side, rest: Iterable[Keyword], base: dict[str, JSON], values: list[JSON]) -> Iterator[JSON]:
    """Yield objects with as many members as bounds of their number say, and one more or less."""
    value: JSON = values[0] if values else None
    for keyword in rest:
        if keyword.name in ("minProperties", "maxProperties") and isinstance(keyword.value, int):
            for count in (keyword.value - 1, keyword.value, keyword.value + 1):
                more = {f"k{number}": value for number in range(min(count - len(base), 100))}
                yield {**base, **more}


def _called(rest: Iterable[Keyword], base: dict[str, JSON], values: list[JSON]) -> Iterator[JSON]:
    """Yield objects with a member more, under names that `propertyNames` lets in and others."""
    for keyword in rest:
        if keyword.name == "propertyNames" and isinstance(keyword.value, dict):
            said = [keyword.value.get(name) for name in ("minLength", "maxLength")]
            low, high = (one if isinstance(one, int) else None for one in said)
            for name in _texts(Constraints(min_length=low, max_length=high)):
                yield {**base, name: values[0] if values else None}
