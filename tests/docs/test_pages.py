"""Pages to facts: a case is a folder with page.txt, expected.json (facts), expected.txt (findings)."""

from __future__ import annotations

import json
import time
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
    data = (case / "page.txt").read_bytes()
    facts, findings = read([("page.txt", data)])
    expect(case / "expected.json", json.dumps(as_data(facts), indent=2, ensure_ascii=False) + "\n")
    expect(case / "expected.txt", as_text(findings, lambda _: data.decode().split("\n")))
    if (case / "expected.lock.yaml").exists():
        expect(case / "expected.lock.yaml", lock_text(facts))


def test_the_facts_as_yaml_say_the_same(case: Path) -> None:
    data = as_data(read([("page.txt", (case / "page.txt").read_bytes())])[0])
    text = facts_yaml(data)
    assert parse("facts.yaml", text.encode()).data() == data
    assert max(map(len, text.splitlines())) <= 120 or "description: '" in text


def test_both_formats_state_the_same() -> None:
    bars, glued = (facts_of((CASES / name / "page.txt").read_bytes()) for name in ("bars", "glued"))
    assert bars
    assert without_places(bars) == without_places(glued)


def test_the_lost_name_is_the_same_in_both_formats() -> None:
    _, findings = read([("page.txt", (CASES / "lost_name_glued" / "page.txt").read_bytes())])
    assert [finding.rule for finding in findings] == ["lost-name"] * 3


PAGE = (CASES / "bars" / "page.txt").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace(b"\n", b"\r\n"),
        lambda page: page.replace(b"\n", b"\r"),
        lambda page: b"\xef\xbb\xbf" + page,
        lambda page: page.replace(b" | ", "\u00a0|\u00a0".encode()),
        lambda page: page.replace(b"Parameters\n", "Parameters\u200b\n".encode()),
        lambda page: page.replace(b"\n", b"  \n\t"),
        lambda page: page.replace(b"---|---|---|---|\n", b""),
        lambda page: page.replace(b" | ", b"|"),
        lambda page: page.replace(b"Parameters\n", b"\n"),
        lambda page: page + b"\n\n",
        lambda page: page.rstrip(),
    ],
    ids=["crlf", "cr", "bom", "nbsp", "zwsp", "blanks", "no-rule", "tight", "no-parameters", "end", "no-end"],
)
def test_what_copying_leaves_behind_changes_no_fact(change: Callable[[bytes], bytes]) -> None:
    facts, findings = read([("page.txt", change(PAGE))])
    assert without_places(facts) == without_places(facts_of(PAGE))
    assert not findings


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


@pytest.mark.parametrize(
    "page",
    [
        b"GET A\nhttps://a.example/x\nS\ncurl x\nResponse\n200\nNameTypeDescription\n" + b"string" * 30_000,
        b"GET A\n" * 30_000,
        b"GET A\nhttps://a.example/x\n" * 20_000,
        b"GET A\nhttps://a.example/x\nS\nResponse\n200\n" + b"PATCH expects\n" * 30_000,
        b"GET A\nhttps://a.example/x\nS\nResponse\n200\nName | Type | Description |\n" + b"|" * 200_000,
        b"GET A\nhttps://a.example/x\nS\nResponse\n200\nName | Type | Description |\n" + b"-|" * 100_000,
        b"GET A\nhttps://a.example/x\nS\nResponse\n200\nNameTypeDescription\nxobject-\n" + b"x\n" * 60_000,
        b"GET A\nhttps://a.example/x\nS\ncurl\n" + b"GET b\ncurl\n" * 30_000,
        b"GET A\nhttps://a.example/x\nS\nResponse\n200\nNameTypeDescription\nx" + b"Array of " * 20_000,
        b"\xff\n" * 100_000,
        b"\x00" * 200_000,
    ],
    ids=["types", "headings", "operations", "prose", "bars", "rules", "tables", "samples", "arrays", "bytes", "nul"],
)
def test_work_is_linear_in_the_length_of_a_page(page: bytes) -> None:
    """Four times the page is four times the work, and would be sixteen times if it were quadratic."""
    quarter, _ = work(page[: len(page) // 4])
    whole, findings = work(page)
    assert whole < 10 * quarter + 0.5
    assert findings


def work(page: bytes) -> tuple[float, list[Finding]]:
    """Return the processor time it takes to read a page: a ratio in one run, whatever else the machine does."""
    start = time.process_time()
    _, findings = read([("page.txt", page)])
    return time.process_time() - start, findings


def test_every_rule_of_a_finding_is_listed() -> None:
    listed = {rule.name for rule in (*PAGE_RULES, *READING_RULES, *CHECK_RULES)}
    found = {line.split()[2].rstrip(":") for path in CASES.glob("*/expected.txt") for line in rules_in(path)}
    assert found <= listed
    sure = {rule.name for rule in PAGE_RULES} - {"page-not-utf-8", "repeated-operation", "bad-lock"}
    assert sure <= found, "every rule of a page has a case"


def rules_in(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.startswith("page.txt:")]


def facts_of(page: bytes) -> list[OperationFacts]:
    facts, findings = read([("page.txt", page)])
    assert not has_errors(findings), problems(findings)
    return facts


def without_places(facts: list[OperationFacts]) -> list[dict[str, object]]:
    """Return the facts as data, without lines."""

    def rows(found: tuple[Any, ...]) -> tuple[ParameterRow | FieldRow, ...]:
        return tuple(replace(row, line=0) for row in found)

    return as_data(
        replace(
            operation,
            path_params=rows(operation.path_params),
            query_params=rows(operation.query_params),
            body=rows(operation.body),
            responses=tuple(replace(r, fields=rows(r.fields)) for r in operation.responses),
        )
        for operation in facts
    )


def problems(findings: list[Finding]) -> str:
    return as_text(findings, lambda _: ())
