"""The arguments of a method: what changed in each, and where that may have been told.

In: two methods. Out: changes. Callers know an argument by its name, so arguments pair by name first; what is left is
one argument under another name where it fills the same thing in the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hexapla.diff.promises import called
from hexapla.diff.surface_sides import Method, Side
from hexapla.diff.surface_words import Anchor, AtOperation, AtPlace, AtSchema, Inner, SurfaceRule, Tiers
from hexapla.diff.surface_world import World
from hexapla.diff.words import below
from hexapla.frozen import frozen
from hexapla.model import Parameter, Place, Record
from hexapla.plan import Argument

_ORDER: tuple[Place, ...] = ("query", "header", "cookie")
_RULE: SurfaceRule = "sdk.signature-changed"
_CALLED = ("param.", "path.", "schema.property-", "sdk.name-changed", "body.", "operation.id")


@frozen
class Given:
    """An argument, what it fills (a place of the request, and the name there), and where that is told."""

    argument: Argument
    source: tuple[str, str]
    near: Tiers


def arguments(world: World, old: Method, new: Method) -> Iterator[Inner]:
    """Yield what changed in the arguments of a method."""
    if old.call.arguments == new.call.arguments:
        return
    before = {one.argument.name: one for one in _given(world.old, old, called(new.operation))}
    after = {one.argument.name: one for one in _given(world.new, new, called(new.operation))}
    pairs = _paired(world, before, after)
    for name, one in before.items():
        if name not in pairs:
            yield Inner(says=f"argument `{name}` is gone", breaking=True, rule=_RULE, tiers=one.near)
            continue
        other = after[pairs[name]]
        if name != pairs[name]:
            says = f"argument `{name}` is called `{pairs[name]}`"
            is_named = one.argument.keyword or world.style.usage.positions_have_names
            yield Inner(says=says, breaking=is_named, rule="sdk.name-changed", tiers=_both(one, other, _CALLED))
        yield from _argument(world, one, other)
    for name, one in after.items():
        if name not in pairs.values():
            must = not one.argument.default
            says = f"argument `{name}` is new{' and must be given' if must else ''}"
            yield Inner(says=says, breaking=must, rule=_RULE, tiers=one.near)
    yield from _order(old, new, pairs, after)
    for says in world.style.displaced(old.call, new.call):
        near = tuple(each for one in (*after.values(), *before.values()) for tier in one.near[:1] for each in tier)
        yield Inner(says=says, breaking=True, rule=_RULE, tiers=(near, (AtOperation(operation=called(new.operation)),)))


def _paired(world: World, before: Mapping[str, Given], after: Mapping[str, Given]) -> dict[str, str]:
    """Return new names of arguments by their old ones: what fills the same thing, is called the same, was renamed."""
    sources = [{one.source: name for name, one in of.items()} for of in (before, after)]
    found = {name: sources[1][source] for source, name in sources[0].items() if source in sources[1]}
    for name, one in after.items():
        if name in before and name not in found and one.source not in sources[0]:
            found[name] = name
    known = dict(world.renamed)
    for (place, wire), name in sources[0].items():
        other = sources[1].get((place, known.get(wire, "")))
        if name not in found and other is not None and other not in found.values():
            found[name] = other
    return found


def _argument(world: World, old: Given, new: Given) -> Iterator[Inner]:
    """Yield what changed in one argument."""
    one, other, near = old.argument, new.argument, _both(old, new)
    name = other.name
    if other.keyword != one.keyword:
        says = "can be given by name only" if other.keyword else "can be given by position"
        is_lost = other.keyword or not world.style.usage.positions_have_names
        yield Inner(says=f"argument `{name}` {says}", breaking=is_lost, rule=_RULE, tiers=near)
    if bool(one.default) != bool(other.default):
        says = "must be given" if one.default else "may be left out"
        yield Inner(says=f"argument `{name}` {says}", breaking=bool(one.default), rule=_RULE, tiers=near)
    elif (one.default, one.unset) != (other.default, other.unset):
        told = [f"`{of.default}`" if not of.unset else "nothing" for of in (one, other)]
        says = f"argument `{name}` is {told[1]} where it is left out, and was {told[0]}"
        yield Inner(says=says, breaking=False, rule=_RULE, tiers=near)
    verbs = (f"argument `{name}` takes", f"argument `{name}` takes")
    changed = world.retyped(one.annotation, other.annotation, verbs, reads=False, gives=True)
    if changed is not None:
        tiers = world.type_tiers(one.annotation, other.annotation, changed, near)
        yield Inner(says=changed.says, breaking=changed.breaking, rule=_RULE, tiers=tiers)


def _order(old: Method, new: Method, pairs: Mapping[str, str], after: Mapping[str, Given]) -> Iterator[Inner]:
    """Yield that an argument that was given by position stands at another one."""
    names = [one.name for one in new.call.positional]
    for number, one in enumerate(old.call.positional):
        name = pairs.get(one.name, one.name)
        if name in names and names.index(name) != number:
            says = f"argument `{name}` is number {names.index(name) + 1}, and was number {number + 1}"
            near: Tiers = (*after[name].near, (AtOperation(operation=called(new.operation)),))
            yield Inner(says=says, breaking=True, rule=_RULE, tiers=near)


def _both(old: Given, new: Given, rules: tuple[str, ...] = ()) -> Tiers:
    """Return the places of an argument of before and of now, tier by tier."""
    tiers = []
    for one, other in zip(old.near, new.near, strict=False):
        tiers.append(tuple(dict.fromkeys((*_under(other, rules), *_under(one, rules)))))
    return tuple(tiers)


def _under(tier: Sequence[Anchor], rules: tuple[str, ...]) -> Iterator[Anchor]:
    """Yield places as far as they are told under some rules."""
    for one in tier:
        match one:
            case AtOperation(operation=operation, tail=tail) if rules:
                yield AtOperation(operation=operation, tail=tail, rules=rules)
            case AtSchema(schema=schema, property=name) if rules:
                yield AtSchema(schema=schema, property=name, rules=rules)
            case AtPlace(place=place, is_old=is_old) if rules:
                yield AtPlace(place=place, is_old=is_old, rules=rules)
            case _:
                yield one


def _given(side: Side, method: Method, operation: str) -> Iterator[Given]:
    """Yield the arguments of a method: those of parameters, in the order of their places, then those of the body."""
    of = method.operation
    found: list[Parameter] = [part for part in of.path if isinstance(part, Parameter)]
    found += [one for place in _ORDER for one in of.parameters if one.location == place]
    for argument, parameter in zip(method.call.arguments, found, strict=False):
        yield Given(
            argument, (parameter.location, _name(parameter)), _of_parameter(operation, parameter, is_old=side.is_old)
        )
    for argument in method.call.arguments[len(found) :]:
        yield _of_body(side, method, argument, operation)


def _name(of: Parameter) -> str:
    return of.name.lower() if of.location == "header" else of.name


def _of_parameter(operation: str, one: Parameter, *, is_old: bool) -> Tiers:
    tail = below("parameters", one.location, _name(one))
    exact = (AtOperation(operation=operation, tail=tail), AtPlace(place=one.where, is_old=is_old))
    # A parameter that is called otherwise may take a name from another one.
    return (exact, (AtOperation(operation=operation, tail="parameters"),), (AtOperation(operation=operation),))


def _of_body(side: Side, method: Method, argument: Argument, operation: str) -> Given:
    """Return an argument that fills the body or a member of it: that is told at the member, then at the body."""
    body, call = method.operation.request_body, method.call
    wires = [one.wire for one in (call.body.fields if call.body else ()) if one.argument == argument.name]
    names = [name for one in (body.contents if body else ()) for name in side.opened(one.type)]
    # What fills no member fills the whole of it: the body itself, its other members, a kind of change.
    whole = call.body is not None and argument.name == call.body.value
    source = ("body", "") if whole else ("more", argument.name)
    exact: list[Anchor] = []
    for name in names:
        schema = side.schemas.get(name)
        for one in schema.properties if isinstance(schema, Record) else ():
            if side.style.string(one.name) in wires:
                source = ("member", one.name)
                exact += [AtSchema(schema=name, property=one.name), AtPlace(place=one.where, is_old=side.is_old)]
    around: tuple[Anchor, ...] = (
        AtOperation(operation=operation, tail="body"),
        *(AtSchema(schema=name) for name in names),
    )
    return Given(argument, source, (tuple(exact), around, (AtOperation(operation=operation),)))
