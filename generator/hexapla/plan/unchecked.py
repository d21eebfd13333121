"""Keywords that a type carries besides what it is: those that a client does not check, and those it cannot serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.finding import Finding, error, note
from hexapla.model import (
    Alias,
    Any,
    Array,
    Enumeration,
    Keyword,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)

_ERRORS: Final = ("$dynamicRef",)
"""What makes a type another one, in a way that the model cannot say."""

_NARROWING: Final = (
    *("not", "if", "contains", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas"),
    *("unevaluatedItems", "unevaluatedProperties", "enum", "const", "oneOf", "anyOf", "format", "type"),
    *("items", "properties", "additionalProperties", "prefixItems"),
)
"""What only narrows a type that is told already. `then` and `else` belong to `if`, `minContains` to `contains`."""


def keywords(rest: Sequence[Keyword]) -> Iterator[Finding]:
    """Yield an error for what cannot be served, a note for what is not checked; plain bounds and remarks are silent."""
    for keyword in rest:
        if keyword.name in _ERRORS:
            yield error("unserved", f"`{keyword.name}` cannot be generated yet", keyword.where)
        elif keyword.name in _NARROWING:
            yield note("not-checked", f"the client does not check `{keyword.name}`", keyword.where)


def of_type(of: Type) -> Iterator[Finding]:
    """Yield what there is to say about a type and those inside it; named schemas are told by themselves."""
    yield from keywords(of.rest)
    match of:
        case Array(item=inner) | Map(value=inner) | Nullable(of=inner):
            yield from of_type(inner)
        case Union(members=members):
            for member in members:
                yield from of_type(member)
        case Tuple(items=items, more=more):
            for item in (*items, *(() if more is None else (more,))):
                yield from of_type(item)
        case Scalar() | Named() | Any():
            pass


def of_schema(schema: Schema) -> Iterator[Finding]:
    """Yield what there is to say about a schema."""
    yield from keywords(schema.rest)
    match schema:
        case Record(properties=properties, additional=additional):
            for one in properties:
                yield from keywords(one.rest)
                yield from of_type(one.type)
            if additional is not None:
                yield from of_type(additional)
        case Alias(type=of):
            yield from of_type(of)
        case Enumeration():
            pass
