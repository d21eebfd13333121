"""What a newer page states otherwise than the lock: one record a change.

In: nothing. Out: the records and their words. A change says what became of one fact; what that means for the spec is
found elsewhere.
"""

from __future__ import annotations

from typing import Final, Literal

from hexapla.docs.tree import Branch
from hexapla.finding import Location
from hexapla.frozen import frozen

Kind = Literal[
    "operation-added",
    "operation-removed",
    "operation-moved",
    "retitled",
    "parameter-added",
    "parameter-removed",
    "parameter-moved",
    "parameter-renamed",
    "parameter-unsure",
    "parameter-retyped",
    "parameter-required",
    "field-added",
    "field-removed",
    "field-renamed",
    "field-unsure",
    "field-retyped",
    "table-added",
    "table-removed",
    "status-added",
    "status-removed",
    "message-added",
    "message-removed",
    "message-changed",
    "samples-changed",
    "reworded",
    "rearranged",
]
"""What became of a fact. `unsure`: rows are gone and others have come, and which stands for which cannot be told;
`rearranged`: the same facts in another order or form."""

WORDS_ONLY: Final = ("retitled", "samples-changed", "reworded", "rearranged")
"""The kinds that change nothing of what a caller sends or receives."""


@frozen(kw_only=True)
class Change:
    """One fact that is stated otherwise.

    Attributes:
        operation: method and path, as the page has them now (as the lock has them where the page has them no more).
        part: where in the operation: empty, `path`, `query`, `body`, or a status.
        name: what it is about: a row by its dotted path, a text; empty for the part itself.
        before, after: what was stated and what is, in the words of a page; empty for nothing.
        page: where on the page; of what is gone the nearest thing that is there.
        lock: where in the lock; of what is new the nearest thing that is there.
        old, new: the rows, where it is about rows: more than one of a kind only where that is unsure.
    """

    kind: Kind
    operation: str
    part: str
    name: str
    before: str
    after: str
    page: Location
    lock: Location
    old: tuple[Branch, ...] = ()
    new: tuple[Branch, ...] = ()
