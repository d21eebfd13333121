"""Responses of httpcore2 whose body is still coming in."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, Iterator, Mapping
from typing import cast

import httpcore2

from ._exchange import is_success
from ._httpcore_parts import Progress, fields_of, translated, within
from ._network import Deadline


class Remains:
    """Responses that nobody closed before they were forgotten.

    They are noted where Python happens to throw them away, be it in the midst of the
    pool's own work, and closed at the next opportunity.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._noted: deque[tuple[httpcore2.Response, Iterator[bytes]]] = deque()

    def note(self, response: httpcore2.Response, chunks: Iterator[bytes]) -> None:
        """Keep a response until it is closed; end its connection at once."""
        self._noted.append((response, chunks))
        extensions: object = getattr(response, "extensions", {})
        stream = cast("Mapping[str, object]", extensions).get("network_stream")
        if isinstance(stream, httpcore2.NetworkStream):
            stream.close()

    def sweep(self) -> None:
        """Close what was noted."""
        while self._noted:
            with contextlib.suppress(IndexError):
                self._noted.popleft()[0].close()


class HttpcoreStream:
    """A response whose body is still coming in."""

    def __init__(
        self,
        response: httpcore2.Response,
        deadline: Deadline,
        progress: Progress,
        limit: int,
        remains: Remains,
    ) -> None:
        """Keep the response; its header fields are here."""
        self.status: int = response.status
        self.headers: tuple[tuple[str, str], ...] = fields_of(response)
        self.limit: int = limit
        self._response = response
        self._deadline = deadline
        self._progress = progress
        self._remains = remains
        self._chunks = response.iter_stream()
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        """Return this stream."""
        return self

    def __next__(self) -> bytes:
        """Return the next piece of the body, in the time that each piece has."""
        if is_success(self.status):
            self._deadline.restart()
        late = f"nothing more of the body {within(self._deadline)}"
        with translated(self._progress, late):
            chunk = next(self._chunks, None)
        if chunk is None:
            self.close()
            raise StopIteration
        return chunk

    def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        if not self._closed:
            self._closed = True
            self._response.close()

    def __del__(self) -> None:
        """End the connection of a stream that nobody closed."""
        if not self._closed:
            self._remains.note(self._response, self._chunks)


class AsyncRemains:
    """Responses that nobody closed before they were forgotten; otherwise as Remains."""

    def __init__(self) -> None:
        """Begin with none."""
        self._noted: deque[tuple[httpcore2.Response, AsyncGenerator[bytes, None]]] = (
            deque()
        )
        self._tasks: set[asyncio.Task[None]] = set()

    def note(
        self,
        response: httpcore2.Response,
        chunks: AsyncGenerator[bytes, None],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Keep a response until its event loop has closed it."""
        self._noted.append((response, chunks))
        # A loop that is over closed its connections, or nobody can.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._begin, loop)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        task = loop.create_task(self.sweep())
        # A loop holds its tasks by weak references only.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def sweep(self) -> None:
        """Close what was noted."""
        while self._noted:
            response, chunks = self._noted.popleft()
            await chunks.aclose()
            await response.aclose()


class AsyncHttpcoreStream:
    """A response whose body is still coming in."""

    def __init__(
        self,
        response: httpcore2.Response,
        time: tuple[float, float],
        progress: Progress,
        limit: int,
        remains: AsyncRemains,
    ) -> None:
        """Keep the response; `time` is the seconds of a piece, and the first end."""
        self.status: int = response.status
        self.headers: tuple[tuple[str, str], ...] = fields_of(response)
        self.limit: int = limit
        self._response = response
        self._seconds, self._end = time
        self._progress = progress
        self._remains = remains
        self._chunks = response.aiter_stream()
        self._loop = asyncio.get_running_loop()
        self._closed = False

    def __aiter__(self) -> AsyncHttpcoreStream:
        """Return this stream."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next piece of the body, in the time that each piece has."""
        if is_success(self.status):
            self._end = self._loop.time() + self._seconds
        late = f"nothing more of the body {within(self._seconds)}"
        with translated(self._progress, late):
            async with asyncio.timeout_at(self._end):
                chunk = await anext(self._chunks, None)
        if chunk is None:
            await self.close()
            raise StopAsyncIteration
        return chunk

    async def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        if not self._closed:
            self._closed = True
            # Also where the task is cancelled just now.
            await asyncio.shield(self._close())

    async def _close(self) -> None:
        await self._chunks.aclose()
        await self._response.aclose()

    def __del__(self) -> None:
        """Have the connection of a stream ended that nobody closed."""
        if not self._closed:
            self._remains.note(self._response, self._chunks, self._loop)
