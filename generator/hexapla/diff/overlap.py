"""Whether a value may be of two branches at once, which is all that tells `oneOf` from `anyOf`.

In: the shapes of a type on both sides. Out: facts where that matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from hexapla.diff.atoms import Atom, Shape, Side, as_type
from hexapla.diff.instances import is_instance
from hexapla.diff.matching import object_in
from hexapla.diff.normal import shape
from hexapla.diff.ranges import lost
from hexapla.diff.samples import samples
from hexapla.diff.scope import Scope
from hexapla.diff.words import Effect, Pair, Place, by_inclusion
from hexapla.model import JSON, Property, Type

MOST = 120
"""Values that are tried on two branches."""


def may_overlap(side: Side, one: Atom, other: Atom) -> bool:
    """Say whether a value may be of two branches; where that cannot be told, it may."""
    if "any" in (one.kind, other.kind):
        return True
    if one.kind != other.kind:
        return False
    if one.values is not None and other.values is not None:
        return len(lost(one.values, other.values)) < len(one.values)
    if one.kind == "object":
        return not _told_apart(side, one, other)
    return True


def _told_apart(side: Side, one: Atom, other: Atom) -> bool:
    """Say whether a property that both require has no value in common."""
    first, second = object_in(side, one), object_in(side, other)
    if first is None or second is None:
        return False
    for name, own in first.properties.items():
        beside = second.properties.get(name)
        if beside is not None and own.required and beside.required and not _meet(side, own, beside):
            return True
    return False


def _meet(side: Side, one: Property, other: Property) -> bool:
    listed = [_values(side, of.type) for of in (one, other)]
    if listed[0] is None or listed[1] is None:
        return True
    return len(lost(listed[0], listed[1])) < len(listed[0])


def _values(side: Side, of: Type) -> list[JSON] | None:
    found = shape(side, of)
    if found.null or any(atom.values is None for atom in found.atoms):
        return None
    return [value for atom in found.atoms for value in atom.values or ()]


def _both(side: Side, one: Atom, other: Atom) -> bool:
    """Say whether a value is known that is of two branches."""
    types = [as_type(of) for of in (one, other)]
    tried = (value for of in types for value in islice(samples(side, of), MOST))
    return any(all(is_instance(side, of, value) is True for of in types) for value in tried)


def _shared(side: Side, of: Shape) -> Iterator[tuple[Atom, Atom]]:
    """Yield the branches that may have a value in common; one that a discriminator chooses has none with others."""
    chosen = {name for _, name in of.discriminator.mapping} if of.discriminator is not None else set()
    for a, b in combinations(of.atoms, 2):
        if not (a.word in chosen and b.word in chosen) and may_overlap(side, a, b):
            yield a, b


def exclusions(scope: Scope, old: Shape, new: Shape, place: Place, since: tuple[Effect, tuple[Pair, ...]]) -> None:
    """Add what it does that a value must be of one branch only, where it may be of several."""
    if not old.exclusive and not new.exclusive:
        return
    sides = (scope.known.old, old), (scope.known.new, new)
    shared = [list(_shared(side, of)) for side, of in sides if of.exclusive]
    if old.exclusive != new.exclusive and len(old.atoms) > 1 and len(new.atoms) > 1:
        side = scope.known.new if new.exclusive else scope.known.old
        effect: Effect = "equal"
        if shared[0]:
            known = any(_both(side, a, b) for a, b in shared[0])
            effect = by_inclusion(new.exclusive, old.exclusive) if known else "unknown"
        words = ["oneOf" if of.exclusive else "anyOf" for of in (old, new)]
        scope.fact(place, "schema.union", effect, words[0], words[1])
    if any(shared):
        # What one branch loses may be gained: a value that was of two is of one then.
        base, pairs = since
        scope.wait(scope.made(place.down("oneOf"), "schema.union", "overlap", "overlap"), base, pairs, "hard")
