"""`make mutants`: run every mutant and say which survive."""

from __future__ import annotations

import sys

from tests.mutants import mutants, run


def main() -> int:
    """Return 1 if a mutant survives."""
    survivors = 0
    for mutant in mutants():
        verdict = run(mutant)
        print(f"{'killed  ' if verdict.killed else 'SURVIVED'} {mutant.name} ({mutant.test})", flush=True)
        if not verdict.killed:
            survivors += 1
            print(verdict.said)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
