"""A value that shows what a fact says: valid in one description and not in the other.

In: what a comparison knows, a fact. Out: a value at the fact's node, checked on both sides; None where none was found.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, islice
from typing import Final, Literal

from hexapla.diff.atoms import Side
from hexapla.diff.instances import is_instance
from hexapla.diff.samples import samples
from hexapla.diff.scope import Known
from hexapla.diff.words import Effect, Fact, Polarity, Witness
from hexapla.model import JSON, Type

MOST: Final = 600
"""Values that are tried for one fact."""

_OF_THE_OBJECT: Final = (
    *("schema.property-added", "schema.property-removed", "schema.property-renamed"),
    *("schema.required", "schema.read-write-only"),
)
"""Rules whose facts are shown by the object that a property is of."""


def witness(known: Known, fact: Fact, polarity: Polarity | None = None) -> Witness | None:
    """Return a value that shows the effect of a fact; see `Comparison.witness`."""
    wanted = _wanted(fact.effect, polarity)
    found = _types(known, fact)
    if wanted is None or found is None:
        return None
    return differing(known.old, known.new, *found, wanted, lambda value: _is_about(fact, value))


def _wanted(effect: Effect, polarity: Polarity | None) -> Literal["old", "new"] | None:
    match effect:
        case "narrows":
            return "old"
        case "widens":
            return "new"
        case "both":
            return "new" if polarity == "response" else "old"
        case "equal" | "unknown":
            return None


def _types(known: Known, fact: Fact) -> tuple[Type, Type] | None:
    """Return the types that a fact is about: at its node, or at the nearest one above that has types."""
    node = fact.node
    if fact.rule in _OF_THE_OBJECT:
        node = node.rpartition("/properties/")[0]
    while node:
        if node in known.at:
            return known.at[node]
        node = node.rpartition("/")[0]
    return None


def _is_about(fact: Fact, value: JSON) -> bool:
    """Say whether a value has to do with the property of a fact: it lacks one that is required, or has one."""
    if fact.name is None or fact.rule not in _OF_THE_OBJECT:
        return True
    is_asked = fact.required or fact.rule == "schema.required"
    return isinstance(value, dict) and (fact.name in value) is not is_asked


def differing(
    old: Side,
    new: Side,
    before: Type,
    after: Type,
    valid_in: Literal["old", "new"],
    wanted: Callable[[JSON], bool] = lambda value: True,
) -> Witness | None:
    """Return a value that is of one type and not of the other; None where none was found."""
    mine, other = ((old, before), (new, after)) if valid_in == "old" else ((new, after), (old, before))
    for value in islice(filter(wanted, chain(samples(*other), samples(*mine))), 2 * MOST):
        if is_instance(*mine, value) is True and is_instance(*other, value) is False:
            return Witness(value, valid_in)
    return None
