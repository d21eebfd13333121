"""Which objects of OpenAPI stand where: what a reference at a place refers to, and where plain data begins.

A table and not code, so that everything that walks a description (naming, bundling) agrees. What the table does not
list (examples, defaults, enum values, extensions) is data: a `$ref` in it is a key like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from hexapla.frozen import frozen
from hexapla.source import Node

Shape = Literal["one", "list", "map"]


@frozen
class Child:
    """A member: the kind of object under it, and whether it holds one, a list or a map of them."""

    kind: str
    shape: Shape = "one"


def _one(kind: str, *names: str) -> dict[str, Child]:
    return {name: Child(kind) for name in names}


def _list(kind: str, *names: str) -> dict[str, Child]:
    return {name: Child(kind, "list") for name in names}


def _map(kind: str, *names: str) -> dict[str, Child]:
    return {name: Child(kind, "map") for name in names}


SECTIONS: Final = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "body": "requestBodies",
    "header": "headers",
    "example": "examples",
    "link": "links",
    "callback": "callbacks",
    "security": "securitySchemes",
}
"""Of each kind that a reference may name, its section of `components`. A path item has none: it is inlined."""

_PARAMETER: Final = {**_one("schema", "schema"), **_map("media", "content"), **_map("example", "examples")}
_MEDIA: Final = {**_one("schema", "schema"), **_map("example", "examples"), **_map("encoding", "encoding")}

CHILDREN: Final[dict[str, dict[str, Child]]] = {
    "root": {**_map("item", "paths", "webhooks"), **_one("components", "components")},
    "components": {
        **{section: Child(kind, "map") for kind, section in SECTIONS.items()},
        **_map("item", "pathItems"),
    },
    "item": {
        **_one("operation", "get", "put", "post", "delete", "options", "head", "patch", "trace"),
        **_list("parameter", "parameters"),
    },
    "operation": {
        **_list("parameter", "parameters"),
        **_one("body", "requestBody"),
        **_map("response", "responses"),
        **_map("callback", "callbacks"),
    },
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "body": _map("media", "content"),
    "media": _MEDIA,
    "encoding": _map("header", "headers"),
    "response": {**_map("header", "headers"), **_map("media", "content"), **_map("link", "links")},
    "schema": {
        **_one("schema", "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
        **_one("schema", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
        **_list("schema", "allOf", "anyOf", "oneOf", "prefixItems"),
        **_map("schema", "properties", "patternProperties", "dependentSchemas", "$defs"),
        **_one("discriminator", "discriminator"),
    },
    "discriminator": _map("name", "mapping"),
    "name": {},
    "callback": {},
    "example": {},
    "link": {},
    "security": {},
}


def children(kind: str, node: Node) -> Iterator[tuple[str, Node]]:
    """Iterate over the objects directly under one, each with its kind; a callback's members are path items."""
    table = CHILDREN[kind]
    for name, value in node.items():
        child = Child("item") if kind == "callback" and not name.startswith("x-") else table.get(name)
        if child is None:
            continue
        match child.shape:
            case "one":
                yield child.kind, value
            case "list":
                yield from ((child.kind, element) for element in value.elements())
            case "map":
                yield from ((child.kind, member) for _, member in value.items())
