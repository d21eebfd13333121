"""What holds for a draft of any facts: it loads, it says what they say or why not, and it is the same every time."""

from __future__ import annotations

import pytest
from hexapla.docs import OperationFacts, read
from hexapla.docs.draft import draft
from hexapla.docs.draft_text import draft_yaml
from hexapla.finding import has_errors
from hexapla.plan import Names, build
from hexapla.source import parse
from hexapla.styles import STYLES
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.docs.drafting import addressed, held, loaded, wild
from tests.docs.printing import WHERE, pages
from tests.docs.test_robust import LINES


@settings(max_examples=120)
@given(st.one_of(pages(), pages(True), addressed(), addressed(True), wild()))
def test_a_draft_accounts_for_the_facts_it_was_made_of(facts: list[OperationFacts]) -> None:
    """`docs check` is quiet, unless the draft itself said what it cannot say; it loads all the same."""
    made = draft(facts)
    found = held(facts, made)
    if not has_errors(made.findings):
        assert found == [], draft_yaml(made.document)


@settings(max_examples=50)
@given(addressed())
def test_plain_facts_can_be_drafted(facts: list[OperationFacts]) -> None:
    """A fault is told only where rows contradict each other, or two operations are one for OpenAPI."""
    for finding in draft(facts).findings:
        if finding.severity.value == "error":
            assert any(word in finding.message for word in ("twice", "once more", "both tables", "two parameters"))


@settings(max_examples=100)
@given(st.one_of(addressed(), wild()))
def test_a_client_can_be_planned_of_any_draft(facts: list[OperationFacts]) -> None:
    api = loaded(draft(facts))
    if api.operations:
        _, findings = build(api, Names("lamps", "Lamps", "1.0.0", None), STYLES[0])
        assert not has_errors(findings), findings


@given(LINES)
def test_no_mixture_of_lines_raises(lines: list[str]) -> None:
    page = "\n".join(lines).encode()
    facts, _ = read([("page.txt", page)])
    made = draft(facts, {"page.txt": page})
    assert has_errors(made.findings) or held(facts, made) == []


@settings(max_examples=50)
@given(st.one_of(addressed(True), wild()))
def test_the_same_facts_give_the_same_text(facts: list[OperationFacts]) -> None:
    assert draft_yaml(draft(facts).document) == draft_yaml(draft(list(facts)).document)


@given(st.one_of(addressed(True), wild()))
def test_a_draft_is_valid_openapi(facts: list[OperationFacts]) -> None:
    document = parse("openapi.yaml", draft_yaml(draft(facts).document).encode()).data()
    assert isinstance(document, dict)
    errors = list(OpenAPIV31SpecValidator(document).iter_errors())
    assert errors == [], [error.message for error in errors]


@pytest.mark.parametrize("method", ["GET", "TRACE", "LOCK", "get", ""])
def test_any_method_is_drafted_or_a_fault(method: str) -> None:
    made = draft([OperationFacts(method, "/lamps", "Lamps", "-", WHERE)])
    assert has_errors(made.findings) == (method not in ("GET", "TRACE"))
