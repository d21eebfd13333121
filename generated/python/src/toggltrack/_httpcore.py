"""The default transports: with their parts and network backends, all of httpcore2."""

from __future__ import annotations

import asyncio

import httpcore2

from ._exchange import RawReply, Request
from ._httpcore_parts import MAX_BODY, Body, Progress, put, translated
from ._httpcore_stream import AsyncHttpcoreStream, AsyncRemains, HttpcoreStream, Remains
from ._network import LONGEST, AsyncBackend, Deadline, DeadlineBackend

_CONNECTIONS = 100
_IDLE_CONNECTIONS = 20
_IDLE_SECONDS = 30.0


class HttpcoreTransport:
    """Sends requests over a pool of connections; several threads may use it at once."""

    def __init__(self, *, max_body: int = MAX_BODY) -> None:
        """Make a pool; no connection is opened yet.

        Args:
            max_body: Bytes of a response that may be in memory at once.
        """
        self._max_body = max_body
        self._remains = Remains()
        self._pool = httpcore2.ConnectionPool(
            # Made once: by itself the pool would read all certificates per connection.
            ssl_context=httpcore2.default_ssl_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=DeadlineBackend(),
        )

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        self._remains.sweep()
        progress = Progress()
        with translated(request, f"no whole answer within {timeout} seconds", progress):
            response = self._pool.handle_request(
                put(request, Deadline(timeout), progress.see)
            )
            try:
                body = Body(request, response, self._max_body)
                for chunk in response.iter_stream():
                    body.add(chunk)
                return body.reply()
            finally:
                response.close()

    def open(self, request: Request, *, timeout: float) -> HttpcoreStream:
        """Send a request and read the header fields of the response in the time given.

        Each piece of the body of a success has as much time again.
        """
        self._remains.sweep()
        progress, deadline = Progress(), Deadline(timeout)
        with translated(request, f"no answer within {timeout} seconds", progress):
            response = self._pool.handle_request(put(request, deadline, progress.see))
        return HttpcoreStream(
            request, response, deadline, progress, self._max_body, self._remains
        )

    def close(self) -> None:
        """Close all connections."""
        self._remains.sweep()
        self._pool.close()


class AsyncHttpcoreTransport:
    """Sends requests over a pool of connections; several tasks may use it at once."""

    def __init__(self, *, max_body: int = MAX_BODY) -> None:
        """Make a pool; no connection is opened yet.

        Args:
            max_body: Bytes of a response that may be in memory at once.
        """
        self._max_body = max_body
        self._remains = AsyncRemains()
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=AsyncBackend(),
        )

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        progress = Progress()
        with translated(request, f"no whole answer within {timeout} seconds", progress):
            # Cancelling ends whatever is going on, so no backend of ours is needed.
            async with asyncio.timeout(min(timeout, LONGEST)):
                return await self._send(request, progress)

    async def _send(self, request: Request, progress: Progress) -> RawReply:
        response = await self._pool.handle_async_request(
            put(request, None, progress.asee)
        )
        try:
            body = Body(request, response, self._max_body)
            async for chunk in response.aiter_stream():
                body.add(chunk)
            return body.reply()
        finally:
            await response.aclose()

    async def open(self, request: Request, *, timeout: float) -> AsyncHttpcoreStream:
        """Send a request and read the header fields of the response in the time given.

        Each piece of the body of a success has as much time again.
        """
        progress, seconds = Progress(), min(timeout, LONGEST)
        end = asyncio.get_running_loop().time() + seconds
        with translated(request, f"no answer within {timeout} seconds", progress):
            async with asyncio.timeout_at(end):
                response = await self._pool.handle_async_request(
                    put(request, None, progress.asee)
                )
        return AsyncHttpcoreStream(
            request, response, (seconds, end), progress, self._max_body, self._remains
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._remains.sweep()
        await self._pool.aclose()
