"""Values broken on purpose, of types with unions, tuples, maps and recursion: told by the bundled JSON of unions.yaml.

Inside of a union without a tag nothing is broken: which member is meant is then nobody's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from hypothesis import assume
from hypothesis import strategies as st

from tests.client.jsontext import Number, Shape, Speller

from . import strategies
from .strategies import Schema, follow

Path: TypeAlias = "tuple[str | int, ...]"
Draw: TypeAlias = Any

ANY: Final = frozenset({"object", "array", "string", "number", "boolean", "null"})
WRONG: Final[Mapping[str, Shape]] = {
    **{"object": {"a": []}, "array": [[]], "string": "text", "number": Number("1.5"), "boolean": True, "null": None},
}
MISSING: Final = Number("")


@dataclass(frozen=True)
class Place:
    """A place that can be made wrong, and how."""

    path: Path
    owner: Path
    is_row: bool
    ways: tuple[tuple[str, Shape], ...]


@dataclass(frozen=True)
class Fault:
    """What was made wrong."""

    path: Path
    owner: Path
    is_row: bool
    kind: str

    @property
    def pointer(self) -> str:
        """Return the place as a JSON pointer."""
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)


def types(schema: Schema) -> frozenset[str]:
    """Return the JSON types that a schema allows."""
    schema = follow(schema)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return frozenset(one for below in choices for one in types(below))
    kinds = schema.get("type", sorted(ANY))
    named = [kinds] if isinstance(kinds, str) else kinds
    return frozenset("number" if one == "integer" else one for one in named)


def _ways(schema: Schema, *, optional: bool) -> Iterator[tuple[str, Shape]]:
    """Yield what does not fit a schema, with the kind of deviation that it is."""
    inner, allowed = follow(schema), types(schema)
    for name in sorted(ANY - allowed - {"null"}):
        yield "type", WRONG[name]
    if inner.get("type") == "integer":
        yield "type", Number("0.5")
    if inner.get("format") in ("date", "date-time"):
        yield "format", "2024-01-01T00:00:00"
    if "null" not in allowed and not optional:
        yield "null", None


def is_record(schema: Schema) -> bool:
    """Say whether all that a schema allows become models."""
    inner = follow(schema)
    choices = inner.get("oneOf") or inner.get("anyOf")
    return all(is_record(one) for one in choices) if choices else "properties" in inner


def places(schema: Schema, shape: Shape, path: Path, owner: Path, tag: str = "") -> Iterator[Place]:
    """Yield the places in a value that is as documented; `owner` is the attribute, or the row, that they belong to."""
    inner = follow(schema)
    if "discriminator" in inner and isinstance(shape, Mapping):
        word = shape.get(inner["discriminator"]["propertyName"])
        chosen = inner["discriminator"]["mapping"].get(word if isinstance(word, str) else "")
        if chosen:
            yield from places({"$ref": chosen}, shape, path, owner, inner["discriminator"]["propertyName"])
    elif isinstance(shape, Mapping) and "properties" in inner:
        yield from _attributes(inner, shape, path, tag)
    elif isinstance(shape, Mapping) and isinstance(inner.get("additionalProperties"), Mapping):
        yield from _items({key: inner["additionalProperties"] for key in shape}, shape, path, owner)
    elif isinstance(shape, Sequence) and not isinstance(shape, str) and inner.get("type") == "array":
        first = inner.get("prefixItems", [])
        if first and inner.get("items"):
            return
        of = [*first, *[inner.get("items", {})] * len(shape)][: len(shape)]
        yield from _items(dict(enumerate(of)), dict(enumerate(shape)), path, owner)


def _attributes(inner: Schema, shape: Mapping[str, Shape], path: Path, tag: str) -> Iterator[Place]:
    for wire, below in inner["properties"].items():
        if wire == tag or (wire not in shape):
            continue
        place = (*path, wire)
        optional = wire not in inner.get("required", [])
        ways = list(_ways(below, optional=optional))
        if not optional and "const" not in follow(below):
            ways.append(("missing", MISSING))
        yield Place(place, place, is_row=False, ways=tuple(ways))
        yield from places(below, shape[wire], place, place)


def _items(of: Mapping[Any, Schema], items: Mapping[Any, Shape], path: Path, owner: Path) -> Iterator[Place]:
    for key, below in of.items():
        place = (*path, key)
        mine = place if is_record(below) else owner
        yield Place(place, mine, is_record(below), tuple(_ways(below, optional=False)))
        yield from places(below, items[key], place, mine)


@st.composite
def broken(draw: Draw, name: str) -> tuple[str, tuple[Fault, ...]]:
    """Draw the text of a value of a record, and its faults, none inside of another."""
    schema = strategies.schemas()[name]
    shape = draw(strategies.shapes(schema))
    faults: list[Fault] = []
    for _ in range(draw(st.integers(1, 3))):
        found = [one for one in places(schema, shape, (), ()) if one.ways]
        free = [one for one in found if not any(_meet(one.owner, fault.owner) for fault in faults)]
        if free:
            place = draw(st.sampled_from(free))
            kind, value = draw(st.sampled_from(place.ways))
            shape = _put(shape, place.path, value)
            faults.append(Fault(place.path, place.owner, place.is_row, kind))
    assume(faults)
    return Speller(draw(st.one_of(st.just(0), st.integers(1, 2**16)))).text(shape), tuple(faults)


def _meet(one: Path, two: Path) -> bool:
    return one[: len(two)] == two or two[: len(one)] == one


def _put(shape: Any, path: Path, value: Shape) -> Any:  # noqa: ANN401
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(shape, Mapping):
        items = {key: _put(one, rest, value) if key == first else one for key, one in shape.items()}
        return {key: one for key, one in items.items() if one is not MISSING}
    return [_put(one, rest, value) if index == first else one for index, one in enumerate(shape)]
