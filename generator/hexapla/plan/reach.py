"""Which schemas become models.

A request body that is an object is spelled out as arguments, so its own schema would be a class nobody can pass
anywhere. Schemas that only such bodies need are left out; everything a caller meets (results, values of arguments,
members of those) and everything no operation refers to stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hexapla.frozen import replace
from hexapla.model import Api, Content, Named, Operation, Record, Schema, Type
from hexapla.plan.circles import names_in, names_of
from hexapla.plan.variants import family


def modelled(api: Api) -> tuple[Schema, ...]:
    """Return the schemas that become models, in the order of the spec."""
    schemas = api.by_name()
    spelled_out = {
        content.type.name
        for operation in api.operations
        if operation.request_body is not None
        for content in operation.request_body.contents
        if is_spelled_out(content, schemas) and isinstance(content.type, Named)
    }
    patched = [
        name
        for operation in api.operations
        if operation.request_body is not None
        for content in operation.request_body.contents
        if content.json_patch
        for name in names_of(content.type)
    ]
    types = [of for operation in api.operations for of in _met(operation, schemas)]
    types += [of for webhook in api.webhooks for of in _received(webhook)]
    met = _closure((name for of in types for name in names_of(of)), schemas)
    hidden = _closure([*spelled_out, *patched], schemas) - met
    # What no operation refers to may name what a body is spelled out of.
    hidden -= _closure((name for name in schemas if name not in hidden), schemas)
    return tuple(schema for schema in api.schemas if schema.name not in hidden)


def is_spelled_out(content: Content, schemas: dict[str, Schema]) -> bool:
    """Say whether a body becomes one argument for each property."""
    is_written_by_name = family(content.media_type) in ("json", "form", "multipart")
    return is_written_by_name and isinstance(content.type, Named) and isinstance(schemas.get(content.type.name), Record)


def _met(operation: Operation, schemas: dict[str, Schema]) -> Iterator[Type]:
    """Yield the types that a caller of an operation meets."""
    for parameter in operation.parameters:
        yield parameter.type
    for response in operation.responses:
        for header in response.headers:
            yield header.type
        for content in response.contents:
            yield content.type
    for callback in operation.callbacks:
        yield from _received(callback)
    for content in operation.request_body.contents if operation.request_body else ():
        record = schemas.get(content.type.name) if isinstance(content.type, Named) else None
        if isinstance(record, Record) and is_spelled_out(content, schemas):
            for one in record.properties:
                yield one.type
            if record.additional is not None:
                yield record.additional
        elif not content.json_patch:
            yield content.type


def _received(operation: Operation) -> Iterator[Type]:
    """Yield the types of a call that the server makes: a caller reads its body and writes its answer."""
    for content in operation.request_body.contents if operation.request_body else ():
        yield content.type
    yield from _met(replace(operation, request_body=None), {})


def _closure(names: Iterable[str], schemas: dict[str, Schema]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in reached:
            reached.add(name)
            waiting.extend(names_in(schemas[name]))
    return reached
