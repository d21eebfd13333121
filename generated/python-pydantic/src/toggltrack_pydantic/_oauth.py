"""Transports that put tokens into requests: around the client's own or the caller's.

Whoever made the transport inside closes it; these hold nothing that is to be closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator

from ._exchange import RawReply, Request
from ._request import Site
from ._tokens import Deadline, Token, signed, stores, unsent
from ._transport import AsyncRawStream, AsyncTransport, RawStream, Transport
from ._whole import aopened, opened
from .errors import TransportError


class TokenTransport:
    """Puts tokens into requests; threads may share it, and then share the tokens."""

    def __init__(
        self,
        inner: Transport,
        site: Site,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep the transport; no token is fetched yet."""
        self._inner = inner
        # By process: when it is forked, a lock may be held by a thread it has not.
        self._locks: dict[int, threading.Lock] = {}
        self._stores = stores(site, clock)

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request with its token; fetch another one, once, if it is refused."""
        if not request.grant:
            return self._inner.send(request, timeout=timeout)
        deadline = Deadline(request, timeout)
        token = self._token(request, deadline, None)
        raw = self._inner.send(signed(request, token), timeout=deadline.left())
        if raw.status != 401:
            return raw
        token = self._token(request, deadline, token)
        return self._inner.send(signed(request, token), timeout=deadline.left())

    def open(self, request: Request, *, timeout: float) -> RawStream:
        """Send a request with its token and hand out the body while it comes in."""
        if not request.grant:
            return opened(self._inner, request, timeout)
        deadline = Deadline(request, timeout)
        token = self._token(request, deadline, None)
        stream = opened(self._inner, signed(request, token), deadline.left())
        if stream.status != 401:
            return stream
        stream.close()
        token = self._token(request, deadline, token)
        return opened(self._inner, signed(request, token), deadline.left())

    def _token(
        self, request: Request, deadline: Deadline, refused: Token | None
    ) -> Token:
        store = self._stores[request.grant]
        lock = self._locks.setdefault(os.getpid(), threading.Lock())
        with _held(lock, deadline):
            token = store.fresh(refused)
            if token is None:
                wanted = store.request()
                try:
                    raw = self._inner.send(wanted, timeout=deadline.left())
                except TransportError as error:
                    raise unsent(error) from error
                token = store.keep(wanted, raw)
            return token


class AsyncTokenTransport:
    """Puts tokens into requests; tasks may share it, and then share the tokens."""

    def __init__(
        self,
        inner: AsyncTransport,
        site: Site,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep the transport; no token is fetched yet."""
        self._inner = inner
        self._lock: tuple[asyncio.AbstractEventLoop, asyncio.Lock] | None = None
        self._stores = stores(site, clock)

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request with its token; fetch another one, once, if it is refused."""
        if not request.grant:
            return await self._inner.send(request, timeout=timeout)
        deadline = Deadline(request, timeout)
        token = await self._token(request, deadline, None)
        raw = await self._inner.send(signed(request, token), timeout=deadline.left())
        if raw.status != 401:
            return raw
        token = await self._token(request, deadline, token)
        return await self._inner.send(signed(request, token), timeout=deadline.left())

    async def open(self, request: Request, *, timeout: float) -> AsyncRawStream:
        """Send a request with its token and hand out the body while it comes in."""
        if not request.grant:
            return await aopened(self._inner, request, timeout)
        deadline = Deadline(request, timeout)
        token = await self._token(request, deadline, None)
        stream = await aopened(self._inner, signed(request, token), deadline.left())
        if stream.status != 401:
            return stream
        await stream.close()
        token = await self._token(request, deadline, token)
        return await aopened(self._inner, signed(request, token), deadline.left())

    async def _token(
        self, request: Request, deadline: Deadline, refused: Token | None
    ) -> Token:
        store = self._stores[request.grant]
        loop = asyncio.get_running_loop()
        if self._lock is None or self._lock[0] is not loop:
            # A lock is for one event loop, and a client for as many as come.
            self._lock = (loop, asyncio.Lock())
        async with _aheld(self._lock[1], deadline):
            token = store.fresh(refused)
            if token is None:
                wanted = store.request()
                try:
                    raw = await self._inner.send(wanted, timeout=deadline.left())
                except TransportError as error:
                    raise unsent(error) from error
                token = store.keep(wanted, raw)
            return token


@contextlib.contextmanager
def _held(lock: threading.Lock, deadline: Deadline) -> Generator[None]:
    """Hold a lock, waiting no longer than the call may take."""
    if not lock.acquire(timeout=min(deadline.left(), threading.TIMEOUT_MAX)):
        raise deadline.over()
    try:
        yield
    finally:
        lock.release()


@contextlib.asynccontextmanager
async def _aheld(lock: asyncio.Lock, deadline: Deadline) -> AsyncGenerator[None]:
    """Hold a lock, waiting no longer than the call may take."""
    seconds = min(deadline.left(), threading.TIMEOUT_MAX)
    try:
        async with asyncio.timeout(seconds):
            await lock.acquire()
    except TimeoutError as error:
        raise deadline.over() from error
    try:
        yield
    finally:
        lock.release()
