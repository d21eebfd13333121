"""Bodies that are broken on purpose, and what a client must say of any body: deviations and news, by the schema alone.

In: a schema of the bundle and a shape that conforms to it. Out: shapes with wrong values in some places, each with the
deviation it must cause; and the news in a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from hypothesis import strategies as st

from tests.client.jsontext import Node, Number, Shape
from tests.client.spec import JSON, Schema, is_record, kinds, member, nullable, present, properties, required

Path: TypeAlias = tuple[str | int, ...]
Row: TypeAlias = dict[str, JSON]

GONE: Final = Number("")
"""Stands for a member that is taken away."""

_WRONG: Final[tuple[tuple[str, Shape], ...]] = (
    ("string", "wrong"),
    ("string", ""),
    ("integer", Number("7")),
    ("number", Number("1.5")),
    ("boolean", True),
    ("object", {}),
    ("object", {"id": Number("1")}),
    ("array", []),
    ("array", [Number("1"), "a"]),
)
_NO_MOMENTS: Final = ("yesterday", "", "2026-01-05", "2026-01-05T08:00:00", "2026-13-05T08:00:00Z", "1767600000")
_NO_DAYS: Final = ("tomorrow", "", "2026-02-30", "05.01.2026", "2026")


@dataclass(frozen=True)
class Place:
    """A place in a body where something is documented.

    Attributes:
        optional: whether nothing need be there, so that null is no deviation and neither is absence.
        in_list: whether it is an element of a list, which cannot be taken away.
    """

    path: Path
    schema: Schema
    optional: bool
    in_list: bool


@dataclass(frozen=True)
class Broken:
    """A body with wrong values, and the deviations they must cause."""

    shape: Shape
    deviations: tuple[Row, ...]


def places(schema: Schema, shape: Shape, path: Path = ()) -> Iterator[Place]:
    """Yield the places below a value whose documented type is certain."""
    inner = present(schema)[1]
    if isinstance(shape, dict) and "properties" in inner:
        must = required(inner)
        for wire, below in properties(inner).items():
            if wire in shape:
                yield from _place(Place((*path, wire), below, wire not in must, in_list=False), shape[wire])
    elif isinstance(shape, list) and "items" in inner:
        below = member(inner, "items")
        for index, row in enumerate(shape):
            yield from _place(Place((*path, index), below, optional=False, in_list=True), row)


def _place(place: Place, shape: Shape) -> Iterator[Place]:
    if kinds(present(place.schema)[1]) - {"null"}:
        yield place
    yield from places(place.schema, shape, place.path)


def faults(place: Place) -> list[tuple[str, Shape]]:
    """Return what is wrong in a place, each with the kind of deviation that it is."""
    inner = present(place.schema)[1]
    allowed = kinds(inner) | ({"integer"} if "number" in kinds(inner) else set())
    found: list[tuple[str, Shape]] = [("type", shape) for kind, shape in _WRONG if kind not in allowed]
    if inner.get("format") in ("date-time", "date"):
        texts = _NO_MOMENTS if inner["format"] == "date-time" else _NO_DAYS
        found += [("format", text) for text in texts]
    if not place.optional and not nullable(place.schema):
        found.append(("null", None))
        if not place.in_list:
            found.append(("missing", GONE))
    return found


@st.composite
def broken(draw: st.DrawFn, schema: Schema, shapes: st.SearchStrategy[Shape]) -> Broken:
    """Return bodies of a schema with one to three wrong values, each with a deviation of its own."""
    shape = draw(shapes)
    rows: list[Row] = []
    chosen: list[Path] = []
    found = list(places(schema, shape))
    for _ in range(draw(st.integers(1, 3)) if found else 0):
        place = draw(st.sampled_from(found))
        # A list of scalars deviates as a whole, and once: a second wrong element in it says nothing more.
        whole = place.path[:-1] if place.in_list and not is_record(place.schema) else place.path
        if any(whole[: len(one)] == one or one[: len(whole)] == whole for one in chosen):
            continue
        kind, wrong = draw(st.sampled_from(faults(place)))
        chosen.append(whole)
        shape = replaced(shape, place.path, wrong)
        rows.append({"pointer": pointer(place.path), "kind": kind})
    return Broken(shape, tuple(rows))


def replaced(shape: Shape, path: Path, wrong: Shape) -> Shape:
    """Return a shape with another value in one place."""
    if not path:
        return wrong
    if isinstance(shape, dict):
        return {
            key: replaced(value, path[1:], wrong) if key == path[0] else value
            for key, value in shape.items()
            if not (key == path[0] and len(path) == 1 and wrong is GONE)
        }
    rows = cast("Sequence[Shape]", shape)
    return [replaced(row, path[1:], wrong) if index == path[0] else row for index, row in enumerate(rows)]


def pointer(path: Path) -> str:
    """Return a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def news(schema: Schema, node: Node, path: Path = ()) -> Iterator[Row]:
    """Yield the keys and the values of enumerations in a text that the schema does not know."""
    inner = present(schema)[1]
    if node.is_object and "properties" in inner:
        known = properties(inner)
        for key, below in node.members.items():
            if key in known:
                yield from news(known[key], below, (*path, key))
            elif not isinstance(inner.get("additionalProperties"), dict):
                yield {"pointer": pointer((*path, key)), "kind": "key"}
    elif node.text.startswith("[") and "items" in inner:
        for index, row in enumerate(node.items):
            yield from news(member(inner, "items"), row, (*path, index))
    elif "enum" in inner and _fits(node.value, inner) and node.value not in cast("list[JSON]", inner["enum"]):
        yield {"pointer": pointer(path), "kind": "value"}


def _fits(value: JSON, schema: Schema) -> bool:
    """Say whether a value has the type of an enumeration, so that it is none of its values rather than a fault."""
    if "integer" in kinds(schema):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)
