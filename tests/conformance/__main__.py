"""`python -m tests.conformance check`: whether all vectors are well formed, and how many there are of each category.

`python -m tests.conformance play FOLDER [WORD]`: plays them, or those with a word in their id, against a client.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .counting import summary
from .loader import FOLDER, check

USAGE = "usage: python -m tests.conformance check [FOLDER]\n       python -m tests.conformance play FOLDER [WORD]"


def main(arguments: list[str]) -> int:
    """Return 0 where all is well, 1 where a vector is malformed or fails, 2 for wrong usage."""
    match arguments:
        case ["check", *folders] if len(folders) < 2:
            return checked(Path(folders[0]) if folders else FOLDER)
        case ["play", folder, *words] if len(words) < 2:
            return played(Path(folder), words[0] if words else "")
        case _:
            print(USAGE, file=sys.stderr)
            return 2


def checked(folder: Path) -> int:
    vectors, problems = check(folder)
    print("\n".join(summary(vectors)))
    print(problems, end="", file=sys.stderr)
    return 1 if problems else 0


def played(folder: Path, word: str) -> int:
    from .playing import play, target_of

    target = target_of(folder)
    if target is None:
        print(f"{folder} holds no driver: generate it with the spec of this repository", file=sys.stderr)
        return 2
    vectors = [vector for vector in check()[0] if word in vector.id]
    failed = set()
    for vector, mode, problems in play(target, vectors):
        failed.add(vector.id)
        print(f"{vector.where.file}:{vector.where.line}: {vector.id} {mode}: {vector.documentation}")
        print("".join(f"  {problem}\n" for problem in problems), end="")
    print(f"{folder.name}: {len(vectors) - len(failed)} of {len(vectors)} vectors pass")
    return 1 if failed or not vectors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
