"""The tables of a body as a tree: nested tables stand depth first under the row they describe.

In: rows in the page's order. Out: the rows of the main table, each with those of its own table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hexapla.docs.lock import LockedRow

DEPTH: Final = 50


@dataclass(frozen=True, slots=True)
class Branch:
    """A row, and the rows of the nested table that describes it."""

    row: LockedRow
    children: tuple[Branch, ...] = ()


class _Level:
    """The rows of one table, and the levels of those whose own table was found."""

    def __init__(self, rows: Sequence[LockedRow]) -> None:
        self.rows = rows
        self.below: dict[str, _Level] = {}
        self._objects = {row.name for row in rows if row.type.lower().endswith("object")}

    def takes(self, name: str) -> bool:
        """Say whether a table of that name can belong to a row here: to an object without a table so far."""
        return name in self._objects and name not in self.below

    def branches(self) -> tuple[Branch, ...]:
        return tuple(
            Branch(row, self.below[row.name].branches() if row.name in self.below else ()) for row in self.rows
        )


def grow(rows: Sequence[LockedRow]) -> tuple[tuple[Branch, ...], tuple[LockedRow, ...]]:
    """Return the rows of the main table as branches, and the rows of tables that belong to no row.

    A table that stands more than `DEPTH` tables deep belongs to none.
    """
    root = _Level([row for row in rows if row.table is None])
    path = [root]
    stray: list[LockedRow] = []
    for table in _tables([row for row in rows if row.table is not None]):
        name = table[0].table or ""
        depth = next((depth for depth in range(min(len(path), DEPTH), 0, -1) if path[depth - 1].takes(name)), 0)
        if depth:
            level = _Level(table)
            path[depth - 1].below[name] = level
            path[depth:] = [level]
        else:
            stray += table
    return root.branches(), tuple(stray)


def _tables(rows: Sequence[LockedRow]) -> Iterator[list[LockedRow]]:
    """Yield nested tables: a new one begins where the name changes, or where a field of the same table comes again."""
    table: list[LockedRow] = []
    names: set[str] = set()
    for row in rows:
        if table and (row.table != table[0].table or row.name in names):
            yield table
            table, names = [], set()
        table.append(row)
        names.add(row.name)
    if table:
        yield table
