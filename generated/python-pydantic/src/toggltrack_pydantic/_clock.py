"""Time and chance as the client sees them; a test gives a clock that never waits."""

from __future__ import annotations

import random
import time
from typing import Protocol


class Clock(Protocol):
    """What a client asks for the time, waits with, and draws from."""

    def now(self) -> float:
        """Return seconds that only grow, from no certain beginning."""
        ...

    def time(self) -> float:
        """Return the seconds since 1970, to hold dates against."""
        ...

    def random(self) -> float:
        """Return a number from 0 to below 1, by chance."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Wait, and let others run."""
        ...


class RealClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Return seconds that only grow, from no certain beginning."""
        return time.monotonic()

    def time(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def random(self) -> float:
        """Return a number from 0 to below 1, by chance."""
        return random.random()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Wait, and let others run."""
        # Imported here: a client without `await` never needs it.
        import asyncio

        await asyncio.sleep(seconds)
