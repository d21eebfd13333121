"""An `Api` without what cannot be served: for a run that writes the rest and says what is missing.

In: the model. Out: the model without the operations, webhooks, callbacks and schemas in which a finding of `unserved`
stands, and without everything that needs one of those; and findings that say so. What is left out is found by place
alone: a thing owns the places that stand in it, whatever it is that cannot be served there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hexapla.finding import Finding, Location, Severity, note, ordered
from hexapla.frozen import frozen, replace
from hexapla.model import Api, Named, Operation
from hexapla.plan.serve import unserved

_RULE: Final = "unserved"


@frozen
class _Inside:
    """What stands in a part of the model: its places, and the schemas it names."""

    places: frozenset[Location]
    names: frozenset[str]


def prune(api: Api) -> tuple[Api, tuple[Finding, ...]]:
    """Return the model without what cannot be served, and a warning for each reason, a note for each operation.

    Where no operation would be left, or the description as a whole is at fault, the model stays as it is: then the
    errors stand.
    """
    found = _errors(api)
    if not found:
        return api, ()
    left = _without(api, _places(found))
    if not left.operations or _errors(left):
        return api, ()
    kept = {(one.id, one.where) for one, _ in _calls(left)}
    said = [
        note("left-out", f"{what} is left out", one.where)
        for one, what in _calls(api)
        if (one.id, one.where) not in kept
    ]
    return left, tuple(ordered([*(replace(finding, severity=Severity.WARNING) for finding in found), *said]))


def _calls(api: Api) -> Iterator[tuple[Operation, str]]:
    """Yield every operation, callback and webhook, with what it is called in a note."""
    for one in api.operations:
        yield one, f"`{one.id}` ({one.method} {one.template})"
        yield from ((callback, f"the callback `{callback.id}`") for callback in one.callbacks)
    yield from ((one, f"the webhook `{one.template}`") for one in api.webhooks)


def _errors(api: Api) -> list[Finding]:
    return [finding for finding in unserved(api) if finding.rule == _RULE]


def _places(found: Iterable[Finding]) -> frozenset[Location]:
    return frozenset(finding.where for finding in found if finding.where is not None)


def _without(api: Api, places: frozenset[Location]) -> Api:
    """Return the model without what owns one of these places, and without what needs that."""
    schemas = {schema.name: _inside(schema) for schema in api.schemas}
    gone = _reaching({name for name, inside in schemas.items() if inside.places & places}, schemas)

    def is_served(operation: Operation) -> bool:
        inside = _inside(operation)
        return not inside.places & places and not inside.names & gone

    def kept(operations: Iterable[Operation]) -> tuple[Operation, ...]:
        whole = (replace(one, callbacks=kept(one.callbacks)) if one.callbacks else one for one in operations)
        return tuple(operation for operation in whole if is_served(operation))

    resources = (replace(resource, operations=kept(resource.operations)) for resource in api.resources)
    return replace(
        api,
        resources=tuple(resource for resource in resources if resource.operations),
        webhooks=kept(api.webhooks),
        schemas=tuple(schema for schema in api.schemas if schema.name not in gone),
    )


def _reaching(wanted: Iterable[str], schemas: Mapping[str, _Inside]) -> frozenset[str]:
    """Return the schemas that are among the wanted ones, or refer to one, or to one that does."""
    users: dict[str, list[str]] = {}
    for name, inside in schemas.items():
        for used in inside.names:
            users.setdefault(used, []).append(name)
    reached: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(users.get(name, ()))
    return frozenset(reached)


def _inside(part: object) -> _Inside:
    places: set[Location] = set()
    names: set[str] = set()
    for value in _values(part):
        if isinstance(value, Location):
            places.add(value)
        elif isinstance(value, Named):
            names.add(value.name)
    return _Inside(frozenset(places), frozenset(names))


def _values(part: object) -> Iterator[object]:
    """Yield every record and every place in a part of the model, itself included; no recursion, types may lie deep."""
    waiting = [part]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple) and not isinstance(value, Location):
            waiting.extend(value)
            continue
        yield value
        if not isinstance(value, Location):
            waiting.extend(getattr(value, name) for name in getattr(value, "__match_args__", ()))
