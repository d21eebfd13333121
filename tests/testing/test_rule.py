"""The rule that finds collections in a description, and what is told of them: case by case."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hexapla.languages.python_layout import long_string
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan.fake import Collection, find_collections
from hexapla.plan.fake_answers import missing, success
from hexapla.plan.fake_rules import filters_of, ignored, rules_of
from hexapla.source import Sources
from hypothesis import given
from hypothesis import strategies as st

Node = dict[str, Any]


def ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def said(schema: Node | None, **more: Any) -> Node:  # noqa: ANN401
    content = {} if schema is None else {"content": {"application/json": {"schema": schema, **more}}}
    return {"responses": {"200": {"description": "Done.", **content}}}


def taken(schema: Node, kind: str = "application/json", **more: Any) -> Node:  # noqa: ANN401
    return {"requestBody": {"content": {kind: {"schema": schema, **more}}}}


def parameter(name: str, place: str, schema: Node) -> Node:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


INTEGER: Node = {"type": "integer"}
STRING: Node = {"type": "string"}
LIST: Node = {"type": "array", "items": ref("Boat")}
DONE: Node = {
    "type": "object",
    "properties": {
        "done": {"type": "array", "items": INTEGER},
        "not_done": {
            "type": "array",
            "items": {"type": "object", "properties": {"boat": INTEGER, "why": STRING}},
        },
    },
}
WHOLE: Node = {
    "openapi": "3.1.1",
    "info": {"title": "Boats", "version": "1"},
    "servers": [{"url": "https://boats.example.com"}],
    "paths": {
        "/boats": {
            "get": {"operationId": "boats.list", "tags": ["boats"], **said(LIST)},
            "post": {"operationId": "boats.create", "tags": ["boats"], **taken(ref("Boat")), **said(ref("Boat"))},
        },
        "/boats/{boat}": {
            "get": {
                "operationId": "boats.get",
                "tags": ["boats"],
                "parameters": [parameter("boat", "path", INTEGER)],
                **said(ref("Boat")),
            },
            "delete": {
                "operationId": "boats.delete",
                "tags": ["boats"],
                "parameters": [parameter("boat", "path", INTEGER)],
                **said(None),
            },
        },
    },
    "components": {
        "schemas": {
            "Boat": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": INTEGER,
                    "name": STRING,
                    "status": STRING,
                    "owner_id": INTEGER,
                    "crew": {"type": "array", "items": STRING},
                    "at": {"type": "string", "format": "date-time"},
                    "created_at": {"type": "string", "format": "date-time"},
                    "sunk_at": {"type": "string", "format": "date-time"},
                },
            },
            "Sail": {"type": "object", "properties": {"id": INTEGER}},
        }
    },
}


def loaded(change: Callable[[Node], object] | None = None) -> Api:
    document = copy.deepcopy(WHOLE)
    if change is not None:
        change(document)
    text = json.dumps(document).encode()
    return load(Sources(lambda _: text), "openapi.yaml")[0]


def found(change: Callable[[Node], object] | None = None) -> list[Collection]:
    api = loaded(change)
    return list(find_collections(api, api.by_name()))


def roles(change: Callable[[Node], object] | None = None) -> dict[str, str]:
    (one,) = found(change)
    return {operation.id: role for role, operation in one.roles.items()}


def rules(change: Callable[[Node], object] | None = None) -> Node:
    api = loaded(change)
    (one,) = find_collections(api, api.by_name())
    return rules_of(one, api.by_name())


def item(document: Node, method: str, operation: Node, schema: Node = INTEGER) -> None:
    parameters = {"parameters": [parameter("boat", "path", schema)]}
    document["paths"]["/boats/{boat}"][method] = {
        "operationId": f"boats.{method}",
        "tags": ["boats"],
        **parameters,
        **operation,
    }


def boats(document: Node) -> Node:
    path: Node = document["paths"]["/boats"]
    return path


BASE = {"boats.list": "list", "boats.create": "create", "boats.get": "get", "boats.delete": "delete"}


def test_a_list_a_create_and_what_is_done_to_one() -> None:
    assert roles() == BASE
    (one,) = found()
    assert (one.resource, one.record.name, one.key.name, one.rows, one.where) == ("boats", "Boat", "id", (), ())


@pytest.mark.parametrize(
    ("method", "operation", "role"),
    [
        ("put", {**taken(ref("Boat")), **said(ref("Boat"))}, "update"),
        ("put", {**taken({"type": "object", "additionalProperties": True}), **said(None)}, "update"),
        ("patch", {**taken(ref("Boat")), **said(ref("Boat"))}, "update"),
        ("patch", {**taken(ref("Boat"), "application/merge-patch+json"), **said(ref("Boat"))}, "merge"),
        ("put", {**taken(ref("Boat")), **said(ref("Sail"))}, None),
        ("put", {**taken(LIST), **said(ref("Boat"))}, None),
        ("put", {**taken(STRING, "text/plain"), **said(ref("Boat"))}, None),
        ("put", said(ref("Boat")), None),
    ],
)
def test_an_update_takes_an_object_and_answers_the_record_or_nothing(
    method: str, operation: Node, role: str | None
) -> None:
    expected = BASE if role is None else {**BASE, f"boats.{method}": role}
    assert roles(lambda document: item(document, method, operation)) == expected


def test_a_patch_is_of_several() -> None:
    steps = {"type": "array", "items": {"type": "object", "properties": {"op": STRING, "path": STRING}}}
    patch = {**taken(steps, **{"x-json-patch": True}), **said(DONE)}
    several = {"type": "array", "items": INTEGER}
    assert roles(lambda d: item(d, "patch", patch, several)) == {**BASE, "boats.patch": "patch"}
    assert roles(lambda d: item(d, "patch", patch)) == BASE
    made = rules(lambda d: item(d, "patch", patch, several))
    assert made["answers"]["boats.patch"] == "split"
    wanted = {"done": "done", "failed": "not_done", "key": "boat", "text": "why", "said": "Not Found"}
    assert made["split"] == wanted


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (None, "example"),
        (INTEGER, "key"),
        (STRING, "example"),
        (ref("Boat"), "record"),
        (ref("Sail"), "example"),
    ],
)
def test_what_a_delete_answers(answer: Node | None, word: str) -> None:
    assert rules(lambda d: item(d, "delete", said(answer)))["answers"]["boats.delete"] == word


def test_a_list_in_an_envelope() -> None:
    envelope = {"type": "object", "properties": {"total": INTEGER, "boats": LIST, "tags": {"type": "array"}}}
    (one,) = found(lambda d: boats(d)["get"].update(said(envelope)))
    assert one.rows == ("boats",)
    two = {"type": "object", "properties": {"boats": LIST, "others": LIST}}
    assert "list" not in found(lambda d: boats(d)["get"].update(said(two)))[0].roles


def test_a_list_of_something_else_is_none_of_it() -> None:
    other = {"type": "array", "items": ref("Sail")}
    assert "list" not in found(lambda d: boats(d)["get"].update(said(other)))[0].roles


def test_a_list_alone_is_enough_where_something_can_be_done_to_one() -> None:
    (one,) = found(lambda d: boats(d).pop("post"))
    assert sorted(one.roles) == ["delete", "get", "list"]


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["paths"].pop("/boats/{boat}"),
        lambda d: d["paths"].pop("/boats"),
        lambda d: (boats(d).pop("get"), boats(d).pop("post")),
        lambda d: boats(d)["post"].update(said(None)) or boats(d).pop("get"),
        lambda d: d["components"]["schemas"]["Boat"]["properties"].update(id={"type": "number"}),
        lambda d: d["components"]["schemas"]["Boat"]["properties"].pop("id"),
        lambda d: d["paths"].update({"/boats/{boat}/x": d["paths"].pop("/boats/{boat}")}),
    ],
)
def test_what_is_none(change: Callable[[Node], object]) -> None:
    assert found(change) == []


def test_a_key_may_be_called_as_the_parameter_is() -> None:
    def change(document: Node) -> None:
        properties = document["components"]["schemas"]["Boat"]["properties"]
        del properties["id"]
        properties["boat"] = {"type": "string", "format": "uuid"}

    made = rules(change)
    assert (made["key"], made["uuid"]) == ("boat", True)


def asked(*parameters: Node) -> tuple[dict[str, str], list[str]]:
    api = loaded(lambda d: boats(d)["get"].update(parameters=list(parameters)))
    (one,) = find_collections(api, api.by_name())
    return dict(filters_of(one, api.by_name())), ignored(one, api.by_name())


def test_filters_are_properties_by_name_or_their_plural() -> None:
    several = {"type": "array", "items": STRING}
    kept, others = asked(
        parameter("name", "query", STRING),
        parameter("statuses", "query", several),
        parameter("owner_ids", "query", several),
        parameter("status", "query", several),
        parameter("names", "query", STRING),
        parameter("crew", "query", STRING),
        parameter("since", "query", INTEGER),
        parameter("id", "header", INTEGER),
    )
    assert kept == {"name": "name", "statuses": "status", "owner_ids": "owner_id", "status": "status"}
    assert others == ["names", "crew", "since"]


def test_what_a_new_record_has() -> None:
    made = rules()
    assert made["first"] == {"name": ""}
    assert (made["made"], made["changed"]) == (["created_at"], ["at"])
    example = {"id": 5, "name": "Alba"}
    answered = said(ref("Boat"), example=example)
    assert rules(lambda d: boats(d)["post"].update(answered))["first"] == {"name": "Alba"}


def test_members_that_are_sent_as_something_else() -> None:
    sent = {"type": "object", "properties": {"crew": STRING, "owner_id": {"type": "number"}, "name": STRING}}
    assert rules(lambda d: boats(d)["post"].update(taken(sent)))["dropped"] == {"boats.create": ["crew"]}


def refused(**responses: Node) -> tuple[int, str]:
    """Return what a missing boat is answered, in an operation with these responses, by status."""

    def change(document: Node) -> None:
        get = document["paths"]["/boats/{boat}"]["get"]
        get["responses"].update({status.removeprefix("s"): one for status, one in responses.items()})

    operation = next(one for one in loaded(change).operations if one.id == "boats.get")
    answer = missing(operation)
    return answer.status, answer.body


def test_what_is_missing_is_answered_as_documented() -> None:
    said_400: Node = {"description": "Bad.", "x-messages": {"bad": "Bad %d", "wrong": "Wrong boat"}}
    plain: Node = {"description": "No."}
    problem = {"application/problem+json": {"schema": {"type": "object"}, "example": {"title": "Lost"}}}
    assert refused() == (404, '"Not Found"')
    assert refused(s400=said_400) == (400, '"Wrong boat"')
    assert refused(s400=said_400, s403=plain) == (403, '"Forbidden"')
    assert refused(s403=plain, s404={"description": "No.", "content": problem}) == (404, '{"title": "Lost"}')
    assert refused(s4XX={"description": "No.", "content": problem}) == (404, '{"title": "Lost"}')
    assert refused(s500=plain) == (404, '"Not Found"')


def test_a_success_without_an_example_is_made_up() -> None:
    operation = next(one for one in loaded().operations if one.id == "boats.list")
    answer = success(operation, loaded().by_name())
    assert (answer.status, answer.media_type) == (200, "application/json")
    assert json.loads(answer.body) == [{"id": 1, "name": "..."}]


@given(st.text(), st.integers(4, 20))
def test_a_long_text_is_its_pieces(text: str, indent: int) -> None:
    pieces = long_string(text, indent)
    assert ast.literal_eval(f"({' '.join(pieces)})" if pieces else '""') == text
    assert all(len(piece) <= 88 - indent or len(pieces) == 1 for piece in pieces)
    assert all("\n" not in piece for piece in pieces)


@given(st.text(alphabet="ab \"'\\\n", min_size=150, max_size=400))
def test_pieces_fill_their_lines(text: str) -> None:
    pieces = long_string(text, 16)
    assert ast.literal_eval(f"({' '.join(pieces)})") == text
    assert all(20 < len(piece) <= 72 for piece in pieces[:-1])
