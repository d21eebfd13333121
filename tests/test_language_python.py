"""Text of a spec in Python code: a literal is exactly the text, a docstring only a docstring, a name only a name."""

from __future__ import annotations

import ast
import keyword
import math
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hexapla.languages import markdown
from hexapla.languages.python import comment, constant, docstring, identifier, inert, string, type_name, value
from hexapla.languages.python_docstrings import method
from hexapla.languages.python_imports import import_lines
from hexapla.plan import MethodText
from hypothesis import example, given, settings
from hypothesis import strategies as st

ANY = st.text(alphabet=st.characters())  # surrogates included
SIGNS = st.lists(
    st.sampled_from([*"\"\\'\n\r\t #{}%-:.ax", '"""', "'''", "\\u", "\\N{", "- ", "\n\n", "\x00", "\ud800", "\u2028"])
).map("".join)
HOSTILE = ANY | SIGNS


@given(HOSTILE)
@example('"\\\n\x00\ud800\u2028\u202e\xa0')
def test_a_string_is_exactly_its_text(text: str) -> None:
    literal = string(text)
    assert ast.literal_eval(literal) == text
    assert literal[0] == literal[-1] == '"'
    assert len(literal.splitlines()) == 1
    assert not {c for c in literal if unicodedata.category(c)[0] == "C"}
    literal.encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
@example([math.inf, -math.inf, -0.0, 1e300, 10**400])
@example({"a": {"b": [True, None]}})
def test_a_value_is_exactly_its_data(data: Any) -> None:  # noqa: ANN401
    read = eval(value(data), {"__builtins__": {"float": float}})
    assert repr(read) == repr(data)


def parsed(lines: tuple[str, ...]) -> str:
    """Return the docstring of a class that holds these lines; there is nothing else in the class."""
    text = 'class C:\n    """' + "\n    ".join(lines) + '"""\n'
    tree = ast.parse(text)
    assert len(tree.body) == 1
    (body,) = tree.body
    assert isinstance(body, ast.ClassDef)
    assert [type(statement) for statement in body.body] == [ast.Expr]
    found = ast.get_docstring(body, clean=False)
    assert found is not None
    compile(text, "f", "exec")
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@given(HOSTILE, st.integers(20, 88))
@example('ends in a quote "', 80)
@example('ends in a backslash and a quote \\"', 80)
@example('"""three"""""""', 80)
@example("\\", 80)
@example("\\N{BULLET} \\x", 80)
@example("a\n\n- b\n- c\n  d\n\ne", 20)
def test_a_docstring_holds_its_text_and_nothing_else(text: str, width: int) -> None:
    lines = comment(text, width)
    assert squeezed(parsed(lines)) == squeezed(text)
    for line in lines:
        assert len(line.splitlines()) <= 1
        assert line == line.rstrip()
        assert not {c for c in line if unicodedata.category(c)[0] == "C"}
    assert not lines or (lines[0] and lines[-1])


@given(HOSTILE)
def test_what_is_inert_stays_one_line_of_a_docstring(text: str) -> None:
    line = inert(squeezed(text))
    assert squeezed(parsed((line,))) == squeezed(text)


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=9), min_size=1), st.integers(10, 40))
def test_lines_are_filled_and_not_too_long(words: list[str], width: int) -> None:
    lines = comment(" ".join(words), width)
    assert all(len(line) <= width for line in lines)
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width, "the next word had room"


def test_paragraphs_and_lists_stay_what_they_are() -> None:
    text = "One\ntwo.\n\n\nThree:\n- first item that is long\n- second\n"
    assert comment(text, 16) == ("One two.", "", "Three:", "- first item", "  that is long", "- second")


@given(HOSTILE, st.integers(30, 88))
def test_a_docstring_begins_with_one_line(text: str, width: int) -> None:
    lines = docstring(text, width, "Pet.")
    assert lines
    assert len(lines) == 1 or lines[1] == ""
    said = squeezed(parsed(lines))
    assert said.removeprefix("Pet. ") in (squeezed(text), "Pet.") or squeezed(text) in said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["Pet."]),
        ("Short.", ["Short."]),
        (
            "A first sentence. And then one that is longer.",
            ["A first sentence.", "", "And then one that is", "longer."],
        ),
        ("No sentence ends before the line does", ["Pet.", "", "No sentence ends", "before the line does"]),
    ],
)
def test_the_first_line_of_a_docstring(text: str, lines: list[str]) -> None:
    assert list(docstring(text, 20, "Pet.")) == lines


METHODS = st.builds(
    MethodText,
    id=st.text(min_size=1),
    summary=st.text(min_size=1).filter(str.strip),
    description=HOSTILE,
    arguments=st.lists(st.tuples(st.just("name"), HOSTILE), max_size=2).map(tuple),
    returns=HOSTILE,
    fields=st.lists(HOSTILE, max_size=2).map(tuple),
    errors=st.lists(st.tuples(st.sampled_from(["400", "404", "5XX", "default"]), HOSTILE), max_size=3).map(tuple),
    page=HOSTILE,
    deprecated=st.booleans(),
)


@given(METHODS)
def test_the_docstring_of_a_method_loses_nothing(text: MethodText) -> None:
    said = squeezed(parsed(method(text, 80)))
    parts = (
        text.summary,
        text.description,
        text.returns,
        *text.fields,
        *(s for _, s in text.arguments),
        *(s for _, s in text.errors),
    )
    for part in parts:
        assert squeezed(part) in said


def test_the_docstring_of_a_method_is_laid_out_as_google_does() -> None:
    text = MethodText(
        id="pets.get",
        summary="Get a pet.",
        description="One of them.",
        arguments=(("pet_id", "Pet."),),
        returns="The pet.",
        fields=("ETag", "X-Left"),
        errors=(("404", "No such pet."), ("410", "Gone."), ("4XX", "Else."), ("500", "Down."), ("503", "Busy.")),
        page="https://example.com (GET pet)",
        deprecated=False,
    )
    assert (
        "\n".join(method(text, 80))
        == """\
Get a pet.

One of them.

Args:
    pet_id: Pet.
    options: Settings of this call.

Returns:
    The pet.

Header fields of the response: ETag, X-Left. The module `headers` reads them.

Raises:
    NotFoundError: 404: No such pet.
    GoneError: 410: Gone.
    ApiError: 4XX: Else.
    ServerError: 500: Down. 503: Busy.

See https://example.com (GET pet)"""
    )


@given(HOSTILE)
@example("class")
@example("None")
@example("2fa")
@example("")
@example("-1")
def test_names_are_names(text: str) -> None:
    for name in (identifier(text), type_name(text), constant(text)):
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
    assert identifier(text) == identifier(text).lower()
    assert constant(text) == constant(text).upper()
    assert type_name(text)[0].isupper()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("labor_cost", ("labor_cost", "LaborCost", "LABOR_COST")),
        ("class", ("class_", "Class", "CLASS")),
        ("match", ("match", "Match", "MATCH")),
        ("none", ("none", "None_", "NONE")),
        ("2fa", ("n2fa", "N2fa", "VALUE_2FA")),
        ("", ("value", "Value", "EMPTY")),
        ("+", ("plus", "Plus", "PLUS")),
        ("→", ("value", "Value", "EMPTY")),
        ("-1", ("minus_1", "Minus1", "MINUS_1")),
        ("+1", ("plus_1", "Plus1", "PLUS_1")),
        (">=", ("greater_equal", "GreaterEqual", "GREATER_EQUAL")),
        ("-name", ("name", "Name", "MINUS_NAME")),
        ("_links", ("links", "Links", "LINKS")),
        ("__init__", ("init", "Init", "INIT")),
        ("word " * 40, ("_".join(["word"] * 40), "Word" * 40, "_".join(["WORD"] * 12))),
        ("1", ("n1", "N1", "VALUE_1")),
    ],
)
def test_names(text: str, names: tuple[str, str, str]) -> None:
    assert (identifier(text), type_name(text), constant(text)) == names


MODULES = ["typing", "collections.abc", "builtins", "msgspec", "__future__", ".pet", ".pet2", ".pet10", ".._core"]
MODULES += ["..models.a", "..models.a_b", "..models.ab", "..reasons", ".._types", "os", "enum"]
MEMBERS = [
    "Mapping",
    "Sequence",
    "JSON",
    "JSONLike",
    "UNSET",
    "Unset",
    "A",
    "A10",
    "A2",
    "AB",
    "Ab",
    "a",
    "a_b",
    "_x",
    "X1",
]
USES = st.lists(
    st.tuples(st.sampled_from([m for m in MODULES if m != "__future__"]), st.sampled_from(MEMBERS))
    | st.tuples(st.sampled_from(["builtins", "msgspec", "os"]), st.just("")),
    min_size=1,
    max_size=20,
)


def test_imports_are_ordered_as_ruff_orders_them(tmp_path: Path) -> None:
    batch: list[list[tuple[str, str]]] = []

    @settings(max_examples=150, database=None)
    @given(USES)
    def gather(uses: list[tuple[str, str]]) -> None:
        batch.append(uses)

    gather()
    for number, uses in enumerate(batch):
        text = "\n".join(["from __future__ import annotations", "", *import_lines(uses), ""])
        (tmp_path / f"m{number}.py").write_text(text)
        ast.parse(text)
    ruff = Path(sys.executable).with_name("ruff")
    run = subprocess.run(
        [ruff, "check", "--isolated", "--no-cache", "--select", "I", "--line-length", "320", "--diff", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr


def test_imports_name_everything_once() -> None:
    lines = import_lines([("os", ""), ("typing", "Final"), ("typing", "Any"), ("typing", "Final"), (".a", "B")])
    assert lines == ("import os", "from typing import Any, Final", "", "from .a import B")


@given(HOSTILE)
def test_markdown_text_has_no_markup(text: str) -> None:
    shown = markdown.text(text)
    assert "\n" not in shown
    assert not {c for c in shown if unicodedata.category(c)[0] == "C"}
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|!]", shown)


def test_markdown_text() -> None:
    assert markdown.text("a *b* `c` <d>\n[e](f)\x1b") == "a \\*b\\* \\`c\\` \\<d\\> \\[e\\](f)\\\\u001b"
