"""What two packages can be compared in: operations that one of them leaves out are in neither.

In: two descriptions with their packages. Out: the same, without what one side cannot serve. What is left out is told
where a description is planned; here it would look like a method that somebody removed.
"""

from __future__ import annotations

from hexapla.diff.pairing import paired
from hexapla.diff.surface_words import Planned
from hexapla.frozen import replace
from hexapla.model import Api, Operation
from hexapla.plan import Names, Style, build, prune
from hexapla.plan.circles import names_in


def common(old: Planned, new: Planned, style: Style) -> tuple[Planned, Planned] | None:
    """Return both sides with the operations that both can serve; None where there are none."""
    sides = (old, new)
    served = [prune(side.api)[0] for side in sides]
    if all(api is side.api for api, side in zip(served, sides, strict=True)):
        return old, new
    left = [_missing(side.api, api) for side, api in zip(sides, served, strict=True)]
    pairs = paired(old.api.operations, new.api.operations).pairs
    left[0] |= {id(one) for one, other in pairs if id(other) in left[1]}
    left[1] |= {id(other) for one, other in pairs if id(one) in left[0]}
    known = [api.by_name() for api in served]
    schemas = frozenset(
        one.name for side, names in zip(sides, known, strict=True) for one in side.api.schemas if one.name not in names
    )
    found = []
    for side, api, gone in zip(sides, served, left, strict=True):
        kept = _without(api, side.api, gone, schemas)
        package, _ = build(kept, Names(side.package.name, side.package.client, ""), style)
        found.append(Planned(kept, package))
    return (found[0], found[1]) if all(side.package.resources for side in found) else None


def _missing(whole: Api, served: Api) -> set[int]:
    """Return the operations that are left out, by their identity."""
    kept = {(one.id, one.where) for one in served.operations}
    return {id(one) for one in whole.operations if (one.id, one.where) not in kept}


def _without(api: Api, whole: Api, gone: set[int], schemas: frozenset[str]) -> Api:
    """Return a description without some operations of the whole one, and without schemas that nothing refers to."""
    dropped = {(one.id, one.where) for one in whole.operations if id(one) in gone}

    def is_kept(one: Operation) -> bool:
        return (one.id, one.where) not in dropped

    groups = (replace(one, operations=tuple(filter(is_kept, one.operations))) for one in api.resources)
    used = {name for schema in api.schemas if schema.name not in schemas for name in names_in(schema)}
    return replace(
        api,
        resources=tuple(group for group in groups if group.operations),
        schemas=tuple(one for one in api.schemas if one.name not in schemas or one.name in used),
    )
