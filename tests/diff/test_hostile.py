"""Bounds and patterns that are meant to take for ever, or to break arithmetic: an answer soon, or none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diff.specs import compared, facts, side

S, I, N = {"type": "string"}, {"type": "integer"}, {"type": "number"}  # noqa: E741
HOSTILE: list[tuple[Any, Any]] = [
    ({**S, "pattern": "(a+)+b", "maxLength": 4000}, {**S, "pattern": "(a+)+b", "maxLength": 3000}),
    ({**S, "pattern": "(a|a)*b"}, {**S, "minLength": 200}),
    ({**S, "pattern": "a*a*a*a*a*a*b", "maxLength": 4000}, {**S, "maxLength": 5000}),
    ({**S, "pattern": "(?<x"}, {**S, "pattern": "[[a]"}),
    ({**S, "maxLength": 10**12}, {**S, "maxLength": 10**12 + 1}),
    ({**I, "maximum": 10**400}, {**I, "maximum": 10**400 + 1}),
    ({**N, "maximum": 1e308}, {**N, "maximum": 1e-308}),
    ({**N, "multipleOf": 1e-300}, {**N, "multipleOf": 1e300}),
    ({**N, "multipleOf": 0}, {**N, "multipleOf": -1}),
    ({"type": "array", "items": S, "minItems": 10**12}, {"type": "array", "items": S, "minItems": -1}),
    ({"type": "object", "minProperties": 10**12}, {"type": "object", "maxProperties": 10**12}),
    ({**S, "not": {"minLength": True}}, {**S, "not": {"minLength": "a"}}),
    ({"type": "object", "patternProperties": {"(": S}}, {"type": "object", "propertyNames": 3}),
    ({"type": "object", "dependentRequired": {"a": 3}}, {"type": "object", "dependentRequired": []}),
    ({"type": "array", "contains": 3, "minContains": "x"}, {"type": "array", "contains": [], "maxContains": None}),
    ({"type": "object", "if": 1, "then": [], "else": "x"}, {"type": "object", "if": {}, "not": 0}),
    ({"type": "object", "properties": {"": S, "a/b~c": S}}, {"type": "object", "properties": {"": I, "a/b~c": I}}),
]


@pytest.mark.parametrize(("old", "new"), HOSTILE, ids=range(len(HOSTILE)))
def test_an_answer_soon(old: Any, new: Any) -> None:  # noqa: ANN401
    before, after = side({"X": old}), side({"X": new})
    assert before is not None
    assert after is not None
    for one, other in ((before, after), (after, before)):
        comparison, verdict = compared(one, other)
        found = facts(comparison, verdict)
        assert found
        for fact in found:
            comparison.witness(fact)
