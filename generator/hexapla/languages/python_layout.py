"""Python calls and long texts laid out as the formatter would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages.python import string

_WIDTH: Final = 80
_LINE: Final = 88
_OUT: Final = 3
"""What a whole text has more room than a piece: it stands in no brackets, but has a comma behind it."""


def given(positional: Sequence[str], named: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return arguments as they stand in a call."""
    return (*positional, *(f"{name}={value}" for name, value in named))


def example(method: str, arguments: Sequence[str], *, loop: bool) -> tuple[str, ...]:
    """Return a call whose result is printed, row by row where it is a list."""
    head, tail = ("for row in ", ":") if loop else ("result = ", "")
    line = f"{head}{method}({', '.join(arguments)}){tail}"
    call: tuple[str, ...] = (line,)
    if len(line) > _WIDTH:
        call = (f"{head}{method}(", *(f"    {argument}," for argument in arguments), f"){tail}")
    return (*call, "    print(row)") if loop else (*call, "print(result)")


def long_string(text: str, indent: int) -> tuple[str, ...]:
    """Return the text as one literal, if it fits into a line four columns further out, else as pieces of full lines."""
    whole = _literal(text)
    if len(whole) <= _LINE - indent + _OUT:
        return (whole,)
    pieces: list[str] = []
    room, start = _LINE - indent, 0
    while start < len(text):
        piece, literal = _piece(text, start, room)
        pieces.append(literal)
        start += len(piece)
    return tuple(pieces)


def _piece(text: str, start: int, room: int) -> tuple[str, str]:
    """Return as much of a text as fits into a line, cut behind a space where there is one, and its literal."""
    size = room - 2
    while True:
        piece = text[start : start + size]
        cut = piece.rfind(" ") + 1 if start + size < len(text) else 0
        piece = piece[:cut] if cut > room // 2 else piece
        literal = _literal(piece)
        if len(literal) <= room or len(piece) == 1:
            return piece, literal
        # No letter takes more columns than `\\U0010ffff`: so never too much is given up at once.
        size = len(piece) - max(1, (len(literal) - room) // 10)


def _literal(text: str) -> str:
    """Return a literal in the quotes that need fewer escapes."""
    if text.count('"') <= text.count("'"):
        return string(text)
    swapped = string(text.translate(_SWAPPED))
    return f"'{swapped[1:-1].translate(_SWAPPED)}'"


_SWAPPED: Final = str.maketrans("\"'", "'\"")
