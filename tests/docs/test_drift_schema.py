"""A schema follows the type of a row: what is written, and what is refused because it would lose something."""

from __future__ import annotations

import pytest
from hexapla.docs.drift_schema import retyped, schema_of
from hexapla.docs.edits import Way, done
from hexapla.docs.edits_text import EditError
from hexapla.docs.lock import LockedRow
from hexapla.docs.tree import Branch
from hexapla.finding import Location
from hexapla.source import parse

WHERE = Location("page.txt", 1)


def branch(kind: str, *children: Branch, name: str = "x") -> Branch:
    word = kind.removesuffix(", null")
    return Branch(LockedRow(name=name, type=word, where=WHERE, nullable=word != kind), children)


def after(schema: str, before: str, row: Branch, *, is_old: bool) -> str:
    text = f"s: {schema}\n"
    node = parse("a.yaml", text.encode()).get("s")
    assert node is not None
    steps = retyped(Way("a.yaml", ("s",)), node, before, row, is_old=is_old)
    return done({"a.yaml": text}, steps)["a.yaml"].removeprefix("s: ").rstrip("\n")


@pytest.mark.parametrize(
    ("schema", "before", "now", "wanted"),
    [
        ("{type: string, description: D.}", "string", "integer", "{type: integer, description: D.}"),
        ("{description: D., type: string}", "string", "integer, null", "{description: D., type: [integer, 'null']}"),
        ("{type: [string, 'null']}", "string, null", "integer", "{type: integer}"),
        ("{type: [string, 'null'], title: T}", "string, null", "string", "{type: string, title: T}"),
        ("{type: integer, minimum: 1}", "integer", "number", "{type: number, minimum: 1}"),
        ("{type: string}", "string", "Array of string", "{type: array, items: {type: string}}"),
        ("{type: array, items: {type: string}}", "Array of string", "string", "{type: string}"),
        ("{type: array, items: {type: string}}", "Array of string", "array", "{type: array}"),
        ("{$ref: 'o.yaml#/x'}", "object", "object, null", "{anyOf: [{$ref: o.yaml#/x}, {type: 'null'}]}"),
        ("{anyOf: [{$ref: 'o.yaml#/x'}, {type: 'null'}]}", "object, null", "object", "{$ref: 'o.yaml#/x'}"),
        ("{}", "any", "string", "{type: string}"),
    ],
)
def test_a_new_type(schema: str, before: str, now: str, wanted: str) -> None:
    assert after(schema, before, branch(now), is_old=False) == wanted


@pytest.mark.parametrize(
    ("schema", "before", "now", "wanted"),
    [
        ("{type: string}", "string", "string, null", "{type: string, nullable: true}"),
        ("{type: string, nullable: true}", "string, null", "string", "{type: string}"),
        ("{type: string, nullable: true}", "string, null", "integer", "{type: integer}"),
        ("{type: string}", "string", "array, null", "{type: array, nullable: true, items: {}}"),
    ],
)
def test_a_new_type_in_openapi_3_0(schema: str, before: str, now: str, wanted: str) -> None:
    assert after(schema, before, branch(now), is_old=True) == wanted


@pytest.mark.parametrize(
    ("schema", "before", "now"),
    [
        ("{type: string, format: date}", "string", "integer"),
        ("{type: integer, minimum: 1}", "integer", "string"),
        ("{type: string, enum: [a]}", "string", "string, null"),
        ("{type: array, items: {type: string, enum: [a]}}", "Array of string", "Array of integer"),
        ("{$ref: 'o.yaml#/x'}", "object", "string"),
        ("{type: string}", "string", "moment"),
    ],
)
def test_what_would_lose_something_is_refused(schema: str, before: str, now: str) -> None:
    with pytest.raises(EditError):
        after(schema, before, branch(now), is_old=False)


def test_nested_tables_are_properties() -> None:
    row = branch(
        "Array of object", branch("integer, null", name="a"), branch("Object", branch("string", name="c"), name="b")
    )
    assert schema_of(row, is_old=False) == {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "a": {"type": ["integer", "null"]},
                "b": {"type": "object", "properties": {"c": {"type": "string"}}},
            },
        },
    }
