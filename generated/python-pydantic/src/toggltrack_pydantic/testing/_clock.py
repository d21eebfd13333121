"""A clock that waits for nothing, and tells how long would have been waited."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterable


class FakeClock:
    """A clock for clients in tests: `Client(..., clock=FakeClock())`.

    Time goes on as it does, and jumps where somebody waits.

    Attributes:
        waits: Every wait that was asked for, in seconds.
    """

    def __init__(self, chances: Iterable[float] = ()) -> None:
        """Begin now.

        Args:
            chances: What `random` returns, one after the other; then it returns 1.0,
                which makes every wait as long as it can be.
        """
        self.waits: list[float] = []
        self._skipped = 0.0
        self._chances = iter(chances)
        self._lock = threading.Lock()

    def now(self) -> float:
        """Return seconds that only grow, from no certain beginning."""
        return time.monotonic() + self._skipped

    def time(self) -> float:
        """Return the seconds since 1970."""
        return time.time() + self._skipped

    def random(self) -> float:
        """Return the next number that was given, 1.0 behind the last."""
        with self._lock:
            return next(self._chances, 1.0)

    def sleep(self, seconds: float) -> None:
        """Note a wait, and let its time be over."""
        self.skip(seconds)
        with self._lock:
            self.waits.append(seconds)

    async def asleep(self, seconds: float) -> None:
        """Note a wait, let its time be over, and let others run."""
        self.sleep(seconds)
        await asyncio.sleep(0)

    def skip(self, seconds: float) -> None:
        """Let time pass that nobody waits for."""
        with self._lock:
            self._skipped += max(seconds, 0.0)
