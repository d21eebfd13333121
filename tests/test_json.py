"""JSON is read by its own rules: the same values as the standard library's, exact places, no hostile text too heavy."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from hexapla.finding import FindingError, Location
from hexapla.source import DEPTH, Node, parse
from hypothesis import example, given, settings
from hypothesis import strategies as st

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def every(node: Node) -> Iterator[Node]:
    yield node
    yield from (node.keys or {}).values()
    for _, member in node.items():
        yield from every(member)
    for element in node.elements():
        yield from every(element)


@given(DATA, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))
@example({"\u2028\x7f": "\ufeff\x85", "\U0001f600": '\\ " / \b\f'}, True, 1)
def test_json_is_read_as_json_means_it(data: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    root = parse("f.json", text.encode())
    read = root.data()
    assert read == data
    assert json.dumps(read) == json.dumps(data), "1 and 1.0 and true are three"
    lines = text.split("\n")
    for node in every(root):
        spelled = text[node.start : node.end]
        assert json.loads(spelled) == node.data()
        where = node.where
        assert "\n".join(lines[where.line - 1 :])[where.column - 1 :].startswith(spelled)


PIECES = st.sampled_from(
    [
        *("[", "]", "{", "}", ",", ":", '"', '"a"', '"b":', '"\\n"', "\\", '"\\u12"', "é", "\x00", "\u00a0"),
        *("1", "-0", "01", "1.5e3", ".5", "+1", "1.", "0x1", "-", "true", "True", "null", "nul", "NaN", "-Infinity"),
        *(" ", "\n", "\r\n", "\t", "//", "#", "'"),
    ]
)
WELL_FORMED = st.lists(PIECES, max_size=12).map("".join) | DATA.map(json.dumps)


@st.composite
def nearly(draw: st.DrawFn) -> str:
    """Draw a JSON text with a piece put in, taken out, or doubled."""
    text = draw(WELL_FORMED)
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(PIECES | st.just("")) + text[start + draw(st.integers(-3, 3)) :]


def refuse(word: str) -> object:
    raise ValueError(word)


@settings(max_examples=500)
@given(nearly())
@example('{"a": 1, }')
@example("[1,]")
@example('{"a" 1}')
@example('["a\n"]')
@example("")
@example("{} {}")
def test_a_text_is_json_where_the_standard_library_says_so(text: str) -> None:
    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        right = False
    else:
        right = True
    try:
        parse("f.json", text.encode())
    except FindingError as problem:
        broken = {finding.rule for finding in problem.findings} & {"json-syntax", "empty-file"}
        assert bool(broken) != right
        for finding in problem.findings:
            assert finding.where is not None
            lines = text.replace("\r\n", "\n").split("\n")
            assert 1 <= finding.where.column <= len(lines[finding.where.line - 1]) + 1
    else:
        assert right


@given(TEXT)
def test_escapes_mean_what_they_mean(text: str) -> None:
    escaped = "".join(f"\\u{unit:04x}" for unit in units(text))
    assert parse("f.json", f'["{escaped}"]'.encode()).data() == [text]


def units(text: str) -> list[int]:
    data = text.encode("utf-16-be")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def test_json_is_known_by_its_name_or_by_its_look() -> None:
    assert parse("f.JSON", b'"1:30"').data() == "1:30"
    assert parse("f.yaml", b' {"a": "\\ud83d\\ude00"}').data() == {"a": "\U0001f600"}
    assert parse("f.yaml", b"{a: [b, 0o7], 'c': # comment\n .5}").data() == {"a": ["b", 7], "c": 0.5}
    with pytest.raises(FindingError):
        parse("f.json", b"{a: 1}")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    root = parse("f.json", '\ufeff{"a": 1}'.encode())
    assert root.where == Location("f.json", 1, 1)
    assert root.key("a") == Location("f.json", 1, 2)


@pytest.mark.parametrize("piece", ["[", '{"a":', '[{"a":', ' [\n"a",'])
@pytest.mark.parametrize("file", ["f.json", "f.yaml"])
def test_hostile_depth_is_a_finding(piece: str, file: str) -> None:
    started = time.process_time()
    with pytest.raises(FindingError) as caught:
        parse(file, (piece * 200_000).encode())
    assert [finding.rule for finding in caught.value.findings] == ["too-deep"]
    assert time.process_time() - started < 30


def test_depth_that_is_just_allowed() -> None:
    text = '{"a":' * DEPTH + "1" + "}" * DEPTH
    assert json.dumps(parse("f.json", text.encode()).data(), separators=(",", ":")) == text


JUNK = {
    "letters": ("", "a"),
    "brackets": ("", "[]"),
    "commas": ("[", ","),
    "quotes": ("", '"'),
    "colons": ("", ": "),
    "lines": ("", "- \n\t"),
    "digits": ("", "1"),
    "nulls": ("", "\x00"),
}


@pytest.mark.parametrize("file", ["f.json", "f.yaml"])
@pytest.mark.parametrize("junk", JUNK)
def test_fifty_megabytes_of_junk_are_a_value_or_a_finding_and_cost_little(junk: str, file: str) -> None:
    before, piece = JUNK[junk]
    data = (before + piece * (50_000_000 // len(piece))).encode()
    started = time.process_time()
    data.count(b"x")
    data.decode().encode()
    look = time.process_time() - started
    started = time.process_time()
    message = ""
    try:
        parse(file, data)
    except FindingError as problem:
        message = str(problem)
    assert len(message) < 1000, "a message is for a person"
    # As a ratio to looking at every byte once, so that a slow machine is no fault.
    assert time.process_time() - started < 500 * look + 30
