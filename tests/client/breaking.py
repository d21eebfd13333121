"""Answers broken on purpose: a conforming shape, one to three places of it made wrong, and what a client must say.

What is wrong where is told by the bundled JSON, never by the generated code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from hypothesis import assume
from hypothesis import strategies as st

from . import strategies
from .jsontext import Number, Shape, Speller
from .spec import Operation, Schema, follow, kinds, member, nullable, present, properties, required

Path: TypeAlias = "tuple[str | int, ...]"
Draw: TypeAlias = Any

WRONG: Final[Mapping[str, tuple[Shape, ...]]] = {
    "object": ({}, {"id": Number("1")}),
    "array": ([], [Number("1")], ["a"]),
    "string": ("", "5", "null", "2024-01-01T00:00:00Z"),
    "number": (Number("5"), Number("-0.0"), Number("1e400"), Number("123456789012345678901234567890")),
    "boolean": (True, False),
}
"""Values of each JSON type."""

NO_MOMENTS: Final = ("2024-05-02T00:03:40", "2024-05-02", "2024-13-02T00:03:40Z", "yesterday", "", "1714608220")
NO_DAYS: Final = ("2024-13-01", "2024-05-02T00:03:40Z", "20240502", "today", "")
NO_INTEGERS: Final = (Number("1.5"), Number("-0.1"), Number("1e-1"))


@dataclass(frozen=True)
class Place:
    """A place that can be made wrong."""

    path: Path
    schema: Schema
    is_row: bool
    """Whether it is an element of an array, or a member of a map, of records."""
    is_required: bool


@dataclass(frozen=True)
class Fault:
    """What was made wrong: where, how, and the attribute that cannot be read for it."""

    path: Path
    kind: str
    owner: Path
    """The place of the attribute, or of the row."""
    is_row: bool

    @property
    def pointer(self) -> str:
        """Return the place as a JSON pointer."""
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)


@dataclass(frozen=True)
class Broken:
    """An answer and its faults."""

    text: str
    faults: tuple[Fault, ...]

    @property
    def wanted(self) -> set[tuple[str, str]]:
        """Return pointers and kinds of the deviations that must be reported."""
        return {(fault.pointer, fault.kind) for fault in self.faults}


def places(schema: Schema, shape: Shape, path: Path = ()) -> Iterator[Place]:
    """Yield every attribute and every row in a shape."""
    inner = present(schema)[1]
    if isinstance(shape, Mapping) and "properties" in inner:
        for wire, below in properties(inner).items():
            if wire in shape:
                if follow(below)[1]:
                    yield Place((*path, wire), below, is_row=False, is_required=wire in required(inner))
                yield from places(below, shape[wire], (*path, wire))
    elif isinstance(shape, Sequence) and not isinstance(shape, str) and "items" in inner:
        yield from _items(member(inner, "items"), dict(enumerate(shape)), path)
    elif isinstance(shape, Mapping) and isinstance(inner.get("additionalProperties"), dict):
        yield from _items(member(inner, "additionalProperties"), cast("Mapping[str, Shape]", shape), path)


def _items(schema: Schema, items: Mapping[Any, Shape], path: Path) -> Iterator[Place]:
    for key, one in items.items():
        if "properties" in present(schema)[1]:
            yield Place((*path, key), schema, is_row=True, is_required=True)
        yield from places(schema, one, (*path, key))


@st.composite
def broken(draw: Draw, operation: Operation) -> Broken:
    """Draw an answer of an operation with one to three faults, none inside of another."""
    assert operation.result is not None
    shape = draw(strategies.shapes(operation.result))
    faults: list[Fault] = []
    for _ in range(draw(st.integers(1, 3))):
        free = [one for one in places(operation.result, shape) if not any(_meet(one.path, f.owner) for f in faults)]
        assume(free or faults)
        if free:
            place = draw(st.sampled_from(free))
            shape, fault = draw(_break(shape, place))
            faults += [fault] if fault else []
    assume(faults)
    return Broken(Speller(draw(st.one_of(st.just(0), st.integers(1, 2**16)))).text(shape), tuple(faults))


def _meet(one: Path, two: Path) -> bool:
    return one[: len(two)] == two or two[: len(one)] == one


@st.composite
def _break(draw: Draw, shape: Shape, place: Place) -> tuple[Shape, Fault | None]:
    ways = [*_wrong_types(place.schema), *_wrong_texts(place.schema), *_wrong_nothing(place)]
    value = _at(shape, place.path)
    element = _wrong_element(place.schema, value)
    if element is not None and draw(st.booleans()):
        wrong = draw(st.sampled_from(element))
        index = draw(st.sampled_from(sorted(_keys(value), key=str)))
        path = (*place.path, index)
        kind = "null" if wrong is None else "type"
        return _put(shape, path, wrong), Fault(path, kind, place.path, is_row=False)
    if not ways:
        return shape, None
    kind, new = draw(st.sampled_from(ways))
    return _put(shape, place.path, new), Fault(place.path, kind, place.path, place.is_row)


def _types(schema: Schema) -> set[str]:
    """Return the JSON types that a schema allows, null aside; `number` stands for integers too."""
    return {"number" if one == "integer" else one for one in kinds(present(schema)[1]) - {"null"}}


def _wrong_types(schema: Schema) -> list[tuple[str, Shape]]:
    allowed = _types(schema)
    if not allowed:
        return []
    wrong = [("type", one) for name, values in WRONG.items() if name not in allowed for one in values]
    fractions = NO_INTEGERS if "integer" in kinds(present(schema)[1]) else ()
    return [*wrong, *(("type", one) for one in fractions)]


def _wrong_texts(schema: Schema) -> list[tuple[str, Shape]]:
    bad = {"date-time": NO_MOMENTS, "date": NO_DAYS}.get(str(present(schema)[1].get("format")), ())
    return [("format", one) for one in bad] * 3


def _wrong_nothing(place: Place) -> list[tuple[str, Shape]]:
    found: list[tuple[str, Shape]] = []
    if place.is_required and not nullable(place.schema):
        found += [("null", None)] * 3
    if place.is_required and not place.is_row:
        found += [("missing", MISSING)] * 3
    return found


MISSING: Final = Number("")


def _wrong_element(schema: Schema, value: Shape) -> list[Shape] | None:
    """Return what is no element of an array, or a map, of scalars; None where there is none, or nothing in it."""
    inner = present(schema)[1]
    of = inner.get("items", inner.get("additionalProperties"))
    if not isinstance(of, dict) or not _keys(value) or "properties" in present(of)[1] or _types(of) == {"array"}:
        return None
    if _types(of) == {"object"} or not _types(of):
        return None
    nulls: list[Shape] = [] if nullable(of) else [None]
    return [one for _, one in _wrong_types(of)] + nulls


def _keys(value: Shape) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value)
    return list(range(len(value))) if isinstance(value, Sequence) and not isinstance(value, str) else []


def _at(shape: Shape, path: Path) -> Shape:
    for step in path:
        shape = cast("Any", shape)[step]
    return shape


def _put(shape: Shape, path: Path, value: Shape) -> Shape:
    """Return a shape with another value at a place, or without the key."""
    if not path:
        return value
    first, *rest = path
    inner = cast("Any", shape)
    if isinstance(shape, Mapping):
        if not rest and value is MISSING:
            return {key: one for key, one in shape.items() if key != first}
        return {key: _put(one, tuple(rest), value) if key == first else one for key, one in shape.items()}
    return [_put(one, tuple(rest), value) if index == first else one for index, one in enumerate(inner)]
