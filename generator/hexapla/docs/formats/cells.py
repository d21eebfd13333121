"""Cells that are known: rows of HTML and of full Markdown tables, and cells that stood on lines of their own.

In: lines. Out: headers and rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.docs.formats.table import Columns, Fault, Format, Header, Row, columns_of, no_row, row_of
from hexapla.docs.lines import Kind, Line


def _header(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    columns = columns_of(line.cells) if line.kind is Kind.ROW else None
    return Header(columns, _row) if columns else None


def _row(line: Line, columns: Columns) -> Row | Fault:
    if line.kind is Kind.ROW:
        return row_of(line.cells, columns)
    if line.text.startswith("|"):
        return Fault("the row has no closing bar", hint="is the page cut off here?")
    return no_row(line.text)


CELLS = Format("cells", _header)
