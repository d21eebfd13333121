"""The rows of the rules, one by one: an edit, the rule it is of, its effect, and whether a value shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hexapla.diff import flip
from hexapla.diff.words import SAYING_RULES, SCHEMA_RULES, Effect

from tests.diff.specs import REF, compared, facts, side

S, I, N = {"type": "string"}, {"type": "integer"}, {"type": "number"}  # noqa: E741
A, B = {"$ref": REF + "A"}, {"$ref": REF + "B"}


def obj(**properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "object", "properties": properties}


def arr(**keywords: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "array", **keywords}


CAT, DOG = ({"type": "object", "required": ["kind"], "properties": {"kind": {"const": k}}} for k in ("cat", "dog"))
PETS = {"A": CAT, "B": DOG}
FREE = {"A": {**obj(kind=S, a=S), "required": ["a"]}, "B": {**obj(kind=S, b=S), "required": ["b"]}}


def chosen(**mapping: str) -> dict[str, Any]:
    found: dict[str, Any] = {"propertyName": "kind"}
    return {"oneOf": [A, B], "discriminator": {**found, "mapping": {k: REF + v for k, v in mapping.items()}}}


def asking(first: str, then: str) -> dict[str, Any]:
    return {**obj(), "if": {"required": [first]}, "then": {"required": [then]}}


MEETING = [{**S, "minLength": 2}, {**S, "pattern": "a"}]
Row = tuple[str, Any, Any, Effect, str]
ROWS: list[Row] = [
    ("schema.type", N, I, "narrows", ""),
    ("schema.type", S, I, "both", ""),
    ("schema.type", S, {"type": ["string", "integer"]}, "widens", ""),
    ("schema.type", {}, S, "narrows", ""),
    ("schema.type", arr(items=S), S, "both", ""),
    ("schema.type", {"type": "null"}, S, "both", ""),
    ("schema.null", S, {"type": ["string", "null"]}, "widens", ""),
    ("schema.null", obj(a=S), {"anyOf": [obj(a=S), {"type": "null"}]}, "widens", ""),
    ("schema.format", S, {**S, "format": "date-time"}, "narrows", "/format"),
    ("schema.format", {**S, "format": "date-time"}, {**S, "format": "date"}, "both", "/format"),
    ("schema.format", S, {**S, "format": "email"}, "equal", "/format"),
    ("schema.format", I, {**I, "format": "int32"}, "equal", "/format"),
    ("schema.format", S, {**S, "contentEncoding": "base64"}, "unknown", "/contentEncoding"),
    ("schema.enum", {"enum": ["a", "b"]}, {"enum": ["a"]}, "narrows", ""),
    ("schema.enum", {"enum": ["a", "b"]}, S, "widens", ""),
    ("schema.enum", {"enum": [1, 2]}, {"enum": [1, 2, 3]}, "widens", ""),
    ("schema.enum", {"enum": [1.5, 2]}, {"enum": [1.5]}, "narrows", ""),
    ("schema.enum", {"enum": ["a", 1]}, {"enum": ["a", 1, 2]}, "widens", "/integer"),
    ("schema.enum", {**S, "minLength": 2}, {**S, "enum": ["a", "bb"]}, "both", ""),
    ("schema.const", {"const": "a"}, {"const": "b"}, "both", ""),
    ("schema.const", S, {"const": "a"}, "narrows", ""),
    ("schema.const", I, {"const": 1}, "narrows", ""),
    ("schema.number-range", I, {**I, "minimum": 1}, "narrows", "/range"),
    ("schema.number-range", {**N, "maximum": 5}, {**N, "exclusiveMaximum": 5}, "narrows", "/range"),
    ("schema.number-range", {**N, "minimum": 1, "maximum": 2}, {**N, "minimum": 0, "maximum": 1}, "both", "/range"),
    ("schema.multiple-of", I, {**I, "multipleOf": 2}, "narrows", "/multipleOf"),
    ("schema.multiple-of", {**I, "multipleOf": 4}, {**I, "multipleOf": 2}, "widens", "/multipleOf"),
    ("schema.multiple-of", {**N, "multipleOf": 2}, {**N, "multipleOf": 3}, "both", "/multipleOf"),
    ("schema.length", S, {**S, "minLength": 1}, "narrows", "/length"),
    ("schema.length", {**S, "maxLength": 5}, {**S, "maxLength": 9}, "widens", "/length"),
    ("schema.pattern", S, {**S, "pattern": "^a"}, "narrows", "/pattern"),
    ("schema.pattern", {**S, "pattern": "^a"}, {**S, "pattern": "^b"}, "unknown", "/pattern"),
    ("schema.pattern", {**S, "pattern": "^a"}, {**S, "pattern": ".*"}, "widens", "/pattern"),
    ("schema.items-count", arr(items=S), arr(items=S, minItems=1), "narrows", "/count"),
    ("schema.items-count", arr(items=S, maxItems=1), arr(items=S, maxItems=2), "widens", "/count"),
    ("schema.unique-items", arr(items=S), arr(items=S, uniqueItems=True), "narrows", "/uniqueItems"),
    ("schema.items", arr(), arr(items=S), "narrows", "/items"),
    ("schema.items", arr(items=S), arr(items=False), "narrows", "/count"),
    ("schema.prefix-items", arr(prefixItems=[S]), arr(prefixItems=[S, I]), "narrows", "/prefixItems/1"),
    ("schema.prefix-items", arr(prefixItems=[S]), arr(prefixItems=[S], items=False), "narrows", "/count"),
    ("schema.contains", arr(), arr(contains=S), "narrows", "/contains"),
    ("schema.contains", arr(contains=S), arr(contains=S, minContains=2), "narrows", "/contains"),
    ("schema.contains", arr(contains=S), arr(contains=S, maxContains=2), "narrows", "/contains"),
    ("schema.contains", arr(contains=S), arr(contains={**S, "minLength": 1}), "narrows", "/contains"),
    ("schema.property-added", obj(), obj(a=S), "narrows", "/properties/a"),
    ("schema.property-added", obj(), {**obj(a=S), "required": ["a"]}, "narrows", "/properties/a"),
    (
        "schema.property-added",
        {**obj(b=S), "additionalProperties": False},
        {**obj(b=S, a=S), "additionalProperties": False},
        *("widens", "/properties/a"),
    ),
    ("schema.property-removed", obj(a=S, b=S), obj(b=S), "widens", "/properties/a"),
    (
        "schema.property-removed",
        {**obj(a=S, b=S), "additionalProperties": S},
        {**obj(b=S), "additionalProperties": S},
        *("equal", "/properties/a"),
    ),
    ("schema.property-renamed", obj(first_name=S, b=I), obj(firstName=S, b=I), "both", "/properties/firstName"),
    ("schema.required", obj(a=S), {**obj(a=S), "required": ["a"]}, "narrows", "/properties/a"),
    ("schema.read-write-only", obj(a=S), obj(a={**S, "readOnly": True}), "equal", "/properties/a"),
    ("schema.additional-properties", obj(a=S), {**obj(a=S), "additionalProperties": False}, "narrows", None),
    ("schema.additional-properties", obj(a=S), {**obj(a=S), "additionalProperties": S}, "narrows", None),
    ("schema.properties-count", obj(a=S), {**obj(a=S), "minProperties": 1}, "narrows", "/minProperties"),
    ("schema.key-rules", obj(a=S), {**obj(a=S), "propertyNames": {"maxLength": 3}}, "narrows", "/propertyNames"),
    ("schema.key-rules", obj(a=S), {**obj(a=S), "patternProperties": {"^x": S}}, "narrows", "/patternProperties"),
    ("schema.key-rules", obj(a=S), {**obj(a=S), "dependentRequired": {"a": ["b"]}}, "narrows", "/dependentRequired"),
    ("schema.key-rules", obj(a=S), {**obj(a=S), "dependentSchemas": {"a": {"minProperties": 2}}}, "narrows", None),
    ("schema.key-rules", obj(a=S), {**obj(a=S), "unevaluatedProperties": False}, "narrows", None),
    ("schema.union", {"anyOf": [A, B]}, {"anyOf": [A]}, "narrows", ""),
    ("schema.union", {"oneOf": [A, B]}, {"anyOf": [A, B]}, "equal", ""),
    ("schema.union", {"anyOf": MEETING}, {"oneOf": MEETING}, "narrows", ""),
    ("schema.discriminator", chosen(x="A", y="B"), chosen(x="A", y="B", z="A"), "widens", "/discriminator/mapping/z"),
    ("schema.conditional", obj(a=S), {**obj(a=S), "not": {"required": ["a"]}}, "narrows", "/not"),
    ("schema.conditional", {**S, "not": {"const": "a"}}, {**S, "not": {"enum": ["a", "b"]}}, "narrows", "/not"),
    ("schema.conditional", asking("a", "b"), asking("c", "b"), "unknown", "/if"),
    ("schema.conditional", obj(), asking("a", "b"), "narrows", "/if"),
    ("schema.unhandled", {**S, "madeUp": 1}, {**S, "madeUp": 2}, "unknown", "/madeUp"),
    ("schema.default", obj(a=S), obj(a={**S, "default": "x"}), "equal", "/properties/a/default"),
    ("schema.deprecated", obj(a=S), obj(a={**S, "deprecated": True}), "equal", "/properties/a/deprecated"),
    ("docs.text", {**S, "description": "One."}, {**S, "description": "Two."}, "equal", "/description"),
    ("docs.text", {**obj(a=S), "title": "One"}, {**obj(a=S), "title": "Two"}, "equal", "/title"),
    ("docs.text", {**S, "examples": ["a"]}, {**S, "examples": ["b"]}, "equal", "/examples"),
    ("docs.extension", {**S, "x-other": 1}, {**S, "x-other": 2}, "equal", "/x-other"),
    ("docs.extension", obj(a=S), obj(a={**S, "x-sensitive": True}), "equal", "/properties/a/x-sensitive"),
    ("docs.extension", obj(a=S), obj(a={**S, "x-name": "b"}), "equal", "/properties/a/x-name"),
]

UNSEEN = {"schema.format", "schema.discriminator", "schema.property-renamed"}
"""Rules whose effect JSON Schema does not see, or that no single value shows."""


@pytest.mark.parametrize(
    ("rule", "old", "new", "effect", "below"), ROWS, ids=lambda of: of if isinstance(of, str) else ""
)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_row(rule: str, old: Any, new: Any, effect: Effect, below: str | None, back: bool) -> None:  # noqa: ANN401
    beside = FREE if rule == "schema.discriminator" else PETS
    before, after = (side({"X": of, **beside}) for of in ((new, old) if back else (old, new)))
    assert before is not None
    assert after is not None
    comparison, verdict = compared(before, after)
    wanted = flip(effect) if back else effect
    found = facts(comparison, verdict)
    if rule in ("schema.property-added", "schema.property-removed") and back:
        rule = {"schema.property-added": "schema.property-removed"}.get(rule, "schema.property-added")
    told = [(fact.rule, fact.effect) for fact in found]
    assert (rule, wanted) in told, told
    assert verdict.effect == wanted, told
    if back or below is None:
        return
    fact = next(fact for fact in found if fact.rule == rule and fact.effect == wanted)
    assert fact.node.removeprefix("#/schemas/X").removeprefix("#/it") == below
    assert fact.old or fact.new or fact.node == "#/it"
    shown = comparison.witness(fact)
    # Nothing is shown by a key that nobody declared (V1).
    is_free = rule in ("schema.property-added", "schema.property-removed") and not fact.required
    if wanted in ("narrows", "widens", "both") and rule not in UNSEEN and not is_free:
        assert shown is not None


def test_every_rule_has_a_row() -> None:
    assert {row[0] for row in ROWS} == {*SCHEMA_RULES, *SAYING_RULES}


def test_one_fact_for_one_edit() -> None:
    """An edit is told once, however many ways lead to it."""
    for rule, old, new, *_ in ROWS:
        before, after = side({"X": old, **PETS}), side({"X": new, **PETS})
        assert before is not None
        assert after is not None
        found = facts(*compared(before, after))
        ranked = [fact for fact in found if fact.effect != "equal"]
        assert len(ranked) <= 1, (rule, ranked)
