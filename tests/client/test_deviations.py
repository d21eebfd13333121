"""What a client does with deviations: it is silent, warns once for each kind, raises, or tells a function."""

from __future__ import annotations

import contextlib
import copy
import json
import pickle
import threading
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from toggltrack import (
    AsyncToggl,
    Deviation,
    DeviationError,
    DeviationWarning,
    News,
    Toggl,
    TogglError,
    UnreadableResponseError,
    deviations,
    dump,
    extra,
    load,
    news,
)
from toggltrack.models import Project, TrackReminder

from .drivers import Both, example_arguments
from .server import Reply, Server
from .spec import operation

SECRET = "hunter2-value-that-nobody-may-print"
GET, LIST = operation("projects.get"), operation("projects.list")
GOOD = '{"id": 1, "name": "a", "workspace_id": 2}'
BAD = f'{{"id": "{SECRET}", "name": "a", "workspace_id": 2, "color": 7, "at": "2024-05-02T00:03:40"}}'
POINTERS = [("/at", "format"), ("/color", "type"), ("/id", "type")]
"""In the order in which the description names the properties."""


@contextlib.contextmanager
def told() -> Iterator[list[warnings.WarningMessage]]:
    """Yield the warnings that are given."""
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        yield found


@contextlib.contextmanager
def clients(server: Server, how: object = "warn") -> Iterator[Both]:
    """Yield both clients, told what to do with deviations."""
    with Both(server.url, on_deviation=how) as both:
        yield both


def pointers(found: tuple[Deviation, ...] | list[Deviation]) -> list[tuple[str, str]]:
    return [(one.pointer, one.kind) for one in found]


def test_ignored_deviations_are_listed_all_the_same(server: Server) -> None:
    with clients(server, "ignore") as both, told() as warned:
        for driver in both.each:
            server.queue(Reply(200, BAD.encode()))
            project = driver.call(GET, example_arguments(GET))
            assert pointers(deviations(project)) == POINTERS
            assert deviations(project)[0] == Deviation("projects.get", "/at", "format", "string (date-time)", "string")
            assert deviations(project)[2] == Deviation("projects.get", "/id", "type", "integer", "string")
    assert warned == []


def test_a_response_as_documented_has_none(server: Server) -> None:
    with clients(server) as both, told() as warned:
        for driver in both.each:
            server.queue(Reply(200, b'{"id": 1, "name": "a", "workspace_id": 2, "at": null, "color": null, "x": {}}'))
            assert deviations(driver.call(GET, example_arguments(GET))) == ()
            assert driver.client.deviation_report() == []
    assert warned == []


def test_a_warning_comes_once_for_each_operation_place_and_kind(server: Server) -> None:
    rows = f"[{BAD}, {BAD}, {GOOD}, 5]".encode()
    texts = [
        "projects.list: /*/at is no string (date-time)",
        "projects.list: /*/color should be string, but is number",
        "projects.list: /*/id should be integer, but is string",
        "projects.list: /* should be object, but is number",
    ]
    with clients(server) as both:
        for driver in both.each:
            with told() as warned:
                server.queue(Reply(200, rows), Reply(200, rows), Reply(200, BAD.encode()))
                for _ in range(2):
                    driver.call(LIST, example_arguments(LIST))
                assert [str(one.message) for one in warned] == texts
                assert {one.category for one in warned} == {DeviationWarning}
                driver.call(GET, example_arguments(GET))
                assert [str(one.message) for one in warned[4:]] == [
                    "projects.get: /at is no string (date-time)",
                    "projects.get: /color should be string, but is number",
                    "projects.get: /id should be integer, but is string",
                ]


def test_a_warning_names_the_line_of_the_caller(server: Server) -> None:
    def one(client: Toggl) -> object:
        return client.projects.get(1, 2)  # here

    def rows(client: Toggl) -> object:
        return list(client.projects.list(1))  # here

    def raw(client: Toggl) -> object:
        return client.raw(client.projects.get, 1, 2)  # here

    async def awaited(client: AsyncToggl) -> object:
        return await client.projects.get(1, 2)  # here

    async def walked(client: AsyncToggl) -> object:
        return [row async for row in client.projects.list(1)]  # here

    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    for number, call in enumerate((one, rows, raw, awaited, walked)):
        with clients(server) as both, told() as warned:
            is_list = call in (rows, walked)
            server.queue(Reply(200, f"[{BAD}]".encode() if is_list else BAD.encode()))
            if call in (awaited, walked):
                both.asynchronous.run(cast("Any", call), both.asynchronous.client)
            else:
                cast("Callable[[Toggl], object]", call)(both.sync.client)
        assert len(warned) == 3, number
        for found in warned:
            assert found.filename == __file__
            assert lines[found.lineno - 1].endswith("# here")


def test_raised_deviations(server: Server) -> None:
    with clients(server, "raise") as both:
        for driver in both.each:
            server.queue(Reply(200, BAD.encode()), Reply(200, GOOD.encode()))
            with pytest.raises(DeviationError) as caught:
                driver.call(GET, example_arguments(GET))
            error = caught.value
            assert isinstance(error, TogglError)
            assert pointers(error.deviations) == POINTERS
            assert error.reply is not None
            assert (error.reply.status, error.reply.body) == (200, BAD.encode())
            for part in ("projects.get", "/id", "integer", "string", "/color", "/at"):
                assert part in str(error)
            assert SECRET not in str(error) + repr(error) + repr(error.deviations)
            twin = pickle.loads(pickle.dumps(error))
            assert (str(twin), twin.deviations, twin.reply.body) == (str(error), error.deviations, BAD.encode())
            # What is raised is counted too, and the next call is none the worse.
            assert len(driver.client.deviation_report()) == 3
            assert cast("Project", driver.call(GET, example_arguments(GET))).id == 1


def test_many_raised_deviations_make_a_short_message(server: Server) -> None:
    with clients(server, "raise") as both:
        server.queue(Reply(200, f"[{', '.join([BAD] * 50)}]".encode()))
        with pytest.raises(DeviationError, match="and 147 more") as caught:
            both.sync.call(LIST, example_arguments(LIST))
    assert len(caught.value.deviations) == 150
    assert len(str(caught.value)) < 400


def test_a_function_is_told_each(server: Server) -> None:
    seen: list[Deviation] = []
    with clients(server, seen.append) as both, told() as warned:
        server.queue(Reply(200, f"[{BAD}, {BAD}]".encode()))
        rows = both.sync.call(LIST, example_arguments(LIST))
        assert deviations(rows) == tuple(seen)
    assert pointers(seen) == [(f"/{row}{pointer}", kind) for row in (0, 1) for pointer, kind in POINTERS]
    assert warned == []


@pytest.mark.parametrize("kind", [ValueError, KeyError, ZeroDivisionError])
def test_what_the_function_raises_is_the_callers(kind: type[Exception], server: Server) -> None:
    def refuse(one: Deviation) -> None:
        raise kind(one.pointer)

    with clients(server, refuse) as both:
        for driver in both.each:
            server.queue(Reply(200, BAD.encode()))
            with pytest.raises(kind, match="/at"):
                driver.call(GET, example_arguments(GET))


@pytest.mark.parametrize("how", ["", "WARN", "error", None, 1, []])
def test_anything_else_is_refused_in_the_constructor(how: Any) -> None:  # noqa: ANN401
    for kind in (Toggl, AsyncToggl):
        with pytest.raises(ValueError, match="on_deviation"):
            kind("t", on_deviation=how)


@pytest.mark.parametrize("how", ["ignore", "warn", "raise"])
@pytest.mark.parametrize("body", ["{}", "5", '"x"', "null", "true", "[", "[{},]", ""])
def test_another_outermost_type_is_an_error_whatever_was_said(how: str, body: str, server: Server) -> None:
    with clients(server, how) as both, told() as warned:
        for driver in both.each:
            server.queue(Reply(200, body.encode()))
            with pytest.raises(UnreadableResponseError):
                driver.call(LIST, example_arguments(LIST))
            assert driver.client.deviation_report() == []
    assert warned == []


def test_the_report(server: Server) -> None:
    with clients(server, "ignore") as both:
        client = both.sync.client
        server.queue(Reply(200, f"[{BAD}, {BAD}, {GOOD}]".encode()), Reply(200, b'[{"id": {}, "name": null}]'))
        both.sync.call(LIST, example_arguments(LIST))
        both.sync.call(LIST, example_arguments(LIST))
        report = client.deviation_report()
    assert json.loads(json.dumps(report)) == report
    assert [tuple(row.values()) for row in report] == [
        ("projects.list", "/*/at", "format", "string (date-time)", ["string"], 2),
        ("projects.list", "/*/color", "type", "string", ["number"], 2),
        ("projects.list", "/*/id", "type", "integer", ["object", "string"], 3),
        ("projects.list", "/*/name", "null", "string", ["null"], 1),
        ("projects.list", "/*/workspace_id", "missing", "integer", ["absent"], 1),
    ]
    assert list(report[0]) == ["operation", "pointer", "kind", "expected", "actual", "count"]
    assert SECRET not in json.dumps(report)
    # Changing it changes nothing.
    cast("list[str]", report[2]["actual"]).clear()
    assert client.deviation_report()[2]["actual"] == ["object", "string"]


def test_what_is_kept_of_a_hostile_server_is_bounded() -> None:
    from toggltrack._deviations import Found, Watch
    from toggltrack._exchange import Headers, Request
    from toggltrack._exchange import Reply as Whole

    reply = Whole(status=200, headers=Headers(), body=b"", request=Request(method="GET", url="/", headers=Headers()))
    watch = Watch("warn")
    with told() as warned:
        tracemalloc.start()
        try:
            for number in range(3000):
                one = Deviation("a.b", f"/{number}", "type", "integer", "string")
                watch.note([Found(one, f"/{number}")] * 2, reply)
            assert tracemalloc.get_traced_memory()[0] < 5_000_000
        finally:
            tracemalloc.stop()
    report = watch.report()
    assert (len(warned), len(report)) == (1000, 1001)
    assert (report[-1]["kind"], report[-1]["count"]) == ("others", 4000)
    assert sum(cast("int", row["count"]) for row in report) == 6000


def test_threads_share_a_client(server: Server) -> None:
    calls = 200
    with clients(server, "warn") as both, told() as warned:
        server.respond(lambda request: Reply(200, BAD.encode()))
        both.sync.client.projects.get(1, 2)
        threads = [
            threading.Thread(target=lambda: [both.sync.client.projects.get(1, 2) for _ in range(calls // 4)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [row["count"] for row in both.sync.client.deviation_report()] == [calls + 1] * 3
    assert len(warned) == 3


def test_one_wrong_row_never_costs_the_page(server: Server) -> None:
    bodies = ["5", "null", "[]", "{}", '"x"', BAD, '{"id": 3, "name": "\\ud800", "workspace_id": 1}']
    with clients(server, "ignore") as both:
        for driver in both.each:
            for body in bodies:
                text = f"[{GOOD}, {body}, {GOOD}]"
                server.queue(Reply(200, text.encode()))
                rows = cast("list[Project]", driver.call(LIST, example_arguments(LIST)))
                assert (rows[0].id, rows[2].id, len(rows)) == (1, 1, 3)
                assert dump(rows[1]) == body.encode()
                assert {one.pointer.split("/")[1] for one in deviations(rows)} == {"1"}
                assert deviations(rows[0]) == deviations(rows[2]) == ()
                assert deviations(rows[1]) == deviations(rows)


def test_what_nobody_knows_costs_nothing(server: Server) -> None:
    """Half a surrogate pair, a number beyond all floats, a number of thousands of digits, a deep nest, broken UTF-8."""
    hostile = [b'"\\ud800"', b"1e400", b"9" * 5000, b"[" * 150 + b"]" * 150, b'"\xff"', b'{"\\udfff": 1}']
    with clients(server, "warn") as both:
        for driver in both.each:
            for value in hostile:
                body = b'{"id": 1, "name": "a", "x": %b, "workspace_id": 2}' % value
                server.queue(Reply(200, body))
                project = cast("Project", driver.call(GET, example_arguments(GET)))
                assert (dump(project), deviations(project)) == (body, ())
                assert news(project) == (News("/x", "key"),)
                project.name = "b"
                assert dump(project) == b'{"id":1,"name":"b","x":%b,"workspace_id":2}' % value
                # Beside a deviation, too.
                server.queue(Reply(200, b'{"id": "1", "x": %b, "workspace_id": 2, "name": "a"}' % value))
                with told():
                    project = cast("Project", driver.call(GET, example_arguments(GET)))
                assert pointers(deviations(project)) == [("/id", "type")]


@pytest.mark.parametrize("wrong", [b'"\xff"', b'"a\xe2\x82"', b'"\\ud800"', b'"\xed\xa0\xbd"'])
def test_what_is_no_text_never_sits_in_an_attribute(wrong: bytes, server: Server) -> None:
    """Octets that are no UTF-8, and half a surrogate pair: neither replaced nor a reason to lose the rest."""
    with clients(server, "ignore") as both:
        for driver in both.each:
            body = b'{"id": 1, "name": %b, "color": %b, "permissions": ["a", %b], "workspace_id": 2}'
            text = body % (wrong, wrong, wrong)
            server.queue(Reply(200, text))
            project = cast("Project", driver.call(GET, example_arguments(GET)))
            assert sorted(pointers(deviations(project))) == [
                *[("/color", "format"), ("/name", "format"), ("/permissions/1", "format")]
            ]
            assert (project.color, project.permissions, dump(project)) == (None, None, text)
            with pytest.raises(DeviationError, match="/name is no string"):
                _ = project.name
            project.id = 3
            after = b'{"id":3,"name":%b,"color":%b,"permissions":["a", %b],"workspace_id":2}'
            assert dump(project) == after % (wrong, wrong, wrong)


@pytest.mark.parametrize("key", [b'"a\xff"', b'"a\\udcff"', b'"\\ud800\xfe"'])
def test_a_key_that_is_no_text_is_kept(key: bytes, server: Server) -> None:
    with clients(server, "raise") as both:
        for driver in both.each:
            text = b'{"id": 1, %b: {"b": 1.0}, "name": "a", "workspace_id": 2}' % key
            server.queue(Reply(200, text))
            project = cast("Project", driver.call(GET, example_arguments(GET)))
            assert (dump(project), list(extra(project).values())) == (text, [{"b": 1.0}])
            assert [one.pointer.isprintable() for one in news(project)] == [True]
            assert "\ufffd" in news(project)[0].pointer
            for twin in (project, copy.deepcopy(project), pickle.loads(pickle.dumps(project))):
                twin.name = "b"
                assert dump(twin) == b'{"id":1,%b:{"b": 1.0},"name":"b","workspace_id":2}' % key


def test_a_number_beyond_64_bits_where_an_enumeration_of_numbers_stands(server: Server, both: Both) -> None:
    one = operation("track_reminders.create")
    text = b'{"frequency": 18446744073709551616, "threshold": -170141183460469231731687303715884105728}'
    for driver in both.each:
        server.queue(Reply(200, text))
        reminder = driver.call(one, example_arguments(one))
        assert isinstance(reminder, TrackReminder)
        assert (reminder.frequency, reminder.threshold) == (2**64, -(2**127))
        assert dump(reminder) == text
        assert pointers(deviations(reminder)) == []
        assert news(reminder) == (News("/frequency", "value"),)


def test_a_page_and_a_response_have_the_deviations_of_their_rows(server: Server) -> None:
    with clients(server, "ignore") as both:
        client = both.sync.client
        rows = f'[{GOOD}, {{"id": 2, "name": "b", "workspace_id": 1, "color": 5, "status": "new", "x": 1}}]'
        server.queue(Reply(200, rows.encode()), Reply(200, rows.encode()))
        page = next(client.projects.list(1).pages())
        response = client.raw(client.projects.list, 1)
    for value in (page, response, page.items, response.value):
        assert pointers(deviations(value)) == [("/1/color", "type")]
        assert [(one.pointer, one.kind) for one in news(value)] == [("/1/status", "value"), ("/1/x", "key")]
    assert deviations(page.items[0]) == news(page.items[0]) == ()


def test_load_warns_nobody() -> None:
    with told() as warned:
        project = load(Project, BAD)
    assert warned == []
    assert [(one.operation, one.pointer) for one in deviations(project)] == [("", "/at"), ("", "/color"), ("", "/id")]
    with pytest.raises(DeviationError, match=r"Project\.id cannot be read: /id should be integer") as caught:
        _ = project.id
    assert caught.value.reply is None
    assert SECRET not in str(caught.value)
    with pytest.raises(ValueError, match="Expected"):
        load(Project, "[]")


def test_a_masked_attribute_stays_masked() -> None:
    project = load(Project, f'{{"id": 1, "name": "a", "shared_hash": "{SECRET}"}}')
    assert "shared_hash='***'" in repr(project)
    assert "workspace_id=<unreadable>" in repr(project)
    assert SECRET not in repr(project)
