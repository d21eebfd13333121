"""What every format of a page shares: columns, type words, and a row made of its cells.

In: the cells of a table row as a format cut them. Out: a `Row`, or a `Fault` that says why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

TYPE: Final = re.compile(r"(?:Array of )*(?:string|integer|number|boolean|[Oo]bject|array)")
"""The words that pages print for types."""

FLAGS: Final = {"true": True, "false": False}

LOST: Final = "email"
"""The name that obfuscation of mail addresses eats: the row then begins with its type, and its last cell is empty."""


class Columns(Enum):
    """The columns of a table, by the words of its header."""

    PARAMETERS = ("name", "type", "required", "description")
    FIELDS = ("name", "type", "description")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its columns, and how many lines it takes."""

    columns: Columns
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `required` is None in a table without that column."""

    name: str
    type: str
    description: str
    required: bool | None = None
    lost_name: bool = False

    @property
    def known_type(self) -> bool:
        """Say whether the type is one of the words pages print."""
        return TYPE.fullmatch(self.type) is not None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line is no row."""

    message: str
    rule: str = "bad-row"
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing tables.

    Attributes:
        name: what people call it.
        header: returns the header that begins at an index of the page's lines, None where none does. A format is
            recognised by the first header on the page.
        row: cuts a line under such a header.
    """

    name: str
    header: Callable[[Sequence[str], int], Header | None]
    row: Callable[[str, Columns], Row | Fault]


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Return the columns that header cells name, in any case."""
    words = tuple(cell.lower() for cell in cells)
    return next((columns for columns in Columns if columns.value == words), None)


def row_of(cells: Sequence[str], columns: Columns) -> Row | Fault:
    """Return the row that as many cells as the table has columns make."""
    lost = bool(TYPE.fullmatch(cells[0])) and not TYPE.fullmatch(cells[1]) and not cells[-1]
    if lost and cells[0] != "string":
        return Fault(f"the row begins with its type, `{cells[0]}`: its name is lost", hint="fill the name in")
    name, kind, *flag, description = (LOST, *cells[:-1]) if lost else cells
    if not name or " " in name:
        return Fault(f"a name is one word, not `{cut(name)}`")
    if not kind:
        return Fault(f"`{cut(name)}` has no type")
    if columns is Columns.PARAMETERS and flag[0] not in FLAGS:
        return Fault(f"required is true or false, not `{cut(flag[0])}`")
    return Row(name, kind, description, FLAGS[flag[0]] if flag else None, lost)


def cut(text: str, width: int = 60) -> str:
    """Return the text, shortened for a message."""
    return text if len(text) <= width else text[: width - 3] + "..."
