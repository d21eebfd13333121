"""Lines of JSON, each read as it arrives."""

from __future__ import annotations

import itertools
import json
import threading
import tracemalloc
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import remote

from .drivers import ALL, SPEC, Driver, chunked, sent
from .server import Reply, Server, Wire

NDJSON = (("Content-Type", "application/x-ndjson"),)
SEQUENCE = (("Content-Type", "application/json-seq"),)
SHIPS = [b'{"name": "Ada", "tons": 1}', b'{"tons":2 , "name":"Bo","flag":"DK"}', '{"name": "C\u00e6sar"}'.encode()]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n", b" \n\t\n"])
@pytest.mark.parametrize("last", [True, False])
def test_each_line_is_a_model_with_a_source_of_its_own(last: bool, end: bytes, server: Server, driver: Driver) -> None:
    body = end.join(SHIPS) + (end if last else b"")
    server.queue(Reply(200, body, (*NDJSON, ("X-Next", "soon"))))
    lines = driver.call("watch.ships")
    assert (lines.status, lines.media_type, lines.closed) == (200, "application/x-ndjson", False)
    ships = driver.all(lines)
    assert all(driver.is_a(ship, "Ship") for ship in ships)
    assert [driver.lights.dump(ship) for ship in ships] == SHIPS
    assert driver.lights.extra(ships[1]) == {"flag": "DK"}
    assert driver.field("X_NEXT", driver.response(ships[1], lines)) == "soon"
    assert lines.closed
    assert driver.all(lines) == []
    assert server.request.values("accept") == ["application/x-ndjson"]


def test_a_line_is_there_before_the_next_one_is_sent(server: Server, driver: Driver) -> None:
    asked = threading.Event()

    def answer(wire: Wire) -> None:
        wire.send(chunked(SHIPS[0] + b"\n", SHIPS[1][:10], end=False))
        asked.wait(10)
        wire.send(b"%x\r\n%b\n\r\n0\r\n\r\n" % (len(SHIPS[1][10:]) + 1, SHIPS[1][10:]))

    server.queue(answer)
    lines = driver.call("watch.ships")
    assert driver.next(lines).name == "Ada"
    asked.set()
    assert driver.next(lines).name == "Bo"
    assert driver.next(lines) is None


@pytest.mark.parametrize("broken", [b"{", b'{"tons": "x"', b"null", b'"x"', b"{}{}", b"\xff"])
def test_a_broken_line_is_named(broken: bytes, server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b"\n".join([SHIPS[0], b"", broken, SHIPS[1]]), NDJSON))
    lines = driver.call("watch.ships")
    assert driver.next(lines).name == "Ada"
    with pytest.raises(driver.lights.UnreadableResponseError, match=r"watch\.ships: line 3 ") as caught:
        driver.next(lines)
    assert caught.value.body == broken
    assert lines.closed
    with pytest.raises(driver.lights.StreamClosedError):
        driver.next(lines)


@pytest.mark.parametrize("texts", [SHIPS, [b'{\n "name":\n "Ada"\n}', *SHIPS[1:]], []])
@pytest.mark.parametrize("end", [b"\n", b"", b"\r\n\n"])
def test_a_sequence_of_texts(end: bytes, texts: list[bytes], server: Server, driver: Driver) -> None:
    server.queue(Reply(200, b"".join(b"\x1e" + text + end for text in texts), SEQUENCE))
    assert [driver.lights.dump(ship) for ship in driver.all(driver.call("watch.sequence"))] == texts


def test_a_text_of_a_sequence_is_there_before_the_next_one_begins(server: Server, driver: Driver) -> None:
    server.queue(sent(chunked(b"\x1e{\n", b'"name": "Ada"}\n', kind="application/json-seq", end=False)))
    lines = driver.call("watch.sequence")
    assert driver.next(lines).name == "Ada"
    driver.of(lines.close)


def test_leaving_early_closes_the_connection(server: Server, driver: Driver) -> None:
    gone = threading.Event()

    def endless(wire: Wire) -> None:
        wire.send(chunked(SHIPS[0] + b"\n", end=False))
        if not wire.wait():
            gone.set()

    server.queue(endless, Reply(200, b"", NDJSON))
    lines = driver.call("watch.ships")
    assert driver.next(lines).name == "Ada"
    driver.inside(lines)
    assert gone.wait(10)
    assert driver.all(driver.call("watch.ships")) == []


@pytest.mark.parametrize("kind", ALL)
def test_a_line_has_a_size_and_the_stream_has_none(kind: type[Driver], lights: ModuleType, server: Server) -> None:
    driver = kind(lights, server.url, max_body=2000)
    many = (SHIPS[0] + b"\n") * 10_000
    server.queue(Reply(200, many, NDJSON), Reply(200, b'{"name": "' + b"x" * 200_000, NDJSON))
    assert len(driver.all(driver.call("watch.ships"))) == 10_000
    with pytest.raises(driver.lights.UnreadableResponseError, match="over 2000 bytes"):
        driver.all(driver.call("watch.ships"))
    driver.close()


def test_memory_does_not_grow_with_the_stream(lights: ModuleType, server: Server) -> None:
    """Ten thousand lines of a kilobyte, of which one is held at a time."""
    line = b'{"name": "' + b"x" * 1000 + b'"}\n'

    def flood(wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(100):
            wire.send(b"%x\r\n%b\r\n" % (len(line) * 100, line * 100))
        wire.send(b"0\r\n\r\n")

    server.queue(flood)
    with lights.Lights(username="keeper", password="light", base_url=server.url) as client:
        lines = client.watch.ships()
        next(lines)
        tracemalloc.start()
        try:
            count = sum(1 for _ in lines)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert count == 9_999
    # The server's own copies of a chunk are in this process, too.
    assert peak < 3_000_000


def pieces_of(body: bytes, cuts: list[int]) -> list[bytes]:
    """Return a body cut in pieces; none of them is empty."""
    places = sorted({cut % (len(body) + 1) for cut in cuts} | {0, len(body)})
    return [body[start:stop] for start, stop in itertools.pairwise(places)]


VALUES = st.lists(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=3), max_size=6)
CUTS = st.lists(st.integers(0, 10_000), max_size=20) | st.just(list(range(200)))


@given(VALUES, st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans(), CUTS)
def test_wherever_a_body_is_cut_its_lines_are_the_same(
    values: list[object], end: str, last: bool, cuts: list[int]
) -> None:
    from lights._lines import Cutter  # type: ignore[import-not-found]

    texts = [json.dumps(value, ensure_ascii=False).encode() for value in values]
    body = end.encode().join(texts) + (end.encode() if last else b"")
    cutter = Cutter()
    found = [row for piece in pieces_of(body, cuts) for row in cutter.feed(piece)] + cutter.end()
    assert [text for _, text in found] == texts
    numbers = [1 + i * end.count("\n") for i in range(len(texts))]
    assert [number for number, _ in found] == numbers
    twins = remote.remote(SPEC, "Lights").cut("lines", "Cutter", pieces_of(body, cuts))
    assert [(one.number, one.octets) for one in twins] == list(zip(numbers, texts, strict=True))


@given(VALUES, st.sampled_from([None, 2]), CUTS)
@example([[1, 2]], 2, [3, 4, 5])
def test_wherever_a_sequence_is_cut_its_texts_are_the_same(
    values: list[object], indent: int | None, cuts: list[int]
) -> None:
    from lights._lines import Cutter

    texts = [json.dumps(value, ensure_ascii=False, indent=indent).encode() for value in values]
    body = b"".join(b"\x1e%b\n" % text for text in texts)
    cutter = Cutter()
    found = [row for piece in pieces_of(body, cuts) for row in cutter.feed(piece)] + cutter.end()
    assert [text for _, text in found] == texts
    assert [number for number, _ in found] == list(range(1, len(texts) + 1))
    twins = remote.remote(SPEC, "Lights").cut("lines", "Cutter", pieces_of(body, cuts))
    assert [(one.number, one.octets) for one in twins] == list(enumerate(texts, 1))
