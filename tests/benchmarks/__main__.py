"""Print every ratio with its bound, then the tables of large descriptions and of reviews; 1 where a bound is missed.

`python -m tests.benchmarks generate models calls typescript` prints those ratios alone, `races` all ratios, `scale`,
`reviews` and `sizes` (of bundles of the client in TypeScript) the tables.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from . import calls, decode, encode, generate, reviews, scale, typescript
from .race import Race
from .rivals import Rival, rivals

RACES: Final[dict[str, Callable[[list[Rival]], Iterator[Race]]]] = {
    "generate": lambda others: generate.races(),
    "models": lambda others: itertools.chain(decode.races(), encode.races(others)),
    "calls": calls.races,
    "typescript": lambda others: typescript.races(),
}


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks that are named, all where none is."""
    if unknown := set(wanted) - {*RACES, "races", "scale", "reviews", "sizes"}:
        print(f"there are no benchmarks {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    chosen = [name for name in RACES if not wanted or name in wanted or "races" in wanted]
    missed = _run(chosen) if chosen else False
    if not wanted or "scale" in wanted:
        for line in scale.table():
            print(line, flush=True)
    if not wanted or "sizes" in wanted:
        for line in typescript.table():
            print(line, flush=True)
    if not wanted or "reviews" in wanted:
        for line in reviews.table():
            missed |= "MISSED" in line
            print(line, flush=True)
    return int(missed)


def _run(names: Sequence[str]) -> bool:
    print(f"{'':66} {'min':>6} {'median':>7} {'bound':>6}")
    missed = False
    with rivals() as others:
        for race in itertools.chain.from_iterable(RACES[name](others) for name in names):
            result = race.run()
            missed |= not result.within
            print(result, flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
