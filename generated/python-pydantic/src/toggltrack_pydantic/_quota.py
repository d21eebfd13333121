"""The quota that an API declares: what is left of it, and calls that it forbids."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

import msgspec

from ._clock import Clock
from ._exchange import Headers
from ._retry import number

OnQuota: TypeAlias = Literal["raise", "wait"]
"""What becomes of a call beyond the quota."""

LONGEST_WAIT: Final = 3600.0
"""Seconds that a call waits for the quota; beyond them it is an error."""
_NOTED: Final = 1000


class QuotaHeaders(msgspec.Struct, frozen=True):
    """Where a response tells of the quota."""

    remaining: str
    """The header field with the calls that are left."""
    resets_in: str
    """The header field with the seconds until there are more."""
    status: int
    """The status of a call beyond the quota."""


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """What the last response told of the quota.

    Attributes:
        remaining: How many calls are left; below zero where more were made.
        resets_in: In how many seconds there are more, counted from the response; None
            where it did not say.
        resets_at: The moment when there are more.
    """

    remaining: int
    resets_in: float | None = None
    resets_at: datetime | None = None


class QuotaKeeper:
    """What a client knows of the quota; threads may share it.

    One API may have several: each organization its own, for instance. They are told
    apart by the first argument in the path of a call, so that one which is spent does
    not stop calls that belong to another.
    """

    def __init__(
        self, declared: QuotaHeaders | None, mode: OnQuota, clock: Clock
    ) -> None:
        """Know nothing yet."""
        self.declared = declared
        self.mode: OnQuota = mode
        self.last: Quota | None = None
        self._clock = clock
        self._lock = threading.Lock()
        self._spent: dict[str, tuple[float, Headers]] = {}

    def note(self, key: str, headers: Headers) -> None:
        """Take what a response tells.

        Args:
            key: Which of several quotas it belongs to.
            headers: The header fields of the response.
        """
        if self.declared is None or self.declared.remaining not in headers:
            return
        left = remaining(self.declared, headers)
        if left is None:
            return
        seconds = resets_in(self.declared, headers)
        self.last = Quota(
            remaining=int(left),
            resets_in=seconds,
            resets_at=None if seconds is None else self._moment(seconds),
        )
        with self._lock:
            self._spent.pop(key, None)
            if left <= 0 and seconds is not None:
                # A client of a great many quotas forgets the oldest.
                while len(self._spent) >= _NOTED:
                    del self._spent[next(iter(self._spent))]
                self._spent[key] = self._clock.now() + seconds, headers

    def hold(self, key: str) -> tuple[float, Headers] | None:
        """Return the seconds until a quota that is spent is not, and who said so.

        None where a call can be made.
        """
        # Read without the lock, which is for the rare case that something is spent.
        if not self._spent:
            return None
        with self._lock:
            until, headers = self._spent.get(key, (0.0, Headers()))
            seconds = until - self._clock.now()
            if seconds <= 0:
                self._spent.pop(key, None)
                return None
            return seconds, headers

    def is_spent(self, status: int, headers: Headers) -> bool:
        """Tell whether a response refuses a call because nothing is left."""
        if self.declared is None or status != self.declared.status:
            return False
        left = remaining(self.declared, headers)
        return left is not None and left <= 0

    def wait(self, headers: Headers) -> float | None:
        """Return how long a refused call waits; None where it does not."""
        if self.declared is None or self.mode != "wait":
            return None
        seconds = resets_in(self.declared, headers)
        return None if seconds is None or seconds > LONGEST_WAIT else seconds

    def _moment(self, seconds: float) -> datetime | None:
        try:
            return datetime.fromtimestamp(self._clock.time() + seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None


def remaining(declared: QuotaHeaders, headers: Headers) -> float | None:
    """Return how many calls are left; None where the response does not say."""
    return number(headers.get(declared.remaining, ""))


def resets_in(declared: QuotaHeaders, headers: Headers) -> float | None:
    """Return in how many seconds there are more; None where it does not say."""
    seconds = number(headers.get(declared.resets_in, ""))
    return None if seconds is None else max(seconds, 0.0)
