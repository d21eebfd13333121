"""What is too much of one answer is never taken for the beginning of the next, which belongs to another call."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import OutcomeUnknownError
from toggltrack._extent import Extent

from .drivers import Both, example_arguments
from .server import Reply, Server, Wire
from .spec import operation

DELETE = operation("projects.delete")
CREATE = operation("projects.create")
FRAMES = {
    "length": (b"Server: x\r\ncontent-LENGTH:\t3\r\n", b"202"),
    "no body": (b"Content-Length: 0\r\n", b""),
    "chunked": (b"Transfer-ENCODING:  Chunked\r\n", b"2\r\n20\r\n1\r\n2\r\n0\r\n\r\n"),
}


@given(
    frame=st.sampled_from(sorted(FRAMES)),
    surplus=st.binary(max_size=20) | st.sampled_from([b"\r\n", b"0", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]),
    cuts=st.sets(st.integers(1, 120)),
    before=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxx"]),
)
def test_what_is_too_much_is_noticed_in_any_pieces(frame: str, surplus: bytes, cuts: set[int], before: bytes) -> None:
    fields, body = FRAMES[frame]
    whole = b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n" + body
    extent = Extent()
    extent.came(before)
    extent.asked()
    places = [0, *sorted(cut for cut in cuts if cut < len(whole + surplus)), len(whole + surplus)]
    for start, end in itertools.pairwise(places):
        extent.came((whole + surplus)[start:end])
    # What ends like a chunked answer cannot be told from one; a server would have to mean it.
    if frame != "chunked" or not surplus.endswith(b"0\r\n\r\n"):
        assert extent.is_exceeded == bool(surplus)


def test_what_has_no_end_is_not_kept() -> None:
    extent = Extent()
    for _ in range(1000):
        extent.came(b"x" * 1000)
    assert not extent.is_exceeded
    assert extent._head == b""


@pytest.mark.parametrize("frame", sorted(FRAMES))
@pytest.mark.parametrize("surplus", [b"34", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n8"])
def test_the_next_call_has_its_own_answer(frame: str, surplus: bytes, server: Server, both: Both) -> None:
    fields, body = FRAMES[frame]

    def answer(wire: Wire) -> None:
        # In one piece, so that nobody can tell by looking at the connection that more is there.
        wire.send(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n" + body + surplus)

    for driver in both.each:
        server.queue(answer, Reply(200, b"7"))
        driver.call(DELETE, example_arguments(DELETE))
        assert driver.call(DELETE, example_arguments(DELETE)) == 7


def test_a_connection_is_kept_where_nothing_is_too_much(server: Server, both: Both) -> None:
    fields, body = FRAMES["chunked"]
    for driver in both.each:
        server.queue(
            Reply(200, b"1"), lambda wire: wire.send(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n" + body), Reply(200, b"3")
        )
        driver.call(DELETE, example_arguments(DELETE))
        before = server.connections
        driver.call(DELETE, example_arguments(DELETE))
        driver.call(DELETE, example_arguments(DELETE))
        assert server.connections == before


def test_a_change_after_it_is_made_once(server: Server, both: Both) -> None:
    """Where the next call may not be repeated, it used to end with an outcome that nobody knows."""
    for driver in both.each:
        server.queue(
            lambda wire: wire.send(Reply(200, b"1").head(1) + b"12"), Reply(200, json.dumps(CREATE.example).encode())
        )
        driver.call(DELETE, example_arguments(DELETE))
        try:
            driver.call(CREATE, example_arguments(CREATE))
        except OutcomeUnknownError as error:
            pytest.fail(str(error))
        assert [request.method for request in server.requests] == ["DELETE", "POST"]
