"""The tables of an operation.

In: a cursor under the heading of a section. Out: the rows of its tables; the cursor stands on what follows them.
"""

from __future__ import annotations

from hexapla.docs.cursor import Cursor
from hexapla.docs.facts import FieldRow, ParameterRow
from hexapla.docs.formats import Columns, Header
from hexapla.finding import Finding, Location, note, warning


def parameters(cursor: Cursor, section: str) -> list[ParameterRow]:
    """Read the table of a `Path` or `Query` section, down to the next section or operation."""
    rows: list[ParameterRow] = []
    heading, begun = cursor.above, False
    while cursor.more() and not cursor.begins_part():
        header = cursor.header()
        if header and header.columns is Columns.PARAMETERS and not begun:
            begun = True
            cursor.enter(header)
        elif header or not begun:
            cursor.unknown(_expected(Columns.PARAMETERS, begun), header.lines if header else 1)
        else:
            line, row = cursor.where.line, cursor.row(Columns.PARAMETERS)
            if row:
                required = bool(row.required)
                rows.append(
                    ParameterRow(row.name, row.type, required, row.description, line, row.lost_name, row.nullable)
                )
    if not rows:
        cursor.findings.append(_empty(f"`{section}`", heading))
    return rows


def fields(cursor: Cursor, section: str, *, response: bool = False) -> list[FieldRow]:
    """Read the tables of a body or a response: the main one, then the nested ones, each under its name.

    Reads down to the next section or operation, in a response also to the next status or list of messages.
    """
    tables = _Tables(cursor, section)
    while cursor.more() and not cursor.begins_part():
        if response and (cursor.outline.status(cursor.at) or cursor.outline.lead(cursor.at)):
            break
        tables.line()
    tables.close()
    return tables.rows


class _Tables:
    """The rows read so far, and the table that is open: its name (None: the main one), its place, its size."""

    def __init__(self, cursor: Cursor, section: str) -> None:
        self.cursor = cursor
        self.section = section
        self.rows: list[FieldRow] = []
        self.objects: set[str] = set()
        self.begun = False
        self.name: str | None = None
        self.where = cursor.above
        self.size = 0

    def line(self) -> None:
        """Read the line here: the name of a table, a header, or a row."""
        header = self.cursor.header()
        name = None if header else self._nested()
        if name:
            self.close()
            self._check_parent(name)
            self._open(name, 1)
            self.cursor.at += self.cursor.outline.array(self.cursor.at)  # the type of the row above says so too
            self._enter(self.cursor.header())
        elif header and header.columns is Columns.FIELDS and not self.begun:
            self._open(None, 0)
            self._enter(header)
        elif not self.begun and self.cursor.begins_array():
            self._items()
        elif header or not self.begun:
            self.cursor.unknown(_expected(Columns.FIELDS, self.begun), header.lines if header else 1)
        else:
            self._row()

    def close(self) -> None:
        """Report the open table if it has no rows."""
        if not self.size:
            self.cursor.findings.append(_empty(f"`{self.name or self.section}`", self.where))

    def _open(self, name: str | None, lines: int) -> None:
        self.begun, self.name, self.where, self.size = True, name, self.cursor.where, 0
        self.cursor.at += lines

    def _enter(self, header: Header | None) -> None:
        if header and header.columns is Columns.FIELDS:
            self.cursor.enter(header)

    def _items(self) -> None:
        """Read `Array of:` as what later pages print: a row `items`, and the table of that name."""
        self.rows.append(FieldRow(None, "items", "Array of object", "-", self.cursor.where.line))
        self.objects.add("items")
        self._open("items", 1)
        self._enter(self.cursor.header())

    def _check_parent(self, name: str) -> None:
        if name not in self.objects:
            message = f"no object in a table above is called `{name}`"
            self.cursor.findings.append(warning("stray-table", message, self.cursor.where))

    def _nested(self) -> str | None:
        """Return the name of a nested table that begins here: over a header, or alone, as the name of an object."""
        text = self.cursor.text
        if not self.begun or " " in text:
            return None
        if not self.cursor.lines[self.cursor.at].loose:
            return None
        header = self.cursor.header(ahead=1 + self.cursor.outline.array(self.cursor.at + 1))
        return text if text in self.objects or (header and header.columns is Columns.FIELDS) else None

    def _row(self) -> None:
        line, row = self.cursor.where.line, self.cursor.row(Columns.FIELDS)
        if row is None and self.cursor.more() and self.cursor.begins_resource():
            return
        self.size += 1  # a row that cannot be read is a row all the same
        if row:
            self.rows.append(
                FieldRow(self.name, row.name, row.type, row.description, line, row.lost_name, row.nullable)
            )
            if row.type.lower().endswith("object"):
                self.objects.add(row.name)


def _expected(columns: Columns, begun: bool) -> str:
    titles = ", ".join(columns.value)
    return "a header in the middle of a table" if begun else f"a table with {titles} should begin here"


def _empty(what: str, where: Location) -> Finding:
    return note("empty-table", f"the table {what} has no rows", where)
