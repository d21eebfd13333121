"""Pairs of small descriptions for tests: how they are written, loaded and reviewed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from hexapla.diff.cases import Policy
from hexapla.diff.judge import Judged
from hexapla.diff.reviewing import Review, review
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources

Doc = dict[str, Any]
Edit = Callable[[Doc], None]

S, I = {"type": "string"}, {"type": "integer"}  # noqa: E741


def body(schema: Any, media: str = "application/json") -> Doc:  # noqa: ANN401
    return {"content": {media: {"schema": schema}}}


def answer(schema: Any = None, media: str = "application/json") -> Doc:  # noqa: ANN401
    return {"description": "Fine.", **({} if schema is None else body(schema, media))}


def reading() -> Doc:
    return {
        "operationId": "pets.get",
        "tags": ["pets"],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": S},
            {"name": "page", "in": "query", "schema": I},
        ],
        "responses": {"200": answer({"$ref": "#/components/schemas/Pet"}), "404": answer({"type": "object"})},
    }


def writing() -> Doc:
    return {
        "operationId": "pets.create",
        "tags": ["pets"],
        "requestBody": body({"$ref": "#/components/schemas/NewPet"}),
        "responses": {"200": answer()},
    }


def base() -> Doc:
    pet = {"type": "object", "properties": {"name": S, "age": I}, "required": ["name"]}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://a.example/api"}],
        "tags": [{"name": "pets", "description": "Pets."}],
        "paths": {"/pets/{id}": {"get": reading()}, "/pets": {"post": writing()}},
        "components": {
            "schemas": {"Pet": copy.deepcopy(pet), "NewPet": copy.deepcopy(pet), "Spare": copy.deepcopy(pet)},
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "basic": {"type": "http", "scheme": "basic"},
                "auth": {"type": "oauth2", "flows": {"clientCredentials": flow()}},
            },
        },
    }


def flow() -> Doc:
    return {"tokenUrl": "https://a.example/token", "scopes": {"read": "Read.", "write": "Write."}}


def get(doc: Doc) -> Any:  # noqa: ANN401
    return doc["paths"]["/pets/{id}"]["get"]


def post(doc: Doc) -> Any:  # noqa: ANN401
    return doc["paths"]["/pets"]["post"]


def loaded(doc: Doc) -> Api:
    text = json.dumps(doc).encode()
    api, findings = load(Sources(lambda _: text), "openapi.yaml")
    assert not [finding for finding in findings if finding.severity == "error"], findings
    return api


def pair(first: Edit, second: Edit) -> tuple[Doc, Doc]:
    """Return two descriptions: what `first` and what `second` make of the same one."""
    old, new = base(), base()
    first(old)
    second(new)
    return old, new


def reviewed(old: Doc, new: Doc, policy: Policy | None = None) -> Review:
    return review(loaded(old), loaded(new), None, policy or Policy(open_enums=False))


def said(found: Review) -> list[tuple[str, str, str]]:
    return [(one.fact.rule, one.wire, one.sdk) for one in found.judged]


def only(found: Review) -> Judged:
    assert len(found.judged) == 1, said(found)
    return found.judged[0]
