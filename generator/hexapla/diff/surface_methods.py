"""Methods: which moved, and what changed in their arguments and in what they return.

In: both packages. Out: moved symbols. A method is the same where its operation is, in the same way of speaking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hexapla.diff.promises import called
from hexapla.diff.surface_arguments import arguments
from hexapla.diff.surface_sides import Method, Side
from hexapla.diff.surface_words import Anchor, AtOperation, AtSchema, Inner, Moved, Tiers
from hexapla.diff.surface_world import World
from hexapla.frozen import replace
from hexapla.model import CursorPagination, Operation, Record
from hexapla.plan.variants import successes

_NAMING: Final = ("operation.id", "operation.tag-changed", "path.renamed", "path.param-renamed")
_WHOLE: Final = ("operation.removed", "operation.added", "path.removed", "path.added")
_SPOKEN: Final = ("body.", "response.")


def methods(world: World) -> Iterator[Moved]:
    """Yield what moved in methods."""
    for old, new in world.operation_pairs():
        before = world.old.methods.get(id(old), ()) if old is not None else ()
        after = world.new.methods.get(id(new), ()) if new is not None else ()
        if old is not None and new is not None and not (before and after):
            continue  # One of the packages leaves the operation out, as has been told: nothing can be compared.
        for one, other in _spoken(world, before, after):
            yield from _method(world, one, other)


def _spoken(
    world: World, before: Sequence[Method], after: Sequence[Method]
) -> list[tuple[Method | None, Method | None]]:
    """Return the methods of two operations that stand for each other: those of one way of speaking."""
    if len(before) == 1 and len(after) == 1:
        return [(before[0], after[0])]
    left, right = _by_suffix(world.old, before), _by_suffix(world.new, after)
    return [(left.get(suffix), right.get(suffix)) for suffix in dict.fromkeys((*left, *right))]


def _by_suffix(side: Side, methods: Sequence[Method]) -> Mapping[str, Method]:
    if not methods:
        return {}
    suffixes = side.suffixes(methods[0].operation)
    return {suffixes[one.call.key][0]: replace(one, operation=suffixes[one.call.key][1]) for one in methods}


def _method(world: World, old: Method | None, new: Method | None) -> Iterator[Moved]:
    if old is None or new is None:
        yield from _alone(world, old, new)
        return
    inner = [*_name(world, old, new), *arguments(world, old, new), *_result(world, old, new)]
    if inner:
        is_elsewhere = old.resource.attribute != new.resource.attribute
        declared = tuple(
            f"{_dotted(world, one)}{world.style.signature(one.call).removeprefix(one.call.name)}"
            if is_elsewhere
            else world.style.signature(one.call)
            for one in (old, new)
        )
        where = old.operation.where, new.operation.where
        moved = world.moved(
            "method", (_dotted(world, old), _dotted(world, new)), (declared[0], declared[1]), inner, where
        )
        yield replace(moved, group=called(new.operation))


def _dotted(world: World, of: Method) -> str:
    return world.style.symbol(of.call, of.resource.attribute)


def _alone(world: World, old: Method | None, new: Method | None) -> Iterator[Moved]:
    one = new or old
    if one is None:
        return
    operation = called(one.operation)
    tiers: Tiers = (
        (AtOperation(operation=operation, rules=_WHOLE),),
        (AtOperation(operation=operation, rules=("body.media-added" if old is None else "body.media-removed",)),),
        (AtOperation(operation=operation, rules=_SPOKEN),),
        (AtOperation(operation=operation),),
    )
    says = f"`{_dotted(world, one)}` is {'new' if old is None else 'gone'}"
    inner = Inner(says=says, breaking=old is not None, rule="sdk.signature-changed", tiers=tiers)
    moved = world.moved(
        "method",
        (_dotted(world, old) if old else None, _dotted(world, new) if new else None),
        (world.style.signature(old.call) if old else None, world.style.signature(new.call) if new else None),
        [inner],
        (old.operation.where if old else None, new.operation.where if new else None),
    )
    yield replace(moved, group=operation)


def _name(world: World, old: Method, new: Method) -> Iterator[Inner]:
    before, after = _dotted(world, old), _dotted(world, new)
    if before != after:
        tiers = ((AtOperation(operation=called(new.operation), rules=_NAMING),),)
        says = f"`{before}` is called `{after}`"
        yield Inner(says=says, breaking=True, rule="sdk.name-changed", tiers=tiers)


def _result(world: World, old: Method, new: Method) -> Iterator[Inner]:
    """Yield what changed in what a method returns."""
    before, after = world.style.returned(old.call), world.style.returned(new.call)
    verbs = ("may return", "returns")
    changed = world.retyped(before, after, verbs, reads=True, gives=False)
    if changed is None:
        return
    near = _answers(old.operation, new.operation)
    tiers = world.type_tiers(before, after, changed, near)
    rows = tuple(dict.fromkeys((*_rows(world.old, old.operation), *_rows(world.new, new.operation))))
    tiers = (*tiers, rows, (AtOperation(operation=called(new.operation), rules=_SPOKEN),))
    yield Inner(says=changed.says, breaking=changed.breaking, rule="sdk.return-changed", tiers=tiers)


def _answers(old: Operation, new: Operation) -> Tiers:
    """Return where the answers of an operation and its way of paging are told."""
    name = called(new)
    statuses = dict.fromkeys(response.status for one in (old, new) for response in successes(one))
    tails = ("x-pagination", *(f"responses/{status}" for status in statuses))
    return (tuple(AtOperation(operation=name, tail=tail) for tail in tails),)


def _rows(side: Side, operation: Operation) -> Iterator[Anchor]:
    """Yield what leads to the rows of a page: schemas, and the properties of envelopes."""
    paging = operation.pagination
    pointer = paging.items_pointer if isinstance(paging, CursorPagination) else ""
    types = [one.type for response in successes(operation) for one in response.contents]
    for word in (*pointer.split("/")[1:], None):
        names = [name for of in types for name in side.opened(of)]
        yield from (AtSchema(schema=name) for name in names)
        types = []
        for name in names if word is not None else ():
            schema = side.schemas.get(name)
            for one in schema.properties if isinstance(schema, Record) else ():
                if one.name == str(word).replace("~1", "/").replace("~0", "~"):
                    yield AtSchema(schema=name, property=one.name)
                    types.append(one.type)
