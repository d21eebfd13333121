"""A review for a pull request, read by a Markdown parser as GitHub reads it."""

from __future__ import annotations

import re
from typing import Final

from hexapla.diff import Change, ChangeReport
from hexapla.diff.changes import Accepted
from hexapla.diff.markdown import LONGEST, markdown
from hexapla.diff.telling import entries
from hexapla.finding import Location
from hexapla.frozen import replace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.diff.apis import Doc, pair
from tests.diff.reports import MARK, bump, changes, edited, report_of, reports, row_reports
from tests.diff.review_edits import described, parameter, reading, same

PARSER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HTML: Final = re.compile(r"<details><summary>[A-Za-z0-9, -]+</summary>\n|</details>\n?")
OURS: Final = {
    *("heading", "paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item"),
    *("text", "code_inline", "strong", "em", "softbreak", "html_inline", "html_block"),
}


def parsed(text: str) -> list[Token]:
    found: list[Token] = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or ())]
    return found


def kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def check(text: str) -> list[Token]:
    """Read a review; nothing is in it but what we put there, and every part that opens is closed."""
    assert len(text) < LONGEST
    tokens = parsed(text)
    assert {kind(token) for token in tokens} <= OURS
    html = [token.content for token in tokens if token.type == "html_block"]
    assert all(HTML.fullmatch(one) for one in html), html
    assert sum(one.startswith("<details>") for one in html) == sum(one.startswith("</details>") for one in html)
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    for token in tokens:
        if token.type == "text":
            assert MARK not in token.content
            assert "@" not in token.content
    return tokens


def cells(tokens: list[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("td_open", "th_open"):
            rows[-1].append(tokens[number + 1].content)
    return rows


def test_the_verdict_and_the_versions_come_first() -> None:
    report = edited(parameter("limit"), parameter("limit", required=True))
    text = markdown(report)
    lines = text.splitlines()
    id_ = report.changes[0].judged.fingerprint
    assert lines[0] == "### Breaking: the change of `Pets`"
    assert lines[2] == "`main` → `openapi.yaml`: 1 breaking."
    rows = cells(check(text))
    assert rows[0] == ["", "step", "version", "forced by"]
    assert rows[1] == [
        "`API`",
        "**major**",
        "`1 -> 2 or higher`",
        f"the query parameter `limit` became required `{id_}`",
    ]
    assert rows[2][:3] == ["`python`", "**major**", "`1.2.0 -> 2.0.0 or higher`"]
    assert rows[3] == ["breaking", "where", "to accept it in `hexapla.accept.yaml`"]
    place = report.changes[0].judged.fact.new
    assert rows[4] == [
        "the query parameter `limit` became required",
        f"`GET /pets/{{id}} · query parameter limit`<br>`{place}`",
        f"`{id_}`",
    ]
    assert len(rows) == 5


def test_nothing_changed_is_one_line() -> None:
    assert markdown(edited(same, same)) == "`main` → `openapi.yaml`: nothing changed.\n"


def test_every_class_is_folded_away_and_says_how_many() -> None:
    def edit(doc: Doc) -> None:
        reading(summary="Get.")(doc)
        described("Pet", deprecated=True)(doc)

    text = markdown(edited(same, edit))
    assert "<details><summary>1 non-breaking</summary>\n\n- `Pet.age` is deprecated now" in text
    assert "<details><summary>1 docs only</summary>\n\n- the summary of `GET /pets/{id}` is new" in text
    check(text)


def test_what_was_accepted_is_marked_and_comes_last() -> None:
    def both(doc: Doc) -> None:
        parameter("limit", required=True)(doc)
        parameter("page2", required=True)(doc)

    docs = pair(same, both)
    first = report_of(*docs).changes[0].judged
    note = Accepted(fingerprint=first.fingerprint, reason="@team agreed", by="me", until="", where=Location("a", 1))
    rows = cells(check(markdown(report_of(*docs, note))))
    assert rows[-2][0] == "the query parameter `page2` is new and required"
    assert rows[-1][0] == "*accepted* the query parameter `limit` is new and required"


def test_a_bar_inside_a_cell_does_not_end_it() -> None:
    name = "a|b\\|c`d<i>@me#1"
    report = edited(parameter(name), parameter(name, required=True))
    rows = cells(check(markdown(report)))
    assert [len(row) for row in rows] == [4, 4, 4, 3, 3]
    code = [token.content for token in check(markdown(report)) if token.type == "code_inline"]
    assert "a|b\\|c\\u0060d<i>@me#1" in code


def test_the_edits_of_the_rows() -> None:
    for _, report in row_reports():
        text = markdown(report)
        check(text)
        for one in entries(report):
            assert one.worst in ("none", "docs-only") or one.id in text


def many(report: ChangeReport, times: int) -> ChangeReport:
    return replace(report, changes=tuple(one for one in report.changes for _ in range(times)))


def test_a_long_review_is_cut_and_says_by_how_much() -> None:
    text = markdown(many(edited(parameter("limit"), parameter("limit", required=True)), 1000))
    assert len(text) < LONGEST
    table, listed = (int(found) for found in re.findall(r"and (\d+) more", text))
    assert table == 1000 - text.count("| the query parameter `limit` became required | ")
    assert listed == 1000 - text.count("- the query parameter `limit` became required<br>")
    assert table < 950
    assert listed < 950


@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_any_text_is_harmless(report: ChangeReport) -> None:
    tokens = check(markdown(report))
    rows = cells(tokens)
    assert {len(row) for row in rows} <= {3, 4}
    breaking = sum(one.worst == "breaking" for one in report.changes)
    versions = 1 + len(report.packages) + 1
    if rows:
        assert len(rows) == versions + (breaking + 1 if breaking else 0)
    assert markdown(report) == markdown(report)


@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports(), st.sampled_from([50, 400]))
def test_any_length_is_below_what_github_takes(report: ChangeReport, times: int) -> None:
    told = many(report, times)
    rows = [row[0] for row in cells(check(markdown(told))) if len(row) == 3][1:]
    left = re.fullmatch(r"and (\d+) more", rows[-1]) if rows else None
    shown = len(rows) - 1 + int(left[1]) if left else len(rows)
    assert shown == sum(one.worst == "breaking" for one in told.changes)


@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(changes())
def test_many_packages_are_counted(change: Change) -> None:
    report = edited(parameter("limit"), parameter("limit", required=True))
    packages = tuple(bump("x" * 300, change, "y" * 300) for _ in range(40))
    text = markdown(replace(report, packages=packages, old="o" * 999, new="n" * 999, title="t" * 999))
    assert "and 28 more" in text
    check(text)
