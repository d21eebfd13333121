"""Cells that end in a bar, without one at the left: `name | type | required | description |`.

In: lines. Out: headers (with the rule of dashes under them) and rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hexapla.docs.formats.table import Columns, Fault, Format, Header, Row, columns_of, cut, row_of

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"(?::?-+:?\s*\|\s*)+")


def _header(lines: Sequence[str], index: int) -> Header | None:
    text = lines[index]
    columns = columns_of(_cells(text)) if text.endswith("|") else None
    if columns is None:
        return None
    ruled = index + 1 < len(lines) and _RULE.fullmatch(lines[index + 1])
    return Header(columns, 2 if ruled else 1)


def _row(text: str, columns: Columns) -> Row | Fault:
    if "|" not in text:
        return Fault(f"`{cut(text)}` is no table row, and nothing else that can stand here", "unknown-line")
    if _RULE.fullmatch(text):
        return Fault("a rule of dashes without a header over it", "unknown-line")
    if not text.endswith("|"):
        return Fault("the row has no closing bar", hint="is the page cut off here?")
    cells = _cells(text)
    wanted = len(columns.value)
    if len(cells) != wanted:
        return Fault(f"the row has {len(cells)} cells, not {wanted} ({', '.join(columns.value)})")
    return row_of(cells, columns)


def _cells(text: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(text)[:-1]]


BARS = Format("bars", _header, _row)
