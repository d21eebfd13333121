"""Server-sent events, by the rules that browsers keep to."""

from __future__ import annotations

import re
import threading
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import remote

from .drivers import ALL, SPEC, Driver, chunked
from .server import Reply, Server, Wire
from .test_lines import CUTS, pieces_of

EVENTS = (("Content-Type", "text/event-stream"),)


def rows(driver: Driver, server: Server, body: bytes, method: str = "watch.words") -> list[tuple[object, ...]]:
    server.queue(Reply(200, body, EVENTS))
    return [(one.event, one.data, one.id, one.retry) for one in driver.all(driver.call(method))]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"data: a\n\ndata:b\n\n", [("message", "a", "", None), ("message", "b", "", None)]),
        # Of the examples of the HTML standard.
        (b"data: YHOO\ndata: +2\ndata: 10\n\n", [("message", "YHOO\n+2\n10", "", None)]),
        (
            b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            [
                ("message", text, id_, None)
                for text, id_ in (("first event", "1"), ("second event", ""), (" third event", ""))
            ],
        ),
        (b"data\n\ndata\ndata\n\ndata:", [("message", "", "", None), ("message", "\n", "", None)]),
        (b"data:test\n\ndata: test\n\n", [("message", "test", "", None)] * 2),
        # Kinds end with their event, ids stay, and so does what was said of trying again.
        (
            b"event: add\ndata: 1\nid: x\nretry: 250\n\ndata: 2\n\n",
            [("add", "1", "x", 250), ("message", "2", "x", 250)],
        ),
        (b"id: 1\n\ndata: a\n\n", [("message", "a", "1", None)]),
        (b"data: a\nid: 1\x002\n\n", [("message", "a", "", None)]),
        (b"retry: 1s\nretry:\nretry: -1\nretry: \xc2\xb2\ndata: a\n\n", [("message", "a", "", None)]),
        # Without data there is no event, and without an end neither.
        (b"event: x\n\ndata: a\n\nevent: y\nid: 3\n\ndata: half", [("message", "a", "", None)]),
        (b"data: a\r\ndata: b\r\rdata: c\n\r\n", [("message", "a\nb", "", None), ("message", "c", "", None)]),
        (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", [("message", "a", "", None)]),
        (b"unknown: x\nDATA: y\n data: z\ndata: a: b\n\n", [("message", "a: b", "", None)]),
        (b"data: \xff\xe6\n\n", [("message", "\ufffd\ufffd", "", None)]),
        (b"", []),
    ],
)
def test_the_rules(body: bytes, wanted: list[tuple[object, ...]], server: Server, driver: Driver) -> None:
    assert rows(driver, server, body) == wanted


def test_data_is_read_as_what_it_is(server: Server, driver: Driver) -> None:
    first, second = b'{"name": "Ada", "flag": 1.50}', b'{"tons":\n2, "name":"Bo"}'
    body = b"data: " + first + b"\n\n" + b"".join(b"data: %b\n" % line for line in second.split(b"\n")) + b"\n"
    server.queue(Reply(200, body, EVENTS))
    events = driver.call("watch.events")
    found = [event.data for event in driver.all(events)]
    assert all(driver.is_a(ship, "Ship") for ship in found)
    assert [driver.lights.dump(ship) for ship in found] == [first, second]
    assert driver.response(found[0], events).status == 200
    assert events.closed
    assert server.request.values("accept") == ["text/event-stream"]


@pytest.mark.parametrize("mark", [b"[DONE]", b"", b'{"tons": 1', b"[]"])
def test_data_that_is_something_else_ends_the_stream(mark: bytes, server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b'id: 4\ndata: {"name": "Ada"}\n\ndata: ' + mark + b"\n\n", EVENTS))
    events = driver.call("watch.events")
    assert driver.next(events).data.name == "Ada"
    with pytest.raises(driver.lights.UnreadableResponseError, match=r"watch\.events") as caught:
        driver.next(events)
    assert caught.value.body == mark
    assert (events.closed, events.last_event_id) == (True, "4")


def test_a_way_of_speaking_of_its_own(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b'{"id": 1}'), Reply(200, b'data: {"job": "x"}\n\n', EVENTS))
    assert driver.call("watch.talk").id == 1
    assert [event.data.job for event in driver.all(driver.call("watch.talk_as_events"))] == ["x"]
    assert [r.values("accept")[0] for r in server.requests] == ["application/json", "text/event-stream"]


def test_the_last_id_is_that_of_the_last_event_handed_out(server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b"data: a\nid: 1\n\ndata: b\nid: 2\n\nid: 3\n\n", EVENTS))
    events = driver.call("watch.words")
    seen = [events.last_event_id]
    while driver.next(events) is not None:
        seen.append(events.last_event_id)
    # Behind the last event the server went on to another id.
    assert seen[:2] == ["", "1"]
    assert events.last_event_id == "3"


def test_an_event_is_there_at_once_and_leaving_closes_the_connection(server: Server, driver: Driver) -> None:
    gone = threading.Event()

    def endless(wire: Wire) -> None:
        wire.send(chunked(b"data: a\r", b"\n\r", kind="text/event-stream", end=False))
        if not wire.wait():
            gone.set()

    server.queue(endless, Reply(200, b"data: b\n\n", EVENTS))
    events = driver.call("watch.words")
    assert driver.next(events).data == "a"
    driver.inside(events)
    assert gone.wait(10)
    assert [one.data for one in driver.all(driver.call("watch.words"))] == ["b"]


@pytest.mark.parametrize("kind", ALL)
def test_an_event_has_a_size_and_the_stream_has_none(kind: type[Driver], lights: ModuleType, server: Server) -> None:
    driver = kind(lights, server.url, max_body=2000)
    comments = b": still here\n" * 10_000
    assert len(rows(driver, server, comments + b"data: x\n\n" * 10_000)) == 10_000
    for long in (b"data: " + b"x" * 100_000, b"data: x\n" * 100_000):
        with pytest.raises(driver.lights.UnreadableResponseError, match="over 2000 bytes"):
            rows(driver, server, long)
    driver.close()


def plainly(body: bytes) -> list[tuple[str, str, str, int | None]]:
    """Return the events of a whole body, by the words of the standard."""
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    found, last, retry, kind, data = [], "", None, "", ""
    *lines, _ = re.split("\r\n|\r|\n", text)
    for line in lines:
        if line == "":
            if data:
                found.append((kind or "message", data[:-1], last, retry))
            kind, data = "", ""
            continue
        name, colon, value = line.partition(":")
        value = value[1:] if colon and value.startswith(" ") else value
        if name == "event":
            kind = value
        elif name == "data":
            data += value + "\n"
        elif name == "id" and "\0" not in value:
            last = value
        elif name == "retry" and re.fullmatch("[0-9]+", value):
            retry = int(value)
    return found


WORDS = st.sampled_from(
    ["data", "event", "id", "retry", ":", ": ", " ", "\n", "\r", "\r\n", "\n\n", "7", "\0", "\ufeff"]
)
BODIES = st.lists(WORDS | st.text(max_size=3), max_size=30).map("".join).map(str.encode) | st.binary(max_size=40)


@given(BODIES, CUTS)
@example(b"\xef\xbb\xbfdata: \xe2\x82\xac\r\n\r\ndata: b\r\r", [1, 2, 10, 11, 13, 14, 15, 16])
@example(b"data: a\r\ndata: b\r\n\r\n", [8])
@example(b"data: a\n\ndata: \xe2\x82\xac\n\n", list(range(30)))
def test_wherever_a_body_is_cut_its_events_are_the_same(body: bytes, cuts: list[int]) -> None:
    from lights._events import Parser  # type: ignore[import-not-found]

    parser = Parser()
    found = [event for piece in pieces_of(body, cuts) for event in parser.feed(piece)]
    assert [(one.event, one.data, one.id, one.retry) for one in found] == plainly(body)
    twins = remote.remote(SPEC, "Lights").cut("events", "Parser", pieces_of(body, cuts))
    assert [(one.event, one.data, one.id, one.retry) for one in twins] == plainly(body)
