"""Two types: null, what kinds of value, and which atom of one stands for which of the other.

In: two types at a place. Out: facts. Atoms are matched by name, by the value of a discriminator, by meaning, then by
what they have most in common; what is left was lost or gained.
"""

from __future__ import annotations

from hexapla.diff.arrays import arrays
from hexapla.diff.atoms import Atom, Object, Shape, Side, as_type, is_never, label, members, narrows, object_of
from hexapla.diff.matching import matched
from hexapla.diff.normal import shape
from hexapla.diff.objects import objects
from hexapla.diff.overlap import exclusions
from hexapla.diff.rest import rest
from hexapla.diff.saying import enumeration
from hexapla.diff.scalars import scalars
from hexapla.diff.scope import Scope
from hexapla.diff.unions import discriminators, unmatched, with_only_choice
from hexapla.diff.words import Effect, Pair, Place, by_inclusion
from hexapla.frozen import replace
from hexapla.model import Any, Array, Enumeration, Map, Named, Nullable, Record, Scalar, Type


def types(scope: Scope, old: Type, new: Type, place: Place, *, is_schema: bool = False) -> None:
    """Add what changed between two types; `is_schema` tells that they are the named schemas of the place."""
    scope.at(place, old, new)
    if not is_schema and isinstance(old, Named) and isinstance(new, Named) and _refer(scope, old, new, place):
        rest(scope, old.rest, new.rest, place)
        return
    if old == new and _is_plain(old):
        return
    is_itself = is_schema and (isinstance(old, Named) or isinstance(new, Named))
    kept = frozenset() if is_itself else frozenset(members(old) & members(new))
    first, second = shape(scope.known.old, old, kept), shape(scope.known.new, new, kept)
    first, second = with_only_choice(first, second), with_only_choice(second, first)
    _shapes(scope, first, second, place, kept, (label(old), label(new)))


def _is_plain(of: Type) -> bool:
    """Say whether a type is told by itself: it leads to no schema, and nothing rides along that might."""
    while isinstance(of, Nullable | Array) and not of.rest:
        of = of.of if isinstance(of, Nullable) else of.item
    return isinstance(of, Scalar) and not of.rest


def _refer(scope: Scope, old: Named, new: Named, place: Place) -> bool:
    """Follow two references if that says all; what differs in names only is looked into in place, once."""
    known, pair = scope.known, Pair(old.name, new.name)
    schemas = known.old.schemas.get(old.name), known.new.schemas.get(new.name)
    if None in schemas and old.name != new.name:
        return False
    same = old.name == new.name or known.is_renamed(pair)
    if not same and pair not in scope.opened and not all(isinstance(one, Record) for one in schemas):
        scope.opened.add(pair)
        return False
    scope.refer(old, new, place)
    return True


def _shapes(scope: Scope, old: Shape, new: Shape, place: Place, kept: frozenset[str], labels: tuple[str, str]) -> None:
    known = scope.known
    if _is_any(old) or _is_any(new):
        _any(scope, old, new, place, labels)
        return
    if bool(old.atoms) != bool(new.atoms) and old.null != new.null and not kept:
        scope.fact(place, "schema.type", "both", *labels)  # null, and now anything but null
        return
    _null(scope, old, new, place)
    mark = scope.mark()
    for name in sorted(kept):
        one, other = (next(atom for atom in side.atoms if atom.word == name) for side in (old, new))
        scope.edge(Pair(name, name), place)
        rest(scope, one.rest, other.rest, place)
    left = tuple(tuple(atom for atom in side.atoms if atom.word not in kept) for side in (old, new))
    pairs = matched(known, old, new, *left)
    single = len(old.atoms) == 1 and len(new.atoms) == 1
    for one, other in pairs:
        there = place if single else place.down(other.word)
        if not single:
            scope.at(there, as_type(one), as_type(other))
        _atoms(scope, one, other, there)
    taken = [[pair[number] for pair in pairs] for number in (0, 1)]
    gone, come = ([atom for atom in left[n] if atom not in taken[n]] for n in (0, 1))
    unmatched(scope, old, new, gone, come, place, labels)
    rest(scope, old.rest, new.rest, place)
    exclusions(scope, old, new, place, scope.since(mark))
    discriminators(scope, old, new, pairs, kept, place)


def _is_any(of: Shape) -> bool:
    return len(of.atoms) == 1 and of.atoms[0].kind == "any" and isinstance(of.atoms[0].type, Any)


def _any(scope: Scope, old: Shape, new: Shape, place: Place, labels: tuple[str, str]) -> None:
    """Compare types one of which at least is any value, within what rides along."""
    if _is_any(old) and _is_any(new):
        rest(scope, old.atoms[0].rest, new.atoms[0].rest, place)
        return
    scope.fact(place, "schema.type", _of_any(old, new), *labels)


def _of_any(old: Shape, new: Shape) -> Effect:
    """Return the effect where one type is any value, or none, and the other one is something in between."""
    one, narrower, wider = (old, False, True) if _is_any(old) else (new, True, False)
    atom = one.atoms[0]
    if not any(map(narrows, atom.rest)):
        return by_inclusion(wider, narrower)
    return by_inclusion(narrower, wider) if is_never(replace(Any(), rest=atom.rest)) else "unknown"


def _null(scope: Scope, old: Shape, new: Shape, place: Place) -> None:
    """Add that null came or went, unless that is told at the named schema which says so."""
    inside = [_inner_null(side, of) for side, of in ((scope.known.old, old), (scope.known.new, new))]
    own = [of.null and not null for of, null in zip((old, new), inside, strict=True)]
    whole = [of.null or null for of, null in zip((old, new), inside, strict=True)]
    if whole[0] != whole[1] and own[0] != own[1]:
        scope.fact(place, "schema.null", by_inclusion(whole[0], whole[1]), *whole)


def _inner_null(side: Side, of: Shape) -> bool:
    """Say whether one of the names that stay names admits null."""
    return any(
        isinstance(atom.type, Named) and atom.kind == "any" and shape(side, replace(atom.type, rest=())).null
        for atom in of.atoms
    )


def _atoms(scope: Scope, old: Atom, new: Atom, place: Place) -> None:
    """Add what changed between two atoms of one kind."""
    match old.kind:
        case "boolean" | "number" | "string":
            scalars(scope, old, new, place)
            schemas = scope.known.old.schemas.get(old.word), scope.known.new.schemas.get(new.word)
            if isinstance(schemas[0], Enumeration) and isinstance(schemas[1], Enumeration):
                enumeration(scope, place, schemas[0], schemas[1])
        case "array":
            arrays(scope, old, new, place)
        case "object":
            _objects(scope, old, new, place)
        case "any":
            rest(scope, old.rest, new.rest, place)


def _objects(scope: Scope, old: Atom, new: Atom, place: Place) -> None:
    known = scope.known
    if isinstance(old.type, Named) and isinstance(new.type, Named):
        scope.refer(old.type, new.type, place)
        rest(scope, old.rest, new.rest, place)
        return
    one, other = (_object(side, atom) for side, atom in ((known.old, old), (known.new, new)))
    if one is None or other is None:
        return
    objects(scope, one, other, place)


def _object(side: Side, atom: Atom) -> Object | None:
    schema = side.schemas[atom.type.name] if isinstance(atom.type, Named) else atom.type
    if isinstance(schema, Record):
        return replace(object_of(schema), rest=(*schema.rest, *atom.rest))
    if isinstance(schema, Map):
        return replace(object_of(schema), rest=atom.rest)
    return None
