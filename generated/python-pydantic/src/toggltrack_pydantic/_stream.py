"""Answers that come in pieces: lines and server-sent events, read while they arrive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sized
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from ._deviations import Watch
from ._events import Event, EventReader
from ._exchange import Headers, Reply, Request
from ._lines import LineReader
from ._media import media_type
from ._operation import Operation
from ._transport import AsyncRawStream, RawStream
from .errors import ConnectionFailedError, StreamClosedError

T = TypeVar("T")
P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)


class Incoming:
    """A successful response whose body is still coming in."""

    def __init__(self, reply: Reply, limit: int) -> None:
        """Keep the response, which has no body yet."""
        self._reply = reply
        self._limit = limit
        self._got = 0
        self._over = False
        self._closed = False

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self._reply.status

    @property
    def headers(self) -> Headers:
        """The header fields of the response."""
        return self._reply.headers

    @property
    def request(self) -> Request:
        """The request, its secrets masked."""
        return self._reply.request

    @property
    def media_type(self) -> str:
        """What the body is, without parameters; empty where the server does not say."""
        return media_type(self.headers)

    @property
    def size(self) -> int | None:
        """How many bytes the body has, where the server says so in advance."""
        length = self.headers.get("content-length", "")
        is_told = length.isascii() and length.isdigit() and len(length) < 19
        # In chunks it has the length that it turns out to have.
        is_framed = "transfer-encoding" in self.headers
        return int(length) if is_told and not is_framed else None

    @property
    def closed(self) -> bool:
        """Whether the connection is given back or ended."""
        return self._closed

    def _begin(self) -> None:
        if self._closed and not self._over:
            message = f"{self!r} is closed"
            raise StreamClosedError(message)

    def _count(self, chunk: bytes) -> bytes:
        self._got += len(chunk)
        return chunk

    def _end(self) -> bytes:
        """Note the end of the body, which may have come too early."""
        whole = self.size
        packed = self.headers.get("content-encoding", "identity")
        if whole is not None and self._got < whole and packed == "identity":
            message = (
                f"{self.request}: the body ended after {self._got} of {whole} bytes"
            )
            raise ConnectionFailedError(message, self.request, sent=True)
        self._over = True
        return b""

    def __repr__(self) -> str:
        """Show what it is: header fields and body may hold secrets."""
        return f"{type(self).__name__}({self.status}, {self.request})"


class Stream(Incoming):
    """A response whose body is still coming in; a context manager, for one thread."""

    def __init__(self, raw: RawStream, reply: Reply) -> None:
        """Keep the response; nothing of its body is read yet."""
        super().__init__(reply, raw.limit)
        self._raw = raw
        self._chunks = iter(raw)

    def _piece(self) -> bytes:
        """Return the next bytes; none at the end. After an error it is closed."""
        self._begin()
        if self._over:
            return b""
        try:
            for chunk in self._chunks:
                if chunk:
                    return self._count(chunk)
            self._end()
        except BaseException:
            self.close()
            raise
        self.close()
        return b""

    def close(self) -> None:
        """End the connection, or give it back where the body was read to its end."""
        self._closed = True
        self._raw.close()

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


class AsyncStream(Incoming):
    """A response whose body is still coming in; a context manager, for one task."""

    def __init__(self, raw: AsyncRawStream, reply: Reply) -> None:
        """Keep the response; nothing of its body is read yet."""
        super().__init__(reply, raw.limit)
        self._raw = raw
        self._chunks = aiter(raw)

    async def _piece(self) -> bytes:
        """Return the next bytes; none at the end. After an error it is closed."""
        self._begin()
        if self._over:
            return b""
        try:
            async for chunk in self._chunks:
                if chunk:
                    return self._count(chunk)
            self._end()
        except BaseException:
            await self.close()
            raise
        await self.close()
        return b""

    async def close(self) -> None:
        """End the connection, or give it back where the body was read to its end."""
        self._closed = True
        await self._raw.close()

    async def __aenter__(self) -> Self:
        """Return this."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        await self.close()


class _Reader(Protocol[P_co]):
    """What takes the pieces of a body and gives its parts."""

    @property
    def waiting(self) -> Sized: ...
    def feed(self, chunk: bytes) -> None: ...
    def take(self) -> P_co: ...


class _Parts(Stream, Generic[P]):
    """The parts of a body, each handed out as soon as it is complete."""

    def __init__(self, raw: RawStream, reply: Reply, reader: _Reader[P]) -> None:
        super().__init__(raw, reply)
        self._reader = reader

    def __iter__(self) -> Iterator[P]:
        """Return this."""
        return self

    def __next__(self) -> P:
        """Return the next part; wait for it."""
        try:
            while not self._reader.waiting:
                chunk = self._piece()
                self._reader.feed(chunk)
                if not chunk and not self._reader.waiting:
                    break
            else:
                return self._reader.take()
        except BaseException:
            self.close()
            raise
        raise StopIteration


class _AsyncParts(AsyncStream, Generic[P]):
    """The parts of a body, each handed out as soon as it is complete."""

    def __init__(self, raw: AsyncRawStream, reply: Reply, reader: _Reader[P]) -> None:
        super().__init__(raw, reply)
        self._reader = reader

    def __aiter__(self) -> AsyncIterator[P]:
        """Return this."""
        return self

    async def __anext__(self) -> P:
        """Return the next part; wait for it."""
        try:
            while not self._reader.waiting:
                chunk = await self._piece()
                self._reader.feed(chunk)
                if not chunk and not self._reader.waiting:
                    break
            else:
                return self._reader.take()
        except BaseException:
            await self.close()
            raise
        raise StopAsyncIteration


class Lines(_Parts[T], Generic[T]):
    """The values of a body of lines, read as they arrive: iterate over it, once.

    Close it, or use it in a `with` block: what is not read to its end holds a
    connection. A line that cannot be read raises UnreadableResponseError with its
    number, and ends the stream. Each line must come within the timeout of the call.
    """

    def __init__(
        self, raw: RawStream, reply: Reply, operation: Operation[T], watch: Watch
    ) -> None:
        """Keep the response; no line is read yet."""
        super().__init__(raw, reply, LineReader(operation, reply, raw.limit, watch))


class AsyncLines(_AsyncParts[T], Generic[T]):
    """The values of a body of lines, read as they arrive; otherwise as Lines."""

    def __init__(
        self,
        raw: AsyncRawStream,
        reply: Reply,
        operation: Operation[T],
        watch: Watch,
    ) -> None:
        """Keep the response; no line is read yet."""
        super().__init__(raw, reply, LineReader(operation, reply, raw.limit, watch))


class Events(_Parts[Event[T]], Generic[T]):
    """Server-sent events, handed out as they arrive: iterate over it, once.

    Close it, or use it in a `with` block: what is not read to its end holds a
    connection. Data that cannot be read raises UnreadableResponseError and ends the
    stream; its `body` is the data, be it a mark such as `[DONE]`, which is no JSON.
    Something, be it a comment, must come within the timeout of the call. Nothing
    connects again by itself: `last_event_id` tells how far the events went, and the
    header field `Last-Event-ID`, given by `Options`, asks for those behind it.
    """

    def __init__(
        self, raw: RawStream, reply: Reply, operation: Operation[T], watch: Watch
    ) -> None:
        """Keep the response; no event is read yet."""
        self._events = EventReader(operation, reply, raw.limit, watch)
        super().__init__(raw, reply, self._events)

    @property
    def last_event_id(self) -> str:
        """The last id that the server gave, as far as events were handed out."""
        return self._events.last_id


class AsyncEvents(_AsyncParts[Event[T]], Generic[T]):
    """Server-sent events, handed out as they arrive; otherwise as Events."""

    def __init__(
        self,
        raw: AsyncRawStream,
        reply: Reply,
        operation: Operation[T],
        watch: Watch,
    ) -> None:
        """Keep the response; no event is read yet."""
        self._events = EventReader(operation, reply, raw.limit, watch)
        super().__init__(raw, reply, self._events)

    @property
    def last_event_id(self) -> str:
        """The last id that the server gave, as far as events were handed out."""
        return self._events.last_id
