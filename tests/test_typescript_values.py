"""What a TypeScript client makes of odd values and names of a description: seen in a small one that has them all.

Whole numbers beyond 2^53 in enumerations and constants, arguments that can be one thing only, what is deprecated, names
that become one another, the name of a package in the header field `User-Agent`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hexapla.finding import as_text, has_errors
from hexapla.languages import typescript
from hexapla.load import load
from hexapla.plan import Names, Package, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles import STYLES
from hypothesis import given
from hypothesis import strategies as st

from tests import nodejs

TEMPLATES: Final = nodejs.ROOT / "templates"
STYLE: Final = next(style for style in STYLES if style.name == "typescript")
BIG: Final = 2**53 + 1
TEXT: Final = {"type": "string"}


def ref(name: str) -> Mapping[str, Any]:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def operation(name: str, tag: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return an operation that returns a thing."""
    fields = {"Level": {"schema": ref("Level")}, "shape-of-level": {"schema": TEXT}, "shape_of_level": {"schema": TEXT}}
    it = {"description": "It.", "headers": fields, "content": {"application/json": {"schema": ref("Thing")}}}
    return {"operationId": f"{tag}.{name}", "tags": [tag], "responses": {"200": it}, **more}


def query(name: str, schema: Mapping[str, Any] = TEXT, **more: bool) -> Mapping[str, Any]:
    """Return a parameter."""
    return {"name": name, "in": "query", "schema": schema, **more}


ONLY: Final = (
    query("kind", {"type": "string", "const": "only"}, required=True),
    query("big", {"type": "integer", "const": BIG}, required=True),
    query("old", deprecated=True),
    query("new"),
)
DOCUMENT: Final = {
    "openapi": "3.1.1",
    "info": {"title": "Values", "version": "1"},
    "servers": [{"url": "https://values.example.com"}],
    "paths": {
        "/things": {"get": operation("get", "things", parameters=ONLY)},
    },
    "components": {
        "schemas": {
            "Level": {"type": "integer", "enum": [1, BIG, -BIG]},
            "Thing": {
                "type": "object",
                "required": ["level", "version"],
                "properties": {
                    "level": ref("Level"),
                    "version": {"type": "integer", "const": BIG},
                    "old": {"type": "string", "deprecated": True},
                    "new": TEXT,
                },
            },
        }
    },
}
USE: Final = """\
import { Values, headers, type models, type ThingsAPIGetParams } from "./index.js";
const known: models.Level[] = [1, 9007199254740993n, -9007199254740993n];
const thing: models.Thing = { level: 9007199254740993n, version: 1 };
export const all = [Values, headers, known, thing.new];
const params: ThingsAPIGetParams = { kind: "only", big: 1n, new: "" };
export const old = thing.old;
export const oldParam = params.old;
export const sent = [params.new, new Values().things.get(params)];
"""
STRUCK: Final = [number for number, line in enumerate(USE.splitlines()) if ".old" in line]
"""The lines in which an editor strikes something out."""

EDITOR: Final = """
import ts from "typescript";
const path = process.argv[2];
const text = ts.sys.readFile(path);
const options = { ...JSON.parse(process.argv[3]), noEmit: true };
const host = {
  getCompilationSettings: () => ts.convertCompilerOptionsFromJson(options, ".").options,
  getScriptFileNames: () => [path],
  getScriptVersion: () => "1",
  getScriptSnapshot: (one) => ts.sys.fileExists(one) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(one)) : undefined,
  getCurrentDirectory: () => process.cwd(),
  getDefaultLibFileName: (one) => ts.getDefaultLibFilePath(one),
  fileExists: ts.sys.fileExists, readFile: ts.sys.readFile, directoryExists: ts.sys.directoryExists,
};
const service = ts.createLanguageService(host);
const said = (all) => all.map((one) => ts.flattenDiagnosticMessageText(one.messageText, " "));
const wrong = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
const struck = service.getSuggestionDiagnostics(path).filter((one) => one.reportsDeprecated);
const line = (one) => text.slice(0, one.start).split("\\n").length - 1;
console.log(JSON.stringify({ wrong: said(wrong), struck: struck.map(line) }));
"""

CALLS: Final = """
import { Values, dump, headers, news } from "./dist/esm/index.js";
const asked = [];
const body = '{"level": 9007199254740993, "version": 9007199254740993, "more": {"version": 9007199254740992}}';
const head = { "Content-Type": "application/json", Level: "9007199254740993", "shape-of-level": "a" };
const fetch = (url, init) => {
  asked.push([new URL(url).search, new Headers(init.headers).get("user-agent")]);
  return Promise.resolve(new Response(asked.length === 2 ? body.replaceAll("3,", "2,") : body, { headers: head }));
};
const client = new Values({ fetch });
const first = await client.things.get({ kind: undefined, big: undefined, new: "x" }).withResponse();
const second = await client.things.get();
const told = (value) => news(value).map((one) => one.pointer);
console.log(JSON.stringify({
  asked, level: String(first.value.level), kind: typeof first.value.level,
  dumped: dump(first.value) === body, news: [told(first.value), told(second)],
  fields: Object.keys(headers).sort(), read: Object.values(headers).map((one) => String(one.of(first))),
}));
"""


def planned(package: str) -> Package:
    """Return the plan of the description."""
    sources = Sources(lambda _: json.dumps(DOCUMENT).encode())
    api, findings = load(sources, "openapi.json")
    assert not has_errors(findings), as_text(findings, sources.lines)
    found, said = build(api, Names(package, "Values", "1.0.0"), STYLE)
    assert not has_errors(said), as_text(said, sources.lines)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package, compiled."""
    folder = tmp_path_factory.mktemp("values")
    rendered = render(planned("@acme/pet-store"), [str(TEMPLATES / "typescript")])
    for path, text in {**rendered.copied, **rendered.made}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    (folder / "node_modules").symlink_to(nodejs.tools())
    run = nodejs.run([nodejs.tools() / ".bin" / "tsc", "-p", "tsconfig.esm.json"], folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def called(made: Path) -> dict[str, Any]:
    """Return what came of calls, the first with arguments that are undefined, the second with none."""
    (made / "calls.mjs").write_text(CALLS, encoding="utf-8")
    run = nodejs.run([nodejs.node(), "calls.mjs"], made)
    assert run.returncode == 0, run.stdout + run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def edited(made: Path) -> dict[str, Any]:
    """Return what an editor shows in a program that uses the package."""
    use, script = made / "src" / "use.ts", made / "editor.mjs"
    use.write_text(USE, encoding="utf-8")
    script.write_text(EDITOR, encoding="utf-8")
    options = json.loads((made / "tsconfig.json").read_text(encoding="utf-8"))["compilerOptions"]
    run = nodejs.run([nodejs.node(), script, use, json.dumps(options)], made)
    assert run.returncode == 0, run.stdout + run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_whole_numbers_beyond_what_a_number_holds_are_known_by_every_digit(called: dict[str, Any]) -> None:
    """The second answer has numbers that a `number` would take for those of the first."""
    assert (called["level"], called["kind"], called["dumped"]) == (str(BIG), "bigint", True)
    assert called["news"] == [["/more"], ["/level", "/version", "/more"]]


def test_what_is_undefined_is_left_out_and_what_can_be_one_thing_only_is_sent(called: dict[str, Any]) -> None:
    assert [found for found, _ in called["asked"]] == [f"?kind=only&big={BIG}&new=x", f"?kind=only&big={BIG}"]


def test_a_package_in_a_scope_is_a_product_of_user_agent(called: dict[str, Any]) -> None:
    """RFC 9110: a product is a token, a slash and a version."""
    for _, agent in called["asked"]:
        assert agent == "acme-pet-store/1.0.0"
        assert re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+", agent)


@pytest.mark.parametrize(
    ("package", "expected"), [("pets", "pets"), ("pet_store", "pet_store"), ("@a/b.c", "a-b.c"), ("@a/_b-", "a-_b")]
)
def test_other_packages_are_products_too(package: str, expected: str) -> None:
    assert planned(package).product == expected


def test_what_is_deprecated_is_struck_out_and_nothing_else(edited: dict[str, Any]) -> None:
    assert edited["wrong"] == []
    assert edited["struck"] == STRUCK


def test_names_that_become_one_are_kept_apart(called: dict[str, Any]) -> None:
    """Constants of header fields stand beside the types and shapes that they import."""
    assert len(called["fields"]) == 3
    assert sorted(called["read"]) == sorted([str(BIG), "a", "undefined"])


@given(st.lists(st.sampled_from(["a", "p", "i", "A", "P", "I", "API", "_", "-", " ", "2", "Get"]), max_size=9))
def test_types_of_arguments_are_called_after_class_and_method_and_none_like_another(pieces: list[str]) -> None:
    """A class ends with `API`; no method has that in its name: so all names have one class and one method in them."""
    assert "API" not in typescript.constant(typescript.identifier("".join(pieces)))
