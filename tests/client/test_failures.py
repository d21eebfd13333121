"""Nothing bare escapes from a transport: each error is one of ours, chained to its cause, with words to act on."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import anyio
import h11
import httpcore2
import pytest
from toggltrack import CallTimeoutError, ConnectionFailedError, Options, TogglError

from .drivers import AsyncDriver, Driver, SyncDriver, example_arguments
from .server import Reply, Server, closed_port
from .spec import operation

DELETE = operation("projects.delete")
KINDS = [SyncDriver, AsyncDriver]
Kind = type[SyncDriver] | type[AsyncDriver]
LATE = [httpcore2.PoolTimeout, httpcore2.ConnectTimeout, httpcore2.ReadTimeout, httpcore2.WriteTimeout, TimeoutError]
BARE = [
    RuntimeError("received close, then received more data?"),
    h11.LocalProtocolError("can't send"),
    h11.RemoteProtocolError("illegal status line"),
    UnicodeError("label too long"),
    ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1)"),
    ssl.SSLCertVerificationError(1, "certificate verify failed"),
    anyio.ClosedResourceError(),
    anyio.BrokenResourceError(),
    anyio.EndOfStream(),
    ExceptionGroup("several", [OSError(113, "No route to host")]),
    ConnectionResetError(104, "Connection reset by peer"),
    OSError(24, "Too many open files"),
    AssertionError(),
    ValueError("I/O operation on closed file"),
    httpcore2.ReadError(anyio.BrokenResourceError()),
    httpcore2.ReadError(""),
    httpcore2.RemoteProtocolError("no HTTP"),
    httpcore2.UnsupportedProtocol("no protocol"),
    httpcore2.ConnectionNotAvailable(),
    *(kind() for kind in LATE),
]


def call(driver: Driver) -> object:
    """Make a call."""
    return driver.call(DELETE, example_arguments(DELETE))


def label(value: object) -> str | None:
    """Return a short name of an error."""
    return type(value).__name__ if isinstance(value, Exception) else None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("error", BARE, ids=label)
def test_whatever_the_library_raises(kind: Kind, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is not meant to come out of it."""

    def fail(*_: object) -> None:
        raise error

    async def afail(*_: object) -> None:
        raise error

    monkeypatch.setattr(httpcore2.ConnectionPool, "handle_request", fail)
    monkeypatch.setattr(httpcore2.AsyncConnectionPool, "handle_async_request", afail)
    driver = kind("http://127.0.0.1:1")
    wanted = CallTimeoutError if type(error) in LATE else ConnectionFailedError
    with pytest.raises(TogglError) as caught:
        call(driver)
    assert type(caught.value) is wanted
    assert caught.value.__cause__ is error
    assert caught.value.sent is False
    said = str(caught.value).partition("?teDeletionMode=unassign: ")[2]
    assert len(said) > 5
    driver.close()


def refused(server: Server, _: pytest.MonkeyPatch) -> tuple[str, str]:
    """Have nobody listen."""
    port = closed_port()
    return f"http://127.0.0.1:{port}", f"nothing listens at 127.0.0.1:{port} .connection refused."


def unknown(server: Server, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Have the look-up fail."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    return "http://api.example.invalid:81", "api.example.invalid cannot be looked up: Name or service not known"


def unlike_a_name(server: Server, _: pytest.MonkeyPatch) -> tuple[str, str]:
    """Ask for what cannot be a name."""
    return f"http://{'a' * 70}.invalid", "cannot be"


def broken(server: Server, _: pytest.MonkeyPatch) -> tuple[str, str]:
    """Break the connection off."""
    server.queue(lambda wire: wire.reset())
    return server.url, f"127.0.0.1:{server.port}"


CAUSES: list[Callable[[Server, pytest.MonkeyPatch], tuple[str, str]]] = [refused, unknown, unlike_a_name, broken]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cause", CAUSES)
def test_messages_say_what_to_look_at(
    kind: Kind,
    cause: Callable[[Server, pytest.MonkeyPatch], tuple[str, str]],
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url, said = cause(server, monkeypatch)
    driver = kind(url)
    with pytest.raises(ConnectionFailedError, match=said) as caught:
        call(driver)
    assert caught.value.__cause__ is not None
    assert caught.value.sent is (cause is broken)
    driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_does_not_encrypt(kind: Kind) -> None:
    from .relays import Silent

    with Silent(lambda sock, _: sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as host:
        driver = kind(f"https://127.0.0.1:{host.port}")
        with pytest.raises(
            ConnectionFailedError, match=f"no encrypted connection with 127.0.0.1:{host.port}: "
        ) as caught:
            call(driver)
        assert not caught.value.sent
        driver.close()


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_not_explained_by_what_was_handled_before(kind: Kind) -> None:
    """A call that is made while another error is handled tells of its own."""
    driver = kind(f"http://127.0.0.1:{closed_port()}")
    try:
        raise ssl.SSLCertVerificationError(1, "not ours")
    except ssl.SSLCertVerificationError:
        with pytest.raises(ConnectionFailedError, match="nothing listens"):
            call(driver)
    driver.close()


def test_header_fields_that_contradict_each_other_are_not_sent(server: Server) -> None:
    for kind in KINDS:
        driver = kind(server.url)
        server.queue(Reply(200, b"7"))
        create, options = operation("projects.create"), Options(headers={"Content-Length": "1"})
        with pytest.raises(ConnectionFailedError, match="Content-Length") as caught:
            driver.call(create, {**example_arguments(create), "options": options})
        assert not caught.value.sent
        assert not server.requests
        driver.close()
