"""The formats in which pages write their tables. The rest of a page reads the same in each: see `page`.

In: the lines of a page. Out: the header of a table that begins there, which knows how the rows under it are cut. A new
format is one module and one line of `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.docs.formats.bars import BARS
from hexapla.docs.formats.cells import CELLS
from hexapla.docs.formats.glued import GLUED
from hexapla.docs.formats.spaced import SPACED
from hexapla.docs.formats.table import Columns, Fault, Format, Header, Row
from hexapla.docs.lines import Line

FORMATS: Final[tuple[Format, ...]] = (BARS, GLUED, SPACED, CELLS)


def header_at(lines: Sequence[Line], index: int) -> Header | None:
    """Return the table header that begins at an index, in whichever format."""
    found = (form.header(lines, index) for form in FORMATS) if index < len(lines) else ()
    return next((header for header in found if header), None)


__all__ = ["FORMATS", "Columns", "Fault", "Format", "Header", "Row", "header_at"]
