"""Refactorings: the same set of values in other words is no edit, or one without an effect."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.diff.specs import REF, compared, components, facts, inside, is_settled, side

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
PET = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}
DOG = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}, "bark": {"type": "string"}}}
CAT = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}, "purr": {"type": "string"}}}
R = {"$ref": REF + "A"}


def obj(**properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "object", "properties": properties}


SILENT: dict[str, tuple[Any, Any]] = {
    "a reference in place": ({"X": obj(a=R), "A": PET}, {"X": obj(a=PET)}),
    "another component's name": ({"X": obj(a=R), "A": PET}, {"X": obj(a={"$ref": REF + "B"}), "B": PET}),
    "a scalar with a name": ({"X": obj(a=R), "A": {"type": "integer"}}, {"X": obj(a={"type": "integer"})}),
    "a list with a name": (
        {"X": obj(a=R), "A": {"type": "array", "items": PET}},
        {"X": obj(a={"type": "array", "items": PET})},
    ),
    "allOf of one": ({"X": obj(a=R), "A": PET}, {"X": obj(a={"allOf": [R]}), "A": PET}),
    "oneOf of one": ({"X": obj(a=R), "A": PET}, {"X": obj(a={"oneOf": [R]}), "A": PET}),
    "allOf split": (
        {"X": PET},
        {"X": {"allOf": [obj(name={"type": "string"}), {**obj(age={"type": "integer"}), "required": ["name"]}]}},
    ),
    "a constant": ({"X": obj(a={"const": "a"})}, {"X": obj(a={"type": "string", "enum": ["a"]})}),
    "the order of values": ({"X": {"enum": ["a", "b"]}}, {"X": {"enum": ["b", "a"]}}),
    "constants": ({"X": {"enum": ["a", "b"]}}, {"X": {"oneOf": [{"const": "a"}, {"const": "b"}]}}),
    "the order of members": (
        {"X": obj(a={"type": "string"}, b={"type": "integer"})},
        {"X": obj(b={"type": "integer"}, a={"type": "string"})},
    ),
    "null in a list of types": (
        {"X": obj(a={"type": ["string", "null"]})},
        {"X": obj(a={"anyOf": [{"type": "string"}, {"type": "null"}]})},
    ),
    "null as a constant": (
        {"X": obj(a={"oneOf": [{"type": "string"}, {"const": None}]})},
        {"X": obj(a={"type": ["string", "null"]})},
    ),
    "kinds in a list": (
        {"X": obj(a={"type": ["string", "integer"]})},
        {"X": obj(a={"anyOf": [{"type": "integer"}, {"type": "string"}]})},
    ),
    "the order of branches": ({"X": {"oneOf": [CAT, DOG]}}, {"X": {"oneOf": [DOG, CAT]}}),
    "a discriminator that is told anyway": (
        {"X": {"oneOf": [R, {"$ref": REF + "B"}]}, "A": CAT, "B": DOG},
        {
            "X": {"oneOf": [R, {"$ref": REF + "B"}], "discriminator": {"propertyName": "kind"}},
            "A": CAT,
            "B": DOG,
        },
    ),
    "a kind that a constant leaves out": (
        {"X": {"oneOf": [{"type": "string"}, {"type": "integer"}], "const": "a"}},
        {"X": {"type": "string", "const": "a"}},
    ),
    "a kind that listed values leave out": (
        {"X": {"enum": ["a", "b"], "oneOf": [{"type": "string", "minLength": 0}, {"type": "integer"}]}},
        {"X": {"type": "string", "enum": ["a", "b"], "minLength": 0}},
    ),
    "any members": ({"X": PET}, {"X": {**PET, "additionalProperties": True}}),
    "both booleans": ({"X": {"type": "boolean"}}, {"X": {"type": "boolean", "enum": [False, True]}}),
    "a name for anything": ({"X": obj(a={})}, {"X": obj(a=R), "A": {}}),
    "circles": (
        {"X": obj(a=R), "A": obj(x={"$ref": REF + "X"}, a=R)},
        {"X": obj(a={"$ref": REF + "B"}), "B": obj(x={"$ref": REF + "X"}, a={"$ref": REF + "B"})},
    ),
}

EQUAL: dict[str, tuple[Any, Any]] = {
    "listed values of two kinds": (
        {"X": {"oneOf": [{"type": "string"}, {"type": "integer"}], "enum": ["a", 1]}},
        {"X": {"type": ["string", "integer"], "enum": ["a", 1]}},
    ),
    "oneOf and anyOf of different kinds": (
        {"X": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
        {"X": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
    ),
    "oneOf and anyOf that are told apart": ({"X": {"oneOf": [CAT, DOG]}}, {"X": {"anyOf": [CAT, DOG]}}),
    "an open bound of whole numbers": (
        {"X": {"type": "integer", "minimum": 1}},
        {"X": {"type": "integer", "exclusiveMinimum": 0}},
    ),
    "a number that is whole": ({"X": {"type": "number", "multipleOf": 1}}, {"X": {"type": "integer"}}),
    "bounds that say nothing": ({"X": {"type": "string"}}, {"X": {"type": "string", "minLength": 0, "pattern": ".*"}}),
    "an integer beside numbers": (
        {"X": {"anyOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}]}},
        {"X": {"anyOf": [{"type": "number"}, {"type": "string"}]}},
    ),
    "a list and a tuple": (
        {"X": {"type": "array", "items": {"type": "string"}}},
        {"X": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "string"}}},
    ),
    "no item more": (
        {"X": {"type": "array", "prefixItems": [{"type": "string"}], "items": False}},
        {"X": {"type": "array", "prefixItems": [{"type": "string"}], "maxItems": 1}},
    ),
    "a model of the same meaning": (
        {"X": obj(a=R), "A": PET, "B": PET},
        {"X": obj(a={"$ref": REF + "B"}), "A": PET, "B": PET},
    ),
}


@pytest.mark.parametrize("name", [*SILENT, *EQUAL])
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_the_same_in_other_words(name: str, back: bool) -> None:
    old, new = (SILENT | EQUAL)[name]
    before, after = side(new if back else old), side(old if back else new)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    found = [(fact.rule, fact.effect, fact.node, fact.before, fact.after) for fact in facts(comparison, verdict)]
    assert verdict.effect == "equal", found
    assert all(fact[1] == "equal" for fact in found)
    assert name in EQUAL or not found, found


def test_nullable_of_either_openapi() -> None:
    before = side({"X": obj(a={"type": "string", "nullable": True}, b={"type": "integer", "minimum": 1})}, "3.0.3")
    after = side({"X": obj(a={"type": ["string", "null"]}, b={"type": "integer", "minimum": 1})})
    assert before is not None
    assert after is not None
    assert facts(*compared(before, after)) == []


def test_an_open_bound_of_either_openapi() -> None:
    before = side({"X": {"type": "number", "minimum": 1, "exclusiveMinimum": True}}, "3.0.3")
    after = side({"X": {"type": "number", "exclusiveMinimum": 1}})
    assert before is not None
    assert after is not None
    assert facts(*compared(before, after)) == []


def shuffled(value: Any, draw: Any) -> Any:  # noqa: ANN401
    """Return a schema with its keywords, its properties and what is listed as a set in another order."""
    if isinstance(value, list):
        return [shuffled(one, draw) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: shuffled(value[name], draw) for name in draw(st.permutations(sorted(value)))}
    for name in ("required", "enum", "type"):
        if isinstance(made.get(name), list):
            made[name] = draw(st.permutations(made[name]))
    return made


@settings(max_examples=60, suppress_health_check=SLOW)
@given(components(), st.data())
def test_order_means_nothing(schemas: dict[str, Any], data: st.DataObject) -> None:
    before, after = side(schemas), side(shuffled(schemas, data.draw))
    assume(before is not None)
    assume(after is not None)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    assert verdict.effect == "equal", facts(comparison, verdict)


@settings(max_examples=60, suppress_health_check=SLOW)
@given(components(), st.data())
def test_a_schema_may_be_given_a_name(schemas: dict[str, Any], data: st.DataObject) -> None:
    assume(is_settled(schemas))
    named = copy.deepcopy(schemas)
    places = [one for one in inside(named["X"]) if one is not named["X"] and "$ref" not in one]
    assume(places)
    place = data.draw(st.sampled_from(places))
    named["Apart"] = copy.deepcopy(place)
    place.clear()
    place["$ref"] = REF + "Apart"
    before, after = side(schemas), side(named)
    assume(before is not None)
    assume(after is not None)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    found = [(fact.rule, fact.effect, fact.node, fact.before, fact.after) for fact in facts(comparison, verdict)]
    assert verdict.effect == "equal", found


MAP = {"type": "object", "additionalProperties": {"type": "integer"}}
RIDING: dict[str, Any] = {
    "patternProperties": lambda one: {**MAP, "patternProperties": {"^x": one}},
    "additionalProperties": lambda one: {**obj(), "patternProperties": {"^x": PET}, "additionalProperties": one},
    "not": lambda one: {**obj(a={"type": "string"}), "not": one},
    "if": lambda one: {**obj(a={"type": "string"}), "if": one, "then": {"required": ["a"]}},
    "then": lambda one: {**obj(a={"type": "string"}), "if": {"required": ["a"]}, "then": one, "else": {"not": one}},
    "contains": lambda one: {"type": "array", "contains": one, "minContains": 2},
    "propertyNames": lambda one: {**MAP, "propertyNames": one},
    "dependentSchemas": lambda one: {**MAP, "dependentSchemas": {"a": one}},
    "unevaluatedProperties": lambda one: {**obj(a={"type": "string"}), "unevaluatedProperties": one},
    "unevaluatedItems": lambda one: {"type": "array", "prefixItems": [{"type": "string"}], "unevaluatedItems": one},
}
TURNING = {"type": "object", "properties": {"next": {"$ref": REF + "Turning"}}}
APART: dict[str, tuple[Any, dict[str, Any]]] = {
    "of an object": ({"$ref": REF + "Apart"}, {"Apart": PET}),
    "of a reference": ({"$ref": REF + "Apart"}, {"Apart": obj(a=R), "A": PET}),
    "that leads back": ({"$ref": REF + "Turning"}, {"Turning": TURNING}),
}


@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("keyword", RIDING)
def test_a_name_under_a_keyword_that_rides_along(keyword: str, name: str, back: bool) -> None:
    ref, schemas = APART[name]
    (inline,) = (one for called, one in schemas.items() if called != "A")
    sides = [side({"X": RIDING[keyword](one), **schemas}) for one in (ref, inline)]
    before, after = reversed(sides) if back else sides
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    assert (verdict.effect, facts(comparison, verdict)) == ("equal", [])


def test_what_a_name_means_is_compared_by_values() -> None:
    """The schema behind a name lets in less than the one in place: that is told as what it is, and is no doubt."""
    named = {"X": {**MAP, "patternProperties": {"^x": R}}, "A": {"type": "string", "maxLength": 3}}
    plain = {"X": {**MAP, "patternProperties": {"^x": {"type": "string"}}}}
    before, after = side(plain), side(named)
    assert before is not None
    assert after is not None
    assert compared(before, after)[1].effect == "narrows"


def test_what_is_too_much_to_spell_out_is_never_a_certain_verdict() -> None:
    large = obj(**{f"p{number}": {"type": "string"} for number in range(400)})
    before = side({"X": {**MAP, "patternProperties": {"^x": R}}, "A": large})
    after = side({"X": {**MAP, "patternProperties": {"^x": large}}})
    assert before is not None
    assert after is not None
    assert compared(before, after)[1].effect == "unknown"
