"""A hostile spec yields the same syntax tree with other literals, or a finding: never code, never a file elsewhere."""

from __future__ import annotations

import ast
import copy
import json
import re
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hexapla.finding import FindingError, has_errors
from hexapla.load import bundle, load
from hexapla.plan import Names, build
from hexapla.render import render
from hexapla.source import Sources
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.injection.compiler import compiler
from tests.injection.output import JUDGED, PLACES

TESTS = Path(__file__).parent
TEMPLATES = TESTS.parent / "templates"
COMPILED = tempfile.TemporaryDirectory(prefix="hexapla-tests-")
WHOLE: dict[str, Any] = bundle(Sources(lambda path: (TESTS / path).read_bytes()), "apis/pets.yaml")[0]

PAYLOADS = [
    *('"', "'", '"""', "'''", '""""', "\\", "\\\\", '\\"', '"\\', "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\u202e"),
    *("\u2028", "\ufeff", "#", "# type: ignore", "{{ 7 * 7 }}", "{% raw %}", "#}", "{#", "%s", "${x}", "`x`", "%d"),
    *(
        '"""\nimport os\nos.system("x")\n"""',
        '")\nimport os  # ',
        "'); hacked(); ('",
        '\\"""\nhacked()\n"""',
        "*/",
        "//",
    ),
    *(
        "</script><script>alert(1)</script>",
        "](javascript:alert(1))",
        "../../../etc/x",
        "a/b",
        "con",
        "..",
        "\\N{BULLET}",
    ),
    *(
        '"\n[tool.x]\ny = "',
        "lambda: 0",
        "__import__('os')",
        "self",
        "class",
        "None",
        "é\u0301",
        "中文",
        "\U0001d499",
        "",
        " ",
        "- a",
    ),
]
TEXT = st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=3), min_size=1, max_size=4).map("".join)

PROSE = {"title", "summary", "description"}
"""Members whose value is for people; `example` and what callers name is not."""


def texts(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return the paths of all prose."""
    if isinstance(value, list):
        return [found for number, member in enumerate(value) for found in texts(member, (*path, number))]
    if not isinstance(value, dict):
        return []
    inside_properties = bool(path) and path[-1] == "properties"
    own = [(*path, k) for k, v in value.items() if k in PROSE and isinstance(v, str) and not inside_properties]
    members = ((k, v) for k, v in value.items() if k not in ("example", "x-messages"))
    return own + [found for k, v in members for found in texts(v, (*path, k))]


def put(data: Any, path: tuple[Any, ...], value: object) -> None:  # noqa: ANN401
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value


def encoded(document: dict[str, Any]) -> bytes:
    """Return JSON that a YAML parser reads: what YAML forbids is escaped, and nothing else."""
    plain = json.dumps(document, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", plain).encode()


def generated(document: dict[str, Any]) -> dict[str, bytes] | None:
    """Return the files of a client, unformatted; None where there are findings instead."""
    try:
        text = encoded(document)
        api, findings = load(Sources(lambda _: text), "openapi.yaml")
    except FindingError:
        return None
    if has_errors(findings):
        return None
    files: dict[str, bytes] = {}
    for style in JUDGED:
        package, said = build(api, Names("petstore", "Pets", "1.0.0"), style)
        if has_errors(said):
            return None
        made = render(package, [str(TEMPLATES / style.name)], COMPILED.name).made
        files |= {f"{style.name}/{path}": text for path, text in made.items()}
    return files


def shape(path: str, source: bytes) -> str:
    """Return a syntax tree without the values of its texts."""
    if path.endswith(".ts"):
        # A text of nothing but space leaves its tag out of a comment.
        return re.sub(r"doc!*\[[^\]]*\],?", "", compiler().outline(source.decode()))
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


PLAIN = generated(WHOLE)
assert PLAIN is not None
SHAPES = {path: shape(path, text) for path, text in PLAIN.items() if path.endswith((".py", ".ts"))}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=1, max_size=8))
def test_prose_changes_literals_and_nothing_else(hostile: list[str]) -> None:
    document = copy.deepcopy(WHOLE)
    for number, path in enumerate(texts(document)):
        put(document, path, hostile[number % len(hostile)])
    files = generated(document)
    if files is None:  # an empty title, say
        return
    assert files.keys() == PLAIN.keys()
    for path in SHAPES:
        assert shape(path, files[path]) == SHAPES[path], path
    check(files)


@pytest.mark.parametrize("payload", PAYLOADS, ids=[ascii(payload)[:30] for payload in PAYLOADS])
def test_every_payload_in_all_prose(payload: str) -> None:
    document = copy.deepcopy(WHOLE)
    for path in texts(document):
        put(document, path, f"a {payload}")
    files = generated(document)
    assert files is not None
    assert {path: shape(path, files[path]) for path in SHAPES} == SHAPES
    check(files)


NAMED = ("properties", "schemas", "x-messages", "parameters", "enum", "operationId", "tags", "name", "x-name", "env")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_hostile_names_are_names_or_findings(data: st.DataObject) -> None:
    document = copy.deepcopy(WHOLE)
    schemas = document["components"]["schemas"]
    pet, kind = schemas["Pet"], schemas["Kind"]
    name = data.draw(TEXT, "property")
    pet["properties"][name] = {"type": "string", "description": name, "default": name}
    pet["properties"]["more"] = {"type": "object", "properties": {name: {"enum": [name]}}}
    kind["enum"] = [*kind["enum"], data.draw(TEXT, "value")]
    listed = document["paths"]["/pets"]["get"]
    listed["parameters"].append({"name": data.draw(TEXT, "parameter"), "in": "query", "schema": {"type": "string"}})
    listed["operationId"] = data.draw(TEXT | st.just("pets.list"), "id")
    listed["tags"] = [data.draw(TEXT | st.just("pets"), "tag")]
    listed["externalDocs"] = {"url": data.draw(TEXT, "url"), "description": data.draw(TEXT, "heading")}
    listed["responses"]["404"] = {
        "description": data.draw(TEXT, "response"),
        "x-messages": {data.draw(TEXT, "reason"): data.draw(TEXT, "message")},
    }
    created = document["paths"]["/pets"]["post"]["requestBody"]["content"]
    created[f"application/json; x={data.draw(TEXT, 'media type')}"] = created.pop("application/json")
    document["x-quota"]["remaining"] = data.draw(TEXT, "header")
    document["servers"][0]["url"] = f"https://example.com/{data.draw(TEXT, 'server')}"
    document["components"]["securitySchemes"]["basic"]["x-credentials"] = [
        {"username": "{token}", "password": data.draw(TEXT, "password"), "env": {"token": data.draw(TEXT, "variable")}}
    ]
    files = generated(document)
    if files is not None:
        check(files)


def check(files: dict[str, bytes]) -> None:
    """Stand for what is true of any output: files in their place, statements of known kinds, no name from outside."""
    for path, text in files.items():
        style, _, place = path.partition("/")
        assert PLACES[style].fullmatch(place), path
        decoded = text.decode()
        assert "\r" not in decoded
        assert "\x1b" not in decoded
        assert "\x00" not in decoded
        if path.endswith(".py"):
            harmless(place, ast.parse(text))
        if path.endswith(".ts"):
            harmless_script(place, compiler().used(decoded))
        if path.endswith(".json"):
            json.loads(decoded)
        if path.endswith("README.md"):
            assert not re.search(r"(?<!\\)<script", decoded)
    tomllib.loads(files["python/pyproject.toml"].decode())


def harmless_script(path: str, used: Sequence[str]) -> None:
    """Stand for TypeScript: it calls nothing of a description, and its modules take from each other alone."""
    assert not {"hacked", "os.system", "alert", "eval", "Function", "require", "import", "__import__"} & set(used), path
    modules = [one.strip('"') for one in used if one.startswith('"')]
    known = {"petstore", "petstore/testing"} if path.startswith(("examples/", "conformance/")) else set()
    assert all(one.startswith(("./", "../", "node:")) or one in known for one in modules), (path, modules)


def harmless_driver(tree: ast.Module) -> None:
    """Stand for a driver: all of it is the same for every API but the table of operations, which is literals."""
    (table,) = (one for one in tree.body if isinstance(one, ast.AnnAssign) and ast.unparse(one.target) == "OPERATIONS")
    assert table.value is not None
    for node in ast.walk(table.value):
        assert isinstance(node, ast.Dict | ast.Call | ast.Name | ast.Constant | ast.Load), ast.unparse(node)
        assert not isinstance(node, ast.Name) or node.id == "Operation"


def harmless_program(path: str, tree: ast.Module) -> None:
    """Stand for an example: it calls what is listed here, and a method of the client with literals and arguments."""
    allowed = {"print", "main", "len", "int", "float", "sys.exit", "asyncio.run", "run", "sys.argv[1].split"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= {"sys", "os", "asyncio"}, path
        if isinstance(node, ast.Call):
            called = re.sub(r"\[\d\]", "[1]", ast.unparse(node.func))
            is_method = re.fullmatch(r"client\.\w+\.\w+", called) is not None
            assert is_method or called in allowed or called in ("Pets", "AsyncPets"), f"{path}: {called}"


def harmless(path: str, tree: ast.Module) -> None:
    if path == "conformance/driver.py":
        harmless_driver(tree)
        return
    if path.startswith("examples/"):
        harmless_program(path, tree)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and path != "src/petstore/_about.py":
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            assert not {"os", "sys", "subprocess"} & set(modules), path
        if isinstance(node, ast.Expr):
            call = node.value
            told = isinstance(call, ast.Constant) and isinstance(call.value, str)
            linked = isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in (
                *("link", "__link__", "close", "__init__", "_limit"),
            )
            closed = isinstance(call, ast.Await) or linked
            assert told or closed, f"{path}: {ast.unparse(node)}"
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) != "hacked", path
