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

from hexapla.docs.lines import Kind, Line

SECTIONS: Final = ("Parameters", "Path", "Query", "Body", "Response")
"""The words that head a part of an operation."""

BULLETS: Final = ("- ", "• ", "* ")
"""What a listed message begins with, in plain text."""

HEADING: Final = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +(?![/\"']|https?:)(\S.*)")
"""The heading of an operation: its method and its title."""

_URL: Final = re.compile(r"https?://[^/\s]+(/\S*)?")
_STATUS: Final = re.compile(r"[1-5][0-9][0-9]")
_LEAD: Final = re.compile(r"possible (?:errors?|error messages?|messages?) ?:?", re.IGNORECASE)
_SAMPLE: Final = re.compile(r"(?:[-•*] )?curl(?: .*)?", re.IGNORECASE)
_CHROME: Final = re.compile(r"skip to .{1,40}|(?:©|\(c\)|copyright\b).*", re.IGNORECASE)
_ARRAY: Final = re.compile(r"Array of ?:")


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
    """What the lines of a page can begin. Code, items of lists and rows of tables begin nothing.

    `headed`: headings are marked as such, and so is code.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.headed = any(line.kind in (Kind.TITLE, Kind.HEADING) for line in lines)
        self._next = self._marks()

    def operation(self, index: int, telling: frozenset[Mark] = ANYWHERE) -> tuple[str, str] | None:
        """Return method and title if an operation begins here.

        With its URL underneath it certainly does, otherwise where the next telling line is one of those given.
        """
        line = self.lines[index]
        found = HEADING.fullmatch(line.text) if line.loose else None
        if found and (self.url(index + 1) is not None or self._next[index] in telling):
            return found[1], found[2]
        return None

    def heading(self, index: int, telling: frozenset[Mark] = IN_SUMMARY) -> bool:
        """Say whether this line is the heading of the operations below it: of the page, or of a further resource.

        In plain text it is the line right over an operation, unless something else claims that line; `telling` is as
        in `operation`.
        """
        line = self.lines[index]
        if line.kind is Kind.TITLE:
            return not self.operation(index)
        right = line.kind is Kind.HEADING or (line.kind is Kind.TEXT and not self.headed)
        return right and index + 1 < len(self.lines) and self.operation(index + 1, telling) is not None

    def title(self, index: int) -> bool:
        """Say whether this line certainly is such a heading: one of the first level."""
        return self.lines[index].kind is Kind.TITLE and not self.operation(index)

    def url(self, index: int) -> str | None:
        """Return what follows the host if this line is a URL and nothing else."""
        line = self.lines[index] if index < len(self.lines) else None
        found = _URL.fullmatch(line.text) if line and (line.loose or line.kind is Kind.CODE) else None
        return (found[1] or "/") if found else None

    def section(self, index: int) -> str | None:
        """Return the word of a section heading."""
        line = self.lines[index]
        return line.text if line.text in SECTIONS and line.loose else None

    def status(self, index: int) -> str | None:
        """Return a status code that stands alone on its line."""
        line = self.lines[index]
        return line.text if line.loose and _STATUS.fullmatch(line.text) else None

    def lead(self, index: int) -> bool:
        """Say whether this line announces a list of messages."""
        line = self.lines[index]
        return line.loose and _LEAD.fullmatch(line.text) is not None

    def array(self, index: int) -> bool:
        """Say whether this line announces the table of an element, where later pages have a table `items`."""
        line = self.lines[index] if index < len(self.lines) else None
        return line is not None and line.loose and _ARRAY.fullmatch(line.text) is not None

    def bullet(self, index: int) -> str | None:
        """Return the text of a list item, empty where the item is."""
        line = self.lines[index]
        if line.kind is Kind.ITEM:
            return line.text
        if line.kind is not Kind.TEXT:
            return None
        text = line.text
        return next((text[len(mark) :].strip() for mark in BULLETS if (text + " ").startswith(mark)), None)

    def sample(self, index: int) -> bool:
        """Say whether sample code begins here: code, or a tab or a command line of cURL, which pages show first."""
        line = self.lines[index]
        return line.kind is Kind.CODE or (line.kind is not Kind.ROW and _SAMPLE.fullmatch(line.text) is not None)

    def chrome(self, index: int) -> bool:
        """Say whether this line belongs to the site: the link that skips its menu, its copyright."""
        line = self.lines[index]
        return line.kind is Kind.TEXT and _CHROME.fullmatch(line.text) is not None

    def _marks(self) -> list[Mark]:
        """Return for every line the mark of the next telling line after it."""
        marks = [Mark.END] * len(self.lines)
        for index in range(len(self.lines) - 1, 0, -1):
            marks[index - 1] = self._mark(index) or marks[index]
        return marks

    def _mark(self, index: int) -> Mark | None:
        if self.sample(index):
            return Mark.SAMPLE
        line = self.lines[index]
        if not line.loose:
            return None
        if line.text in ("Parameters", "Response"):
            return Mark.PART
        if self.status(index):
            return Mark.STATUS
        return Mark.OPERATION if HEADING.fullmatch(line.text) and self.url(index + 1) is not None else None
