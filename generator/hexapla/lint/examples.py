"""Examples: every operation has them, and they fit their schemas."""

from __future__ import annotations

import datetime
import decimal
import json
import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from hexapla.finding import Finding, error
from hexapla.model import (
    JSON,
    Alias,
    Any,
    Api,
    Array,
    Constraints,
    Content,
    Enumeration,
    Map,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    Schema,
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
            yield from _misfits_scalar(value, of, at)
        case Array(item=item, constraints=bounds):
            if not isinstance(value, list):
                yield f"{_place(at)} is no array"
                return
            yield from _length(len(value), bounds.min_items, bounds.max_items, "elements", at)
            if bounds.unique_items and len({json.dumps(element, sort_keys=True) for element in value}) < len(value):
                yield f"{_place(at)} has an element twice"
            for number, element in enumerate(value):
                yield from misfits(element, item, schemas, f"{at}/{number}")
        case Map(value=member_type):
            if not isinstance(value, dict):
                yield f"{_place(at)} is no object"
                return
            for key, member in value.items():
                yield from misfits(member, member_type, schemas, f"{at}/{key}")
        case Union(members=members):
            if all(any(True for _ in misfits(value, member, schemas, at)) for member in members):
                yield f"{_place(at)} fits no member of the union"
        case _:
            assert_never(of)


def _misfits_schema(value: JSON, schema: Schema, schemas: Mapping[str, Schema], at: str) -> Iterator[str]:
    match schema:
        case Alias(type=of):
            yield from misfits(value, of, schemas, at)
        case Enumeration(values=values):
            if not any(value == one.value and type(value) is type(one.value) for one in values):
                yield f"{_place(at)} is {json.dumps(value, ensure_ascii=False)}, no value of {schema.name}"
        case Record(properties=properties, additional=additional):
            if not isinstance(value, dict):
                yield f"{_place(at)} is no object"
                return
            known = {one.name: one for one in properties}
            for one in properties:
                if one.required and one.name not in value:
                    yield f"{_place(at)} lacks `{one.name}`"
            for key, member in value.items():
                if key in known:
                    yield from misfits(member, known[key].type, schemas, f"{at}/{key}")
                elif additional is not None:
                    yield from misfits(member, additional, schemas, f"{at}/{key}")
                else:
                    # An unknown key is no fault of JSON Schema's, but of an example that is to show what there is.
                    yield f"{_place(f'{at}/{key}')} is no property of {schema.name}"
        case _:
            assert_never(schema)


def _misfits_scalar(value: JSON, of: Scalar, at: str) -> Iterator[str]:
    right = {
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
    }[of.kind]
    if not right:
        yield f"{_place(at)} is no {of.kind}"
        return
    bounds = of.constraints
    if isinstance(value, str):
        yield from _length(len(value), bounds.min_length, bounds.max_length, "characters", at)
        if bounds.pattern is not None and not _matches(bounds.pattern, value):
            yield f"{_place(at)} does not match {bounds.pattern}"
        if not _has_format(value, of.format):
            yield f"{_place(at)} is no {of.format}"
    elif isinstance(value, int | float):
        yield from _range(value, bounds, at)


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except (re.error, OverflowError):  # a pattern of ECMAScript that Python does not know cannot be tried
        return True


def _has_format(value: str, name: str | None) -> bool:
    try:
        match name:
            case "date-time":
                return datetime.datetime.fromisoformat(value).tzinfo is not None
            case "date":
                datetime.date.fromisoformat(value)
            case "email":
                return re.fullmatch(r"[^@\s]+@[^@\s]+", value) is not None
            case "uri":
                return re.match(r"[a-z][a-z0-9+.-]*:", value) is not None
    except ValueError:
        return False
    return True


def _range(value: int | float, bounds: Constraints, at: str) -> Iterator[str]:
    if bounds.minimum is not None and value < bounds.minimum:
        yield f"{_place(at)} is below {bounds.minimum}"
    if bounds.maximum is not None and value > bounds.maximum:
        yield f"{_place(at)} is above {bounds.maximum}"
    if bounds.exclusive_minimum is not None and value <= bounds.exclusive_minimum:
        yield f"{_place(at)} is not above {bounds.exclusive_minimum}"
    if bounds.exclusive_maximum is not None and value >= bounds.exclusive_maximum:
        yield f"{_place(at)} is not below {bounds.exclusive_maximum}"
    if bounds.multiple_of and not _is_multiple(value, bounds.multiple_of):
        yield f"{_place(at)} is no multiple of {bounds.multiple_of}"


def _is_multiple(value: int | float, of: int | float) -> bool:
    """Say whether a number is a multiple, as its digits are written: 0.3 is one of 0.1."""
    try:
        return decimal.Decimal(str(value)) % decimal.Decimal(str(of)) == 0
    except decimal.InvalidOperation:  # infinite, or more digits than a decimal has
        return True


def _length(count: int, least: int | None, most: int | None, unit: str, at: str) -> Iterator[str]:
    if least is not None and count < least:
        yield f"{_place(at)} has {count} {unit}, fewer than {least}"
    if most is not None and count > most:
        yield f"{_place(at)} has {count} {unit}, more than {most}"


def _place(at: str) -> str:
    return f" at {at}" if at else ""
