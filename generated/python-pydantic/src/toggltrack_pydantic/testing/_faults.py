"""Failures that a test asks for, and a quota that runs out."""

from __future__ import annotations

from typing import Literal

import msgspec

from .._clock import Clock
from .._exchange import Request
from ..errors import CallTimeoutError, ConnectionFailedError, TransportError
from ._reply import FakeReply

Failure = Literal["connect", "timeout", "reset"]
"""No connection, no answer in time, or a connection that broke behind the request."""


class Fault(msgspec.Struct, kw_only=True):
    """What happens instead of an answer, and how often."""

    operation: str
    """The operation it waits for; empty for any."""
    times: int
    reply: FakeReply | None = None
    failure: Failure | None = None


class Quota:
    """Calls that are left until a time; then they may be made again."""

    def __init__(
        self, clock: Clock, remaining: int, resets_in: float, total: int
    ) -> None:
        """Begin now."""
        self._clock = clock
        self._left = remaining
        self._every = resets_in
        self._total = total
        self._end = clock.now() + resets_in

    def take(self) -> bool:
        """Count a call; tell whether it may be made."""
        while self._every > 0 and self._clock.now() >= self._end:
            self._left, self._end = self._total, self._end + self._every
        self._left -= 1
        return self._left >= 0

    @property
    def left(self) -> int:
        """How many calls may still be made."""
        return max(self._left, 0)

    @property
    def resets_in(self) -> int:
        """Whole seconds until they may be made again, at least one."""
        seconds = self._end - self._clock.now()
        return max(1, int(seconds) + (seconds > int(seconds)))


def failed(failure: Failure, request: Request) -> TransportError:
    """Return the error of a failure, as a transport raises it."""
    match failure:
        case "connect":
            message = f"{request}: no connection, as the test wants it"
            return ConnectionFailedError(message, request, sent=False)
        case "timeout":
            message = f"{request}: no answer in time, as the test wants it"
            return CallTimeoutError(message, request, sent=True)
        case "reset":
            message = f"{request}: the connection broke, as the test wants it"
            return ConnectionFailedError(message, request, sent=True)
