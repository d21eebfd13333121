"""A client generated from a draft works at once: every method calls a loopback server that answers as documented."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
from hexapla.docs import read
from hexapla.docs.draft import draft
from hexapla.docs.draft_text import draft_yaml
from hexapla.names import snake
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.client.server import Reply, Request, Server
from tests.docs.drafting import held
from tests.testing.document import Operation, follow, operations

CASES: Final = Path(__file__).parents[1] / "cases" / "docs_draft"
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "out"
package = "{package}"
client = "Drafted"
version = "1.0.0"
"""


def generated(folder: Path, pages: list[tuple[str, bytes]], package: str) -> ModuleType:
    """Return the package that is generated from the draft of pages."""
    made = draft(read(pages)[0], dict(pages))
    (folder / "openapi.yaml").write_text(draft_yaml(made.document))
    (folder / "hexapla.toml").write_text(CONFIG.format(package=package))
    command = (sys.executable, "-m", "hexapla", "generate")
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    source = str(folder / "out" / "src")
    sys.path.insert(0, source)
    try:
        return importlib.import_module(package)
    finally:
        sys.path.remove(source)


@dataclass
class Play:
    """One client, one server, and the document both keep to."""

    package: ModuleType
    server: Server
    spec: Path
    whole: Mapping[str, Any]
    calls: dict[str, Operation] = field(default_factory=dict)

    def call(self, one: Operation) -> None:
        """Call a method with all arguments it has, and hold request and result against the document."""
        status, content = one.success
        schema = content.get("schema")
        sent = None if schema is None else example(self.whole, schema)
        body = b"" if schema is None else json.dumps(sent).encode()
        self.server.respond(lambda _: Reply(status, body))
        way = {"email": "a@example.com", "password": "secret"} if "security" in self.whole else {}
        with self.package.Drafted(**way, base_url=self.server.url, retries=0, on_deviation="raise") as client:
            resource, _, name = one.id.partition(".")
            method = getattr(getattr(client, resource), name)
            positional, named = self.arguments(one, inspect.signature(method).parameters)
            found = method(*positional, **named)
        self.check(one, self.server.request)
        assert plain(self.package, found) == sent

    def arguments(self, one: Operation, known: Mapping[str, object]) -> tuple[list[Any], dict[str, Any]]:
        """Return an argument for each parameter and each field of the body."""
        by_place = {p["name"]: example(self.whole, p["schema"]) for p in one.parameters if p["in"] == "path"}
        named = {
            snake(p.get("x-name", p["name"])): example(self.whole, p["schema"])
            for p in one.parameters
            if p["in"] == "query"
        }
        content = next(iter(one.body.get("content", {}).values()), {})
        if content.get("x-json-patch"):
            named["replace"] = {"height": 3}
        elif content:
            record = follow(self.whole, content["schema"])
            named |= {snake(name): example(self.whole, of) for name, of in record["properties"].items()}
        matched = {name.strip("_"): name for name in known}
        assert set(named) <= set(matched), one.id
        return [by_place[name] for name in re.findall(r"\{([^}]*)\}", one.template)], {
            matched[name]: value for name, value in named.items()
        }

    def check(self, one: Operation, request: Request) -> None:
        """Hold what was sent against the document."""
        assert request.method == one.method
        assert re.fullmatch(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(one.template)), request.path), request.path
        assert {name for name, _ in request.query} == {p["name"] for p in one.parameters if p["in"] == "query"}
        content = next(iter(one.body.get("content", {}).values()), {})
        if content.get("x-json-patch"):
            assert json.loads(request.body) == [{"op": "replace", "path": "/height", "value": 3}]
        elif content:
            record = follow(self.whole, content["schema"])
            assert set(json.loads(request.body)) == set(record["properties"])
        else:
            assert request.body == b""


def example(whole: Mapping[str, Any], node: Any) -> Any:  # noqa: ANN401
    """Return a small value of a schema, with all of its properties."""
    node = follow(whole, node)
    if "anyOf" in node:
        return example(whole, node["anyOf"][0])
    kind = node["type"][0] if isinstance(node.get("type"), list) else node.get("type")
    if "enum" in node:
        return node["enum"][0]
    match kind:
        case "object":
            return {name: example(whole, of) for name, of in node.get("properties", {}).items()}
        case "array":
            return [example(whole, node.get("items", {}))]
        case "string":
            return {"date": "2026-01-02", "date-time": "2026-01-02T03:04:05Z"}.get(node.get("format", ""), "text")
        case "boolean":
            return True
        case "integer" | "number":
            return max(7, node.get("minimum", 7))
        case _:
            return {"any": 1}


def plain(package: ModuleType, found: Any) -> Any:  # noqa: ANN401
    """Return what a method answered as JSON."""
    if isinstance(found, list):
        return [plain(package, one) for one in found]
    return json.loads(package.dump(found)) if hasattr(type(found), "__struct_fields__") else found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def play(folder: Path, pages: list[tuple[str, bytes]], package: str, server: Server) -> list[str]:
    """Generate and call everything; return the ids."""
    from tests.testing.document import document

    made = generated(folder, pages, package)
    spec = folder / "openapi.yaml"
    stage = Play(made, server, spec, document(spec))
    ids = []
    for one in operations(spec):
        stage.call(one)
        ids.append(one.id)
    return ids


def test_every_method_of_our_own_pages_works(tmp_path: Path, server: Server) -> None:
    pages = [(f"{name}.txt", (CASES / name / "page.txt").read_bytes()) for name in ("resources", "addresses", "names")]
    ids = play(tmp_path, pages, "drafted_own", server)
    assert len(ids) == sum(len(read([page])[0]) for page in pages)


def test_every_method_of_the_real_pages_works(
    tmp_path: Path, real_pages: list[tuple[str, bytes]], server: Server, root: Path
) -> None:
    ids = play(tmp_path, real_pages, "drafted_real", server)
    assert len(ids) == 31
    curated = {one.id for one in operations(root / "spec" / "openapi.yaml")}
    assert len(curated & set(ids)) >= 29


def test_the_draft_of_the_real_pages_accounts_for_them(real_pages: list[tuple[str, bytes]]) -> None:
    facts = read(real_pages)[0]
    made = draft(facts, dict(real_pages))
    assert {finding.rule for finding in made.findings} == {"draft-guess"}
    assert held(facts, made) == []
    assert list(OpenAPIV31SpecValidator(made.document).iter_errors()) == []
