"""Lock against spec: a pair of them that is clean, and what each change of either brings.

tests/cases/docs/check holds the pair, the changes that leave it clean, and the changes that are faults.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hexapla.docs import CHECK_RULES, Report, check, parse_lock
from hexapla.finding import Finding, Severity, as_text
from hexapla.load import load
from hexapla.source import Sources, parse

FOLDER = Path(__file__).parents[1] / "cases" / "docs" / "check"
SPEC, LOCK = ((FOLDER / name).read_text() for name in ("spec.yaml", "docs.lock.yaml"))

Case = dict[str, Any]


def cases(name: str) -> dict[str, Case]:
    data = parse(name, (FOLDER / name).read_bytes()).data()
    assert isinstance(data, dict)
    return data


CLEAN, FAULTS = cases("clean.yaml"), cases("faults.yaml")


def edited(text: str, edits: list[dict[str, str]]) -> str:
    for edit in edits:
        assert text.count(edit["old"]) == 1, f"{text.count(edit['old'])} times in the text: {edit['old']}"
        text = text.replace(edit["old"], edit["new"])
    return text


def run(case: Case) -> tuple[Report, str]:
    """Return the report on an edited pair, and its findings as text."""
    text = edited(SPEC, case.get("spec", []))
    api, faults = load(Sources(lambda _: text.encode()), "spec.yaml")
    assert not faults, as_text(faults, lambda _: text.split("\n"))
    lock, faults_of_lock = parse_lock(parse("spec/docs.lock.yaml", edited(LOCK, case.get("lock", [])).encode()))
    assert not faults_of_lock
    report = check(api, lock)
    return report, as_text(report.findings, lambda _: text.split("\n"))


def counted(case: Case, findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings less those on evidence that the edit itself took the last mark from."""
    return [f for f in findings if f.rule != "docs-evidence-unused" or f.rule == case.get("rule")]


@pytest.mark.parametrize("name", CLEAN)
def test_clean(name: str) -> None:
    report, text = run(CLEAN[name])
    assert not counted(CLEAN[name], report.findings), text


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    case = FAULTS[name]
    report, text = run(case)
    [finding, *more] = [f for f in report.findings if f.rule == case["rule"] and case["says"] in f.message] or [None]
    assert finding is not None, text
    assert not more, text
    assert finding.where is not None
    assert finding.severity is Severity.ERROR
    line = edited(SPEC, case.get("spec", [])).split("\n")[finding.where.line - 1]
    assert case["line"] in line, text
    assert "and 0 more" not in text
    assert len(counted(case, report.findings)) == case.get("count", 1), text


def test_every_rule_has_a_case() -> None:
    assert {case["rule"] for case in FAULTS.values()} == {rule.name for rule in CHECK_RULES}


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("operation", "path: /api/v2/other"),
        ("parameter", "name: page"),
        ("field", "name: brand"),
        ("nested field", "{table: groups, name: name"),
        ("status", "'404'"),
        ("listed message", "- Dark"),
        ("text of a line", "{text: Broken}"),
        ("type of a parameter", "name: since"),
        ("property that is there", "name: secret"),
        ("undocumented response", "method: POST"),
    ],
)
def test_a_finding_names_the_line_of_the_lock(name: str, fact: str) -> None:
    case = FAULTS[name]
    report, text = run(case)
    lines = edited(LOCK, case.get("lock", [])).split("\n")
    [line] = [number for number, line in enumerate(lines, 1) if fact in line]
    assert any(f"(spec/docs.lock.yaml:{line})" in finding.message for finding in report.findings), text


def test_what_many_pages_say_of_one_line_is_one_finding() -> None:
    report, text = run(FAULTS["name that does not differ"])
    [finding] = report.findings
    assert ", and 1 more" in finding.message, text


def test_a_missing_page_is_not_blamed_on_the_marks() -> None:
    """Marks may wait for the page of an operation: they are not called idle before it is there."""
    report, _ = run(FAULTS["other host path"])
    assert {finding.rule for finding in report.findings} == {"docs-missing", "docs-undocumented"}


def test_summary() -> None:
    report, _ = run({})
    assert dict(report.summary.facts) == {
        "operations": 3,
        "parameter rows": 6,
        "body rows": 3,
        "response rows": 21,
        "statuses": 7,
        "listed messages": 1,
    }
    assert dict(report.summary.rules) == {
        "null-is-nullable": 2,
        "items-is-array": 1,
        "lost-name": 1,
        "prose-narrows": 9,
    }
    assert dict(report.summary.departures) == {
        "name": 2,
        "in": 1,
        "type": 5,
        "required": 0,
        "status": 0,
        "absent": 3,
        "lacks": 2,
        "omitted": 1,
    }
    assert report.summary.unknown == 2
    assert report.summary.text() == (
        "facts       operations 3, parameter rows 6, body rows 3, response rows 21, statuses 7, listed messages 1\n"
        "rules       null-is-nullable 2, items-is-array 1, lost-name 1, prose-narrows 9\n"
        "departures  name 2, in 1, type 5, required 0, status 0, absent 3, lacks 2, omitted 1\n"
        "unknown     2\n"
    )


def test_a_schema_that_holds_itself_is_no_loop() -> None:
    edit = {"old": "$ref: '#/components/schemas/Group'", "new": "$ref: '#/components/schemas/Keeper'"}
    report, text = run({"spec": [edit]})
    assert any("keeper.groups.id" in finding.message for finding in report.findings), text


def test_an_empty_lock() -> None:
    api, _ = load(Sources(lambda _: SPEC.encode()), "spec.yaml")
    report = check(api, parse_lock(parse("docs.lock.yaml", b"[]"))[0])
    assert [finding.rule for finding in report.findings] == ["docs-undocumented"] * 3


def test_the_mark_a_hint_proposes_makes_it_clean() -> None:
    """Follow the hint of each departure that has one, and the finding is gone."""
    followed = 0
    for name in ("array without a mark", "null in the spec only", "body without table"):
        case = FAULTS[name]
        report, _ = run(case)
        [finding] = [f for f in report.findings if f.rule == "docs-departure"]
        assert finding.hint is not None
        mark = finding.hint.partition("mark it: ")[2].replace("...", "why")
        assert mark in SPEC, f"the edit of `{name}` took away what its hint proposes"
        followed += 1
    assert followed == 3
