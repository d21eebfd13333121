"""Lists that come in pages: no page nobody asked for, and an end that costs no request more than it must."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Protocol, TypeVar, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import (
    AsyncPager,
    AsyncToggl,
    ForbiddenError,
    Options,
    Page,
    Pager,
    Toggl,
    UnreadableResponseError,
    dump,
)
from toggltrack.models import Project

from . import strategies
from .drivers import Both, Driver, example_arguments, method_of
from .server import Reply, Request, Server
from .spec import Operation, operation, operations

T = TypeVar("T")
PAGED = [one for one in operations() if one.is_paged]
LIST = operation("projects.list")


class Walker(Protocol):
    """Walks over a pager of either client, so that one test serves both."""

    def rows(self, pager: object, most: int | None = None) -> list[Project]: ...
    def pages(self, pager: object, most: int | None = None) -> list[Page[Project]]: ...
    def first(self, pager: object) -> Project | None: ...


class SyncWalker:
    """Walks without `await`."""

    def rows(self, pager: object, most: int | None = None) -> list[Project]:
        """Return the rows, or the first few."""
        return self._take(iter(cast("Pager[Project]", pager)), most)

    def pages(self, pager: object, most: int | None = None) -> list[Page[Project]]:
        """Return the pages, or the first few."""
        return self._take(cast("Pager[Project]", pager).pages(), most)

    def first(self, pager: object) -> Project | None:
        """Return the first row."""
        return cast("Pager[Project]", pager).first()

    @staticmethod
    def _take(found: Iterator[T], most: int | None) -> list[T]:
        return list(itertools.islice(found, most))


class AsyncWalker:
    """Walks with `await`."""

    def __init__(self, run: Callable[..., object]) -> None:
        self._run = run

    def rows(self, pager: object, most: int | None = None) -> list[Project]:
        """Return the rows, or the first few."""
        found = aiter(cast("AsyncPager[Project]", pager))
        return cast("list[Project]", self._run(self._take, found, most))

    def pages(self, pager: object, most: int | None = None) -> list[Page[Project]]:
        """Return the pages, or the first few."""
        found = cast("AsyncPager[Project]", pager).pages()
        return cast("list[Page[Project]]", self._run(self._take, found, most))

    def first(self, pager: object) -> Project | None:
        """Return the first row."""
        return cast("Project | None", self._run(cast("AsyncPager[Project]", pager).first))

    @staticmethod
    async def _take(found: AsyncIterator[object], most: int | None) -> list[object]:
        rows: list[object] = []
        while most is None or len(rows) < most:
            try:
                rows.append(await anext(found))
            except StopAsyncIteration:
                break
        return rows


@pytest.fixture(params=["sync", "async"])
def walk(request: pytest.FixtureRequest, both: Both) -> tuple[Driver, Walker]:
    """Return one client and how to walk its pagers, then the other."""
    if request.param == "sync":
        return both.sync, SyncWalker()
    return both.asynchronous, AsyncWalker(both.asynchronous.run)


def serve(server: Server, total: int, largest: int = 10**6) -> None:
    """Serve a list of so many rows, in pages of the size asked for but no larger than the server wants."""
    # Of the first operation that pages: all of ours have the same two parameters.
    paging = PAGED[0].pagination or {}

    def respond(request: Request) -> Reply:
        query = dict(request.query)
        size = min(int(query.get(str(paging["size"]), str(paging["default"]))), largest)
        start = (int(query.get(str(paging["page"]), str(paging["first"]))) - cast("int", paging["first"])) * size
        rows = [{"id": number, "name": "a", "workspace_id": 1} for number in range(start, min(start + size, total))]
        return Reply(200, json.dumps(rows).encode())

    server.respond(respond)


def pager(driver: Driver, one: Operation = LIST, **arguments: object) -> object:
    """Return a pager; nothing is sent by that."""
    given = {name: example_arguments(one)[name] for name in (argument.name for argument in one.of("path"))}
    return method_of(driver.client, one)(**given, **arguments)


def pages_asked(server: Server) -> list[str | None]:
    """Return the number of each page that was asked for, None where none was named."""
    return [dict(request.query).get("page") for request in server.requests]


def test_the_spec_has_lists_that_page() -> None:
    assert LIST in PAGED
    for one in PAGED:
        found = method_of(Toggl("t"), one)(*range(len(one.of("path"))))
        assert isinstance(found, Pager)
        found = method_of(AsyncToggl("t"), one)(*range(len(one.of("path"))))
        assert isinstance(found, AsyncPager)
        assert one.id in repr(found)


def test_a_pager_asks_for_nothing_before_it_must(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 1000)
    found = pager(driver, per_page=10)
    repr(found)
    assert server.requests == []
    for rows, requests in ((0, 0), (1, 1), (10, 1), (11, 2), (25, 3)):
        server.requests.clear()
        assert [row.id for row in walker.rows(found, rows)] == list(range(rows))
        assert len(server.requests) == requests


def test_first(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 1000)
    row = walker.first(pager(driver))
    assert row is not None
    assert row.id == 0
    assert pages_asked(server) == [None]
    serve(server, 0)
    assert walker.first(pager(driver)) is None
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("total", "size", "requests"),
    [(0, 10, 1), (9, 10, 1), (10, 10, 2), (11, 10, 2), (30, 10, 4), (31, 10, 4), (3, 1, 4), (0, 1, 1)],
)
def test_it_ends_at_a_short_or_an_empty_page(
    walk: tuple[Driver, Walker], server: Server, total: int, size: int, requests: int
) -> None:
    driver, walker = walk
    serve(server, total)
    assert [row.id for row in walker.rows(pager(driver, per_page=size))] == list(range(total))
    assert pages_asked(server) == [None, *map(str, range(2, requests + 1))]
    assert {dict(request.query)["per_page"] for request in server.requests} == {str(size)}


@pytest.mark.parametrize("one", PAGED, ids=str)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_without_a_size_the_documented_default_counts(
    walk: tuple[Driver, Walker], server: Server, one: Operation, beyond: int
) -> None:
    driver, walker = walk
    default = cast("int", (one.pagination or {})["default"])
    serve(server, default + beyond)
    assert len(walker.rows(pager(driver, one))) == default + beyond
    assert len(server.requests) == (1 if beyond < 0 else 2)
    assert not any("per_page" in dict(request.query) for request in server.requests)


def test_a_size_above_the_default_that_the_server_caps(walk: tuple[Driver, Walker], server: Server) -> None:
    """The lesser of the size asked and the default counts, so that no row is lost to a server that caps."""
    driver, walker = walk
    default = cast("int", (LIST.pagination or {})["default"])
    serve(server, default * 2 + 5, largest=default)
    assert len(walker.rows(pager(driver, per_page=default + 49))) == default * 2 + 5
    assert pages_asked(server) == [None, "2", "3"]


def test_it_begins_at_the_callers_page(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 35)
    assert [row.id for row in walker.rows(pager(driver, page=3, per_page=10))] == list(range(20, 35))
    assert pages_asked(server) == ["3", "4"]
    serve(server, 35)
    assert walker.rows(pager(driver, page=9, per_page=10)) == []
    assert pages_asked(server) == ["9"]


@strategies.examples(60)
@given(st.integers(0, 60), st.integers(1, 25), st.integers(1, 4))
def test_every_row_comes_once(running: Server, both: Both, total: int, size: int, page: int) -> None:
    for driver, walker in ((both.sync, SyncWalker()), (both.asynchronous, AsyncWalker(both.asynchronous.run))):
        serve(running, total)
        rows = cast("Walker", walker).rows(pager(driver, per_page=size, page=page))
        assert [row.id for row in rows] == list(range(size * (page - 1), total))
        assert len(running.requests) == max(total - size * (page - 1), 0) // size + 1


def test_pages(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 25)
    found = walker.pages(pager(driver, per_page=10))
    assert [[row.id for row in page.items] for page in found] == [
        list(range(10)),
        list(range(10, 20)),
        list(range(20, 25)),
    ]
    for page, request in zip(found, server.requests, strict=True):
        assert page.response.status == 200
        assert page.response.request.url.endswith(request.target)
        assert json.loads(page.response.body) == [json.loads(dump(row)) for row in page.items]
    serve(server, 25)
    assert len(walker.pages(pager(driver, per_page=10), 1)) == 1
    assert len(server.requests) == 1


def test_the_other_arguments_go_along(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 25)
    options = Options(query={"extra": "1"}, headers={"X-Run": "7"})
    walker.rows(pager(driver, per_page=10, name="ä b", user_ids=[1, 2], options=options))
    assert len(server.requests) == 3
    for number, request in enumerate(server.requests, 1):
        query = dict(request.query)
        assert query.pop("page", "1") == str(number)
        assert query == {"per_page": "10", "name": "ä b", "user_ids": "1,2", "extra": "1"}
        assert request.values("x-run") == ["7"]


def test_walking_again_asks_again(walk: tuple[Driver, Walker], server: Server) -> None:
    driver, walker = walk
    serve(server, 3)
    found = pager(driver, per_page=2)
    assert len(walker.rows(found)) == 3
    assert len(walker.rows(found)) == 3
    assert pages_asked(server) == [None, "2", None, "2"]


def test_two_walks_do_not_disturb_each_other(server: Server, both: Both) -> None:
    serve(server, 5)
    found = cast("Pager[Project]", pager(both.sync, per_page=2))
    pairs = [(one.id, two.id) for one, two in zip(found, found, strict=True)]
    assert pairs == [(number, number) for number in range(5)]


def test_an_error_on_a_later_page(walk: tuple[Driver, Walker], server: Server) -> None:
    """What came before it was handed out, and nothing is asked for after it."""
    driver, walker = walk
    rows = [{"id": number, "name": "a", "workspace_id": 1} for number in range(2)]
    for reply, kind in ((Reply(403, b'"no"'), ForbiddenError), (Reply(200, b"{}"), UnreadableResponseError)):
        server.queue(Reply(200, json.dumps(rows).encode()), reply)
        with pytest.raises(kind):
            walker.rows(pager(driver, per_page=2))
        assert len(server.requests) == 2
        server.queue(Reply(200, json.dumps(rows).encode()), reply)
        assert len(walker.rows(pager(driver, per_page=2), 2)) == 2


def test_leaving_a_loop_early_leaves_nothing_open(server: Server, both: Both) -> None:
    serve(server, 50)

    async def run(client: AsyncToggl) -> int | None:
        async for row in client.projects.list(1, per_page=10):
            if row.id == 12:
                return row.id
        return None

    assert both.asynchronous.run(run, both.asynchronous.client) == 12
    assert len(server.requests) == 2


def test_the_size_of_a_page_as_text_among_the_options(server: Server, both: Both) -> None:
    serve(server, 5)
    found = cast("Pager[Project]", pager(both.sync, options=Options(query={"per_page": "2"})))
    assert len(list(found)) == 5


def test_a_page_that_the_caller_empties(server: Server, both: Both) -> None:
    """Taking the rows off a page is the caller's right: the next page is asked for all the same."""
    serve(server, 5)
    seen = []
    for page in cast("Pager[Project]", pager(both.sync, per_page=2)).pages():
        while page.items:
            seen.append(page.items.pop(0).id)
    assert seen == [0, 1, 2, 3, 4]
