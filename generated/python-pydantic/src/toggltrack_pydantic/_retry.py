"""Which requests may be sent again, and when: rules and numbers; nothing is sent."""

from __future__ import annotations

import threading
from typing import Final

from ._exchange import Headers
from .errors import CallTimeoutError, TransportError

IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})
"""Methods that can be sent twice and do the same as sent once."""
_PASSING: Final = frozenset({408, 502, 503, 504})
_REFUSED: Final = 429
_FIRST_WAIT: Final = 0.5
_LONGEST_WAIT: Final = 8.0
LONGEST_RETRY_AFTER: Final = 60.0
"""Seconds that a server may ask a call to wait; beyond them the caller decides."""
_TOKENS: Final = 10
_SUCCESSES: Final = 10


class Budget:
    """How many times a client may still try again; all its calls share it.

    A server that is down should not get three times the requests it cannot answer.
    """

    def __init__(self) -> None:
        """Begin with all of it."""
        self._lock = threading.Lock()
        self._tokens = _TOKENS
        self._successes = 0

    def take(self) -> bool:
        """Take one; tell whether there was one."""
        with self._lock:
            if self._tokens == 0:
                return False
            self._tokens -= 1
            return True

    def succeeded(self) -> None:
        """Note a success; a number of them gives one back."""
        # Read without the lock, which is for the rare case that something is missing.
        if self._tokens == _TOKENS:
            return
        with self._lock:
            self._successes += 1
            if self._successes == _SUCCESSES:
                self._successes = 0
                self._tokens = min(self._tokens + 1, _TOKENS)


def is_passing(method: str, status: int) -> bool:
    """Tell whether the same request, sent again, may be answered better and is safe."""
    # What was refused was not done, so that any method may try again.
    return status == _REFUSED or (status in _PASSING and method in IDEMPOTENT)


def is_repeatable(method: str, error: TransportError) -> bool:
    """Tell whether a request that was not answered can safely be sent again."""
    if isinstance(error, CallTimeoutError):
        return False
    return not error.sent or method in IDEMPOTENT


def backoff(retry: int, chance: float) -> float:
    """Return how long to wait before a retry where the server does not say.

    Args:
        retry: Which retry it is, counted from 0.
        chance: A number from 0 to 1: clients that failed together come back apart.
    """
    # The exponent is bounded: a number of retries may be, too large for a float.
    return chance * min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(retry, 10))


def retry_after(headers: Headers, now: float) -> float | None:
    """Return how many seconds the server asks to wait; None where it does not say.

    Args:
        headers: Its header fields; the wait is seconds or a date (RFC 9110).
        now: Seconds since 1970, if the response does not tell its own time.
    """
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    seconds = float(text) if text.isascii() and text.isdigit() else number(text)
    if seconds is None:
        until = _moment(text)
        if until is None:
            return None
        # The server's own clock, where it tells: the machine's may be wrong.
        told = _moment(headers.get("date", ""))
        seconds = until - (now if told is None else told)
    return max(seconds, 0.0)


def number(text: str) -> float | None:
    """Return a number in a header field; None for anything else, infinity included."""
    plain = text.strip().removeprefix("-")
    # Before it is read: `float` takes words, underscores and digits of all scripts.
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return None
    value = float(text)
    return value if abs(value) < 1e15 else None


def _moment(text: str) -> float | None:
    if not text:
        return None
    # Imported here: most servers never send a date to wait for.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
