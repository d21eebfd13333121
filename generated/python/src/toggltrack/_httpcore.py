"""The default transports: with their network backends, all that knows httpcore2."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Generator
from typing import Final
from urllib.parse import urlsplit

import httpcore2

from ._exchange import Headers, RawReply, Reply, Request
from ._network import LONGEST, AsyncBackend, Deadline, DeadlineBackend
from .errors import CallTimeoutError, ConnectionFailedError, UnreadableResponseError

MAX_BODY: Final = 100_000_000
"""Bytes that a response may have, unless said otherwise."""
_CONNECTIONS: Final = 100
_IDLE_CONNECTIONS: Final = 20
_IDLE_SECONDS: Final = 30.0


class HttpcoreTransport:
    """Sends requests over a pool of connections; several threads may use it at once."""

    def __init__(self, *, max_body: int = MAX_BODY) -> None:
        """Make a pool; no connection is opened yet.

        Args:
            max_body: Bytes that a response may have.
        """
        self._max_body = max_body
        self._pool = httpcore2.ConnectionPool(
            # Made once: by itself the pool would read all certificates per connection.
            ssl_context=httpcore2.default_ssl_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=DeadlineBackend(),
        )

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        progress = _Progress()
        with _translated(request, timeout, progress):
            response = self._pool.handle_request(
                _request(request, Deadline(timeout), progress.see)
            )
            try:
                body = _Body(request, response, self._max_body)
                for chunk in response.iter_stream():
                    body.add(chunk)
                return body.reply()
            finally:
                response.close()

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class AsyncHttpcoreTransport:
    """Sends requests over a pool of connections; several tasks may use it at once."""

    def __init__(self, *, max_body: int = MAX_BODY) -> None:
        """Make a pool; no connection is opened yet.

        Args:
            max_body: Bytes that a response may have.
        """
        self._max_body = max_body
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_IDLE_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=AsyncBackend(),
        )

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        progress = _Progress()
        with _translated(request, timeout, progress):
            # Cancelling ends whatever is going on, so no backend of ours is needed.
            async with asyncio.timeout(min(timeout, LONGEST)):
                return await self._send(request, progress)

    async def _send(self, request: Request, progress: _Progress) -> RawReply:
        response = await self._pool.handle_async_request(
            _request(request, None, progress.asee)
        )
        try:
            body = _Body(request, response, self._max_body)
            async for chunk in response.aiter_stream():
                body.add(chunk)
            return body.reply()
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Progress:
    """How far a request got, from the events that the library reports."""

    def __init__(self) -> None:
        self.sent = False

    def see(self, event: str, _: object) -> None:
        # From the first attempt to write on, nobody can tell what arrived.
        self.sent = self.sent or event.endswith("send_request_headers.started")

    async def asee(self, event: str, info: object) -> None:
        self.see(event, info)


class _Body:
    """A response that is coming in, up to a size."""

    def __init__(
        self, request: Request, response: httpcore2.Response, limit: int
    ) -> None:
        self._request = request
        self._status = response.status
        self._headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in response.headers
        )
        self._chunks: list[bytes] = []
        self._room = limit
        self._limit = limit

    def add(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._room -= len(chunk)
        if self._room < 0:
            raw = self.reply()
            reply = Reply(
                status=raw.status,
                headers=Headers(raw.headers),
                body=raw.body,
                request=self._request.masked(),
            )
            message = f"{self._request}: the body is over {self._limit} bytes long"
            raise UnreadableResponseError(message, reply)

    def reply(self) -> RawReply:
        return RawReply(self._status, self._headers, b"".join(self._chunks))


def _request(
    request: Request, deadline: Deadline | None, trace: object
) -> httpcore2.Request:
    parts = urlsplit(request.url)
    headers = list(request.headers.pairs)
    if "host" not in request.headers:
        headers.insert(0, ("Host", parts.netloc))
    if request.body is not None or request.method in ("POST", "PUT", "PATCH"):
        headers.append(("Content-Length", str(len(request.body or b""))))
    phases = ("connect", "pool", "read", "write")
    return httpcore2.Request(
        request.method,
        httpcore2.URL(
            scheme=parts.scheme,
            host=parts.hostname or "",
            port=parts.port,
            # Not put together again from its parts: it is to arrive as it was written.
            target=request.url.partition("://")[2].removeprefix(parts.netloc),
        ),
        headers=headers,
        content=request.body,
        extensions={"timeout": dict.fromkeys(phases, deadline), "trace": trace},
    )


@contextlib.contextmanager
def _translated(
    request: Request, timeout: float, progress: _Progress
) -> Generator[None]:
    """Turn the library's errors into ours."""
    try:
        yield
    except (httpcore2.TimeoutException, TimeoutError) as error:
        message = f"{request}: no whole answer within {timeout} seconds"
        raise CallTimeoutError(message, request, progress.sent) from error
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
        OSError,
    ) as error:
        message = f"{request}: {error}"
        raise ConnectionFailedError(message, request, progress.sent) from error
