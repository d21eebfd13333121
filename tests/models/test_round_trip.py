"""Nothing of any type is lost: read with `load`, compared with the text value by value, dumped byte for byte."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import date, datetime
from types import ModuleType
from typing import Any, TypeAlias

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.client.jsontext import Node, parse

from . import strategies

Value: TypeAlias = Any
"""What the package under test made: it is imported too late for types."""

RECORDS = sorted(name for name, schema in strategies.schemas().items() if "properties" in schema)
UNIONS = sorted(name for name, schema in strategies.schemas().items() if "oneOf" in schema or "anyOf" in schema)
OTHERS = ["Point", "Nest", "Knot"]

examples = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


class Judge:
    """Holds a value against the text it was read from, with the functions of the package under test."""

    def __init__(self, unions: ModuleType) -> None:
        self._unions = unions
        self.records = 0

    def judge(self, node: Node, value: Value) -> None:
        """Assert that a value says what a text says, at every depth."""
        if isinstance(value, msgspec.Struct):
            self._record(node, value)
        elif isinstance(value, list | tuple):
            assert node.text.startswith("[")
            assert len(value) == len(node.items)
            for below, item in zip(node.items, value, strict=True):
                self.judge(below, item)
        elif isinstance(value, dict):
            assert node.is_object
            assert value.keys() == node.members.keys()
            for key, below in node.members.items():
                self.judge(below, value[key])
        else:
            _scalar(node, value)

    def _record(self, node: Node, record: Value) -> None:
        self.records += 1
        assert node.is_object
        assert self._unions.dump(record) == node.bytes
        known = {field.encode_name: field.name for field in msgspec.structs.fields(type(record))}
        schema = strategies.schemas().get(type(record).__name__, {})
        for wire, name in known.items():
            there = wire in node.members
            assert self._unions.has(record, name) == there
            if there:
                self.judge(node.members[wire], getattr(record, name))
            else:
                always = schema["properties"][wire].get("const") if wire in schema.get("required", []) else None
                assert getattr(record, name) == always
        extra = self._unions.extra(record)
        assert extra.keys() == node.members.keys() - known.keys()
        for key, value in extra.items():
            self.judge(node.members[key], value)


def _scalar(node: Node, value: Value) -> None:
    said = node.value
    if isinstance(value, datetime):
        assert value == datetime.fromisoformat(str(said))
    elif isinstance(value, date):
        assert value == date.fromisoformat(str(said))
    elif isinstance(value, float):
        assert value == float(node.text)
    else:
        assert value == said
        assert isinstance(value, type(said))


@pytest.fixture
def judge(unions: ModuleType) -> Judge:
    """Return what compares a value with its text."""
    return Judge(unions)


def kind_of(unions: ModuleType, name: str) -> Value:
    """Return what a schema became."""
    return getattr(unions.models, name)


@pytest.mark.parametrize("name", [*RECORDS, *UNIONS, *OTHERS])
def test_every_value_comes_back_whole(name: str, unions: ModuleType, judge: Judge) -> None:
    @examples
    @given(strategies.texts(name))
    def check(text: str) -> None:
        judge.judge(parse(text), unions.load(kind_of(unions, name), text))

    check()
    assert judge.records or name in ("Point", "Tree", "Nest", "Knot", "Level")


@pytest.mark.parametrize("name", RECORDS)
def test_a_copy_says_the_same(name: str, unions: ModuleType, judge: Judge) -> None:
    """However it was made: each has the links of what lies in it."""
    ways: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]

    @examples
    @given(strategies.texts(name), st.sampled_from(ways))
    def check(text: str, way: Callable[[Any], Any]) -> None:
        judge.judge(parse(text), way(unions.load(kind_of(unions, name), text)))

    check()


@pytest.mark.parametrize("name", UNIONS)
def test_a_list_of_unions_is_a_list_of_each(name: str, unions: ModuleType, judge: Judge) -> None:
    kind = kind_of(unions, name)

    @examples
    @given(st.lists(strategies.texts(name), max_size=3))
    def check(texts: list[str]) -> None:
        rows = unions.load(list[kind], f"[{','.join(texts)}]")
        assert [type(row) for row in rows] == [type(unions.load(kind, text)) for text in texts]
        judge.judge(parse(f"[{','.join(texts)}]"), rows)

    check()


@examples
@given(strategies.texts("Pet"))
def test_the_tag_chooses(unions: ModuleType, text: str) -> None:
    found = unions.load(unions.models.Pet, text)
    chosen = {"cat": "Cat", "dog": "Dog", "pup": "Dog"}.get(json.loads(text)["kind"], "Unknown")
    assert type(found).__name__ == chosen


@examples
@given(strategies.texts("Dog"), st.data())
def test_a_changed_record_keeps_what_was_not_changed(unions: ModuleType, text: str, data: st.DataObject) -> None:
    dog = unions.load(unions.models.Dog, text)
    dog.owner = unions.models.Owner(name="new")
    before, after = parse(text).members, parse(unions.dump(dog).decode()).members
    assert {**{key: one.bytes for key, one in before.items()}, "owner": b'{"name":"new"}'} == {
        key: one.bytes for key, one in after.items()
    }
    assert list(after)[: len(before)] == list(before)
