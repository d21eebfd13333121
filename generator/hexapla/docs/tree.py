"""The tables of a body as a tree: nested tables stand depth first under the row they describe.

In: rows in the page's order. Out: the rows of the main table, each with those of its own table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hexapla.docs.lock import LockedRow


@dataclass(frozen=True, slots=True)
class Branch:
    """A row, and the rows of the nested table that describes it."""

    row: LockedRow
    children: tuple[Branch, ...] = ()


@dataclass(slots=True)
class _Level:
    """The rows of one table, and the levels of those whose own table was found."""

    rows: list[LockedRow]
    below: dict[str, _Level]

    def takes(self, name: str) -> bool:
        """Say whether a table of that name can belong to a row here: to an object without a table so far."""
        return name not in self.below and any(r.name == name and r.type.lower().endswith("object") for r in self.rows)

    def branches(self) -> tuple[Branch, ...]:
        return tuple(
            Branch(row, self.below[row.name].branches() if row.name in self.below else ()) for row in self.rows
        )


def grow(rows: Sequence[LockedRow]) -> tuple[tuple[Branch, ...], tuple[LockedRow, ...]]:
    """Return the rows of the main table as branches, and the rows of tables that belong to no row."""
    root = _Level([], {})
    open_levels, stray = [root], []
    for table in _tables(rows):
        name = table[0].table
        if name is None:
            root.rows += table
            continue
        while_open = [level for level in open_levels if level.takes(name)]
        if not while_open:
            stray += table
            continue
        parent = while_open[-1]
        del open_levels[open_levels.index(parent) + 1 :]
        parent.below[name] = _Level(table, {})
        open_levels.append(parent.below[name])
    return root.branches(), tuple(stray)


def _tables(rows: Sequence[LockedRow]) -> Iterator[list[LockedRow]]:
    """Yield the tables: a new one begins where the name changes, or where a field of the same table comes again."""
    table: list[LockedRow] = []
    names: set[str] = set()
    for row in rows:
        if table and (row.table != table[0].table or (row.table is not None and row.name in names)):
            yield table
            table, names = [], set()
        table.append(row)
        names.add(row.name)
    if table:
        yield table
