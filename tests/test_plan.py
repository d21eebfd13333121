"""The plan: names that clash, messages in pieces, what becomes a model, and that tomorrow's names are today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hexapla.finding import Finding, as_text, has_errors
from hexapla.load import load
from hexapla.model import Api
from hexapla.plan import Call, Names, Package, build
from hexapla.plan.messages import pieces
from hexapla.plan.reach import modelled
from hexapla.source import Sources
from hexapla.styles import STYLES
from hypothesis import given
from hypothesis import strategies as st

TESTS = Path(__file__).parent
STYLE = STYLES[0]
NAMES = Names("pets", "Pets", "1.0.0", "https://example.com/pets")
Load = Callable[[str], tuple[Api, tuple[Finding, ...]]]


def plan_of(file: str, names: Names = NAMES) -> tuple[Package, str]:
    """Return the package of a file under tests/, and what was said about it."""
    sources = Sources(lambda path: (TESTS / path).read_bytes())
    api, findings = load(sources, file)
    assert not has_errors(findings), as_text(findings, sources.lines)
    package, said = build(api, names, STYLE)
    return package, as_text(said, sources.lines)


def call(package: Package, id_: str) -> Call:
    return next(c for r in package.resources for c in r.calls if c.id == f'"{id_}"')


def test_clashes_are_settled_and_told(expect: Callable[[Path, str], None]) -> None:
    package, said = plan_of("apis/clashes.yaml", Names("clashes", "Clash", "1.0.0"))
    expect(TESTS / "cases" / "plan" / "clashes" / "expected.txt", said)
    for names in scopes(package):
        assert len(names) == len(set(names)), names


def scopes(package: Package) -> list[list[str]]:
    """Return the names of every scope of the package."""
    models = [name for module in package.models for name in module.exports]
    classes = [name for r in package.resources for name in (r.class_name, r.async_class_name)]
    return [
        [*models, *classes, package.client, f"Async{package.client}"],
        [module.name for module in package.models],
        [resource.attribute for resource in package.resources],
        [credential.name for credential in package.credentials],
        [reason.name for reason in package.reasons],
        *([c.name for c in r.calls] for r in package.resources),
        *([c.constant for c in r.calls] for r in package.resources),
        *([a.name for a in c.arguments] for r in package.resources for c in r.calls),
        *([f.name for f in record.fields] for m in package.models for record in m.records),
        *([member.name for member in enum.members] for m in package.models for enum in m.enums),
    ]


def test_no_generated_name_is_reserved() -> None:
    package, _ = plan_of("apis/clashes.yaml", Names("clashes", "Clash", "1.0.0"))
    arguments = {a.name for r in package.resources for c in r.calls for a in c.arguments}
    assert not arguments & STYLE.reserved("arguments")
    assert not {c.name for r in package.resources for c in r.calls} & STYLE.reserved("methods")
    assert not {f.name for m in package.models for r in m.records for f in r.fields} & STYLE.reserved("attributes")
    assert not {name for m in package.models for name in m.exports} & STYLE.reserved("types")
    assert not {r.attribute for r in package.resources} & STYLE.reserved("resources")
    assert not {c.name for c in package.credentials} & STYLE.reserved("constructor")


def test_an_alias_stands_behind_those_it_names() -> None:
    package, _ = plan_of("apis/clashes.yaml", Names("clashes", "Clash", "1.0.0"))
    module = next(module for module in package.models if module.aliases)
    assert [(alias.name, alias.annotation) for alias in module.aliases] == [
        ("Cell", "list[Pet]"),
        ("Row", "dict[str, Cell]"),
        ("Rows", "list[Row]"),
    ]


def test_a_method() -> None:
    package, _ = plan_of("apis/pets.yaml")
    listed = call(package, "pets.list")
    assert (listed.name, listed.method, listed.path) == ("list", '"GET"', ('"/pets"',))
    assert [(a.name, a.annotation, a.default, a.keyword) for a in listed.arguments] == [
        ("page", "int", "UNSET", True),
        ("per_page", "int", "UNSET", True),
        ("kinds", "Sequence[Kind | str]", "UNSET", True),
        ("born_since", "Date | str", "UNSET", True),
        ("tame", "bool", "UNSET", True),
    ]
    assert [(q.wire, q.argument) for q in listed.query][2:4] == [('"kinds"', "kinds"), ('"born[since]"', "born_since")]
    spelled = [(s.place, s.name, s.style, s.explode) for s in listed.spellings]
    assert spelled == [('"query"', '"kinds"', '"form"', False)]
    assert listed.returns == "builtins.list[Pet]"
    paging = listed.paging
    assert paging is not None
    assert (paging.page, paging.size, paging.first, paging.default) == ('"page"', '"per_page"', "1", "20")
    assert (listed.how, listed.wrapper, listed.item) == ("pages", "Pager", "Pet")
    assert [(m.status, m.reason) for m in listed.messages] == [("403", "NO_ACCESS")]


def test_path_arguments_and_bodies() -> None:
    package, _ = plan_of("apis/pets.yaml")
    get, delete = call(package, "pets.get"), call(package, "pets.delete")
    assert (get.path, get.path_arguments) == (('"/pets/"', '""'), ("pet_id",))
    assert [(a.name, a.default, a.keyword) for a in get.arguments] == [("pet_id", "", False)]
    assert (get.returns, get.body, delete.returns, delete.deprecated) == ("Pet", None, "None", True)
    created = call(package, "pets.create")
    assert created.body is not None
    assert [(f.wire, f.argument) for f in created.body.fields] == [
        (f'"{name}"', name) for name in ("name", "kind", "weight", "born", "tags", "sizes", "internal")
    ]
    assert [a.name for a in created.arguments if not a.default] == ["name"]
    update = call(package, "keepers.update")
    assert update.body is not None
    assert not update.body.required
    assert [(f.wire, f.argument) for f in update.body.fields] == [
        ('"name"', "name_body"),
        ('"class"', "class_"),
        ('"from"', "from_"),
    ]
    patch = call(package, "pets.patch_many")
    assert [a.name for a in patch.arguments] == ["pet_ids", "replace", "add", "remove"]
    assert patch.body is not None
    assert (patch.body.is_patch, patch.body.is_fields, patch.path_arguments) == (True, False, ("pet_ids",))


def test_models_are_what_a_caller_meets() -> None:
    package, _ = plan_of("apis/pets.yaml")
    assert [module.exports for module in package.models] == [("Kind",), ("Level",), ("Sizes",), ("Keeper", "Pet")]
    pet = next(r for m in package.models for r in m.records if r.name == "Pet")
    fields = {field.name: field for field in pet.fields}
    assert (fields["id"].annotation, fields["id"].default, fields["kind"].annotation) == ("int", "", "Kind | None")
    assert (fields["n2fa_enabled"].wire, fields["n2fa_enabled"].renamed) == ('"2fa_enabled"', True)
    assert fields["list_"].annotation == "list[int] | None"
    assert {name: field.nested for name, field in fields.items() if field.nested} == {
        "keeper": "one",
        "friends": "list",
        "parent": "one",
    }
    keeper = next(r for m in package.models for r in m.records if r.name == "Keeper")
    assert keeper.sensitive == ('"secret"',)


def spec(paths: str, schemas: str) -> str:
    head = "openapi: 3.1.1\ninfo: {title: a, version: '1'}\nservers: [{url: https://example.com}]\n"
    return f"{head}paths:\n{paths}components:\n  schemas:\n{schemas}"


BODY = "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/%s'}}}}"
ANSWER = (
    "responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/%s'}}}}}"
)
DONE = "responses: {'204': {description: a}}"


@pytest.mark.parametrize(
    ("operations", "names"),
    [
        ([(BODY % "Outer", DONE)], ["Enum", "Inner", "Deep", "Alone"]),
        ([(BODY % "Outer", DONE), ("summary: a", ANSWER % "Outer")], ["Outer", "Enum", "Inner", "Deep", "Alone"]),
        ([(BODY % "Outer", ANSWER % "Enum")], ["Enum", "Inner", "Deep", "Alone"]),
        ([("summary: a", ANSWER % "Inner")], ["Outer", "Enum", "Inner", "Deep", "Alone"]),
    ],
)
def test_a_body_that_is_spelled_out_is_no_model(
    load_text: Load, operations: list[tuple[str, str]], names: list[str]
) -> None:
    paths = "".join(
        f"  /p{n}: {{post: {{operationId: a.p{n}, {body}, {answer}}}}}\n" for n, (body, answer) in enumerate(operations)
    )
    schemas = """\
    Outer: {properties: {e: {$ref: '#/components/schemas/Enum'}, i: {$ref: '#/components/schemas/Inner'}}}
    Enum: {enum: [a]}
    Inner: {properties: {d: {type: array, items: {$ref: '#/components/schemas/Deep'}}}}
    Deep: {properties: {x: {type: string}}}
    Alone: {properties: {x: {type: string}}}
"""
    api, findings = load_text(spec(paths, schemas))
    assert findings == ()
    assert [schema.name for schema in modelled(api)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Not found", [["Not found"]]),
        ("At most %d of %s", [["At most ", ("n",), " of ", ["s"]]]),
        ("%d%d", [[("n",), ("n_2",)]]),
        ("{user name} and {userName}", [[["user_name"], " and ", ["user_name_2"]]]),
        ("Code {6} of {}", [["Code {6} of {}"]]),
        ("50%, 5%x", [["50%, 5%x"]]),
        ("Invalid name:", [["Invalid name:"], ["Invalid name:", ["detail"]]]),
        ("Invalid %s: ", [["Invalid ", ["s"], ": "], ["Invalid ", ["s"], ": ", ["detail"]]]),
        ("{unclosed", [["{unclosed"]]),
        ("{---}", [["{---}"]]),
        ("{a{b}c}", [["{a", ["b"], "c}"]]),
        ("word " * 30, [["word " * 12, "word " * 12, "word " * 6]]),
    ],
)
def test_a_documented_text_in_pieces(text: str, expected: list[list[Any]]) -> None:
    def shown(piece: Any) -> Any:  # noqa: ANN401
        read = piece.text[1:-1]
        return (read,) if piece.is_number else [read] if piece.is_text else read

    assert [[shown(piece) for piece in row] for row in pieces(text, STYLE)] == expected


@given(st.text(min_size=1, max_size=200))
def test_no_piece_of_a_text_is_lost(text: str) -> None:
    import ast

    row = pieces(text, STYLE)[0]
    fixed = [ast.literal_eval(piece.text) for piece in row if not piece.is_number and not piece.is_text]
    at = 0
    for piece in fixed:
        at = text.index(piece, at) + len(piece)
    if len(fixed) == len(row):
        assert "".join(fixed) == text


WORDS = st.sampled_from(["pet", "Pet", "pets", "list", "class", "id", "2fa", "a_b", "aB", "int", "name", "中"])
OPERATIONS = st.lists(
    st.fixed_dictionaries(
        {"tag": WORDS, "method": WORDS, "query": st.lists(WORDS, max_size=3), "schema": WORDS, "property": WORDS}
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda operation: (operation["tag"], operation["method"]),
)


def described(operations: list[dict[str, Any]]) -> bytes:
    """Return a description of these operations, as JSON."""
    import json

    def responses(operation: Mapping[str, Any]) -> dict[str, Any]:
        schema = {"$ref": f"#/components/schemas/{operation['schema']}"}
        return {"200": {"description": "a", "content": {"application/json": {"schema": schema}}}}

    paths = {
        f"/p{number}": {
            "get": {
                "operationId": f"{o['tag']}.{o['method']}",
                "tags": [o["tag"]],
                "parameters": [
                    {"name": q, "in": "query", "schema": {"enum": ["a"]}} for q in dict.fromkeys(o["query"])
                ],
                "responses": responses(o),
            }
        }
        for number, o in enumerate(operations)
    }
    schemas: dict[str, Any] = {}
    for o in operations:
        schemas.setdefault(o["schema"], {"type": "object", "properties": {o["property"]: {"properties": {"a": {}}}}})
    head = {"openapi": "3.1.1", "info": {"title": "a", "version": "1"}, "servers": [{"url": "https://example.com"}]}
    document = {**head, "paths": paths, "components": {"schemas": schemas}}
    return json.dumps(document, ensure_ascii=False).encode()


@given(OPERATIONS)
def test_an_operation_at_the_end_renames_nothing(operations: list[dict[str, Any]]) -> None:
    before, after = (planned(described(part)) for part in (operations[:-1], operations))
    assert before.keys() <= after.keys()
    assert {key: after[key] for key in before} == before


def planned(text: bytes) -> dict[tuple[str, ...], object]:
    """Return the name of everything by what it stands for."""
    api, findings = load(Sources(lambda _: text), "openapi.yaml")
    assert not has_errors(findings)
    package, said = build(api, NAMES, STYLE)
    assert not has_errors(said)
    found: dict[tuple[str, ...], object] = {}
    for resource in package.resources:
        # The name of its class gives way to a model that is called so; callers do not write it.
        found["resource", resource.doc[0]] = resource.attribute
        for one in resource.calls:
            found["call", one.id] = (one.name, [(q.wire, q.argument) for q in one.query], one.returns, one.constant)
    for module in package.models:
        for record in module.records:
            found["record", record.name] = (record.doc, [(f.wire, f.name, f.annotation) for f in record.fields])
    return found
