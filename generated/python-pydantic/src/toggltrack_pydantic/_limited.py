"""A body that is read up to a size, and no further."""

from __future__ import annotations

from typing import Final

from ._exchange import Headers, RawReply, Reply, Request
from .errors import UnreadableResponseError

MAX_BODY: Final = 100_000_000
"""Bytes of a response that may be in memory at once, unless said otherwise."""


class Body:
    """A response that is coming in, up to a size."""

    def __init__(
        self,
        request: Request,
        status: int,
        headers: tuple[tuple[str, str], ...],
        limit: int,
    ) -> None:
        """Begin with no body."""
        self._request = request
        self._status = status
        self._headers = headers
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
