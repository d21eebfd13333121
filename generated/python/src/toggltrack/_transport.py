"""What a transport is: it sends one request and hands back the whole response."""

from __future__ import annotations

from typing import Protocol

from ._exchange import RawReply, Request


class Transport(Protocol):
    """Sends requests for a client without `await`; used by several threads at once.

    A transport does not follow redirects, does not retry and does not decode. It raises
    ConnectionFailedError or CallTimeoutError, with `sent` told as well as it knows.
    """

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the last byte of the body must be here.
        """
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class AsyncTransport(Protocol):
    """Sends requests for a client with `await`; otherwise like Transport."""

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response.

        Args:
            request: What to send, with real secrets.
            timeout: Seconds until the last byte of the body must be here.
        """
        ...

    async def close(self) -> None:
        """Close what is open."""
        ...
