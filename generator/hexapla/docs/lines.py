"""The lines of a page: bytes to text that is free of what copying and saving leave behind.

In: a page's bytes. Out: its lines that are not blank, each with its place, and a finding where bytes are no UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hexapla.finding import Finding, Location, error

_BREAK = re.compile(b"\r\n|\r|\n")
_EDGES = " \t\v\f\u200b\u200c\u200d\u2060\ufeff"
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, trimmed, with the place of its first character."""

    text: str
    where: Location


def split_lines(file: str, data: bytes) -> tuple[list[Line], list[Finding]]:
    """Return the lines of a page that are not blank.

    Non-breaking spaces become spaces; a byte order mark and the invisible signs that sites put into headings fall
    away. Bytes that are no UTF-8 become U+FFFD, and one finding names the first of them.

    Args:
        file: the path as shown to people.
        data: the page's bytes, with line ends of any kind.
    """
    lines: list[Line] = []
    faults: list[Location] = []
    for number, raw in enumerate(_BREAK.split(data), start=1):
        try:
            whole = raw.decode()
        except UnicodeDecodeError as problem:
            whole = raw.decode(errors="replace")
            faults.append(Location(file, number, len(raw[: problem.start].decode()) + 1))
        whole = whole.translate(_SPACES)
        text = whole.strip(_EDGES)
        if text:
            lines.append(Line(text, Location(file, number, whole.index(text) + 1)))
    return lines, [_not_utf8(faults)] if faults else []


def _not_utf8(faults: list[Location]) -> Finding:
    more = f", nor do those of {len(faults) - 1} further lines" if len(faults) > 1 else ""
    message = f"the bytes of this line do not form UTF-8 text{more}"
    return error("page-not-utf-8", message, faults[0], "save the page as UTF-8")
