"""One operation as the lock has it against the same operation as the page has it now.

In: both. Out: the changes, in the order of the page; nothing where nothing changed but places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hexapla.docs.drift_at import At
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_parameters import parameters
from hexapla.docs.drift_responses import responses
from hexapla.docs.drift_tables import tables
from hexapla.docs.lock import LockedOperation
from hexapla.finding import Location


def compare(
    old: LockedOperation, new: LockedOperation, lines: Sequence[str], *, with_samples: bool = True
) -> list[Change]:
    """Return what changed in an operation.

    Args:
        old: as locked.
        new: as the page has it now.
        lines: of the page, to find what has no place of its own.
        with_samples: whether the lock knows of code samples. What they say otherwise than their page may change with
            the page, so that they are told of only where nothing else changed; `docs check` tells what is wrong there.
    """
    at = At(old, new, lines)
    found = [*_heading(at), *parameters(at)]
    found += tables(at.inside("body", old.where, new.where), old.body, new.body)
    found += responses(at)
    if not found and with_samples and facts_of(old.samples) != facts_of(new.samples):
        found.append(at.change("samples-changed", "", "code samples", "", ""))
    old, new = (replace(one, samples=()) for one in (old, new))
    if not found and facts_of(old) != facts_of(new):
        found.append(at.change("rearranged", "", "another order or form", "the same facts", "the same facts"))
    return found


def _heading(at: At) -> Iterator[Change]:
    old, new = at.old, at.new
    if old.path != new.path:
        yield at.change("operation-moved", "", "", f"{old.method} {old.path}", f"{new.method} {new.path}")
    if old.title != new.title:
        yield at.change("retitled", "", "heading", old.title, new.title)
    if old.summary != new.summary:
        yield at.change("reworded", "", "summary", *at.worded(old.summary, new.summary))


def facts_of(of: object) -> object:
    """Return what a record states, without places."""
    if isinstance(of, tuple) and not isinstance(of, Location):
        return tuple(facts_of(one) for one in of)
    names = getattr(type(of), "__match_args__", ())
    if names and not isinstance(of, Location):
        return tuple((name, facts_of(getattr(of, name))) for name in names if name != "where")
    return of
