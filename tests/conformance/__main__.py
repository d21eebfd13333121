"""`python -m tests.conformance check`: whether all vectors are well formed, and how many there are of each category."""

from __future__ import annotations

import sys
from pathlib import Path

from .counting import summary
from .loader import FOLDER, check


def main(arguments: list[str]) -> int:
    """Return 0 where all is well, 1 where a vector is malformed, 2 for wrong usage."""
    if arguments[:1] != ["check"] or len(arguments) > 2:
        print("usage: python -m tests.conformance check [FOLDER]", file=sys.stderr)
        return 2
    vectors, problems = check(Path(arguments[1]) if arguments[1:] else FOLDER)
    print("\n".join(summary(vectors)))
    print(problems, end="", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
