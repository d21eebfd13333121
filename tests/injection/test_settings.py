"""Hostile text in what a target is called, and in the names of files that a description refers to."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

import pytest
from hexapla.config import parse
from hexapla.finding import FindingError, as_text
from hexapla.plan import Names
from hypothesis import given
from hypothesis import strategies as st

from .conftest import described
from .output import JUDGED, Files, differences, generated, shape
from .payloads import HARMLESS, PAYLOADS, SURROGATE, TEXT
from .positions import encoded

GOOD: Final = {
    "style": "python",
    "output": "out",
    "package": "petstore",
    "client": "Pets",
    "version": "1.0.0",
    "repository": "https://example.com/pets",
    "templates": "house",
}
PLAIN: Final = {"package": "zq", "client": "Zq", "version": "9.0.0", "repository": "https://example.com/zq"}
IDS: Final = [ascii(payload)[:30] for payload in PAYLOADS]


def configured(**changes: str) -> bytes:
    """Return a configuration; a text is spelled by its characters' numbers, so that TOML takes all of it."""
    lines = [f"{key} = {_toml(value)}" for key, value in {**GOOD, **changes}.items()]
    return "\n".join(['spec = "openapi.yaml"', "[targets.it]", *lines]).encode()


def _toml(text: str) -> str:
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


def client(**changes: str) -> Files | str:
    """Return the client of a configuration, or what is printed instead."""
    data = configured(**changes)
    try:
        (target,) = parse("hexapla.toml", data).targets
    except FindingError as problem:
        return as_text(problem.findings, lambda _: data.decode().splitlines())
    names = Names(target.package, target.client, target.version, target.repository)
    document = described("pets")
    files = generated(encoded(document, document)[0], names, [one for one in JUDGED if one.name == target.style])
    return files if isinstance(files, Mapping) else as_text(files, lambda _: [])


def judged(style: str, key: str, text: str) -> bool:
    """Hold a setting to the rule; say whether the text was taken."""
    found = client(style=style, **{key: text})
    if isinstance(found, str):
        assert found
        # An odd space is harmless; it is no less a space.
        assert all(c.isprintable() or c in "\n\t" or unicodedata.category(c) == "Zs" for c in found), ascii(found)
        return False
    # A package's and a client's name are in the paths and in every module: only what stands for them may differ.
    mine, theirs = _moved(found, {**GOOD, key: text}), plain(style, key)
    assert shape(mine) == shape(theirs), differences(mine, theirs)
    return True


@functools.cache
def plain(style: str, key: str) -> Files:
    """Return the client that a harmless setting makes."""
    found = client(style=style, **{key: PLAIN[key]})
    assert isinstance(found, Mapping)
    return _moved(found, {**GOOD, key: PLAIN[key]})


def _moved(files: Files, names: Mapping[str, str]) -> Files:
    """Return files of a package as if it were called `package`, and its client `Client`: names that were checked."""
    moved = {}
    for path, text in files.items():
        style, _, place = path.partition("/")
        called = f"{style}/{place}"
        if style.startswith("python") and place.startswith("src/"):
            called = f"{style}/src/package/{place.split('/', 2)[2]}"
        # What uses the package imports it by its name.
        if place.startswith(("examples/", "conformance/")) or place == "README.md":
            head, tail = (r"\b", r"\b") if style == "python" else (r'"|`|^# |^npm install ', r'(?=[/"`\n])')
            text = re.sub(f"({head}){names['package']}{tail}".encode(), rb"\1package", text, flags=re.MULTILINE)
            text = re.sub(rf"\b(Async|Fake|){names['client']}(Error|)\b".encode(), rb"\1Client\2", text)
        if place == "LICENSE":
            text = text.replace(f"authors of {names['package']}\n".encode(), b"authors of package\n")
        moved[called] = text
    return moved


STYLES_AND_KEYS: Final = [(style.name, key) for style in JUDGED for key in PLAIN]


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
@pytest.mark.parametrize(("style", "key"), STYLES_AND_KEYS)
def test_a_setting_is_a_literal_or_refused(style: str, key: str, payload: str) -> None:
    start = "A" if key == "client" else "a"
    for text in (payload, f"{start}{payload}b", f"{PLAIN[key]}{payload}"):
        judged(style, key, text)


@given(st.sampled_from(STYLES_AND_KEYS), TEXT)
def test_any_setting_is_a_literal_or_refused(place: tuple[str, str], text: str) -> None:
    judged(*place, text)


@pytest.mark.parametrize("style", [style.name for style in JUDGED])
def test_what_is_taken(style: str) -> None:
    assert judged(style, "package", "other_2")
    assert judged(style, "client", "Other")
    assert judged(style, "version", "2.0.0rc1" if style.startswith("python") else "2.0.0-rc.1")
    assert judged(style, "repository", "https://example.com/~x/y?z=1")


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_paths_and_names_of_targets_are_printed_without_harm(payload: str) -> None:
    """They are no part of any output; what is wrong with them is told."""
    for text in (payload, f"a{payload}"):
        data = configured(output=text, templates=text, style=text)
        data = data.replace(b"[targets.it]", f"[targets.{_toml(text)}]".encode())
        try:
            parse("hexapla.toml", data)
        except FindingError as problem:
            said = as_text(problem.findings, lambda _, data=data: data.decode().splitlines())
            assert all(c.isprintable() or c in "\n\t" for c in said), ascii(said)


def two_files(name: str) -> Mapping[str, bytes]:
    """Return a description that refers to a schema in a file of a name."""
    quoted = name.replace("%", "%25").replace("#", "%23")
    document = {
        "openapi": "3.1.1",
        "info": {"title": "A", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
        "security": [{"basic": []}],
        "paths": {
            "/a": {
                "get": {
                    "operationId": "a.get",
                    "tags": ["a"],
                    "responses": {
                        "200": {"description": "A.", "content": {"application/json": {"schema": {"$ref": quoted}}}}
                    },
                }
            }
        },
    }
    schema = {"type": "object", "properties": {"b": {"type": "string"}, "c": {"$ref": "#"}}}
    return {"openapi.yaml": encoded(document, document)[0], name: encoded(schema, schema)[0]}


@pytest.mark.parametrize("payload", [*PAYLOADS, SURROGATE], ids=[*IDS, "surrogate"])
def test_the_name_of_a_file_is_a_name(payload: str) -> None:
    """A schema that is a whole file is called by the file's stem."""
    plain = generated(two_files(f"{HARMLESS}.yaml"))
    assert isinstance(plain, Mapping)
    for name in (f"{payload}.yaml", f"a{payload}b.yaml", f"a{payload}/b{payload}.yaml"):
        files = generated(two_files(name))
        if isinstance(files, Mapping):
            assert shape(files) == shape(plain)


def test_a_file_of_an_odd_name_is_read() -> None:
    files = generated(two_files('a"b\n.yaml'))
    assert isinstance(files, Mapping)
    assert {"python/src/petstore/models/a_b.py", "typescript/src/models/a-b.ts"} <= files.keys()


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_what_is_wrong_in_a_file_is_told_by_a_printable_name(payload: str) -> None:
    """`generated` holds what is printed to that."""
    name = f"a{payload}b.yaml"
    for text in (b"[", b"\xff", b"type: strin", b"\ttype: string", b"type: string\ntype: string"):
        assert not isinstance(generated({**two_files(name), name: text}), Mapping)
