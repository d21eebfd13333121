"""Documented texts of refused calls, cut at what the server fills in."""

from __future__ import annotations

import re
from typing import Final

from hexapla.names import snake
from hexapla.plan.calls import MessagePiece
from hexapla.plan.style import Style

_PLACEHOLDER: Final = re.compile(r"%d|%s|\{[A-Za-z][^{}]*\}")
_WIDTH: Final = 60
_NAMES: Final = {"%d": "n", "%s": "s"}


def pieces(text: str, style: Style) -> tuple[tuple[MessagePiece, ...], ...]:
    """Return the ways in which a server may write a documented text.

    A placeholder is `%d`, `%s` or a name in braces that begins with a letter (`{6}` is text). A text that ends with a
    colon announces something the documentation leaves out, so it is also read with that something behind it.
    """
    read = _cut(text, style)
    if not text.rstrip().endswith(":"):
        return (read,)
    last = MessagePiece(text=style.string("detail"), is_number=False, is_text=True)
    return read, (*read, last)


def _cut(text: str, style: Style) -> tuple[MessagePiece, ...]:
    found: list[MessagePiece] = []
    names: set[str] = set()
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        if match.start() > at:
            found.extend(_fixed(text[at : match.start()], style))
        word = match[0]
        name = unique = _NAMES.get(word) or snake(word.strip("{}")) or "value"
        count = 1
        while unique in names:
            count += 1
            unique = f"{name}_{count}"
        names.add(unique)
        found.append(MessagePiece(text=style.string(unique), is_number=word == "%d", is_text=word != "%d"))
        at = match.end()
    if at < len(text):
        found.extend(_fixed(text[at:], style))
    return tuple(found)


def _fixed(text: str, style: Style) -> list[MessagePiece]:
    """Return fixed text as pieces that fit on a line of code, cut behind a space."""
    cut = re.findall(rf".{{1,{_WIDTH}}}(?: |$)|.{{1,{_WIDTH}}}", text, re.DOTALL)
    return [MessagePiece(text=style.string(piece), is_number=False, is_text=False) for piece in cut]
