"""The curated spec as other tools of OpenAPI see it: valid, and its examples fit its schemas."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hexapla.load import bundle
from hexapla.source import Sources
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parents[1]
REDOCLY = "@redocly/cli@2.77.0"
"""The only place that says which version judges the spec."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found, findings = bundle(Sources(lambda path: (ROOT / path).read_bytes()), "spec/openapi.yaml")
    assert findings == ()
    return found


def test_openapi_spec_validator_finds_no_error(document: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_redocly_finds_no_error(document: dict[str, Any], tmp_path: Path) -> None:
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("npx is not installed, so Redocly cannot judge the spec")
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    command = [npx, "-y", REDOCLY, "lint", "--format", "json", "openapi.json"]
    env = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert run.stdout.lstrip().startswith("{"), f"Redocly did not run: {run.stderr[-2000:]}"
    problems = json.loads(run.stdout)["problems"]
    errors = [f"{p['ruleId']}: {p['message']}" for p in problems if p["severity"] == "error"]
    assert errors == []
    assert run.returncode == 0


def examples(document: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, schema and value of every example of an operation."""
    for template, item in document["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            name = f"{method} {template}"
            for parameter in (*item.get("parameters", ()), *operation.get("parameters", ())):
                yield f"{name} {parameter['name']}", parameter["schema"], parameter["example"]
            bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
            for which, body in bodies.items():
                for media in body.get("content", {}).values():
                    yield f"{name} {which}", media["schema"], media["example"]


def test_every_example_fits_its_schema_in_the_eyes_of_json_schema(document: dict[str, Any]) -> None:
    resource = Resource(contents=document, specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:spec", resource)
    count = 0
    for name, schema, value in examples(document):
        absolute = json.loads(json.dumps(schema).replace('"#/', '"urn:spec#/'))
        validator = OAS31Validator(absolute, registry=registry, format_checker=OAS31Validator.FORMAT_CHECKER)
        faults = [f"{name}: {error.json_path} {error.message}" for error in validator.iter_errors(value)]
        assert faults == []
        count += 1
    assert count > 60


def test_one_node_a_line_and_no_line_too_long() -> None:
    for path in sorted((ROOT / "spec").rglob("*.yaml")):
        if path.name == "docs.lock.yaml":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert len(line) <= 120, f"{path}:{number}"
            assert line == line.rstrip(), f"{path}:{number}"
            assert "\t" not in line, f"{path}:{number}"
