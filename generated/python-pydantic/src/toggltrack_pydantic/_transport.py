"""What a transport is: it sends one request and hands back the response."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import Protocol, runtime_checkable

from ._exchange import RawReply, Request


class Transport(Protocol):
    """Sends requests for a client without `await`; used by several threads at once.

    A transport does not follow redirects, does not retry and does not decode. It raises
    ConnectionFailedError or CallTimeoutError, with `sent` told as well as it knows.
    Whoever makes one closes it: a client closes only the one it made itself.
    """

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the last byte of the body must be here.
        """
        ...


class RawStream(Protocol):
    """A response whose body is still coming in.

    Iterating raises what the transport raises: ConnectionFailedError also where the
    connection ends before the body does.
    """

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The header fields."""
        ...

    @property
    def limit(self) -> int:
        """How many bytes of it may be held in memory at once."""
        ...

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the body as it comes in; once."""
        ...

    def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        ...


@runtime_checkable
class StreamingTransport(Transport, Protocol):
    """A transport that can hand out a body while it comes in.

    What is streamed over a plain Transport is read as a whole first.
    """

    def open(self, request: Request, *, timeout: float) -> RawStream:
        """Send a request and read the header fields of the response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the header fields must be here, and until each
                further piece must be; of a status that is no success until the end.
        """
        ...


class AsyncTransport(Protocol):
    """Sends requests for a client with `await`; otherwise like Transport.

    Its methods need not be coroutines: what they return is awaited, so that one object
    can serve both kinds of client.
    """

    def send(self, request: Request, *, timeout: float) -> Awaitable[RawReply]:
        """Send a request and read the whole response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the last byte of the body must be here.
        """
        ...


class AsyncRawStream(Protocol):
    """A response whose body is still coming in; otherwise like RawStream."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The header fields."""
        ...

    @property
    def limit(self) -> int:
        """How many bytes of it may be held in memory at once."""
        ...

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the body as it comes in; once."""
        ...

    async def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        ...


@runtime_checkable
class AsyncStreamingTransport(AsyncTransport, Protocol):
    """A transport that can hand out a body while it comes in."""

    def open(self, request: Request, *, timeout: float) -> Awaitable[AsyncRawStream]:
        """Send a request and read the header fields of the response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the header fields must be here, and until each
                further piece must be; of a status that is no success until the end.
        """
        ...
