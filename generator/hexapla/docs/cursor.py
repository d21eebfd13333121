"""A place on a page that moves down it, and what is found on the way.

In: the lines of a page. Out: answers about the line it stands on, and findings at the page's lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hexapla.docs.formats import Columns, Fault, Header, Row, header_at
from hexapla.docs.formats.table import cut, no_row
from hexapla.docs.lines import Kind, Line
from hexapla.docs.outline import ANYWHERE, Mark, Outline
from hexapla.finding import Finding, Location, error, note, warning


class Cursor:
    """The line of a page that is read next: `at` is its index, `findings` what was found above it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.outline = Outline(lines)
        self.at = 0
        self.findings: list[Finding] = []
        self._cut: Callable[[Line, Columns], Row | Fault] = lambda line, _: no_row(line.text)
        self._heading = -1

    def more(self) -> bool:
        """Say whether a line is left, after going past what belongs to the site and not to the page's text."""
        while self.at < len(self.lines) and self.outline.chrome(self.at):
            self.at += 1
        return self.at < len(self.lines)

    def begins_part(self, telling: frozenset[Mark] = ANYWHERE) -> bool:
        """Say whether a section, an operation or a resource begins here; `telling` as in `Outline.operation`."""
        outline, at = self.outline, self.at
        return bool(outline.section(at) or outline.operation(at, telling)) or self.begins_resource()

    def begins_resource(self) -> bool:
        """Say whether the heading of further operations stands here: a certain one, or one that `heading` found."""
        return self.at == self._heading or self.outline.title(self.at)

    def heading(self) -> bool:
        """Say whether a line that can be nothing else here is the heading of the operations below; remember it."""
        if not self.outline.heading(self.at):
            return False
        self._heading = self.at
        return True

    @property
    def text(self) -> str:
        """Return the line."""
        return self.lines[self.at].text

    @property
    def where(self) -> Location:
        """Return the place of the line."""
        return self.lines[self.at].where

    @property
    def above(self) -> Location:
        """Return the place of the line above."""
        return self.lines[self.at - 1].where

    @property
    def is_code(self) -> bool:
        """Say whether the line is marked as code."""
        return self.lines[self.at].kind is Kind.CODE

    @property
    def is_heading(self) -> bool:
        """Say whether the line is marked as a heading."""
        return self.lines[self.at].kind in (Kind.HEADING, Kind.TITLE)

    def take(self) -> str:
        """Return the line and go past it."""
        self.at += 1
        return self.lines[self.at - 1].text

    def header(self, ahead: int = 0) -> Header | None:
        """Return the table header that begins here, or some lines ahead."""
        return header_at(self.lines, self.at + ahead)

    def begins_array(self) -> bool:
        """Say whether `Array of:` stands here, over the table of an element."""
        header = self.header(ahead=1) if self.outline.array(self.at) else None
        return header is not None and header.columns is Columns.FIELDS

    def enter(self, header: Header) -> None:
        """Go past a header: the rows below are cut as it says."""
        self.at += header.lines
        self._cut = header.cut

    def row(self, columns: Columns) -> Row | None:
        """Read the line as a table row and go past it; what is wrong with it is a finding.

        A line that is no row and stands right over an operation is its heading: it is left where it is.
        """
        where, row = self.where, self._cut(self.lines[self.at], columns)
        if isinstance(row, Fault):
            if row.rule != "unknown-line" or not self.heading():
                self.findings.append(error(row.rule, row.message, where, row.hint))
                self.at += 1
            return None
        self.at += 1
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
