"""A damaged spec is a result or findings, never another exception: nodes and texts deleted, replaced, moved, renamed.

Every description is damaged as YAML and as JSON.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hexapla.finding import Finding, FindingError, as_data, as_text, has_errors, ordered
from hexapla.lint import broken_examples, lint
from hexapla.load import bundle, load
from hexapla.plan import Names, build
from hexapla.source import Sources, to_yaml
from hexapla.styles import STYLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PETS = Path(__file__).parent / "apis" / "pets.yaml"

VALUES: list[Any] = [
    *(None, True, False, 0, -1, 3.5, "", "text", "#/components/schemas/Pet", "/x", "{", "\x00", "a\nb", 10**30, 1e300),
    *([], [None], ["a", "a"], {}, {"a": {}}, {"$ref": "#"}, {"$ref": "#/components/schemas/Pet"}, {"$ref": 3}),
    *({"type": "string"}, {"oneOf": [{}, {}]}, {"enum": [None]}, {"allOf": []}, {"properties": {"class": {}}}),
    *({"$ref": "#/paths/~1pets"}, {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Pet"}}),
]


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield (*path, key)
        yield from places(member, (*path, key))


def document() -> dict[str, Any]:
    data, findings = bundle(Sources(lambda _: PETS.read_bytes()), "openapi.yaml")
    assert findings == ()
    return data


WHOLE = document()
PLACES = list(places(WHOLE))
KEYS = sorted({str(path[-1]) for path in PLACES})


def at(data: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for key in path:
        data = data[key]
    return data


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the description with a few faults."""
    data = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(PLACES))
        try:
            parent = at(data, path[:-1])
            match draw(st.sampled_from(["delete", "replace", "rename", "move", "add"])):
                case "delete":
                    del parent[path[-1]]
                case "replace":
                    parent[path[-1]] = copy.deepcopy(draw(st.sampled_from(VALUES)))
                case "move":
                    parent[path[-1]] = copy.deepcopy(at(WHOLE, draw(st.sampled_from(PLACES))))
                case "rename":
                    parent[draw(st.sampled_from(KEYS) | st.text(max_size=4))] = parent.pop(path[-1])
                case _:
                    parent[path[-1]][draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        except (KeyError, IndexError, TypeError, AttributeError):  # damaged before
            continue
    return data


def run(text: bytes, file: str = "openapi.yaml") -> tuple[Finding, ...]:
    """Take a description through every stage up to the plan, as `hexapla check` does."""
    sources = Sources(lambda _: text)
    try:
        api, findings = load(sources, file)
        if not has_errors(findings):
            findings += tuple(lint(api)) + tuple(broken_examples(api))
            for style in STYLES:
                findings += build(api, Names("pets", "Pets", "1.0"), style)[1]
        findings += bundle(sources, file)[1]
    except FindingError as problem:
        findings = problem.findings
        assert findings
    shown = as_text(findings, sources.lines)
    assert shown.count("\n") >= len(ordered(findings))
    lines = len(sources.lines(file))
    assert all(f.where is None or f.where.file != file or f.where.line <= lines for f in findings)
    assert " object at 0x" not in shown, "a finding shows a thing of Python's"
    json.dumps(as_data(findings))
    return findings


def encoded(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_spec_is_a_result_or_findings(data: dict[str, Any]) -> None:
    run(encoded(data), "openapi.json")


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_spec_means_the_same_in_yaml(data: dict[str, Any]) -> None:
    as_json = run(encoded(data), "openapi.json")
    as_yaml = run(to_yaml(json.loads(encoded(data))).encode(), "openapi.yaml")
    # Only the two parsers themselves may differ, in what they call a key that stands twice, say.
    assert sorted((f.rule, str(f.severity)) for f in as_json) == sorted((f.rule, str(f.severity)) for f in as_yaml)


@settings(max_examples=60)
@given(damaged())
def test_findings_are_the_same_every_time(data: dict[str, Any]) -> None:
    assert run(encoded(data)) == run(encoded(data))


@settings(max_examples=100)
@given(st.integers(0, PETS.stat().st_size), st.integers(0, 200), st.binary(max_size=3))
def test_a_cut_spec_is_a_result_or_findings(start: int, length: int, between: bytes) -> None:
    text = PETS.read_bytes()
    run(text[:start] + between + text[start + length :])


TEXTS = {"openapi.yaml": PETS.read_bytes(), "openapi.json": json.dumps(WHOLE, indent=1, ensure_ascii=False).encode()}
PIECES = st.sampled_from(
    [
        *(b"", b"\n", b" ", b"\t", b":", b": ", b",", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b"#", b"&a ", b"*a"),
        *(b"!!int ", b"\\", b"\\ud800", b"null", b"1e400", b".inf", b"\x00", b"\xff", b"\xe2\x80\xa8", b"<<: "),
        *(b"---\n", b"$ref", b"~", b"%"),
    ]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_spec_whose_text_is_damaged_is_a_result_or_findings(file: str, data: st.DataObject) -> None:
    text = TEXTS[file]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.sampled_from([0, 0, 1, 2, 20])))
        moved = data.draw(st.integers(0, len(text)))
        between = data.draw(PIECES | st.just(text[moved : moved + 30]))
        text = text[:at] + between + text[end:]
    run(text, file)


@pytest.mark.parametrize("path", [p for p in PLACES if len(p) <= 4], ids=lambda p: "/".join(map(str, p)))
def test_every_outer_node_may_be_of_another_kind(path: tuple[str | int, ...]) -> None:
    for value in (None, 3, "text", [], [1], {}, {"a": 1}):
        data = copy.deepcopy(WHOLE)
        at(data, path[:-1])[path[-1]] = value
        run(encoded(data))


def test_the_undamaged_spec_has_only_notes() -> None:
    assert {str(finding.severity) for finding in run(encoded(WHOLE))} == {"note"}
