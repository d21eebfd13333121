"""Print every ratio with its bound, then the table of large descriptions; exit with 1 where a bound is missed.

`python -m tests.benchmarks races` prints the ratios alone, `python -m tests.benchmarks scale` the table alone.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence

from . import decode, generate, scale


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks that are named, all where none is."""
    if unknown := set(wanted) - {"races", "scale"}:
        print(f"there are no benchmarks {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    missed = False
    if not wanted or "races" in wanted:
        missed = _races()
    if not wanted or "scale" in wanted:
        for line in scale.table():
            print(line, flush=True)
    return int(missed)


def _races() -> bool:
    print(f"{'':58} {'min':>6} {'median':>7} {'bound':>6}")
    missed = False
    for race in itertools.chain(generate.races(), decode.races()):
        result = race.run()
        missed |= not result.within
        print(result, flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
