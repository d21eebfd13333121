"""Network backends: they end a call on time, and leave no connection open.

The HTTP library gives each read and each write the same number of seconds. Here that
number is a Deadline, and each of them gets what is left of it, so that a server which
drips cannot stretch a call. With `await` a call is cancelled instead.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from typing import cast

import httpcore2

# Sockets take no more than some years; nobody waits that long.
LONGEST = 1e8
# So little that a server which reads slowly cannot stretch one write.
_CHUNK = 64 * 1024


class Deadline(float):
    """A number of seconds that shrinks: it knows when it was made."""

    __slots__ = ("end",)

    end: float

    def __new__(cls, seconds: float) -> Deadline:
        """Begin now."""
        deadline = super().__new__(cls, min(seconds, LONGEST))
        deadline.restart()
        return deadline

    def restart(self) -> None:
        """Begin now, again."""
        self.end = time.monotonic() + self


def _left(timeout: float | None, error: type[Exception]) -> float | None:
    """Return the seconds that are left; raise the error when there are none."""
    if not isinstance(timeout, Deadline):
        return timeout
    left = timeout.end - time.monotonic()
    if left <= 0:
        message = "timed out"
        raise error(message)
    return left


class DeadlineStream(httpcore2.NetworkStream):
    """A connection whose every read and write ends by the deadline of its call."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        """Wrap a connection."""
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it, piece by piece."""
        for start in range(0, len(buffer), _CHUNK):
            left = _left(timeout, httpcore2.WriteTimeout)
            self._stream.write(buffer[start : start + _CHUNK], left)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Encrypt the connection."""
        left = _left(timeout, httpcore2.ConnectTimeout)
        return DeadlineStream(
            self._stream.start_tls(ssl_context, server_hostname, left)
        )

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows about itself."""
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore2.SyncBackend):
    """Opens connections that keep to the deadline of a call, the look-up included."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers."""
        options = list(socket_options or ())
        failure: Exception | None = None
        for address in _look_up(host, port, timeout):
            left = _left(timeout, httpcore2.ConnectTimeout)
            try:
                stream = super().connect_tcp(
                    address, port, left, local_address, options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return DeadlineStream(stream)
        raise failure or httpcore2.ConnectError(f"{host} has no address")


def _look_up(host: str, port: int, timeout: float | None) -> list[str]:
    """Return the addresses of a host.

    The operating system's look-up cannot be interrupted, so it runs in a thread that is
    left behind when time is over.
    """
    found: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            found.put(error)

    threading.Thread(target=look, daemon=True).start()
    try:
        answer = found.get(timeout=_left(timeout, httpcore2.ConnectTimeout))
    except queue.Empty:
        message = f"looking up {host} timed out"
        raise httpcore2.ConnectTimeout(message) from None
    if isinstance(answer, Exception):
        raise httpcore2.ConnectError(str(answer)) from answer
    return answer


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A connection that is closed when its encryption is cancelled half-way."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        """Wrap a connection."""
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Encrypt the connection."""
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            # The library closes it after an error, but not when it is cancelled.
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows about itself."""
        return self._stream.get_extra_info(info)


class AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections that are closed in any case."""

    def __init__(self) -> None:
        """Use the library's own backend."""
        backend = httpcore2.AnyIOBackend()
        self._backend = cast("httpcore2.AsyncNetworkBackend", backend)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of a host that answers."""
        stream = await self._backend.connect_tcp(
            host, port, timeout, local_address, socket_options
        )
        return AsyncStream(stream)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._backend.sleep(seconds)
