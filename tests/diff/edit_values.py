"""Two values for every field of every object of OpenAPI, and for every keyword of a schema."""

from __future__ import annotations

from typing import Any, Final

Pair = tuple[Any, Any]

S, I = {"type": "string"}, {"type": "integer"}  # noqa: E741
JSON_BODY: Final = {"application/json": {"schema": S}}
NAMED: Final = {"$ref": "#/components/schemas/Pet"}
_ANSWERS: Final = {"200": {"description": "Ok."}}
_HOOK: Final = {"{$request.body#/a}": {"post": {"operationId": "called", "responses": _ANSWERS}}}
_OTHER_HOOK: Final = {"{$request.body#/b}": {"post": {"operationId": "called", "responses": _ANSWERS}}}


def _url(word: str) -> str:
    return f"https://{word}.example/x"


TEXTS: Final = ("summary", "description", "title")

OBJECTS: Final[dict[str, Pair]] = {
    **dict.fromkeys(TEXTS, ("One.", "Other.")),
    "openapi": ("3.1.0", "3.1.2"),
    "jsonSchemaDialect": (
        "https://json-schema.org/draft/2020-12/schema",
        "https://spec.openapis.org/oas/3.1/dialect/base",
    ),
    "info": ({"title": "Other", "version": "1"}, {"title": "Another", "version": "1"}),
    "servers": ([{"url": _url("a")}], [{"url": _url("b")}]),
    "paths": ({}, {}),
    "webhooks": ({}, {}),
    "components": ({}, {}),
    "security": ([{"key": []}], [{"bearer": []}]),
    "tags": ([{"name": "pets"}], [{"name": "others", "description": "Others."}]),
    "operation tags": (["pets"], ["zoo", "pets"]),
    "externalDocs": ({"url": _url("a")}, {"url": _url("b")}),
    **{name: (_url("a"), _url("b")) for name in ("termsOfService", "url", "externalValue", "operationRef")},
    **{name: (_url("a"), _url("b")) for name in ("tokenUrl", "authorizationUrl", "refreshUrl", "openIdConnectUrl")},
    "contact": ({"name": "A"}, {"name": "B"}),
    "license": ({"name": "MIT"}, {"name": "ISC"}),
    "version": ("1", "2"),
    "name": ("one", "other"),
    "email": ("a@a.example", "b@a.example"),
    "identifier": ("MIT", "ISC"),
    "server url": ("https://a.{zone}.example/x", "https://b.{zone}.example/x"),
    "variables": ({"zone": {"default": "a"}}, {"zone": {"default": "c"}}),
    "enum": (["a", "c"], ["a"]),
    "default": ("a", "b"),
    **{name: ({}, {}) for name in ("schemas", "responses", "parameters", "examples", "requestBodies", "headers")},
    **{name: ({}, {}) for name in ("securitySchemes", "links", "callbacks", "pathItems")},
    "path-item parameters": ([{"name": "e", "in": "query", "schema": S}], [{"name": "f", "in": "query", "schema": S}]),
    "operation parameters": ([{"name": "e", "in": "query", "schema": S}], [{"name": "f", "in": "query", "schema": S}]),
    **{
        method: (
            {"operationId": f"one.{method}", "responses": _ANSWERS},
            {"operationId": "other", "responses": _ANSWERS},
        )
        for method in ("get", "put", "post", "delete", "options", "head", "patch", "trace")
    },
    "operationId": ("pets.one", "pets.other"),
    "link operationId": ("pets.get", "pets.create"),
    "requestBody": ({"content": JSON_BODY}, {"content": {"text/plain": {"schema": S}}}),
    "link requestBody": ("$request.body#/a", "$request.body#/b"),
    "operation responses": (_ANSWERS, {"204": {"description": "None."}}),
    "operation callbacks": ({"e": _HOOK}, {"e": _OTHER_HOOK}),
    "deprecated": (True, False),
    "required": (True, False),
    "schema": (I, {"type": "boolean"}),
    "content": (JSON_BODY, {"application/json": {"schema": I}}),
    "in": ("query", "header"),
    "style": ("form", "spaceDelimited"),
    "parameter style": ("form", "pipeDelimited"),
    "header style": ("simple", "simple"),
    "explode": (True, False),
    "allowReserved": (True, False),
    "allowEmptyValue": (True, False),
    "example": ("a", "b"),
    "parameter examples": ({"e": {"value": "a"}}, {"e": {"value": "b"}}),
    "header examples": ({"e": {"value": "a"}}, {"e": {"value": "b"}}),
    "media-type examples": ({"e": {"value": "a"}}, {"e": {"value": "b"}}),
    "encoding": ({"file": {"contentType": "image/png"}}, {"file": {"contentType": "image/gif"}}),
    "contentType": ("image/png", "image/gif"),
    "encoding headers": ({"X-E": {"schema": S}}, {"X-F": {"schema": S}}),
    "response headers": ({"X-E": {"schema": S}}, {"X-F": {"schema": S}}),
    "response links": ({"e": {"operationId": "pets.get"}}, {"f": {"operationId": "pets.get"}}),
    "value": ("a", ["b"]),
    "link parameters": ({"id": "$request.path.id"}, {"id": "$request.query.id"}),
    "link body": ({"url": _url("a")}, {"url": _url("b")}),
    "link server": ({"url": _url("a")}, {"url": _url("b")}),
    "tag name": ("one", "other"),
    "type": ("http", "mutualTLS"),
    "scheme": ("basic", "bearer"),
    "bearerFormat": ("JWT", "opaque"),
    "security-scheme in": ("query", "cookie"),
    "flows": (
        {"password": {"tokenUrl": _url("a"), "scopes": {}}},
        {"clientCredentials": {"tokenUrl": _url("a"), "scopes": {}}},
    ),
    **{
        flow: (
            {"tokenUrl": _url("a"), "authorizationUrl": _url("a"), "scopes": {}},
            {"tokenUrl": _url("b"), "authorizationUrl": _url("b"), "scopes": {}},
        )
        for flow in ("implicit", "password", "clientCredentials", "authorizationCode")
    },
    "scopes": ({"read": "Read it."}, {"write": "Write."}),
    "x-other": (1, 2),
    "propertyName": ("kind", "sort"),
    "mapping": ({"cat": "#/components/schemas/Cat"}, {"cat": "#/components/schemas/Dog"}),
    "namespace": (_url("a"), _url("b")),
    "prefix": ("p", "q"),
    "attribute": (True, False),
    "wrapped": (True, False),
}
"""By the name of a field, or by kind and name where a field means something else there."""

SCHEMAS: Final[dict[str, Pair]] = {
    **{"title": ("One", "Other"), "description": ("One.", "Other."), "$comment": ("one", "other")},
    **{"$id": (_url("a"), _url("b")), "$schema": ("https://json-schema.org/draft/2020-12/schema", _url("s"))},
    **{"$anchor": ("one", "other"), "$dynamicAnchor": ("one", "other"), "$dynamicRef": ("#one", "#other")},
    "$vocabulary": ({_url("v"): True}, {_url("v"): False}),
    "$ref": ("#/components/schemas/Pet", "#/components/schemas/Cat"),
    "$defs": ({"E": S}, {"E": I}),
    "type": ("string", "integer"),
    "format": ("email", "date-time"),
    "const": ("a", "b"),
    "enum": (["a", "b"], ["a", "c"]),
    "default": ("a", "b"),
    "deprecated": (True, False),
    "readOnly": (True, False),
    "writeOnly": (True, False),
    "nullable": (True, False),
    "examples": (["a"], ["b"]),
    "example": ("a", "b"),
    "multipleOf": (2, 3),
    **{name: (1, 2) for name in ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")},
    **{name: (8, 9) for name in ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")},
    **{"minContains": (0, 2), "maxContains": (3, 4)},
    "pattern": ("^a", "^b"),
    "uniqueItems": (True, False),
    "required": (["a"], ["b"]),
    "dependentRequired": ({"a": ["b"]}, {"a": ["c"]}),
    "dependentSchemas": ({"a": {"required": ["b"]}}, {"a": {"required": ["c"]}}),
    "properties": ({"e": S}, {"e": I}),
    "patternProperties": ({"^e": S}, {"^e": I}),
    "additionalProperties": (False, S),
    "propertyNames": ({"maxLength": 3}, {"maxLength": 4}),
    "unevaluatedProperties": (False, S),
    "unevaluatedItems": (False, S),
    "items": (S, I),
    "prefixItems": ([S], [I]),
    "contains": (S, I),
    "allOf": ([{"minLength": 3}], [{"minLength": 4}]),
    "anyOf": ([S, I], [S, {"type": "boolean"}]),
    "oneOf": ([S, I], [S, {"type": "boolean"}]),
    "not": ({"const": "x"}, {"const": "y"}),
    "if": ({"const": "x"}, {"const": "y"}),
    "then": ({"minLength": 2}, {"minLength": 3}),
    "else": ({"minLength": 2}, {"minLength": 3}),
    "contentEncoding": ("base64", "base64url"),
    "contentMediaType": ("image/png", "image/gif"),
    "contentSchema": (S, I),
    "discriminator": ({"propertyName": "kind"}, {"propertyName": "sort"}),
    "xml": ({"name": "a"}, {"name": "b"}),
    "externalDocs": ({"url": _url("a")}, {"url": _url("b")}),
    "x-other": (1, 2),
}
"""By keyword."""

_BY_OBJECT: Final[dict[str, Pair]] = {
    "const": ({"a": "x"}, {"a": "y"}),
    "enum": ([{"a": "x"}, {"a": "y"}], [{"a": "x"}, {"a": "z"}]),
    **{name: ([{"required": ["a"]}, {"required": ["b"]}], [{"required": ["a"]}, {}]) for name in ("anyOf", "oneOf")},
    "type": ("object", ["object", "null"]),
}
OF_STARTS: Final[dict[str, Pair]] = {
    **{f"{start} {name}": pair for start in ("object", "reference") for name, pair in _BY_OBJECT.items()},
    "array const": (["a"], ["b"]),
    "array enum": ([["a"], ["b"]], [["a"], ["c"]]),
    **{f"array {name}": ([{"minItems": 1}, {"maxItems": 3}], [{"minItems": 2}, {}]) for name in ("anyOf", "oneOf")},
    "integer const": (1, 2),
    "integer enum": ([1, 2], [1, 3]),
    **{f"integer {name}": ([{"minimum": 1}, {"maximum": 3}], [{"minimum": 2}, {}]) for name in ("anyOf", "oneOf")},
}
"""The same for a schema that begins as something else than a text, by that and the keyword."""
