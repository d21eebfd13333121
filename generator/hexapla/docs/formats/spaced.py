"""Cells with one space between them: `workspace_id integer true Numeric ID`, or a tab, as browsers copy tables.

In: lines. Out: headers, and rows split at the type words, or at the tabs. A row with more than one reading is a fault
naming them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.docs.formats.table import (
    FLAGS,
    LOST,
    TYPE,
    Columns,
    Fault,
    Format,
    Header,
    Row,
    ambiguous,
    columns_of,
    no_row,
    row_of,
)
from hexapla.docs.lines import Kind, Line

_HEADERS: Final = {" ".join(columns.value): columns for columns in Columns}
_NAME: Final = re.compile(r"\S+ +")
_TYPE: Final = re.compile(rf"({TYPE.pattern})( \| null)?(?: +|$)")
_FLAG: Final = re.compile(r"(true|false)(?: +|$)")


def _header(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    if line.kind is not Kind.TEXT:
        return None
    if "\t" in line.text:
        tabbed = columns_of(_tabbed(line.text))
        return Header(tabbed, _tabbed_row) if tabbed else None
    columns = _HEADERS.get(line.text.lower())
    return Header(columns, _row) if columns else None


def _row(line: Line, columns: Columns) -> Row | Fault:
    if line.kind is not Kind.TEXT:
        return no_row(line.text)
    match list(_readings(line.text, columns)):
        case [row]:
            return row
        case []:
            return no_row(line.text, "no table row with a known type word, and nothing else that can stand here")
        case several:
            return ambiguous(several)


def _readings(text: str, columns: Columns) -> Iterator[Row]:
    """Yield the reading as name, type and the rest, and that of a row that lost its name."""
    name = _NAME.match(text)
    row = _split(text, name[0].rstrip(), name.end(), columns) if name else None
    if row:
        yield row
    lost = _split(text, LOST, 0, columns) if text.startswith("string") else None
    if lost and lost.type == "string":
        yield Row(lost.name, lost.type, lost.description, lost.required, True, lost.nullable)


def _split(text: str, name: str, start: int, columns: Columns) -> Row | None:
    kind = _TYPE.match(text, start)
    if kind is None:
        return None
    if columns is Columns.FIELDS:
        return Row(name, kind[1], text[kind.end() :], nullable=kind[2] is not None)
    flag = _FLAG.match(text, kind.end())
    return Row(name, kind[1], text[flag.end() :], FLAGS[flag[1]], nullable=kind[2] is not None) if flag else None


def _tabbed_row(line: Line, columns: Columns) -> Row | Fault:
    if "\t" not in line.text:
        return no_row(line.text)
    cells = _tabbed(line.text)
    return row_of([*cells, *[""] * (len(columns.value) - len(cells))], columns)


def _tabbed(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


SPACED = Format("spaced", _header)
