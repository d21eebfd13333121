"""Edits of a document above schemas, keyword by keyword: each is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.diff.apis import Doc, S, base, get, post, reviewed
from tests.diff.review_edits import called_back

Holder = Callable[[Doc], Any]
PLACES: Final[dict[str, tuple[Holder, dict[str, Any]]]] = {
    "root": (lambda doc: doc, {"externalDocs": {"url": "https://a.example"}, "x-other": 1, "jsonSchemaDialect": None}),
    "info": (
        lambda doc: doc["info"],
        {
            **{"summary": "S.", "description": "D.", "termsOfService": "https://a.example", "x-other": 1},
            **{"contact": {"name": "A"}, "license": {"name": "MIT"}},
        },
    ),
    "tag": (lambda doc: doc["tags"][0], {"externalDocs": {"url": "https://a.example"}, "x-other": 1}),
    "path": (
        lambda doc: doc["paths"]["/pets/{id}"],
        {
            **{"summary": "S.", "description": "D.", "x-other": 1, "servers": [{"url": "https://b.example"}]},
            "parameters": [{"name": "q", "in": "query", "schema": S}],
        },
    ),
    "operation": (
        get,
        {
            **{"summary": "S.", "description": "D.", "externalDocs": {"url": "https://a.example"}, "x-other": 1},
            **{"deprecated": True, "security": [{"key": []}], "servers": [{"url": "https://b.example"}]},
            **{"tags": ["pets", "zoo"], "requestBody": {"content": {"text/plain": {"schema": S}}}},
        },
    ),
    "parameter": (
        lambda doc: get(doc)["parameters"][1],
        {
            **{"description": "D.", "required": True, "deprecated": True, "allowEmptyValue": True, "x-other": 1},
            **{"style": "spaceDelimited", "explode": False, "allowReserved": True, "example": 1},
            "examples": {"a": {"value": 1}},
        },
    ),
    "body": (lambda doc: post(doc)["requestBody"], {"description": "D.", "required": True, "x-other": 1}),
    "media": (
        lambda doc: post(doc)["requestBody"]["content"]["application/json"],
        {"example": {"name": "a"}, "examples": {"a": {"value": {"name": "a"}}}, "x-other": 1},
    ),
    "response": (
        lambda doc: get(doc)["responses"]["404"],
        {
            **{"description": "D.", "headers": {"X-A": {"schema": S}}, "content": {"text/plain": {"schema": S}}},
            **{"links": {"a": {"operationId": "pets.get"}}, "x-other": 1},
        },
    ),
    "server": (lambda doc: doc["servers"][0], {"description": "D.", "x-other": 1}),
    "scheme": (
        lambda doc: doc["components"]["securitySchemes"]["basic"],
        {"description": "D.", "bearerFormat": "JWT", "x-other": 1},
    ),
    "flow": (
        lambda doc: doc["components"]["securitySchemes"]["auth"]["flows"]["clientCredentials"],
        {"refreshUrl": "https://a.example", "scopes": {"read": "Read."}, "x-other": 1},
    ),
    "callback": (
        lambda doc: (called_back(doc), post(doc)["callbacks"]["done"]["{$request.body#/url}"]["post"])[1],
        {"summary": "S.", "deprecated": True, "x-other": 1},
    ),
}
"""Of each object a way to it, and a value for each keyword."""


def edits() -> list[Any]:
    return [
        pytest.param(holder, name, value, f"{place} {name}", id=f"{place} {name}")
        for place, (holder, values) in PLACES.items()
        for name, value in values.items()
        if value is not None
    ]


@pytest.mark.parametrize(("holder", "name", "value", "id_"), edits())
def test_no_keyword_is_passed_over(holder: Holder, name: str, value: Any, id_: str) -> None:  # noqa: ANN401
    old, new = base(), base()
    holder(old)
    holder(new)[name] = value
    there, back = reviewed(old, new).judged, reviewed(new, old).judged
    assert there, f"{id_}: the edit vanished"
    assert back, f"{id_}: the edit back vanished"
    assert all(one.fact.rule != "schema.unhandled" for one in there)
