"""The verdict on two schemas against JSON Schema itself: a validator that we did not write judges sampled values."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any, Final

import pytest
from hexapla.diff import Side, flip
from hexapla.diff.instances import is_instance
from hexapla.diff.samples import samples
from hypothesis import HealthCheck, assume, event, given, settings

from tests.diff.specs import REF, Schema, compared, facts, held, is_settled, judge, pairs, side

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
MOST = 120

Both = tuple[dict[str, Schema], dict[str, Schema]]


def loaded(schemas: dict[str, Schema]) -> Side:
    found = side(schemas)
    assume(found is not None)
    assert found is not None
    return found


def valid(judge_: Any, value: Any) -> bool | None:  # noqa: ANN401
    try:
        return bool(judge_.is_valid(value))
    except RecursionError:  # a schema that is one of its own alternatives, by way of others
        return None


@settings(max_examples=200, suppress_health_check=SLOW)
@given(pairs())
def test_the_verdict_agrees_with_sampled_values(both: Both) -> None:
    assume(all(map(is_settled, both)))
    before, after = map(loaded, both)
    comparison, verdict = compared(before, after)
    event(verdict.effect)
    was, is_ = judge(both[0]), judge(both[1])
    for value in islice(
        chain(*zip(samples(before, held(before)), samples(after, held(after)), strict=False)), 2 * MOST
    ):
        answers = valid(was, value), valid(is_, value)
        if None in answers or answers[0] == answers[1]:
            continue
        event("a value differs")
        allowed = ("narrows", "both", "unknown") if answers[0] else ("widens", "both", "unknown")
        told = [(fact.rule, fact.effect, fact.node) for fact in facts(comparison, verdict)]
        assert verdict.effect in allowed, f"{value!r}: {answers}; {verdict.effect}: {told}"


@settings(max_examples=100, suppress_health_check=SLOW)
@given(pairs())
def test_the_validator_on_the_model_is_json_schema(both: Both) -> None:
    assume(is_settled(both[1]))
    one, judge_ = loaded(both[1]), judge(both[1])
    for value in islice(samples(one, held(one)), MOST):
        found = is_instance(one, held(one), value)
        event(str(found))
        assert found is None or valid(judge_, value) in (found, None), value


A: Final = {"$ref": f"{REF}A"}
STRING, STARRED = {"type": "string"}, {"patternProperties": {"^a": {"type": "string"}}}
UNNAMED: Final[dict[str, Schema]] = {
    "patterns": STARRED,
    "patterns and properties": {**STARRED, "properties": {"c": STRING}},
    "patterns and others": {**STARRED, "additionalProperties": {"type": "integer"}},
    "others": {"additionalProperties": STRING},
    "anything": {"additionalProperties": True},
    "anything, and properties": {"additionalProperties": {}, "properties": {"c": STRING}},
    "properties": {"properties": {"c": STRING}},
    "allOf": {"allOf": [A, {"type": "object", **STARRED}]},
    "a reference": A,
    "oneOf": {"oneOf": [A, {"type": "object", "properties": {"c": {"type": "integer"}}, "required": ["c"]}]},
    "a condition": {"if": {"required": ["a"]}, "then": {"properties": {"b": STRING}}, "properties": {"a": STRING}},
    "beside a property": {"dependentSchemas": {"a": {"properties": {"b": STRING}}}, "properties": {"a": STRING}},
}
"""What may stand beside `unevaluatedProperties`, with members for it to ask or not."""


@pytest.mark.parametrize("asked", [False, {"type": "integer"}, True], ids=str)
@pytest.mark.parametrize("name", UNNAMED)
def test_members_that_nobody_named(name: str, asked: Any) -> None:  # noqa: ANN401
    one: Schema = {"A": {"type": "object", "properties": {"a": STRING}}}
    one["X"] = {"type": "object", **UNNAMED[name], "unevaluatedProperties": asked}
    of, judge_ = side(one), judge(one)
    assert of is not None
    told = []
    for key, value in ((key, value) for key in ("a", "ax", "b", "c") for value in ("x", 1)):
        found = is_instance(of, held(of), {key: value})
        told.append(found)
        assert found is None or found == judge_.is_valid({key: value}), (key, value)
    known = name not in ("a reference", "oneOf", "a condition", "beside a property")
    assert not known or None not in told


@settings(max_examples=100, suppress_health_check=SLOW)
@given(pairs())
def test_the_other_way_round(both: Both) -> None:
    before, after = map(loaded, both)
    there, back = compared(before, after), compared(after, before)
    assert back[1].effect == flip(there[1].effect), (facts(*there), facts(*back))
    assert len(facts(*there)) == len(facts(*back))


@settings(max_examples=60, suppress_health_check=SLOW)
@given(pairs())
def test_the_same_is_no_edit(both: Both) -> None:
    one, other = loaded(both[0]), loaded(both[0])
    assert facts(*compared(one, other)) == []


@settings(max_examples=60, suppress_health_check=SLOW)
@given(pairs())
def test_a_witness_shows_what_the_fact_says(both: Both) -> None:
    before, after = map(loaded, both)
    comparison, verdict = compared(before, after)
    for fact in facts(comparison, verdict):
        found = comparison.witness(fact)
        event(f"{fact.effect} {'shown' if found else 'not shown'}")
        if found is not None:
            assert found.valid_in == {"narrows": "old", "widens": "new", "both": "old"}[fact.effect]
