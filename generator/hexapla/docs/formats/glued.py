"""Cells with nothing between them: `workspace_idintegertrueNumeric ID`, under `nametyperequireddescription`.

In: lines. Out: headers, and rows split at the type words. A row with more than one reading is a fault naming them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from hexapla.docs.formats.table import (
    FLAGS,
    LOST,
    NULL,
    SHOWN,
    TYPE,
    Columns,
    Fault,
    Format,
    Header,
    Row,
    ambiguous,
    no_row,
)
from hexapla.docs.lines import Kind, Line

_HEADERS: Final = {"".join(columns.value): columns for columns in Columns}


def _header(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    columns = _HEADERS.get(line.text.lower()) if line.kind is Kind.TEXT else None
    return Header(columns, _row) if columns else None


def _row(line: Line, columns: Columns) -> Row | Fault:
    text = line.text
    readings = list(islice(_readings(text, columns), SHOWN))
    lost = _lost(text, columns)
    match [*readings, *([lost] if lost else [])]:
        case [row]:
            return row
        case []:
            return no_row(text, "no table row with a known type word, and nothing else that can stand here")
        case several:
            return ambiguous(several)


def _readings(text: str, columns: Columns) -> Iterator[Row]:
    """Yield every split into a name of one word, a type word and the rest.

    A name does not end in `_`, nor does a description begin with it: that is the middle of a name (`card_number`).
    """
    space = text.find(" ")
    for start in range(1, len(text) if space < 0 else space + 1):
        found = TYPE.match(text, start)
        if found and text[start - 1] != "_":
            row = _split(text, found.start(), found.end(), columns)
            if row:
                yield row


def _split(text: str, start: int, end: int, columns: Columns) -> Row | None:
    name, kind, nullable = text[:start], text[start:end], text.startswith(NULL, end)
    end += len(NULL) if nullable else 0
    if columns is Columns.FIELDS:
        taken = None if text.startswith("_", end) else text[end:].strip()
        return None if taken is None else Row(name, kind, taken, nullable=nullable)
    for word, required in FLAGS.items():
        if text.startswith(word, end):
            return Row(name, kind, text[end + len(word) :].strip(), required, nullable=nullable)
    return None


def _lost(text: str, columns: Columns) -> Row | None:
    """Return the reading of a row that begins with its type because its name is gone."""
    behind = text.removeprefix("string")
    if behind == text or (columns is Columns.FIELDS and behind[:1].islower()):
        return None  # `strings` is a word, and no type with its description
    row = _split(LOST + text, len(LOST), len(LOST) + len("string"), columns)
    return Row(row.name, row.type, row.description, row.required, True, row.nullable) if row else None


GLUED = Format("glued", _header)
