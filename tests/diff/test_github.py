"""A review as commands of a GitHub runner, read by the runner's own rules."""

from __future__ import annotations

import unicodedata

from hexapla.diff import ChangeReport
from hexapla.diff.changes import Accepted
from hexapla.diff.github import MOST, github
from hexapla.diff.phrases import clean
from hexapla.diff.telling import entries
from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hypothesis import HealthCheck, given, settings

from tests.diff.apis import Doc, pair
from tests.diff.reports import edited, report_of, reports, row_reports
from tests.diff.review_edits import described, more_methods, parameter, reading, same


@frozen
class Command:
    """A command as a runner reads it."""

    level: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command:
    """Read a line as actions/runner does: `::name key=value,key=value::message`, each part unescaped."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, said = line[2:end].partition(" ")
    properties = {}
    for one in said.split(","):
        key, _, value = one.partition("=")
        properties[key] = unescaped(value, {"%3A": ":", "%2C": ","})
    return Command(name, properties, unescaped(line[end + 2 :], {}))


def unescaped(text: str, more: dict[str, str]) -> str:
    for code, char in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(code, char)
    return text


def commands(report: ChangeReport) -> list[Command]:
    text = github(report)
    assert text == "" or text.endswith("\n")
    return [read(line) for line in text.split("\n")[:-1]]


def test_a_finding_stands_at_its_new_place() -> None:
    report = edited(parameter("limit"), parameter("limit", required=True))
    judged = report.changes[0].judged
    where = judged.fact.new
    assert where is not None
    assert commands(report) == [
        Command(
            "error",
            {
                "file": "openapi.yaml",
                "line": str(where.line),
                "col": str(where.column),
                "title": "breaking: param.became-required",
            },
            "GET /pets/{id} · query parameter limit: the query parameter `limit` became required\n"
            "narrows what callers send; calls of before may lack it\n"
            f"to accept it, list {judged.fingerprint} in hexapla.accept.yaml",
        )
    ]


def test_what_is_gone_is_told_at_the_description_that_is_there() -> None:
    report = edited(more_methods, same)
    (found,) = commands(report)
    assert report.where is not None
    assert (found.properties["file"], found.properties["line"]) == (report.where.file, str(report.where.line))
    assert f"was at {report.changes[0].judged.fact.old}" in found.message
    (found,) = commands(replace(report, where=None))
    assert found.properties.keys() == {"title"}


def test_levels_follow_the_classes() -> None:
    def edit(doc: Doc) -> None:
        reading(**{"x-stability-level": "beta", "summary": "Get."})(doc)
        parameter("limit", required=True)(doc)
        described("Pet", deprecated=True)(doc)

    levels = [(one.level, one.properties["title"].partition(":")[0]) for one in commands(edited(same, edit))]
    assert levels == [
        ("error", "breaking"),
        ("warning", "possible"),
        ("notice", "non-breaking"),
        ("notice", "docs-only"),
    ]


def test_what_was_accepted_is_a_notice() -> None:
    docs = pair(parameter("limit"), parameter("limit", required=True))
    id_ = report_of(*docs).changes[0].judged.fingerprint
    note = Accepted(fingerprint=id_, reason="agreed", by="me", until="", where=Location("a", 1))
    (found,) = commands(report_of(*docs, note))
    assert (found.level, found.properties["title"]) == ("notice", "breaking (accepted): param.became-required")
    assert found.message.endswith("accepted by `me`: `agreed`")


def test_nothing_changed_says_nothing() -> None:
    assert github(edited(same, same)) == ""


def test_no_more_than_github_shows_and_the_last_says_how_many() -> None:
    def many(doc: Doc) -> None:
        for n in range(MOST + 5):
            parameter(f"p{n}", required=True)(doc)
            parameter(f"q{n}")(doc)

    found = commands(edited(same, many))
    assert [one.level for one in found] == ["error"] * MOST + ["notice"] * MOST
    assert found[-1].properties == {"title": "and more"}
    assert found[-1].message == "15 breaking, 15 non-breaking; 11 of them are not shown here"


def test_the_edits_of_the_rows() -> None:
    for _, report in row_reports():
        wanted = sum(one.worst != "none" for one in entries(report))
        assert len(commands(report)) == wanted


def test_signs_that_mean_something_to_a_runner_stay_what_they_are() -> None:
    name = "50%0A::error::b,c:d=e"
    report = edited(parameter(name), parameter(name, required=True))
    change = report.changes[0]
    where = Location("a,b:c%2C=d.yaml", 3, 4)
    judged = replace(change.judged, fact=replace(change.judged.fact, new=where))
    (found,) = commands(replace(report, changes=(replace(change, judged=judged),)))
    assert found.properties["file"] == where.file
    assert f"the query parameter `{name}` became required" in found.message.splitlines()[0]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(reports(most=14))
def test_any_text_is_one_command_a_line(report: ChangeReport) -> None:
    found = commands(report)
    ranks = ("error", "warning", "notice")
    assert [ranks.index(one.level) for one in found] == sorted(ranks.index(one.level) for one in found)
    for one in found:
        assert one.properties.keys() <= {"file", "line", "col", "title"}
        text = "".join((one.message.replace("\n", ""), *one.properties.values()))
        assert not [c for c in text if unicodedata.category(c)[0] == "C"]
        assert "##[" not in text
    places = {clean(one.new.file) for one in entries(report) if one.new is not None}
    places |= {clean(report.where.file)} if report.where is not None else set()
    assert {one.properties["file"] for one in found if "file" in one.properties} <= places
    assert all(sum(one.level == level for one in found) <= MOST for level in ranks)
    assert len(github(report).splitlines()) == len(found)
