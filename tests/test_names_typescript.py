"""Whatever a description calls things, its TypeScript client compiles, and sends only what it was given.

One description has every reserved word, every global name and every name of the runtime as a resource, an operation,
a parameter, a property, a schema, a value, a credential and a header field; the compiler looks at all of it at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from hexapla.finding import as_text, has_errors
from hexapla.languages.typescript import KEYWORDS, TYPES
from hexapla.load import load
from hexapla.plan import Names, build
from hexapla.render import render
from hexapla.source import Sources
from hexapla.styles import STYLES

from tests import nodejs

TEMPLATES: Final = nodejs.ROOT / "templates" / "typescript"
STYLE: Final = next(style for style in STYLES if style.name == "typescript")
CONTEXTUAL: Final = (
    *("abstract", "accessor", "any", "as", "asserts", "async", "bigint", "boolean", "constructor", "declare", "from"),
    *("get", "global", "infer", "intrinsic", "is", "keyof", "module", "namespace", "never", "number", "object", "of"),
    *("out", "override", "readonly", "require", "satisfies", "set", "string", "symbol", "type", "unique", "unknown"),
    *("using", "defer", "target", "meta", "use strict"),
)
"""Words that mean something to the compiler in some places."""
GLOBALS: Final = (
    *("AbortController", "AbortSignal", "Atomics", "Awaited", "BigInt", "Buffer", "DataView", "DOMException", "Event"),
    *("EventSource", "Exclude", "Extract", "File", "FormData", "Headers", "Intl", "Iterator", "JSON", "Math", "Node"),
    *("NonNullable", "Omit", "Pick", "PromiseLike", "PropertyKey", "Proxy", "ReadableStream", "ReadonlyMap", "Reflect"),
    *("Request", "Response", "Symbol", "TextDecoder", "TypeError", "URL", "WeakMap", "Window", "btoa", "clearTimeout"),
    *(
        "console",
        "crypto",
        "document",
        "escape",
        "exports",
        "fetch",
        "globalThis",
        "location",
        "module.exports",
        "name",
    ),
    *("parseInt", "process", "queueMicrotask", "require", "self", "setTimeout", "structuredClone", "window"),
    *("__dirname", "__filename", "top", "length", "prototype"),
)
INHERITED: Final = (
    *("__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "hasOwnProperty"),
    *("isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "toJSON", "then", "catch"),
)
"""Members that every object has, or that make it something else."""
LOCAL: Final = (
    *("asked", "call", "client", "core", "doc", "filled", "given", "header", "headers", "index", "item", "models"),
    *(
        "options",
        "page",
        "params",
        "patch",
        "proofs",
        "reasons",
        "retries",
        "shape of pet",
        "signal",
        "site",
        "timeout",
    ),
    *("base url", "base_url", "close", "raw", "request", "quota", "deviation report", "OP_List", "params 2", "main"),
)
"""Names that the templates themselves use."""
EXPORTED: Final = re.compile(
    r"^export (?:declare )?(?:abstract )?(?:async )?(?:class|interface|function\*?|const|type) (\w+)", re.M
)


def runtime() -> Iterator[str]:
    """Iterate over the names that the runtime exports."""
    for path in sorted(TEMPLATES.rglob("*.ts*")):
        yield from EXPORTED.findall(path.read_text(encoding="utf-8"))


WORDS: Final = tuple(
    dict.fromkeys([*sorted(KEYWORDS), *sorted(TYPES), *CONTEXTUAL, *GLOBALS, *INHERITED, *LOCAL, *sorted({*runtime()})])
)
TEXT: Final = {"type": "string"}


def schema(word: str) -> Mapping[str, Any]:
    """Return a record whose members have every name, one of which is a value of an enumeration of a word."""
    return {
        "type": "object",
        "required": [word],
        "properties": {
            word: TEXT,
            f"{word} kind": {"type": "string", "enum": [word, f"{word}!", ""]},
            "other": ref(word),
            "by name": {"type": "object", "additionalProperties": ref(word)},
        },
        **({"additionalProperties": TEXT} if len(word) % 3 == 0 else {}),
    }


def ref(name: str) -> Mapping[str, Any]:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def operation(word: str) -> Mapping[str, Any]:
    """Return an operation that takes and returns things of a name."""
    body = {"content": {"application/json": {"schema": ref(word)}}}
    place = [("path", f"{word}"), ("query", word), ("header", word), ("cookie", word), ("query", f"{word} more")]
    return {
        "operationId": f"{word}.{word}",
        "tags": [word],
        "summary": f"Do {word}.",
        "parameters": [
            {"name": name, "in": where, "required": where == "path", "schema": TEXT}
            for where, name in place
            if where in ("path", "query") or re.fullmatch(r"[\w.]+", name)
        ],
        "requestBody": body,
        "responses": {
            "200": {"description": "It.", "headers": {header(word): {"schema": TEXT}}, **body},
            "400": {"description": "No.", "x-messages": {word: f"{word} is {{{word}}}"}},
        },
    }


def header(word: str) -> str:
    """Return the name of a header field."""
    return re.sub(r"\W", "-", word)


def description() -> Mapping[str, Any]:
    """Return the description of everything."""
    every = [word for word in WORDS if "/" not in word]
    spare = {
        "description": "No.",
        "headers": {f"{header(word)}-2": {"schema": TEXT} for word in every},
        "content": {"application/json": {"schema": {"type": "object", "properties": dict.fromkeys(every, TEXT)}}},
    }
    ways = [
        {"username": f"{{{word}}}", "password": f"{{{word}_secret}}"}
        for word in every
        if re.fullmatch(r"[A-Za-z]\w*", word)
    ]
    return {
        "openapi": "3.1.1",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://names.example.com"}],
        "security": [{"basic": []}],
        "paths": {
            **{f"/p{number}/{{{word}}}": {"post": operation(word)} for number, word in enumerate(every)},
            "/every": {
                "get": {
                    "operationId": "every.every",
                    "tags": ["every"],
                    "parameters": [{"name": word, "in": "query", "schema": TEXT} for word in every],
                    "responses": {"200": spare},
                }
            },
        },
        "components": {
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic", "x-credentials": ways}},
            "schemas": {word: schema(word) for word in every},
        },
    }


def made(document: Mapping[str, Any], folder: Path, client: str = "Thing") -> None:
    """Write the package of a description."""
    sources = Sources(lambda _: json.dumps(document).encode())
    api, findings = load(sources, "openapi.json")
    assert not has_errors(findings), as_text(findings, sources.lines)
    package, said = build(api, Names("thing", client, "1.0.0"), STYLE)
    assert not has_errors(said), as_text(said, sources.lines)
    rendered = render(package, [str(TEMPLATES)])
    assert len({path.lower() for path in rendered.made}) == len(rendered.made)
    for path, text in {**rendered.copied, **rendered.made}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)


CONFIG: Final = {
    "extends": "./tsconfig.json",
    "compilerOptions": {"rootDir": ".", "types": ["node"], "paths": {"thing": ["./src/index.ts"]}},
    "include": ["src", "conformance", "examples"],
}


def test_every_name_everywhere_compiles(tmp_path: Path) -> None:
    """With the driver and the programs that show how to call it."""
    made(description(), tmp_path)
    (tmp_path / "tsconfig.all.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(nodejs.tools())
    run = nodejs.run([nodejs.tools() / ".bin" / "tsc", "--noEmit", "-p", "tsconfig.all.json"], tmp_path)
    assert run.returncode == 0, run.stdout[:6000] + run.stderr


def test_two_names_that_become_one_are_told_and_kept_apart(tmp_path: Path) -> None:
    """Also names of files that differ in case alone, which some file systems do not tell apart."""
    names = ["petShop", "pet_shop", "pet-shop", "PETSHOP", "petshop"]
    plain = {"200": {"description": "It.", "content": {"application/json": {"schema": ref(names[0])}}}}
    asked = [{"name": name, "in": "query", "schema": TEXT} for name in names]
    document = {
        "openapi": "3.1.1",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://names.example.com"}],
        "paths": {
            f"/{number}": {
                "get": {"operationId": f"{name}.get", "tags": [name], "parameters": asked, "responses": plain}
            }
            for number, name in enumerate(names)
        },
        "components": {
            "schemas": {name: {"type": "object", "properties": {one: ref(one) for one in names}} for name in names}
        },
    }
    api, _ = load(Sources(lambda _: json.dumps(document).encode()), "openapi.json")
    package, said = build(api, Names("thing", "Thing", "1.0.0"), STYLE)
    assert not has_errors(said)
    told = [one.message for one in said if one.rule == "name-clash"]
    assert any("`pet_shop` would be called `petShop` in `petShop.get`" in one for one in told), told
    (call,) = package.resources[0].calls
    assert len({argument.name for argument in call.arguments}) == len(names)
    files = [each.path for each in package.each]
    assert len({path.lower() for path in files}) == len(files)
    assert len({resource.class_name for resource in package.resources}) == len(names)
