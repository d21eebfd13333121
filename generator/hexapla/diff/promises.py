"""What an operation promises and what it is called: its id, its group, how long it lasts, how it pages.

In: two operations at a spot. Out: facts.
"""

from __future__ import annotations

import re
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot
from hexapla.diff.ranges import spelled
from hexapla.model import JSON, CursorPagination, ExternalDocs, Operation, PagePagination, Pagination
from hexapla.names import snake

LEVELS: Final = ("draft", "alpha", "beta", "stable")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def called(of: Operation) -> str:
    """Return what people call an operation."""
    return f"{of.method} {of.template}"


def promises(ledger: Ledger, spot: Spot, old: Operation, new: Operation, tags: tuple[str, str]) -> None:
    """Add what changed in names and promises; `tags` are the groups."""
    _id(ledger, spot, old, new)
    if tags[0] != tags[1]:
        ledger.add(spot.down("tags"), "operation.tag-changed", "equal", *tags)
    if old.deprecated != new.deprecated:
        rule = "operation.deprecated" if new.deprecated else "operation.undeprecated"
        ledger.add(spot, rule, "equal", old.deprecated, new.deprecated)
    _lasting(ledger, spot, old, new)
    _paging(ledger, spot, old.pagination, new.pagination)
    notes.text(ledger, spot, "summary", old.summary, new.summary)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.value(ledger, spot, "docs.text", "externalDocs", _docs(old.docs), _docs(new.docs))
    notes.value(ledger, spot, "docs.extension", "x-internal", old.internal, new.internal)
    notes.documented(ledger, spot, old.documented, new.documented)
    _inner_calls(ledger, spot, old, new)
    known = ["x-sunset", "x-stability-level", "callbacks"]
    notes.rest(ledger, spot, old.rest, new.rest, known)


def _inner_calls(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add the callbacks of what the server calls: they ride along, and are compared as a whole."""
    before, after = (next((one for one in of.rest if one.name == "callbacks"), None) for of in (old, new))
    if before is not None and (after is None or spelled(before.value) != spelled(after.value)):
        ledger.add(spot.down("callbacks", old=before.where), "callback.removed", "narrows", before.value, None)
    if after is not None and (before is None or spelled(before.value) != spelled(after.value)):
        ledger.add(spot.down("callbacks", new=after.where), "callback.added", "widens", None, after.value)


def _id(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add another id; an id that method and path make was not given."""
    if old.id == new.id:
        return
    given = [one.id != _made(one) for one in (old, new)]
    rule = "operation.id-changed"
    if given[0] != given[1]:
        rule = "operation.id-added" if given[1] else "operation.id-removed"
    ledger.add(spot.down("operationId"), rule, "equal", old.id, new.id)


def _made(of: Operation) -> str:
    words = _PLACEHOLDER.sub(r" by \1 ", of.template)
    return snake(f"{of.method.lower()} {words}")


def _docs(of: ExternalDocs | None) -> JSON:
    return None if of is None else {"url": of.url, "description": of.description}


def _lasting(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add a day from which the operation may be missing, and how stable it is meant to be."""
    before, after = (notes.word(one.rest, "x-sunset") for one in (old, new))
    if before != after:
        is_shorter = bool(after) and (not before or after < before)
        rule = "operation.sunset-shortened" if is_shorter else "operation.sunset-extended"
        ledger.add(spot.down("x-sunset"), rule, "unknown" if is_shorter else "equal", before or None, after or None)
    before, after = (notes.word(one.rest, "x-stability-level") for one in (old, new))
    if before != after:
        is_lower = _level(after) < _level(before)
        rule = "operation.stability-lowered" if is_lower else "operation.stability-raised"
        there = spot.down("x-stability-level")
        ledger.add(there, rule, "unknown" if is_lower else "equal", before or None, after or None)


def _level(word: str) -> int:
    """Return how much is promised: nothing said is stable, and so is a word nobody knows."""
    return LEVELS.index(word.lower()) if word.lower() in LEVELS else len(LEVELS) - 1


def _paging(ledger: Ledger, spot: Spot, old: Pagination | None, new: Pagination | None) -> None:
    before, after = _pages(old), _pages(new)
    here = spot.down("x-pagination", old=old.where if old else None, new=new.where if new else None)
    if before[0] != after[0]:
        ledger.add(here, "operation.pagination-changed", "equal", before[0], after[0])
    elif before[1] != after[1]:
        ledger.add(here, "operation.page-size-changed", "equal", before[1], after[1])


def _pages(of: Pagination | None) -> tuple[JSON, JSON]:
    """Return what a client pages by, and the numbers it pages with."""
    match of:
        case None:
            return None, None
        case PagePagination():
            numbers: JSON = {"first": of.first, "default": of.default, "maximum": of.maximum}
            return {"page": of.page, "size": of.size}, numbers
        case CursorPagination():
            names = ("cursor", "next_header", "next_pointer", "items_pointer", "size")
            return {name: getattr(of, name) for name in names if getattr(of, name)}, None
