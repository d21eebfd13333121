"""A review for a terminal or a pipe, as people read it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hexapla.diff import ChangeReport, Symbol
from hexapla.diff.changes import Accepted
from hexapla.diff.telling import entries
from hexapla.diff.terminal import DOCS, terminal
from hexapla.diff.wrapping import columns, wrapped
from hexapla.finding import Location
from hexapla.frozen import replace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.apis import Doc, Edit, pair
from tests.diff.reports import edited, report_of, reports, row_reports
from tests.diff.review_edits import described, more_methods, parameter, posting, reading, root, same

SYMBOL = Symbol(
    target="python",
    kind="method",
    name="pets.get",
    before="(id, *, limit=None)",
    after="(id, *, limit)",
    breaking=True,
    says=("argument `limit` became required",),
)


def test_a_finding_in_full() -> None:
    report = report_of(*pair(parameter("limit"), parameter("limit", required=True)), symbols=(SYMBOL,))
    found = report.changes[0].judged
    assert terminal(report, 80, colour=False) == (
        "Pets: main -> openapi.yaml\n"
        "breaking: 1 breaking\n"
        "\n"
        "API     major  1 -> 2 or higher\n"
        "               forced by the query parameter `limit` became required\n"
        f"                 ({found.fingerprint})\n"
        "python  major  1.2.0 -> 2.0.0 or higher\n"
        "               forced by the query parameter `limit` became required\n"
        f"                 ({found.fingerprint})\n"
        "\n"
        "BREAKING (1)\n"
        "\n"
        f"{found.fact.new}: the query parameter `limit` became required\n"
        "    in       GET /pets/{id} · query parameter limit\n"
        "    why      narrows what callers send\n"
        "             calls of before may lack it\n"
        "    code     python  `pets.get(…)`: argument `limit` became required\n"
        f"    id       {found.fingerprint}  param.became-required\n"
        "\n"
        "To accept what is expected, list its id in hexapla.accept.yaml.\n"
    )


def test_nothing_changed_is_one_line() -> None:
    assert terminal(edited(same, same), 80, colour=False) == "main -> openapi.yaml: nothing changed\n"


def test_edits_that_mean_nothing_are_counted() -> None:
    text = terminal(edited(same, described("Pet", readOnly=True)), 80, colour=False)
    assert text.endswith("\n1 edit means nothing to callers.\n")
    assert "schema.read-write-only" not in text
    assert "nothing that callers notice" in text


def test_what_was_removed_is_told_at_its_old_place() -> None:
    report = edited(more_methods, same)
    assert f"{report.changes[0].judged.fact.old} (old): `PUT /pets` is gone" in terminal(report, 80, colour=False)


def both(doc: Doc) -> None:
    parameter("limit", required=True)(doc)
    parameter("page2", required=True)(doc)


def test_what_was_accepted_comes_last_of_its_group_and_is_marked() -> None:
    docs = pair(same, both)
    first = report_of(*docs).changes[0].judged
    note = Accepted(fingerprint=first.fingerprint, reason="agreed", by="me", until="2030-01-01", where=Location("a", 1))
    text = terminal(report_of(*docs, note), 80, colour=False)
    assert "breaking: 2 breaking (1 accepted)" in text
    assert "BREAKING (2)" in text
    assert "    accepted by `me` until `2030-01-01`: `agreed`\n" in text
    assert text.index("(accepted) the query parameter `limit`") > text.index("the query parameter `page2` is new")


def worded(text: str) -> Edit:
    def edit(doc: Doc) -> None:
        properties = doc["components"]["schemas"]["Pet"]["properties"]
        properties |= {f"p{n}": {"type": "string", "description": f"{text}{n}"} for n in range(DOCS + 5)}

    return edit


def test_words_for_people_are_compact_and_capped() -> None:
    text = terminal(edited(worded("a"), worded("b")), 80, colour=False)
    assert f"DOCS ONLY ({DOCS + 5})" in text
    docs = text.partition("DOCS ONLY")[2]
    assert docs.count("the description of `Pet.p") == DOCS
    assert "and 5 more (all of them: --format json)\n" in text


def test_groups_come_the_worst_first() -> None:
    def edit(doc: Doc) -> None:
        parameter("limit", required=True)(doc)
        posting(deprecated=True)(doc)
        root(info={"title": "Pets", "version": "2"})(doc)
        reading(**{"x-stability-level": "beta"})(doc)

    text = terminal(edited(same, edit), 80, colour=False)
    heads = re.findall(r"^([A-Z -]+) \(\d+\)$", text, re.MULTILINE)
    assert heads == ["BREAKING", "POSSIBLY BREAKING", "NON-BREAKING", "DOCS ONLY"]


def test_colour_changes_no_word() -> None:
    for _, report in row_reports():
        coloured = terminal(report, 80, colour=True)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == terminal(report, 80, colour=False)


def wide(text: str, width: int) -> list[str]:
    """Return the lines that are wider than they may be; what stands alone since it has no space may be."""
    lines = text.splitlines()
    return [line for line in lines if columns(line) > width and columns(line.rsplit(" ", 1)[-1]) <= width // 2]


@pytest.mark.parametrize("width", [80, 100])
def test_edits_of_the_rows_keep_to_the_width(width: int) -> None:
    for name, report in row_reports():
        text = terminal(report, width, colour=False)
        assert max(map(columns, text.splitlines())) <= width, name
        for one in entries(report):
            assert one.worst == "none" or one.id in text
        assert not re.search(r" $", text, re.MULTILINE)


@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports())
def test_any_text_is_harmless_and_every_finding_is_there(report: ChangeReport) -> None:
    text = terminal(report, 80, colour=False)
    assert not [c for c in text if c != "\n" and unicodedata.category(c)[0] == "C"]
    assert "\u2028" not in text
    for line in text.splitlines():
        assert not line.lstrip().startswith("::")
    assert "##[" not in text
    assert wide(text, 80) == []
    assert text == terminal(report, 80, colour=False)
    for one in entries(report):
        assert one.worst == "none" or one.id in text
    coloured = terminal(report, 80, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text


def test_a_place_or_a_word_is_never_broken() -> None:
    path = f"spec/{'very' * 30}/pets.yaml"
    report = edited(parameter("limit"), parameter("limit", required=True))
    judged = report.changes[0].judged
    fact = replace(judged.fact, new=Location(path, 3, 4))
    moved = replace(report, changes=(replace(report.changes[0], judged=replace(judged, fact=fact)),))
    assert f"{path}:3:4: " in f"{terminal(moved, 80, colour=False)} ".replace(":\n", ": ")


@given(st.lists(st.text("ab`", min_size=1, max_size=12), min_size=1), st.integers(20, 80))
def test_wrapping_loses_no_word(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width, "* ", "  ")
    assert " ".join(line[2:] for line in lines).split() == " ".join(words).split()
    assert all(columns(line) <= width or " " not in line[2:] for line in lines if "`" not in line)
