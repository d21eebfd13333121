"""Harbor's description as plain data: the bundle, and ways to walk it that no code of ours has a part in.

Everything here works on the bundled JSON and never on the model, so that what is expected is derived a second time.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hexapla.load import bundle
from hexapla.source import Sources

FOLDER: Final = Path(__file__).parents[1] / "apis" / "harbor"
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Node = dict[str, Any]


@functools.cache
def whole() -> Node:
    """Return the bundle."""
    return bundle(Sources(lambda path: (FOLDER / path).read_bytes()), "openapi.yaml")[0]


@functools.cache
def older() -> Node:
    """Return the part of Harbor that is spelled in OpenAPI 3.0."""
    found: Node = json.loads((FOLDER / "harbor30.json").read_bytes())
    return found


@dataclass(frozen=True)
class Operation:
    """An operation with everything its path item says, and no reference on its upper levels."""

    name: str
    method: str
    template: str
    raw: Node
    item: Node
    parameters: tuple[Node, ...]
    body: Node
    responses: Mapping[str, Node]
    security: list[dict[str, list[str]]]

    @property
    def servers(self) -> list[Node]:
        """Return the servers of its own; none where the root's apply."""
        found: list[Node] = self.raw.get("servers") or self.item.get("servers") or []
        return found

    @property
    def successes(self) -> Mapping[str, Node]:
        """Return the responses that are no refusal, by status."""
        return {status: one for status, one in self.responses.items() if status.startswith("2")}


def follow(document: Node, node: Any) -> Any:  # noqa: ANN401
    """Return what a node refers to, itself where it refers to nothing."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        found: Any = document
        for word in node["$ref"].removeprefix("#/").split("/"):
            found = found[word.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def name_of(reference: Node) -> str:
    """Return the last word of a reference."""
    return str(reference["$ref"]).rpartition("/")[2]


def operations(document: Node) -> Iterator[Operation]:
    """Iterate over the operations under `paths`. One without an id is called by its method and path."""
    for template, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, template, item, method)


def _operation(document: Node, template: str, item: Node, method: str) -> Operation:
    raw = item[method]
    own = [follow(document, one) for one in raw.get("parameters", ())]
    taken = {(one["name"], one["in"]) for one in own}
    shared = [follow(document, one) for one in item.get("parameters", ())]
    return Operation(
        name=raw.get("operationId", f"{method.upper()} {template}"),
        method=method.upper(),
        template=template,
        raw=raw,
        item=item,
        parameters=(*(one for one in shared if (one["name"], one["in"]) not in taken), *own),
        body=follow(document, raw.get("requestBody", {})),
        responses={status: follow(document, one) for status, one in raw["responses"].items()},
        security=raw.get("security", document.get("security", [])),
    )


def schemas(document: Node) -> Iterator[tuple[str, Node]]:
    """Iterate over all schema nodes at any depth, each with its owner: a component's name or an operation's."""
    for name, schema in document["components"].get("schemas", {}).items():
        yield from ((name, node) for node in nested(schema))
    for operation in operations(document):
        bodies = (operation.body, *operation.responses.values())
        holders = [*operation.parameters, *(media for body in bodies for media in body.get("content", {}).values())]
        for holder in holders:
            yield from ((operation.name, node) for node in nested(holder.get("schema", True)))


def nested(schema: Node | bool) -> Iterator[Node]:
    """Iterate over a schema and those in it; references are not followed."""
    if isinstance(schema, bool):
        return
    yield schema
    for word in ("items", "additionalProperties", "not"):
        yield from nested(schema.get(word, True))
    for word in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for member in schema.get(word, ()):
            yield from nested(member)
    for word in ("properties", "patternProperties"):
        for member in schema.get(word, {}).values():
            yield from nested(member)
