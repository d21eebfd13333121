"""A loopback HTTP/1.1 server: real sockets, keep-alive, every request recorded as it came.

`queue` gives the next answers in order, `respond` a function for all that follow. An answer is a `Reply`, or a function
that is handed the `Wire` and may write, wait or close as badly as it likes.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias
from urllib.parse import parse_qsl

JSON_TYPE: Final = ("Content-Type", "application/json; charset=utf-8")
_LONGEST: Final = 20.0


@dataclass(frozen=True)
class Request:
    """A request as it stood on the wire."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        """Return the target without its query, still encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Return the query, decoded."""
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True, strict_parsing="?" in self.target)

    def values(self, name: str) -> list[str]:
        """Return the values of a header field."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def names(self) -> set[str]:
        """Return the names of the header fields, in lower case."""
        return {name.lower() for name, _ in self.headers}


@dataclass(frozen=True)
class Reply:
    """A whole response."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (JSON_TYPE,)

    def head(self, length: int | None = None) -> bytes:
        """Return the status line and the header fields; another length than the body's can be promised."""
        fields = (*self.headers, ("Content-Length", str(len(self.body) if length is None else length)))
        lines = [f"HTTP/1.1 {self.status} Any", *(f"{name}: {value}" for name, value in fields)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


class Wire:
    """One connection, for answers that are no whole response."""

    def __init__(self, sock: socket.socket, stopping: threading.Event) -> None:
        self._sock = sock
        self._stopping = stopping
        self.closed = False

    def send(self, data: bytes) -> bool:
        """Write some bytes; a client that has left is no error: say whether it is still there."""
        with contextlib.suppress(OSError):
            self._sock.sendall(data)
            return not self._stopping.is_set()
        return False

    def close(self) -> None:
        """Close the connection; the client sees it at once."""
        self.closed = True
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """Break the connection off: the client is told so, and loses what it has not read yet."""
        self.closed = True
        with contextlib.suppress(OSError):
            # Takes effect when the socket is closed, which happens as soon as the answer is done.
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def wait(self, seconds: float = _LONGEST) -> bool:
        """Wait, but not longer than the client stays or the server lives; say whether the time went by."""
        end = time.monotonic() + seconds
        self._sock.settimeout(0.01)
        while time.monotonic() < end and not self._stopping.is_set():
            try:
                if not self._sock.recv(1, socket.MSG_PEEK):
                    return False
                time.sleep(0.01)
            except TimeoutError:
                continue
            except OSError:
                return False
        self._sock.settimeout(_LONGEST)
        return not self._stopping.is_set()


Answer: TypeAlias = Reply | Callable[[Wire], None]


class Server:
    """The server; a context manager."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._stopping = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._answers: deque[Answer] = deque()
        self._respond: Callable[[Request], Answer] | None = None
        self.requests: list[Request] = []
        self.connections = 0
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def queue(self, *answers: Answer) -> None:
        """Give the next answers; forget the ones nobody fetched, and all recorded requests."""
        self.requests.clear()
        self._answers = deque(answers)
        self._respond = None

    def respond(self, function: Callable[[Request], Answer]) -> None:
        """Answer by a function from now on."""
        self.queue()
        self._respond = function

    @property
    def open(self) -> int:
        """Return how many connections are open."""
        return len(self._sockets)

    @property
    def request(self) -> Request:
        """Return the only request that came since the last `queue`."""
        assert len(self.requests) == 1, f"{len(self.requests)} requests came"
        return self.requests[0]

    def close(self) -> None:
        """Close everything and wait for the threads."""
        self._stopping.set()
        # Closing alone would leave a blocked `accept` waiting.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in list(self._sockets):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        while self._threads:
            self._threads.pop(0).join()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._sockets.add(sock)
            self._start(functools.partial(self._serve, sock))

    def _serve(self, sock: socket.socket) -> None:
        try:
            with sock:
                sock.settimeout(_LONGEST)
                with sock.makefile("rb") as stream:
                    wire = Wire(sock, self._stopping)
                    for request in iter(lambda: _read(stream), None):
                        self._answer(request, wire)
                        if wire.closed:
                            return
        except OSError:
            return
        finally:
            self._sockets.discard(sock)

    def _answer(self, request: Request, wire: Wire) -> None:
        self.requests.append(request)
        if self._respond is not None:
            answer = self._respond(request)
        else:
            answer = self._answers.popleft() if self._answers else Reply(599, b'"the test queued no answer"')
        if isinstance(answer, Reply):
            wire.send(answer.head() + answer.body)
        else:
            answer(wire)


class _Stream(Protocol):
    def readline(self) -> bytes: ...
    def read(self, size: int, /) -> bytes: ...


def _read(stream: _Stream) -> Request | None:
    line = stream.readline()
    if not line:
        return None
    method, target, version = line.decode("latin-1").split()
    assert version == "HTTP/1.1"
    headers = tuple(_fields(stream))
    lengths = [value for name, value in headers if name.lower() == "content-length"]
    assert not any(name.lower() == "transfer-encoding" for name, _ in headers), "no client of ours sends chunks"
    return Request(method, target, headers, stream.read(int(lengths[0])) if lengths else b"")


def _fields(stream: _Stream) -> Iterator[tuple[str, str]]:
    while line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        yield name, value.strip()


def closed_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
