"""Everything else that code names: groups of methods, the client and its constructor, reasons, header fields, the fake.

In: both packages. Out: moved symbols.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from hexapla.diff.surface_sides import Side
from hexapla.diff.surface_words import Anchor, AtNode, AtOperation, Inner, Moved, SurfaceRule, Tiers
from hexapla.diff.surface_world import World
from hexapla.diff.symbols import SymbolKind
from hexapla.diff.words import below
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import SecurityScheme
from hexapla.names import words
from hexapla.plan import Declared, HeaderField, Reason, ResourceModule


@frozen
class Placed:
    """Where something of a response stands: the operation, the path below it, the place in the description."""

    operation: str
    tail: str
    where: Location


_CALLS: Final = ("operation.added", "operation.removed", "operation.tag-changed", "path.added", "path.removed")
_CAME: Final = ("operation.added", "operation.tag-changed", "path.added")
_WENT: Final = ("operation.removed", "operation.tag-changed", "path.removed")
_ANSWERS: Final = ("path.renamed", "operation.id", "body.", "response.", "param.")
_ASKS: Final = ("security.", *_CALLS)


def client(world: World) -> Iterator[Moved]:
    """Yield what moved in the client and beside it."""
    yield from _resources(world)
    yield from _declared(world)
    yield from _reasons(world)
    yield from _headers(world)


def _resources(world: World) -> Iterator[Moved]:
    """Yield groups of methods; one is the same where its tag is."""
    sides = [
        {group.name: (group, module) for group, module in zip(one.api.resources, one.package.resources, strict=True)}
        for one in (world.old, world.new)
    ]
    for name in dict.fromkeys((*sides[0], *sides[1])):
        one, other = sides[0].get(name), sides[1].get(name)
        inner = list(_resource(one[1] if one else None, other[1] if other else None))
        found = [(world.old, one[0])] if one else []
        found += [(world.new, other[0])] if other else []
        operations = [side.called(of) for side, group in found for of in group.operations]
        rules = _CALLS if one is None or other is None else ("docs.never",)
        tiers: Tiers = (tuple(AtOperation(operation=of, rules=rules) for of in operations),)
        if inner:
            yield world.moved(
                "resource",
                (world.style.symbol(one[1]) if one else None, world.style.symbol(other[1]) if other else None),
                (
                    world.style.declaration(one[1]) if one else None,
                    world.style.declaration(other[1]) if other else None,
                ),
                [Inner(says=each.says, breaking=each.breaking, rule=each.rule, tiers=tiers) for each in inner],
                (one[0].where if one else None, other[0].where if other else None),
            )


def _resource(old: ResourceModule | None, new: ResourceModule | None) -> Iterator[Inner]:
    rule: SurfaceRule = "sdk.name-changed"
    if old is None and new is not None:
        yield Inner(says=f"`{new.attribute}` is new", breaking=False, rule=rule)
    elif new is None and old is not None:
        yield Inner(says=f"`{old.attribute}` is gone", breaking=True, rule=rule)
    elif old is not None and new is not None:
        if old.attribute != new.attribute:
            yield Inner(says=f"`{old.attribute}` is called `{new.attribute}`", breaking=True, rule=rule)
        if old.class_name != new.class_name:
            says = f"its class `{old.class_name}` is called `{new.class_name}`"
            yield Inner(says=says, breaking=True, rule=rule)


def _declared(world: World) -> Iterator[Moved]:
    """Yield what moved in the client, its constructor, its errors and its fake."""
    before = [_unprefixed(one, world.old.package.client) for one in world.style.declared(world.old.package)]
    after = [_unprefixed(one, world.new.package.client) for one in world.style.declared(world.new.package)]
    left, right = ({key: one for key, one in of} for of in (before, after))
    for key in dict.fromkeys((*left, *right)):
        one, other = left.get(key), right.get(key)
        inner = _declaration(world, one, other)
        kind = _KINDS[(other or one or next(iter(left.values()))).kind]
        if inner is not None:
            yield world.moved(
                kind,
                (one.name if one else None, other.name if other else None),
                (one.text if one else None, other.text if other else None),
                [inner],
                (world.old.api.where, world.new.api.where),
            )


_KINDS: Final[Mapping[str, SymbolKind]] = {
    "package": "client",
    "client": "client",
    "argument": "argument",
    "error": "error",
    "resource": "resource",
}


def _unprefixed(of: Declared, client: str) -> tuple[tuple[str, str, str], Declared]:
    """Return what a thing is, whatever the client is called."""
    name = "" if of.of == "package" else of.name.replace(client, "*", 1)
    return (of.kind, of.of, name), of


def _declaration(world: World, old: Declared | None, new: Declared | None) -> Inner | None:
    one = new or old
    if one is None or (old is not None and new is not None and (old.name, old.text) == (new.name, new.text)):
        return None
    tiers = _causes(world, one, old is None, new is None)
    rule: SurfaceRule = "sdk.exception-changed" if one.kind == "error" else "sdk.signature-changed"
    rule = "sdk.name-changed" if one.of in ("package", "client", "fake") and one.kind != "error" else rule
    what = "argument " if one.kind == "argument" else ""
    if old is None:
        must = one.required
        says = f"{what}`{one.name}` is new{' and must be given' if must else ''}"
        return Inner(says=says, breaking=must, rule=rule, tiers=tiers)
    if new is None:
        return Inner(says=f"{what}`{one.name}` is gone", breaking=True, rule=rule, tiers=tiers)
    if old.of in ("package", "client"):
        return Inner(says=f"`{old.name}` is called `{new.name}`", breaking=True, rule=rule, tiers=tiers)
    if old.text == new.text:
        return None  # What is inside a client that is called otherwise moves with it: it is told once.
    says = f"{what}`{one.name}` has another default"
    if new.required != old.required:
        says = f"{what}`{one.name}` {'must be given' if new.required else 'may be left out'}"
    elif new.keyword != old.keyword:
        says = f"{what}`{one.name}` can be given {'by name only' if new.keyword else 'by position'}"
    elif one.kind == "resource":
        says = f"`{one.name}` is `{new.text}`, and was `{old.text}`"
    breaking = (new.required and not old.required) or (new.keyword and not old.keyword) or one.kind == "resource"
    return Inner(says=says, breaking=breaking, rule=rule, tiers=tiers)


def _causes(world: World, one: Declared, came: bool, went: bool) -> Tiers:
    """Return what may move something of the client; whether it is new, or gone."""
    match one.of:
        case "credential":
            names = [scheme.name for side in (world.new, world.old) for scheme in _schemes(side, one)]
            exact = tuple(AtNode(node=below("#/security", name)) for name in dict.fromkeys(names))
            # A scheme that is asked for no longer has no argument, nor one whose last operation is gone.
            asking = tuple(
                AtOperation(operation=side.called(of), rules=_ASKS)
                for side in (world.new, world.old)
                for of in side.api.operations
                if any(part.scheme in names for each in of.security for part in each)
            )
            return (exact, asking, (AtNode(node="#/security"), AtNode(node="#", rules=("security.",))))
        case "variable" | "server":
            exact = tuple(
                AtNode(node=below("#/servers", server.url, "variables", variable.name))
                for side in (world.new, world.old)
                for server in side.api.servers
                for variable in server.variables
                if world.style.identifier(variable.name) == one.argument
            )
            return (exact, (AtNode(node="#", rules=("server.", "path.prefix-moved")),))
        case "quota":
            return ((AtNode(node="#", rules=("api.quota-changed",)),),)
        case "fake":
            return _of_the_fake(world, one, came, went)
        case _:
            return ()


def _of_the_fake(world: World, one: Declared, came: bool, went: bool) -> Tiers:
    """Return what may move something of the fake: a collection is there where its group has the calls that it takes."""
    attribute = one.name.rpartition(".")[2]
    own = dict.fromkeys(
        side.called(of)
        for side in (world.new, world.old)
        for group, module in zip(side.api.resources, side.package.resources, strict=True)
        if words(attribute)[: len(words(module.attribute))] == words(module.attribute)
        for of in group.operations
    )
    likely = _CAME if came else _WENT if went else _CALLS
    near = [tuple(AtOperation(operation=of, rules=rules) for of in own) for rules in (likely, _CALLS, _ANSWERS)]
    far = [(AtNode(node="#", rules=rules),) for rules in (_CALLS, (*_CALLS, *_ANSWERS, "schema."))]
    return (*near, *far)


def _schemes(side: Side, one: Declared) -> Iterator[SecurityScheme]:
    """Yield the security schemes that an argument fills."""
    taken = {way.scheme for way in side.package.ways if one.argument in way.parameters}
    yield from (scheme for scheme in side.api.security_schemes if side.style.string(scheme.name) in taken)


def _reasons(world: World) -> Iterator[Moved]:
    """Yield documented reasons; one is the same where its text in the description is."""
    told = [_messages(side) for side in (world.old, world.new)]
    yield from _listed(world, "reason", (world.old.package.reasons, world.new.package.reasons), told)


def _messages(side: Side) -> Mapping[str, list[Placed]]:
    """Return where each reason stands, by its literal."""
    found: dict[str, list[Placed]] = {}
    for operation in side.api.operations:
        for response in operation.responses:
            for message in response.messages:
                tail = below(f"responses/{response.status}", "x-messages", message.reason)
                found.setdefault(side.style.string(message.reason), []).append(
                    Placed(side.called(operation), tail, message.where)
                )
    return found


def _headers(world: World) -> Iterator[Moved]:
    """Yield constants for header fields."""
    fields = [one.package.fields.fields if one.package.fields else () for one in (world.old, world.new)]
    told = [_fields(side) for side in (world.old, world.new)]
    yield from _listed(world, "header", (fields[0], fields[1]), told)


def _fields(side: Side) -> Mapping[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for operation in side.api.operations:
        for response in operation.responses:
            for header in response.headers:
                tail = below(f"responses/{response.status}", "headers", header.name.lower())
                wire = side.style.string(header.name).lower()
                found.setdefault(wire, []).append(Placed(side.called(operation), tail, header.where))
    return found


Told: TypeAlias = Mapping[str, list[Placed]]


def _listed(
    world: World,
    kind: SymbolKind,
    listed: tuple[Sequence[Reason | HeaderField], Sequence[Reason | HeaderField]],
    told: Sequence[Told],
) -> Iterator[Moved]:
    before, after = ({one.name: one for one in of} for of in listed)
    renames = world.renames({name: _wire(one) for name, one in before.items()}, {n: _wire(o) for n, o in after.items()})
    pairs: list[tuple[Reason | HeaderField | None, Reason | HeaderField | None]] = []
    pairs += [(before.get(name), one) for name, one in after.items() if name not in renames.values()]
    pairs += [(one, after.get(renames.get(name, ""))) for name, one in before.items() if name not in after]
    for one, other in pairs:
        places = [
            told[number].get(_key(each), []) if each is not None else [] for number, each in enumerate((one, other))
        ]
        tiers = _told(places)
        inner = [*_entry(world, one, other, tiers)]
        if inner:
            yield world.moved(
                kind,
                (world.style.symbol(one) if one else None, world.style.symbol(other) if other else None),
                (world.style.declaration(one) if one else None, world.style.declaration(other) if other else None),
                inner,
                (places[0][0].where if places[0] else None, places[1][0].where if places[1] else None),
            )


def _wire(of: Reason | HeaderField) -> str:
    return of.value if isinstance(of, Reason) else f"{of.wire.lower()} {of.type}"


def _key(of: Reason | HeaderField) -> str:
    return of.value if isinstance(of, Reason) else of.wire.lower()


def _told(places: Sequence[list[Placed]]) -> Tiers:
    """Return where something of responses is told: itself, its response, its operation."""
    found = [each for of in reversed(places) for each in of]
    exact: list[Anchor] = [AtOperation(operation=one.operation, tail=one.tail) for one in found]
    answer: list[Anchor] = [
        AtOperation(operation=one.operation, tail="/".join(one.tail.split("/")[:2])) for one in found
    ]
    whole: list[Anchor] = [AtOperation(operation=one.operation, rules=_CALLS) for one in found]
    return (tuple(exact), tuple(answer), tuple(whole))


def _entry(
    world: World, old: Reason | HeaderField | None, new: Reason | HeaderField | None, tiers: Tiers
) -> Iterator[Inner]:
    rule: SurfaceRule = "sdk.exception-changed" if isinstance(new or old, Reason) else "sdk.field-changed"
    if old is None and new is not None:
        yield Inner(says=f"`{new.name}` is new", breaking=False, rule=rule, tiers=tiers)
    elif new is None and old is not None:
        yield Inner(says=f"`{old.name}` is gone", breaking=True, rule=rule, tiers=tiers)
    elif old is not None and new is not None:
        if old.name != new.name:
            says = f"`{old.name}` is called `{new.name}`"
            yield Inner(says=says, breaking=True, rule="sdk.name-changed", tiers=tiers)
        if isinstance(old, Reason) and isinstance(new, Reason) and old.value != new.value:
            yield Inner(says=f"is `{new.value}`, and was `{old.value}`", breaking=True, rule=rule, tiers=tiers)
        if isinstance(old, HeaderField) and isinstance(new, HeaderField):
            changed = world.retyped(old.type, new.type, ("may be read as", "is read as"), reads=True, gives=False)
            if changed is not None:
                where = world.type_tiers(old.type, new.type, changed, tiers)
                yield Inner(says=changed.says, breaking=changed.breaking, rule=rule, tiers=where)
