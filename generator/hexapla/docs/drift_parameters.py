"""Parameter tables of a page against those of the lock.

In: an operation on both sides. Out: changes. A row of the same name in the other table has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hexapla.docs.drift_at import At
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_rows import Both, matched, renamed, stated
from hexapla.docs.lock import LockedOperation, LockedRow
from hexapla.docs.tree import Branch
from hexapla.docs.words import same

PLACES = ("path", "query")


def parameters(at: At) -> Iterator[Change]:
    """Yield what changed in the parameters of an operation."""
    sides = {place: (_branches(at.old, place), _branches(at.new, place)) for place in PLACES}
    left = {place: matched(*both) for place, both in sides.items()}
    moved: list[tuple[str, str, Both]] = []
    for place, other in (PLACES, PLACES[::-1]):
        across, _, _ = matched(left[place][1], left[other][2])
        moved += [(place, other, both) for both in across]
    taken = {id(branch) for _, _, both in moved for branch in both}
    for place in PLACES:
        pairs, gone, come = left[place]
        free = [[one for one in branches if id(one) not in taken] for branches in (gone, come)]
        yield from _place(at, place, pairs, free[0], free[1], sides[place])
    for place, other, (old, new) in moved:
        words = f"in the {place}", f"in the {other}"
        yield at.rows("parameter-moved", old.row.name, words, (old,), (new,), other)
        yield from _row(at, other, old, new)


def _branches(operation: LockedOperation, place: str) -> list[Branch]:
    rows = operation.path_params if place == "path" else operation.query_params
    return [Branch(row) for row in rows]


def _place(
    at: At,
    place: str,
    pairs: Sequence[Both],
    gone: Sequence[Branch],
    come: Sequence[Branch],
    sides: tuple[Sequence[Branch], Sequence[Branch]],
) -> Iterator[Change]:
    """Yield what changed in one table."""
    found = renamed(pairs, gone, come, *sides)
    for old, new in found.same:
        yield from _row(at, place, old, new)
    for old, new in found.renamed:
        yield at.rows("parameter-renamed", new.row.name, (old.row.name, new.row.name), (old,), (new,), place)
        yield from _row(at, place, old, new)
    for ones, others in found.unsure:
        words = ", ".join(one.row.name for one in ones), ", ".join(one.row.name for one in others)
        yield at.rows("parameter-unsure", others[0].row.name, words, ones, others, place)
    for old in found.gone:
        yield at.rows("parameter-removed", old.row.name, (_said(old.row), ""), (old,), (), place)
    for new in found.come:
        yield at.rows("parameter-added", new.row.name, ("", _said(new.row)), (), (new,), place)


def _row(at: At, place: str, old: Branch, new: Branch) -> Iterator[Change]:
    """Yield what a row states otherwise."""
    name = new.row.name
    if not same(stated(old), stated(new)):
        yield at.rows("parameter-retyped", name, (stated(old), stated(new)), (old,), (new,), place)
    if old.row.required != new.row.required:
        yield at.rows("parameter-required", name, (_flag(old.row), _flag(new.row)), (old,), (new,), place)
    if old.row.wording != new.row.wording and old.row.nullable == new.row.nullable:
        yield at.rows("reworded", name, at.worded(old.row.wording, new.row.wording), (old,), (new,), place)


def _said(row: LockedRow) -> str:
    return f"{stated(Branch(row))}, {_flag(row)}"


def _flag(row: LockedRow) -> str:
    return "required" if row.required else "optional"
