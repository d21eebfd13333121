"""The plan of what is sent: names of arguments, kinds of bodies, credentials, servers, values for examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hexapla.finding import Finding, has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Call, Names, Package, build
from hexapla.plan.bodies import media_type_sent
from hexapla.plan.examples import sample
from hexapla.source import Sources
from hexapla.styles import STYLES
from hypothesis import given
from hypothesis import strategies as st

STYLE = STYLES[0]
Load = Callable[[str], tuple[Api, tuple[Finding, ...]]]
DONE = {"204": {"description": "Done."}}


def planned(document: dict[str, Any]) -> tuple[Package, list[str]]:
    """Return the package of a description, and the notes on it."""
    head = {"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "servers": [{"url": "https://example.com"}]}
    text = json.dumps({**head, **document}).encode()
    api, findings = load(Sources(lambda _: text), "openapi.json")
    assert not has_errors(findings), findings
    package, said = build(api, Names("pets", "Pets", "1.0.0"), STYLE)
    assert not has_errors(said), said
    return package, [finding.message for finding in said]


def operation(**keywords: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"paths": {"/a/{id}": {"post": {"operationId": "a.b", "responses": DONE, "parameters": [ID], **keywords}}}}


ID: dict[str, Any] = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def only(package: Package) -> Call:
    (call,) = (call for resource in package.resources for call in resource.calls)
    return call


def parameter(place: str, name: str, **keywords: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}, **keywords}


def body(media_type: str, schema: Any, **keywords: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"content": {media_type: {"schema": schema}}, **keywords}


def test_whoever_comes_first_has_the_name() -> None:
    """Path, query, header, cookie, body; the order of the spec counts inside a place only."""
    schema = {"type": "object", "properties": {"id": {"type": "integer"}, "self": {"type": "string"}}}
    mixed = [parameter(place, "id") for place in ("cookie", "header", "query")]
    package, said = planned(operation(parameters=[*mixed, ID], requestBody=body("application/json", schema)))
    assert [argument.name for argument in only(package).arguments] == [
        *("id", "id_query", "id_header", "id_cookie", "id_body", "self_"),
    ]
    assert len(said) == 5
    assert said[0] == "`id` would be called `id` in `a.b`, but `id` has it; it becomes `id_query`"


def test_no_two_arguments_share_a_name_of_the_description() -> None:
    """A program may give any argument by the name on the wire or by `x-name`; a later one of the same has its place."""
    properties = {
        "id": {"type": "integer", "x-name": "ident"},
        "page": {"type": "string"},
        "id_query": {"type": "string"},
        "": {"type": "string", "x-name": "nameless"},
    }
    schema = {"type": "object", "properties": properties, "additionalProperties": {"type": "string"}}
    mixed = [parameter("header", "id", **{"x-name": "page"}), parameter("query", "id"), ID]
    package, _ = planned(operation(parameters=mixed, requestBody=body("application/json", schema)))
    assert [tuple(json.loads(key) for key in argument.keys) for argument in only(package).arguments] == [
        *(("id",), ("id_query",), ("id_header", "page")),
        *(("id_body", "ident"), ("page_body",), ("id_query_body",), ("", "nameless"), ("more_members",)),
    ]


NAMES = st.sampled_from(["id", "ID", "Id", "id_query", "self", "options", "name", "a-b", "a_b", "é", "1"])
PARAMETERS = st.lists(
    st.tuples(st.sampled_from(["query", "header", "cookie"]), NAMES).filter(
        lambda p: p[0] == "query" or p[1].isascii()
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda one: (one[0], one[1].lower() if one[0] == "header" else one[1]),
)


@given(PARAMETERS)
def test_a_parameter_at_the_end_renames_nothing_before_it(found: list[tuple[str, str]]) -> None:
    """At the end of its place, that is: a name depends on those that come before it alone."""
    ordered = sorted(found, key=lambda one: ("query", "header", "cookie").index(one[0]))
    before, after = (
        [a.name for a in only(planned(operation(parameters=[ID, *(parameter(*p) for p in part)]))[0]).arguments]
        for part in (ordered[:-1], ordered)
    )
    assert after[:-1] == before
    assert len(set(after)) == len(after)
    assert not {"self", "options"} & set(after)


@pytest.mark.parametrize(
    ("parameters", "defaults"),
    [
        ([{"const": "x"}], ['"x"']),
        ([{"enum": [3]}], ["3"]),
        ([{"const": "x"}, {"type": "string"}], ["", ""]),
        ([{"type": "string"}, {"const": "x"}], ["", '"x"']),
    ],
)
def test_the_only_value_of_a_path_parameter(parameters: list[Any], defaults: list[str]) -> None:
    """Python has no argument without a default behind one that has."""
    path = "".join(f"/{{p{number}}}" for number in range(len(parameters)))
    listed = [parameter("path", f"p{number}", schema=schema) for number, schema in enumerate(parameters)]
    package, _ = planned({"paths": {path: {"get": {"operationId": "a.b", "parameters": listed, "responses": DONE}}}})
    assert [argument.default for argument in only(package).arguments] == defaults


FILE, TEXT, PET = {"type": "string", "format": "binary"}, {"type": "string"}, {"$ref": "#/components/schemas/Pet"}
SCHEMAS = {
    "schemas": {
        "Pet": {"type": "object", "properties": {"name": TEXT}},
        "Pets": {"type": "array", "items": PET},
        "Alias": {"allOf": [PET]},
    }
}


@pytest.mark.parametrize(
    ("media_type", "schema", "expected"),
    [
        ("application/json", PET, [("name", "str")]),
        ("application/json", {"type": "array", "items": PET}, [("body", "Sequence[Pet]")]),
        ("application/json", {"$ref": "#/components/schemas/Pets"}, [("body", "Pets")]),
        ("application/json", {"type": "object", "additionalProperties": PET}, [("body", "Mapping[str, Pet]")]),
        ("application/json", {"oneOf": [PET, {"type": "integer"}]}, [("body", "AbRequest | Mapping[str, JSONLike]")]),
        ("text/csv", PET, [("body", "str")]),
        ("application/xml", PET, [("body", "str")]),
        ("text/event-stream", {}, [("body", "str")]),
        ("image/png", {}, [("body", "Upload | Iterable[bytes]")]),
        ("application/x-ndjson", PET, [("body", "Iterable[Pet | Mapping[str, JSONLike]]")]),
        ("application/jsonl", {"type": "array", "items": TEXT}, [("body", "Iterable[str]")]),
        ("multipart/form-data", {"properties": {"f": FILE}}, [("f", "Upload")]),
        ("multipart/form-data", {"properties": {"f": {"type": "array", "items": FILE}}}, [("f", "Sequence[Upload]")]),
        ("multipart/form-data", {"properties": {"f": {"type": "array", "items": {}}}}, [("f", "Sequence[Upload]")]),
        (
            "multipart/form-data",
            {"properties": {"f": {"type": "string", "contentMediaType": "image/png"}}},
            [("f", "Upload")],
        ),
        (
            "multipart/form-data",
            {"properties": {"f": {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"}}},
            [("f", "str")],
        ),
        ("multipart/form-data", {"type": "object", "additionalProperties": FILE}, [("body", "Mapping[str, Upload]")]),
        ("application/json", {"properties": {"f": FILE}}, [("f", "str")]),
        (
            "application/json",
            {"properties": {"a": TEXT}, "additionalProperties": PET},
            [("a", "str"), ("more_members", "Mapping[str, Pet]")],
        ),
        ("application/x-www-form-urlencoded", {"properties": {"a": PET}}, [("a", "Pet")]),
    ],
)
def test_what_a_body_takes(media_type: str, schema: Any, expected: list[tuple[str, str]]) -> None:  # noqa: ANN401
    package, _ = planned({**operation(requestBody=body(media_type, schema)), "components": SCHEMAS})
    assert [(one.name, one.annotation) for one in only(package).keywords] == expected
    exported = {name for module in package.models for name in module.exports}
    if any("Pet" in annotation for _, annotation in expected):
        assert "Pet" in exported


def test_a_required_body_and_what_only_the_server_sets() -> None:
    schema = {
        "required": ["id", "name", "kind"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": TEXT,
            "kind": {"const": "pet"},
            "secret": {"type": "string", "writeOnly": True},
        },
    }
    for required, defaults in ((True, ["", '"pet"', "UNSET"]), (False, ["UNSET", "UNSET", "UNSET"])):
        package, _ = planned(operation(requestBody=body("application/json", schema, required=required)))
        assert [one.name for one in only(package).keywords] == ["name", "kind", "secret"]
        assert [one.default for one in only(package).keywords] == defaults


@pytest.mark.parametrize(
    ("media_type", "sent"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/json; charset=utf-8", "application/json; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/*", "text/plain; charset=utf-8"),
        ("text/csv; charset=UTF-8", "text/csv; charset=UTF-8"),
        ("application/xml", "application/xml"),
        ("image/*", "application/octet-stream"),
        ("multipart/form-data; boundary=x", "multipart/form-data"),
    ],
)
def test_what_a_body_is_said_to_be(media_type: str, sent: str) -> None:
    assert media_type_sent(media_type) == sent


def secured(schemes: dict[str, Any], *asked: list[dict[str, list[str]]]) -> dict[str, Any]:
    paths = {
        f"/p{number}": {"get": {"operationId": f"a.p{number}", "responses": DONE, "security": one}}
        for number, one in enumerate(asked)
    }
    return {"paths": paths, "components": {"securitySchemes": schemes}}


BASIC, BEARER = {"type": "http", "scheme": "basic"}, {"type": "http", "scheme": "bearer"}
OPEN_ID = {"type": "openIdConnect", "openIdConnectUrl": "https://example.com"}


def test_a_later_scheme_gets_its_own_name_before_the_argument() -> None:
    key = {"type": "apiKey", "in": "header", "name": "token"}
    found = {"one": BEARER, "twoWords": OPEN_ID, "key": key, "other": {"type": "mutualTLS"}}
    package, said = planned(secured(found, [{"one": []}, {"twoWords": []}, {"key": []}]))
    assert [argument.name for argument in package.credentials] == ["token", "two_words_token", "key_token"]
    assert len(said) == 2, "what no operation asks for is silent"


def test_most_operations_make_the_default() -> None:
    package, _ = planned(secured({"a": BASIC, "b": BEARER}, [{"b": []}], [{"a": []}], [{"a": []}], []))
    assert package.security.default == (('"a"',),)
    assert package.security.alternatives == (('"b"',), ('"a"',), ())
    calls = [call for resource in package.resources for call in resource.calls]
    assert [(call.own_security, call.security) for call in calls] == [
        *((True, (('"b"',),)), (False, ()), (False, ()), (True, ())),
    ]


def test_an_alternative_that_is_not_served_is_left_out() -> None:
    package, said = planned(secured({"a": BASIC, "d": {"type": "http", "scheme": "digest"}}, [{"d": []}, {"a": []}]))
    assert package.security.default == (('"a"',),)
    assert said == [
        "`d`, http authentication of the scheme `digest`, cannot be generated yet: another alternative is used"
    ]


@pytest.mark.parametrize(
    ("servers", "own", "base", "needed", "server"),
    [
        ([{"url": "https://a.example/v1"}], None, "https://a.example/v1", False, ""),
        ([{"url": "https://a.example/v1"}], "https://b.example", "https://a.example/v1", False, '"https://b.example"'),
        ([{"url": "https://a.example/v1"}], "https://a.example/v1", "https://a.example/v1", False, ""),
        ([{"url": "/v1"}], None, "", True, ""),
        ([], None, "", True, ""),
        ([], "https://b.example", "https://b.example", False, '"https://b.example"'),
    ],
)
def test_servers(servers: list[dict[str, str]], own: str | None, base: str, needed: bool, server: str) -> None:
    given_own = {"servers": [{"url": own}]} if own else {}
    package, _ = planned({**operation(**given_own), "servers": servers})
    assert (package.base_url, package.needs_base_url, only(package).server) == (f'"{base}"', needed, server)


def test_examples_have_a_value_for_all_that_is_required() -> None:
    """Also where the spec gives none."""
    listed = [ID, parameter("query", "q", required=True, schema={"type": "integer"}), parameter("header", "X-H")]
    listed[-1]["required"] = True
    schema = {"required": ["kind"], "properties": {"kind": {"enum": ["cat", "dog"]}, "name": TEXT}}
    content = {"application/json": {"schema": schema, "example": {"name": "a"}}}
    package, _ = planned(operation(parameters=listed, requestBody={"required": True, "content": content}))
    (example,) = package.examples
    assert example.lines[0] == 'result = client.a.b("...", name="a", q=1, x_h="...", kind="cat")'


@given(
    st.recursive(
        st.sampled_from(
            [TEXT, {"type": "integer"}, {"const": 5}, {"enum": ["a"]}, {"type": "string", "format": "date"}]
        ),
        lambda inner: st.one_of(
            inner.map(lambda of: {"type": "array", "items": of}),
            inner.map(lambda of: {"type": "object", "properties": {"x": of}, "required": ["x"]}),
            inner.map(lambda of: {"type": "object", "additionalProperties": of}),
        ),
        max_leaves=3,
    )
)
def test_a_value_of_our_own_is_one_of_its_type(schema: dict[str, Any]) -> None:
    """As the linter's own check of examples has it."""
    from hexapla.lint import lint

    document: dict[str, Any] = operation(requestBody=body("application/json", schema))
    head = {"openapi": "3.1.1", "info": {"title": "a", "version": "1"}}
    api, _ = load(Sources(lambda _: json.dumps({**head, **document}).encode()), "openapi.json")
    content = api.operations[0].request_body
    assert content is not None
    value = sample(content.contents[0].type, api.by_name())
    document["paths"]["/a/{id}"]["post"]["requestBody"]["content"]["application/json"]["example"] = value
    api, _ = load(Sources(lambda _: json.dumps({**head, **document}).encode()), "openapi.json")
    assert [one for one in lint(api) if one.rule == "examples-fit"] == []
