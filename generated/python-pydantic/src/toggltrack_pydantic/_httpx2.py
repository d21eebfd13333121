"""Transports over a client of httpx2 that the caller made: its proxies, certificates.

The package does not need httpx2, and does not import it before one of these is used.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from ._base import PackageError
from ._exchange import RawReply, Request, is_success
from ._limited import MAX_BODY, Body
from ._unique import Unique
from .errors import CallTimeoutError, ClientClosedError, ConnectionFailedError

if TYPE_CHECKING:
    import httpx2

# Loops take no more than some years; nobody waits that long.
_LONGEST = 1e8


class _Exchange:
    """A request that goes through a client of httpx2, and how far it got."""

    def __init__(self, request: Request, timeout: float) -> None:
        self.request = request
        self.timeout = min(timeout, _LONGEST)
        self.end = time.monotonic() + self.timeout
        self._heard = False
        self._sent = False

    def put(self, trace: object) -> httpx2.Request:
        """Return the request as the library wants it: with no defaults of a client."""
        import httpx2

        url = self.request.url
        target = "/" + url.partition("://")[2].partition("/")[2]
        phases = ("connect", "pool", "read", "write")
        return httpx2.Request(
            self.request.method,
            url,
            headers=list(self.request.headers.pairs),
            content=self.request.body,
            extensions={
                "timeout": dict.fromkeys(phases, self.timeout),
                # It is to arrive as it was written.
                "target": target.encode("ascii"),
                "trace": trace,
            },
        )

    def see(self, event: str, info: object) -> None:
        """Note an event that the library reports, where its own transport is used."""
        self._heard = True
        if event.endswith("send_request_headers.started"):
            asked = cast("Mapping[str, object]", info).get("request")
            # What a proxy is told to begin with is not yet the request.
            is_ours = getattr(asked, "method", b"") != b"CONNECT"
            self._sent = self._sent or is_ours

    async def asee(self, event: str, info: object) -> None:
        """Note an event that the library reports, where its own transport is used."""
        self.see(event, info)

    def check(self) -> None:
        """Raise an error when the time is over."""
        if time.monotonic() > self.end:
            message = "no time is left"
            raise TimeoutError(message)

    @contextlib.contextmanager
    def translated(self, late: str) -> Generator[None]:
        """Turn every error of the library into one of ours."""
        import httpx2

        request = self.request
        try:
            yield
        except PackageError:
            raise
        except (httpx2.TimeoutException, TimeoutError) as error:
            message = f"{request}: {late} within {self.timeout:g} seconds"
            raise CallTimeoutError(message, request, self._was_sent(error)) from error
        except Exception as error:
            message = f"{request}: {str(error) or type(error).__name__}"
            sent = self._was_sent(error)
            raise ConnectionFailedError(message, request, sent) from error

    def _was_sent(self, error: Exception) -> bool:
        import httpx2

        if self._heard:
            return self._sent
        before = (
            httpx2.ConnectError,
            httpx2.ConnectTimeout,
            httpx2.PoolTimeout,
            httpx2.ProxyError,
            httpx2.UnsupportedProtocol,
            httpx2.LocalProtocolError,
            httpx2.InvalidURL,
        )
        return not isinstance(error, before)


class Httpx2Transport(Unique):
    """Sends requests through an `httpx2.Client` of the caller's, who closes it.

    What counts of the client: its transports and proxies, certificates, pool and event
    hooks. What does not: its header fields, cookies, parameters, `base_url`, `auth` and
    `timeout`; requests are sent as they are, with the credentials of the API. Redirects
    are never followed, even where the client would.

    The time of a call bounds each of its waits, and all of the body together; a piece
    of the body that never comes may take as long again. It does not bound the look-up
    of a host, nor a server that sends its header fields byte by byte: the default
    transport does.
    """

    def __init__(self, client: httpx2.Client, *, max_body: int = MAX_BODY) -> None:
        """Keep the client.

        Args:
            client: Sends the requests; to be closed by whoever made it.
            max_body: Bytes of a response that may be in memory at once.
        """
        self._client = client
        self._max_body = max_body

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response."""
        exchange = _Exchange(request, timeout)
        with exchange.translated("no whole answer"):
            response = self._sent(exchange)
            with contextlib.closing(response):
                body = Body(
                    request, response.status_code, _fields(response), self._max_body
                )
                for chunk in response.iter_raw():
                    body.add(chunk)
                    exchange.check()
                return body.reply()

    def open(self, request: Request, *, timeout: float) -> Httpx2Stream:
        """Send a request and read the header fields of the response.

        Each piece of the body of a success has as much time again.
        """
        exchange = _Exchange(request, timeout)
        with exchange.translated("no answer"):
            response = self._sent(exchange)
        return Httpx2Stream(exchange, response, self._max_body)

    def _sent(self, exchange: _Exchange) -> httpx2.Response:
        _check_open(self._client)
        # With `auth=None`: what the client has would replace our own.
        return self._client.send(
            exchange.put(exchange.see), stream=True, auth=None, follow_redirects=False
        )


class Httpx2Stream:
    """A response whose body is still coming in."""

    def __init__(
        self, exchange: _Exchange, response: httpx2.Response, limit: int
    ) -> None:
        """Keep the response; its header fields are here."""
        self.status: int = response.status_code
        self.headers: tuple[tuple[str, str], ...] = _fields(response)
        self.limit: int = limit
        self._exchange = exchange
        self._response = response
        self._chunks = response.iter_raw()

    def __iter__(self) -> Iterator[bytes]:
        """Iterate over the body as it comes in; once."""
        with self._exchange.translated("nothing more of the body"):
            for chunk in self._chunks:
                if not is_success(self.status):
                    self._exchange.check()
                yield chunk

    def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        self._response.close()


class AsyncHttpx2Transport(Unique):
    """Sends requests through an `httpx2.AsyncClient`; otherwise as Httpx2Transport.

    Here the time of a call bounds all of it.
    """

    def __init__(self, client: httpx2.AsyncClient, *, max_body: int = MAX_BODY) -> None:
        """Keep the client.

        Args:
            client: Sends the requests; to be closed by whoever made it.
            max_body: Bytes of a response that may be in memory at once.
        """
        self._client = client
        self._max_body = max_body

    async def send(self, request: Request, *, timeout: float) -> RawReply:
        """Send a request and read the whole response in the time given."""
        exchange = _Exchange(request, timeout)
        with exchange.translated("no whole answer"):
            async with asyncio.timeout(exchange.timeout):
                response = await self._sent(exchange)
                async with contextlib.aclosing(response):
                    body = Body(
                        request, response.status_code, _fields(response), self._max_body
                    )
                    async for chunk in response.aiter_raw():
                        body.add(chunk)
                    return body.reply()

    async def open(self, request: Request, *, timeout: float) -> AsyncHttpx2Stream:
        """Send a request and read the header fields of the response in the time given.

        Each piece of the body of a success has as much time again.
        """
        exchange = _Exchange(request, timeout)
        end = asyncio.get_running_loop().time() + exchange.timeout
        with exchange.translated("no answer"):
            async with asyncio.timeout_at(end):
                response = await self._sent(exchange)
        return AsyncHttpx2Stream(exchange, response, end, self._max_body)

    async def _sent(self, exchange: _Exchange) -> httpx2.Response:
        _check_open(self._client)
        return await self._client.send(
            exchange.put(exchange.asee), stream=True, auth=None, follow_redirects=False
        )


class AsyncHttpx2Stream:
    """A response whose body is still coming in."""

    def __init__(
        self,
        exchange: _Exchange,
        response: httpx2.Response,
        end: float,
        limit: int,
    ) -> None:
        """Keep the response; its header fields are here."""
        self.status: int = response.status_code
        self.headers: tuple[tuple[str, str], ...] = _fields(response)
        self.limit: int = limit
        self._exchange = exchange
        self._response = response
        self._end = end
        self._chunks = response.aiter_raw()

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return this stream."""
        return self

    async def __anext__(self) -> bytes:
        """Return the next piece of the body, in the time that each piece has."""
        if is_success(self.status):
            now = asyncio.get_running_loop().time()
            self._end = now + self._exchange.timeout
        with self._exchange.translated("nothing more of the body"):
            async with asyncio.timeout_at(self._end):
                chunk = await anext(self._chunks, None)
        if chunk is None:
            raise StopAsyncIteration
        return chunk

    async def close(self) -> None:
        """Give the connection back, or end it where something is still to come."""
        await asyncio.shield(self._response.aclose())


def _check_open(client: httpx2.Client | httpx2.AsyncClient) -> None:
    if client.is_closed:
        message = f"this {type(client).__name__} is closed"
        raise ClientClosedError(message)


def _fields(response: httpx2.Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in response.headers.raw
    )
