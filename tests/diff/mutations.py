"""Edits of any description: every place of a document that can be edited, and what becomes of it.

In: a document. Out: edits by name, in a settled order, so that a strategy can draw some of them. An edit that leaves no
description that loads is dropped by whoever draws it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from tests.diff.apis import Doc

ROOT: Final = Path(__file__).parents[1] / "apis"
METHODS: Final = ("get", "put", "post", "patch", "delete")
OTHER: Final[dict[str, Any]] = {
    "string": {"type": "integer"},
    "integer": {"type": "number"},
    "number": {"type": "string"},
    "boolean": {"type": "string"},
    "array": {"type": "array", "items": {"type": "boolean"}},
}
Mutation = tuple[str, Callable[[Doc], None]]


def document(name: str) -> Doc:
    """Return a description of `tests/apis`."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=yaml.CSafeLoader)


def mutated(doc: Doc, edits: list[Mutation]) -> Doc:
    """Return a copy of a document with edits."""
    made = copy.deepcopy(doc)
    for _, edit in edits:
        edit(made)
    return made


def mutations(doc: Doc) -> list[Mutation]:
    """Return every edit of a document."""
    found: list[Mutation] = []
    for path, node in _nodes(doc, ()):
        found += [(f"{word} {'/'.join(map(str, path))}", edit) for word, edit in _edits(path, node)]
    return found


def _nodes(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _nodes(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _nodes(value, (*path, number))


def _edits(path: tuple[Any, ...], node: Any) -> Iterator[tuple[str, Callable[[Doc], None]]]:  # noqa: ANN401
    if not path:
        yield "quota", lambda doc: doc.update({"x-quota": {"remaining": "X-A", "resets_in": "X-B", "status": 402}})
        yield "server", lambda doc: doc.update(servers=[{"url": "https://{h}.x", "variables": {"h": {"default": "a"}}}])
        return
    last, above = path[-1], path[-2] if len(path) > 1 else ""
    if above == "properties" and isinstance(node, dict):
        yield "drop", _dropping(path)
        yield "rename", _renaming(path, f"{last}_now")
        yield "x-name", _setting((*path, "x-name"), f"so_called_{last}")
        yield "add beside", _setting((*path[:-1], f"{last}Too"), {"type": "string", "enum": ["a", "b"]})
        yield (
            "add object",
            _setting((*path[:-1], f"{last}Part"), {"type": "object", "properties": {"x": {"type": "string"}}}),
        )
        yield "clash", _setting((*path[:-1], f"{str(last).upper()}"), {"type": "string"})
        yield "read only", _setting((*path, "readOnly"), True)
        yield "nullable", _nullable(path)
    if isinstance(node, dict) and isinstance(node.get("type"), str) and node["type"] in OTHER and "in" not in node:
        yield "type", _putting(path, OTHER[node["type"]])
        yield (
            "const",
            _setting((*path, "const"), "one") if node["type"] == "string" else _setting((*path, "minimum"), 1),
        )
        yield "date", _setting((*path, "format"), "date")
    if last == "required" and isinstance(node, list):
        yield "nothing required", _setting(path, [])
    if isinstance(node, dict) and "properties" in node and "type" in node:
        yield "all required", _setting((*path, "required"), list(node["properties"]))
        yield "no object", _putting(path, {"type": "string", "enum": ["p", "q"]})
        yield "additional", _setting((*path, "additionalProperties"), {"type": "integer"})
    if last == "enum" and isinstance(node, list) and node:
        yield "value less", _setting(path, node[1:]) if len(node) > 1 else _dropping(path)
        yield "value more", _setting(path, [*node, 77 if isinstance(node[0], int) else "one more"])
    if above in ("oneOf", "anyOf") and isinstance(node, dict):
        yield "branch less", _dropping(path)
        yield "branch more", lambda doc: _at(doc, path[:-1]).append({"type": "array", "items": {"type": "string"}})
    if path[:-1] == ("components", "schemas"):
        yield "rename schema", _renaming_schema(last, f"{last}Now")
        yield "clash of schemas", _setting(("components", "schemas", str(last).lower()), {"type": "object"})
        yield "inline", _inlining(last)
    if isinstance(node, dict) and "$ref" in node and str(node["$ref"]).startswith("#/components/schemas/"):
        yield "other ref", _putting(path, {"type": "boolean"})
    if path[0] == "paths" and len(path) == 3 and last in METHODS:
        yield from _of_operation(path, node)
    if isinstance(node, dict) and "in" in node and "name" in node and "type" not in node:
        yield "drop parameter", _dropping(path)
        yield "rename parameter", _setting((*path, "name"), f"{node['name']}Now")
        yield "require", _setting((*path, "required"), True)
        yield "do not require", _setting((*path, "required"), False)
        yield "to header", _setting((*path, "in"), "header")
    if above in ("content", "responses", "headers", "securitySchemes", "x-messages"):
        yield "drop entry", _dropping(path)
    if above == "content" and isinstance(node, dict):
        yield "csv", _setting((*path[:-1], "text/csv"), {"schema": {"type": "string"}})
    if above == "headers":
        yield "rename header", _renaming(path, f"{last}-Now")


def _of_operation(path: tuple[Any, ...], node: Any) -> Iterator[tuple[str, Callable[[Doc], None]]]:  # noqa: ANN401
    yield "drop operation", _dropping(path)
    yield "id", _setting((*path, "operationId"), f"{node.get('operationId', 'x')}_now")
    yield "no id", _dropping((*path, "operationId"))
    yield "tag", _setting((*path, "tags"), ["another"])
    yield "deprecated", _setting((*path, "deprecated"), True)
    yield "free", _setting((*path, "security"), [])
    yield (
        "parameter",
        lambda doc: (
            _at(doc, path)
            .setdefault("parameters", [])
            .append({"name": "more", "in": "query", "schema": {"type": "string", "enum": ["u", "v"]}})
        ),
    )
    yield (
        "required parameter",
        lambda doc: (
            _at(doc, path)
            .setdefault("parameters", [])
            .append({"name": "id", "in": "query", "required": True, "schema": {"type": "integer"}})
        ),
    )
    yield "accepted", lambda doc: _at(doc, path)["responses"].update({"202": {"description": "Later."}})
    refused = {
        "description": "No.",
        "x-messages": {"so_it_is": "So it is."},
        "headers": {"X-So": {"schema": {"type": "integer"}}},
    }
    yield "refused", lambda doc: _at(doc, path)["responses"].update({"418": refused})
    yield (
        "same id",
        lambda doc: _at(doc, ("paths",)).update(
            {
                "/other": {
                    "get": {
                        **copy.deepcopy(node),
                        "operationId": f"twin.{str(node.get('operationId')).rpartition('.')[2]}",
                        "parameters": [],
                    }
                }
            }
        ),
    )


def _at(doc: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401
    for word in path:
        doc = doc[word]
    return doc


def _dropping(path: tuple[Any, ...]) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        del _at(doc, path[:-1])[path[-1]]

    return edit


def _setting(path: tuple[Any, ...], value: Any) -> Callable[[Doc], None]:  # noqa: ANN401
    def edit(doc: Doc) -> None:
        _at(doc, path[:-1])[path[-1]] = copy.deepcopy(value)

    return edit


def _putting(path: tuple[Any, ...], value: Doc) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        node = _at(doc, path)
        node.clear()
        node.update(copy.deepcopy(value))

    return edit


def _renaming(path: tuple[Any, ...], name: str) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        node = _at(doc, path[:-1])
        entries = [(name if key == path[-1] else key, value) for key, value in node.items()]
        node.clear()
        node.update(entries)
        owner = _at(doc, path[:-2])
        if isinstance(owner.get("required"), list):
            owner["required"] = [name if one == path[-1] else one for one in owner["required"]]

    return edit


def _nullable(path: tuple[Any, ...]) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        node = _at(doc, path)
        whole = copy.deepcopy(node)
        node.clear()
        node["anyOf"] = [whole, {"type": "null"}]

    return edit


def _renaming_schema(old: str, new: str) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        text = json.dumps(doc).replace(f'#/components/schemas/{old}"', f'#/components/schemas/{new}"')
        made = json.loads(text)
        made["components"]["schemas"][new] = made["components"]["schemas"].pop(old)
        doc.clear()
        doc.update(made)

    return edit


def _inlining(name: str) -> Callable[[Doc], None]:
    def edit(doc: Doc) -> None:
        schema = doc["components"]["schemas"].pop(name)
        if f'schemas/{name}"' in json.dumps(schema):
            raise KeyError(name)
        for _, node in list(_nodes(doc, ())):
            if isinstance(node, dict) and node.get("$ref") == f"#/components/schemas/{name}":
                node.clear()
                node.update(copy.deepcopy(schema))

    return edit
