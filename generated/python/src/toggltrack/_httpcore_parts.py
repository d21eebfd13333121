"""What the default transports share: requests and errors, ours and httpcore2's."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import Final
from urllib.parse import urlsplit

import httpcore2

from ._exchange import Headers, RawReply, Reply, Request
from ._network import Deadline
from .errors import CallTimeoutError, ConnectionFailedError, UnreadableResponseError

MAX_BODY: Final = 100_000_000
"""Bytes of a response that may be in memory at once, unless said otherwise."""


class Progress:
    """How far a request got, from the events that the library reports."""

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self.sent = False

    def see(self, event: str, _: object) -> None:
        """Note an event."""
        # From the first attempt to write on, nobody can tell what arrived.
        self.sent = self.sent or event.endswith("send_request_headers.started")

    async def asee(self, event: str, info: object) -> None:
        """Note an event."""
        self.see(event, info)


class Body:
    """A response that is coming in, up to a size."""

    def __init__(
        self, request: Request, response: httpcore2.Response, limit: int
    ) -> None:
        """Begin with no body."""
        self._request = request
        self._status = response.status
        self._headers = fields_of(response)
        self._chunks: list[bytes] = []
        self._room = limit
        self._limit = limit

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body.

        Raises:
            UnreadableResponseError: It is one too many.
        """
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
        """Return the response with the body that came."""
        return RawReply(self._status, self._headers, b"".join(self._chunks))


def fields_of(response: httpcore2.Response) -> tuple[tuple[str, str], ...]:
    """Return the header fields of a response."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in response.headers
    )


def put(
    request: Request, deadline: Deadline | None, trace: object
) -> httpcore2.Request:
    """Return a request as the library wants it."""
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
def translated(request: Request, what: str, progress: Progress) -> Generator[None]:
    """Turn the library's errors into ours; `what` did not come in time."""
    try:
        yield
    except (httpcore2.TimeoutException, TimeoutError) as error:
        message = f"{request}: {what}"
        raise CallTimeoutError(message, request, progress.sent) from error
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.UnsupportedProtocol,
        OSError,
    ) as error:
        message = f"{request}: {error}"
        raise ConnectionFailedError(message, request, progress.sent) from error
