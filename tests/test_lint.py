"""House rules: a case folder of each rule's findings; none is found in the curated spec."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hexapla.finding import as_text, has_errors
from hexapla.lint import RULES, lint
from hexapla.load import load
from hexapla.source import Sources

CASES = Path(__file__).parent / "cases" / "lint"
ROOT = Path(__file__).parents[1]
NAMES = [case.name for case in sorted(CASES.iterdir())]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, expect: Callable[[Path, str], None]) -> None:
    case = CASES / name
    sources = Sources(lambda path: (case / path).read_bytes())
    api, findings = load(sources, "openapi.yaml")
    assert not has_errors(findings), as_text(findings, sources.lines)
    found = lint(api)
    expect(case / "expected.txt", as_text(found, sources.lines))
    rule = next((rule for rule in RULES if rule.__name__ == name), None)
    if rule is not None:
        assert list(rule(api)) == list(found), "the case holds what its rule finds, and nothing else"


def test_every_rule_has_a_case() -> None:
    assert {rule.__name__ for rule in RULES} <= set(NAMES)
    assert all((CASES / rule.__name__ / "expected.txt").read_text() for rule in RULES)


def test_every_rule_says_what_it_asks_for() -> None:
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize("file", ["spec/openapi.yaml", "tests/apis/pets.yaml"])
def test_the_spec_follows_every_rule(file: str) -> None:
    sources = Sources(lambda path: (ROOT / path).read_bytes())
    api, _ = load(sources, file)
    assert as_text(lint(api), sources.lines) == ""
    assert api.operations
