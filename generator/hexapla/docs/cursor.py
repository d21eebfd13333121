"""A place on a page that moves down it, and what is found on the way.

In: the lines of a page. Out: answers about the line it stands on, and findings at the page's lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.docs.formats import Columns, Fault, Header, Row, detect
from hexapla.docs.formats.table import cut
from hexapla.docs.lines import Line
from hexapla.docs.outline import ANYWHERE, Mark, Outline
from hexapla.finding import Finding, Location, error, note, warning


class Cursor:
    """The line of a page that is read next: `at` is its index, `findings` what was found above it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.texts = [line.text for line in lines]
        self.outline = Outline(self.texts)
        self.format = detect(self.texts)
        self.at = 0
        self.findings: list[Finding] = []

    def more(self) -> bool:
        """Say whether a line is left, after going past what belongs to the site and not to the page's text."""
        while self.at < len(self.lines) and self.outline.chrome(self.at):
            self.at += 1
        return self.at < len(self.lines)

    def begins_part(self, telling: frozenset[Mark] = ANYWHERE) -> bool:
        """Say whether a section or an operation begins here; `telling` as in `Outline.operation`."""
        return bool(self.outline.section(self.at) or self.outline.operation(self.at, telling))

    @property
    def text(self) -> str:
        """Return the line."""
        return self.texts[self.at]

    @property
    def where(self) -> Location:
        """Return the place of the line."""
        return self.lines[self.at].where

    @property
    def above(self) -> Location:
        """Return the place of the line above."""
        return self.lines[self.at - 1].where

    def take(self) -> str:
        """Return the line and go past it."""
        self.at += 1
        return self.texts[self.at - 1]

    def header(self, ahead: int = 0) -> Header | None:
        """Return the table header that begins here, or some lines ahead."""
        index = self.at + ahead
        return self.format.header(self.texts, index) if index < len(self.texts) else None

    def row(self, columns: Columns) -> Row | None:
        """Read the line as a table row and go past it; what is wrong with it is a finding."""
        where, row = self.where, self.format.row(self.take(), columns)
        if isinstance(row, Fault):
            self.findings.append(error(row.rule, row.message, where, row.hint))
            return None
        if not row.known_type:
            message = f"`{cut(row.type)}` is no type that is known"
            self.findings.append(warning("unknown-type", message, where, "it is kept as it is printed"))
        if row.lost_name:
            message = f"the name of this {row.type} is lost on the page; it is read as `{row.name}`"
            self.findings.append(note("lost-name", message, where))
        return row

    def unknown(self, why: str, lines: int = 1, *, prose: bool = False) -> None:
        """Report the line as not understood and go past it; prose that is not read is only a warning."""
        report = warning if prose else error
        self.findings.append(report("unknown-line", f"`{cut(self.text)}`: {why}", self.where))
        self.at += lines
