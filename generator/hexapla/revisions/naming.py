"""What a person writes to name a revision, and a path in it.

In: a word of the command line. Out: the name of a revision and the path behind its colon. Git is not asked.
"""

from __future__ import annotations

import re
from typing import Final

_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_STAGE: Final = re.compile(r":[0-3]:")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PLACE: Final = ("/", "./", "../", "-")
"""How a path begins that no revision can be called; `-` is what an option would begin with."""


def split(word: str) -> tuple[str, str | None] | None:
    r"""Return the name of a revision and the path in it (None for none) that a word may mean; None where it means none.

    An empty name is the index, as in git. `C:\\x` is a path of Windows.
    """
    if not word or word in (".", "..") or word.startswith(_PLACE) or _DRIVE.match(word):
        return None
    if found := _STAGE.match(word):
        return ("", word[found.end() :]) if found[0] == ":0:" else None
    end, depth = len(word), 0
    for at, c in enumerate(word):
        depth += (c == "{") - (c == "}")
        if c == ":" and depth <= 0:  # not the one of `HEAD^{/fix: it}` or of `main@{2024-01-01 10:00}`
            end = at
            break
    # A line break would be a second question to git.
    return None if _CONTROL.search(word[:end]) else (word[:end], word[end + 1 :] if end < len(word) else None)
