"""Cells with nothing between them: `workspace_idintegertrueNumeric ID`, under `nametyperequireddescription`.

In: lines. Out: headers, and rows split at the type words. A row with more than one reading is a fault naming them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from hexapla.docs.formats.table import FLAGS, LOST, TYPE, Columns, Fault, Format, Header, Row, cut

_HEADERS: Final = {"".join(columns.value): columns for columns in Columns}
_SHOWN = 3


def _header(lines: Sequence[str], index: int) -> Header | None:
    columns = _HEADERS.get(lines[index].lower())
    return Header(columns) if columns else None


def _row(text: str, columns: Columns) -> Row | Fault:
    readings = list(islice(_readings(text, columns), _SHOWN))
    match readings:
        case [row]:
            return row
        case []:
            return _lost(text, columns) or _unreadable(text)
        case _:
            shown = "; ".join(f"`{cut(row.name)}`, {row.type}, `{cut(row.description)}`" for row in readings)
            return Fault(f"the row can be read in more than one way: {shown}", "ambiguous-row")


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
    if columns is Columns.FIELDS:
        return None if text.startswith("_", end) else Row(text[:start], text[start:end], text[end:].strip())
    for word, required in FLAGS.items():
        if text.startswith(word, end):
            return Row(text[:start], text[start:end], text[end + len(word) :].strip(), required)
    return None


def _lost(text: str, columns: Columns) -> Row | None:
    """Return the reading of a row that begins with its type because its name is gone."""
    behind = text.removeprefix("string")
    if behind == text or (columns is Columns.FIELDS and behind[:1].islower()):
        return None  # `strings` is a word, and no type with its description
    row = _split(LOST + text, len(LOST), len(LOST) + len("string"), columns)
    return Row(row.name, row.type, row.description, row.required, True) if row else None


def _unreadable(text: str) -> Fault:
    message = f"`{cut(text)}` is no table row with a known type word, and nothing else that can stand here"
    return Fault(message, "unknown-line")


GLUED = Format("glued", _header, _row)
