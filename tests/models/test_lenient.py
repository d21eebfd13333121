"""Values that are wrong in places, of every kind of type: what is wrong is told, all else is read, nothing is lost."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.jsontext import Node, parse

from . import strategies
from .breaking import Fault, Path, broken
from .test_round_trip import RECORDS, _scalar, examples

Value: TypeAlias = Any
"""What the package under test made: it is imported too late for types."""

WAYS: dict[str, Callable[[Value], Value]] = {
    "itself": lambda value: value,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


class Judge:
    """Holds a value against its text and the faults in it."""

    def __init__(self, unions: ModuleType, faults: tuple[Fault, ...]) -> None:
        self._unions = unions
        self._faults = faults
        self._rows = {fault.owner for fault in faults if fault.is_row}
        self._lost = {fault.owner for fault in faults if not fault.is_row}

    def judge(self, node: Node, value: Value, path: Path = ()) -> None:
        """Assert that a value says what a text says, but where a fault is."""
        if path in self._rows:
            self._row(node, value)
        elif isinstance(value, msgspec.Struct):
            self._record(node, value, path)
        elif isinstance(value, list | tuple):
            for index, (below, item) in enumerate(zip(node.items, value, strict=True)):
                self.judge(below, item, (*path, index))
        elif isinstance(value, dict):
            assert value.keys() == node.members.keys()
            for key, below in node.members.items():
                self.judge(below, value[key], (*path, key))
        else:
            _scalar(node, value)

    def _record(self, node: Node, record: Value, path: Path) -> None:
        assert self._unions.dump(record) == node.bytes
        mine = sorted((one.pointer, one.kind) for one in self._faults if one.path[: len(path)] == path)
        assert sorted((one.pointer, one.kind) for one in self._unions.deviations(record)) == mine
        schema = strategies.schemas().get(type(record).__name__, {})
        for field in msgspec.structs.fields(type(record)):
            wire, there = field.encode_name, field.encode_name in node.members
            assert self._unions.has(record, field.name) == there
            if (*path, wire) in self._lost:
                self._unread(record, field.name, schema, wire)
            elif there:
                self.judge(node.members[wire], getattr(record, field.name), (*path, wire))
            else:
                always = schema["properties"][wire].get("const") if wire in schema.get("required", []) else None
                assert getattr(record, field.name) == always

    def _unread(self, record: Value, name: str, schema: strategies.Schema, wire: str) -> None:
        optional = wire not in schema.get("required", [])
        if optional or "null" in strategies.follow(schema["properties"][wire]).get("type", ()):
            assert getattr(record, name) is None
            return
        with pytest.raises(self._unions.DeviationError) as caught:
            getattr(record, name)
        assert caught.value.deviations

    def _row(self, node: Node, record: Value) -> None:
        assert isinstance(record, msgspec.Struct)
        assert self._unions.dump(record) == node.bytes
        assert self._unions.extra(record) == {}
        assert len(self._unions.deviations(record)) == 1
        for field in msgspec.structs.fields(type(record)):
            assert not self._unions.has(record, field.name)


@pytest.mark.parametrize("name", RECORDS)
def test_what_is_wrong_is_told_and_all_else_is_read(name: str, unions: ModuleType) -> None:
    @examples
    @given(broken(name))
    def check(given: tuple[str, tuple[Fault, ...]]) -> None:
        text, faults = given
        record = unions.load(getattr(unions.models, name), text)
        for way in WAYS.values():
            twin = way(record)
            Judge(unions, faults).judge(parse(text), twin)
            assert twin == record
            assert unions.news(twin) == unions.news(record)

    check()


@examples
@given(broken("Dog"), st.data())
def test_a_changed_record_keeps_what_was_not_changed(
    unions: ModuleType, given: tuple[str, tuple[Fault, ...]], data: st.DataObject
) -> None:
    text, _ = given
    dog = unions.load(unions.models.Dog, text)
    dog.owner = unions.models.Owner(name="new")
    before, after = parse(text).members, parse(unions.dump(dog).decode()).members
    assert {**{key: one.bytes for key, one in before.items()}, "owner": b'{"name":"new"}'} == {
        key: one.bytes for key, one in after.items()
    }


CASES = [
    # A union: the place where no member has this JSON type; else what is wrong in the member.
    ("Drawing", '{"shape": 5, "shapes": []}', [("/shape", "type", "object", "number")]),
    ("Drawing", '{"shape": {}, "shapes": [{}, "a", null]}', ["/shapes/1 type", "/shapes/2 null"]),
    ("Dog", '{"kind": "dog", "best": {"kind": "cat"}}', [("/best/lives", "missing", "integer", "absent")]),
    (
        "Dog",
        '{"kind": "dog", "best": {"kind": "cat", "lives": "9", "weight": "1"}}',
        ["/best/lives type", "/best/weight type"],
    ),
    ("Dog", '{"kind": "dog", "friends": [{"kind": "bird", "lives": "x"}, 5]}', ["/friends/1 type"]),
    ("Dog", '{"kind": "dog", "by_name": {"a/b~": [], "c": {}}}', ["/by_name/a~1b~0 type", "/by_name/c/lives missing"]),
    # Members without any deviation come first, also where a constant speaks for another.
    ("Drawing", '{"shape": {"type": "circle", "radius": "x"}, "shapes": []}', []),
    ("Sum", '{"left": {"left": "x"}}', [("/left/left", "type", "object or array or number", "string")]),
    ("Sum", '{"left": [1, {"factor": "2"}]}', []),
    ("Sum", '{"left": [1, {"factor": "2", "left": [[true]]}]}', ["/left/1/left/0/0 type"]),
    # Tuples: their length, a scalar in them, a record in them.
    ("Drawing", '{"shape": {}, "shapes": [], "origin": [1]}', [("/origin", "type", "array of 2", "array")]),
    ("Drawing", '{"shape": {}, "shapes": [], "path": [[1, 2], [1, "a"]]}', ["/path/1/1 type"]),
    ("Drawing", '{"shape": {}, "shapes": [], "row": ["a", 5]}', ["/row/1 type"]),
    # Constants: another value is news, another type is none.
    ("Cat", '{"kind": "dog", "lives": 9}', []),
    ("Cat", '{"kind": 5, "lives": 9}', [("/kind", "type", "string", "number")]),
    ("Cat", '{"kind": null, "lives": 9}', [("/kind", "null", "string", "null")]),
    ("Cat", '{"lives": 9}', []),
    # Several types in one place.
    (
        "Odd",
        '{"id": 1.5, "version": 2, "ratio": 1, "nothing": null, "list": "a"}',
        [("/id", "type", "integer or string", "number")],
    ),
    ("Odd", '{"id": 1, "version": 2, "ratio": 1, "list": "a"}', [("/nothing", "missing", "null", "absent")]),
    ("Odd", '{"id": 1, "version": 2, "ratio": 1, "nothing": 0, "list": [0]}', ["/nothing type", "/list/0 type"]),
    (
        "Odd",
        '{"id": 1, "version": 2, "ratio": 1, "nothing": null, "list": "a", "day": "x"}',
        [("/day", "format", "string (date) or integer", "string")],
    ),
    (
        "Odd",
        '{"id": 1, "version": 2, "ratio": 1, "nothing": null, "list": "a", "_links": {"a": 5}}',
        ["/_links/a type"],
    ),
    # An integer is one in any spelling, and of any size.
    ("Cat", '{"lives": 9.0}', []),
    ("Cat", '{"lives": 1e3}', []),
    ("Cat", '{"lives": 18446744073709551616e0}', []),
    ("Cat", '{"lives": 9.5}', [("/lives", "type", "integer", "number")]),
    ("Cat", '{"lives": true}', [("/lives", "type", "integer", "boolean")]),
    ("Cat", '{"lives": 1e999999999}', ["/lives type"]),
    # A number beyond all floats is a number; half a pair is no text, but in what nobody knows it is nobody's business.
    ("Cat", '{"lives": 9, "weight": 1e400}', []),
    ("Cat", '{"lives": 9, "x": "\\ud800", "y": ["\\udc00\\ud800", 1e400], "\\ud800": 1}', []),
    ("Cat", '{"lives": "\\ud800", "x": "\\ud800"}', ["/lives type"]),
    ("Owner", '{"name": "\\ud800"}', [("/name", "format", "string", "string")]),
    (
        "Owner",
        '{"name": "a", "pet": {"kind": "cat", "lives": 9, "owner": {"name": "\\udfff"}}}',
        ["/pet/owner/name format"],
    ),
    # The last of equal keys counts, as it does where nothing is wrong.
    ("Cat", '{"lives": "9", "lives": 9}', []),
]


@pytest.mark.parametrize(
    ("name", "text", "wanted"), CASES, ids=[f"{name}-{number}" for number, (name, *_) in enumerate(CASES)]
)
def test_what_is_wrong(name: str, text: str, wanted: list[Value], unions: ModuleType) -> None:
    record = unions.load(getattr(unions.models, name), text)
    found = unions.deviations(record)
    plain = [f"{one.pointer} {one.kind}" for one in found]
    full = [(one.pointer, one.kind, one.expected, one.actual) for one in found]
    assert wanted in (plain, full)
    assert unions.dump(record) == text.encode()
    for way in WAYS.values():
        twin = way(record)
        assert (twin, unions.dump(twin), unions.deviations(twin)) == (record, text.encode(), found)


@pytest.mark.parametrize(
    ("text", "value"), [("5.0", 5), ("1e3", 1000), ("-0.0", 0), ("18446744073709551616.0", 2**64), ("1E+30", 10**30)]
)
def test_an_integer_spelled_as_a_fraction_is_exact_and_keeps_its_spelling(
    text: str, value: int, unions: ModuleType
) -> None:
    cat = unions.load(unions.models.Cat, f'{{"lives": {text}, "weight": 1}}')
    assert (cat.lives, type(cat.lives), type(cat)) == (value, int, unions.models.Cat)
    cat.weight = 2.5
    assert unions.dump(cat) == f'{{"lives":{text},"weight":2.5}}'.encode()


def test_a_record_is_repaired_by_setting_what_is_wrong(unions: ModuleType) -> None:
    cat = unions.load(unions.models.Cat, '{"kind": "cat", "lives": "nine", "weight": "w", "x": 1.0}')
    assert cat != unions.load(unions.models.Cat, '{"kind": "cat", "lives": "ten", "weight": "w", "x": 1.0}')
    assert repr(cat) == "Cat(kind='cat', lives=<unreadable>)"
    assert cat.__replace__(lives=9) == unions.models.Cat(lives=9)
    assert type(cat.__replace__(lives=9)) is unions.models.Cat
    cat.lives = 9
    assert cat == unions.models.Cat(lives=9) == cat
    assert (cat != unions.models.Cat(lives=9)) is False
    assert unions.dump(cat) == b'{"kind":"cat","lives":9,"weight":"w","x":1.0}'
    # None is what it read before; `set_null` and `unset` say what is meant.
    cat.weight = None
    assert b'"weight":"w"' in unions.dump(cat)
    unions.set_null(cat, "weight")
    assert b'"weight":null' in unions.dump(cat)
    assert [one.pointer for one in unions.deviations(cat)] == ["/lives"]
    unions.unset(cat, "weight")
    assert unions.dump(cat) == b'{"kind":"cat","lives":9,"x":1.0}'
    with pytest.raises(TypeError):
        cat.__replace__(no_such_name=1)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = cat.no_such_name


def test_a_row_that_is_no_record_can_become_one(unions: ModuleType) -> None:
    rows = unions.load(list[unions.models.Cat], '[{"lives": 1}, "x"]')
    assert [row.lives for row in rows[:1]] == [1]
    rows[1].lives = 2
    assert unions.dump(rows[1]) == b'{"lives":2}'
    with pytest.raises(unions.DeviationError, match="/1 should be object, but is string"):
        _ = unions.load(list[unions.models.Cat], '[{"lives": 1}, "x"]')[1].lives


def test_a_message_stands_on_one_line_whatever_the_keys_are(unions: ModuleType) -> None:
    key = "evil\r\nkey\x1b[31m\u2028" + "y" * 5000
    text = json.dumps({"kind": "dog", "by_name": {key: {"kind": "cat"}}})
    cat = unions.load(unions.models.Dog, text).by_name[key]
    assert [one.pointer for one in unions.deviations(cat)] == [f"/by_name/{key}/lives"]
    with pytest.raises(unions.DeviationError) as caught:
        _ = cat.lives
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


def test_what_was_built_by_hand_has_nothing_to_tell(unions: ModuleType) -> None:
    assert unions.deviations(unions.models.Cat(lives=9)) == ()
    assert unions.news(unions.models.Cat(lives=9, kind="dog")) == ()
    assert unions.deviations([1, {"a": None}]) == unions.news("x") == ()


@pytest.mark.parametrize("text", ['[1, "a"]', '{"a": 1}', "null", "[1", "[NaN]", '["\\ud800]', "[01]", '["\t"]'])
def test_a_text_of_another_outermost_type_is_refused(text: str, unions: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"Expected|malformed|truncated|trailing|Invalid"):
        unions.load(list[int], text)


def test_a_list_of_a_union_in_itself_is_read_in_bounded_time(unions: ModuleType) -> None:
    """Each level could be one of two records: without memory, twice as many tries for every level."""
    text = '"wrong"'
    for _ in range(12):
        text = f'{{"left": {text}}}'
    # What an error says must not double either; of many levels nobody could hold it.
    hook = importlib.import_module(f"{unions.__name__}._union").hook
    with pytest.raises(ValueError, match="no Expression") as caught:
        hook(unions.models.Expression, json.loads(text))
    assert len(str(caught.value)) < 1500
    for _ in range(28):
        text = f'{{"left": {text}}}'
    record = unions.load(unions.models.Expression, text)
    assert [one.pointer for one in unions.deviations(record)] == ["/left" * 40]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("Cat", '{"lives": 9}', []),
        ("Cat", '{"kind": "dog", "lives": 9, "a/b": 1, "c": {"d": 1}}', ["/kind value", "/a~1b key", "/c key"]),
        ("Pet", '{"kind": "bird", "wings": 2}', [" value"]),
        (
            "Dog",
            '{"kind": "dog", "friends": [{"kind": "bird"}, {"kind": "cat", "lives": 1, "x": 0}]}',
            ["/friends/0 value", "/friends/1/x key"],
        ),
        (
            "Drawing",
            '{"shape": {"type": "oval"}, "shapes": [], "named": {"k": {"style": "new", "height": 1}}}',
            ["/shape/type key", "/named/k/style value"],
        ),
        ("Drawing", '{"shape": {}, "shapes": [], "row": ["a", {"type": "oval"}]}', ["/row/1/type value"]),
        ("Money", '{"currency": "EUR", "a": {"width": 1, "x": 1}, "b": 5}', ["/a/x key"]),
        (
            "Odd",
            '{"id": 1, "version": 3, "ratio": 1, "nothing": null, "list": "a", "level": 7, "zz": 1, "any": {"q": 1}}',
            ["/version value", "/level value", "/zz key"],
        ),
        # What is wrong is no news, what is new beside it is.
        ("Cat", '{"kind": 5, "lives": "x", "owner": 5, "new": 1}', ["/new key"]),
    ],
)
def test_news(name: str, text: str, wanted: list[str], unions: ModuleType) -> None:
    kind = getattr(unions.models, name)
    found = unions.news(unions.load(kind, text))
    assert [f"{one.pointer} {one.kind}" for one in found] == wanted
    rows = unions.load(list[kind], f"[{text}, {text}]")
    assert [f"{one.pointer} {one.kind}" for one in unions.news(rows)] == [
        f"/{n}{one}" for n in (0, 1) for one in wanted
    ]


def test_news_is_of_what_the_server_sent_whatever_was_changed_since(unions: ModuleType) -> None:
    dog = unions.load(unions.models.Dog, '{"kind": "dog", "best": {"kind": "cat", "lives": 1, "x": 0}}')
    best = dog.best
    dog.best = unions.models.Cat(lives=3, kind="other")
    assert [one.pointer for one in unions.news(dog)] == ["/best/x"]
    assert [one.pointer for one in unions.news(best)] == ["/best/x"]
    assert unions.news(pickle.loads(pickle.dumps(best))) == unions.news(best)
