"""What can go wrong between client and server: each has its error, each ends in time, nothing is sent twice."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator

import pytest
from toggltrack import (
    ApiError,
    AsyncToggl,
    CallTimeoutError,
    ConnectionFailedError,
    Options,
    OutcomeUnknownError,
    Toggl,
    TogglError,
    UnreadableResponseError,
)

from .drivers import BASE, TOKEN, AsyncDriver, Both, Driver, SyncDriver, example_arguments
from .server import JSON_TYPE, Reply, Server, Wire, closed_port
from .spec import Operation, operation

GET, CREATE, UPDATE, DELETE, PATCH = (
    operation(f"projects.{name}") for name in ("get", "create", "update", "delete", "patch_many")
)
PROJECT = json.dumps(GET.example).encode()
SHORT = 0.25
KINDS = [SyncDriver, AsyncDriver]
Kind = type[SyncDriver] | type[AsyncDriver]
Fault = Callable[[Wire], None]


@pytest.fixture(params=KINDS, ids=["sync", "async"])
def quick(request: pytest.FixtureRequest, running: Server) -> Iterator[Driver]:
    """Return a client, sync and then async, that does not wait long."""
    driver = request.param(running.url, timeout=SHORT)
    yield driver
    driver.close()


def close_at_once(wire: Wire) -> None:
    """Close before a byte."""
    wire.close()


def close_in_head(wire: Wire) -> None:
    """Close within the header fields."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Le")
    wire.close()


def close_in_body(wire: Wire) -> None:
    """Promise more than is sent."""
    wire.send(Reply(200).head(1000) + b'{"id": 1')
    wire.close()


def close_in_chunk(wire: Wire) -> None:
    """Close before the last chunk."""
    wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2,\r\n")
    wire.close()


def talk_nonsense(wire: Wire) -> None:
    """Answer with something that is not HTTP."""
    wire.send(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
    wire.close()


def stall_at_once(wire: Wire) -> None:
    """Say nothing."""
    wire.wait()


def stall_in_body(wire: Wire) -> None:
    """Say something and no more."""
    wire.send(Reply(200).head(1000) + b'{"id": 1')
    wire.wait()


def drip(wire: Wire) -> None:
    """Send a byte now and then: no wait is long, all together never end."""
    wire.send(Reply(200).head(100_000))
    while wire.wait(SHORT / 5):
        wire.send(b" ")


def drip_head(wire: Wire) -> None:
    """Send the header fields byte by byte."""
    wire.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while wire.wait(SHORT / 5):
        wire.send(b"x")


def flood(wire: Wire) -> None:
    """Send without a pause: something is always there to read, and it never ends."""
    wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while wire.send(b"1\r\n \r\n" * 50):
        pass


BROKEN: list[Fault] = [close_at_once, close_in_head, close_in_body, close_in_chunk, talk_nonsense]
SLOW: list[Fault] = [stall_at_once, stall_in_body, drip, drip_head, flood]


@pytest.mark.parametrize("fault", [*BROKEN, *SLOW], ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("one", [GET, UPDATE, DELETE, CREATE, PATCH], ids=str)
def test_a_fault_has_its_error(fault: Fault, one: Operation, server: Server, quick: Driver) -> None:
    """A call that can be made again fails plainly; one that may have changed something says so, the cause chained."""
    server.queue(fault)
    wanted = CallTimeoutError if fault in SLOW else ConnectionFailedError
    started = time.monotonic()
    with pytest.raises(TogglError) as caught:
        quick.call(one, example_arguments(one))
    assert time.monotonic() - started < SHORT + 3
    error: BaseException | None = caught.value
    if one.method in ("POST", "PATCH"):
        assert type(error) is OutcomeUnknownError
        assert (error.request.method, error.sent) == (one.method, True)
        error = error.__cause__
    assert type(error) is wanted
    assert isinstance(error, CallTimeoutError | ConnectionFailedError)
    assert (error.request.method, error.sent) == (one.method, True)
    assert one.path.split("/")[1] in error.request.url
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [*BROKEN, *SLOW], ids=lambda fault: fault.__name__)
def test_the_client_works_on_after_a_fault(fault: Fault, server: Server, quick: Driver) -> None:
    server.queue(Reply(200, PROJECT), fault, Reply(200, PROJECT), Reply(200, PROJECT))
    quick.call(GET, example_arguments(GET))
    with pytest.raises(TogglError):
        quick.call(GET, example_arguments(GET))
    quick.call(GET, example_arguments(GET))
    quick.call(GET, example_arguments(GET))
    assert len(server.requests) == 4


@pytest.mark.parametrize("one", [GET, CREATE], ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_is_refused(kind: Kind, one: Operation) -> None:
    """Nothing was sent, so the outcome is known whatever the method."""
    driver = kind(f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(ConnectionFailedError) as caught:
        driver.call(one, example_arguments(one))
    assert caught.value.sent is False
    driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_host_that_is_none(kind: Kind) -> None:
    driver = kind("", base_url="http://no-such-host.invalid/api", timeout=5.0)
    with pytest.raises((ConnectionFailedError, CallTimeoutError)) as caught:
        driver.call(GET, example_arguments(GET))
    assert caught.value.sent is False
    driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_is_never_accepted(kind: Kind) -> None:
    """A listener whose queue is full: connecting itself takes too long."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        with socket.create_connection(address), socket.socket() as second:
            second.setblocking(False)
            second.connect_ex(address)
            driver = kind(f"http://127.0.0.1:{address[1]}", timeout=SHORT)
            started = time.monotonic()
            with pytest.raises((CallTimeoutError, OutcomeUnknownError)):
                driver.call(CREATE, example_arguments(CREATE))
            assert time.monotonic() - started < SHORT + 3
            driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_slow_server_is_waited_for_within_the_time(kind: Kind, server: Server) -> None:
    def slow(wire: Wire) -> None:
        reply = Reply(200, PROJECT)
        for piece in (reply.head()[:20], reply.head()[20:], PROJECT[:50], PROJECT[50:300], PROJECT[300:]):
            wire.wait(0.05)
            wire.send(piece)

    driver = kind(server.url, timeout=5.0)
    server.queue(slow)
    driver.call(GET, example_arguments(GET))
    driver.close()


def test_the_time_of_one_call(server: Server, both: Both) -> None:
    for driver in both.each:
        server.queue(stall_at_once)
        started = time.monotonic()
        with pytest.raises(CallTimeoutError, match=str(SHORT)):
            driver.call(GET, {**example_arguments(GET), "options": Options(timeout=SHORT)})
        assert time.monotonic() - started < SHORT + 3


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_time_that_is_none(timeout: float, server: Server, both: Both) -> None:
    for kind in (Toggl, AsyncToggl):
        with pytest.raises(ValueError, match="timeout"):
            kind(TOKEN, timeout=timeout)
    for driver in both.each:
        with pytest.raises(ValueError, match="timeout"):
            driver.call(GET, {**example_arguments(GET), "options": Options(timeout=timeout)})
    assert server.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int, server: Server, both: Both) -> None:
    for driver in both.each:
        for one in (GET, CREATE):
            server.queue(Reply(status, b"", (("Location", f"{server.url}{BASE}/elsewhere"),)), Reply(200, PROJECT))
            with pytest.raises(ApiError, match="redirect") as caught:
                driver.call(one, example_arguments(one))
            assert caught.value.status == status
            assert caught.value.headers["location"].endswith("/elsewhere")
            assert len(server.requests) == 1


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("kind", ["HttpcoreTransport", "AsyncHttpcoreTransport"])
def test_a_response_has_a_size_limit(kind: str, chunked: bool, server: Server) -> None:
    from toggltrack import _httpcore

    def endless(wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while wire.wait(0.001):
            wire.send(b"400\r\n" + b" " * 1024 + b"\r\n")

    # The default is generous, but there is one.
    assert 10_000_000 <= _httpcore.MAX_BODY <= 1_000_000_000
    transport = getattr(_httpcore, kind)(max_body=10_000)
    driver = (SyncDriver if kind == "HttpcoreTransport" else AsyncDriver)(server.url, transport=transport)
    server.queue(endless if chunked else Reply(200, b" " * 10_001))
    with pytest.raises(UnreadableResponseError, match="10000 bytes") as caught:
        driver.call(GET, example_arguments(GET))
    assert 10_000 < len(caught.value.body) < 10_000 + 200_000
    server.queue(Reply(200, b" " * (10_000 - len(PROJECT)) + PROJECT))
    driver.call(GET, example_arguments(GET))
    # A transport that was given is the caller's to close.
    if isinstance(driver, AsyncDriver):
        driver.run(transport.close)
    else:
        transport.close()
    driver.close()


def test_a_body_that_is_packed_is_named(server: Server, both: Both) -> None:
    """Nobody asked for one; what cannot be read says why."""
    for driver in both.each:
        server.queue(Reply(200, b"\x1f\x8b\x08\x00", (JSON_TYPE, ("Content-Encoding", "gzip"))))
        with pytest.raises(UnreadableResponseError, match="gzip"):
            driver.call(GET, example_arguments(GET))
