"""The lines of a page: bytes to text that is free of what copying and saving leave behind.

In: a page's bytes. Out: its text, or a finding why it has none; and the lines of a text that are not blank, each with
its place and with what it is, as far as the page's own marks tell: plain text has no marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from hexapla.finding import Finding, Location, error

_BREAK: Final = re.compile(b"\r\n|\r|\n")
_EDGES: Final = " \t\v\f\u200b\u200c\u200d\u2060\ufeff"
_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_BEGINNING: Final = 8192
"""Characters in which no NUL stands if a page is text."""


class Kind(Enum):
    """What a line is, by the marks of HTML or Markdown; in plain text every line is `TEXT`."""

    TEXT = auto()
    TITLE = auto()  # a heading of the first level
    HEADING = auto()
    ITEM = auto()
    CODE = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, trimmed, with the place of its first character; `cells` are those of a `ROW`."""

    text: str
    where: Location
    kind: Kind = Kind.TEXT
    cells: tuple[str, ...] = ()

    @property
    def loose(self) -> bool:
        """Say whether the line can be part of the page's structure: it is no code, no item, no row."""
        return self.kind in _LOOSE


_LOOSE: Final = frozenset({Kind.TEXT, Kind.HEADING, Kind.TITLE})


def decode(file: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """Return the text of a page, its lines ended by line feeds.

    UTF-8, or UTF-16 where a byte order mark says so. Bytes that form no text become U+FFFD, and one finding names the
    first of them. What is no text at all has None.

    Args:
        file: the path as shown to people.
        data: the page's bytes, with line ends of any kind.
    """
    if data.startswith(b"%PDF-"):
        return None, [_no_text(file, "this is a PDF document", "copy its text into a text file")]
    text, faults = _utf16(file, data) if data.startswith(_UTF_16) else _utf8(file, data)
    if "\0" in text[:_BEGINNING]:
        return None, [_no_text(file, "this is no text: it holds NUL bytes", "save the page as UTF-8")]
    return text.removeprefix("\ufeff"), [_bad_bytes(faults)] if faults else []


def split_lines(file: str, text: str) -> list[Line]:
    """Return the lines of a text that are not blank.

    Args:
        file: the path as shown to people.
        text: what `decode` returns.
    """
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        whole = raw.translate(_SPACES)
        trimmed = whole.strip(_EDGES)
        if trimmed:
            lines.append(Line(trimmed, Location(file, number, whole.index(trimmed[0]) + 1)))
    return lines


def trim(text: str) -> str:
    """Return a text as `split_lines` would: plain spaces, and nothing invisible at its edges."""
    return text.translate(_SPACES).strip(_EDGES)


def _utf8(file: str, data: bytes) -> tuple[str, list[Location]]:
    try:
        return data.decode().replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError:
        pass
    lines: list[str] = []
    faults: list[Location] = []
    for number, raw in enumerate(_BREAK.split(data), start=1):
        try:
            lines.append(raw.decode())
        except UnicodeDecodeError as problem:
            lines.append(raw.decode(errors="replace"))
            faults.append(Location(file, number, len(raw[: problem.start].decode()) + 1))
    return "\n".join(lines), faults


def _utf16(file: str, data: bytes) -> tuple[str, list[Location]]:
    text = data.decode("utf-16", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        data.decode("utf-16")
    except UnicodeDecodeError:
        before, _, _ = text.partition("\ufffd")
        return text, [Location(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)]
    return text, []


def _no_text(file: str, message: str, hint: str) -> Finding:
    return error("page-not-text", message, Location(file, 0), hint)


def _bad_bytes(faults: list[Location]) -> Finding:
    more = f", nor do those of {len(faults) - 1} further lines" if len(faults) > 1 else ""
    message = f"the bytes of this line do not form text{more}"
    return error("page-not-utf-8", message, faults[0], "save the page as UTF-8")
