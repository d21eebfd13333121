"""Named schemas: an edit is told once where it is, whoever refers to it; circles, new names, many schemas."""

from __future__ import annotations

from typing import Any

import pytest
from hexapla.diff import Comparison, Edge, Pair, Place
from hexapla.model import Array, Named, Scalar

from tests.diff.specs import REF, compared, facts, side

S, I = {"type": "string"}, {"type": "integer"}  # noqa: E741


def ref(name: str) -> dict[str, str]:
    return {"$ref": REF + name}


def obj(**properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "object", "properties": properties}


def told(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, list[tuple[str, str, str]]]:
    before, after = side(old), side(new)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    return verdict.effect, [(fact.rule, fact.effect, fact.node) for fact in facts(comparison, verdict)]


def test_an_edit_is_told_once_at_the_component() -> None:
    holder = obj(one=ref("A"), many={"type": "array", "items": ref("A")}, more=ref("B"))
    old = {"X": holder, "A": obj(status={"enum": ["on", "off"]}), "B": obj(a=ref("A"))}
    new = {**old, "A": obj(status={"enum": ["on"]})}
    assert told(old, new) == ("narrows", [("schema.enum", "narrows", "#/schemas/A/properties/status")])


def test_circles() -> None:
    old = {"X": obj(next=ref("A"), own=ref("X")), "A": obj(back=ref("X"), a=S)}
    assert told(old, old) == ("equal", [])
    new = {**old, "A": obj(back=ref("X"), a={**S, "maxLength": 3})}
    assert told(old, new) == ("narrows", [("schema.length", "narrows", "#/schemas/A/properties/a/length")])


def test_a_list_of_itself() -> None:
    old = {"X": {"type": "array", "items": ref("X")}}
    new = {"X": {"type": "array", "items": ref("X"), "maxItems": 3}}
    assert told(old, new) == ("narrows", [("schema.items-count", "narrows", "#/schemas/X/count")])


def test_a_schema_with_a_new_name_and_an_edit() -> None:
    old = {"X": obj(a=ref("A"), b=ref("A")), "A": obj(n=I)}
    new = {"X": obj(a=ref("B"), b=ref("B")), "B": obj(n={"type": "number"})}
    assert told(old, new) == ("widens", [("schema.type", "widens", "#/schemas/B/properties/n")])


def test_another_schema_is_referred_to() -> None:
    old = {"X": obj(a=ref("A")), "A": obj(n=I), "B": {**obj(n=I), "required": ["n"]}}
    new = {**old, "X": obj(a=ref("B"))}
    assert told(old, new) == ("narrows", [("schema.type", "narrows", "#/schemas/X/properties/a")])
    assert told(new, old) == ("widens", [("schema.type", "widens", "#/schemas/X/properties/a")])


def test_another_enumeration_is_referred_to() -> None:
    old = {"X": obj(a=ref("A")), "A": {"enum": ["a", "b"]}, "B": {"enum": ["a"]}}
    new = {**old, "X": obj(a=ref("B"))}
    assert told(old, new) == ("narrows", [("schema.enum", "narrows", "#/schemas/X/properties/a")])


def test_a_branch_that_changes_in_a_union_whose_branches_may_meet() -> None:
    old = {"X": {"oneOf": [ref("A"), ref("B")]}, "A": obj(a=S), "B": obj(b=S)}
    new = {**old, "A": obj(a={**S, "maxLength": 3})}
    assert told(old, new) == (
        "unknown",
        [
            ("schema.length", "narrows", "#/schemas/A/properties/a/length"),
            ("schema.union", "unknown", "#/schemas/X/oneOf"),
        ],
    )


def test_a_schema_under_a_keyword_that_rides_along() -> None:
    old = {"X": {**obj(a=S), "not": ref("A")}, "A": {**obj(), "required": ["a"]}}
    new = {**old, "A": {**obj(), "required": ["b"]}}
    assert ("schema.conditional", "unknown", "#/schemas/X/not") in told(old, new)[1]


def test_what_is_only_read_or_only_written() -> None:
    secret = {**ref("A"), "writeOnly": True}
    old = {"X": obj(id={**S, "readOnly": True}, secret=secret), "A": obj(n=I)}
    more = {**I, "readOnly": True}
    new = {"X": obj(id={**S, "readOnly": True, "maxLength": 3}, secret=secret, more=more), "A": obj(n=S)}
    before, after = side(old), side(new)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    found = {fact.node: fact.only for fact in facts(comparison, verdict)}
    assert found == {
        "#/schemas/X/properties/id/length": "response",
        "#/schemas/X/properties/more": "response",
        "#/schemas/A/properties/n": None,
    }
    assert comparison.component(Pair("X", "X")).reached == (Edge(Pair("A", "A"), "request"),)
    assert set(comparison.reach(verdict.reached, "response")) == {Pair("X", "X")}
    assert set(comparison.reach(verdict.reached, "request")) == {Pair("X", "X"), Pair("A", "A")}


def test_an_edit_that_others_are_made_of() -> None:
    old = {"X": obj(a=ref("Child"), b=ref("Base")), "Base": obj(n=I), "Child": {"allOf": [ref("Base"), obj(m=S)]}}
    new = {**old, "Base": obj(n=S)}
    before, after = side(old), side(new)
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    (told_,) = comparison.told(comparison.reach(verdict.reached, "request"))
    assert told_.fact.node == "#/schemas/Base/properties/n"
    assert told_.pairs == (Pair("Base", "Base"), Pair("Child", "Child"))


def test_a_type_as_deep_as_a_file() -> None:
    old: Any = {"type": "array", "items": S}
    new: Any = {"type": "array", "items": I}
    for number in range(180):
        inside = "items" if number % 2 else "additionalProperties"
        old, new = ({"type": "array" if number % 2 else "object", inside: one} for one in (old, new))
    before, after = side({"X": old}), side({"X": new})
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    assert verdict.effect == "both"
    (fact,) = facts(comparison, verdict)
    assert (fact.rule, fact.node.count("/items")) == ("schema.type", 91)
    assert comparison.told(comparison.reach(verdict.reached, "request"))[0].fact == fact
    assert comparison.witness(fact) is not None


def test_types_in_place() -> None:
    before = side({"X": S})
    assert before is not None
    comparison = Comparison(before, before)
    verdict = comparison.types(Array(Scalar("string")), Array(Scalar("integer")), Place(node="#/operations/list"))
    assert [(fact.rule, fact.effect, fact.node) for fact in verdict.facts] == [
        ("schema.type", "both", "#/operations/list/items")
    ]
    assert verdict.reached == ()
    shown = comparison.witness(verdict.facts[0])
    assert shown is not None
    assert isinstance(shown.value, str)
    assert shown.valid_in == "old"


def test_places_of_an_edit() -> None:
    before, after = side({"X": obj(a=S, b=S)}), side({"X": obj(a=I, b=S)})
    assert before is not None
    assert after is not None
    (fact,) = facts(*compared(before, after))
    assert fact.old is not None
    assert fact.new is not None
    assert (fact.before, fact.after) == ("string", "integer")
    assert "string" in fact.key


def test_a_thousand_schemas_are_each_compared_once() -> None:
    names = [f"M{number}" for number in range(1000)]
    old: dict[str, Any] = {
        name: obj(next=ref(names[(number + 1) % 1000]), other=ref(names[number * 7 % 1000]), a=S)
        for number, name in enumerate(names)
    }
    new = {**old, "M500": obj(next=ref("M501"), other=ref("M500"), a=I)}
    before, after = side({**old, "X": ref("M0")}), side({**new, "X": ref("M0")})
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    assert verdict.effect == "both"
    assert len([fact for fact in facts(comparison, verdict) if fact.effect != "equal"]) == 1
    assert comparison.types(Named("M3"), Named("M3"), Place(node="#")).effect == "both"


@pytest.mark.parametrize("edited", [False, True])
def test_what_comes_or_goes_in_a_base_is_told_once_and_there(edited: bool) -> None:
    """A schema that is made of another has its members as its own: one edit, wherever it is seen."""
    base = {"type": "object", "properties": {"name": {"type": "string"}}}
    more = {**base, "properties": {**base["properties"], "age": {"type": "integer"}}, "required": ["age"]}
    made = {name: {"allOf": [ref("X"), obj(own=S)]} for name in ("Cat", "Dog")}
    sides = [{"X": of, **made} for of in (base, more)]
    old, new = sides[::-1] if edited else sides
    before, after = side(old), side(new)
    assert before is not None
    assert after is not None
    found = Comparison(before, after).told([Pair(name, name) for name in ("Cat", "Dog", "X")])
    assert [(one.fact.rule, one.fact.node) for one in found] == [
        (f"schema.property-{'removed' if edited else 'added'}", "#/schemas/X/properties/age")
    ]
    assert {pair.new for pair in found[0].pairs} == {"X", "Cat", "Dog"}
