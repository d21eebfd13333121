"""What two types have not in common: branches that were lost or gained, and what chooses among those that stayed.

In: atoms that stand for nothing on the other side, discriminators. Out: facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.diff.atoms import Atom, Shape
from hexapla.diff.scalars import scalars
from hexapla.diff.scope import Scope
from hexapla.diff.words import Effect, Place, join
from hexapla.frozen import replace
from hexapla.model import JSON, Discriminator


def unmatched(
    scope: Scope,
    old: Shape,
    new: Shape,
    gone: Sequence[Atom],
    come: Sequence[Atom],
    place: Place,
    labels: tuple[str, str],
) -> None:
    """Add the atoms that were lost and those that were gained."""
    if not gone and not come:
        return
    if len(old.atoms) <= 1 and len(new.atoms) <= 1:
        effects: list[Effect] = [*(("narrows",) if gone else ()), *(("widens",) if come else ())]
        scope.fact(place, "schema.type", join(effects), labels[0], labels[1])
        return
    rule = "schema.union" if _is_union(old) or _is_union(new) else "schema.type"
    for atom in gone:
        effect = _effect(scope, atom, new, is_gone=True)
        scope.fact(place, rule, effect, atom.word, None)
    for atom in come:
        effect = _effect(scope, atom, old, is_gone=False)
        scope.fact(place, rule, effect, None, atom.word)


def _is_union(of: Shape) -> bool:
    kinds = [atom.kind for atom in of.atoms]
    return of.is_union or len(set(kinds)) < len(kinds)


def _effect(scope: Scope, atom: Atom, other: Shape, *, is_gone: bool) -> Effect:
    """Return what it does that a branch is there on one side only; what the other branches make of it is no part."""
    if not other.exclusive and any(_covers(scope, atom, one, is_gone=is_gone) for one in other.atoms):
        return "equal"
    return "narrows" if is_gone else "widens"


def _covers(scope: Scope, atom: Atom, by: Atom, *, is_gone: bool) -> bool:
    """Say whether every value of a branch is one of a branch on the other side; of texts and numbers only."""
    if atom.kind != by.kind or atom.kind not in ("string", "number", "boolean"):
        return False
    probe = scope.probe()
    old, new = (atom, by) if is_gone else (by, atom)
    scalars(probe, old, new, Place(node=""))
    found = probe.base()
    return not probe.late and found in ("equal", "widens" if is_gone else "narrows")


def with_only_choice(of: Shape, other: Shape) -> Shape:
    """Return a shape of one branch with the discriminator that rides along with it, where the other one has more.

    Nothing is to be chosen there, so that the loader has no word for it; beside the other shape it means something.
    """
    beside = other.discriminator
    if of.discriminator is not None or beside is None or len(of.atoms) != 1:
        return of
    atom = of.atoms[0]
    said = next((one.value for one in atom.rest if one.name == "discriminator"), None)
    if not isinstance(said, dict) or said.get("propertyName") != beside.property:
        return of
    mapping = said.get("mapping")
    rows = mapping.items() if isinstance(mapping, dict) else [row for row in beside.mapping if row[1] == atom.word]
    chosen = tuple((value, str(name).rpartition("/")[2]) for value, name in rows)
    rest = tuple(one for one in atom.rest if one.name != "discriminator")
    return replace(of, atoms=(replace(atom, rest=rest),), discriminator=Discriminator(beside.property, chosen))


def discriminators(
    scope: Scope,
    old: Shape,
    new: Shape,
    pairs: Sequence[tuple[Atom, Atom]],
    kept: frozenset[str],
    place: Place,
) -> None:
    """Add what changed in how the branches that stayed are told apart."""
    one, other = old.discriminator, new.discriminator
    there = place.down("discriminator")
    if one is None or other is None:
        if (one is None) != (other is None) and len(old.atoms) > 1 and len(new.atoms) > 1:
            names = [of.property if of is not None else None for of in (one, other)]
            scope.fact(there, "schema.discriminator", "equal", names[0], names[1])
        return
    if one.property != other.property:
        scope.fact(there, "schema.discriminator", "both", one.property, other.property)
        return
    stands = {**{name: name for name in kept}, **{a.word: b.word for a, b in pairs}}
    _mappings(scope, one, other, stands, there)


def _mappings(scope: Scope, old: Discriminator, new: Discriminator, stands: dict[str, str], place: Place) -> None:
    """Add values that choose another branch than before, and those that chose, or choose, one that stayed."""
    before = {value: stands[name] for value, name in old.mapping if name in stands}
    after = {value: name for value, name in new.mapping if name in stands.values()}
    for value in {**before, **after}:
        first, second = before.get(value), after.get(value)
        if first == second:
            continue
        effect: Effect = "both" if first and second else "narrows" if first else "widens"
        said: list[JSON] = [{value: name} if name else None for name in (first, second)]
        scope.fact(place.down("mapping", value), "schema.discriminator", effect, said[0], said[1])
