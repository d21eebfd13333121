"""Which operations of a lock the given pages are about, and the lock with what they say now.

In: a lock, what pages say now, an `Api`. Out: pairs of operations, those that are new and gone, the new lock. A lock
does not name pages, so that one of several pages can be given alone: the operations that stand on one page are those
whose `externalDocs` have one address. Where the spec gives none, an operation is gone that stood between two others of
the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hexapla.docs.lock import Lock, LockedOperation
from hexapla.docs.matching import by_shape, nearest, shape_of
from hexapla.frozen import frozen
from hexapla.model import Api

Both = tuple[LockedOperation, LockedOperation]


@frozen(kw_only=True)
class Matched:
    """Operations of the lock and of the pages; `lock` is the lock that the pages make of it."""

    pairs: tuple[Both, ...]
    added: tuple[LockedOperation, ...]
    removed: tuple[LockedOperation, ...]
    lock: Lock


def matched(old: Lock, new: Lock, api: Api) -> Matched:
    """Return which operation stands for which."""
    pairs, left, come = _pairs(old.operations, new.operations)
    addresses = _addresses(api, old)
    there = {addresses.get(id(one)) for one, _ in pairs} - {None}
    order = {id(one): number for number, one in enumerate(old.operations)}
    known = sorted(order[id(one)] for one, _ in pairs)
    removed = [
        one
        for one in left
        if (addresses[id(one)] in there if id(one) in addresses else known and known[0] < order[id(one)] < known[-1])
    ]
    now = Lock(tuple(_merged(old.operations, new.operations, pairs, removed)))
    return Matched(pairs=tuple(pairs), added=tuple(come), removed=tuple(removed), lock=now)


def _pairs(
    old: Sequence[LockedOperation], new: Sequence[LockedOperation]
) -> tuple[list[Both], list[LockedOperation], list[LockedOperation]]:
    """Pair by method and path; then by the shape of the path; then by the title, where only one has it."""
    pairs: list[Both] = []
    left, come = list(old), list(new)
    keys = (
        lambda one: (one.method, one.path),
        lambda one: (one.method, shape_of(one.path)),
        lambda one: (one.method, one.title),
    )
    for key in keys:
        for one in tuple(come):
            found = [other for other in left if key(other) == key(one)]
            if len(found) == 1 and sum(key(other) == key(one) for other in come) == 1:
                pairs.append((found[0], one))
                left = [other for other in left if other is not found[0]]
                come = [other for other in come if other is not one]
    order = {id(one): number for number, one in enumerate(new)}
    return sorted(pairs, key=lambda both: order[id(both[1])]), left, come


def _addresses(api: Api, old: Lock) -> Mapping[int, str]:
    """Return the page of each operation, as the spec names it."""
    shapes = by_shape(api.operations)
    found = ((one, nearest(shapes, one)) for one in old.operations)
    return {id(one): of.docs.url.partition("#")[0] for one, of in found if of and of.docs and of.docs.url}


def _merged(
    old: Sequence[LockedOperation],
    new: Sequence[LockedOperation],
    pairs: Sequence[Both],
    removed: Sequence[LockedOperation],
) -> list[LockedOperation]:
    """Return the operations of the new lock: those of a page together, in its order, where the first of them stood."""
    page_of = {id(one): other.where.file for one, other in pairs}
    gone = {id(one) for one in removed}
    found: list[LockedOperation] = []
    placed: set[str] = set()
    for one in old:
        page = page_of.get(id(one))
        if page is None:
            found += [] if id(one) in gone else [one]
        elif page not in placed:
            placed.add(page)
            found += [other for other in new if other.where.file == page]
    return [*found, *(other for other in new if other.where.file not in placed)]
