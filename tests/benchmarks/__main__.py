"""Print every ratio with its bound; exit with 1 where a bound is missed."""

from __future__ import annotations

import itertools
import sys

from . import decode, generate


def main() -> int:
    """Run the benchmarks."""
    print(f"{'':58} {'min':>6} {'median':>7} {'bound':>6}")
    missed = False
    for race in itertools.chain(generate.races(), decode.races()):
        result = race.run()
        missed |= not result.within
        print(result)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
