"""Requests drawn at random, and code samples that send them in every language; nothing here knows how samples are read.

A sample is a function from a request to the lines of code. What it prints is code a person could write, with the marks
that sites leave in it: braces behind backslashes, values that are the words of their types.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hexapla.docs.samples_facts import SampleBody, SampleFacts, SampleField
from hypothesis import strategies as st

WORDS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
SCALARS = st.sampled_from(["string", "integer", "number", "boolean"])
KEYS = st.one_of(
    WORDS, st.sampled_from(["it's", "fetch(", "curl x", "a b", "Method::GET", "-u", "body:", "{", "é", "#"])
)


@dataclass(frozen=True)
class Request:
    """What a sample sends; `body` is None, or a tree of dicts, lists of one item, and type words."""

    method: str
    path: str
    query: tuple[str, ...]
    auth: str
    body: Any


def trees() -> st.SearchStrategy[Any]:
    item = st.recursive(
        SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=1), st.dictionaries(KEYS, inner, max_size=3)),
        max_leaves=8,
    )
    members = st.dictionaries(KEYS, item, max_size=4)
    return st.one_of(members, st.lists(members, max_size=1))


def requests(body: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Request]:
    part = st.one_of(WORDS, WORDS.map(lambda word: f"{{{word}}}"))
    return st.builds(
        Request,
        st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]),
        st.lists(part, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts)),
        st.lists(WORDS, max_size=2, unique=True).map(tuple),
        st.sampled_from(["basic", "bearer", "none"]),
        body if body is not None else st.one_of(st.none(), trees()),
    )


def expected(request: Request, language: str, line: int) -> SampleFacts:
    """Return what a sample of a request says, by a rule of our own."""
    return SampleFacts(
        language=language,
        line=line,
        method=request.method,
        path=request.path,
        query=request.query,
        auth=request.auth,
        content_type="application/json",
        body=None if request.body is None else stated(request.body),
    )


def stated(tree: Any) -> SampleBody:  # noqa: ANN401
    found: dict[str, str] = {}
    kind = _stated(tree, "", found)
    return SampleBody(kind, tuple(SampleField(name, of) for name, of in found.items()))


def _stated(tree: Any, name: str, found: dict[str, str]) -> str:  # noqa: ANN401
    if isinstance(tree, str):
        return tree
    if isinstance(tree, list):
        return f"Array of {_stated(tree[0], name, found)}" if tree else "array"
    for key, value in tree.items():
        inner = f"{name}.{key}" if name else key
        found[inner] = "any"  # its place among the others is that of its beginning
        found[inner] = _stated(value, inner, found)
    return "object"


# -- languages ---------------------------------------------------------------------------------------------------------


def url(request: Request) -> str:
    query = "?" + "&".join(f"{name}=x" for name in request.query) if request.query else ""
    return f"https://lights.example{request.path}{query}"


def curl(r: Request) -> Iterator[str]:
    yield f"curl {f'-X {r.method} ' * (r.method != 'GET' or r.body is not None)}{url(r)} \\"
    yield '-H "Content-Type: application/json" \\'
    if r.body is not None:
        yield f"-d '{json.dumps(r.body)}' \\"
    yield {"basic": "-u <email>:<password>", "bearer": '-H "Authorization: Bearer $TOKEN"', "none": "--silent"}[r.auth]


def go(r: Request) -> Iterator[str]:
    if r.body is not None:
        yield f"payload, err := json.Marshal('{json.dumps(r.body)}')"
        yield from ("if err != nil {", "panic(err)", "}")
    yield f"req, err := http.NewRequest(http.Method{r.method.capitalize()},"
    yield f'"{url(r)}"{", bytes.NewBuffer(payload)" * (r.body is not None)})'
    yield 'req.Header.Set("Content-Type", "application/json; charset=utf-8")'
    if r.auth == "basic":
        yield 'req.SetBasicAuth("<email>", "<password>")'
    if r.auth == "bearer":
        yield 'req.Header.Set("Authorization", "Bearer "+token)'
    yield from ("resp, err := http.DefaultClient.Do(req)", "body, err := io.ReadAll(resp.Body)")


def ruby(r: Request) -> Iterator[str]:
    yield from ("require 'net/http'", f"uri = URI('{url(r)}')", f"req = Net::HTTP::{r.method.capitalize()}.new(uri)")
    yield "req['Content-Type'] = \"application/json\""
    if r.body is not None:
        yield f"req.body = {json.dumps(r.body)}.to_json"
    if r.auth == "basic":
        yield "req.basic_auth '<email>', '<password>'"
    if r.auth == "bearer":
        yield "req['Authorization'] = \"Bearer #{token}\""
    yield "puts Net::HTTP.start(uri.host) { |http| http.request(req) }.body"


def javascript(r: Request) -> Iterator[str]:
    yield from (f'fetch("{url(r)}", {{', f'method: "{r.method}",')
    if r.body is not None:
        yield f"body: JSON.stringify({json.dumps(r.body)}),"
    yield from ("headers: {", '"Content-Type": "application/json",')
    if r.auth != "none":
        yield f'"Authorization": `{r.auth.capitalize()} ${{secret}}`'
    yield from ("},", "})", ".then((answer) => answer.json())", ".then((json) => {", "console.log(json);", "})")


def python(r: Request) -> Iterator[str]:
    yield from ("import requests", "from base64 import b64encode")
    headers = {"Content-Type": "application/json"}
    if r.auth != "none":
        headers["Authorization"] = f"{r.auth.capitalize()} {base64.b64encode(b'a:b').decode()}"
    body = f", json={json.dumps(r.body)}" if r.body is not None else ""
    yield f"answer = requests.{r.method.lower()}('{url(r)}'{body}, headers={headers})"
    yield "print(answer.json())"


def rust(r: Request) -> Iterator[str]:
    yield from ("extern crate tokio;", "use reqwest::{Client};", "#[tokio::main]", "async fn main() {")
    if r.auth == "basic":
        yield 'let client = Client::new().basic_auth("<email>", "<password>");'
    else:
        yield "let client = Client::new();"
    yield f'let json = client.request(Method::{r.method}, "{url(r)}".to_string())'
    if r.body is not None:
        yield f".json(&serde_json::json!({json.dumps(r.body)}))"
    if r.auth == "bearer":
        yield ".bearer_auth(token)"
    yield from ('.header(CONTENT_TYPE, "application/json")', ".send()", ".await?", ".json()", ".await?;", "}")


LANGUAGES: dict[str, Callable[[Request], Iterator[str]]] = {
    "curl": curl,
    "go": go,
    "ruby": ruby,
    "javascript": javascript,
    "python": python,
    "rust": rust,
}
TABS = ("cURL", "Go", "Ruby", "JavaScript", "Python", "Rust")


def escaped(line: str) -> str:
    return line.replace("{", "\\{").replace("}", "\\}")


def printed(request: Request, *, escape: bool = False) -> tuple[list[str], list[SampleFacts]]:
    """Return the lines of the samples of a request in all languages, and what they say; the first line is 1."""
    lines: list[str] = []
    facts = []
    for language, sample in LANGUAGES.items():
        facts.append(expected(request, language, len(lines) + 1))
        lines += [escaped(line) if escape and json.dumps(request.body) in line else line for line in sample(request)]
    return lines, facts


def page(
    blocks: Sequence[Sequence[str]], shape: str, method: str = "GET", path: str = "/lamps", table: str = ""
) -> str:
    """Return a page of one operation with samples in a shape: plain, markdown or html."""
    code = [line for block in blocks for line in block]
    match shape:
        case "plain":
            head = [f"{method} Do it.", f"https://lights.example{path}", "It does.", *(f"- {tab}" for tab in TABS)]
            return "\n".join([*head, *code, "Parameters", *table.split("\n"), "Response", "204", "Done."])
        case "markdown":
            head = ["# Lamps", f"## {method} Do it.", f"https://lights.example{path}", "It does."]
            fences = [line for block in blocks for line in ("```", *block, "```", "")]
            return "\n".join([*head, *fences, "### Response", "#### 204", "Done."])
        case _:
            from html import escape

            tabs = "".join(f"<li role=tab>{tab}</li>" for tab in TABS)
            panels = "".join(f"<div role=tabpanel hidden><pre>{escape(chr(10).join(b))}</pre></div>" for b in blocks)
            return (
                f"<html><main><h1>Lamps</h1><h2>{method} Do it.</h2><p>https://lights.example{path}</p><p>It does.</p>"
                f"<ul role=tablist>{tabs}</ul>{panels}<h3>Response</h3><h4>204</h4><p>Done.</p></main></html>"
            )
