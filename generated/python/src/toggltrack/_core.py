"""The clients' engines: build a request, have it sent, read the reply.

The two differ only in that one waits for its transport and the other awaits it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from copy import copy
from typing import TYPE_CHECKING, Final, NoReturn, Self, TypeVar

from ._answer import failure, is_success, read
from ._exchange import Headers, RawReply, Reply, Request
from ._operation import NO_OPTIONS, Call
from ._pager import AsyncPager, Pager
from ._request import Site, build
from ._transport import AsyncRawStream, AsyncTransport, RawStream, Transport
from .errors import ClientClosedError, OutcomeUnknownError, TransportError

if TYPE_CHECKING:
    from ._download import AsyncDownload, Download
    from ._stream import AsyncEvents, AsyncLines, Events, Lines

T = TypeVar("T")
_IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})


class Engine:
    """What both engines do around the sending."""

    def __init__(
        self, site: Site, timeout: float, quota_header: str | None = None
    ) -> None:
        """Keep the settings.

        Args:
            site: Where requests go.
            timeout: Seconds that a call may take.
            quota_header: The header field that tells how many calls are left.

        Raises:
            ValueError: The timeout is not above zero.
        """
        self._site = site
        self._timeout = _checked(timeout)
        self._quota_header = quota_header
        self._closed = False
        self._replies: list[Reply] | None = None

    @property
    def base_url(self) -> str:
        """The address that all paths are put after."""
        return self._site.base_url

    def noting(self, replies: list[Reply]) -> Self:
        """Return an engine that does the same, and notes the successes that come."""
        twin = copy(self)
        twin._replies = replies
        return twin

    def _note(self, reply: Reply) -> Reply:
        if self._replies is not None:
            self._replies.append(reply)
        return reply

    def _prepare(self, call: Call[T]) -> tuple[Request, float]:
        if self._closed:
            message = "this client is closed"
            raise ClientClosedError(message)
        wanted = (call.options or NO_OPTIONS).timeout
        timeout = self._timeout if wanted is None else _checked(wanted)
        return build(self._site, call), timeout

    def _finish(
        self, call: Call[T], request: Request, raw: RawReply
    ) -> tuple[T, Reply]:
        reply = _reply(request, raw, raw.body)
        return read(call.operation, reply, self._quota_header), self._note(reply)

    def _refuse(self, call: Call[T], request: Request, raw: RawReply) -> NoReturn:
        reply = _reply(request, raw, raw.body)
        raise failure(call.operation, reply, self._quota_header)


class Core(Engine):
    """The engine of the client without `await`."""

    def __init__(
        self,
        site: Site,
        timeout: float,
        transport: Transport | None,
        quota_header: str | None = None,
    ) -> None:
        """Keep the settings; make a transport if none is given, and own it."""
        super().__init__(site, timeout, quota_header)
        self._own: Transport | None = None
        if transport is None:
            # Imported here: the HTTP library costs more than the rest of the package.
            from ._httpcore import HttpcoreTransport

            transport = self._own = HttpcoreTransport()
        if site.credentials.grants:
            from ._oauth import TokenTransport

            transport = TokenTransport(transport, site)
        self._transport: Transport = transport

    def send(self, call: Call[T]) -> T:
        """Make a call and return what it returns."""
        return self.exchange(call)[0]

    def exchange(self, call: Call[T]) -> tuple[T, Reply]:
        """Make a call and return also the reply."""
        request, timeout = self._prepare(call)
        with _clear_outcome(request):
            raw = self._transport.send(request, timeout=timeout)
        return self._finish(call, request, raw)

    def pages(self, call: Call[list[T]]) -> Pager[T]:
        """Return the rows of a list that comes in pages; nothing is sent yet."""
        return Pager(self.exchange, call)

    def download(self, call: Call[bytes]) -> Download:
        """Make a call and return the file that comes."""
        from ._download import Download

        return Download(*self._open(call))

    def lines(self, call: Call[T]) -> Lines[T]:
        """Make a call and return the lines that come."""
        from ._stream import Lines

        return Lines(*self._open(call), call.operation)

    def events(self, call: Call[T]) -> Events[T]:
        """Make a call and return the events that come."""
        from ._stream import Events

        return Events(*self._open(call), call.operation)

    def _open(self, call: Call[T]) -> tuple[RawStream, Reply]:
        """Make a call and return the response once it is known to be a success."""
        from ._whole import gathered, opened

        request, timeout = self._prepare(call)
        with _clear_outcome(request):
            stream = opened(self._transport, request, timeout)
            if is_success(stream.status):
                return stream, self._note(_reply(request, stream, b""))
            raw = gathered(request, stream)
        self._refuse(call, request, raw)

    def close(self) -> None:
        """Close the transport, unless the caller gave it."""
        self._closed = True
        if self._own is not None:
            self._own.close()


class AsyncCore(Engine):
    """The engine of the client with `await`."""

    def __init__(
        self,
        site: Site,
        timeout: float,
        transport: AsyncTransport | None,
        quota_header: str | None = None,
    ) -> None:
        """Keep the settings; make a transport if none is given, and own it."""
        super().__init__(site, timeout, quota_header)
        self._own: AsyncTransport | None = None
        if transport is None:
            from ._httpcore import AsyncHttpcoreTransport

            transport = self._own = AsyncHttpcoreTransport()
        if site.credentials.grants:
            from ._oauth import AsyncTokenTransport

            transport = AsyncTokenTransport(transport, site)
        self._transport: AsyncTransport = transport

    async def send(self, call: Call[T]) -> T:
        """Make a call and return what it returns."""
        return (await self.exchange(call))[0]

    async def exchange(self, call: Call[T]) -> tuple[T, Reply]:
        """Make a call and return also the reply."""
        request, timeout = self._prepare(call)
        with _clear_outcome(request):
            raw = await self._transport.send(request, timeout=timeout)
        return self._finish(call, request, raw)

    def pages(self, call: Call[list[T]]) -> AsyncPager[T]:
        """Return the rows of a list that comes in pages; nothing is sent yet."""
        return AsyncPager(self.exchange, call)

    async def download(self, call: Call[bytes]) -> AsyncDownload:
        """Make a call and return the file that comes."""
        from ._download import AsyncDownload

        return AsyncDownload(*await self._open(call))

    async def lines(self, call: Call[T]) -> AsyncLines[T]:
        """Make a call and return the lines that come."""
        from ._stream import AsyncLines

        return AsyncLines(*await self._open(call), call.operation)

    async def events(self, call: Call[T]) -> AsyncEvents[T]:
        """Make a call and return the events that come."""
        from ._stream import AsyncEvents

        return AsyncEvents(*await self._open(call), call.operation)

    async def _open(self, call: Call[T]) -> tuple[AsyncRawStream, Reply]:
        """Make a call and return the response once it is known to be a success."""
        from ._whole import agathered, aopened

        request, timeout = self._prepare(call)
        with _clear_outcome(request):
            stream = await aopened(self._transport, request, timeout)
            if is_success(stream.status):
                return stream, self._note(_reply(request, stream, b""))
            raw = await agathered(request, stream)
        self._refuse(call, request, raw)

    async def close(self) -> None:
        """Close the transport, unless the caller gave it."""
        self._closed = True
        if self._own is not None:
            await self._own.close()


def _reply(
    request: Request, raw: RawReply | RawStream | AsyncRawStream, body: bytes
) -> Reply:
    return Reply(
        status=raw.status,
        headers=Headers(raw.headers),
        body=body,
        request=request.masked(),
    )


def _checked(timeout: float) -> float:
    # Written so that a number that is not one is refused as well.
    if not timeout > 0:
        message = f"timeout must be above zero, not {timeout}"
        raise ValueError(message)
    return timeout


@contextlib.contextmanager
def _clear_outcome(request: Request) -> Generator[None]:
    """Tell a call that failed from one that may have changed something."""
    try:
        yield
    except TransportError as error:
        if not error.sent or request.method in _IDEMPOTENT:
            raise
        message = f"{error}; the change may have been made all the same"
        raise OutcomeUnknownError(message, request, sent=True) from error
