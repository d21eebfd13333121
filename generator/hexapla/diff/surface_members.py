"""Members of enumerations: which moved.

In: both packages, an enumeration of before and of now. Out: moved symbols.
"""

from __future__ import annotations

from collections.abc import Iterator

from hexapla.diff.surface_origins import at_places, dotted, origin
from hexapla.diff.surface_sides import Side
from hexapla.diff.surface_words import AtSchema, Inner, Moved, Tiers
from hexapla.diff.surface_world import World
from hexapla.finding import Location
from hexapla.model import Enumeration
from hexapla.plan import EnumClass, EnumMember


def members(world: World, schemas: tuple[str, str], old: EnumClass, new: EnumClass) -> Iterator[Moved]:
    """Yield the members of an enumeration that moved."""
    # What has no name is its value: of these none is another one under a new name.
    symbol = world.style.symbol
    before, after = ({symbol(one, new.name): one for one in of.members} for of in (old, new))
    if before == after:
        return
    values = [{symbol(one, new.name): one.value for one in of.members} for of in (old, new)]
    renames = world.renames(values[0], values[1])
    pairs: list[tuple[EnumMember | None, EnumMember | None]] = []
    pairs += [(before.get(name), one) for name, one in after.items() if name not in renames.values()]
    pairs += [(one, after.get(renames.get(name, ""))) for name, one in before.items() if name not in after]
    places = [_values(world.old, schemas[0]), _values(world.new, schemas[1])]
    for one, other in pairs:
        inner = list(_member(world, schemas, one, other))
        if inner:
            yield world.moved(
                "member",
                (dotted(world, old, one), dotted(world, new, other)),
                (world.style.declaration(one) if one else None, world.style.declaration(other) if other else None),
                inner,
                (places[0].get(one.value) if one else None, places[1].get(other.value) if other else None),
            )


def _values(side: Side, schema: str) -> dict[str, Location]:
    of = side.schemas.get(schema)
    return {side.style.value(one.value): one.where for one in of.values} if isinstance(of, Enumeration) else {}


def _member(world: World, schemas: tuple[str, str], old: EnumMember | None, new: EnumMember | None) -> Iterator[Inner]:
    near = tuple(AtSchema(schema=schema) for schema in dict.fromkeys(schemas))
    tiers: Tiers = (near, at_places(world, *schemas), *origin(world, world.new, schemas[1], set())[:1])
    # What code does not name breaks none of it.
    breaking = world.style.usage.members_have_names
    names = [(one.name if breaking else one.value) if one is not None else "" for one in (old, new)]
    if old is None:
        yield Inner(says=f"`{names[1]}` is new", breaking=False, rule="sdk.field-changed", tiers=tiers)
    elif new is None:
        yield Inner(says=f"`{names[0]}` is gone", breaking=breaking, rule="sdk.field-changed", tiers=tiers)
    else:
        if old.name != new.name:
            says = f"`{names[0]}` is called `{names[1]}`"
            yield Inner(says=says, breaking=breaking, rule="sdk.name-changed", tiers=tiers)
        if old.value != new.value:
            says = f"is `{new.value}`, and was `{old.value}`"
            yield Inner(says=says, breaking=breaking, rule="sdk.field-changed", tiers=tiers)
