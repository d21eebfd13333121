"""The plan of what methods return: ways of speaking, kinds of success, pages, header fields, what is told of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import pytest
from hexapla.finding import Finding, Location, Severity, as_text, has_errors
from hexapla.frozen import replace
from hexapla.load import load
from hexapla.model import Api, CursorPagination
from hexapla.plan import Call, Names, Package, build
from hexapla.plan.paging import misfits, steps
from hexapla.plan.variants import family
from hexapla.source import Sources
from hexapla.styles import STYLES
from hypothesis import given, settings
from hypothesis import strategies as st

Spec: TypeAlias = dict[str, Any]

PYTHON: Final = STYLES[0]
SHIP: Final[Spec] = {"$ref": "#/components/schemas/Ship"}
JOB: Final[Spec] = {"$ref": "#/components/schemas/Job"}
TEXT: Final[Spec] = {"type": "string"}
FILE: Final[Spec] = {"type": "string", "format": "binary"}
SCHEMAS: Final[Spec] = {
    "Ship": {"type": "object", "properties": {"name": TEXT}},
    "Job": {"type": "object", "properties": {"job": TEXT}},
    "Fleet": {"type": "array", "items": SHIP},
    "Kind": {"type": "string", "enum": ["a", "b"]},
    "Page": {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": SHIP},
            "maybe": {"oneOf": [{"$ref": "#/components/schemas/Page"}, {"type": "null"}]},
            "a/b": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Fleet"}},
            "next": {"type": ["string", "null"]},
            "number": {"type": "integer"},
            "kind": {"$ref": "#/components/schemas/Kind"},
        },
    },
}


def planned(responses: Mapping[str, Spec], method: str = "get", **more: object) -> tuple[Package, tuple[Finding, ...]]:
    """Return the package of one operation, and what is said of it."""
    operation = {
        "operationId": "ships.find",
        "parameters": [{"name": "after", "in": "query", "schema": TEXT}],
        "responses": {status: {"description": f"Answer {status}.", **one} for status, one in responses.items()},
        **more,
    }
    return build_of({"/ships": {method: operation}})


def build_of(paths: Spec) -> tuple[Package, tuple[Finding, ...]]:
    return build(loaded(paths), Names("ships", "Ships", "1.0.0"), PYTHON)


def loaded(paths: Spec) -> Api:
    spec = {
        "openapi": "3.1.1",
        "info": {"title": "Ships", "version": "1"},
        "servers": [{"url": "https://ships.example.com"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }
    sources = Sources(lambda _: json.dumps(spec).encode())
    api, findings = load(sources, "openapi.json")
    assert not has_errors(findings), as_text(findings, sources.lines)
    return api


def calls(responses: Mapping[str, Spec], method: str = "get", **more: object) -> dict[str, Call]:
    package, findings = planned(responses, method, **more)
    assert not has_errors(findings), findings
    return {call.name: call for call in package.resources[0].calls}


def of(schema: Spec | None = None, media_type: str = "application/json") -> Spec:
    """Return the content of one media type."""
    return {"content": {media_type: {} if schema is None else {"schema": schema}}}


def said(call: Call) -> str:
    return " ".join(" ".join(call.doc).split())


@pytest.mark.parametrize(
    ("responses", "returns", "answers"),
    [
        ({"200": of(SHIP)}, "Ship", []),
        ({"200": {}}, "None", []),
        ({"2XX": of(SHIP)}, "Ship", []),
        ({"default": of(SHIP)}, "Ship", []),
        ({"200": of(SHIP), "default": of(JOB)}, "Ship", []),
        ({"200": of(SHIP), "404": of(JOB)}, "Ship", []),
        ({"200": of(SHIP), "201": of(SHIP)}, "Ship", []),
        ({"200": of(SHIP), "201": of(SHIP, "application/vnd.x+json")}, "Ship", []),
        ({"200": of(SHIP), "204": {}}, "Ship | None", ["200 Ship", "204 None"]),
        ({"204": {}, "200": of(SHIP)}, "Ship | None", ["204 None", "200 Ship"]),
        ({"200": of(SHIP), "201": of(JOB), "2XX": of(SHIP)}, "Ship | Job", ["200 Ship", "201 Job", "2XX Ship"]),
        ({"200": of({"type": "boolean"})}, "bool | None", []),
        ({"200": of({"type": "boolean"}), "202": of(JOB)}, "bool | Job | None", ["200 bool | None", "202 Job"]),
        ({"200": of(None)}, "JSON", []),
        ({"200": of(TEXT, "text/plain")}, "str", ["200 str"]),
        ({"200": of(SHIP, "application/xml")}, "str", ["200 str"]),
        ({"200": of(SHIP), "202": of(TEXT, "text/html")}, "Ship | str", ["200 Ship", "202 str"]),
        ({"200": of(SHIP), "206": of(FILE, "video/mp4")}, "Ship | bytes", ["200 Ship", "206 bytes"]),
        ({"200": of(SHIP), "202": of(SHIP, "application/x-ndjson")}, "Ship | str", ["200 Ship", "202 str"]),
        ({"200": of(TEXT, "text/plain"), "201": of(TEXT, "text/html")}, "str", ["200 str"]),
    ],
)
def test_kinds_of_success(responses: Mapping[str, Spec], returns: str, answers: list[str]) -> None:
    (call,) = calls(responses).values()
    assert (call.returns, call.how, call.wrapper) == (returns, "send", "")
    assert [f"{a.status.strip(chr(34))} {a.type}" for a in call.answers] == answers


@pytest.mark.parametrize(
    ("responses", "how", "wrapper", "item"),
    [
        ({"200": of(FILE, "application/octet-stream")}, "download", "Download", ""),
        ({"200": of(None, "image/png")}, "download", "Download", ""),
        ({"200": of(FILE, "text/csv")}, "download", "Download", ""),
        ({"200": of(FILE)}, "download", "Download", ""),
        ({"200": of(FILE, "application/pdf"), "204": {}}, "download", "Download", ""),
        ({"200": of(FILE, "application/pdf"), "201": of(FILE, "image/*")}, "download", "Download", ""),
        ({"200": of(SHIP, "application/x-ndjson")}, "lines", "Lines", "Ship"),
        ({"200": of(SCHEMAS["Fleet"], "application/jsonl")}, "lines", "Lines", "Ship"),
        ({"200": of(None, "application/json-seq")}, "lines", "Lines", "JSON"),
        ({"200": of(SHIP, "text/event-stream")}, "events", "Events", "Ship"),
        ({"200": of(TEXT, "text/event-stream")}, "events", "Events", "str"),
        ({"200": of({"type": "string", "format": "date"}, "text/event-stream")}, "events", "Events", "str"),
        ({"200": of(None, "text/event-stream; charset=utf-8")}, "events", "Events", "str"),
    ],
)
def test_what_comes_in_pieces(responses: Mapping[str, Spec], how: str, wrapper: str, item: str) -> None:
    (call,) = calls(responses).values()
    assert (call.how, call.wrapper, call.item, call.answers) == (how, wrapper, item, ())
    assert "close it when you are done" in said(call)


def test_a_head_returns_nothing() -> None:
    (call,) = calls({"200": of(SHIP)}, "head").values()
    assert (call.returns, call.reads, call.answers, call.accept) == ("None", "None", (), "")


MANY: Final[Spec] = {
    "content": {
        "application/xml": {"schema": SHIP},
        "text/csv": {"schema": TEXT},
        "application/json; charset=utf-8": {"schema": SHIP},
        "application/vnd.ship.v2+json": {"schema": SHIP},
        "text/plain": {"schema": TEXT},
        "application/vnd.ship.short+json": {"schema": JOB},
        "application/pdf": {"schema": FILE},
        "image/png": {"schema": FILE},
        "text/event-stream": {"schema": SHIP},
        "application/x-ndjson": {"schema": SHIP},
    }
}


def test_ways_of_speaking() -> None:
    """JSON first; what says the same in another spelling is no other way, and is asked for where it is read alike."""
    found = calls({"200": MANY})
    assert {name: (call.returns, call.wrapper, call.accept.strip('"')) for name, call in found.items()} == {
        "find": ("Ship", "", "application/json, application/vnd.ship.v2+json"),
        "find_as_vnd_ship_short_json": ("Job", "", "application/vnd.ship.short+json"),
        "find_as_csv": ("str", "", "text/csv, text/plain"),
        "find_as_pdf": ("bytes", "Download", "application/pdf, image/png"),
        "find_as_events": ("Ship", "Events", "text/event-stream"),
        "find_as_lines": ("Ship", "Lines", "application/x-ndjson"),
    }
    assert len({call.constant for call in found.values()}) == len(found)


def test_bodies_in_several_ways() -> None:
    contents = {
        "application/x-www-form-urlencoded": {"schema": SHIP},
        "multipart/form-data": {"schema": JOB},
        "application/json": {"schema": SHIP},
        "text/csv": {"schema": TEXT},
    }
    found = calls({"200": of(SHIP)}, "post", requestBody={"required": True, "content": contents})
    assert list(found) == ["find", "find_with_multipart", "find_with_csv"]
    bodies = [call.body for call in found.values()]
    assert [body and body.kind for body in bodies] == ['"json"', '"multipart"', '"text"']


def test_bodies_and_results_in_several_ways() -> None:
    contents = {"application/json": {"schema": SHIP}, "text/csv": {"schema": TEXT}}
    found = calls({"200": {"content": contents}}, "post", requestBody={"required": True, "content": contents})
    assert {name: call.returns for name, call in found.items()} == {
        "find": "Ship",
        "find_with_csv": "Ship",
        "find_as_csv": "str",
    }


def test_two_media_types_of_one_word() -> None:
    contents = {"application/json": {"schema": SHIP}, "text/x-y": {"schema": JOB}, "application/y": {"schema": FILE}}
    assert list(calls({"200": {"content": contents}})) == ["find", "find_as_y", "find_as_application_y"]


def test_another_status_in_another_media_type_is_no_other_way() -> None:
    (call,) = calls({"200": of(SHIP), "202": of(TEXT, "text/plain")}).values()
    assert call.accept == '"application/json, text/plain"'


def test_what_has_no_such_media_type_keeps_its_own() -> None:
    found = calls({"200": {"content": {**of(SHIP)["content"], **of(TEXT, "text/csv")["content"]}}, "202": of(JOB)})
    assert {name: call.returns for name, call in found.items()} == {"find": "Ship | Job", "find_as_csv": "str | Job"}


TYPES: Final = st.sampled_from([*MANY["content"], "application/x-y", "*/*", "image/*", "application/zip", "text/y"])
ONES: Final = st.dictionaries(TYPES, st.sampled_from([SHIP, FILE]), min_size=1, max_size=6)
OTHERS: Final = st.dictionaries(TYPES, st.sampled_from([JOB, TEXT]), max_size=3)


@settings(max_examples=40)
@given(ONES, OTHERS)
def test_a_media_type_at_the_end_renames_nothing(types: dict[str, Spec], more: dict[str, Spec]) -> None:
    """Nor does it take the name of another operation; one of a known type may say the same better, and replace it."""

    def names(chosen: dict[str, Spec]) -> list[list[str]]:
        one = {"content": {name: {"schema": schema} for name, schema in chosen.items()}, "description": "A."}
        other = {"content": {"application/json": {"schema": SHIP}}, "description": "A."}
        paths = {
            "/a": {"get": {"operationId": "x.get", "responses": {"200": one}}},
            "/b": {"get": {"operationId": "x.get_as_csv", "responses": {"200": other}}},
        }
        package, _ = build_of(paths)
        found: dict[str, list[str]] = {}
        for call in package.resources[0].calls:
            found.setdefault(call.id, []).append(call.name)
        return list(found.values())

    # JSON comes first: where there was none, another way becomes the main one.
    has_json = any(family(name) == "json" for name in types)
    added = {name: one for name, one in more.items() if name not in types and (has_json or family(name) != "json")}
    before, after = names(types), names({**types, **added})
    assert after[1] == before[1] == ["get_as_csv"]
    assert set(before[0]) <= set(after[0])


@pytest.mark.parametrize(
    ("media_type", "schema", "word"),
    [
        ("application/xml", SHIP, "text"),
        ("text/csv", SCHEMAS["Fleet"], "text"),
        ("text/plain", {"type": "integer"}, "text"),
        ("application/vnd.ms-excel", SHIP, "bytes"),
        ("application/xml", TEXT, ""),
        ("application/xml", None, ""),
        ("application/pdf", FILE, ""),
        ("application/x-ndjson", SHIP, ""),
        ("application/json", SHIP, ""),
    ],
)
def test_a_schema_that_is_not_read_is_told(media_type: str, schema: Spec | None, word: str) -> None:
    _, findings = planned({"200": of(schema, media_type)})
    untyped = [one for one in findings if one.rule == "untyped"]
    assert [(one.severity, one.where is not None) for one in untyped] == ([(Severity.NOTE, True)] if word else [])
    if word:
        assert media_type in untyped[0].message
        assert f"as {word}" in untyped[0].message


def test_lines_beside_another_kind_are_told() -> None:
    _, findings = planned({"200": of(SHIP), "202": of(SHIP, "application/x-ndjson")})
    assert [one.message for one in findings if one.rule == "untyped"] == [
        "a body in application/x-ndjson is handed on as text: its schema is not read"
    ]


def paged(schema: Spec, headers: bool = False, **pagination: str) -> tuple[Package, tuple[Finding, ...]]:
    fields = {"headers": {"X-Next": {"schema": TEXT}}} if headers else {}
    return planned({"200": {**of(schema), **fields}}, **{"x-pagination": {"cursor": "after", **pagination}})


PAGE: Final[Spec] = {"$ref": "#/components/schemas/Page"}


@pytest.mark.parametrize(
    ("schema", "pagination", "reads", "items"),
    [
        ({"type": "array", "items": SHIP}, {"next_header": "X-Next"}, "builtins.list[Ship]", ()),
        ({"$ref": "#/components/schemas/Fleet"}, {"next_header": "x-next"}, "Fleet", ()),
        ({"type": ["array", "null"], "items": SHIP}, {"next_header": "X-Next"}, "builtins.list[Ship] | None", ()),
        (PAGE, {"next_header": "X-Next", "items": "/rows"}, "Page", ('"rows"',)),
        (PAGE, {"next": "/next", "items": "/rows"}, "Page", ('"rows"',)),
        (PAGE, {"next": "/maybe/number", "items": "/maybe/maybe/rows"}, "Page", ('"maybe"', '"maybe"', '"rows"')),
        (PAGE, {"next": "/next", "items": "/a~1b/x"}, "Page", ('"a/b"', '"x"')),
    ],
)
def test_pages_by_cursor(schema: Spec, pagination: dict[str, str], reads: str, items: tuple[str, ...]) -> None:
    package, findings = paged(schema, headers="next_header" in pagination, **pagination)
    assert not has_errors(findings), findings
    (call,) = package.resources[0].calls
    assert (call.how, call.wrapper, call.item, call.is_lazy) == ("pages", "Pager", "Ship", True)
    assert (call.returns, call.reads) == ("builtins.list[Ship]", reads)
    assert call.cursor is not None
    assert (call.cursor.parameter, call.cursor.items) == ('"after"', items)


@pytest.mark.parametrize(
    ("schema", "changes", "message"),
    [
        (SHIP, {}, "the body is no array"),
        (PAGE, {"items_pointer": "/none"}, "`/none` leads to no array"),
        (PAGE, {"items_pointer": "/next"}, "`/next` leads to no array"),
        (PAGE, {"items_pointer": "/rows/0"}, "`/rows/0` leads to no array"),
        (PAGE, {"items_pointer": "/rows", "next_pointer": "/none"}, "`/none` leads to no text or number"),
        (PAGE, {"items_pointer": "/rows", "next_pointer": "/rows"}, "`/rows` leads to no text or number"),
        (PAGE, {"items_pointer": "/rows", "next_pointer": "/maybe"}, "`/maybe` leads to no text or number"),
        ({}, {"items_pointer": "/rows"}, "`/rows` leads to no array"),
    ],
)
def test_pages_that_do_not_fit(schema: Spec, changes: dict[str, str], message: str) -> None:
    """Whatever `load` has found already: the plan looks for itself."""
    rows = {"content": {"application/json": {"schema": schema}}, "description": "A."}
    pagination = CursorPagination("after", "X-Next", "", "", "", Location("a", 7))
    api = loaded({"/a": {"get": {"operationId": "x.list", "responses": {"200": rows}}}})
    operation = replace(api.operations[0], pagination=replace(pagination, **changes))
    found = list(misfits(operation, api.by_name()))
    assert [(one.severity, one.where) for one in found] == [(Severity.ERROR, Location("a", 7))]
    assert message in found[0].message


def test_pages_of_several_kinds_do_not_fit() -> None:
    rows = {"type": "array", "items": SHIP}
    pagination = {"cursor": "after", "next_header": "X-Next"}
    one = {**of(rows), "headers": {"X-Next": {"schema": TEXT}}}
    for responses in ({"200": one, "203": of(SHIP)}, {"204": {"headers": one["headers"]}}):
        _, findings = planned(responses, **{"x-pagination": pagination})
        assert has_errors(findings)


@given(st.lists(st.text()))
def test_a_pointer_is_read_as_it_was_written(names: list[str]) -> None:
    pointer = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)
    assert list(steps(pointer)) == names


def test_header_fields() -> None:
    """One constant for a field of one name and type, whichever case it is written in and whoever declares it."""
    number, words = {"schema": {"type": "integer"}}, {"schema": {"type": "array", "items": TEXT}}

    def answer(**headers: Spec) -> Spec:
        return {"description": "A.", "headers": {name.replace("_", "-"): one for name, one in headers.items()}}

    paths = {
        f"/{number_}": {"get": {"operationId": f"x.{name}", "responses": responses}}
        for number_, (name, responses) in enumerate(
            {
                "a": {"200": answer(X_Total=number, Content_Type={"schema": TEXT}), "429": answer(Retry_After=number)},
                "b": {"200": answer(x_total=number, Link=words)},
                "c": {"200": answer(X_Total=words, Kind={"schema": {"$ref": "#/components/schemas/Kind"}})},
                "d": {"200": answer(X_Total=number, Page={"schema": PAGE})},
                "e": {"200": answer(X_Total=number)},
            }.items()
        )
    }
    package, findings = build_of(paths)
    assert package.fields is not None
    assert [(one.name, one.wire, one.type) for one in package.fields.fields] == [
        ("X_TOTAL", '"X-Total"', "int"),
        ("RETRY_AFTER", '"Retry-After"', "int"),
        ("LINK", '"Link"', "list[str]"),
        ("X_TOTAL_2", '"X-Total"', "list[str]"),
        ("KIND", '"Kind"', "Kind"),
        ("PAGE", '"Page"', "str"),
    ]
    assert [one.rule for one in findings] == ["name-clash"]
    assert " ".join(package.fields.fields[0].doc) == "In answers of x.a, x.b, x.d and 1 more."
    by_name = {call.name: call for call in package.resources[0].calls}
    assert "Header fields of the response: X-Total, Retry-After." in said(by_name["a"])
    plain, _ = planned({"200": of(SHIP)})
    assert plain.fields is None
    assert not any(each.path.endswith("headers.py") for each in plain.each)


def test_what_is_said_of_each_kind() -> None:
    (call,) = calls({"200": of(SHIP), "202": of(JOB), "204": {}, "4XX": of(JOB), "default": {}}).values()
    text = said(call)
    assert "For 200, Ship: Answer 200. For 202, Job: Answer 202. For 204, None: Answer 204." in text
    assert "ApiError: 4XX: Answer 4XX. default: Answer default." in text
    (call,) = calls({"default": of(SHIP), "404": {}}).values()
    assert "Answer default." in said(call)
    assert "default: " not in said(call), "it is the success"


def test_messages_of_ranges() -> None:
    responses = {
        "200": of(SHIP),
        "404": {"x-messages": {"gone": "Gone"}},
        "4XX": {"x-messages": {"bad": "Bad"}},
        "default": {"x-messages": {"odd": "Odd"}},
    }
    (call,) = calls(responses).values()
    assert [(row.status, row.reason) for row in call.messages] == [
        ("404", "GONE"),
        ('"4XX"', "BAD"),
        ('"default"', "ODD"),
    ]


def test_an_operation_is_counted_once() -> None:
    package, _ = planned({"200": MANY})
    assert (package.calls, len(package.resources[0].calls)) == (1, 6)
