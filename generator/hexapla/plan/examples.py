"""Calls for a README, with the arguments of the spec's own examples: a list, a creation, a patch of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.model import JSON, Array, Named, Operation, Parameter
from hexapla.plan.calls import Call
from hexapla.plan.package import Example, ResourceModule
from hexapla.plan.style import Style

_OPTIONAL: Final = 3
"""How many arguments that could be left out an example shows."""


_TELLING: Final = ("name", "title")
"""Arguments that an example shows before others: a thing without a name explains nothing."""


def plan_examples(
    operations: Sequence[Operation], resources: Sequence[ResourceModule], style: Style
) -> tuple[Example, ...]:
    """Return an example of each kind that the API has, in the order list, creation, patch."""
    # Of an operation with several ways of speaking the first is the main one: later ones must not hide it.
    calls = {call.id: (resource, call) for resource in resources for call in reversed(resource.calls)}
    listed = next((o for o in operations if o.pagination), None) or next((o for o in operations if _lists(o)), None)
    # One resource tells a story; others are asked only where it has no such call.
    near = calls[style.string(listed.id)][0] if listed else None
    ordered = sorted(operations, key=lambda o: calls[style.string(o.id)][0] is not near)
    created = next((o for o in ordered if o.method == "POST" and _members(o)), None)
    patched = next((o for o in ordered if _patches(o)), None)
    chosen = (listed, created, patched)
    return tuple(
        _example(operation, *calls[style.string(operation.id)], style) for operation in chosen if operation is not None
    )


def _example(operation: Operation, resource: ResourceModule, call: Call, style: Style) -> Example:
    positional = [
        style.value(part.example.value if part.example else None)
        for part in operation.path
        if isinstance(part, Parameter)
    ]
    named = [(name, style.value(value)) for name, value in _named(operation, call, style)]
    return Example(
        title=style.prose(operation.summary or operation.id),
        lines=style.example(resource.attribute, call, positional, named),
    )


def _named(operation: Operation, call: Call, style: Style) -> Iterator[tuple[str, JSON]]:
    """Yield the arguments given by name: all that are required, and a few more whose value is simple."""
    if _patches(operation):
        replaced = {
            str(step["path"]).removeprefix("/"): step.get("value")
            for step in _steps(operation)
            if step.get("op") == "replace"
        }
        yield "replace", replaced
        return
    values: dict[str, JSON] = {p.name: p.example.value for p in operation.parameters if p.example is not None}
    values |= _members(operation)
    wires = {field.argument: field.wire for field in call.query}
    wires |= {field.argument: field.wire for field in (call.body.fields if call.body else ())}
    by_wire = {style.string(name): value for name, value in values.items()}
    room = _OPTIONAL
    for argument in sorted(call.keywords, key=lambda one: one.name not in _TELLING):
        value = by_wire.get(wires.get(argument.name, ""))
        simple = isinstance(value, str | int | float | bool)
        if not argument.default or (simple and room > 0 and argument.name not in _page(call)):
            room -= 1 if argument.default else 0
            yield argument.name, value


def _page(call: Call) -> tuple[str, ...]:
    return tuple(
        sent.argument for sent in call.query if call.paging and sent.wire in (call.paging.page, call.paging.size)
    )


def _lists(operation: Operation) -> bool:
    return operation.method == "GET" and any(isinstance(c.type, Array) for r in operation.responses for c in r.contents)


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
