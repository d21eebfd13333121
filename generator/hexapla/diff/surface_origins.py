"""Where a model may have come from, or gone with, and what code calls things in it.

In: both packages. Out: places where a cause may stand, and names.
"""

from __future__ import annotations

from hexapla.diff.surface_sides import Side
from hexapla.diff.surface_words import Anchor, AtOperation, AtPlace, AtSchema, Tiers
from hexapla.diff.surface_world import World
from hexapla.plan import EnumClass, EnumMember, Field, RecordClass

_WHOLE = ("operation.", "path.", "response.", "body.", "webhook.", "callback.")


def origin(world: World, side: Side, schema: str, kept: set[str]) -> Tiers:
    """Return where a class may have come from, or gone with: who names it, and who names those that moved with it."""
    exact: dict[Anchor, None] = {}
    wide: dict[Anchor, None] = {}
    seen, waiting = {schema}, [schema]
    while waiting:
        for who in side.referrers.get(waiting.pop(), ()):
            if who.operation:
                exact[AtOperation(operation=who.operation, tail=who.tail)] = None
                wide[AtOperation(operation=who.operation, rules=_WHOLE)] = None
            elif who.property is not None:
                exact[AtSchema(schema=who.schema, property=who.property)] = None
            else:
                wide[AtSchema(schema=who.schema)] = None
            is_kept = who.schema in kept and who.schema in side.classes
            if who.schema and not is_kept and who.schema not in seen:
                seen.add(who.schema)
                waiting.append(who.schema)
    return (tuple(exact), tuple(wide), (AtSchema(schema=schema), *at_places(world, schema, schema)))


def both_origins(world: World, sides: tuple[Side, Side], schema: str, kept: set[str]) -> Tiers:
    """Return where a class may have come from, then who names its schema where it is no class: a body, say."""
    return (*origin(world, sides[0], schema, kept), *origin(world, sides[1], schema, kept)[:2])


def at_places(world: World, schema: str, other: str) -> tuple[AtPlace, ...]:
    """Return the places of a schema of before and of the one that stands for it now."""
    places = ((world.old.where(schema), True), (world.new.where(other), False))
    return tuple(AtPlace(place=place, is_old=is_old) for place, is_old in places if place is not None)


def dotted(world: World, of: RecordClass | EnumClass, one: Field | EnumMember | None) -> str | None:
    """Return how code says something in a class; None for nothing."""
    return None if one is None else world.style.symbol(one, of.name)
