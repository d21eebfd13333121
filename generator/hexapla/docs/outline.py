"""The outline of a page: which of its lines can begin something.

In: the lines of a page. Out: an `Outline` that answers, for any line, whether it heads an operation, a section, a
status, a list of messages. Linear in the length of the page: what a line is may depend on what follows, so the next
telling line is looked up beforehand, once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

SECTIONS: Final = ("Parameters", "Path", "Query", "Body", "Response")
"""The words that head a part of an operation."""

BULLETS: Final = ("- ", "• ")
"""What a listed message begins with."""

_HEADING: Final = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +(?![/\"']|https?:)(\S.*)")
_URL: Final = re.compile(r"https?://[^/\s]+(/\S*)?")
_STATUS: Final = re.compile(r"[1-5][0-9][0-9]")
_LEAD: Final = re.compile(r"possible (?:errors?|error messages?|messages?) ?:?", re.IGNORECASE)
_SAMPLE: Final = re.compile(r"(?:[-•*] )?curl(?: .*)?", re.IGNORECASE)
_CHROME: Final = re.compile(r"skip to .{1,40}|(?:©|\(c\)|copyright\b).*", re.IGNORECASE)


class Mark(Enum):
    """A line that tells what the lines before it can be."""

    OPERATION = auto()
    PART = auto()
    SAMPLE = auto()
    STATUS = auto()
    END = auto()


# Without a URL underneath, `GET title` heads an operation only where what follows tells so. What tells depends on what
# else the line could be: a text under a status may begin with a method, a summary may, sample code may.
ANYWHERE: Final = frozenset({Mark.PART, Mark.SAMPLE, Mark.END})
IN_PROSE: Final = frozenset({Mark.PART, Mark.SAMPLE})
IN_SAMPLE: Final = frozenset({Mark.SAMPLE})
IN_SUMMARY: Final[frozenset[Mark]] = frozenset()


class Outline:
    """What the lines of a page can begin."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._next = self._marks()

    def operation(self, index: int, telling: frozenset[Mark] = ANYWHERE) -> tuple[str, str] | None:
        """Return method and title if an operation begins here.

        With its URL underneath it certainly does, otherwise where the next telling line is one of those given.
        """
        found = _HEADING.fullmatch(self.lines[index])
        if found and (self.url(index + 1) is not None or self._next[index] in telling):
            return found[1], found[2]
        return None

    def url(self, index: int) -> str | None:
        """Return what follows the host if this line is a URL and nothing else."""
        found = _URL.fullmatch(self.lines[index]) if index < len(self.lines) else None
        return (found[1] or "/") if found else None

    def section(self, index: int) -> str | None:
        """Return the word of a section heading."""
        return self.lines[index] if self.lines[index] in SECTIONS else None

    def status(self, index: int) -> str | None:
        """Return a status code that stands alone on its line."""
        return self.lines[index] if _STATUS.fullmatch(self.lines[index]) else None

    def lead(self, index: int) -> bool:
        """Say whether this line announces a list of messages."""
        return _LEAD.fullmatch(self.lines[index]) is not None

    def bullet(self, index: int) -> str | None:
        """Return the text of a list item, empty where the item is."""
        text = self.lines[index]
        return next((text[len(mark) :].strip() for mark in BULLETS if (text + " ").startswith(mark)), None)

    def sample(self, index: int) -> bool:
        """Say whether sample code begins here: a tab or a command line of cURL, which every page shows first."""
        return _SAMPLE.fullmatch(self.lines[index]) is not None

    def chrome(self, index: int) -> bool:
        """Say whether this line belongs to the site: the link that skips its menu, its copyright."""
        return _CHROME.fullmatch(self.lines[index]) is not None

    def _marks(self) -> list[Mark]:
        """Return for every line the mark of the next telling line after it."""
        after: list[Mark] = [Mark.END] * len(self.lines)
        mark = Mark.END
        for index in range(len(self.lines) - 1, -1, -1):
            after[index] = mark
            mark = self._mark(index) or mark
        return after

    def _mark(self, index: int) -> Mark | None:
        text = self.lines[index]
        if text in ("Parameters", "Response"):
            return Mark.PART
        if self.status(index):
            return Mark.STATUS
        if self.sample(index):
            return Mark.SAMPLE
        return Mark.OPERATION if _HEADING.fullmatch(text) and self.url(index + 1) is not None else None
