"""Time and size have an end, whatever a server does: slowly, without end, or not at all."""

from __future__ import annotations

import itertools
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from toggltrack import CallTimeoutError, ConnectionFailedError, TogglError, UnreadableResponseError

from .certificates import certified
from .drivers import AsyncDriver, Driver, SyncDriver, example_arguments
from .relays import Silent
from .server import Reply, Server, Wire
from .spec import operation

GET = operation("projects.get")
PROJECT = json.dumps(GET.example).encode()
SHORT = 0.3
PAUSE = 0.02
LONGEST = 5.0
KINDS = [SyncDriver, AsyncDriver]
Kind = type[SyncDriver] | type[AsyncDriver]
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(params=KINDS, ids=["sync", "async"])
def quick(request: pytest.FixtureRequest, running: Server) -> Iterator[Driver]:
    """Return a client that does not wait long."""
    driver = request.param(running.url, timeout=SHORT)
    yield driver
    driver.close()


def dripped(data: Iterator[bytes]) -> Callable[[Wire], None]:
    """Return an answer of which a piece comes now and then."""

    def answer(wire: Wire) -> None:
        end = time.monotonic() + LONGEST
        while wire.wait(PAUSE) and wire.send(next(data)) and time.monotonic() < end:
            pass
        wire.close()

    return answer


def poured(head: bytes, again: bytes) -> Callable[[Wire], None]:
    """Return an answer that goes on and on, as fast as it is read."""

    def answer(wire: Wire) -> None:
        end = time.monotonic() + LONGEST
        wire.send(head)
        while wire.send(again) and time.monotonic() < end:
            pass
        wire.close()

    return answer


def then_nothing(data: bytes) -> Callable[[Wire], None]:
    """Return an answer that ends in the midst, with the connection open."""

    def answer(wire: Wire) -> None:
        wire.send(data)
        wire.wait()

    return answer


def each(data: bytes) -> Iterator[bytes]:
    """Return the bytes one by one, and the last over and over."""
    return (data[min(at, len(data) - 1) :][:1] for at in itertools.count())


HINT = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
SLOW: dict[str, Callable[[], Callable[[Wire], None]]] = {
    "a head byte by byte": lambda: dripped(each(HEAD + b"X-Long: x")),
    "a status line byte by byte": lambda: dripped(each(b"HTTP/1.1 2000")),
    "a body byte by byte": lambda: dripped(itertools.chain([Reply(200).head(10**6)], each(b" "))),
    "chunks byte by byte": lambda: dripped(each(HEAD + b"Transfer-Encoding: chunked\r\n\r\n00000")),
    "a body without length": lambda: dripped(itertools.chain([HEAD + b"\r\n"], each(b" "))),
    "interim answers one by one": lambda: dripped(itertools.repeat(HINT)),
    "interim answers without end": lambda: poured(HINT, HINT * 100),
    "chunks without end": lambda: poured(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 100),
    "a huge length and nothing": lambda: then_nothing(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n"),
    "a trailer without end": lambda: dripped(each(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: x")),
    "a status that fails, then nothing": lambda: then_nothing(Reply(500).head(100) + b"{"),
}


@pytest.mark.parametrize("slow", SLOW)
def test_a_call_ends_in_time(slow: str, server: Server, quick: Driver) -> None:
    """If the client waited longer, it would see the server give up, which is another error."""
    server.queue(SLOW[slow](), Reply(200, PROJECT))
    with pytest.raises(CallTimeoutError, match=r"within 0\.3 seconds") as caught:
        quick.call(GET, example_arguments(GET))
    assert caught.value.sent
    quick.call(GET, example_arguments(GET))


def test_a_head_without_end(server: Server, quick: Driver) -> None:
    server.queue(poured(HEAD, b"X-Long: " + b"x" * 1000 + b"\r\n"))
    with pytest.raises(ConnectionFailedError, match=f"127.0.0.1:{server.port} sends header fields without end"):
        quick.call(GET, example_arguments(GET))


def test_a_length_that_is_no_number(server: Server, quick: Driver) -> None:
    for length in (b"1e3", b"-1", b"9" * 30, b"5, 6"):
        server.queue(then_nothing(HEAD + b"Content-Length: " + length + b"\r\n\r\n"))
        with pytest.raises(ConnectionFailedError):
            quick.call(GET, example_arguments(GET))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["stalls", "drips"])
def test_encryption_that_does_not_come_about(kind: Kind, how: str) -> None:
    """Nothing was sent, so that it is known that nothing happened."""

    def work(sock: socket.socket, stopping: threading.Event) -> None:
        # The begin of a long record.
        for byte in b"\x16\x03\x03\x3f\xff" + b"\x02" * 1000:
            if how == "drips":
                sock.sendall(bytes((byte,)))
            if stopping.wait(PAUSE):
                return

    with Silent(work) as silent:
        driver = kind(f"https://127.0.0.1:{silent.port}", timeout=SHORT)
        with pytest.raises(CallTimeoutError, match="no connection in time") as caught:
            driver.call(GET, example_arguments(GET))
        assert not caught.value.sent
        driver.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [200, 404, 500, 503])
def test_a_body_without_end_is_too_long(kind: Kind, status: int, server: Server) -> None:
    """Whatever the status: of an error, too, no more is kept than the limit."""
    driver = kind(server.url, max_body=10_000)
    head = f"HTTP/1.1 {status} Any\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    server.queue(poured(head, b"400\r\n" + b" " * 1024 + b"\r\n"))
    with pytest.raises(UnreadableResponseError, match="10000 bytes") as caught:
        driver.call(GET, example_arguments(GET))
    assert caught.value.status == status
    assert 10_000 < len(caught.value.body) < 10_000 + 200_000
    driver.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trust", ["none", "another name"])
def test_certificates_are_verified(
    kind: Kind, trust: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .relays import Encrypted

    name = "127.0.0.1" if trust == "none" else "other.invalid"
    context = certified(tmp_path, monkeypatch, name, trusted=trust != "none")
    with Encrypted(server.port, context) as host:
        driver = kind(host.url)
        with pytest.raises(ConnectionFailedError, match=r"the certificate of 127.0.0.1 is not accepted: ") as caught:
            driver.call(GET, example_arguments(GET))
        assert not caught.value.sent
        driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_that_is_accepted(
    kind: Kind, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a protocol that is too old is not."""
    from .relays import Encrypted

    context = certified(tmp_path, monkeypatch, "127.0.0.1")
    with Encrypted(server.port, context) as host:
        driver = kind(host.url)
        server.queue(Reply(200, PROJECT), Reply(200, PROJECT))
        driver.call(GET, example_arguments(GET))
        driver.call(GET, example_arguments(GET))
        driver.close()
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with Encrypted(server.port, context) as host:
        driver = kind(host.url)
        with pytest.raises(TogglError, match=f"no encrypted connection with 127.0.0.1:{host.port}"):
            driver.call(GET, example_arguments(GET))
        driver.close()
