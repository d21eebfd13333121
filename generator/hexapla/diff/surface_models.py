"""Models, their attributes, the members of enumerations, names of types: what moved.

In: both packages. Out: moved symbols. What lies in a class that is gone or new is not told besides the class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hexapla.diff.surface_members import members
from hexapla.diff.surface_origins import at_places, both_origins, dotted, origin
from hexapla.diff.surface_sides import Class, Side
from hexapla.diff.surface_words import (
    Anchor,
    AtOperation,
    AtPlace,
    AtSchema,
    AtSymbol,
    Inner,
    Moved,
    SurfaceRule,
    Tiers,
)
from hexapla.diff.surface_world import World, is_alias
from hexapla.diff.symbols import SymbolKind
from hexapla.finding import Location
from hexapla.frozen import replace
from hexapla.model import Property, Record
from hexapla.plan import AliasType, EnumClass, Field, RecordClass

_IDS = ("operation.id", "path.renamed", "path.param-renamed", "operation.tag-changed")


def models(world: World) -> Iterator[Moved]:
    """Yield what moved in models."""
    for schema, other in world.schemas.items():
        yield from _kept(world, schema, other)
    for schema, one in world.old.classes.items():
        if schema not in world.schemas:
            inner = Inner(
                says=f"`{one.name}` is gone",
                breaking=True,
                rule="sdk.model-removed",
                tiers=both_origins(world, (world.old, world.new), schema, set(world.schemas)),
            )
            yield _class(world, (schema, None), [inner])
    kept = set(world.schemas.values())
    for schema, one in world.new.classes.items():
        if schema not in kept:
            tiers = both_origins(world, (world.new, world.old), schema, kept)
            inner = Inner(says=f"`{one.name}` is new", breaking=False, rule="sdk.model-added", tiers=tiers)
            yield _class(world, (None, schema), [inner])


def _class(world: World, schemas: tuple[str | None, str | None], inner: Sequence[Inner]) -> Moved:
    old = world.old.classes[schemas[0]] if schemas[0] else None
    new = world.new.classes[schemas[1]] if schemas[1] else None
    kind: SymbolKind = "type" if all(is_alias(one) for one in (old, new) if one is not None) else "model"
    return world.moved(
        kind,
        (world.style.symbol(old) if old else None, world.style.symbol(new) if new else None),
        (world.style.declaration(old) if old else None, world.style.declaration(new) if new else None),
        inner,
        (world.old.where(schemas[0]) if schemas[0] else None, world.new.where(schemas[1]) if schemas[1] else None),
    )


def _kept(world: World, schema: str, other: str) -> Iterator[Moved]:
    """Yield what moved in a class that both packages have."""
    old, new = world.old.classes[schema], world.new.classes[other]
    inner = [*_renamed(world, schema, other), *_kind(world, schema, other), *_others(world, schema, other)]
    if inner:
        yield _class(world, (schema, other), inner)
    match old, new:
        case RecordClass(), RecordClass():
            yield from _fields(world, (schema, other), old, new)
        case EnumClass(), EnumClass():
            yield from members(world, (schema, other), old, new)
        case _:
            pass


def _renamed(world: World, schema: str, other: str) -> Iterator[Inner]:
    old, new = world.old.classes[schema], world.new.classes[other]
    if old.name == new.name:
        return
    rule: SurfaceRule = "sdk.name-changed" if schema == other else "sdk.model-renamed"
    says = f"`{old.name}` is called `{new.name}`"
    yield Inner(says=says, breaking=True, rule=rule, tiers=_namesakes(world, other, (old.name, new.name)))


def _namesakes(world: World, schema: str, names: tuple[str, str]) -> Tiers:
    """Return where a name may have been made: a schema without a name is called by the operation or class it is of."""
    found: dict[Anchor, None] = {}
    type_name = world.style.type_name
    before = {after: before for before, after in world.schemas.items()}
    ids = {new.id: old.id for old, new in world.operations.pairs}
    for who in world.new.referrers.get(schema, ()):
        was = ids.get(who.id, who.id)
        if was != who.id and type_name(was) in names[0] and type_name(who.id) in names[1]:
            found[AtOperation(operation=who.operation, rules=_IDS)] = None
        owner = world.new.classes.get(who.schema)
        earlier = world.old.classes.get(before.get(who.schema, ""))
        if owner is None or earlier is None or owner.name == earlier.name:
            continue
        if names[0].startswith(earlier.name) and names[1].startswith(owner.name):
            found[AtSymbol(name=world.style.symbol(owner))] = None
    return (tuple(found),)


def _kind(world: World, schema: str, other: str) -> Iterator[Inner]:
    """Yield that a class is something else: another kind of class, or another type under the same name."""
    old, new = world.old.classes[schema], world.new.classes[other]
    nearest: Tiers = ((AtSchema(schema=other), AtSchema(schema=schema)),)
    texts = [_stands_for(world, side, one) for side, one in ((world.old, old), (world.new, new))]
    if texts[0] and texts[1]:
        reads, gives = world.new.reads(other), world.new.gives(other)
        changed = world.retyped(texts[0], texts[1], ("may be", "is"), reads=reads, gives=gives)
        if changed is not None and not (changed.is_renamed and world.names_itself(texts[0], old.name)):
            tiers = world.type_tiers(texts[0], texts[1], changed, (*nearest, at_places(world, schema, other)))
            tiers = (*tiers, *origin(world, world.new, other, set(world.schemas.values()))[:1])
            yield Inner(says=changed.says, breaking=changed.breaking, rule="sdk.field-changed", tiers=tiers)
        return
    kinds = [_word(one) for one in (old, new)]
    if kinds[0] != kinds[1]:
        tiers = (*nearest, at_places(world, schema, other), *origin(world, world.new, other, set())[:1])
        yield Inner(says=f"is {kinds[1]}, and was {kinds[0]}", breaking=True, rule="sdk.field-changed", tiers=tiers)


def _stands_for(world: World, side: Side, of: Class) -> str:
    """Return the type that a name stands for; empty for a class that is more than a name to a type checker."""
    if isinstance(of, EnumClass):
        return side.bases[of.name] if world.style.usage.open_values else ""
    return of.annotation if isinstance(of, AliasType) else ""


def _others(world: World, schema: str, other: str) -> Iterator[Inner]:
    """Yield that members without a name have another type, as far as code sees it."""
    old, new = world.old.classes[schema], world.new.classes[other]
    if not isinstance(old, RecordClass) or not isinstance(new, RecordClass):
        return
    before, after = world.style.others(old), world.style.others(new)
    tiers: Tiers = ((AtSchema(schema=other), AtSchema(schema=schema)), at_places(world, schema, other))
    if bool(before) != bool(after):
        says = "other members can no longer be read" if before else f"other members are `{world.style.shown(after)}`"
        yield Inner(says=says, breaking=bool(before), rule="sdk.field-changed", tiers=tiers)
        return
    reads, gives = world.new.reads(other), world.new.gives(other)
    verbs = ("other members may be", "other members are")
    changed = world.retyped(before, after, verbs, reads=reads, gives=gives) if before else None
    if changed is not None:
        tiers = world.type_tiers(before, after, changed, tiers)
        yield Inner(says=changed.says, breaking=changed.breaking, rule="sdk.field-changed", tiers=tiers)


def _word(of: Class) -> str:
    match of:
        case RecordClass():
            return "a record"
        case EnumClass(integer=integer):
            return f"an enumeration of {'numbers' if integer else 'texts'}"
        case AliasType():
            return "a name for a type"


def _properties(side: Side, schema: str) -> dict[str, Property]:
    """Return the properties of a schema by their names on the wire, as literals."""
    of = side.schemas.get(schema)
    return {side.style.string(one.name): one for one in of.properties} if isinstance(of, Record) else {}


def _fields(world: World, schemas: tuple[str, str], old: RecordClass, new: RecordClass) -> Iterator[Moved]:
    before, after = ({one.wire: one for one in of.fields} for of in (old, new))
    if old == new and old.name == new.name:
        return
    for one, other in _paired(world, before, after):
        props = [
            _properties(side, schema).get(field.wire) if field else None
            for side, schema, field in ((world.old, schemas[0], one), (world.new, schemas[1], other))
        ]
        inner = list(_field(world, schemas, one, other, _near(schemas, props[0], props[1])))
        if inner:
            yield world.moved(
                "field",
                (dotted(world, old, one), dotted(world, new, other)),
                (world.style.declaration(one) if one else None, world.style.declaration(other) if other else None),
                inner,
                (_where(props[0]), _where(props[1])),
            )


def _paired(
    world: World, before: Mapping[str, Field], after: Mapping[str, Field]
) -> list[tuple[Field | None, Field | None]]:
    """Return attributes that stand for each other: by their names on the wire, as renamed there, or by their own."""
    renames = world.renames({wire: wire for wire in before}, {wire: wire for wire in after})
    left = {one.name: wire for wire, one in before.items() if wire not in after and wire not in renames}
    for wire, one in after.items():
        if wire not in before and one.name in left and wire not in renames.values():
            renames[left[one.name]] = wire
    found: list[tuple[Field | None, Field | None]] = []
    found += [(before.get(wire), one) for wire, one in after.items() if wire not in renames.values()]
    found += [(one, after.get(renames.get(wire, ""))) for wire, one in before.items() if wire not in after]
    return found


def _where(of: Property | None) -> Location | None:
    return None if of is None else of.where


def _near(schemas: tuple[str, str], old: Property | None, new: Property | None) -> Tiers:
    """Return the places of an attribute: its property, in whatever schema that is told; then the schema."""
    both = [(schema, one) for schema, one in zip(schemas, (old, new), strict=True) if one is not None]
    exact = tuple(AtSchema(schema=schema, property=one.name) for schema, one in both)
    props = ((old, True), (new, False))
    shared = tuple(AtPlace(place=one.where, is_old=is_old) for one, is_old in props if one is not None)
    return (exact, shared, tuple(AtSchema(schema=schema) for schema in dict.fromkeys(schemas)))


def _field(
    world: World, schemas: tuple[str, str], old: Field | None, new: Field | None, near: Tiers
) -> Iterator[Inner]:
    """Yield what changed in an attribute."""
    gives, reads = world.new.gives(schemas[1]), world.new.reads(schemas[1])
    if old is None or new is None:
        if new is not None:
            must = new.default == "" and gives
            says = f"`{new.name}` is new{' and must be given' if must else ''}"
            yield Inner(says=says, breaking=must, rule="sdk.field-changed", tiers=near)
        elif old is not None:
            yield Inner(says=f"`{old.name}` is gone", breaking=True, rule="sdk.field-changed", tiers=near)
        return
    if old.name != new.name:
        says = f"`{old.name}` is called `{new.name}`"
        yield Inner(says=says, breaking=True, rule="sdk.name-changed", tiers=_renaming(near))
    yield from _type(world, old, new, near, reads=reads, gives=gives)
    if old.default != new.default and (not old.default or not new.default or _declared(world, old, new)):
        must = new.default == "" and gives
        says = f"is `{new.default}` where it is left out, and was `{old.default}`"
        if not old.default or not new.default:
            says = "must be given" if old.default else "may be left out"
        yield Inner(says=says, breaking=must, rule="sdk.field-changed", tiers=near)


def _type(world: World, old: Field, new: Field, near: Tiers, *, reads: bool, gives: bool) -> Iterator[Inner]:
    """Yield that an attribute has another type: to who reads it, that of what comes of it where it is left out, too."""
    verbs = ("may be", "is")
    changed = world.retyped(old.annotation, new.annotation, verbs, reads=reads, gives=gives)
    if changed is None or not changed.breaking:
        texts = world.style.read(old), world.style.read(new)
        seen = world.retyped(*texts, verbs, reads=reads, gives=False)
        changed = seen if seen is not None and seen.breaking else changed
    if changed is not None:
        tiers = world.type_tiers(old.annotation, new.annotation, changed, near)
        yield Inner(says=changed.says, breaking=changed.breaking, rule="sdk.field-changed", tiers=tiers)


def _declared(world: World, old: Field, new: Field) -> bool:
    """Say whether an attribute is declared in other words: what it is where it is left out may be none of them."""
    return world.style.declaration(old) != world.style.declaration(new)


def _renaming(near: Tiers) -> Tiers:
    """Return the places of an attribute as far as they may tell that it is called something else."""
    rules = ("schema.property-renamed", "sdk.name-changed", "schema.property-removed", "schema.property-added")
    return tuple(
        tuple(replace(one, rules=rules) for one in tier if isinstance(one, AtSchema | AtPlace)) for tier in near
    )
