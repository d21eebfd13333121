"""Calls to be shown, with the arguments of the spec's own examples: a list, a creation, a patch of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from hexapla.frozen import frozen
from hexapla.model import (
    JSON,
    Array,
    Default,
    Enumeration,
    Named,
    Operation,
    Parameter,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from hexapla.plan.calls import Call
from hexapla.plan.kinds import Schemas
from hexapla.plan.package import ResourceModule
from hexapla.plan.paging import resolved
from hexapla.plan.shown import Example
from hexapla.plan.style import Style
from hexapla.plan.variants import family, successes

_OPTIONAL: Final = 3
"""How many arguments that could be left out an example shows."""


_DEEP: Final = 4
"""How deep a value of our own is."""

_SAMPLES: Final[dict[str, JSON]] = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
}

_TELLING: Final = ("name", "title")
"""Arguments that an example shows before others: a thing without a name explains nothing."""


Found: TypeAlias = tuple[Operation, str, Call]
"""An operation, the attribute of its resource, and its method."""


@frozen
class Chosen:
    """The operations that are shown, one of each kind that the API has."""

    listed: Found | None
    created: Found | None
    patched: Found | None


def choose(operations: Sequence[Operation], resources: Sequence[ResourceModule], style: Style) -> Chosen:
    """Return the operations that are shown."""
    # Of an operation with several ways of speaking the first is the main one: later ones must not hide it.
    calls = {call.id: (resource, call) for resource in resources for call in reversed(resource.calls)}
    listed = next((o for o in operations if o.pagination), None) or next((o for o in operations if _lists(o)), None)
    # One resource tells a story; others are asked only where it has no such call.
    near = calls[style.string(listed.id)][0] if listed else None
    ordered = sorted(operations, key=lambda o: calls[style.string(o.id)][0] is not near)

    def found(operation: Operation | None) -> Found | None:
        if operation is None:
            return None
        resource, call = calls[style.string(operation.id)]
        return operation, resource.attribute, call

    return Chosen(
        found(listed),
        found(next((o for o in ordered if o.method == "POST" and _members(o)), None)),
        found(next((o for o in ordered if _patches(o)), None)),
    )


def plan_examples(chosen: Chosen, style: Style, schemas: Schemas) -> tuple[Example, ...]:
    """Return the calls that the README shows, in the order list, creation, patch."""
    shown = (chosen.listed, chosen.created, chosen.patched)
    return tuple(_example(*found, style, schemas) for found in shown if found is not None)


def _example(operation: Operation, resource: str, call: Call, style: Style, schemas: Schemas) -> Example:
    positional = [
        style.value(part.example.value if part.example else sample(part.type, schemas))
        for part in operation.path
        if isinstance(part, Parameter)
    ]
    named = [(name, style.value(value)) for name, value in named_arguments(operation, call, style, schemas)]
    return Example(
        title=style.prose(operation.summary or operation.id),
        lines=style.example(resource, call, positional, named),
        method=f"{resource}.{call.name}",
        given=style.given(positional, named),
        is_paged=call.is_lazy,
        is_bare=bool(call.keywords) and not named,
    )


def named_arguments(operation: Operation, call: Call, style: Style, schemas: Schemas) -> Iterator[tuple[str, JSON]]:
    """Yield the arguments given by name: all that are required, and a few more whose value is simple."""
    if _patches(operation):
        replaced = {
            str(step["path"]).removeprefix("/"): step.get("value")
            for step in _steps(operation)
            if step.get("op") == "replace"
        }
        yield "replace", replaced
        return
    values = _values(operation, call, style)
    needed = _needed(operation, call, style, schemas)
    room = _OPTIONAL
    for argument in sorted(call.keywords, key=lambda one: one.name not in _TELLING):
        value = values.get(argument.name)
        simple = isinstance(value, str | int | float | bool)
        if not argument.default:
            yield argument.name, needed.get(argument.name) if argument.name not in values else value
        elif simple and room > 0 and argument.name not in _page(call):
            room -= 1
            yield argument.name, value


def _values(operation: Operation, call: Call, style: Style) -> dict[str, JSON]:
    """Return the values that the spec's examples give, by argument."""
    arguments = _arguments(call)
    found: dict[tuple[str, str], JSON] = {
        (p.location, style.string(p.name)): p.example.value for p in operation.parameters if p.example is not None
    }
    found |= {("body", style.string(name)): value for name, value in _members(operation).items()}
    named = {arguments[key]: value for key, value in found.items() if key in arguments}
    whole = _body(operation)
    return {**named, call.body.value: whole} if call.body and call.body.value and whole is not None else named


def _needed(operation: Operation, call: Call, style: Style, schemas: Schemas) -> dict[str, JSON]:
    """Return values of our own, by argument, for what the spec gives no example of."""
    arguments, body = _arguments(call), operation.request_body
    types: dict[tuple[str, str], Type] = {(p.location, style.string(p.name)): p.type for p in operation.parameters}
    of = body.contents[0].type if body and body.contents else None
    record = None if of is None else resolved(of, schemas)
    types |= {("body", style.string(p.name)): p.type for p in (record.properties if isinstance(record, Record) else ())}
    named = {arguments[key]: sample(one, schemas) for key, one in types.items() if key in arguments}
    return {**named, call.body.value: sample(of, schemas)} if call.body and call.body.value and of else named


def _arguments(call: Call) -> dict[tuple[str, str], str]:
    """Return the arguments by place and by the literal of their name on the wire."""
    places = {"query": call.query, "header": call.headers, "cookie": call.cookies}
    found = {(place, sent.wire): sent.argument for place, rows in places.items() for sent in rows}
    fields = call.body.fields if call.body else ()
    return {**found, **{("body", field.wire): field.argument for field in fields}}


def sample(of: Type, schemas: Schemas, depth: int = 0) -> JSON:
    """Return a value of a type, as short as can be."""
    found = resolved(of, schemas)
    match found:
        case Scalar(const=Default(value=value)):
            return value
        case Scalar(kind="string", format=format_):
            return _SAMPLES.get(format_ or "", "...")
        case Scalar(kind=kind):
            return _SAMPLES.get(kind)
        case Enumeration(values=values):
            return values[0].value if values else None
        case Array(item=item) if depth < _DEEP:
            return [sample(item, schemas, depth + 1)]
        case Union(members=members) if members and depth < _DEEP:
            return sample(members[0], schemas, depth + 1)
        case Record(properties=properties) if depth < _DEEP:
            return {one.name: sample(one.type, schemas, depth + 1) for one in properties if one.required}
        case Array() | Tuple():
            return []
        case _:
            return {}


def _page(call: Call) -> tuple[str, ...]:
    return tuple(
        sent.argument for sent in call.query if call.paging and sent.wire in (call.paging.page, call.paging.size)
    )


def _lists(operation: Operation) -> bool:
    bodies = [content for response in successes(operation) for content in response.contents]
    return operation.method == "GET" and any(
        isinstance(c.type, Array) and family(c.media_type) == "json" for c in bodies
    )


def _body(operation: Operation) -> JSON:
    contents = operation.request_body.contents if operation.request_body else ()
    return contents[0].example.value if contents and contents[0].example else None


def _members(operation: Operation) -> dict[str, JSON]:
    contents = operation.request_body.contents if operation.request_body else ()
    body = _body(operation)
    return body if contents and isinstance(contents[0].type, Named) and isinstance(body, dict) else {}


def _patches(operation: Operation) -> bool:
    return operation.request_body is not None and any(c.json_patch for c in operation.request_body.contents)


def _steps(operation: Operation) -> list[dict[str, JSON]]:
    body = _body(operation)
    steps = body if isinstance(body, list) else []
    return [step for step in steps if isinstance(step, dict) and isinstance(step.get("path"), str)]
