"""Text between brackets: where it ends, and how it is set out in lines.

JSON and the flow style of YAML, as far as an eye needs them: brackets, commas, quotes and comments; nothing is parsed.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from hexapla.frozen import frozen

SCANNED: Final = 40_000
"""Characters that are looked at."""

OPENING: Final = ("{", "[")
_CLOSES: Final = {"{": "}", "[": "]"}
_STEP: Final = "  "
_SHORT: Final = 60
"""Characters between brackets that stay on one line."""


@frozen
class Line:
    """A line of a file; 0 is the number of what continues the line before."""

    number: int
    text: str


def bracketed(lines: Sequence[Line], column: int) -> tuple[Line, ...]:
    """Return lines up to the bracket that closes the one at a column of the first."""
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    text = "\n".join(line.text for line in lines)[: column + SCANNED]
    depth, end = 0, len(text)
    for place, kind in marks(text, column):
        depth += (kind in OPENING) - (kind in "}]")
        if depth == 0:
            end = place + 1
            break
    last = max(bisect(starts, end - 1) - 1, 0)
    return (*lines[:last], Line(lines[last].number, lines[last].text[: end - starts[last]]))


def marks(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield brackets and commas that stand in no quotes; a quote opens only where a value or key may begin."""
    at, may_quote = start, True
    while at < len(text):
        char = text[at]
        if char in "\"'" and may_quote:
            at, may_quote = _after_quote(text, at), False
            continue
        if char == "#" and at and text[at - 1] in " \t\n":
            at = (text.find("\n", at) + 1) or len(text)
            continue
        if char in "{}[],":
            yield at, char
        if not char.isspace():
            may_quote = char in "{[,:"
        at += 1


def _after_quote(text: str, start: int) -> int:
    """Return where a quoted text ends; the end of all where it does not."""
    quote, at = text[start], start + 1
    while at < len(text):
        is_escape = text[at] == "\\" if quote == '"' else text.startswith("''", at)
        if is_escape:
            at += 2
        elif text[at] == quote:
            return at + 1
        else:
            at += 1
    return at


def set_out(text: str, number: int, most: int) -> tuple[Line, ...]:
    """Return what a long line begins with in lines of its own, as JSON is set; only the first has a number."""
    text = text[:SCANNED]
    found: list[str] = []
    depth = start = skipped = 0
    every = _up_to_its_end(marks(text, 0))
    for (at, kind), ends in zip(every, _short_ends(every), strict=True):
        if at < skipped:
            continue
        if ends:
            skipped = ends
            continue
        end = at if kind in "}]" else at + 1
        if text[start:end].strip():
            found.append(_STEP * depth + text[start:end].strip())
        start = end
        depth += (kind in OPENING) - (kind in "}]")
        if kind in "}]" and depth == 0:
            found.append(kind)
        if depth <= 0 or len(found) >= most:
            return _numbered(found, number)
    return _numbered([*found, _STEP * depth + text[start:].strip()], number)


def _up_to_its_end(found: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the marks of what a text begins with, without those of what follows it."""
    depth = 0
    kept: list[tuple[int, str]] = []
    for at, kind in found:
        kept.append((at, kind))
        depth += (kind in OPENING) - (kind in "}]")
        if depth <= 0:
            break
    return kept


def _short_ends(every: Sequence[tuple[int, str]]) -> list[int]:
    """Return for each mark where it ends, if it opens a pair of brackets that stays on one line; else 0."""
    found: list[int] = []
    after = (-1, "")
    for at, kind in reversed(every):
        is_short = _CLOSES.get(kind) == after[1] and after[0] - at <= _SHORT
        found.append(after[0] + 1 if is_short else 0)
        after = after if kind == "," else (at, kind)
    return found[::-1]


def _numbered(texts: Sequence[str], number: int) -> tuple[Line, ...]:
    return tuple(Line(0 if at else number, text) for at, text in enumerate(texts or ("",)))
