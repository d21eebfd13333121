"""The default transports: with their parts and network backends, all of httpcore2."""

from __future__ import annotations

import asyncio
import contextlib
import os

import httpcore2

from ._exchange import RawReply, Request
from ._httpcore_parts import Progress, fields_of, put, translated, within
from ._httpcore_stream import AsyncHttpcoreStream, HttpcoreStream
from ._limited import MAX_BODY, Body
from ._network import LONGEST, Deadline
from ._pools import AsyncPools, Pools
from ._proxy import proxies
from ._unique import Unique
from .errors import ClientClosedError


class HttpcoreTransport(Unique):
    """Sends requests over a pool of connections; several threads may use it at once.

    A process that is forked has a pool of its own, and leaves that of its parent alone.
    """

    def __init__(self, *, max_body: int = MAX_BODY, proxy: str | None = None) -> None:
        """Make it; no connection is opened yet.

        Args:
            max_body: Bytes of a response that may be in memory at once.
            proxy: The URL of a proxy, http://, https:// or socks5://, which then takes
                all requests; "" for none; None for those of the environment:
                `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case.

        Raises:
            ValueError: The proxy, or one of the environment, cannot be used.
        """
        self._max_body = max_body
        self._proxies = proxies(proxy)
        # Made once: by itself a pool would read all certificates per connection.
        self._ssl_context = httpcore2.default_ssl_context()
        self._pools: dict[int, Pools] = {}
        self._closed = False

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        pools, progress = self._here(), self._progress(request)
        pools.remains.sweep()
        with translated(progress, f"no whole answer {within(timeout)}"):
            response = pools.get(progress.tunnel).handle_request(
                put(progress, Deadline(timeout), progress.see)
            )
            try:
                fields = fields_of(response)
                body = Body(request, response.status, fields, self._max_body)
                for chunk in response.iter_stream():
                    body.add(chunk)
                return body.reply()
            finally:
                response.close()

    def open(self, request: Request, *, timeout: float) -> HttpcoreStream:
        """Send a request and read the header fields of the response in the time given.

        Each piece of the body of a success has as much time again.
        """
        pools, progress = self._here(), self._progress(request)
        pools.remains.sweep()
        deadline = Deadline(timeout)
        with translated(progress, f"no answer {within(timeout)}"):
            response = pools.get(progress.tunnel).handle_request(
                put(progress, deadline, progress.see)
            )
        return HttpcoreStream(
            response, deadline, progress, self._max_body, pools.remains
        )

    def close(self) -> None:
        """Close all connections; calls that other threads are in fail."""
        self._closed = True
        pools = self._pools.get(os.getpid())
        if pools is not None:
            pools.close()

    def _progress(self, request: Request) -> Progress:
        return Progress(request, self._proxies, lambda: self._closed)

    def _here(self) -> Pools:
        """Return the pools of this process."""
        pid = os.getpid()
        # Without a lock, which another thread might hold at the moment of a fork.
        pools = self._pools.get(pid) or self._pools.setdefault(
            pid, Pools(self._ssl_context)
        )
        if self._closed:
            pools.close()
            raise _closed()
        return pools


class AsyncHttpcoreTransport(Unique):
    """Sends requests over a pool of connections; several tasks may use it at once.

    Each event loop has a pool of its own, which ends with it; otherwise it is as
    HttpcoreTransport.
    """

    def __init__(self, *, max_body: int = MAX_BODY, proxy: str | None = None) -> None:
        """Make it; no connection is opened yet.

        Args:
            max_body: Bytes of a response that may be in memory at once.
            proxy: The URL of a proxy; "" for none; None for those of the environment.

        Raises:
            ValueError: The proxy, or one of the environment, cannot be used.
        """
        self._max_body = max_body
        self._proxies = proxies(proxy)
        self._ssl_context = httpcore2.default_ssl_context()
        self._pools: dict[tuple[int, asyncio.AbstractEventLoop], AsyncPools] = {}
        self._closed = False

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        pools, progress = await self._here(), self._progress(request)
        with translated(progress, f"no whole answer {within(timeout)}"):
            # Cancelling ends whatever is going on, so no backend of ours is needed.
            async with asyncio.timeout(min(timeout, LONGEST)):
                return await self._send(pools, progress)

    async def _send(self, pools: AsyncPools, progress: Progress) -> RawReply:
        response = await pools.get(progress.tunnel).handle_async_request(
            put(progress, None, progress.asee)
        )
        try:
            fields = fields_of(response)
            body = Body(progress.request, response.status, fields, self._max_body)
            async with contextlib.aclosing(response.aiter_stream()) as chunks:
                async for chunk in chunks:
                    body.add(chunk)
            return body.reply()
        finally:
            # A call that is cancelled just now must not keep the connection from being
            # given back.
            await asyncio.shield(response.aclose())

    async def open(self, request: Request, *, timeout: float) -> AsyncHttpcoreStream:
        """Send a request and read the header fields of the response in the time given.

        Each piece of the body of a success has as much time again.
        """
        pools, progress = await self._here(), self._progress(request)
        seconds = min(timeout, LONGEST)
        end = asyncio.get_running_loop().time() + seconds
        with translated(progress, f"no answer {within(timeout)}"):
            async with asyncio.timeout_at(end):
                response = await pools.get(progress.tunnel).handle_async_request(
                    put(progress, None, progress.asee)
                )
        return AsyncHttpcoreStream(
            response, (seconds, end), progress, self._max_body, pools.remains
        )

    async def close(self) -> None:
        """Close all connections; calls that other tasks are in fail."""
        self._closed = True
        here = asyncio.get_running_loop()
        for (pid, loop), pools in list(self._pools.items()):
            if pid != os.getpid() or loop.is_closed():
                continue
            pools.shut()
            if loop is here:
                await asyncio.shield(pools.close())
            else:
                _close_there(loop, pools)

    def _progress(self, request: Request) -> Progress:
        return Progress(request, self._proxies, lambda: self._closed)

    async def _here(self) -> AsyncPools:
        """Return the pools of this event loop."""
        if self._closed:
            raise _closed()
        key = (os.getpid(), asyncio.get_running_loop())
        pools = self._pools.get(key)
        if pools is None:
            for old in [one for one in self._pools if one[1].is_closed()]:
                self._pools.pop(old, None)
            pools = self._pools[key] = AsyncPools(
                self._ssl_context, lambda: self._pools.pop(key, None)
            )
            await pools.begin()
        return pools


def _close_there(loop: asyncio.AbstractEventLoop, pools: AsyncPools) -> None:
    """Have pools closed by the event loop that they belong to."""

    def begin() -> None:
        tasks.append(loop.create_task(pools.close()))

    # A loop holds its tasks by weak references only.
    tasks: list[asyncio.Task[None]] = []
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(begin)


def _closed() -> ClientClosedError:
    return ClientClosedError("this transport is closed")
