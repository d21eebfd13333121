"""Encryption inside an encrypted connection: what goes through a proxy over TLS."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import httpcore2

T = TypeVar("T")
_CHUNK = 64 * 1024


class TlsStream(httpcore2.NetworkStream):
    """An encrypted connection over any other, which keeps to the other's deadline."""

    def __init__(
        self,
        stream: httpcore2.NetworkStream,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None,
        timeout: float | None,
    ) -> None:
        """Encrypt a connection."""
        self._stream = stream
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = ssl_context.wrap_bio(
            self._incoming, self._outgoing, server_hostname=server_hostname
        )
        try:
            self._run(self._tls.do_handshake, timeout)
        except ssl.SSLError as error:
            raise httpcore2.ConnectError(error) from error

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        try:
            return self._run(partial(self._tls.read, max_bytes), timeout)
        except ssl.SSLEOFError:
            # As the standard library has it: HTTP knows whether its body is whole.
            return b""
        except ssl.SSLError as error:
            raise httpcore2.ReadError(error) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        try:
            done = 0
            while done < len(buffer):
                step = partial(self._tls.write, buffer[done : done + _CHUNK])
                done += self._run(step, timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError(error) from error

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows about itself."""
        return self._tls if info == "ssl_object" else self._stream.get_extra_info(info)

    def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        """Take a step, with as much reading and writing as it needs."""
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush(timeout)
                chunk = self._stream.read(_CHUNK, timeout)
                if chunk:
                    self._incoming.write(chunk)
                else:
                    self._incoming.write_eof()
            else:
                self._flush(timeout)
                return result

    def _flush(self, timeout: float | None) -> None:
        told = self._outgoing.read()
        if told:
            self._stream.write(told, timeout)
