"""Tables of a body or a response against those of the lock.

In: the rows on both sides. Out: changes; of what lies in a nested table the name is the dotted path of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hexapla.docs.drift_at import At
from hexapla.docs.drift_changes import Change, Kind
from hexapla.docs.drift_rows import paired, stated
from hexapla.docs.lock import LockedRow
from hexapla.docs.tree import Branch, grow
from hexapla.docs.words import same


def tables(at: At, old: Sequence[LockedRow], new: Sequence[LockedRow]) -> Iterator[Change]:
    """Yield what changed in the tables of one body."""
    (ones, stray), (others, more) = grow(old), grow(new)
    if bool(ones) != bool(others):
        kind: Kind = "table-added" if others else "table-removed"
        words = ("no table", _listed(others)) if others else (_listed(ones), "no table")
        yield at.rows(kind, "", words, ones, others)
    else:
        yield from _level(at, ones, others, "")
    yield from _level(at, _strays(stray), _strays(more), "")


def _strays(rows: Sequence[LockedRow]) -> list[Branch]:
    """Return rows of tables that belong to none, as if each table were a row."""
    found: dict[str, list[Branch]] = {}
    for row in rows:
        found.setdefault(row.table or "", []).append(Branch(row))
    return [
        Branch(LockedRow(name=name, type="object", where=below[0].row.where), tuple(below))
        for name, below in found.items()
    ]


def _level(at: At, old: Sequence[Branch], new: Sequence[Branch], prefix: str) -> Iterator[Change]:
    found = paired(old, new)
    for one, other in found.same:
        yield from _row(at, one, other, prefix)
    for one, other in found.renamed:
        path = prefix + other.row.name
        yield at.rows("field-renamed", path, (prefix + one.row.name, path), (one,), (other,))
        yield from _row(at, one, other, prefix)
    for ones, others in found.unsure:
        words = ", ".join(one.row.name for one in ones), ", ".join(one.row.name for one in others)
        yield at.rows("field-unsure", prefix + others[0].row.name, words, ones, others)
    for one in found.gone:
        yield at.rows("field-removed", prefix + one.row.name, (stated(one), ""), (one,))
    for other in found.come:
        yield at.rows("field-added", prefix + other.row.name, ("", stated(other)), (), (other,))


def _row(at: At, old: Branch, new: Branch, prefix: str) -> Iterator[Change]:
    path = prefix + new.row.name
    is_retyped = not same(stated(old), stated(new))
    if is_retyped:
        yield at.rows("field-retyped", path, (stated(old), stated(new)), (old,), (new,))
    if old.row.wording != new.row.wording and old.row.nullable == new.row.nullable:
        yield at.rows("reworded", path, at.worded(old.row.wording, new.row.wording), (old,), (new,))
    if not is_retyped or (old.children and new.children):
        yield from _level(at, old.children, new.children, f"{path}.")


def _listed(branches: Sequence[Branch]) -> str:
    names = [branch.row.name for branch in branches]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


_SHOWN = 5
"""Names of a table that are listed."""
