"""Harbor's description: valid in the eyes of others, and with every word of the vocabulary in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hexapla.load import bundle
from hexapla.source import Sources
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from .checklist import ROWS
from .document import FOLDER, Node, follow, older, operations, schemas, whole

TESTS = Path(__file__).parents[1]
TABLE_ROW = re.compile(r"^\| (?P<item>[^|]+) \| (?P<places>`[^|]+) \|$", re.MULTILINE)


def redocly() -> str:
    """Return the version that judges; tests/test_spec.py is the one place that says it."""
    found = re.search(r'^REDOCLY = "(.+)"$', (TESTS / "test_spec.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_bundle_has_one_clash_of_names_and_nothing_else_to_say() -> None:
    findings = bundle(Sources(lambda path: (FOLDER / path).read_bytes()), "openapi.yaml")[1]
    assert [(one.rule, one.severity.name) for one in findings] == [("schema-name-clash", "NOTE")]


def test_openapi_spec_validator_finds_no_error() -> None:
    assert list(OpenAPIV31SpecValidator(whole()).iter_errors()) == []
    assert list(OpenAPIV30SpecValidator(older()).iter_errors()) == []


@pytest.mark.parametrize("version", ["3.1", "3.0"])
def test_redocly_finds_no_error(version: str, tmp_path: Path) -> None:
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("npx is not installed, so Redocly cannot judge the description")
    (tmp_path / "openapi.json").write_text(json.dumps(whole() if version == "3.1" else older()))
    command = [npx, "-y", redocly(), "lint", "--format", "json", "openapi.json"]
    env = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert run.stdout.lstrip().startswith("{"), f"Redocly did not run: {run.stderr[-2000:]}"
    problems = json.loads(run.stdout)["problems"]
    assert [f"{p['ruleId']}: {p['message']}" for p in problems if p["severity"] == "error"] == []


def examples(document: Node) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, schema and value of every example; that there is one of each is judged here too."""
    for name, holder in holders(document):
        values = [holder["example"]] if "example" in holder else []
        values += [follow(document, one)["value"] for one in holder.get("examples", {}).values()]
        assert values, f"{name} has no example"
        yield from ((name, holder.get("schema", {}), value) for value in values)


def holders(document: Node) -> Iterator[tuple[str, Node]]:
    """Yield what may have an example: parameters, headers, and bodies in a media type."""
    for operation in operations(document):
        for parameter in operation.parameters:
            media = parameter.get("content", {"": parameter}).values()
            yield from ((f"{operation.name} {parameter['name']}", one) for one in media)
        for body in (operation.body, *operation.responses.values()):
            yield from ((f"{operation.name} {kind}", one) for kind, one in body.get("content", {}).items())
            for name, header in body.get("headers", {}).items():
                yield f"{operation.name} {name}", follow(document, header)


@pytest.mark.parametrize("version", ["3.1", "3.0"])
def test_every_example_fits_its_schema(version: str) -> None:
    document = whole() if version == "3.1" else older()
    judge: Any = Draft202012Validator if version == "3.1" else OAS30Validator
    resource = Resource(contents=document, specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:spec", resource)
    count = 0
    for name, schema, value in examples(document):
        absolute = json.loads(json.dumps(schema).replace('"#/', '"urn:spec#/'))
        validator = judge(absolute, registry=registry, format_checker=judge.FORMAT_CHECKER)
        assert [f"{name}: {e.json_path} {e.message}" for e in validator.iter_errors(value)] == []
        count += 1
    assert count > (200 if version == "3.1" else 100)


def test_every_word_of_the_vocabulary_is_there() -> None:
    found = {item: row(whole()) for item, row in ROWS.items()}
    assert [item for item, places in found.items() if not places] == []
    known = {one.name for one in operations(whole())} | {owner for owner, _ in schemas(whole())}
    known |= set(whole()["webhooks"])
    assert all(places <= known for places in found.values())


def test_the_list_in_the_readme_says_where() -> None:
    told = {m["item"]: m["places"] for m in TABLE_ROW.finditer((FOLDER / "README.md").read_text(encoding="utf-8"))}
    assert list(told) == list(ROWS)
    for item, places in told.items():
        named = set(re.findall(r"`([^`]+)`", places))
        assert named <= ROWS[item](whole()), item


def test_nothing_in_the_list_is_true_of_any_description() -> None:
    """A row that held anywhere would prove nothing: an empty API has none of them."""
    bare: Node = {
        "openapi": "3.1.1",
        "info": {"title": "Bare", "version": "1"},
        "security": [{"none": []}],
        "paths": {
            "/a": {
                "get": {
                    "operationId": "a.b",
                    "tags": ["a"],
                    "responses": {
                        "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
                    },
                }
            }
        },
        "components": {
            "schemas": {"A": {"type": "object", "properties": {"a": {"type": "string"}}}},
            "securitySchemes": {"none": {"type": "mutualTLS"}},
        },
    }
    assert {item: places for item, row in ROWS.items() if (places := row(bare))} == {}


SOURCES = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.yaml")}


def test_what_the_bundle_does_not_show() -> None:
    """Unquoted status codes, references across files both ways, a file that is one schema."""
    assert re.search(r"^ +200:$", SOURCES["resources/incidents.yaml"], re.MULTILINE)
    assert "'people.yaml#/" in SOURCES["schemas/ships.yaml"]
    assert "'ships.yaml#/" in SOURCES["schemas/people.yaml"]
    assert "schemas/Anchor.yaml'" in SOURCES["resources/ships.yaml"]
    assert all(re.search(r": \{\$ref: resources/\w+\.yaml#/paths/", row) for row in table_of_contents())


def table_of_contents() -> list[str]:
    text = SOURCES["openapi.yaml"]
    return [line for line in text[text.index("\npaths:\n") + 8 : text.index("\nwebhooks:\n")].splitlines() if line]


def test_one_node_a_line_and_no_line_too_long() -> None:
    for path, text in {**SOURCES, "harbor30.json": (FOLDER / "harbor30.json").read_text(encoding="utf-8")}.items():
        for number, line in enumerate(text.splitlines(), 1):
            assert len(line) <= 120 or '"description"' in line, f"{path}:{number}"
            assert line == line.rstrip(), f"{path}:{number}"
            assert "\t" not in line, f"{path}:{number}"


SPELLINGS = {
    "nullable": lambda node: node.get("nullable") is True,
    "nullable beside allOf": lambda node: node.get("nullable") is True and "allOf" in node,
    "nullable beside oneOf": lambda node: node.get("nullable") is True and "oneOf" in node,
    "nullable and null among the values": lambda node: None in node.get("enum", ()),
    "exclusiveMinimum as a flag": lambda node: node.get("exclusiveMinimum") is True,
    "a constant as an enum of one": lambda node: node.get("enum") == ["bulk"],
    "a file": lambda node: node.get("format") == "binary",
    "an example of a property": lambda node: "example" in node and "schema" not in node,
}
"""How OpenAPI 3.0 spells what 3.1 spells otherwise."""


def test_the_older_part_is_a_part_and_is_spelled_in_the_older_way() -> None:
    new = {one.name: one for one in operations(whole())}
    old = {one.name: one for one in operations(older())}
    assert old.keys() <= new.keys()
    assert len(old) >= 30
    for name, one in old.items():
        twin = new[name]
        assert (one.method, one.template, one.security) == (twin.method, twin.template, twin.security)
        assert [(p["name"], p["in"]) for p in one.parameters] == [(p["name"], p["in"]) for p in twin.parameters]
        assert list(one.body.get("content", ())) == list(twin.body.get("content", ()))
        assert list(one.responses) == list(twin.responses)
    nodes = [node for _, node in schemas(older())]
    assert [word for word, holds in SPELLINGS.items() if not any(map(holds, nodes))] == []
    for word in ("const", "prefixItems", "patternProperties", "contentMediaType", "examples"):
        assert not [node for node in nodes if word in node], word
    assert not [node for node in nodes if isinstance(node.get("type"), list) or node.get("type") == "null"]
