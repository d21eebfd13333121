"""Deviations where a body is more than one value: envelopes of pages, lines, events."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests import remote

from .drivers import ALL, Driver, Dynamic
from .server import Reply, Server

NDJSON = (("Content-Type", "application/x-ndjson"),)
EVENTS = (("Content-Type", "text/event-stream"),)
BAD = b'{"name": 5, "flag": 1.50, "tons": "x"}'


@contextlib.contextmanager
def driven(kind: type[Driver], lights: ModuleType, server: Server, how: object) -> Iterator[Driver]:
    driver = kind(lights, server.url, on_deviation=how)
    yield driver
    driver.close()


@pytest.fixture(params=ALL, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> type[Driver]:
    found: type[Driver] = request.param
    return found


def pointers(found: Dynamic) -> list[tuple[str, str]]:
    return [(one.pointer, one.kind) for one in found]


@pytest.mark.parametrize(
    ("method", "body", "head"),
    [
        ("watch.ships", b'{"name": "Ada"}\n' + BAD + b'\n{"name": "Bo"}', NDJSON),
        ("watch.events", b'data: {"name": "Ada"}\n\ndata: ' + BAD + b'\n\ndata: {"name": "Bo"}\n\n', EVENTS),
    ],
)
def test_a_line_and_an_event(
    method: str, body: bytes, head: tuple[tuple[str, str], ...], kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    seen: list[Dynamic] = []
    with driven(kind, lights, server, seen.append) as driver:
        server.queue(Reply(200, body, head))
        found = [one.data if head is EVENTS else one for one in driver.all(driver.call(method))]
        assert [one.name for one in (found[0], found[2])] == ["Ada", "Bo"]
        assert driver.lights.dump(found[1]) == BAD
        seen = driver.seen(seen)
        assert pointers(seen) == pointers(driver.lights.deviations(found[1])) == [("/name", "type"), ("/tons", "type")]
        assert {one.operation for one in seen} == {method}
        assert driver.lights.deviations(found[0]) == ()
        assert [row["count"] for row in driver.report()] == [1, 1]


@pytest.mark.parametrize(
    ("method", "body", "head"),
    [
        ("watch.ships", BAD + b'\n{"name": "Bo"}', NDJSON),
        ("watch.events", b"data: " + BAD + b'\n\ndata: {"name": "Bo"}\n\n', EVENTS),
    ],
)
def test_a_raised_deviation_ends_the_stream(
    method: str, body: bytes, head: tuple[tuple[str, str], ...], kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    with driven(kind, lights, server, "raise") as driver:
        server.queue(Reply(200, body, head))
        stream = driver.call(method)
        with pytest.raises(driver.lights.DeviationError, match=method) as caught:
            driver.next(stream)
        assert caught.value.reply.body == BAD
        assert stream.closed


def refused(one: object) -> None:
    raise ValueError("the caller's own")


@pytest.mark.parametrize(
    ("method", "body", "head"),
    [
        ("watch.ships", BAD, NDJSON),
        ("watch.events", b"data: " + BAD + b"\n\n", EVENTS),
        ("logs.by_header", b"[" + BAD + b"]", (("Content-Type", "application/json"),)),
    ],
)
def test_what_the_function_raises_is_the_callers(
    method: str, body: bytes, head: tuple[tuple[str, str], ...], kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    with driven(kind, lights, server, refused) as driver:
        server.queue(Reply(200, body, head))
        with pytest.raises((ValueError, remote.RemoteError), match="the caller's own"):
            driver.all(driver.call(method))


@pytest.mark.parametrize("how", ["ignore", "warn", "raise"])
@pytest.mark.parametrize("data", [b"5", b'"x"', b"[]", b'{"ships": 5}', b'{"ships": {}}'])
def test_a_page_without_readable_rows_is_an_error(
    data: bytes, how: str, kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    with driven(kind, lights, server, how) as driver, warnings.catch_warnings():
        warnings.simplefilter("error")
        server.queue(Reply(200, b'{"data": ' + data + b', "meta": {"next/cursor": "n"}}'))
        with pytest.raises(driver.lights.UnreadableResponseError, match="no rows at /data/ships"):
            driver.all(driver.call("logs.by_body"))
        assert len(server.requests) == 1


def test_a_deviation_beside_the_rows_does_not_stop_the_pager(
    kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    with driven(kind, lights, server, "ignore") as driver:
        server.queue(
            Reply(
                200, b'{"data": {"ships": [{"name": "a"}, 5, {"name": 6}]}, "total": "x", "meta": {"next/cursor": "n"}}'
            ),
            Reply(200, b'{"data": {"ships": [{"name": "b"}]}}'),
        )
        pages = driver.call("logs.by_body").pages()
        page = driver.next(pages)
        assert pointers(driver.lights.deviations(page)) == [
            ("/data/ships/1", "type"),
            ("/data/ships/2/name", "type"),
            ("/total", "type"),
        ]
        assert pointers(driver.lights.deviations(page.items)) == [
            ("/data/ships/1", "type"),
            ("/data/ships/2/name", "type"),
        ]
        assert [len(page.items), len(driver.next(pages).items), driver.next(pages)] == [3, 1, None]


@pytest.mark.parametrize("meta", [b'{"next/cursor": {}}', b'{"next/cursor": 5}', b"5", b"[]"])
def test_a_cursor_that_cannot_be_read_does_not_end_the_list_in_silence(
    meta: bytes, kind: type[Driver], lights: ModuleType, server: Server
) -> None:
    with driven(kind, lights, server, "ignore") as driver:
        server.queue(Reply(200, b'{"data": {"ships": [{"name": "a"}]}, "meta": ' + meta + b"}"))
        pages = driver.call("logs.by_body").pages()
        assert [ship.name for ship in driver.next(pages).items] == ["a"]
        with pytest.raises(driver.lights.UnreadableResponseError, match="next page cannot be read"):
            driver.next(pages)


def test_text_and_bytes_never_deviate(kind: type[Driver], lights: ModuleType, server: Server) -> None:
    with driven(kind, lights, server, "raise") as driver:
        server.queue(Reply(203, b"5", (("Content-Type", "text/markdown"),)))
        assert driver.call("reports.mixed", 7) == "5"
        assert driver.lights.deviations("5") == driver.lights.news(b"5") == ()
