"""Examples: every operation has them, and they fit their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import assert_never

from hexapla.finding import Finding, error
from hexapla.lint.scalars import length, misfits_scalar, place
from hexapla.model import (
    JSON,
    Alias,
    Any,
    Api,
    Array,
    Content,
    Enumeration,
    Map,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)


def examples_present(api: Api) -> Iterator[Finding]:
    """Parameters, request bodies and successful responses have an example."""
    for operation in api.operations:
        for parameter in operation.parameters:
            if parameter.example is None:
                yield error("no-example", f"parameter `{parameter.name}` has no example", parameter.where)
        for content in _contents(operation):
            if content.example is None:
                message = f"`{operation.id}` has a body without an example"
                yield error("no-example", message, content.where)


def examples_fit(api: Api) -> Iterator[Finding]:
    """An example is valid against its schema."""
    schemas = api.by_name()
    for operation in api.operations:
        for parameter in operation.parameters:
            if parameter.example is not None:
                for wrong in misfits(parameter.example.value, parameter.type, schemas):
                    yield error("bad-example", f"the example of `{parameter.name}`{wrong}", parameter.example.where)
        for content in _contents(operation):
            if content.example is not None:
                for wrong in misfits(content.example.value, content.type, schemas):
                    yield error("bad-example", f"the example{wrong}", content.example.where)


def _contents(operation: Operation) -> Iterator[Content]:
    if operation.request_body is not None:
        yield from operation.request_body.contents
    for response in operation.responses:
        yield from response.contents


def misfits(value: JSON, of: Type, schemas: Mapping[str, Schema], at: str = "") -> Iterator[str]:
    """Yield how a value breaks a type, each as ` at /pointer is ...`; nothing where it fits."""
    match of:
        case Any():
            return
        case Nullable(of=inner):
            if value is not None:
                yield from misfits(value, inner, schemas, at)
        case Named(name=name):
            yield from _misfits_schema(value, schemas[name], schemas, at)
        case Scalar():
            yield from misfits_scalar(value, of, at)
        case Array(item=item, constraints=bounds):
            if not isinstance(value, list):
                yield f"{place(at)} is no array"
                return
            yield from length(len(value), bounds.min_items, bounds.max_items, "elements", at)
            if bounds.unique_items and len({json.dumps(element, sort_keys=True) for element in value}) < len(value):
                yield f"{place(at)} has an element twice"
            for number, element in enumerate(value):
                yield from misfits(element, item, schemas, f"{at}/{number}")
        case Tuple():
            yield from _misfits_tuple(value, of, schemas, at)
        case Map(value=member_type):
            if not isinstance(value, dict):
                yield f"{place(at)} is no object"
                return
            for key, member in value.items():
                yield from misfits(member, member_type, schemas, f"{at}/{key}")
        case Union(members=members):
            if all(any(True for _ in misfits(value, member, schemas, at)) for member in members):
                yield f"{place(at)} fits no member of the union"
        case _:
            assert_never(of)


def _misfits_tuple(value: JSON, of: Tuple, schemas: Mapping[str, Schema], at: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{place(at)} is no array"
        return
    for number, element in enumerate(value):
        kind = of.items[number] if number < len(of.items) else of.more
        if kind is None:
            yield f"{place(at)} has {len(value)} elements, more than {len(of.items)}"
            return
        yield from misfits(element, kind, schemas, f"{at}/{number}")


def _misfits_schema(value: JSON, schema: Schema, schemas: Mapping[str, Schema], at: str) -> Iterator[str]:
    match schema:
        case Alias(type=of):
            yield from misfits(value, of, schemas, at)
        case Enumeration(values=values):
            if not any(value == one.value and type(value) is type(one.value) for one in values):
                yield f"{place(at)} is {json.dumps(value, ensure_ascii=False)}, no value of {schema.name}"
        case Record(properties=properties, additional=additional):
            if not isinstance(value, dict):
                yield f"{place(at)} is no object"
                return
            known = {one.name: one for one in properties}
            for one in properties:
                if one.required and one.name not in value:
                    yield f"{place(at)} lacks `{one.name}`"
            for key, member in value.items():
                if key in known:
                    yield from misfits(member, known[key].type, schemas, f"{at}/{key}")
                elif additional is not None:
                    yield from misfits(member, additional, schemas, f"{at}/{key}")
                else:
                    # An unknown key is no fault of JSON Schema's, but of an example that is to show what there is.
                    yield f"{place(f'{at}/{key}')} is no property of {schema.name}"
        case _:
            assert_never(schema)
