"""Effects as a lattice, and that no field of the model and no keyword of JSON Schema is passed over."""

from __future__ import annotations

from itertools import product
from typing import Any, Final, get_args

import pytest
from hexapla import model
from hexapla.diff import flip, join
from hexapla.diff.words import SAYING_RULES, SCHEMA_RULES, Effect
from hexapla.model import Alias, Enumeration, EnumValue, Property, Record

from tests.diff.specs import REF, compared, facts, side

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)


@pytest.mark.parametrize("effects", list(product(EFFECTS, repeat=3)))
def test_effects_are_a_lattice(effects: tuple[Effect, Effect, Effect]) -> None:
    a, b, c = effects
    assert join([a, a]) == a == join([a, "equal"])
    assert join([a, b]) == join([b, a])
    assert join([join([a, b]), c]) == join([a, join([b, c])]) == join(effects)
    assert join([a, join([a, b])]) == join([a, b])
    assert flip(flip(a)) == a
    assert flip(join([a, b])) == join([flip(a), flip(b)])


def test_narrowing_and_widening_is_both() -> None:
    assert join(["narrows", "widens"]) == "both"
    assert join(["both", "unknown"]) == "unknown"
    assert join([]) == "equal"


S: Final = {"type": "string"}
I: Final = {"type": "integer"}  # noqa: E741
O: Final = {"type": "object", "properties": {"a": S, "b": I}}  # noqa: E741
L: Final = {"type": "array", "items": S}

VALUES: Final[dict[str, tuple[dict[str, Any], Any, Any]]] = {
    "type": (S, "string", "integer"),
    "enum": (S, ["a", "b"], ["a", "c"]),
    "const": (S, "a", "b"),
    "multipleOf": (I, 2, 3),
    "maximum": (I, 5, 6),
    "exclusiveMaximum": (I, 5, 6),
    "minimum": (I, 1, 2),
    "exclusiveMinimum": (I, 1, 2),
    "maxLength": (S, 5, 6),
    "minLength": (S, 1, 2),
    "pattern": (S, "a", "b"),
    "format": (S, "date", "email"),
    "maxItems": (L, 5, 6),
    "minItems": (L, 1, 2),
    "uniqueItems": (L, True, False),
    "maxContains": ({**L, "contains": S}, 5, 6),
    "minContains": ({**L, "contains": S}, 2, 3),
    "contains": (L, {"const": "a"}, {"const": "b"}),
    "items": ({"type": "array"}, S, I),
    "prefixItems": ({"type": "array"}, [S], [I]),
    "unevaluatedItems": (L, False, {"const": "a"}),
    "maxProperties": (O, 5, 6),
    "minProperties": (O, 1, 2),
    "required": (O, ["a"], ["b"]),
    "dependentRequired": (O, {"a": ["b"]}, {"b": ["a"]}),
    "properties": ({"type": "object"}, {"a": S}, {"a": I}),
    "patternProperties": (O, {"^x": S}, {"^x": I}),
    "additionalProperties": (O, False, S),
    "propertyNames": (O, {"maxLength": 3}, {"maxLength": 4}),
    "unevaluatedProperties": (O, False, {"const": "a"}),
    "dependentSchemas": (O, {"a": {"required": ["b"]}}, {"b": {"required": ["a"]}}),
    "allOf": (O, [{"required": ["a"]}], [{"required": ["b"]}]),
    "anyOf": (O, [{"required": ["a"]}, {"required": ["b"]}], [{"required": ["a"]}, {"minProperties": 1}]),
    "oneOf": (O, [{"required": ["a"]}, {"required": ["b"]}], [{"required": ["a"]}, {"minProperties": 1}]),
    "not": (S, {"const": "a"}, {"const": "b"}),
    "if": ({**O, "then": {"required": ["b"]}}, {"required": ["a"]}, {"minProperties": 1}),
    "then": ({**O, "if": {"required": ["a"]}}, {"required": ["b"]}, {"minProperties": 2}),
    "else": ({**O, "if": {"required": ["a"]}}, {"required": ["b"]}, {"minProperties": 2}),
    "$ref": ({}, f"{REF}A", f"{REF}B"),
    "$dynamicRef": ({}, "#a", "#b"),
    "$dynamicAnchor": (S, "a", "b"),
    "$anchor": (S, "a", "b"),
    "$id": (S, "https://a.example/", "https://b.example/"),
    "$schema": (S, "https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/base"),
    "$comment": (S, "One.", "Two."),
    "$defs": (S, {"a": S}, {"a": I}),
    "$vocabulary": (S, {"a": True}, {"a": False}),
    "title": (O, "One", "Two"),
    "description": (S, "One.", "Two."),
    "default": (S, "a", "b"),
    "deprecated": (S, True, False),
    "readOnly": (S, True, False),
    "writeOnly": (S, True, False),
    "example": (S, "a", "b"),
    "examples": (S, ["a"], ["b"]),
    "contentEncoding": (S, "base64", "base64url"),
    "contentMediaType": (S, "text/html", "text/plain"),
    "contentSchema": (S, S, I),
    "discriminator": (O, {"propertyName": "a"}, {"propertyName": "b"}),
    "externalDocs": (S, {"url": "https://a.example"}, {"url": "https://b.example"}),
    "xml": (S, {"name": "a"}, {"name": "b"}),
    "x-foreign": (S, 1, 2),
    "x-sensitive": (S, True, False),
    "x-internal": (S, True, False),
    "x-name": (S, "a", "b"),
}
"""Keywords of JSON Schema 2020-12 and OpenAPI 3.1, what each stands in, and two values."""

OF_THE_REFERRING: Final = frozenset({"default", "readOnly", "writeOnly", "x-sensitive", "x-internal", "x-name"})
"""What a schema says for the property that refers to it."""

UNSAID: Final = {"x-name"}
"""Waivers: what means nothing where a type has neither a name nor a property."""


def held_in(place: str, schema: dict[str, Any]) -> dict[str, Any]:
    match place:
        case "property":
            return {"type": "object", "properties": {"p": schema}}
        case "items":
            return {"type": "array", "items": schema}
        case _:
            return schema


def edits() -> list[Any]:
    found = []
    for name, (beside, one, other) in VALUES.items():
        bare = {key: value for key, value in beside.items() if key != name}
        plain = bare or {"type": "object"}
        found.append(pytest.param(name, plain, {**bare, name: one}, id=f"{name}: added"))
        found.append(pytest.param(name, {**bare, name: one}, plain, id=f"{name}: removed"))
        found.append(pytest.param(name, {**bare, name: one}, {**bare, name: other}, id=f"{name}: changed"))
    return found


@pytest.mark.parametrize(("name", "old", "new"), edits())
@pytest.mark.parametrize("place", ["component", "property", "items"])
def test_no_keyword_is_passed_over(name: str, old: Any, new: Any, place: str) -> None:  # noqa: ANN401
    if place == "component" and name in OF_THE_REFERRING:
        place = "property"
    holding = [held_in(place, of) for of in (old, new)]
    before, after = (side({"X": of, "A": S, "B": I}) for of in holding)
    assert before is not None
    assert after is not None
    found = facts(*compared(before, after))
    assert bool(found) is (place != "items" or name not in UNSAID), "the edit vanished, or a waiver is stale"
    assert all(fact.rule in (*SCHEMA_RULES, *SAYING_RULES) for fact in found)
    assert not any(fact.rule == "schema.unhandled" for fact in found), found


JUDGED: Final = {
    "Scalar": {"kind", "format", "constraints", "const", "rest"},
    "Array": {"item", "constraints", "rest"},
    "Tuple": {"items", "more", "constraints", "rest"},
    "Map": {"value", "rest"},
    "Named": {"name", "rest"},
    "Nullable": {"of", "rest"},
    "Union": {"members", "exclusive", "discriminator", "rest"},
    "Any": {"rest"},
    "Discriminator": {"property", "mapping"},
    "Constraints": {
        *("minimum", "maximum", "exclusive_minimum", "exclusive_maximum", "multiple_of", "min_length", "max_length"),
        *("pattern", "min_items", "max_items", "unique_items"),
    },
    "Record": {
        *("properties", "additional", "closed", "title", "description", "deprecated", "documented", "rest"),
        *("name", "where"),  # the pair itself, and the place of its facts
    },
    "Enumeration": {"values", "type", "description", "deprecated", "documented", "rest", "name", "where"},
    "EnumValue": {"value", "description", "where"},
    "Alias": {"type", "description", "deprecated", "documented", "rest", "name", "where"},
    "Property": {
        *("name", "type", "alias", "required", "read_only", "write_only", "sensitive", "internal", "default"),
        *("description", "deprecated", "documented", "rest", "where"),
    },
}
"""The fields of the model that a rule looks at; a new field is not judged before it stands here."""


@pytest.mark.parametrize("name", JUDGED)
def test_every_field_of_the_model_is_judged(name: str) -> None:
    assert set(getattr(model, name).__match_args__) == JUDGED[name]


def test_every_type_of_the_model_is_judged() -> None:
    named = {one.__name__ for one in (*get_args(model.Type), *get_args(model.Schema), Property, EnumValue)}
    assert named <= JUDGED.keys()
    assert {Record, Enumeration, Alias} == set(get_args(model.Schema))
