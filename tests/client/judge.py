"""Whether a decoded value says what the text said: schema and text on one side, the client's objects on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from toggltrack import dump, extra, has
from toggltrack.models import Project

from .jsontext import Node
from .spec import JSON, Schema, attribute, kinds, member, present, properties

Model = Project
"""Stands for any model: what the package's functions take has no public name."""


def judge(schema: Schema, node: Node, value: object) -> None:
    """Assert that a decoded value, all records in it included, is what the text says."""
    if isinstance(value, list) or node.text.startswith("["):
        items = cast("list[object]", value)
        assert isinstance(value, list)
        assert len(items) == len(node.items)
        for below, item in zip(node.items, items, strict=True):
            judge(member(present(schema)[1], "items"), below, item)
    elif node.is_object and "properties" in present(schema)[1]:
        judge_record(schema, node, cast("Model", value))
    elif node.is_object:
        judge_map(schema, node, value)
    else:
        judge_scalar(schema, node, value)


@dataclass(frozen=True)
class Found:
    """A record somewhere in an answer."""

    path: tuple[str | int, ...]
    schema: Schema
    node: Node
    record: Model


def find(schema: Schema, node: Node, value: object, path: tuple[str | int, ...] = ()) -> Iterator[Found]:
    """Yield every record in a decoded value, with the place of its text."""
    inner = present(schema)[1]
    if value is None:
        return
    if node.text.startswith("["):
        for index, (below, item) in enumerate(zip(node.items, cast("list[object]", value), strict=True)):
            yield from find(member(inner, "items"), below, item, (*path, index))
    elif node.is_object and "properties" in inner:
        yield Found(path, schema, node, cast("Model", value))
        for wire, below_schema in properties(inner).items():
            if wire in node.members:
                one = getattr(value, attribute(inner, wire))
                yield from find(below_schema, node.members[wire], one, (*path, wire))


def judge_record(schema: Schema, node: Node, record: Model) -> None:
    """Assert that a model is its slice of the text, that its attributes say what stands there, and `extra` the rest."""
    name, inner = present(schema)
    assert type(record).__name__ == name
    assert dump(record) == node.bytes
    known = properties(inner)
    for wire, below in known.items():
        place = attribute(inner, wire)
        value = getattr(record, place)
        assert has(record, place) == (wire in node.members), f"{name}.{place}"
        if wire in node.members:
            judge(below, node.members[wire], value)
        else:
            assert value is None, f"{name}.{place}"
    assert same(extra(record), {key: one.value for key, one in node.members.items() if key not in known})


def judge_map(schema: Schema, node: Node, value: object) -> None:
    """Assert that an object without properties became a dict."""
    assert isinstance(value, dict)
    assert value.keys() == node.members.keys()
    inner = member(present(schema)[1], "additionalProperties")
    for key, below in node.members.items():
        judge(inner, below, cast("dict[str, object]", value)[key])


def judge_scalar(schema: Schema, node: Node, value: object) -> None:
    """Assert that a scalar has the value and the type that the schema promises."""
    inner = present(schema)[1]
    said, kind = node.value, kinds(inner) - {"null"}
    if node.is_null:
        assert value is None
    elif "enum" in inner:
        assert value == said
        assert getattr(value, "is_known", None) is (said in cast("list[JSON]", inner["enum"]))
    elif inner.get("format") == "date-time":
        judge_moment(cast("str", said), value)
    elif inner.get("format") == "date":
        assert value == date.fromisoformat(cast("str", said))
    elif kind == {"number"}:
        assert value == float(node.text)
    else:
        assert same(value, said)
        assert not kind or type(value) is {"string": str, "integer": int, "boolean": bool}[next(iter(kind))]


def judge_moment(text: str, value: object) -> None:
    """Assert that a date-time became an aware datetime; one holds no more than microseconds."""
    assert isinstance(value, datetime)
    assert value.tzinfo is not None
    seconds, _, rest = text.replace("Z", "+00:00").partition(".")
    if not rest:
        assert value == datetime.fromisoformat(seconds)
        return
    sign = "+" if "+" in rest else "-"
    fraction, _, offset = rest.partition(sign)
    wanted = datetime.fromisoformat(seconds + sign + offset) + timedelta(seconds=float(f"0.{fraction}"))
    assert abs(value - wanted) <= timedelta(microseconds=1 if len(fraction) > 6 else 0)


def same(one: object, two: object) -> bool:
    """Say whether two plain values are equal, of the same type at every depth."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return one.keys() == two.keys() and all(same(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(same(a, b) for a, b in zip(one, two, strict=True))
    return one == two and type(one) is type(two)
