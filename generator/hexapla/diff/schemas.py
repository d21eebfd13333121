"""Two named schemas: what they say of themselves, and what they are.

In: a pair of names. Out: facts. A record against a record is compared property by property, anything else by its
normal form.
"""

from __future__ import annotations

from hexapla.diff.atoms import object_of
from hexapla.diff.objects import objects
from hexapla.diff.saying import saying
from hexapla.diff.scope import Scope
from hexapla.diff.shapes import types
from hexapla.diff.words import Pair, Place
from hexapla.model import Alias, Enumeration, Named, Record, Schema, Type


def schemas(scope: Scope, pair: Pair) -> None:
    """Add what came of two named schemas."""
    deep = scope.known.deep.get(pair)
    if deep is not None:
        types(scope, *deep)
        return
    old, new = scope.known.old.schemas.get(pair.old), scope.known.new.schemas.get(pair.new)
    place = Place(node=scope.known.node(pair), old=old.where if old else None, new=new.where if new else None)
    scope.opened.add(pair)
    if old is not None and new is not None:
        saying(scope, old, new, place)
    if isinstance(old, Record) and isinstance(new, Record):
        scope.at(place, Named(pair.old), Named(pair.new))
        objects(scope, object_of(old), object_of(new), place)
        return
    types(scope, type_of(old, pair.old), type_of(new, pair.new), place, is_schema=True)


def type_of(schema: Schema | None, name: str) -> Type:
    """Return what a named schema is, as a type."""
    match schema:
        case Alias(type=of):
            return of
        case Record() | Enumeration() | None:
            return Named(name)
