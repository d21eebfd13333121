"""What a client tells through `logging`: each request and each answer, no secrets.

The logger has the name of the package. Requests and answers are DEBUG, waits are INFO.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final, cast

import msgspec

from ._exchange import MASK, Headers, Request, is_secret
from ._loads import loads
from ._media import is_json, media_type
from .errors import TransportError

# Enough to see what went on; a log is no archive.
_SHOWN: Final = 2000
_DEPTH: Final = 50


class Log:
    """The log of one client."""

    def __init__(self, sensitive: frozenset[str], bodies: bool) -> None:
        """Keep what is never shown.

        Args:
            sensitive: Names of members that are secrets, wherever they stand.
            bodies: Whether bodies are shown, those members masked.
        """
        self._logger = logging.getLogger(__package__)
        self._sensitive = frozenset(name.lower() for name in sensitive)
        self._bodies = bodies

    def sending(self, name: str, request: Request, attempt: int) -> None:
        """Tell that a request is sent."""
        if not self._logger.isEnabledFor(logging.DEBUG):
            return
        again = f" (attempt {attempt})" if attempt > 1 else ""
        body = self._body(request.headers, request.body or b"")
        fields = list(request.headers.masked().pairs)
        self._logger.debug("%s: %s%s %r%s", name, request, again, fields, body)

    def answered(
        self,
        name: str,
        status: int,
        headers: Headers,
        seconds: float,
        body: bytes | None,
    ) -> None:
        """Tell that an answer came; of one that is streamed the body is not known."""
        if not self._logger.isEnabledFor(logging.DEBUG):
            return
        size = "streamed" if body is None else f"{len(body)} bytes"
        shown = self._body(headers, body or b"")
        fields = list(headers.masked().pairs)
        self._logger.debug(
            "%s: %d in %.3f s, %s %r%s", name, status, seconds, size, fields, shown
        )

    def failed(self, name: str, error: TransportError, seconds: float) -> None:
        """Tell that no answer came."""
        self._logger.debug(
            "%s: %s after %.3f s: %s", name, type(error).__name__, seconds, error
        )

    def again(self, name: str, why: str, wait: float) -> None:
        """Tell that a request will be sent again."""
        self._logger.info("%s: %s; sent again in %.3f s", name, why, wait)

    def _body(self, headers: Headers, body: bytes) -> str:
        if not self._bodies or not body:
            return ""
        # What cannot be read cannot be masked, and is not shown.
        if not is_json(media_type(headers)):
            return f" ({len(body)} bytes that are no JSON)"
        try:
            shown = msgspec.json.encode(self._masked(loads(body), 0))
        except (ValueError, RecursionError):
            return f" ({len(body)} bytes that cannot be read)"
        text = shown.decode("utf-8", "replace")
        return f" {text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''}"

    def _masked(self, value: object, depth: int) -> object:
        if depth > _DEPTH:
            return MASK
        if isinstance(value, Mapping):
            return {
                key: MASK if self._hides(key) else self._masked(item, depth + 1)
                for key, item in cast("Mapping[str, object]", value).items()
            }
        if isinstance(value, list):
            rows = cast("list[object]", value)
            return [self._masked(row, depth + 1) for row in rows]
        return value

    def _hides(self, name: str) -> bool:
        return name.lower() in self._sensitive or is_secret(name.lower())
