"""Operations and what they are made of, from small specs written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hexapla.finding import Finding, Location
from hexapla.model import (
    Any,
    Api,
    Array,
    Default,
    Named,
    Operation,
    Row,
    Scalar,
)

Load = Callable[[str | Mapping[str, str]], tuple[Api, tuple[Finding, ...]]]

HEAD = "openapi: 3.1.1\ninfo: {title: Pets, version: 1.2.3, description: About pets.}\n"


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.strip("\n").split("\n"))


@pytest.fixture
def operation(load_text: Load) -> Callable[[str], Operation]:
    """Return a function from the members of `GET /pets/{id}` to the operation."""

    def read(text: str) -> Operation:
        responses = "" if "responses:" in text else "responses: {'204': {description: Done.}}\n"
        declared = "- {name: id, in: path, required: true, schema: {type: integer}}"
        members = indented(f"operationId: pets.get\n{responses}{text}", 6)
        spec = f"{HEAD}paths:\n  /pets/{{id}}:\n    parameters:\n      {declared}\n    get:\n{members}"
        api, findings = load_text(spec)
        assert [finding for finding in findings if str(finding.severity) != "note"] == []
        return api.operations[0]

    return read


def test_an_operation(operation: Callable[[str], Operation]) -> None:
    read = operation("""
tags: [animals, more]
summary: Get a pet
description: One of them.
deprecated: true
externalDocs: {url: https://example.com/pets, description: GET pet}
security: [{basic: []}, {oauth: [read, write]}, {}]
servers: [{url: https://other.example.com}]
x-internal: true
x-documented: {unknown: true, because: key}
callbacks: {done: {}}
""")
    assert (read.id, read.method, read.template, read.server.url if read.server else "") == (
        *("pets.get", "GET", "/pets/{id}", "https://other.example.com"),
    )
    assert (read.summary, read.description, read.deprecated, read.internal) == ("Get a pet", "One of them.", True, True)
    assert (read.docs and (read.docs.url, read.docs.description)) == ("https://example.com/pets", "GET pet")
    assert [[(r.scheme, r.scopes) for r in way] for way in read.security] == [
        *([("basic", ())], [("oauth", ("read", "write"))], []),
    ]
    assert read.documented is not None
    assert read.documented.unknown
    assert ([(one.name, one.value) for one in read.rest], read.callbacks) == ([("tags", ["more"])], ())
    assert read.where == Location("openapi.yaml", 7, 5)
    assert read.path[0] == "/pets/"
    assert read.path[1] is read.parameters[0]


def test_parameters(operation: Callable[[str], Operation]) -> None:
    read = operation("""
parameters:
  - {name: limit, in: query, description: How many., schema: {type: integer, default: 20}, example: 5}
  - {name: 'ids[]', in: query, explode: false, x-name: ids, deprecated: true,
     schema: {type: array, items: {type: integer}}}
  - {name: id, in: path, required: true, style: label, x-internal: true, schema: {type: string}}
  - {name: X-A, in: header, schema: {type: string}, examples: {one: {summary: x}, two: {value: b}}}
  - {name: c, in: cookie, content: {text/plain: {}}, x-documented: {name: d, in: query, type: string, because: k}}
""")
    limit, ids, id_, header, cookie = read.parameters
    assert (limit.style, limit.explode, limit.default, limit.required) == ("form", True, Default(20), False)
    assert limit.example is not None
    assert limit.example.value == 5
    assert (ids.alias, ids.explode, ids.deprecated, ids.type) == ("ids", False, True, Array(Scalar("integer")))
    assert (id_.style, id_.explode, id_.internal, id_.type) == ("label", False, True, Scalar("string"))
    assert (header.style, header.location) == ("simple", "header")
    assert header.example is not None
    assert header.example.value == "b"
    assert (cookie.style, cookie.type, cookie.content, cookie.rest) == ("form", Any(), "text/plain", ())
    mark = cookie.documented
    assert mark is not None
    assert (mark.name, mark.place, mark.type, mark.because) == ("d", "query", "string", "k")


def test_bodies_and_responses(operation: Callable[[str], Operation]) -> None:
    read = operation("""
requestBody:
  description: A pet.
  required: true
  x-documented: {lacks: [a.b], omitted: [{name: c, type: string}], because: k}
  content:
    application/json:
      schema: {type: array, items: {properties: {op: {}, path: {}, value: {}}}}
      example: null
      x-json-patch: true
    text/plain: {}
responses:
  200:
    description: Fine.
    headers: {X-Next: {description: More., required: true, schema: {type: integer}}}
    content: {application/json: {schema: {type: integer}, examples: {one: {value: 3}}}}
    links: {}
    x-documented: {status: 201, because: k}
  4XX: {description: Wrong., x-messages: {gone: It is gone., too_many: 'At most %d'}}
  default: {description: Else.}
""")
    body = read.request_body
    assert body is not None
    assert (body.description, body.required) == ("A pet.", True)
    assert body.documented is not None
    assert (body.documented.lacks, body.documented.omitted) == (("a.b",), (Row("c", "string"),))
    first, second = body.contents
    assert (first.media_type, first.type, first.json_patch) == (
        *("application/json", Array(Named("PetsGetRequestItem")), True),
    )
    assert first.example is not None
    assert first.example.value is None
    assert (second.media_type, second.type, second.example) == ("text/plain", Any(), None)
    fine, wrong, other = read.responses
    assert [r.status for r in read.responses] == ["200", "4XX", "default"]
    assert [(h.name, h.type, h.required, h.description) for h in fine.headers] == [
        ("X-Next", Scalar("integer"), True, "More.")
    ]
    assert fine.contents[0].example is not None
    assert fine.contents[0].example.value == 3
    assert fine.documented is not None
    assert fine.documented.status == "201"
    assert [keyword.name for keyword in fine.rest] == ["links"]
    assert [(m.reason, m.text) for m in wrong.messages] == [("gone", "It is gone."), ("too_many", "At most %d")]
    assert other.contents == ()


def test_pagination(operation: Callable[[str], Operation]) -> None:
    read = operation("""
x-pagination: {page: page, size: per_page, first: 0, default: 20, maximum: 50}
parameters: [{name: page, in: query, schema: {type: integer}}, {name: per_page, in: query, schema: {type: integer}}]
""").pagination
    assert read is not None
    assert (read.page, read.size, read.first, read.default, read.maximum) == ("page", "per_page", 0, 20, 50)
