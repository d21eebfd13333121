"""Excerpts: the lines they cut out say what the node says, however a description is set; marks are where words differ.

What an excerpt must be is told by a parser: its lines, read as YAML again, are the key and its value.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from typing import Any, Final

import pytest
import yaml
from hexapla.diff.brackets import SCANNED, Line
from hexapla.diff.excerpt import MOST, Excerpt, excerpt, words_of
from hexapla.diff.marking import LONGEST, Piece, clipped, marked
from hexapla.diff.sides import CHARACTERS, ROWS, Row, side_by_side
from hexapla.diff.words import below
from hexapla.finding import Location
from hexapla.load import load
from hexapla.model import Api, Record
from hexapla.source import Sources
from hypothesis import example, given
from hypothesis import strategies as st

Doc = dict[str, Any]


class Flow(dict[str, Any]):
    """A mapping that is written between brackets, inside a description that is not."""


class Mixed(yaml.SafeDumper):
    """Writes `Flow` so."""


Mixed.add_representer(Flow, lambda dumper, of: dumper.represent_mapping("tag:yaml.org,2002:map", of, flow_style=True))


def mixed(doc: Doc) -> str:
    """Write a description as people do: the schemas of properties on a line each."""
    copy = json.loads(json.dumps(doc))
    of = copy["components"]["schemas"]["Thing"]["properties"]
    of.update({name: Flow(schema) for name, schema in of.items()})
    return yaml.dump(copy, Dumper=Mixed, sort_keys=False, allow_unicode=True, width=1000)


LAYOUTS: Final[dict[str, Callable[[Doc], str]]] = {
    "block": lambda doc: yaml.safe_dump(doc, sort_keys=False, allow_unicode=True),
    "block-wide": lambda doc: yaml.safe_dump(doc, sort_keys=False, indent=6, width=1000, allow_unicode=True),
    "mixed": mixed,
    "flow": lambda doc: yaml.safe_dump(doc, sort_keys=False, default_flow_style=True, allow_unicode=True),
    "flow-long": lambda doc: yaml.safe_dump(
        doc, sort_keys=False, default_flow_style=True, width=100_000, allow_unicode=True
    ),
    "json": lambda doc: json.dumps(doc, indent=2),
    "json-tabs": lambda doc: json.dumps(doc, indent="\t", ensure_ascii=False),
    "json-crlf": lambda doc: json.dumps(doc, indent=4).replace("\n", "\r\n"),
    "json-minified": lambda doc: json.dumps(doc, separators=(",", ":")),
    "json-one-line": lambda doc: json.dumps(doc),
}


def document(properties: Doc) -> Doc:
    properties = json.loads(json.dumps(properties))
    thing = {"type": "object", "properties": properties, "description": "After."}
    operation = {
        "operationId": "things.get",
        "summary": "Get a thing",
        "tags": ["things", "more"],
        "parameters": [
            {"name": "first", "in": "query", "schema": {"type": "string"}},
            {"name": "second", "in": "query", "schema": {"type": "integer", "enum": [1, 2]}},
        ],
        "responses": {"200": {"description": "Fine."}},
        "deprecated": True,
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "paths": {"/things": {"get": operation, "delete": {"responses": {"204": {"description": "Gone."}}}}},
        "components": {"schemas": {"Thing": thing, "Other": {"type": "object", "description": "Later."}}},
    }


def loaded(text: str, is_json: bool) -> Api:
    api, _ = load(Sources(lambda _: text.encode()), "a.json" if is_json else "a.yaml")
    return api


def read(found: Excerpt, layout: str) -> Any:  # noqa: ANN401
    """Return what the lines of an excerpt say; a tab indents as two spaces do."""
    text = textwrap.dedent("\n".join(line.text.expandtabs(2) for line in found.lines))
    is_flow = layout.startswith(("json", "flow"))
    return yaml.safe_load(f"{{{text}}}" if is_flow and not text.startswith("{") else text)


NAMES: Final = st.one_of(
    st.sampled_from(
        ["status", "type", "get", "a b", "it's", 'a "b"', "a: b", "{x}", "[0]", "#1", "- a", "é", "a,b", "a/b"]
    ),
    st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=8),
)
SCHEMAS: Final = st.one_of(
    st.just({"type": "string"}),
    st.builds(lambda values: {"type": "string", "enum": values}, st.lists(NAMES, min_size=1, max_size=4, unique=True)),
    st.builds(lambda text: {"type": "string", "description": text}, NAMES),
    st.just({"type": "array", "items": {"type": "object", "properties": {"x": {"type": "integer", "maximum": 5}}}}),
    st.just({"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]}),
)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(properties=st.dictionaries(NAMES, SCHEMAS, min_size=1, max_size=4))
@example(
    properties={"status": {"type": "string", "enum": ["it's", 'x "y" {', "],", "a # b"]}, "type": {"type": "string"}}
)
def test_the_lines_of_a_property_say_what_it_says(layout: str, properties: Doc) -> None:
    text = LAYOUTS[layout](document(properties))
    (record,) = [one for one in loaded(text, "json" in layout).schemas if one.name == "Thing"]
    assert isinstance(record, Record)
    assert [one.name for one in record.properties] == list(properties)
    for one in record.properties:
        node = below("#/schemas/Thing/properties", one.name)
        found = excerpt(text.split("\n"), one.where, node)
        assert read(found, layout) == {one.name: properties[one.name]}
        assert found.depth == 4
        assert found.lines[0].number == one.where.line


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_lines_of_what_is_no_property(layout: str) -> None:
    doc = document({"status": {"type": "string"}})
    text = LAYOUTS[layout](doc)
    api, lines = loaded(text, "json" in layout), text.split("\n")
    operation = next(one for one in api.operations if one.method == "GET")
    get = doc["paths"]["/things"]["get"]
    call = "#/operations/GET ~1things"
    assert read(excerpt(lines, operation.where, call), layout) == {"get": get}
    second = operation.parameters[1]
    found = excerpt(lines, second.where, f"{call}/parameters/query/second")
    assert read(found, layout) in (get["parameters"][1], [get["parameters"][1]])
    (thing,) = [one for one in api.schemas if one.name == "Thing"]
    value = doc["components"]["schemas"]["Thing"]
    assert read(excerpt(lines, thing.where, "#/schemas/Thing"), layout) in (value, {"Thing": value})


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if not one.startswith("flow") or one == "flow-long"])
def test_below_its_place_a_path_is_followed(layout: str) -> None:
    text = LAYOUTS[layout](document({"status": {"type": "string"}}))
    operation = next(one for one in loaded(text, "json" in layout).operations if one.method == "GET")
    node = "#/operations/GET ~1things/summary"
    found = excerpt(text.split("\n"), operation.where, node)
    assert read(found, layout) == {"summary": "Get a thing"}
    assert found.depth == len(words_of(node)) == 4


def test_a_place_that_is_not_there_has_no_lines() -> None:
    assert excerpt(["a: 1"], Location("a.yaml", 0)) == Excerpt(())
    assert excerpt(["a: 1"], Location("a.yaml", 2)) == Excerpt(())
    assert excerpt([], Location("a.yaml", 1)) == Excerpt(())
    assert excerpt(["a: 1"], Location("a.yaml", 1, 99)).lines


@given(
    lines=st.lists(st.text(st.sampled_from("ab{}[],:\"'# -\t\\\r"), max_size=30), max_size=12),
    row=st.integers(-1, 14),
    column=st.integers(-1, 40),
    wide=st.integers(0, 2),
)
def test_any_text_has_an_excerpt(lines: list[str], row: int, column: int, wide: int) -> None:
    found = excerpt([line * (1, 40, 4_000)[wide] for line in lines], Location("x", row, column), "#/schemas/a/b")
    assert len(found.lines) <= MOST
    assert (found.lines == ()) == (not 1 <= row <= len(lines))


def test_what_is_very_large_is_cut() -> None:
    deep = '{"a":' + "[" * 300_000
    assert sum(len(line.text) for line in excerpt([deep], Location("x", 1, 1)).lines) < 40 * SCANNED
    many = ["a:", *("  - x" for _ in range(100_000))]
    assert len(excerpt(many, Location("x", 1, 1), "#/a").lines) == MOST
    keys = ["k" * 399] * 5_000
    assert len(excerpt(keys, Location("x", 1, 1), "#/a").lines) == MOST


TEXTS: Final = st.text(st.sampled_from("ab ,.[]\t") | st.characters(), max_size=40)


@given(old=TEXTS, new=TEXTS)
def test_marks_lose_nothing_and_show_every_difference(old: str, new: str) -> None:
    left, right = marked(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    assert all(piece.text for piece in (*left, *right))
    kept = ["".join(piece.text for piece in side if not piece.marked) for side in (left, right)]
    assert "".join(kept[0].split()) == "".join(kept[1].split())
    assert (old != new) or not any(piece.marked for piece in (*left, *right))


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("enum: [cat, dog, '2nd hand', none]", "enum: [cat, dog, none, rabbit]", ["'2nd hand',"], [", rabbit"]),
        ("size: per_page, first: 1", "size: page_size, first: 1", ["per_page"], ["page_size"]),
        ("minLength: 1", "minLength: 12", ["1"], ["12"]),
        ("def f(self, a: int) -> Pet", "def f(self, a: int, b: str) -> Pet", [], [", b: str"]),
        ("level: {$ref: Level}", "quite another text", ["level: {$ref: Level}"], ["quite another text"]),
        ("", "new", [], ["new"]),
    ],
)
def test_marked_words(old: str, new: str, gone: list[str], come: list[str]) -> None:
    left, right = marked(old, new)
    assert [piece.text.strip() for piece in left if piece.marked] == gone
    assert [piece.text.strip() for piece in right if piece.marked] == come


def test_marks_of_what_is_very_large() -> None:
    old, new = ("a b " * 500_000, "b c " * 500_000)
    left, right = marked(old, new)
    assert max(len("".join(piece.text for piece in side)) for side in (left, right)) <= LONGEST


@given(st.lists(st.builds(Piece, st.text(min_size=1, max_size=200), st.booleans()), max_size=60), st.integers(20, 300))
def test_clipped_pieces_are_short_and_keep_what_changed(pieces: list[Piece], most: int) -> None:
    found = clipped(pieces, most)
    assert sum(len(piece.text) for piece in found) <= most + 20
    if sum(len(piece.text) for piece in pieces) <= most:
        assert list(found) == pieces


def rows_of(old: str, new: str) -> list[tuple[str, str, str, str]]:
    sides = (Excerpt(tuple(Line(n, x) for n, x in enumerate(text.splitlines(), 1))) for text in (old, new))
    left, right = side_by_side(*sides)
    return [(a.kind, shown(a), b.kind, shown(b)) for a, b in zip(left, right, strict=True)]


def shown(row: Row) -> str:
    return "".join(f"<{piece.text}>" if piece.marked else piece.text for piece in row.pieces)


def test_lines_face_each_other_and_what_is_the_same_is_left_out() -> None:
    old = "a:\n  z: 0\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5\n"
    new = "a:\n  z: 0\n  b: 1\n  c: 2\n  d: 3\n  e: 44\n  g: 6\n  f: 5\n"
    assert rows_of(old, new) == [
        ("same", "a:", "same", "a:"),
        ("gap", "3 lines", "gap", "3 lines"),
        ("same", "  d: 3", "same", "  d: 3"),
        ("changed", "  e: <4>", "changed", "  e: <44>"),
        ("none", "", "changed", "  g: 6"),
        ("same", "  f: 5", "same", "  f: 5"),
    ]


def test_what_one_side_has_alone_faces_where_it_would_be() -> None:
    old = Excerpt((Line(3, "    properties:"), Line(4, "      a: 1"), Line(5, "      b: 2")), depth=3)
    new = Excerpt((Line(9, "      c: 1"),), depth=4)
    left, right = side_by_side(old, new)
    assert [(row.kind, row.number, shown(row)) for row in left] == [("same", "3", "properties:"), ("none", "", "")]
    assert [(row.kind, row.number, shown(row)) for row in right] == [("none", "", ""), ("changed", "9", "c: 1")]
    assert side_by_side(Excerpt(()), new) == ((), right[1:])


@given(
    st.lists(st.sampled_from(["a", "b:", "  c", "\td \x1b", "}", "x" * 5_000]), max_size=60),
    st.lists(st.sampled_from(["a", "b:", "  c", "e \u202e", "}", "y" * 5_000]), max_size=60),
    st.integers(-1, 3),
    st.integers(-1, 3),
)
def test_rows_are_few_short_and_paired(old: list[str], new: list[str], first: int, second: int) -> None:
    excerpts = (
        Excerpt(tuple(Line(n, text) for n, text in enumerate(lines, 1)), depth)
        for lines, depth in ((old, first), (new, second))
    )
    left, right = side_by_side(*excerpts)
    assert len(left) <= ROWS + 1
    assert not (old and new) or len(left) == len(right)
    for row in (*left, *right):
        text = "".join(piece.text for piece in row.pieces)
        assert text.isprintable()
        assert len(text) <= CHARACTERS + 20
        assert (row.kind == "none") <= (text == "")
