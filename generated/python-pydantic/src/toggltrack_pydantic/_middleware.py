"""What a caller puts around every request, and the chain that it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from ._exchange import RawReply, Request


class Middleware(Protocol):
    """Stands around every request of a client without `await`, retries included.

    It may change the request, answer it without asking the server, change the answer,
    or look on. It sees real secrets. Of an answer that is streamed it sees an empty
    body; where it returns another answer than it got, that one is streamed instead.
    """

    def handle(
        self, request: Request, call_next: Callable[[Request], RawReply]
    ) -> RawReply:
        """Return the answer to a request.

        Args:
            request: What is to be sent.
            call_next: Sends a request on, through the others, to the server.
        """
        ...


class AsyncMiddleware(Protocol):
    """Stands around every request of a client with `await`; otherwise as Middleware."""

    async def handle(
        self, request: Request, call_next: Callable[[Request], Awaitable[RawReply]]
    ) -> RawReply:
        """Return the answer to a request.

        Args:
            request: What is to be sent.
            call_next: Sends a request on, through the others, to the server.
        """
        ...


def chained(
    middleware: Sequence[Middleware], send: Callable[[Request], RawReply]
) -> Callable[[Request], RawReply]:
    """Return what sends a request through all of them; the first is outermost."""
    for one in reversed(middleware):
        send = _around(one, send)
    return send


def _around(
    one: Middleware, send: Callable[[Request], RawReply]
) -> Callable[[Request], RawReply]:
    return lambda request: one.handle(request, send)


def achained(
    middleware: Sequence[AsyncMiddleware],
    send: Callable[[Request], Awaitable[RawReply]],
) -> Callable[[Request], Awaitable[RawReply]]:
    """Return what sends a request through all of them; the first is outermost."""
    for one in reversed(middleware):
        send = _aaround(one, send)
    return send


def _aaround(
    one: AsyncMiddleware, send: Callable[[Request], Awaitable[RawReply]]
) -> Callable[[Request], Awaitable[RawReply]]:
    return lambda request: one.handle(request, send)
