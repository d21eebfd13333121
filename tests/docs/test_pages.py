"""Pages to facts: a case is a folder with page.* (txt, md, html), expected.json (facts), expected.txt (findings)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hexapla.docs import OperationFacts, as_data, facts_yaml, lock_text, read
from hexapla.docs.facts import FieldRow, ParameterRow
from hexapla.docs.rules import CHECK_RULES, PAGE_RULES, READING_RULES
from hexapla.finding import Finding, Severity, as_text, has_errors
from hexapla.source import parse

CASES = Path(__file__).parents[1] / "cases" / "docs"


def test_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    page = page_of(case)
    data = page.read_bytes()
    facts, findings = read([(page.name, data)])
    expect(case / "expected.json", json.dumps(as_data(facts), indent=2, ensure_ascii=False) + "\n")
    expect(case / "expected.txt", as_text(findings, lambda _: data.decode(errors="replace").split("\n")))
    if (case / "expected.lock.yaml").exists():
        expect(case / "expected.lock.yaml", lock_text(facts))


def test_the_facts_as_yaml_say_the_same(case: Path) -> None:
    data = as_data(read([("page", page_of(case).read_bytes())])[0])
    text = facts_yaml(data)
    assert parse("facts.yaml", text.encode()).data() == data
    assert max(map(len, text.splitlines())) <= 120 or "description: '" in text


SHAPES = ["glued", "spaced", "tabs", "stacked", "markdown", "open_markdown", "html", "html_minified"]
OLDER = ["older_bars", "older_glued", "older_stacked"]


@pytest.mark.parametrize("name", SHAPES + OLDER)
def test_one_endpoint_in_every_shape_states_the_same(name: str) -> None:
    bars, other = (facts_of(page_of(CASES / case).read_bytes()) for case in ("bars", name))
    assert bars
    assert without_places(bars) == without_places(other)


def test_the_lost_name_is_the_same_in_both_formats() -> None:
    _, findings = read([("page.txt", (CASES / "lost_name_glued" / "page.txt").read_bytes())])
    assert [finding.rule for finding in findings] == ["lost-name"] * 3


PAGE = (CASES / "bars" / "page.txt").read_bytes()


def test_bytes_that_are_no_utf8_are_a_finding_at_their_place() -> None:
    page = PAGE.replace(b"ID of the tower", b"ID \xff of the tower").replace(b"Who fills", b"Who \xe9 fills")
    facts, findings = read([("page.txt", page)])
    [finding] = findings
    assert finding.rule == "page-not-utf-8"
    assert finding.severity is Severity.ERROR
    assert finding.where is not None
    assert (finding.where.line, finding.where.column) == (17, 32)
    assert "1 further line" in finding.message
    assert facts[0].path_params[0].description == "ID \ufffd of the tower"


def test_an_operation_that_stands_twice_is_an_error() -> None:
    facts, findings = read([("a.txt", PAGE), ("b.txt", PAGE)])
    assert len(facts) == 4
    assert [(f.rule, str(f.where)) for f in findings] == [
        ("repeated-operation", "b.txt:2:1"),
        ("repeated-operation", "b.txt:44:1"),
    ]
    assert "a.txt:2" in findings[0].message


def test_pages_keep_the_order_given() -> None:
    other = PAGE.replace(b"/towers/", b"/buoys/")
    assert [o.path.split("/")[3] for o in read([("b", other), ("a", PAGE)])[0]] == [
        "buoys",
        "buoys",
        "towers",
        "towers",
    ]


def test_every_rule_of_a_finding_is_listed() -> None:
    listed = {rule.name for rule in (*PAGE_RULES, *READING_RULES, *CHECK_RULES)}
    found = {line.split()[2].rstrip(":") for path in CASES.glob("*/expected.txt") for line in rules_in(path)}
    assert found <= listed
    sure = {rule.name for rule in PAGE_RULES} - {"page-not-utf-8", "repeated-operation", "bad-lock"}
    assert sure <= found, "every rule of a page has a case"


def rules_in(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.startswith("page.")]


def page_of(case: Path) -> Path:
    [page] = case.glob("page.*")
    return page


def facts_of(page: bytes) -> list[OperationFacts]:
    facts, findings = read([("page.txt", page)])
    assert not has_errors(findings), problems(findings)
    return facts


def without_places(facts: list[OperationFacts]) -> list[dict[str, object]]:
    """Return the facts as data, without lines and samples."""

    def rows(found: tuple[Any, ...]) -> tuple[ParameterRow | FieldRow, ...]:
        return tuple(replace(row, line=0) for row in found)

    return as_data(
        replace(
            operation,
            path_params=rows(operation.path_params),
            query_params=rows(operation.query_params),
            body=rows(operation.body),
            responses=tuple(replace(r, fields=rows(r.fields)) for r in operation.responses),
            samples=(),  # their shape is that of their languages: test_samples.py
        )
        for operation in facts
    )


def problems(findings: list[Finding]) -> str:
    return as_text(findings, lambda _: ())
