"""How many vectors there are, and what of the API none of them concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from . import known
from .loader import check
from .vector import CATEGORIES, OTHER_FILES, RAW, Vector

LEAST = 5
"""Vectors that a category must have."""


def per_category(vectors: Iterable[Vector]) -> dict[str, int]:
    """Return how many vectors each category has."""
    counted = Counter(vector.category for vector in vectors)
    return {name: counted[name] for name in (*CATEGORIES, *OTHER_FILES) if name in CATEGORIES or counted[name]}


def untouched(vectors: Sequence[Vector]) -> Iterator[str]:
    """Yield the operations that no vector calls, and the documented statuses that none is answered."""
    called = {vector.operation for vector in vectors}
    yield from (f"operation {name}" for name in known.operations() if name not in called and name != RAW)
    answered = {
        (vector.operation, exchange.reply.status)
        for vector in vectors
        for exchange in vector.exchanges
        if exchange.reply is not None
    }
    yield from (f"status {status} of {name}" for name, status in known.statuses() if (name, status) not in answered)


def counted() -> list[str]:
    """Return the counts of the vectors of this repository."""
    return summary(check()[0])


def summary(vectors: Sequence[Vector]) -> list[str]:
    """Return the counts as lines for people."""
    counts = per_category(vectors)
    missing = list(untouched(vectors))
    lines = [f"{count:5} {name}" for name, count in counts.items()]
    operations, statuses = len(known.operations()) - 1, len(known.statuses())
    unmet = sum(one.startswith("operation") for one in missing)
    reached = (
        f"{operations - unmet} of {operations} operations, {statuses - len(missing) + unmet} of {statuses} statuses"
    )
    return [*lines, f"{len(vectors):5} vectors: {reached}"]
