"""One thing against another: run by turns, so that whatever else the machine does hits both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """What a race came to."""

    name: str
    fastest: float
    """Ratio of the fastest runs; held against the bound, being the least disturbed."""
    median: float
    bound: float
    seconds: float
    """The fastest run of what is measured."""

    @property
    def within(self) -> bool:
        """Say whether the bound is kept."""
        return self.fastest <= self.bound

    def __str__(self) -> str:
        """Return one row."""
        verdict = "" if self.within else "  MISSED"
        numbers = f"{self.fastest:>5.2f}x {self.median:>6.2f}x {self.bound:>5.2f}x"
        return f"{self.name:66} {numbers}  ({self.seconds * 1000:.2f} ms){verdict}"


@dataclass(frozen=True)
class Race:
    """What is measured, and what it is measured against."""

    name: str
    measured: Callable[[], object]
    against: Callable[[], object]
    bound: float
    runs: int
    prepare: Callable[[], None] = lambda: None

    def run(self) -> Result:
        """Run both by turns; the first turn warms up and does not count."""
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(self.runs + 1):
            for found, function in zip(times, (self.measured, self.against), strict=True):
                self.prepare()
                found.append(_time(function))
        ours, theirs = (found[1:] for found in times)
        return Result(
            self.name,
            min(ours) / min(theirs),
            statistics.median(ours) / statistics.median(theirs),
            self.bound,
            min(ours),
        )


def _time(function: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    kept = function()
    took = time.perf_counter() - started
    # What was made is freed outside the time.
    del kept
    return took
