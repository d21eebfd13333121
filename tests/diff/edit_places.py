"""Places where a schema may stand, and what it may be there before it is edited."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.diff.edit_space import Way

Doc = dict[str, Any]
S: Final = {"type": "string"}
_MAIN: Final[Way] = ("components", "schemas", "Main")
_OPERATION: Final[Way] = ("paths", "/a", "post")
_REF: Final = {"$ref": "#/components/schemas/Main"}


def _base() -> Doc:
    media = {"application/json": {"schema": _REF}}
    posting = {
        "operationId": "a.b",
        "tags": ["a"],
        "parameters": [{"name": "q", "in": "query", "schema": {}}],
        "requestBody": {"content": media},
        "responses": {"200": {"description": "Ok.", "content": copy.deepcopy(media)}},
    }
    named = {name: {"type": "object", "properties": {name[0].lower(): S}} for name in ("Pet", "Cat")}
    return {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"post": posting}},
        "components": {"schemas": {"Main": S, **named}},
    }


def _put(doc: Doc, way: Way, value: Any) -> None:  # noqa: ANN401
    for word in way[:-1]:
        doc = doc[word]
    doc[way[-1]] = value  # type: ignore[index]


Place = Callable[[Any], tuple[Doc, Way]]
"""Makes a description with a schema at a place, and tells the way to it."""


def _at(way: Way, value: Any = None, inner: Way = ()) -> Place:  # noqa: ANN401
    """Return a place: what stands at a way, and the way to the schema inside of that."""

    def made(schema: Any) -> tuple[Doc, Way]:  # noqa: ANN401
        doc = _base()
        _put(doc, way, schema if value is None else copy.deepcopy(value))
        if inner:
            _put(doc, (*way, *inner), schema)
        return doc, (*way, *inner)

    return made


def _in(value: Any, *inner: str | int) -> Place:  # noqa: ANN401
    return _at(_MAIN, value, inner)


def _call(*way: str | int, value: Any = None, inner: Way = ()) -> Place:  # noqa: ANN401
    return _at((*_OPERATION, *way), value, inner)


_OBJECT: Final = {"type": "object"}
_ARRAY: Final = {"type": "array"}
_FORM: Final = {
    "multipart/form-data": {
        "schema": {"type": "object", "properties": {"f": S}},
        "encoding": {"f": {"headers": {"X": {}}}},
    }
}

PLACES: Final[Mapping[str, Place]] = {
    "component": _at(_MAIN),
    "property": _in({**_OBJECT, "properties": {}}, "properties", "p"),
    "items": _in(_ARRAY, "items"),
    "items of property": _in({**_OBJECT, "properties": {"p": _ARRAY}}, "properties", "p", "items"),
    "element": _in({**_ARRAY, "prefixItems": [S, {}]}, "prefixItems", 1),
    "additional": _in(_OBJECT, "additionalProperties"),
    "additional of record": _in({**_OBJECT, "properties": {"e": S}}, "additionalProperties"),
    "pattern": _in({**_OBJECT, "patternProperties": {}}, "patternProperties", "^x"),
    "part": _in({"allOf": [{}, {"title": "Z"}]}, "allOf", 0),
    "part of property": _in(
        {**_OBJECT, "properties": {"p": {"allOf": [{"description": "y"}, {}]}}}, "properties", "p", "allOf", 1
    ),
    "alternative": _in({"oneOf": [{}, {"type": "boolean"}]}, "oneOf", 0),
    "alternative of property": _in(
        {**_OBJECT, "properties": {"p": {"anyOf": [{}, {"type": "null"}]}}}, "properties", "p", "anyOf", 0
    ),
    "not": _in(_OBJECT, "not"),
    "contains": _in(_ARRAY, "contains"),
    "if": _in({**S, "then": {"maxLength": 3}}, "if"),
    "then": _in({**S, "if": {"minLength": 2}}, "then"),
    "names": _in(_OBJECT, "propertyNames"),
    "depending": _in({**_OBJECT, "dependentSchemas": {}}, "dependentSchemas", "x"),
    "definition": _in(
        {**_OBJECT, "properties": {"p": {"$ref": "#/components/schemas/Main/$defs/X"}}, "$defs": {}}, "$defs", "X"
    ),
    "definition unused": _in({**_OBJECT, "$defs": {}}, "$defs", "X"),
    "unevaluated": _in(_OBJECT, "unevaluatedProperties"),
    "content": _in(S, "contentSchema"),
    "parameter": _call("parameters", 0, "schema"),
    "parameter as content": _call(
        "parameters",
        0,
        value={"name": "q", "in": "query", "content": {"application/json": {}}},
        inner=("content", "application/json", "schema"),
    ),
    "request": _call("requestBody", "content", "application/json", "schema"),
    "response": _call("responses", "200", "content", "application/json", "schema"),
    "header": _call("responses", "200", "headers", value={"X": {}}, inner=("X", "schema")),
    "header of a part": _call(
        "requestBody",
        "content",
        value=_FORM,
        inner=("multipart/form-data", "encoding", "f", "headers", "X", "schema"),
    ),
}

STARTS: Final[Mapping[str, Doc]] = {
    "anything": {},
    "string": S,
    "integer": {"type": "integer"},
    "object": {"type": "object", "properties": {"a": S, "b": S}, "required": ["a"]},
    "array": {"type": "array", "items": S},
    "union": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
    "enum": {"type": "string", "enum": ["a", "b"]},
    "reference": {"$ref": "#/components/schemas/Pet"},
}
