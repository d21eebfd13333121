"""Network backend with `await`: it leaves no connection open, whatever is cancelled."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterable
from typing import cast

import httpcore2

from ._extent import Extent
from ._proxy import Proxy

_CHUNK = 64 * 1024


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A connection that is closed when its encryption is cancelled half-way."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        """Wrap a connection."""
        self._stream = stream
        self._extent = Extent()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        data = await self._stream.read(max_bytes, timeout)
        self._extent.came(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        if buffer:
            self._extent.asked()
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
            return AsyncStream(
                await self._stream.start_tls(ssl_context, server_hostname, timeout)
            )
        except BaseException:
            # The library closes it after an error, but not when it is cancelled.
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows about itself."""
        # So an idle connection is asked whether it is one that cannot be used again.
        if info == "is_readable" and self._extent.is_exceeded:
            return True
        return self._stream.get_extra_info(info)


class AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections that are closed in any case."""

    def __init__(self) -> None:
        """Use the library's own backend."""
        backend = httpcore2.AnyIOBackend()
        self._backend = cast("httpcore2.AsyncNetworkBackend", backend)
        self.closed = False

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address of a host that answers."""
        stream = AsyncStream(
            await self._backend.connect_tcp(
                host, port, timeout, local_address, socket_options
            )
        )
        if self.closed:
            await stream.aclose()
            message = "the client was closed"
            raise httpcore2.ConnectError(message)
        return stream

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._backend.sleep(seconds)


class AsyncTunnelBackend(AsyncBackend):
    """Opens connections through a proxy."""

    def __init__(self, proxy: Proxy, ssl_context: ssl.SSLContext) -> None:
        """Keep the proxy, and how a connection to it is encrypted."""
        super().__init__()
        self._proxy = proxy
        self._ssl_context = ssl_context

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the proxy, and have it connect to the host."""
        # Imported here: few use a proxy.
        from ._tunnel import tunnel

        proxy = self._proxy
        try:
            stream = await super().connect_tcp(
                proxy.host, proxy.port, timeout, local_address, socket_options
            )
            if proxy.scheme == "https":
                stream = await stream.start_tls(self._ssl_context, proxy.host, timeout)
        except httpcore2.ConnectError as error:
            # It is the proxy that this is about.
            raise httpcore2.ProxyError(error) from error
        try:
            talk = tunnel(proxy, host, port)
            told = next(talk)
            with contextlib.suppress(StopIteration):
                while True:
                    if told:
                        await stream.write(told, timeout)
                    told = talk.send(await stream.read(_CHUNK, timeout))
        except BaseException:
            await stream.aclose()
            raise
        return stream
