"""What stands between a client and the loopback server: encryption, and proxies that tunnel, forward or misbehave."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 20.0


class Relay:
    """A listener whose connections are each handled in a thread; a context manager."""

    scheme = "http"

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.stopping = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self.start(self._accept)

    def handle(self, sock: socket.socket) -> None:
        """Serve a connection."""
        raise NotImplementedError

    def start(self, work: Callable[[], None]) -> None:
        """Do something in a thread."""
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def keep(self, sock: socket.socket) -> socket.socket:
        """Return a socket that ends with the relay."""
        sock.settimeout(_LONGEST)
        self._sockets.append(sock)
        return sock

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for sock in (self._listener, *self._sockets):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for sock in (self._listener, *self._sockets):
            sock.close()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.keep(sock)
            self.start(lambda sock=sock: self._serve(sock))

    def _serve(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, IndexError):
            if self._context is not None:
                sock = self.keep(self._context.wrap_socket(sock, server_side=True))
            self.handle(sock)
        with contextlib.suppress(OSError):
            sock.close()

    def pipe(self, one: socket.socket, other: socket.socket) -> None:
        """Pass bytes both ways until both have ended."""
        back = threading.Thread(target=_copy, args=(other, one), daemon=True)
        back.start()
        _copy(one, other)
        back.join()


class Encrypted(Relay):
    """The server, as it is behind encryption."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self._target = ("127.0.0.1", port)
        super().__init__(context)

    @property
    def url(self) -> str:
        """Return the address."""
        return f"https://127.0.0.1:{self.port}"

    def handle(self, sock: socket.socket) -> None:
        """Pass on what is said."""
        self.pipe(sock, self.keep(socket.create_connection(self._target)))


class Silent(Relay):
    """Accepts connections and does what a test tells it to."""

    def __init__(self, work: Callable[[socket.socket, threading.Event], object]) -> None:
        self._work = work
        super().__init__()

    def handle(self, sock: socket.socket) -> None:
        """Do what is wanted."""
        self._work(sock, self.stopping)


class Proxy(Relay):
    """A proxy for HTTP, over encryption if wanted: forwards, and opens tunnels."""

    def __init__(self, context: ssl.SSLContext | None = None, answer: bytes = b"") -> None:
        self.scheme = "http" if context is None else "https"
        self.asked: list[str] = []
        self.fields: list[dict[str, str]] = []
        self._answer = answer
        super().__init__(context)

    def url(self, credentials: str = "") -> str:
        """Return the address that a client is given."""
        return f"{self.scheme}://{credentials}127.0.0.1:{self.port}"

    def handle(self, sock: socket.socket) -> None:
        """Serve requests as long as they come."""
        with sock.makefile("rb") as stream:
            while line := stream.readline().decode("latin-1").rstrip():
                fields = dict(iter(lambda: stream.readline().decode("latin-1").rstrip().partition(": ")[::2], ("", "")))
                self.asked.append(line)
                self.fields.append(fields)
                if self._answer:
                    sock.sendall(self._answer)
                    return
                method, target, _ = line.split()
                if method == "CONNECT":
                    host, _, port = target.rpartition(":")
                    onward = self.keep(socket.create_connection((host, int(port))))
                    # In two pieces, as a network may deliver it.
                    sock.sendall(b"HTTP/1.1 200 Connection esta")
                    sock.sendall(b"blished\r\nVia: x\r\n\r\n")
                    self.pipe(sock, onward)
                    return
                self._forward(sock, method, target, fields, stream.read(int(fields.get("Content-Length", "0"))))

    def _forward(self, sock: socket.socket, method: str, target: str, fields: dict[str, str], body: bytes) -> None:
        parts = urlsplit(target)
        path = target.partition("://")[2].removeprefix(parts.netloc)
        head = [f"{method} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in fields.items() if not n.startswith("Proxy-"))]
        with socket.create_connection((parts.hostname or "", parts.port or 80), _LONGEST) as onward:
            onward.sendall("\r\n".join([*head, "", ""]).encode("latin-1") + body)
            with onward.makefile("rb") as answer:
                lines = list(iter(answer.readline, b"\r\n"))
                length = next(int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length"))
                sock.sendall(b"".join([*lines, b"\r\n"]) + answer.read(length))


class Socks(Relay):
    """A proxy for SOCKS 5, with or without credentials."""

    def __init__(self, credentials: tuple[bytes, bytes] | None = None, refusal: int = 0) -> None:
        self._credentials = credentials
        self._refusal = refusal
        self.asked: list[tuple[int, bytes, int]] = []
        super().__init__()

    def url(self, credentials: str = "", scheme: str = "socks5") -> str:
        """Return the address that a client is given."""
        return f"{scheme}://{credentials}127.0.0.1:{self.port}"

    def handle(self, sock: socket.socket) -> None:
        """Greet, and connect."""
        wanted = 2 if self._credentials else 0
        with sock.makefile("rb") as stream:
            _, count = stream.read(2)
            sock.sendall(bytes((5, wanted if wanted in stream.read(count) else 255)))
            if self._credentials:
                given = tuple(stream.read(stream.read(1)[0]) for _ in (stream.read(1) and range(2)))
                sock.sendall(bytes((1, int(given != self._credentials))))
            kind = stream.read(4)[3]
            host = stream.read({1: 4, 4: 16}.get(kind) or stream.read(1)[0])
            port = int.from_bytes(stream.read(2), "big")
            self.asked.append((kind, host, port))
            # Byte by byte: nobody promises that an answer comes at once.
            for byte in bytes((5, self._refusal, 0, 3, 4)) + b"here" + b"\x00\x01":
                sock.sendall(bytes((byte,)))
            if not self._refusal:
                self.pipe(sock, self.keep(socket.create_connection(("127.0.0.1", port))))


def _copy(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with contextlib.suppress(OSError):
        socket.socket.shutdown(other, socket.SHUT_WR if not isinstance(other, ssl.SSLSocket) else socket.SHUT_RDWR)
