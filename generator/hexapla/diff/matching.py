"""Which atom of one type stands for which of another.

In: atoms. Out: pairs of one kind. By name first, then by the value that a discriminator chooses them by, then by what
they have most in common; two that have little in common are no pair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from hexapla.diff.atoms import Atom, Object, Shape, Side, object_of
from hexapla.diff.ranges import lost
from hexapla.diff.scope import Known
from hexapla.model import Array, Default, Map, Named, Property, Record, Scalar, Type

ENOUGH: Final = 0.3
"""What two atoms must have in common to be one that was changed, where there are others."""

Matched = list[tuple[Atom, Atom]]


def matched(known: Known, old: Shape, new: Shape, before: Sequence[Atom], after: Sequence[Atom]) -> Matched:
    """Return the pairs of atoms, in the order of the new ones."""
    left, right = list(before), list(after)
    pairs: Matched = []
    chosen = [_choosing(one) for one in (old, new)]
    tests: tuple[Callable[[Atom, Atom], bool], ...] = (
        lambda a, b: a.word == b.word and isinstance(a.type, Named),
        lambda a, b: bool(chosen[0].get(a.word, frozenset()) & chosen[1].get(b.word, frozenset())),
        lambda a, b: a == b,
    )
    for test in tests:
        for other in list(right):
            one = next((a for a in left if a.kind == other.kind and test(a, other)), None)
            if one is not None:
                _take(pairs, left, right, one, other)
    scores = sorted(
        ((_likeness(known, a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right) if a.kind == b.kind),
        reverse=True,
    )
    first, second = tuple(left), tuple(right)
    for score, i, j in scores:
        one, other = first[-i], second[-j]
        if one in left and other in right and score >= _least(first, second, one):
            _take(pairs, left, right, one, other)
    return sorted(pairs, key=lambda pair: _index(after, pair[1]))


def _least(left: Sequence[Atom], right: Sequence[Atom], one: Atom) -> float:
    """Return how much two must have in common: the only ones of their kind are a pair in any case."""
    alone = all(sum(atom.kind == one.kind for atom in side) == 1 for side in (left, right))
    return 0 if (alone and one.kind not in ("object",)) or len(left) == len(right) == 1 else ENOUGH


def _take(pairs: Matched, left: list[Atom], right: list[Atom], one: Atom, other: Atom) -> None:
    pairs.append((one, other))
    del left[_index(left, one)]
    del right[_index(right, other)]


def _index(atoms: Sequence[Atom], one: Atom) -> int:
    return next(number for number, atom in enumerate(atoms) if atom is one)


def _choosing(of: Shape) -> Mapping[str, frozenset[str]]:
    """Return the values by which a discriminator chooses each name."""
    found: dict[str, frozenset[str]] = {}
    for value, name in of.discriminator.mapping if of.discriminator is not None else ():
        found[name] = found.get(name, frozenset()) | {value}
    return found


def _likeness(known: Known, old: Atom, new: Atom) -> float:
    match old.kind:
        case "object":
            one, other = object_in(known.old, old), object_in(known.new, new)
            return _objects(one, other) if one is not None and other is not None else 0
        case "array":
            return 0.4 + 0.6 * (_inner(old) == _inner(new))
        case "boolean" | "number" | "string":
            return _scalars(old, new)
        case "any":
            return 1


def _inner(atom: Atom) -> Type | None:
    return atom.type.item if isinstance(atom.type, Array) else None


def _scalars(old: Atom, new: Atom) -> float:
    if old.values is not None and new.values is not None:
        common = len(old.values) - len(lost(old.values, new.values))
        return 0.5 + 0.5 * common / max(len(old.values), len(new.values), 1)
    if not isinstance(old.type, Scalar) or not isinstance(new.type, Scalar):
        return 0.4
    return 0.5 + 0.2 * (old.type.kind == new.type.kind) + 0.2 * (old.type.format == new.type.format)


def _objects(old: Object, new: Object) -> float:
    if not old.properties and not new.properties:
        return 1
    names = {**old.properties, **new.properties}
    common = [name for name in names if name in old.properties and name in new.properties]
    alike = sum(old.properties[name].type == new.properties[name].type for name in common)
    if any(_clash(old.properties[name], new.properties[name]) for name in common):
        return 0.2
    return (len(common) + alike) / (2 * len(names))


def _clash(old: Property, new: Property) -> bool:
    """Say whether two properties are each fixed to a value, and not to the same."""
    first, second = (one.type.const if isinstance(one.type, Scalar) else None for one in (old, new))
    return isinstance(first, Default) and isinstance(second, Default) and first != second


def object_in(side: Side, atom: Atom) -> Object | None:
    """Return an atom as an object, None where it is none."""
    of = side.schemas.get(atom.type.name) if isinstance(atom.type, Named) else atom.type
    return object_of(of) if isinstance(of, Record | Map) else None
