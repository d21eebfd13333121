"""Network backend without `await`: it ends a call on time, and can be cut off.

The HTTP library gives each read and each write the same number of seconds. Here that
number is a Deadline, and each of them gets what is left of it, so that a server which
drips cannot stretch a call. With `await` a call is cancelled instead.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterable

import httpcore2

from ._extent import Extent
from ._proxy import Proxy
from ._tls import TlsStream

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


class Streams:
    """The connections of a pool, to be cut off by whoever closes it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._streams: weakref.WeakSet[DeadlineStream] = weakref.WeakSet()
        self.closed = False

    def keep(self, stream: httpcore2.NetworkStream) -> DeadlineStream:
        """Return a connection that is known here."""
        kept = DeadlineStream(stream, self)
        with self._lock:
            if not self.closed:
                self._streams.add(kept)
                return kept
        kept.close()
        self.check()
        return kept

    def check(self) -> None:
        """Raise an error where no connection may be opened any more."""
        if self.closed:
            message = "the client was closed"
            raise httpcore2.ConnectError(message)

    def cut(self) -> None:
        """End all connections, also under the hands of those who use them."""
        with self._lock:
            self.closed = True
            streams = list(self._streams)
        for stream in streams:
            stream.cut()


class DeadlineStream(httpcore2.NetworkStream):
    """A connection whose every read and write ends by the deadline of its call."""

    def __init__(self, stream: httpcore2.NetworkStream, streams: Streams) -> None:
        """Wrap a connection."""
        self._stream = stream
        self._streams = streams
        self._extent = Extent()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        data = self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))
        self._extent.came(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it, piece by piece."""
        if buffer:
            self._extent.asked()
        for start in range(0, len(buffer), _CHUNK):
            left = _left(timeout, httpcore2.WriteTimeout)
            self._stream.write(buffer[start : start + _CHUNK], left)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def cut(self) -> None:
        """End the connection; whoever waits for it in another thread goes on at once.

        Closing it would leave them waiting, and its number to the next that opens.
        """
        found = self._stream.get_extra_info("socket")
        if isinstance(found, socket.socket):
            with contextlib.suppress(OSError):
                # Not the method of an encrypted one, which is not made for two threads.
                socket.socket.shutdown(found, socket.SHUT_RDWR)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Encrypt the connection; close it if that fails."""
        try:
            if self._stream.get_extra_info("ssl_object") is not None:
                return TlsStream(self, ssl_context, server_hostname, timeout)
            left = _left(timeout, httpcore2.ConnectTimeout)
            return self._streams.keep(
                self._stream.start_tls(ssl_context, server_hostname, left)
            )
        except BaseException:
            self._stream.close()
            raise

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows about itself."""
        # So an idle connection is asked whether it is one that cannot be used again.
        if info == "is_readable" and self._extent.is_exceeded:
            return True
        return self._stream.get_extra_info(info)


class DeadlineBackend(httpcore2.SyncBackend):
    """Opens connections that keep to the deadline of a call, the look-up included."""

    def __init__(self, streams: Streams) -> None:
        """Keep where connections are to be known."""
        self._streams = streams

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers."""
        self._streams.check()
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
                return self._streams.keep(stream)
        raise failure or httpcore2.ConnectError(f"{host} has no address")


class TunnelBackend(DeadlineBackend):
    """Opens connections through a proxy."""

    def __init__(
        self, streams: Streams, proxy: Proxy, ssl_context: ssl.SSLContext
    ) -> None:
        """Keep the proxy, and how a connection to it is encrypted."""
        super().__init__(streams)
        self._proxy = proxy
        self._ssl_context = ssl_context

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the proxy, and have it connect to the host."""
        # Imported here: few use a proxy.
        from ._tunnel import tunnel

        proxy = self._proxy
        try:
            stream = super().connect_tcp(
                proxy.host, proxy.port, timeout, local_address, socket_options
            )
            if proxy.scheme == "https":
                stream = stream.start_tls(self._ssl_context, proxy.host, timeout)
        except httpcore2.ConnectError as error:
            # It is the proxy that this is about.
            raise httpcore2.ProxyError(error) from error
        try:
            talk = tunnel(proxy, host, port)
            told = next(talk)
            with contextlib.suppress(StopIteration):
                while True:
                    if told:
                        stream.write(told, timeout)
                    told = talk.send(stream.read(_CHUNK, timeout))
        except BaseException:
            stream.close()
            raise
        return stream


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
        raise httpcore2.ConnectError(answer) from answer
    return answer
