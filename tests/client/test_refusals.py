"""What cannot be sent is refused before anything is: the error names the argument, and no guess goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import cast

import pytest
from toggltrack import UNSET, Options, dump
from toggltrack.models import Project, ProjectRecurrenceInput, Rate

from .drivers import Both
from .jsontext import parse
from .server import Reply, Server
from .spec import operation

CREATE, RATE, LIST, GET = (
    operation(name) for name in ("projects.create", "rates.create", "projects.list", "projects.get")
)
NAIVE = datetime(2026, 3, 5, 12)
RATED: Mapping[str, object] = {
    **{"workspace_id": 1, "amount": 1, "level": "project", "level_id": 2, "type": "billable_rates"},
}


@pytest.mark.parametrize(
    ("name", "arguments", "named"),
    [
        ("rates.create", {**RATED, "start": NAIVE}, "start.*time zone"),
        ("rates.create", {**RATED, "amount": float("nan")}, "amount.*nan"),
        ("rates.create", {**RATED, "amount": float("-inf")}, "amount.*inf"),
        ("projects.list", {"workspace_id": 1, "user_ids": []}, "user_ids.*empty"),
        ("projects.list", {"workspace_id": 1, "since": float("inf")}, "since.*inf"),
        ("projects.list", {"workspace_id": 1, "name": None}, "name.*null"),
        ("projects.patch_many", {"workspace_id": 1, "project_ids": [1]}, "replace.*add.*remove"),
        ("projects.patch_many", {"workspace_id": 1, "project_ids": [], "remove": ["x"]}, "project_ids.*empty"),
        ("projects.patch_many", {"workspace_id": 1, "project_ids": [1], "replace": {"x": float("nan")}}, "nan"),
        ("projects.get", {"workspace_id": 1, "project_id": 2, "options": Options(headers={"X": "a\r\nY: b"})}, "X"),
        ("projects.get", {"workspace_id": 1, "project_id": 2, "options": Options(headers={"X": "ä"})}, "X"),
        ("projects.get", {"workspace_id": 1, "project_id": 2, "options": Options(headers={"X:Y": "a"})}, "X:Y"),
        ("projects.get", {"workspace_id": 1, "project_id": 2, "options": Options(query={"q": NAIVE})}, "q.*time zone"),
    ],
)
def test_a_value_without_a_form(
    name: str, arguments: Mapping[str, object], named: str, server: Server, both: Both
) -> None:
    for driver in both.each:
        with pytest.raises(ValueError, match=named):
            driver.call(operation(name), arguments)
    assert server.requests == []


@pytest.mark.parametrize(
    ("name", "arguments", "named"),
    [
        ("projects.create", {"workspace_id": 1, "name": object()}, "name"),
        ("projects.create", {"workspace_id": 1, "name": {1: 2}}, "name"),
        ("projects.list", {"workspace_id": 1, "name": object()}, "name"),
        ("projects.get", {"workspace_id": 1, "project_id": {}}, "project_id"),
    ],
)
def test_a_type_without_a_form(
    name: str, arguments: Mapping[str, object], named: str, server: Server, both: Both
) -> None:
    for driver in both.each:
        with pytest.raises(TypeError, match=named):
            driver.call(operation(name), arguments)
    assert server.requests == []


def test_a_model_that_cannot_be_written() -> None:
    rate = Rate(start=NAIVE)
    with pytest.raises(ValueError, match="time zone"):
        dump(rate)
    rate.start = NAIVE.replace(tzinfo=UTC)
    assert parse(dump(rate).decode()).value == {"start": "2026-03-05T12:00:00Z"}
    project = Project(id=1, name="a", workspace_id=2, rate=float("inf"))
    with pytest.raises(ValueError, match="inf"):
        dump(project)


def test_unset_is_left_out(server: Server, both: Both) -> None:
    """The mark itself can be given, so that a caller's own function can pass on what it was not given."""
    for driver in both.each:
        server.queue(Reply(200, b'{"id": 1, "name": "a", "workspace_id": 1}'), Reply(200, b"[]"))
        driver.call(CREATE, {"workspace_id": 1, "name": "a", "color": UNSET, "rate": UNSET})
        driver.call(LIST, {"workspace_id": 1, "active": UNSET, "name": "a"})
        assert parse(server.requests[0].body.decode()).value == {"name": "a"}
        assert server.requests[1].query == [("name", "a")]
    assert not UNSET
    assert repr(UNSET) == "UNSET"


def test_one_name_is_no_list_of_letters(server: Server, both: Both) -> None:
    """A text where names are asked for is one name; in a path and a query a text is one value."""
    for driver in both.each:
        server.queue(Reply(200, b'{"success": [], "failure": []}'), Reply(200, b"[]"))
        one = operation("projects.patch_many")
        driver.call(one, {"workspace_id": 1, "project_ids": [1], "remove": "color"})
        driver.call(LIST, {"workspace_id": 1, "statuses": "active"})
        assert parse(server.requests[0].body.decode()).value == [{"op": "remove", "path": "/color"}]
        assert server.requests[1].query == [("statuses", "active")]


@pytest.mark.parametrize("ids", [[1, 2], (1, 2), range(1, 3), {1: None, 2: None}.keys()], ids=repr)
def test_any_sequence_is_a_list(ids: object, server: Server, both: Both) -> None:
    for driver in both.each:
        server.queue(Reply(200, b'{"success": [], "failure": []}'))
        driver.call(operation("projects.patch_many"), {"workspace_id": 1, "project_ids": ids, "remove": ["a"]})
        assert server.request.path.endswith("/projects/1,2")


def test_an_answered_model_can_be_sent_back(server: Server, both: Both) -> None:
    """Its own text goes out, unknown keys and spelling included."""
    given = ProjectRecurrenceInput(period="monthly", project_start_date=date(2026, 1, 1))
    body = '{"id": 1, "name": "a", "workspace_id": 1, "current_period": {"x": 1.50, "start_date": "2026-01-01"}}'
    for driver in both.each:
        server.queue(Reply(200, body.encode()), Reply(200, body.encode()), Reply(200, body.encode()))
        project = cast("Project", driver.call(GET, {"workspace_id": 1, "project_id": 1}))
        driver.call(CREATE, {"workspace_id": 1, "recurring_parameters": given})
        driver.call(CREATE, {"workspace_id": 1, "recurring_parameters": project.current_period})
        sent = [parse(request.body.decode()).members["recurring_parameters"] for request in server.requests[1:]]
        assert sent[0].value == {"period": "monthly", "project_start_date": "2026-01-01"}
        assert sent[1].text == '{"x": 1.50, "start_date": "2026-01-01"}'
