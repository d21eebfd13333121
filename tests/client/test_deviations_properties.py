"""Any answer, wrong in one to three places: exactly these are deviations, all else reads as before, nothing is lost."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from toggltrack import Deviation, DeviationError, deviations, dump, extra, has, response_of
from toggltrack.models import Project

from . import strategies
from .breaking import Broken, Fault, Path, broken
from .drivers import Both, example_arguments, native
from .jsontext import Node, parse
from .judge import Model, judge_scalar, same
from .server import Reply, Server
from .spec import Operation, Schema, attribute, kinds, member, nullable, operations, present, properties, required

BREAKABLE = [one for one in operations() if one.result is not None and kinds(one.result) != {"integer"}]
WAYS: dict[str, Callable[[object], object]] = {
    "itself": lambda value: value,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


@pytest.fixture(scope="module")
def seen() -> list[Deviation]:
    """Return what the clients have reported."""
    return []


@pytest.fixture(scope="module")
def telling(running: Server, seen: list[Deviation]) -> Iterator[Both]:
    """Return both clients, which report into `seen`."""
    with Both(running.url, on_deviation=seen.append) as clients:
        yield clients


class Judge:
    """Holds a decoded value against its text and the faults in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self._rows = {fault.owner for fault in faults if fault.is_row}
        self._lost = {fault.owner for fault in faults if not fault.is_row}
        self._faults = faults

    def judge(self, schema: Schema, node: Node, value: object, path: Path = ()) -> None:
        """Assert that a value says what the text says, but where a fault is."""
        inner = present(schema)[1]
        if path in self._rows:
            self._row(schema, node, cast("Model", value), path)
        elif isinstance(value, list) or node.text.startswith("["):
            assert isinstance(value, list)
            rows = zip(node.items, cast("list[object]", value), strict=True)
            for index, (below, item) in enumerate(rows):
                self.judge(member(inner, "items"), below, item, (*path, index))
        elif node.is_object and "properties" in inner:
            self._record(schema, node, cast("Model", value), path)
        elif node.is_object:
            assert isinstance(value, dict)
            assert value.keys() == node.members.keys()
            for key, below in node.members.items():
                self.judge(member(inner, "additionalProperties"), below, value[key], (*path, key))
        else:
            judge_scalar(schema, node, value)

    def _record(self, schema: Schema, node: Node, record: Model, path: Path) -> None:
        name, inner = present(schema)
        assert (type(record).__name__, isinstance(record, Project)) == (name, name == "Project")
        self._told(record, path)
        assert dump(record) == node.bytes
        for wire, below in properties(inner).items():
            place = attribute(inner, wire)
            assert has(record, place) == (wire in node.members), f"{name}.{place}"
            if (*path, wire) in self._lost:
                self._unread(record, place, (*path, wire), optional=is_optional(inner, wire))
            elif wire in node.members:
                self.judge(below, node.members[wire], getattr(record, place), (*path, wire))
            else:
                assert getattr(record, place) is None, f"{name}.{place}"
        unknown = {key: one.value for key, one in node.members.items() if key not in properties(inner)}
        assert same(extra(record), unknown)

    def _row(self, schema: Schema, node: Node, record: Model, path: Path) -> None:
        """Assert that a record has nothing set but knows its text."""
        name, inner = present(schema)
        assert type(record).__name__ == name
        self._told(record, path)
        assert dump(record) == node.bytes
        assert extra(record) == {}
        for wire in properties(inner):
            place = attribute(inner, wire)
            assert not has(record, place)
            self._unread(record, place, path, optional=is_optional(inner, wire))

    def _unread(self, record: Model, place: str, path: Path, *, optional: bool) -> None:
        wanted = {fault.pointer for fault in self._faults if fault.owner == path}
        if optional:
            assert getattr(record, place) is None
            return
        assert f"{place}=<unreadable>" in repr(record)
        with pytest.raises(DeviationError) as caught:
            getattr(record, place)
        assert {one.pointer for one in caught.value.deviations} == wanted
        assert all(pointer in str(caught.value) for pointer in wanted)
        assert f"{type(record).__name__}.{place}" in str(caught.value)
        assert getattr(record, place, "otherwise") == "otherwise"

    def _told(self, record: Model, path: Path) -> None:
        """Assert that a record knows its own deviations, and no others."""
        mine = {(fault.pointer, fault.kind) for fault in self._faults if fault.path[: len(path)] == path}
        assert {(one.pointer, one.kind) for one in deviations(record)} == mine
        assert len(deviations(record)) == len(mine)


def is_optional(schema: Schema, wire: str) -> bool:
    """Say whether an attribute may read None."""
    return wire not in required(schema) or nullable(properties(schema)[wire])


def served(server: Server, both: Both, one: Operation, text: str) -> Iterator[object]:
    """Yield what both clients make of an answer."""
    for driver in both.each:
        server.queue(Reply(one.status, text.encode()))
        yield driver.call(one, example_arguments(one))


@pytest.mark.parametrize("one", BREAKABLE, ids=str)
def test_what_is_wrong_is_told_and_all_else_is_read(
    one: Operation, running: Server, telling: Both, seen: list[Deviation]
) -> None:
    @strategies.examples(40)
    @given(broken(one))
    def check(answer: Broken) -> None:
        tree = parse(answer.text)
        for driver in telling.each:
            seen.clear()
            running.queue(Reply(one.status, answer.text.encode()))
            value = driver.call(one, example_arguments(one))
            assert {(told.pointer, told.kind) for told in seen} == answer.wanted
            assert len(seen) == len(answer.wanted)
            assert {told.operation for told in seen} == {one.id}
            assert deviations(value) == tuple(seen)
            Judge(answer.faults).judge(one.result or {}, tree, value)

    check()


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_is_wrong_in_the_same_places(way: str, running: Server, telling: Both) -> None:
    @strategies.examples(60)
    @given(st.sampled_from(BREAKABLE).flatmap(_answers))
    def check(answer: tuple[Operation, Broken]) -> None:
        one, wrong = answer
        value = next(served(running, telling, one, wrong.text))
        tree, judge = parse(wrong.text), Judge(wrong.faults)
        rows = zip(value, tree.items, strict=True) if isinstance(value, list) else [(value, tree)]
        for index, (row, node) in enumerate(rows):
            twin = cast("Model", WAYS[way](row))
            schema, path = (one.result or {}), cast("Path", ())
            if isinstance(value, list):
                schema, path = member(present(one.result or {})[1], "items"), (index,)
            assert twin == row
            assert (twin != row) is False
            assert repr(twin) == repr(row)
            assert deviations(twin) == deviations(cast("object", row))
            judge.judge(schema, node, twin, path)
            judge.judge(schema, node, WAYS[way](twin), path)
            assert response_of(twin).status == one.status

    check()


def _answers(one: Operation) -> st.SearchStrategy[tuple[Operation, Broken]]:
    return broken(one).map(lambda answer: (one, answer))


@pytest.mark.parametrize("one", BREAKABLE, ids=str)
def test_a_change_changes_nothing_else(one: Operation, running: Server, telling: Both) -> None:
    """Whatever attribute is set, the wrong ones included: its member is new, every other as it was sent."""

    @strategies.examples(40)
    @given(broken(one), st.data())
    def check(answer: Broken, data: st.DataObject) -> None:
        value = next(served(running, telling, one, answer.text))
        tree = parse(answer.text)
        records = [pair for pair in _records(one.result or {}, tree, value, answer) if pair[1].is_object]
        assume(records)
        schema, node, record = data.draw(st.sampled_from(records))
        wire = data.draw(st.sampled_from(sorted(properties(schema))))
        below = properties(schema)[wire]
        new = data.draw(strategies.spelled(strategies.present_shapes(below)))
        setattr(record, attribute(schema, wire), native(below, parse(new), typed=True))
        after = parse(dump(record).decode()).members
        assert {**node.members, wire: after[wire]} == after
        assert list(after)[: len(node.members)] == list(node.members)
        again = native(below, after[wire], typed=True)
        assert getattr(record, attribute(schema, wire)) == again

    check()


def _records(
    schema: Schema, node: Node, value: object, answer: Broken, path: Path = ()
) -> Iterator[tuple[Schema, Node, Model]]:
    """Yield the records that can be reached, with their schemas and texts."""
    inner = present(schema)[1]
    if value is None or any(fault.owner == path for fault in answer.faults):
        return
    if node.text.startswith("["):
        for index, (below, item) in enumerate(zip(node.items, cast("list[object]", value), strict=True)):
            yield from _records(member(inner, "items"), below, item, answer, (*path, index))
    elif node.is_object and "properties" in inner:
        yield inner, node, cast("Model", value)
        for wire, below_schema in properties(inner).items():
            if wire in node.members and not any(fault.owner == (*path, wire) for fault in answer.faults):
                one = getattr(value, attribute(inner, wire))
                yield from _records(below_schema, node.members[wire], one, answer, (*path, wire))
