"""YAML and JSON text to nodes: faults as case folders, values, places, references; no text makes it crash."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hexapla.finding import Finding, FindingError, Location, as_text
from hexapla.source import DEPTH, Node, Sources, did_you_mean, parse, to_yaml
from hypothesis import example, given
from hypothesis import strategies as st

CASES = Path(__file__).parent / "cases" / "source"


def references(node: Node) -> Iterator[Node]:
    """Yield every `$ref` of a tree, in order."""
    for name, member in node.items():
        if name == "$ref":
            yield member
        else:
            yield from references(member)
    for element in node.elements():
        yield from references(element)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_fault(case: Path, expect: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    sources = Sources(lambda path: Path(path).read_bytes())
    findings: list[Finding] = []
    try:
        for reference in references(sources.root(next(path.name for path in case.glob("input.*")))):
            try:
                sources.resolve(reference)
            except FindingError as problem:
                findings += problem.findings
    except FindingError as problem:
        findings += problem.findings
    assert findings
    expect(case / "expected.txt", as_text(findings, sources.lines))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, word) for word in ("yes", "no", "on", "off", "y", "N", "nUll", "tRue", "none", "nil")),
        *(("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("-12", -12), ("012", 12), ("0o14", 12), ("0xC", 12)),
        *((word, word) for word in ("1_000", "0b11", "1:30", "190:20:30", "0x", "0o8", "1,5", "+", "-x", "--1")),
        *(("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("1e3", 1000.0), ("-1.5E-2", -0.015), ("+.5e+1", 5.0)),
        *((word, word) for word in (".", "e3", "1e", "inf", "nan", "NaN", "..5", "1.5.2", ".infinity")),
        *((word, word) for word in ("2026-01-01", "2026-01-01T10:00:00Z", "12:30", "3.1.1", "=", "x~")),
        *(("'12'", "12"), ('"true"', "true"), ("''", ""), ('"~"', "~")),
        *(("!!str 12", "12"), ("!!int '12'", 12), ("!!float 3", 3.0), ("!!float '1e3'", 1000.0), ("! 12", "12")),
        *(("!!bool 'true'", True), ("!!null ''", None), ("!!null ~", None), ("!!str", ""), ("!!map {}", {})),
        ("9007199254740993", 9007199254740993),
        ("1" * 400, int("1" * 400)),
    ],
)
def test_a_scalar_means_what_the_core_schema_of_yaml_1_2_says(text: str, value: object) -> None:
    read = parse("f", f"- {text}".encode()).elements()[0].value
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    "text",
    [
        ".inf",
        "-.INF",
        "+.Inf",
        ".nan",
        "1e400",
        "-1e999",
        "1" * 5000,
        "-" + "1" * 5000,
        "0x" + "f" * 1001,
        "!!float .inf",
    ],
    ids=lambda text: text[:12],
)
def test_what_no_json_number_is_is_a_finding(text: str) -> None:
    with pytest.raises(FindingError) as caught:
        parse("f", f"a: [1, {text}]".encode())
    (finding,) = caught.value.findings
    assert (finding.rule, finding.where) == ("number-range", Location("f", 1, 8))


@pytest.mark.parametrize("text", [".inf", "1e400", "1" * 5000, "0x" + "f" * 5000])
def test_a_text_that_looks_like_such_a_number_stays_a_text(text: str) -> None:
    assert parse("f", to_yaml({text: text}).encode()).data() == {text: text}
    assert parse("f", f"{text[:900]}: a".encode()).data() == {text[:900]: "a"}


@pytest.mark.parametrize("key", ["1", "true", "null", "1.0", "2026-01-01", "", "a b", "<<"])
def test_a_key_is_text(key: str) -> None:
    assert parse("f", f"'{key}': 1".encode()).data() == {key: 1}


def test_a_plain_key_is_the_text_that_stands_there() -> None:
    assert list(parse("f", b"200: a\n1.10: b\nTrue: c\n~: d\n").data()) == ["200", "1.10", "True", "~"]  # type: ignore[call-overload]


TEXT = """\
info:
  title:   "Größe: \\u00e4"   # a comment
  tags: [one, 'two', {three: 3}]
größe: 12.50
? long
: &anchor value
again: *anchor
日本: x
"""


def every(node: Node) -> Iterator[Node]:
    yield node
    yield from (node.keys or {}).values()
    for _, member in node.items():
        yield from every(member)
    for element in node.elements():
        yield from every(element)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "with byte order mark"])
@pytest.mark.parametrize("break_", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_node_knows_its_place(mark: str, break_: str) -> None:
    text = TEXT.replace("\n", break_)
    root = parse("f.yaml", (mark + text).encode())
    lines = text.split(break_)
    found = {}
    for node in every(root):
        if isinstance(node.value, dict | list):
            continue
        spelled = text[node.start : node.end]
        where = node.where
        assert lines[where.line - 1][where.column - 1 :].startswith(spelled)
        found[spelled] = node.value
    assert found == {
        **{key: key for key in ("info", "title", "tags", "three", "größe", "long", "again", "日本", "x", "one")},
        **{'"Größe: \\u00e4"': "Größe: ä", "'two'": "two", "3": 3, "12.50": 12.5, "&anchor value": "value"},
    }
    assert root.where == Location("f.yaml", 1, 1)
    assert root.key("größe") == Location("f.yaml", 4, 1)
    assert root.key("nothing") == root.where
    tags = root.get("info").get("tags")  # type: ignore[union-attr]
    assert text[tags.start : tags.end] == "[one, 'two', {three: 3}]"  # type: ignore[union-attr]


def test_a_node_answers_for_what_it_is_not() -> None:
    node = parse("f", b"- 1")
    assert (node.get("x"), node.text("x"), list(node.items())) == (None, None, [])
    assert node.elements()[0].elements() == ()
    kinds = {e.kind for e in parse("f", b"[{}, [], x, 1, 1.5, true, null]").elements()}
    assert kinds == {"a mapping", "a list", "a text", "a number", "true or false", "null"}


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(DATA)
@example("1:30")
@example("0o7")
@example({"no": "on", "=": "<<", "<<": "="})
@example("a\n b\n\nc \n")
@example("\x85\u2028\ufeff\x00")
def test_data_survives_yaml(data: object) -> None:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a lone surrogate has no place in any file
        return
    assert parse("f", to_yaml(data).encode()).data() == data


SIGNS = st.lists(st.sampled_from(list("ab:-?[]{},&*!|>'\"%@`# \n\t\r<=~01.\\é\u2028")), max_size=30).map("".join)


@given(SIGNS | st.text())
def test_any_text_is_a_tree_or_findings(text: str) -> None:
    look_at(text.encode("utf-8", "surrogatepass"))


@given(st.binary())
def test_any_bytes_are_a_tree_or_findings(data: bytes) -> None:
    look_at(data)


def look_at(data: bytes) -> None:
    sources = Sources(lambda _: data)
    lines = sources.lines("f")
    try:
        root = sources.root("f")
    except FindingError as problem:
        findings = problem.findings
    else:
        root.data()
        return
    assert findings
    for finding in findings:
        assert finding.where is not None
        assert 1 <= finding.where.line <= len(lines)
        assert 1 <= finding.where.column <= len(lines[finding.where.line - 1]) + 1


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", "[a, ", "&a ["])
def test_hostile_depth_is_a_finding_and_quick(sign: str) -> None:
    started = time.process_time()
    with pytest.raises(FindingError) as caught:
        parse("f", (sign * 200_000).encode())
    assert [f.rule for f in caught.value.findings][-1] == "too-deep"
    assert time.process_time() - started < 30


def test_depth_that_is_just_allowed() -> None:
    root = parse("f", ("[" * DEPTH + "]" * DEPTH).encode())
    assert str(root.data()) == "[" * DEPTH + "]" * DEPTH


def test_aliases_share_a_node_and_may_be_used_often() -> None:
    root = parse("f", b"a: &a {x: [1, 2]}\nb: [" + b"*a, " * 1000 + b"*a]\n")
    assert root.get("b").elements()[7] is root.get("a")  # type: ignore[union-attr]


def test_parsing_leaves_the_collector_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(FindingError):
        parse("f", b"[")
    assert gc.isenabled()


def sources_of(files: Mapping[str, str]) -> Sources:
    def read(path: str) -> bytes:
        if path not in files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return files[path].encode()

    return Sources(read)


@pytest.mark.parametrize(
    ("ref", "value"),
    [
        ("#/a", 1),
        ("#", "root"),
        ("", "root"),
        ("#/~1a~1b", 2),
        ("#/~01", 3),
        ("#/with%20space", 4),
        ("#/list/1", "y"),
        ("#/gr%C3%B6%C3%9Fe", 5),
        ("more.yaml#/x", 6),
        ("./more.yaml#/x", 6),
        ("../spec/more.yaml#/x", 6),
        ("sub/deep.yaml", "deep"),
        ("with%20space.yaml", "spaced"),
    ],
)
def test_a_reference_is_followed(ref: str, value: object) -> None:
    files = {
        "spec/main.yaml": "{title: root, a: 1, /a/b: 2, ~1: 3, with space: 4, list: [x, y], größe: 5, "
        f"use: {{$ref: '{ref}'}}}}",
        "spec/more.yaml": "x: 6",
        "spec/sub/deep.yaml": "title: deep",
        "spec/with space.yaml": "title: spaced",
    }
    sources = sources_of(files)
    node = sources.resolve(sources.root("spec/main.yaml").get("use").get("$ref"))  # type: ignore[arg-type,union-attr]
    assert value in (node.value, node.text("title"))


def test_a_reference_is_relative_to_the_file_it_stands_in() -> None:
    sources = sources_of({"a.yaml": "{$ref: d/b.yaml}", "d/b.yaml": "{$ref: c.yaml}", "d/c.yaml": "{$ref: ../a.yaml#}"})
    node = sources.root("a.yaml")
    seen = []
    for _ in range(3):
        node = sources.resolve(node.get("$ref"))  # type: ignore[arg-type]
        seen.append(node.file)
    assert seen == ["d/b.yaml", "d/c.yaml", "a.yaml"]
    assert node is sources.root("a.yaml"), "each file is read once"
    assert set(sources.files) == {"a.yaml", "d/b.yaml", "d/c.yaml"}


@given(st.text(max_size=20))
def test_any_reference_leads_somewhere_or_is_a_finding(ref: str) -> None:
    sources = sources_of({"main.yaml": "{a: [{b: 1}], '': 2}"})
    root = sources.root("main.yaml")
    rules = {"bad-ref", "dangling-ref", "remote-ref", "unreadable-file"}
    try:
        sources.resolve(Node(ref, "main.yaml", 0, 0, 0, 0))
    except FindingError as problem:
        rules &= {finding.rule for finding in problem.findings}
    assert rules
    assert root is sources.root("main.yaml")


def test_lines_are_those_an_editor_shows() -> None:
    sources = sources_of({"a": "\ufeffone\r\ntwo\rthree\nfour\x0bfive"})
    assert sources.lines("a") == ["one", "two", "three", "four\x0bfive"]
    assert sources.lines("gone") == ()


def test_did_you_mean() -> None:
    assert did_you_mean("requred", ["type", "required"]) == "did you mean `required`?"
    assert did_you_mean("zebra", ["type", "required"]) is None
