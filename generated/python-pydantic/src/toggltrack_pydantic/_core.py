"""The clients' engines: have a request sent as often as it takes, read the reply.

The two differ only in that one waits for its transport and the other awaits it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from ._engine import Engine, told, whole
from ._exchange import RawReply, Reply, Request, is_success
from ._middleware import AsyncMiddleware, Middleware
from ._operation import Call
from ._pager import AsyncPager, Pager
from ._request import Site
from ._settings import Settings
from ._transport import AsyncRawStream, AsyncTransport, RawStream, Transport
from ._trial import Trial
from .errors import TransportError

if TYPE_CHECKING:
    from ._download import AsyncDownload, Download
    from ._httpcore import AsyncHttpcoreTransport, HttpcoreTransport
    from ._stream import AsyncEvents, AsyncLines, Events, Lines

T = TypeVar("T")
A = TypeVar("A", RawReply, "RawReply | RawStream")
B = TypeVar("B", RawReply, "RawReply | AsyncRawStream")


class Core(Engine):
    """The engine of the client without `await`."""

    def __init__(
        self, site: Site, settings: Settings[Middleware], transport: Transport | None
    ) -> None:
        """Keep the settings; make a transport if none is given, and own it."""
        super().__init__(site, settings, transport is not None)
        self._own: HttpcoreTransport | None = None
        self._middleware = settings.middleware
        if transport is None:
            # Imported here: the HTTP library costs more than the rest of the package.
            from ._httpcore import HttpcoreTransport

            transport = self._own = HttpcoreTransport(
                max_body=settings.max_body, proxy=settings.proxy
            )
        if site.credentials.grants:
            from ._oauth import TokenTransport

            transport = TokenTransport(transport, site)
        self._transport: Transport = transport

    def send(self, call: Call[T]) -> T:
        """Make a call and return what it returns."""
        return self.exchange(call)[0]

    def exchange(self, call: Call[T]) -> tuple[T, Reply]:
        """Make a call and return also the reply."""
        trial = self._begin(call)
        return self._finish(call, trial, self._tried(trial, self._send))

    def _tried(self, trial: Trial, send: Callable[[Trial, float], A]) -> A:
        """Send a request as often as it takes; return the answer that stands."""
        held = trial.hold()
        if held:
            self.clock.sleep(held)
        while True:
            left = trial.left()
            try:
                with told(trial):
                    answer = send(trial, left)
            except TransportError as error:
                wait = trial.failed(error)
            else:
                again = trial.answered(answer, whole(answer))
                if again is None:
                    return answer
                wait = again
            self.clock.sleep(wait)

    def _send(self, trial: Trial, left: float) -> RawReply:
        if not self._middleware:
            return self._transport.send(trial.request, timeout=left)
        from ._middleware import chained

        def send(request: Request) -> RawReply:
            return self._transport.send(request, timeout=trial.remaining())

        return chained(self._middleware, send)(trial.request)

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

        return Lines(*self._open(call), call.operation, self.watch)

    def events(self, call: Call[T]) -> Events[T]:
        """Make a call and return the events that come."""
        from ._stream import Events

        return Events(*self._open(call), call.operation, self.watch)

    def _open(self, call: Call[T]) -> tuple[RawStream, Reply]:
        """Make a call and return the response once it is known to be a success."""
        from ._whole import WholeStream

        trial = self._begin(call)
        answer = self._tried(trial, self._stream)
        if not isinstance(answer, RawReply):
            return answer, self._note(trial.reply(answer, b""))
        if is_success(answer.status):
            return WholeStream(answer), self._note(trial.reply(answer, b""))
        raise self._failure(call, trial.reply(answer, answer.body))

    def _stream(self, trial: Trial, left: float) -> RawReply | RawStream:
        """Return a success that is still coming in, or a failure with all it says."""
        from ._whole import success_or_all

        if not self._middleware:
            return success_or_all(self._transport, trial.request, left)
        from ._middleware import chained
        from ._whole import Heads

        heads = Heads[RawStream]()

        def send(request: Request) -> RawReply:
            answer = success_or_all(self._transport, request, trial.remaining())
            return answer if isinstance(answer, RawReply) else heads.keep(answer)

        chosen: object = None
        try:
            chosen = final = chained(self._middleware, send)(trial.request)
        finally:
            for stream in heads.others(chosen):
                stream.close()
        return heads.stream(final) or final

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
        settings: Settings[AsyncMiddleware],
        transport: AsyncTransport | None,
    ) -> None:
        """Keep the settings; make a transport if none is given, and own it."""
        super().__init__(site, settings, transport is not None)
        self._own: AsyncHttpcoreTransport | None = None
        self._middleware = settings.middleware
        if transport is None:
            from ._httpcore import AsyncHttpcoreTransport

            transport = self._own = AsyncHttpcoreTransport(
                max_body=settings.max_body, proxy=settings.proxy
            )
        if site.credentials.grants:
            from ._oauth import AsyncTokenTransport

            transport = AsyncTokenTransport(transport, site)
        self._transport: AsyncTransport = transport

    async def send(self, call: Call[T]) -> T:
        """Make a call and return what it returns."""
        return (await self.exchange(call))[0]

    async def exchange(self, call: Call[T]) -> tuple[T, Reply]:
        """Make a call and return also the reply."""
        trial = self._begin(call)
        return self._finish(call, trial, await self._tried(trial, self._send))

    async def _tried(
        self, trial: Trial, send: Callable[[Trial, float], Awaitable[B]]
    ) -> B:
        """Send a request as often as it takes; return the answer that stands."""
        held = trial.hold()
        if held:
            await self.clock.asleep(held)
        while True:
            left = trial.left()
            try:
                with told(trial):
                    answer = await send(trial, left)
            except TransportError as error:
                wait = trial.failed(error)
            else:
                again = trial.answered(answer, whole(answer))
                if again is None:
                    return answer
                wait = again
            await self.clock.asleep(wait)

    async def _send(self, trial: Trial, left: float) -> RawReply:
        if not self._middleware:
            return await self._transport.send(trial.request, timeout=left)
        from ._middleware import achained

        async def send(request: Request) -> RawReply:
            return await self._transport.send(request, timeout=trial.remaining())

        return await achained(self._middleware, send)(trial.request)

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

        return AsyncLines(*await self._open(call), call.operation, self.watch)

    async def events(self, call: Call[T]) -> AsyncEvents[T]:
        """Make a call and return the events that come."""
        from ._stream import AsyncEvents

        return AsyncEvents(*await self._open(call), call.operation, self.watch)

    async def _open(self, call: Call[T]) -> tuple[AsyncRawStream, Reply]:
        """Make a call and return the response once it is known to be a success."""
        from ._whole import AsyncWholeStream

        trial = self._begin(call)
        answer = await self._tried(trial, self._stream)
        if not isinstance(answer, RawReply):
            return answer, self._note(trial.reply(answer, b""))
        if is_success(answer.status):
            return AsyncWholeStream(answer), self._note(trial.reply(answer, b""))
        raise self._failure(call, trial.reply(answer, answer.body))

    async def _stream(self, trial: Trial, left: float) -> RawReply | AsyncRawStream:
        """Return a success that is still coming in, or a failure with all it says."""
        from ._whole import asuccess_or_all

        if not self._middleware:
            return await asuccess_or_all(self._transport, trial.request, left)
        from ._middleware import achained
        from ._whole import Heads

        heads = Heads[AsyncRawStream]()

        async def send(request: Request) -> RawReply:
            left = trial.remaining()
            answer = await asuccess_or_all(self._transport, request, left)
            return answer if isinstance(answer, RawReply) else heads.keep(answer)

        chosen: object = None
        try:
            chosen = final = await achained(self._middleware, send)(trial.request)
        finally:
            for stream in heads.others(chosen):
                await stream.close()
        return heads.stream(final) or final

    async def close(self) -> None:
        """Close the transport, unless the caller gave it."""
        self._closed = True
        if self._own is not None:
            await self._own.close()
