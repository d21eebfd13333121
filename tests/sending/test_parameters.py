"""Parameters: every row of OpenAPI's table of styles, what cannot be told apart again, and what would break out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .asked import Asked, Given

TEXT, LIST, OBJECT = "blue", ["blue", "black", "brown"], {"R": 100, "G": 200, "B": 150}

# The table "Style Examples" of OpenAPI 3.1.1, row by row: style, what a text, a list and an object become.
PATHS = {
    "simple": ("blue", "blue,black,brown", "R,100,G,200,B,150"),
    "simple_explode": ("blue", "blue,black,brown", "R=100,G=200,B=150"),
    "label": (".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    "label_explode": (".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    "matrix": (";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    "matrix_explode": (";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
}
QUERIES = {
    "form": ("form=blue", "form=blue,black,brown", "form=R,100,G,200,B,150"),
    "color": ("color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    "space": (None, "space=blue%20black%20brown", "space=R%20100%20G%20200%20B%20150"),
    "pipe": (None, "pipe=blue%7Cblack%7Cbrown", "pipe=R%7C100%7CG%7C200%7CB%7C150"),
    "deep": (None, None, "deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150"),
}
HEADERS = {
    "x_color": ("X-Color", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    "x_explode": ("X-Explode", "blue", "blue,black,brown", "R=100,G=200,B=150"),
}
COOKIES = {
    "color": ("color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    "exploded": ("exploded=blue", "exploded=blue; exploded=black; exploded=brown", "R=100; G=200; B=150"),
}
KINDS = (TEXT, LIST, OBJECT)


def rows(table: dict[str, tuple[Any, ...]], first: int = 0) -> list[Any]:
    return [
        pytest.param(name, KINDS[number], *row[:first], row[first + number], id=f"{name}-{number}")
        for name, row in table.items()
        for number in range(3)
        if row[first + number] is not None
    ]


@pytest.mark.parametrize(("name", "value", "expected"), rows(PATHS))
def test_path(asked: Asked, name: str, value: object, expected: str) -> None:
    request = asked.request(f"path.{name}", value)
    assert request.path == f"/base/path/{name.replace('_', '-')}/{expected}"


@pytest.mark.parametrize(("name", "value", "expected"), rows(QUERIES))
def test_query(asked: Asked, name: str, value: object, expected: str) -> None:
    assert asked.request("query.all", **{name: value}).target == f"/base/query?{expected}&kind=only"


@pytest.mark.parametrize(("name", "value", "field", "expected"), rows(HEADERS, 1))
def test_header(asked: Asked, name: str, value: object, field: str, expected: str) -> None:
    assert asked.request("header.all", **{name: value}).values(field) == [expected]


@pytest.mark.parametrize(("name", "value", "expected"), rows(COOKIES))
def test_cookie(asked: Asked, name: str, value: object, expected: str) -> None:
    assert asked.request("cookie.all", **{name: value}).values("cookie") == [expected]


def test_nothing_that_is_left_out_is_sent(asked: Asked) -> None:
    assert asked.request("query.all").target == "/base/query?kind=only"
    assert not asked.request("cookie.all").values("cookie")
    assert not [name for name in asked.request("header.all").names if name.startswith("x-")]


def test_objects_inside_objects(asked: Asked) -> None:
    """The de-facto spelling: a bracket for each name, and for each number in a list."""
    tree = {"name": "a b", "rows": [1, 2], "next": {"name": "c", "next": {"rows": [3]}}}
    expected = "deep[name]=a b&deep[rows][0]=1&deep[rows][1]=2&deep[next][name]=c&deep[next][next][rows][0]=3"
    assert unquote(asked.request("query.all", deep=tree).target.partition("?")[2]) == f"{expected}&kind=only"


def test_models_are_sent_by_their_names_on_the_wire(asked: Asked, package: ModuleType) -> None:
    paint = package.models.Paint(r=1, on=date(2026, 1, 2))
    query = asked.request("query.all", paint=paint).query
    assert query == [("paint[R]", "1"), ("paint[on]", "2026-01-02"), ("kind", "only")]


def test_json(asked: Asked) -> None:
    tree = {"name": 'é"&;,', "rows": [1]}
    text = json.dumps(tree, separators=(",", ":"), ensure_ascii=False)
    assert dict(asked.request("query.all", json=tree).query)["json"] == text
    assert unquote(asked.request("path.json", tree).path.rpartition("/")[2]) == text
    (field,) = asked.request("header.all", x_json=tree).values("x-json")
    assert field.isascii()
    assert json.loads(field) == tree
    (cookie,) = asked.request("cookie.all", json=tree).values("cookie")
    assert cookie.startswith("json=%7B")
    assert unquote(cookie) == f"json={text}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a/b?c:d@e", "a/b?c:d@e"),
        ("(a)*!$',;=", "(a)*!$',;="),
        ("100%25 %zz", "100%25%20%25zz"),
        ("a&b#c+d[e]", "a%26b%23c%2Bd%5Be%5D"),
        ("é ", "%C3%A9%20"),
    ],
)
def test_reserved_characters(asked: Asked, value: str, expected: str) -> None:
    """What is reserved passes, and so does what is encoded; what would end the parameter does not."""
    assert asked.request("query.all", reserved=value).target == f"/base/query?reserved={expected}&kind=only"


def test_values_that_are_no_text(asked: Asked) -> None:
    assert asked.request("query.all", plain=1.5, at=datetime(2026, 1, 2, tzinfo=UTC)).query == [
        ("plain", "1.5"),
        ("at", "2026-01-02T00:00:00Z"),
        ("kind", "only"),
    ]
    assert dict(asked.request("query.all", plain=True).query)["plain"] == "true"
    assert asked.request("query.all", empty="").target == "/base/query?empty=&kind=only"
    assert asked.request("query.all", a_b_c="x y").target == "/base/query?a%20b%26c=x%20y&kind=only"
    request = asked.request("header.all", x_flag=False, x_at="2026")
    assert (request.values("x-flag"), request.values("x-at")) == (["false"], ["2026"])


def test_the_only_value_is_the_default(asked: Asked) -> None:
    assert asked.request("path.plain", "a").path == "/base/path/plain/a/of/fixed"
    assert asked.request("query.all", kind="other").target == "/base/query?kind=other"


REFUSED: dict[str, tuple[str, dict[str, object], str]] = {
    "line in a header": ("header.all", {"x_color": "a\r\nX-Evil: 1"}, "X-Color"),
    "line in a list": ("header.all", {"x_color": ["a", "b\nc"]}, "X-Color"),
    "comma in a list": ("header.all", {"x_color": ["a,b", "c"]}, "X-Color"),
    "sign in a name": ("header.all", {"x_explode": {"a=b": 1}}, "X-Explode"),
    "not ASCII": ("header.all", {"x_color": "é"}, "X-Color"),
    "semicolon": ("cookie.all", {"session": "a; admin=1"}, "session"),
    "line in a cookie": ("cookie.all", {"session": "a\r\nX: 1"}, "session"),
    "space in a cookie": ("cookie.all", {"session": "a b"}, "session"),
    "comma in a cookie": ("cookie.all", {"color": ["a,b", "c"]}, "color"),
    "name of a cookie": ("cookie.all", {"exploded": {"a b": 1}}, "exploded"),
    "semicolon in a name": ("cookie.all", {"exploded": {"a;b": 1}}, "exploded"),
    "space in a list": ("query.all", {"space": ["a b", "c"]}, "space"),
    "pipe in a list": ("query.all", {"pipe": ["a|b", "c"]}, "pipe"),
    "comma among reserved": ("query.all", {"reserved_list": ["a,b", "c"]}, "reserved_list"),
    "bracket": ("query.all", {"deep": {"a]b[": 1}}, "deep"),
    "empty list": ("query.all", {"color": []}, "color"),
    "empty object": ("query.all", {"color": {}}, "color"),
    "empty inside": ("query.all", {"deep": {"rows": []}}, "deep"),
    "null": ("query.all", {"color": None}, "color"),
    "null inside": ("query.all", {"color": {"a": None}}, "color"),
    "not a number": ("query.all", {"plain": float("nan")}, "plain"),
    "no time zone": ("query.all", {"at": datetime(2026, 1, 2)}, "at"),
}


@pytest.mark.parametrize(("method", "arguments", "name"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_sent(asked: Asked, method: str, arguments: dict[str, object], name: str) -> None:
    said = asked.refused(method, **arguments)
    assert said.startswith("ValueError: ")
    assert name in said


@pytest.mark.parametrize(("method", "value"), [("query.all", [[1], [2]]), ("query.all", {"a": [1]})])
def test_a_list_in_a_list_has_no_form(asked: Asked, method: str, value: object) -> None:
    assert asked.refused(method, color=value).startswith("TypeError: color: ")


def test_an_object_where_none_belongs(asked: Asked) -> None:
    assert asked.refused("query.all", plain={"a": 1}) == "TypeError: plain: dict cannot be sent as text"


@pytest.mark.parametrize("name", [*PATHS, "plain"])
@pytest.mark.parametrize("value", ["", ".", ".."])
def test_no_path_climbs(asked: Asked, name: str, value: str) -> None:
    values: list[object] = [value] if name == "plain" else [value, ["a", value], {"a": value}]
    for one in values:
        assert asked.refused(f"path.{name}", one).startswith("ValueError: color: ")


def test_nothing_in_a_path_is_a_step(asked: Asked) -> None:
    assert asked.request("path.plain", "../a?b#c%2f").path == "/base/path/plain/..%2Fa%3Fb%23c%252f/of/fixed"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in (".", ".."))
SAFE = st.text("abcXYZ019-_~!*", min_size=1)
Read = Callable[[str], str]


@given(value=st.one_of(WORDS, st.lists(WORDS, min_size=2), st.dictionaries(WORDS, st.integers(), min_size=1)))
def test_query_styles_are_read_back(asked: Asked, value: Given) -> None:
    """A small reader of our own, from RFC 6570, finds in the request what was given."""
    pairs = [piece.split("=") for piece in asked.request("query.all", color=value).target.partition("?")[2].split("&")]
    assert pairs.pop() == ["kind", "only"]
    decoded = [(unquote(key), unquote(text)) for key, text in pairs]
    if isinstance(value, dict):
        assert decoded == [(key, str(number)) for key, number in value.items()]
    else:
        assert decoded == [("color", text) for text in ([value] if isinstance(value, str) else value)]
    ((_, joined),) = [
        piece.split("=") for piece in asked.request("query.all", form=value).target.partition("?")[2].split("&")[:-1]
    ]
    assert [unquote(text) for text in joined.split(",")] == flat(value)


@given(value=st.one_of(WORDS, st.lists(WORDS, min_size=2), st.dictionaries(WORDS, st.integers(), min_size=1)))
def test_path_styles_are_read_back(asked: Asked, value: Given) -> None:
    simple = asked.request("path.simple", value).path.rpartition("/")[2]
    assert [unquote(text) for text in simple.split(",")] == flat(value)
    matrix = asked.request("path.matrix_explode", value).path.rpartition("/")[2]
    pairs = [tuple(map(unquote, piece.split("="))) for piece in matrix.split(";")[1:]]
    if isinstance(value, dict):
        assert pairs == [(key, str(number)) for key, number in value.items()]
    else:
        assert pairs == [("color", text) for text in ([value] if isinstance(value, str) else value)]


@given(value=st.one_of(SAFE, st.lists(SAFE, min_size=2), st.dictionaries(SAFE, st.integers(), min_size=1)))
def test_header_and_cookie_styles_are_read_back(asked: Asked, value: Given) -> None:
    (field,) = asked.request("header.all", x_color=value).values("x-color")
    assert field.split(",") == flat(value)
    (field,) = asked.request("header.all", x_explode=value).values("x-explode")
    assert re.split("[,=]", field) == flat(value)
    (cookie,) = asked.request("cookie.all", color=value).values("cookie")
    assert cookie.partition("=")[2].split(",") == flat(value)


def flat(value: Given) -> list[str]:
    if isinstance(value, dict):
        return [str(text) for pair in value.items() for text in pair]
    return [value] if isinstance(value, str) else list(value)


TREES = st.recursive(
    st.one_of(st.integers(), st.text("ab é&=", min_size=1)),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(SAFE, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(tree=st.dictionaries(SAFE, TREES, min_size=1, max_size=3))
def test_deep_objects_are_read_back(asked: Asked, tree: dict[str, Any]) -> None:
    read: Any = {}
    for key, text in asked.request("query.all", deep=tree).query[:-1]:
        name, *steps = re.findall(r"[^\[\]]+", key)
        assert name == "deep"
        at = read
        for step in steps[:-1]:
            at = at.setdefault(step, {})
        at[steps[-1]] = text
    assert read == by_number(tree)


def by_number(value: Given) -> Given:
    if isinstance(value, dict):
        return {key: by_number(one) for key, one in value.items()}
    if isinstance(value, list):
        return {str(number): by_number(one) for number, one in enumerate(value)}
    return str(value)
