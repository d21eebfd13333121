"""A bundled description as plain data, and the arguments that its examples make for the methods of a client."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hexapla.load import bundle
from hexapla.source import Sources

Node = dict[str, Any]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Operation:
    """An operation with what its path item says."""

    id: str
    method: str
    template: str
    parameters: tuple[Node, ...]
    body: Node
    responses: Mapping[str, Node]

    @property
    def success(self) -> tuple[int, Node]:
        """Return the first documented success: its status and the content of its first media type."""
        status, response = next((s, r) for s, r in self.responses.items() if s.startswith("2"))
        contents = list(response.get("content", {}).values())
        return int(status.replace("XX", "00")), contents[0] if contents else {}

    def path(self) -> dict[str, Any]:
        """Return the examples of the path's parameters, by name on the wire and in the order of the path."""
        examples = {one["name"]: one.get("example") for one in self.parameters if one["in"] == "path"}
        return {name: examples[name] for name in re.findall(r"\{([^}]*)\}", self.template)}


@functools.cache
def document(path: Path) -> Node:
    """Return the bundle of a description."""
    return bundle(Sources(lambda name: (path.parent / name).read_bytes()), path.name)[0]


def operations(path: Path) -> Iterator[Operation]:
    """Iterate over the operations of a description that have an id."""
    whole = document(path)
    for template, item in whole["paths"].items():
        for method in METHODS:
            if method in item and "operationId" in item[method]:
                raw = item[method]
                shared = {
                    (one["name"], one["in"]): one for one in (follow(whole, p) for p in item.get("parameters", ()))
                }
                own = {(one["name"], one["in"]): one for one in (follow(whole, p) for p in raw.get("parameters", ()))}
                responses = {status: follow(whole, one) for status, one in raw["responses"].items()}
                parameters = tuple({**shared, **own}.values())
                body = follow(whole, raw.get("requestBody", {}))
                yield Operation(raw["operationId"], method.upper(), template, parameters, body, responses)


def follow(whole: Node, node: Any) -> Any:  # noqa: ANN401
    """Return what a node refers to, itself where it refers to nothing."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        found: Any = whole
        for word in node["$ref"].removeprefix("#/").split("/"):
            found = found[word.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def arguments(one: Operation, method: Callable[..., object]) -> tuple[list[Any], dict[str, Any]]:
    """Return arguments made of the examples: those of the path, and by name those that the method has."""
    names = inspect.signature(method).parameters
    body = example_of(one.body)
    given = {p["name"]: p["example"] for p in one.parameters if p["in"] == "query" and p.get("required")}
    if isinstance(body, dict):
        given |= body
    if isinstance(body, list) and "replace" in names:
        given["replace"] = {step["path"][1:]: step["value"] for step in body if step["op"] == "replace"}
        given["remove"] = [step["path"][1:] for step in body if step["op"] == "remove"]
        given = {name: value for name, value in given.items() if value}
    named = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): value for name, value in given.items()}
    known = {name: value for name, value in named.items() if name in names}
    if "body" in names and not known:
        known["body"] = body
    return list(one.path().values()), known


def example_of(body: Node) -> Any:  # noqa: ANN401
    """Return the example of a request body in its first media type."""
    contents = list(body.get("content", {}).values())
    return contents[0].get("example") if contents else None
