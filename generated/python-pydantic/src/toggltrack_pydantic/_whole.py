"""Streams over any transport: what has no stream of its own is read as a whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Generic, TypeVar

from ._exchange import RawReply, Request, is_success
from ._limited import MAX_BODY, Body
from ._transport import (
    AsyncRawStream,
    AsyncStreamingTransport,
    AsyncTransport,
    RawStream,
    StreamingTransport,
    Transport,
)

S = TypeVar("S", RawStream, AsyncRawStream)


class WholeStream:
    """A response that is here already, as a stream of one piece."""

    def __init__(self, raw: RawReply) -> None:
        """Keep the response."""
        self.status: int = raw.status
        self.headers: tuple[tuple[str, str], ...] = raw.headers
        self.limit: int = MAX_BODY
        self._body = raw.body

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the one piece."""
        yield self._body

    def close(self) -> None:
        """Do nothing: nothing is open."""


class AsyncWholeStream:
    """A response that is here already, as a stream of one piece."""

    def __init__(self, raw: RawReply) -> None:
        """Keep the response."""
        self.status: int = raw.status
        self.headers: tuple[tuple[str, str], ...] = raw.headers
        self.limit: int = MAX_BODY
        self._body = raw.body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the one piece."""
        yield self._body

    async def close(self) -> None:
        """Do nothing: nothing is open."""


def opened(transport: Transport, request: Request, timeout: float) -> RawStream:
    """Return the response to a request, its body still to be read."""
    if isinstance(transport, StreamingTransport):
        return transport.open(request, timeout=timeout)
    return WholeStream(transport.send(request, timeout=timeout))


async def aopened(
    transport: AsyncTransport, request: Request, timeout: float
) -> AsyncRawStream:
    """Return the response to a request, its body still to be read."""
    if isinstance(transport, AsyncStreamingTransport):
        return await transport.open(request, timeout=timeout)
    return AsyncWholeStream(await transport.send(request, timeout=timeout))


def gathered(request: Request, stream: RawStream) -> RawReply:
    """Return a response with all of its body, which is short: it tells of a failure."""
    body = Body(request, stream.status, stream.headers, stream.limit)
    try:
        for chunk in stream:
            body.add(chunk)
    finally:
        stream.close()
    return body.reply()


async def agathered(request: Request, stream: AsyncRawStream) -> RawReply:
    """Return a response with all of its body, which is short: it tells of a failure."""
    body = Body(request, stream.status, stream.headers, stream.limit)
    try:
        async for chunk in stream:
            body.add(chunk)
    finally:
        await stream.close()
    return body.reply()


def success_or_all(
    transport: Transport, request: Request, timeout: float
) -> RawReply | RawStream:
    """Return a success while it is coming in, anything else with its whole body."""
    stream = opened(transport, request, timeout)
    return stream if is_success(stream.status) else gathered(request, stream)


async def asuccess_or_all(
    transport: AsyncTransport, request: Request, timeout: float
) -> RawReply | AsyncRawStream:
    """Return a success while it is coming in, anything else with its whole body."""
    stream = await aopened(transport, request, timeout)
    return stream if is_success(stream.status) else await agathered(request, stream)


class Heads(Generic[S]):
    """Streamed answers, and what stands for them where a whole answer is wanted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: list[tuple[RawReply, S]] = []

    def keep(self, stream: S) -> RawReply:
        """Return an answer without a body that stands for a stream."""
        head = RawReply(stream.status, stream.headers, b"")
        self._kept.append((head, stream))
        return head

    def stream(self, head: RawReply) -> S | None:
        """Return the stream that an answer stands for; None for any other answer."""
        return next((stream for one, stream in self._kept if one is head), None)

    def others(self, head: object) -> list[S]:
        """Return the streams that nobody wants: all but what an answer stands for."""
        return [stream for one, stream in self._kept if one is not head]
