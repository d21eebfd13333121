"""Pools of connections: those of a process, and those of an event loop."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import AsyncGenerator, Callable
from typing import Final

import httpcore2

from ._httpcore_stream import AsyncRemains, Remains
from ._network import DeadlineBackend, Streams, TunnelBackend
from ._network_async import AsyncBackend, AsyncTunnelBackend
from ._proxy import Proxy

_CONNECTIONS: Final = 100
_IDLE_CONNECTIONS: Final = 20
_IDLE_SECONDS: Final = 30.0


class Pools:
    """The pools of one process: one, and one for each proxy that is tunnelled through.

    Threads share them. A process that was forked has others: what its parent opened is
    not its own to use or to close.
    """

    def __init__(self, ssl_context: ssl.SSLContext) -> None:
        """Make none; no connection is opened yet."""
        self.remains = Remains()
        self._ssl_context = ssl_context
        self._streams = Streams()
        self._pools: dict[Proxy | None, httpcore2.ConnectionPool] = {}

    def get(self, tunnel: Proxy | None) -> httpcore2.ConnectionPool:
        """Return a pool whose connections go through a proxy, or directly."""
        pool = self._pools.get(tunnel)
        # Of two threads that make one, both get the same.
        return pool or self._pools.setdefault(tunnel, self._made(tunnel))

    def close(self) -> None:
        """Close all connections; calls that are going on fail."""
        self._streams.cut()
        self.remains.sweep()
        for pool in list(self._pools.values()):
            for connection in pool.connections:
                # The others are closed by those who use them, and see the end now.
                if connection.is_idle():
                    connection.close()

    def _made(self, tunnel: Proxy | None) -> httpcore2.ConnectionPool:
        backend = DeadlineBackend(self._streams)
        if tunnel is not None:
            backend = TunnelBackend(self._streams, tunnel, self._ssl_context)
        return httpcore2.ConnectionPool(
            ssl_context=self._ssl_context,
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=backend,
        )


class AsyncPools:
    """The pools of one event loop; otherwise as Pools."""

    def __init__(self, ssl_context: ssl.SSLContext, over: Callable[[], object]) -> None:
        """Make none; no connection is opened yet.

        Args:
            ssl_context: How connections are encrypted.
            over: Called when the event loop ends.
        """
        self.remains = AsyncRemains()
        self._ssl_context = ssl_context
        self._pools: dict[Proxy | None, httpcore2.AsyncConnectionPool] = {}
        self._backends: list[AsyncBackend] = []
        self._closed = False
        self._over = over
        self._guard = self._guarded()

    async def begin(self) -> None:
        """Have all connections closed at the end of the event loop.

        It closes asynchronous generators then: what else is open in it stays so.
        """
        await anext(self._guard)

    async def _guarded(self) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            self._over()
            await self.close()

    def get(self, tunnel: Proxy | None) -> httpcore2.AsyncConnectionPool:
        """Return a pool whose connections go through a proxy, or directly."""
        pool = self._pools.get(tunnel)
        if pool is None:
            pool = self._pools[tunnel] = self._made(tunnel)
        return pool

    def shut(self) -> None:
        """Let no further connection be opened."""
        self._closed = True
        for backend in self._backends:
            backend.closed = True

    async def close(self) -> None:
        """Close all connections; calls that are going on fail."""
        self.shut()
        await self.remains.sweep()
        for pool in self._pools.values():
            await pool.aclose()
        with contextlib.suppress(RuntimeError):
            # It may be what is closing them.
            await self._guard.aclose()

    def _made(self, tunnel: Proxy | None) -> httpcore2.AsyncConnectionPool:
        backend = AsyncBackend()
        if tunnel is not None:
            backend = AsyncTunnelBackend(tunnel, self._ssl_context)
        backend.closed = self._closed
        self._backends.append(backend)
        return httpcore2.AsyncConnectionPool(
            ssl_context=self._ssl_context,
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=backend,
        )
