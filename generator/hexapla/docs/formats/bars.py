"""Cells that end in a bar, without one at the left: `name | type | required | description |`.

In: lines. Out: headers (with the rule of dashes under them) and rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hexapla.docs.formats.table import Columns, Fault, Format, Header, Row, columns_of, no_row, row_of
from hexapla.docs.lines import Kind, Line

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"(?::?-+:?\s*\|\s*)+")


def _header(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    columns = columns_of(_cells(line.text)) if line.kind is Kind.TEXT and line.text.endswith("|") else None
    if columns is None:
        return None
    ruled = index + 1 < len(lines) and _RULE.fullmatch(lines[index + 1].text)
    return Header(columns, _row, 2 if ruled else 1)


def _row(line: Line, columns: Columns) -> Row | Fault:
    text = line.text
    if "|" not in text or line.kind is not Kind.TEXT:
        return no_row(text)
    if _RULE.fullmatch(text):
        return Fault("a rule of dashes without a header over it", "unknown-line")
    if not text.endswith("|"):
        return Fault("the row has no closing bar", hint="is the page cut off here?")
    return row_of(_cells(text), columns)


def _cells(text: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(text)[:-1]]


BARS = Format("bars", _header)
