"""Tables with one cell per line, folded into rows.

In: the lines of a page. Out: the same with each such table as rows whose cells are known, and findings for tables that
can be read in more than one way.

An empty cell leaves no line behind, so where rows end is told by the type words, one in each row behind its name. A
table is read if that leaves one reading; otherwise none of its rows is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from hexapla.docs.formats import header_at
from hexapla.docs.formats.table import FLAGS, TYPE, Columns, bare, cut
from hexapla.docs.lines import Kind, Line
from hexapla.docs.outline import IN_SUMMARY, Outline
from hexapla.finding import Finding, error, warning

_LONGEST: Final = 3
"""Words in a heading that a last cell may be mistaken for."""

_Step: TypeAlias = tuple[int, tuple[str, ...]]
"""How many lines a row takes, and its cells."""

_Back: TypeAlias = dict[int, list[_Step]]


def fold(lines: Sequence[Line]) -> tuple[list[Line], list[Finding]]:
    """Return the lines with each table of one cell per line as rows, and what cannot be told apart."""
    folder = _Folder(lines)
    at = 0
    while at < len(lines):
        columns = folder.header(at)
        if columns is None:
            folder.out.append(lines[at])
            at += 1
        else:
            width = len(columns.value)
            folder.out.append(_row(lines[at], tuple(line.text for line in lines[at : at + width])))
            end = folder.end(at + width)
            folder.table(at + width, end, columns)
            at = end
    return folder.out, folder.findings


def _row(line: Line, cells: tuple[str, ...]) -> Line:
    return replace(line, text=" | ".join(cells), kind=Kind.ROW, cells=cells)


class _Folder:
    """The lines that come out, and what was found on the way."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.outline = Outline(lines)
        self.out: list[Line] = []
        self.findings: list[Finding] = []

    def header(self, at: int) -> Columns | None:
        """Return the columns whose titles stand on the lines from here."""
        if self.lines[at].text.lower() != "name":
            return None
        found = (columns for columns in Columns if self._titles(at, columns))
        return next(found, None)

    def _titles(self, at: int, columns: Columns) -> bool:
        lines = self.lines[at : at + len(columns.value)]
        return [line.text.lower() for line in lines if line.kind is Kind.TEXT] == list(columns.value)

    def end(self, at: int) -> int:
        """Return where the table whose first row would begin here ends: at what can be no cell of it."""
        while at < len(self.lines) and not self._stops(at):
            at += 1
        return at

    def _stops(self, at: int) -> bool:
        outline = self.outline
        if self.lines[at].kind is not Kind.TEXT or outline.section(at) or outline.status(at) or outline.lead(at):
            return True
        if outline.operation(at) or outline.chrome(at) or outline.array(at) or self.header(at):
            return True
        # The name of a nested table stands over its header.
        over = at + 1 + outline.array(at + 1)
        return over < len(self.lines) and bool(self.header(over) or header_at(self.lines, over))

    def table(self, start: int, end: int, columns: Columns) -> None:
        """Read the rows between two lines; a line that no row can take stays as it is, and is reported later."""
        while start < end:
            reached, back = self._reach(start, end, columns)
            one, other = _walk(back, start, reached), _walk(back, start, reached, 1)
            if one != other:
                self._ambiguous(start, one, other)
            elif not self._open_end(reached, one, columns):
                for size, cells in one:
                    self.out.append(_row(self.lines[start], cells))
                    start += size
                self._check_heading(reached, one)
            start = reached
            if start < end:
                self.out.append(self.lines[start])
                start += 1

    def _reach(self, start: int, end: int, columns: Columns) -> tuple[int, _Back]:
        """Return how far rows reach from a line, and for each place where one ends the rows that end there."""
        back: _Back = {start: []}
        reached, at = start, start
        while at <= reached:
            for step in _steps(self._texts(at, end, columns), columns) if at in back else ():
                back.setdefault(at + step[0], []).append(step)
                reached = max(reached, at + step[0])
            at += 1
        return reached, back

    def _texts(self, at: int, end: int, columns: Columns) -> list[str]:
        return [line.text for line in self.lines[at : min(end, at + len(columns.value))]]

    def _open_end(self, end: int, rows: list[_Step], columns: Columns) -> bool:
        """Report the last row if it has no description, and the line under it may be one as well as what it seems."""
        if not rows or end == len(self.lines) or rows[-1][0] == len(columns.value) or self.lines[end].kind is Kind.ROW:
            return False
        if not (self.outline.status(end) or self.outline.section(end) or self.outline.lead(end)):
            return False
        size, cells = rows[-1]
        self._ambiguous(end - size, [rows[-1]], [(size + 1, (*cells[:-1], self.lines[end].text))])
        return True

    def _check_heading(self, end: int, rows: list[_Step]) -> None:
        """Report a last cell right over an operation that could as well be the heading of what follows."""
        text = self.lines[end - 1].text
        if not rows or end == len(self.lines) or TYPE.fullmatch(text) or len(text.split()) > _LONGEST:
            return
        if self.outline.operation(end, IN_SUMMARY) and text[:1].isupper():
            message = f"`{cut(text)}` is read as the last cell of a row; it could be the heading of what follows"
            self.findings.append(warning("ambiguous-row", message, self.lines[end - 1].where))

    def _ambiguous(self, start: int, one: list[_Step], other: list[_Step]) -> None:
        """Report two readings at the first row that differs."""
        same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
        start += sum(size for size, _ in one[:same])
        message = f"the table can be read in more than one way: {_shown(one[same:])}; or {_shown(other[same:])}"
        hint = "put a `-` where a cell is empty"
        self.findings.append(error("ambiguous-row", message, self.lines[start].where, hint))


def _walk(back: _Back, start: int, end: int, deviate: int = 0) -> list[_Step]:
    """Return rows that reach from one line to another; with `deviate` other ones, where there are others."""
    rows = []
    while end > start:
        steps = back[end]
        choice = deviate if len(steps) > deviate else 0
        deviate -= deviate if choice else 0
        rows.append(steps[choice])
        end -= steps[choice][0]
    return rows[::-1]


def _shown(rows: list[_Step]) -> str:
    return ", ".join("`" + " | ".join(cut(cell, 30) for cell in cells) + "`" for _, cells in rows[:2])


def _steps(texts: list[str], columns: Columns) -> Iterator[_Step]:
    """Yield each way to read the row that begins with these cells: with a last cell, without one, without a name."""
    flagged = columns is Columns.PARAMETERS
    head = len(columns.value) - 1
    if len(texts) < 2:
        return
    typed = TYPE.fullmatch(bare(texts[1])[0])
    if typed and " " not in texts[0] and len(texts) >= head and (not flagged or texts[2] in FLAGS):
        yield head, (*texts[:head], "")
        if len(texts) > head:
            yield head + 1, tuple(texts)
    if texts[0] == "string" and len(texts) >= head and (texts[1] in FLAGS if flagged else not typed):
        yield head, (*texts[:head], "")
