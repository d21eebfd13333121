"""The JSON Schema of our extensions: it is one, our own specs keep it, and a wrong value of each extension does not."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from hexapla.cli import run
from hexapla.load import load
from hexapla.load.context import EXTENSIONS
from hexapla.source import Sources, parse
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "generator" / "hexapla" / "extensions.schema.json"
SPECS = sorted(path for path in (ROOT / "spec").rglob("*.yaml") if path.name != "docs.lock.yaml")
APIS = sorted(path for path in (ROOT / "tests" / "apis").rglob("*") if path.suffix in (".yaml", ".json"))

Tree = dict[str, object]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


def tree(path: Path) -> Tree:
    return cast("Tree", parse(path.name, path.read_bytes()).data())


def test_it_is_a_schema() -> None:
    schema = json.loads(SCHEMA.read_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_every_reference_in_it_leads_somewhere_and_every_definition_is_used() -> None:
    text = SCHEMA.read_text()
    assert set(re.findall(r'"#/\$defs/(\w+)"', text)) == set(json.loads(text)["$defs"])


@pytest.mark.parametrize("path", [*SPECS, *APIS], ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_specs_keep_it(path: Path, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(tree(path))] == []


def test_every_extension_is_in_it() -> None:
    schema = json.loads(SCHEMA.read_text())
    assert {name for name in keys(schema) if name.startswith("x-")} == set(EXTENSIONS)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from keys(below)


DOCUMENTED = {"required": True, "because": "key"}
PAGES = {"page": "page", "size": "size", "first": 1, "default": 20, "maximum": 100}
CURSOR = {"cursor": "after", "next": "/next", "items": "/rows", "size": "size"}
HEADER = {"cursor": "after", "next_header": "X-Next"}
QUOTA = {"remaining": "X-Left", "resets_in": "X-Seconds", "status": 402}

GOOD: dict[str, list[object]] = {
    "x-evidence": [{"key": "A sentence."}, {}],
    "x-quota": [QUOTA],
    "x-pagination": [PAGES, CURSOR, HEADER, {**HEADER, "items": "/rows"}],
    "x-json-patch": [True, False],
    "x-messages": [{"no_access": "You may not."}, {}],
    "x-credentials": [
        [{"username": "{api_token}", "password": "api_token", "env": {"api_token": "API_TOKEN"}}, {"token": "{token}"}]
    ],
    "x-documented": [
        DOCUMENTED,
        *({"because": "key", **said} for said in ({"name": "a"}, {"in": "query"}, {"type": "none"}, {"status": 200})),
        *({"because": "key", **said} for said in ({"status": "2XX"}, {"absent": True}, {"unknown": True})),
        {"because": "key", "lacks": ["a", "b.c"], "omitted": [{"name": "d", "type": "string"}]},
    ],
    "x-name": ["ids"],
    "x-sensitive": [True, False],
    "x-internal": [True, False],
}
BAD: dict[str, list[object]] = {
    "x-evidence": [[], "A sentence.", {"key": 3}, {"key": ""}],
    "x-quota": [3, {}, {**QUOTA, "status": "402"}, {**QUOTA, "status": 4020}, {**QUOTA, "left": 1}, {"status": 402}],
    "x-pagination": [
        *("page", [], {}, {**PAGES, "first": "1"}, {**PAGES, "maximum": 1.5}, {**PAGES, "cursor": "after"}),
        *({**PAGES, "sise": 1}, {key: value for key, value in PAGES.items() if key != "default"}),
        *({**CURSOR, "next": "next"}, {**CURSOR, "next_header": "X-Next"}, {"cursor": "after"}),
        *({"cursor": "after", "next": "/next"}, {"next_header": "X-Next"}, {**HEADER, "item": "/rows"}),
    ],
    "x-json-patch": ["true", 1, {}],
    "x-messages": [["You may not."], {"no_access": 403}, {"no_access": ""}, "You may not."],
    "x-credentials": [{"token": "{token}"}, ["{token}"], [{"token": 3}], [{"token": "{token}", "env": "TOKEN"}]],
    "x-documented": [
        *(True, {}, {"because": "key"}, {"required": True}, {**DOCUMENTED, "reqired": True}),
        *({**DOCUMENTED, "required": "true"}, {"because": "key", "lacks": "a"}, {"because": "key", "in": "querry"}),
        *({"because": "key", "omitted": ["a"]}, {"because": "key", "omitted": [{"name": "a"}]}),
        *({"because": "key", "status": True}, {"because": "", "absent": True}),
    ],
    "x-name": [3, "", ["ids"], None],
    "x-sensitive": ["yes", 1, None],
    "x-internal": ["no", 0, None],
}

Place = Callable[[str, object], Tree]


def spread(*path: str) -> Place:
    """Return a function that puts an extension at a place of a description; `[]` is an element of a list."""

    def place(name: str, value: object) -> Tree:
        found: object = {name: value}
        for key in reversed(path):
            found = [found] if key == "[]" else {key: found}
        return cast("Tree", found)

    return place


OPERATION = ("paths", "/pets", "get")
SCHEMAS = (
    ("components", "schemas", "Pet"),
    ("schemas", "Pet"),
    ("components", "schemas", "Pet", "properties", "x-name"),
    ("components", "schemas", "Pet", "items", "properties", "name"),
    ("components", "schemas", "Pet", "allOf", "[]", "properties", "name"),
    ("components", "schemas", "Pet", "additionalProperties"),
    (*OPERATION, "parameters", "[]", "schema"),
    (*OPERATION, "requestBody", "content", "application/json", "schema"),
    (*OPERATION, "responses", "200", "headers", "X-A", "schema"),
)
OPERATIONS = (
    OPERATION,
    ("paths", "collection", "patch"),
    ("webhooks", "grown", "post"),
    ("components", "pathItems", "pets", "get"),
    (*OPERATION, "callbacks", "grown", "{$url}", "post"),
)
PARAMETERS = (
    (*OPERATION, "parameters", "[]"),
    ("paths", "/pets", "parameters", "[]"),
    ("components", "parameters", "page"),
    ("parameters", "page"),
)
RESPONSES = ((*OPERATION, "responses", "404"), ("components", "responses", "gone"), ("responses", "gone"))
BODIES = ((*OPERATION, "requestBody"), ("components", "requestBodies", "pet"))
CONTENTS = tuple((*body, "content", "application/json") for body in (*BODIES, *RESPONSES))
PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "x-evidence": ((),),
    "x-quota": ((),),
    "x-pagination": OPERATIONS,
    "x-json-patch": CONTENTS,
    "x-messages": RESPONSES,
    "x-credentials": (("components", "securitySchemes", "basic"), ("securitySchemes", "basic")),
    "x-documented": (*OPERATIONS, *PARAMETERS, *RESPONSES, *BODIES, *SCHEMAS),
    "x-name": (*PARAMETERS, *SCHEMAS),
    "x-sensitive": SCHEMAS,
    "x-internal": (*OPERATIONS, *PARAMETERS, *SCHEMAS),
}
EVERY = [(name, path) for name, paths in PLACES.items() for path in paths]


@pytest.mark.parametrize(("name", "path"), EVERY, ids=lambda part: part if isinstance(part, str) else "/".join(part))
def test_an_extension_is_judged_wherever_it_is_read(
    name: str, path: tuple[str, ...], validator: Draft202012Validator
) -> None:
    for value in GOOD[name]:
        assert validator.is_valid(spread(*path)(name, value)), value
    for value in BAD[name]:
        assert not validator.is_valid(spread(*path)(name, value)), value


def test_nothing_is_left_out() -> None:
    assert set(GOOD) == set(BAD) == set(PLACES) == set(EXTENSIONS)


@pytest.mark.parametrize(
    "value",
    [
        spread(*OPERATION, "responses", "200", "content", "application/json", "example")("x-name", 3),
        spread("components", "schemas", "Pet", "default")("x-sensitive", "yes"),
        spread("components", "schemas", "Pet", "enum", "[]")("x-sensitive", "yes"),
        spread("components", "schemas", "Pet")("x-foreign", {"x-name": 3}),
        spread("paths", "x-name")("x-pagination", 3),
        spread("components", "schemas", "Pet")("additionalProperties", False),
        {},
        {"openapi": "3.1.1", "info": 3, "paths": []},
    ],
)
def test_what_is_none_of_our_business_is_permitted(value: Tree, validator: Draft202012Validator) -> None:
    assert validator.is_valid(value)


def test_it_agrees_with_the_loader() -> None:
    """What the loader takes without a word for an extension of the pets' description, and what it does not."""
    pets = tree(ROOT / "tests" / "apis" / "pets.yaml")
    validator = Draft202012Validator(json.loads(SCHEMA.read_text()))
    assert not said(pets)
    changed = 0
    for path, extension in extensions(pets):
        for value in BAD[extension]:
            if extension == "x-documented" and isinstance(value, dict) and value.get("in") == "querry":
                continue  # what a page says may be anything
            if extension == "x-quota" and isinstance(value, dict) and value.get("status") == 4020:
                continue
            broken = copy.deepcopy(pets)
            at: object = broken
            for key in path[:-1]:
                at = at[key]  # type: ignore[index]
            at[path[-1]] = value  # type: ignore[index]
            if value in ("", None):
                continue  # an empty name is none at all to the loader
            assert not validator.is_valid(broken)
            assert said(broken), f"the loader takes {extension}: {value}"
            changed += 1
    assert changed > 20


def said(document: Tree) -> set[str]:
    data = json.dumps(document).encode()
    return {f.rule for f in load(Sources(lambda _: data), "openapi.json")[1] if f.rule not in ("schema-name-clash",)}


def extensions(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], str]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in members:
        if key in EXTENSIONS:
            yield (*path, key), str(key)
        elif key not in ("example", "examples"):
            yield from extensions(below, (*path, key))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.name)
def test_editors_find_it(path: Path) -> None:
    first = path.read_text().splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == SCHEMA.resolve()


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert capsys.readouterr().out == SCHEMA.read_text()
