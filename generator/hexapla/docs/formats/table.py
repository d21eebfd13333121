"""What every format of a page shares: columns, type words, and a row made of its cells.

In: the cells of a table row as a format cut them. Out: a `Row`, or a `Fault` that says why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hexapla.docs.lines import Line

TYPE: Final = re.compile(r"(?:Array of )*(?:string|integer|number|boolean|[Oo]bject|array)")
"""The words that pages print for types."""

NULL: Final = " | null"
"""What older pages print behind a type that may be null. Where the bar splits the cell, `null` is a cell more."""

FLAGS: Final = {"true": True, "false": False}

LOST: Final = "email"
"""The name that obfuscation of mail addresses eats: the row then begins with its type, and its last cell is empty."""

SHOWN: Final = 3
"""Readings of a row that are named where it has more than one."""


class Columns(Enum):
    """The columns of a table, by the words of its header."""

    PARAMETERS = ("name", "type", "required", "description")
    FIELDS = ("name", "type", "description")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `required` is None in a table without that column."""

    name: str
    type: str
    description: str
    required: bool | None = None
    lost_name: bool = False
    nullable: bool = False

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
class Header:
    """The header of a table: its columns, how many lines it takes, and how the rows under it are cut."""

    columns: Columns
    cut: Callable[[Line, Columns], Row | Fault]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing tables. Each table is read in the format of its own header: a page may mix them.

    Attributes:
        name: what people call it.
        header: returns the header that begins at an index of the page's lines, None where none of this format does.
    """

    name: str
    header: Callable[[Sequence[Line], int], Header | None]


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Return the columns that header cells name, in any case."""
    words = tuple(cell.lower() for cell in cells)
    return next((columns for columns in Columns if columns.value == words), None)


def row_of(cells: Sequence[str], columns: Columns) -> Row | Fault:
    """Return the row that as many cells as the table has columns make, or one more where `null` follows the type."""
    wanted = len(columns.value)
    nullable = len(cells) == wanted + 1 and cells[2] == "null"
    if nullable:
        cells = [*cells[:2], *cells[3:]]
    if len(cells) != wanted:
        return Fault(f"the row has {len(cells)} cells, not {wanted} ({', '.join(columns.value)})")
    lost = bool(TYPE.fullmatch(cells[0])) and not TYPE.fullmatch(bare(cells[1])[0]) and not cells[-1]
    if lost and cells[0] != "string":
        return Fault(f"the row begins with its type, `{cells[0]}`: its name is lost", hint="fill the name in")
    name, kind, *flag, description = (LOST, *cells[:-1]) if lost else cells
    if not name or " " in name:
        return Fault(f"a name is one word, not `{cut(name)}`")
    kind, printed = bare(kind)
    if not kind:
        return Fault(f"`{cut(name)}` has no type")
    if columns is Columns.PARAMETERS and flag[0] not in FLAGS:
        return Fault(f"required is true or false, not `{cut(flag[0])}`")
    return Row(name, kind, description, FLAGS[flag[0]] if flag else None, lost, nullable or printed)


def bare(kind: str) -> tuple[str, bool]:
    """Return a type as printed without `| null` behind it, and whether that stood there."""
    head, bar, tail = kind.rpartition("|")
    return (head.strip(), True) if bar and tail.strip() == "null" else (kind, False)


def ambiguous(readings: Sequence[Row]) -> Fault:
    """Return the fault of a row that has more than one reading."""
    shown = "; ".join(
        f"`{cut(row.name)}`, {row.type}{NULL if row.nullable else ''}, `{cut(row.description)}`"
        for row in readings[:SHOWN]
    )
    return Fault(f"the row can be read in more than one way: {shown}", "ambiguous-row")


def no_row(text: str, why: str = "no table row, and nothing else that can stand here") -> Fault:
    """Return the fault of a line that is nothing known."""
    return Fault(f"`{cut(text)}` is {why}", "unknown-line")


def cut(text: str, width: int = 60) -> str:
    """Return the text, shortened for a message."""
    return text if len(text) <= width else text[: width - 3] + "..."
