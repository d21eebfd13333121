"""What a caller writes, for the type checkers; it is never run. Lines marked `wrong` must each be refused."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import assert_type

from lights import (
    AsyncDownload,
    AsyncEvents,
    AsyncLights,
    AsyncLines,
    AsyncPager,
    Download,
    Event,
    Events,
    Lights,
    Lines,
    Page,
    Pager,
    RawReply,
    Request,
    Response,
    StreamingTransport,
    Transport,
    headers,
    response_of,
)
from lights.models import Job, Report, Ship


def results(client: Lights) -> None:
    assert_type(client.reports.put(1), Report | Job | None)
    assert_type(client.reports.get(1), Report)
    assert_type(client.reports.get_as_text(1), str)
    assert_type(client.reports.get_as_pdf(1), Download)
    assert_type(client.reports.mixed(1), Report | str | bytes)
    assert_type(client.reports.state(1), Job)
    client.reports.check(1)
    client.reports.delete(1)


def streams(client: Lights) -> None:
    with client.files.get(1) as download:
        assert_type(download, Download)
        assert_type(download.name, str | None)
        assert_type(download.size, int | None)
        assert_type(download.save("x", replace=True), Path)
        for chunk in download:
            assert_type(chunk, bytes)
    with client.watch.ships() as lines:
        assert_type(lines, Lines[Ship])
        for ship in lines:
            assert_type(ship, Ship)
    with client.watch.events() as events:
        assert_type(events, Events[Ship])
        for event in events:
            assert_type(event, Event[Ship])
            assert_type(event.data.name, str)
            assert_type(event.retry, int | None)
    assert_type(client.watch.words(), Events[str])
    assert_type(client.watch.talk_as_events(), Events[Job])


def pages(client: Lights) -> None:
    assert_type(client.logs.by_header(after="x"), Pager[Ship])
    assert_type(client.logs.by_body(limit=2), Pager[Ship])
    assert_type(client.logs.by_number().first(), Ship | None)
    for page in client.logs.by_body().pages():
        assert_type(page, Page[Ship])
        assert_type(headers.X_NEXT.of(page.response), str | None)


def fields(client: Lights) -> None:
    assert_type(client.raw(client.reports.put, 1), Response[Report | Job | None])
    assert_type(client.raw(client.logs.by_body, limit=2), Response[list[Ship]])
    assert_type(client.raw(client.files.get, id=1), Response[Download])
    response = client.raw(client.reports.get, 1)
    assert_type(response.value, Report)
    assert_type(headers.X_REVISION.of(response), int | None)
    assert_type(headers.LAST_WRITTEN.of(response_of(response.value)), datetime | None)
    assert_type(headers.X_TAKEN.of(client.files.get(1)), date | None)
    assert_type(headers.X_HANDS.of(response.headers), list[str] | None)
    headers.X_REVISION.of(response.value)  # wrong: a model has no header fields
    client.raw(client.reports.get, "x")  # wrong: the method takes a number
    client.raw(client.reports.get)  # wrong: the method takes an argument


async def awaited(client: AsyncLights) -> None:
    assert_type(await client.reports.put(1), Report | Job | None)
    async with await client.files.get(1) as download:
        assert_type(download, AsyncDownload)
        assert_type(await download.read(), bytes)
        async for chunk in download:
            assert_type(chunk, bytes)
    async with await client.watch.ships() as lines:
        assert_type(lines, AsyncLines[Ship])
        async for ship in lines:
            assert_type(ship, Ship)
    assert_type(await client.watch.events(), AsyncEvents[Ship])
    assert_type(client.logs.by_body(), AsyncPager[Ship])
    assert_type(await client.raw(client.logs.by_body), Response[list[Ship]])
    assert_type(await client.raw(client.reports.get, 1), Response[Report])
    await client.raw(client.reports.get, "x")  # wrong: the method takes a number


class Own:
    """A transport that only sends."""

    def send(self, request: Request, *, timeout: float) -> RawReply:
        print(request, timeout)
        return RawReply(200, (), b"")


def transports() -> None:
    transport: Transport = Own()
    Lights(username="a", password="b", transport=transport)
    streaming: StreamingTransport = Own()  # wrong: it cannot open
    print(streaming)
