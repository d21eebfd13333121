"""Every edit of a description: each field of each of its objects, as published schemas list them, there and gone.

Which objects there are and what fields they have is read from the JSON Schema of OpenAPI and from the meta-schemas of
JSON Schema 2020-12, so that a field nobody thought of is one for which there are no values here, and a test fails.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import jsonschema_specifications
import openapi_spec_validator

Doc = dict[str, Any]
Way = tuple[str | int, ...]

_RESOURCES: Final = Path(openapi_spec_validator.__file__).parent / "resources" / "schemas"
OPENAPI: Final = json.loads((_RESOURCES / "v3.1" / "schema.json").read_text())
OLDER: Final = json.loads((_RESOURCES / "v3.0" / "schema.json").read_text())
_META: Final = "https://json-schema.org/draft/2020-12/meta/"
_VOCABULARIES: Final = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
_OURS: Final = ("discriminator", "xml", "externalDocs", "example", "nullable")
"""What OpenAPI adds to JSON Schema, `nullable` in 3.0 only."""


def vocabulary() -> tuple[str, ...]:
    """Return every keyword that a schema may have."""
    found = [name for word in _VOCABULARIES for name in _meta(word)["properties"]]
    return (*found, *(name for name in OLDER["definitions"]["Schema"]["properties"] if name not in found))


def _meta(word: str) -> Doc:
    contents = jsonschema_specifications.REGISTRY[_META + word].contents
    assert isinstance(contents, dict)
    return contents


def fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of object; those of 3.0 too, which has some that the schema of 3.1 forgets."""
    match kind:
        case "root":
            return tuple(OPENAPI["properties"])
        case "oauth-flows":
            return tuple(OPENAPI["$defs"][kind]["properties"])
        case "oauth-flow":
            return tuple(dict.fromkeys(_named(OPENAPI["$defs"]["oauth-flows"]["$defs"])))
        case "xml" | "discriminator":
            return tuple(OLDER["definitions"]["XML" if kind == "xml" else "Discriminator"]["properties"])
    older = OLDER["definitions"].get("".join(word.title() for word in kind.split("-")), {})
    found = dict.fromkeys([*_named(OPENAPI["$defs"][kind]), *older.get("properties", {})])
    return tuple(name for name in found if name != "$ref")


def _named(of: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the names of all properties, under whatever condition they may be there."""
    if isinstance(of, dict):
        for name, value in of.items():
            if name == "properties":
                yield from value
            elif name == "dependentSchemas":
                yield from (one for schema in value.values() for one in _named(schema))
            elif name == "$ref" and value == "#/$defs/examples":
                yield from ("example", "examples")
            elif name not in ("$ref", "if", "enum", "const"):
                yield from _named(value)
    elif isinstance(of, list):
        for value in of:
            yield from _named(value)


class Object(NamedTuple):
    """An object of a description: its kind, and the way to it."""

    kind: str
    way: Way


_MAPS: Final[Mapping[str, str]] = {
    **{"schemas": "schema", "responses": "response", "parameters": "parameter", "examples": "example"},
    **{"requestBodies": "request-body", "headers": "header", "securitySchemes": "security-scheme", "links": "link"},
    **{"callbacks": "callbacks", "pathItems": "path-item", "paths": "path-item", "webhooks": "path-item"},
    **{"content": "media-type", "encoding": "encoding", "variables": "server-variable"},
}
_ONES: Final[Mapping[str, str]] = {
    **{"info": "info", "contact": "contact", "license": "license", "externalDocs": "external-documentation"},
    **{"components": "components", "requestBody": "request-body", "schema": "schema", "flows": "oauth-flows"},
    **dict.fromkeys(("get", "put", "post", "delete", "options", "head", "patch", "trace"), "operation"),
    **dict.fromkeys(("implicit", "password", "clientCredentials", "authorizationCode"), "oauth-flow"),
    **{"server": "server", "xml": "xml", "discriminator": "discriminator"},
}
_LISTS: Final = {"servers": "server", "parameters": "parameter", "tags": "tag", "security": "security-requirement"}
_INNER: Final[Mapping[str, Mapping[str, str]]] = {
    "link": {"server": "server"},
    "callbacks": {},
    "schema": {"xml": "xml", "discriminator": "discriminator", "externalDocs": "external-documentation"},
}


def objects(doc: Doc) -> Iterator[Object]:
    """Yield the objects of a description, outermost first."""
    waiting = [(Object("root", ()), doc)]
    while waiting:
        found, value = waiting.pop(0)
        if "$ref" in value and found.kind != "schema":
            yield Object("reference", found.way)
            continue
        yield found
        waiting.extend(_children(found, value))


def _children(of: Object, value: Doc) -> Iterator[tuple[Object, Doc]]:
    if of.kind == "callbacks":
        yield from ((Object("path-item", (*of.way, name)), one) for name, one in value.items())
        return
    if of.kind == "schema":
        yield from ((Object("schema", (*of.way, "properties", n)), v) for n, v in value.get("properties", {}).items())
    if of.kind in ("security-requirement", "example"):
        return
    for name, one in value.items():
        ones = _INNER.get(of.kind, _ONES)
        if isinstance(one, list) and name in _LISTS:
            yield from (
                (Object(_LISTS[name], (*of.way, name, n)), each) for n, each in enumerate(one) if isinstance(each, dict)
            )
        elif isinstance(one, dict) and name in ones:
            yield Object(ones[name], (*of.way, name)), one
        elif isinstance(one, dict) and name in _MAPS and of.kind not in _INNER:
            yield from ((Object(_MAPS[name], (*of.way, name, key)), each) for key, each in one.items())


class Edit(NamedTuple):
    """An edit of a field of an object; `value` is the new one, `GONE` for none."""

    kind: str
    way: Way
    name: str
    action: str
    value: Any

    @property
    def label(self) -> str:
        """Return what the edit is called in tables: its kind, the field, what is done."""
        return f"{self.kind} {self.name} {self.action}"


GONE: Final = object()


def at(doc: Any, way: Way) -> Any:  # noqa: ANN401
    """Return what a way leads to."""
    for word in way:
        doc = doc[word]
    return doc


def edited(doc: Doc, edit: Edit) -> Doc:
    """Return a description with an edit made."""
    made = copy.deepcopy(doc)
    holder = at(made, edit.way)
    if edit.value is GONE:
        del holder[edit.name]
    else:
        holder[edit.name] = copy.deepcopy(edit.value)
    return made


def edits(of: Object, value: Doc, names: tuple[str, ...], values: Mapping[str, tuple[Any, Any]]) -> Iterator[Edit]:
    """Yield the edits of the fields of an object; `values` are two for each field, by `kind field` or by the field."""
    for name in names:
        pair = values.get(f"{of.kind} {name}") or values[name]
        if name not in value:
            yield Edit(of.kind, of.way, name, "add", pair[0])
            continue
        yield Edit(of.kind, of.way, name, "remove", GONE)
        changed = next((one for one in pair if one != value[name]), None)
        if changed is not None:
            yield Edit(of.kind, of.way, name, "change", changed)


def written(doc: Any) -> tuple[bytes, dict[Way, int]]:  # noqa: ANN401
    """Return a description as a text, and the line at which each of its members stands."""
    lines: list[str] = []
    places: dict[Way, int] = {}

    def write(value: Any, way: Way, before: str, after: str) -> None:  # noqa: ANN401
        places[way] = len(lines) + 1
        if isinstance(value, dict | list) and value:
            brackets = "{}" if isinstance(value, dict) else "[]"
            lines.append(before + brackets[0])
            inner = list(value.items() if isinstance(value, dict) else enumerate(value))
            for number, (key, one) in enumerate(inner):
                head = f"{json.dumps(key)}: " if isinstance(value, dict) else ""
                write(one, (*way, key), head, "," if number < len(inner) - 1 else "")
            lines.append(brackets[1] + after)
        else:
            lines.append(before + json.dumps(value) + after)

    write(doc, (), "", "")
    return "\n".join(lines).encode(), places
