"""Text in lines: broken between words, never inside of one, and not inside of short words of a description.

In: text on one line, a width in columns. Out: lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_TOGETHER: Final = 40
"""Columns of what stands between backticks that is not broken at its spaces either."""

_GLUE: Final = "\ue000"
"""Stands for a space that is not to be broken at: text that is safe for a terminal has no such character."""

_CODE: Final = re.compile(r"`[^`]*`")


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def glued(text: str) -> str:
    """Return a text that is kept on one line."""
    return text.replace(" ", _GLUE) if columns(text) <= _TOGETHER else text


def wrapped(text: str, width: int, first: str = "", hang: str = "") -> list[str]:
    """Return a text in lines.

    Args:
        text: the text.
        width: the columns of a line; a word that is longer stands alone.
        first: what the first line begins with.
        hang: what the others begin with.
    """
    lines = list(_lines(_CODE.sub(lambda found: glued(found[0]), text), width, first, hang))
    return [line.replace(_GLUE, " ").rstrip() for line in lines]


def _lines(text: str, width: int, first: str, hang: str) -> Iterator[str]:
    line, is_empty = first, True
    for word in text.split(" "):
        if not is_empty and columns(line) + 1 + columns(word) > width:
            yield line
            line, is_empty = hang, True
        line += word if is_empty else f" {word}"
        is_empty = False
    yield line
