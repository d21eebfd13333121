"""Lists in pages: by a cursor in a header or in the body, and by number through a name for a list."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .drivers import Driver, Dynamic
from .server import JSON_TYPE, Reply, Request, Server

NAMES = [f"s{number}" for number in range(7)]


def ships(names: list[str]) -> list[dict[str, object]]:
    return [{"name": name, "x": 1} for name in names]


def by_header(request: Request) -> Reply:
    """Answer three rows, and where the next ones begin."""
    start = int(dict(request.query).get("after", "0"))
    following = start + 3
    fields = (("X-Next", str(following)),) if following < len(NAMES) else (("X-Next", ""),)
    return Reply(200, json.dumps(ships(NAMES[start:following])).encode(), (JSON_TYPE, *fields))


def by_body(request: Request) -> Reply:
    start = int(dict(request.query).get("after", "0"))
    following = start + 3
    page: dict[str, object] = {"data": {"ships": ships(NAMES[start:following])}, "total": 7}
    page["meta"] = {"next/cursor": str(following) if following < len(NAMES) else None}
    return Reply(200, json.dumps(page).encode())


WAYS = pytest.mark.parametrize(("method", "answer"), [("logs.by_header", by_header), ("logs.by_body", by_body)])


@WAYS
def test_all_rows_come_in_as_few_calls(
    method: str, answer: Callable[[Request], Reply], server: Server, driver: Driver
) -> None:
    server.respond(answer)
    pager = driver.call(method)
    assert server.requests == [], "nothing is sent before a row is wanted"
    assert [ship.name for ship in driver.all(pager)] == NAMES
    assert [request.query for request in server.requests] == [[], [("after", "3")], [("after", "6")]]
    # Iterating again asks again.
    assert len(driver.all(pager)) == 7
    assert len(server.requests) == 6


@WAYS
def test_no_page_is_asked_for_before_it_is_wanted(
    method: str, answer: Callable[[Request], Reply], server: Server, driver: Driver
) -> None:
    server.respond(answer)
    assert driver.of(driver.call(method).first).name == "s0"
    assert len(server.requests) == 1
    pages = driver.call(method).pages()
    first = driver.next(pages)
    assert ([ship.name for ship in first.items], first.response.status) == (NAMES[:3], 200)
    assert len(server.requests) == 2
    # The caller may take the rows off a page: the next one is the same.
    first.items.clear()
    assert [ship.name for ship in driver.next(pages).items] == NAMES[3:6]
    assert len(server.requests) == 3


@WAYS
def test_a_caller_may_begin_where_another_ended(
    method: str, answer: Callable[[Request], Reply], server: Server, driver: Driver
) -> None:
    server.respond(answer)
    assert [ship.name for ship in driver.all(driver.call(method, after="3"))] == NAMES[3:]
    options = driver.lights.Options(query={"after": "6"})
    assert [ship.name for ship in driver.all(driver.call(method, options=options))] == NAMES[6:]


def test_rows_in_an_envelope(server: Server, driver: Driver) -> None:
    server.respond(by_body)
    page = driver.next(driver.call("logs.by_body", limit=3).pages())
    assert driver.is_a(page.value, "ShipPage")
    assert page.value.total == 7
    assert page.items == page.value.data.ships
    assert driver.lights.dump(page.items[1]) == b'{"name": "s1", "x": 1}'
    assert page.response.body == by_body(server.request).body


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": {"ships": [{"name": "a"}]}}',
        b'{"data": {"ships": [{"name": "a"}]}, "meta": null}',
        b'{"data": {"ships": [{"name": "a"}]}, "meta": {}}',
        b'{"data": {"ships": [{"name": "a"}]}, "meta": {"next/cursor": null}}',
        b'{"data": {"ships": [{"name": "a"}]}, "meta": {"next/cursor": ""}}',
    ],
)
def test_without_a_cursor_there_is_no_next_page(body: bytes, server: Server, driver: Driver) -> None:
    server.queue(Reply(200, body))
    assert [ship.name for ship in driver.all(driver.call("logs.by_body"))] == ["a"]


@pytest.mark.parametrize("data", [b"null", b"{}", b'{"ships": []}'])
def test_a_page_without_rows_is_not_the_last(data: bytes, server: Server, driver: Driver) -> None:
    empty = b'{"data": ' + data + b', "meta": {"next/cursor": "n"}}'
    server.queue(Reply(200, empty), Reply(200, b'{"data": {"ships": [{"name": "a"}]}}'))
    assert [ship.name for ship in driver.all(driver.call("logs.by_body"))] == ["a"]


@pytest.mark.parametrize("circle", [1, 2, 3])
@pytest.mark.parametrize("begun", [False, True])
def test_a_circle_of_cursors_ends(begun: bool, circle: int, server: Server, driver: Driver) -> None:
    def answer(request: Request) -> Reply:
        now = int(dict(request.query).get("after", "0"))
        return Reply(200, b'[{"name": "a"}]', (JSON_TYPE, ("X-Next", str((now + 1) % circle))))

    server.respond(answer)
    seen: list[Dynamic] = []
    pages = driver.call("logs.by_header", **({"after": "0"} if begun else {})).pages()

    def walk() -> None:
        while (page := driver.next(pages)) is not None:
            seen.append(page)

    with pytest.raises(driver.lights.UnreadableResponseError, match="read before"):
        walk()
    # Every page is handed out, and none is asked for twice: at most the first, which had no cursor.
    assert len(seen) == len(server.requests) == circle + (not begun)


def test_pages_by_number_of_a_named_list(server: Server, driver: Driver) -> None:
    server.queue(*(Reply(200, json.dumps(ships(names)).encode()) for names in (["a", "b"], ["c"])))
    assert [ship.name for ship in driver.all(driver.call("logs.by_number"))] == ["a", "b", "c"]
    assert [request.query for request in server.requests] == [[], [("page", "2")]]
