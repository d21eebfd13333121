"""A small description in which every object of OpenAPI 3.1 occurs at every place it can have."""

from __future__ import annotations

import copy
from typing import Any, Final

Doc = dict[str, Any]

S, I, PET = {"type": "string"}, {"type": "integer"}, {"$ref": "#/components/schemas/Pet"}  # noqa: E741
DOCS: Final = {"url": "https://a.example/docs", "description": "More."}
EXAMPLES: Final = {"one": {"summary": "One.", "value": "a"}, "other": {"externalValue": "https://a.example/b"}}
LINK: Final = {
    "operationId": "pets.get",
    "parameters": {"id": "$response.body#/id"},
    "requestBody": "$request.body",
    "description": "The pet.",
    "server": {"url": "https://link.example"},
}


def _server(name: str) -> Doc:
    variable = {"default": "a", "enum": ["a", "b"], "description": "Where."}
    return {"url": f"https://{name}.{{zone}}.example", "description": "There.", "variables": {"zone": variable}}


def _header(schema: Any) -> Doc:  # noqa: ANN401
    return {"description": "Left.", "required": True, "schema": schema, "examples": copy.deepcopy(EXAMPLES)}


def _answer() -> Doc:
    return {
        "description": "Fine.",
        "headers": {"X-Left": _header(I), "X-Named": {"$ref": "#/components/headers/Named"}},
        "content": {
            "application/json": {"schema": PET, "examples": copy.deepcopy(EXAMPLES)},
            "text/plain": {"schema": S, "example": "a"},
        },
        "links": {"self": copy.deepcopy(LINK), "named": {"$ref": "#/components/links/Named"}},
    }


def _posting() -> Doc:
    called = {"post": {"operationId": "told", "requestBody": _body(), "responses": {"200": {"description": "Ok."}}}}
    part = {"contentType": "image/png", "style": "form", "explode": True, "allowReserved": True}
    form = {
        "schema": {"type": "object", "properties": {"file": S, "note": S}},
        "encoding": {"file": {**part, "headers": {"X-Part": _header(S)}}},
    }
    return {
        "operationId": "pets.create",
        "tags": ["pets", "zoo"],
        "requestBody": {"description": "A pet.", "required": True, "content": {"multipart/form-data": form}},
        "responses": {"201": {"$ref": "#/components/responses/Named"}, "default": {"description": "No."}},
        "callbacks": {"done": {"{$request.body#/url}": called}, "named": {"$ref": "#/components/callbacks/Named"}},
        "servers": [_server("post"), _server("other")],
        "security": [{"auth": ["read"]}, {"key": []}],
        "x-own": 1,
    }


def _body() -> Doc:
    return {"description": "B.", "content": {"application/json": {"schema": PET}}}


def _reading() -> Doc:
    return {
        "operationId": "pets.get",
        "tags": ["pets"],
        "summary": "Get.",
        "description": "Get a pet.",
        "externalDocs": copy.deepcopy(DOCS),
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": S},
            {
                **{"name": "ids", "in": "query", "description": "Ids.", "style": "form", "explode": True},
                **{"schema": {"type": "array", "items": S}, "examples": copy.deepcopy(EXAMPLES)},
            },
            {"name": "X-Trace", "in": "header", "schema": S, "example": "a"},
            {"name": "crumb", "in": "cookie", "content": {"application/json": {"schema": S}}},
            {"$ref": "#/components/parameters/Named", "description": "Said here."},
        ],
        "responses": {"200": _answer(), "4XX": {"$ref": "#/components/responses/Named", "description": "Refused."}},
    }


def _pet() -> Doc:
    return {
        "type": "object",
        "title": "Pet",
        "description": "A pet.",
        "externalDocs": copy.deepcopy(DOCS),
        "required": ["id"],
        "xml": {"name": "pet", "namespace": "https://a.example/ns", "prefix": "p", "attribute": True, "wrapped": True},
        "properties": {"id": {"type": "string", "description": "Its id.", "example": "a"}, "owner": S},
    }


def _flow(*urls: str) -> Doc:
    return {**{url: f"https://a.example/{url}" for url in (*urls, "refreshUrl")}, "scopes": {"read": "Read."}}


def _unused() -> dict[str, Doc]:
    """Return a component of each section that nothing refers to."""
    item = {"summary": "Spare.", "get": {"responses": {"200": {"description": "Ok."}}}}
    return {
        "parameters": {"Spare": {"name": "spare", "in": "query", "schema": S}},
        "responses": {"Spare": {"description": "Spare.", "content": {"text/plain": {"schema": S}}}},
        "headers": {"Spare": _header(S)},
        "requestBodies": {"Spare": _body()},
        "examples": {"Spare": {"summary": "Spare.", "value": 1}},
        "links": {"Spare": copy.deepcopy(LINK)},
        "callbacks": {"Spare": {"{$request.body#/spare}": item}},
        "pathItems": {"Spare": copy.deepcopy(item)},
        "schemas": {"Spare": {"type": "object", "properties": {"a": S}}},
        "securitySchemes": {"spare": {"type": "http", "scheme": "basic"}},
    }


def _components() -> Doc:
    event = {"post": {"operationId": "named", "requestBody": _body(), "responses": {"200": {"description": "Ok."}}}}
    flows = {
        "implicit": _flow("authorizationUrl"),
        "password": _flow("tokenUrl"),
        "clientCredentials": _flow("tokenUrl"),
        "authorizationCode": _flow("authorizationUrl", "tokenUrl"),
    }
    used: dict[str, Doc] = {
        "parameters": {"Named": {"name": "named", "in": "query", "description": "Named.", "schema": S}},
        "responses": {"Named": {"description": "Named.", "content": {"application/json": {"schema": PET}}}},
        "headers": {"Named": _header(S)},
        "requestBodies": {"Named": _body()},
        "examples": {"Named": {"summary": "Named.", "description": "D.", "value": "a"}},
        "links": {"Named": copy.deepcopy(LINK)},
        "callbacks": {"Named": {"{$request.body#/named}": event}},
        "pathItems": {"Named": {"put": {"operationId": "items.put", "responses": {"200": {"description": "Ok."}}}}},
        "schemas": {"Pet": _pet(), **_unions()},
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": "Key."},
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "auth": {"type": "oauth2", "flows": flows},
            "open": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example/open"},
            "tls": {"type": "mutualTLS"},
        },
    }
    return {section: {**named, **_unused()[section]} for section, named in used.items()}


def _unions() -> Doc:
    def kind(name: str) -> Doc:
        return {"type": "object", "required": ["kind"], "properties": {"kind": S, name: S}}

    refs = [{"$ref": f"#/components/schemas/{name}"} for name in ("Cat", "Dog")]
    mapping = {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"}
    either = {"oneOf": refs, "discriminator": {"propertyName": "kind", "mapping": mapping}}
    return {"Cat": kind("fur"), "Dog": kind("bark"), "Either": either}


def rich() -> Doc:
    """Return the description."""
    contact = {"name": "A", "url": "https://a.example", "email": "a@a.example"}
    described = {"summary": "S.", "description": "D.", "termsOfService": "https://a.example/terms"}
    info = {"title": "Pets", "version": "1", **described, "contact": contact, "x-own": 1}
    either = {"application/json": {"schema": {"$ref": "#/components/schemas/Either"}}}
    return {
        "openapi": "3.1.1",
        "info": {**info, "license": {"name": "MIT", "identifier": "MIT"}},
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "servers": [_server("first"), _server("second")],
        "security": [{"key": [], "bearer": []}, {"open": ["read"]}, {"tls": []}, {}],
        "tags": [{"name": "pets", "description": "Pets.", "externalDocs": copy.deepcopy(DOCS)}, {"name": "zoo"}],
        "externalDocs": copy.deepcopy(DOCS),
        "paths": {
            "/pets/{id}": {"get": _reading(), "parameters": [{"name": "q", "in": "query", "schema": S}]},
            "/pets": {
                "summary": "Pets.",
                "description": "All of them.",
                "servers": [_server("path"), _server("spare")],
                "post": _posting(),
                "delete": {
                    "operationId": "pets.drop",
                    "tags": ["pets"],
                    "requestBody": {"$ref": "#/components/requestBodies/Named", "description": "Which."},
                    "responses": {"200": {"description": "Ok.", "content": either}},
                },
            },
            "/items": {"$ref": "#/components/pathItems/Named"},
        },
        "webhooks": {"born": {"post": {"operationId": "born", "requestBody": _body()}}},
        "components": _components(),
    }
