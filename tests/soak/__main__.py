"""`python -m tests.soak [CALLS]`: make 100,000 calls or as many; print what came of them, and what is wrong."""

from __future__ import annotations

import sys
import time
import tracemalloc

from .cases import FAULTS
from .judging import faults_of
from .run import Soak

ROUNDS = 10


def main(calls: int) -> int:
    """Return 1 where a call ended as it must not, or something grew."""
    began = time.monotonic(), time.process_time()
    with Soak() as soak:
        soak.round(range(calls // 10))
        tracemalloc.start()
        levels = [soak.level()]
        for part in range(1, ROUNDS):
            soak.round(range(calls * part // ROUNDS, calls * (part + 1) // ROUNDS))
            levels.append(soak.level())
            print(f"{calls * (part + 1) // ROUNDS:>8,} calls: {levels[-1]}", flush=True)
        outcomes = soak.outcomes
    for fault in ("", *FAULTS):
        ends = {end: count for (of, end), count in sorted(outcomes.items()) if of == fault}
        print(f"{fault or 'no fault':15} {sum(ends.values()):>7,}  {', '.join(f'{n:,} {e}' for e, n in ends.items())}")
    seconds, processor = time.monotonic() - began[0], time.process_time() - began[1]
    print(f"{outcomes.total():,} calls in {seconds:.0f} s, {processor:.0f} s of processor time")
    problems = faults_of(soak, levels)
    print(*problems, sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
