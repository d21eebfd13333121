"""The clients' engines: build a request, have it sent, read the reply.

The two differ only in that one waits for its transport and the other awaits it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import Final, TypeVar

from ._answer import read
from ._exchange import Headers, RawReply, Reply, Request
from ._operation import NO_OPTIONS, Call
from ._pager import AsyncPager, Pager
from ._request import Site, build
from ._transport import AsyncTransport, Transport
from .errors import ClientClosedError, OutcomeUnknownError, TransportError

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

    @property
    def base_url(self) -> str:
        """The address that all paths are put after."""
        return self._site.base_url

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
        reply = Reply(
            status=raw.status,
            headers=Headers(raw.headers),
            body=raw.body,
            request=request.masked(),
        )
        return read(call.operation, reply, self._quota_header), reply


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

    async def close(self) -> None:
        """Close the transport, unless the caller gave it."""
        self._closed = True
        if self._own is not None:
            await self._own.close()


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
