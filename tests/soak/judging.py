"""What is wrong with a soak that has ended: calls that ended as they must not, faults that never came, what grew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .cases import ANSWER, FAULTS
from .run import TASKS, THREADS, Level, Soak

GROWTH: Final = 400_000
"""Bytes that may be held more at the end than in the beginning, however many calls there were."""
_SHOWN: Final = 20


def faults_of(soak: Soak, levels: Sequence[Level]) -> list[str]:
    """Return what is wrong, in words; the soak is closed."""
    return [*_ends(soak), *_held(soak, levels)]


def _ends(soak: Soak) -> Iterator[str]:
    yield from soak.wrong[:_SHOWN]
    if len(soak.wrong) > _SHOWN:
        yield f"... {len(soak.wrong)} calls ended as they must not"
    came = {fault for fault, _ in soak.outcomes}
    yield from (f"{fault} never came" for fault in sorted({*FAULTS, ""} - came))
    repeated = [fault for fault, rule in FAULTS.items() if rule.again != "never"]
    if not any(soak.outcomes[fault, ANSWER] for fault in repeated):
        yield "no call was answered that was sent again"
    if not soak.deviations:
        yield "no deviation was told"


def _held(soak: Soak, levels: Sequence[Level]) -> Iterator[str]:
    first, last = levels[0], levels[-1]
    if last.memory - first.memory > GROWTH:
        yield f"memory grew from {first.memory:,} to {last.memory:,} bytes"
    # A lane has one connection at a time; two files of this process, since the server is here as well.
    if last.connections > THREADS + TASKS:
        yield f"{last.connections} connections are open"
    if last.files > first.files + 2 * (THREADS + TASKS):
        yield f"open files grew from {first.files} to {last.files}"
    if last.threads > first.threads + THREADS + TASKS:
        yield f"threads grew from {first.threads} to {last.threads}"
    if soak.left_open:
        yield f"{soak.left_open} connections are open although the clients are closed"
