"""The formats in which pages write their tables. The rest of a page reads the same in each: see `page`.

In: the lines of a page. Out: the format of its tables. A new format is one module and one line of `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.docs.formats.bars import BARS
from hexapla.docs.formats.glued import GLUED
from hexapla.docs.formats.table import Columns, Fault, Format, Header, Row

FORMATS: Final[tuple[Format, ...]] = (BARS, GLUED)


def detect(lines: Sequence[str]) -> Format:
    """Return the format of the first table header on the page; without any table every format reads the same."""
    found = (form for index in range(len(lines)) for form in FORMATS if form.header(lines, index))
    return next(found, FORMATS[0])


__all__ = ["FORMATS", "Columns", "Fault", "Format", "Header", "Row", "detect"]
