"""A program for the type checkers, computed from the bundle: every method called, every result and attribute named.

In: the operations and schemas of the bundle. Out: the text of a module whose `assert_type` lines hold if and only if
the package's annotations say what the spec says.
"""

from __future__ import annotations

from collections.abc import Iterator

from .spec import (
    JSON,
    Operation,
    Schema,
    attribute,
    identifier,
    kinds,
    member,
    nullable,
    operations,
    present,
    properties,
    records,
    required,
)

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_HEAD = '''"""Computed from the bundle."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_type

from toggltrack import JSON, AsyncPager, AsyncToggl, Pager, Toggl, models


def anything(value: JSON) -> JSON:
    """Use the names that not every spec needs."""
    print(date, datetime, Pager, AsyncPager)
    return value

'''


def program() -> str:
    """Return the text of the module."""
    lines = [_HEAD, "", "def calls(client: Toggl) -> None:", '    """Call every method."""']
    lines += [f"    {line}" for one in operations() for line in _call(one, "")]
    lines += ["", "", "async def awaited(client: AsyncToggl) -> None:", '    """Call every method, and wait."""']
    lines += [f"    {line}" for one in operations() for line in _call(one, "await ")]
    for name in records():
        lines += ["", "", f"def of_{name.lower()}(record: models.{name}) -> None:", f'    """Read a {name}."""']
        lines += [f"    {line}" for line in _attributes(name)]
    return "\n".join(lines) + "\n"


def type_of(schema: Schema) -> str:
    """Return the annotation of what is there when something is there."""
    name, inner = present(schema)
    if "properties" in inner or "enum" in inner:
        return f"models.{name}"
    if inner.get("format") in ("date", "date-time"):
        return {"date": "date", "date-time": "datetime"}[str(inner["format"])]
    match next(iter(kinds(inner) - {"null"}), "any"):
        case "array":
            return f"list[{type_of(member(inner, 'items'))}]"
        case "object":
            return f"dict[str, {type_of(member(inner, 'additionalProperties'))}]"
        case "any":
            return "JSON"
        case kind:
            return _SCALARS[kind]


def _attributes(name: str) -> Iterator[str]:
    schema: Schema = {"$ref": f"#/components/schemas/{name}"}
    for wire, below in properties(schema).items():
        always = wire in required(present(schema)[1]) and not nullable(below)
        yield f"assert_type(record.{attribute(schema, wire)}, {type_of(below)}{'' if always else ' | None'})"


def _call(one: Operation, wait: str) -> Iterator[str]:
    resource, _, method = one.id.partition(".")
    call = f"client.{identifier(resource)}.{identifier(method)}({', '.join(_arguments(one))})"
    if one.result is None:
        yield f"{wait}{call}"
    elif one.is_paged:
        kind = "AsyncPager" if wait else "Pager"
        yield f"assert_type({call}, {kind}[{type_of(member(present(one.result)[1], 'items'))}])"
    else:
        # A bare value may be missing from a success.
        bare = not kinds(present(one.result)[1]) & {"object", "array"}
        yield f"assert_type({wait}{call}, {type_of(one.result)}{' | None' if bare else ''})"


def _arguments(one: Operation) -> Iterator[str]:
    for argument in one.arguments:
        if argument.has_example:
            text = _literal(argument.schema, argument.example)
            yield text if argument.place == "path" else f"{argument.name}={text}"
    if one.body == "patch":
        yield "replace={'a': 1, 'b': None, 'c': [1, {'d': 1.5}]}, add={'e': True}, remove=['f']"


def _literal(schema: Schema, value: JSON, *, inside: bool = False) -> str:
    """Return an argument as code; inside a model an attribute takes its own type only, not the text of it."""
    name, inner = present(schema)
    if isinstance(value, dict) and "properties" in inner:
        given = [
            f"{attribute(inner, wire)}={_literal(properties(inner)[wire], one, inside=True)}"
            for wire, one in value.items()
        ]
        return f"models.{name}({', '.join(given)})"
    if isinstance(value, list):
        return f"[{', '.join(_literal(member(inner, 'items'), one, inside=inside) for one in value)}]"
    if inside and value is not None and (inner.get("format") in ("date", "date-time")):
        return f"{type_of(schema)}.fromisoformat({value!r})"
    return f"models.{name}({value!r})" if inside and "enum" in inner else repr(value)
