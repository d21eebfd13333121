"""What a caller changes is changed, everything else stays byte for byte: at any depth, one change after the other."""

from __future__ import annotations

import json
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import dump, extra, has, response_of, set_null, unset
from toggltrack.models import Project

from . import strategies
from .drivers import Both, example_arguments, model, native
from .jsontext import Node, parse
from .judge import Found, find, judge
from .server import Reply, Server
from .spec import (
    Operation,
    Schema,
    attribute,
    is_record,
    member,
    nullable,
    operation,
    operations,
    present,
    properties,
    required,
    schemas,
)
from .spec import records as record_names

EDITABLE = [one for one in operations() if one.result is not None and (is_record(one.result) or "items" in one.result)]
ACTIONS = ("assign", "none", "null", "unset", "same")


def served(server: Server, both: Both, one: Operation, text: str) -> list[Found]:
    """Return the records of an answer; a list's rows are looked at one by one."""
    server.queue(Reply(one.status, text.encode()))
    value = both.sync.call(one, example_arguments(one))
    return list(find(one.result or {}, parse(text), value))


@pytest.mark.parametrize("one", EDITABLE, ids=str)
def test_a_change_changes_nothing_else(one: Operation, running: Server, both: Both) -> None:
    @strategies.examples(40)
    @given(strategies.bodies(one), st.data())
    def check(text: str, data: st.DataObject) -> None:
        found = served(running, both, one, text)
        # A row of a list is a root of its own, since a list has no dump.
        roots = {item.path: item for item in found if not any(isinstance(part, str) for part in item.path)}
        for _ in range(data.draw(st.integers(1, 3)) if found else 0):
            target = data.draw(st.sampled_from(found))
            before = {path: parse(dump(root.record).decode()) for path, root in roots.items()}
            wire = data.draw(st.sampled_from(list(properties(target.schema))))
            place = attribute(target.schema, wire)
            value = getattr(target.record, place)
            change(target, wire, data.draw(st.sampled_from(ACTIONS)), data)
            for path, root in roots.items():
                after = parse(dump(root.record).decode())
                if target.path[: len(path)] == path:
                    unchanged_but_for(before[path], after, (*target.path[len(path) :], wire), root.node)
                else:
                    assert after == before[path]
            if getattr(target.record, place) is not value:
                # What stood there before belongs to no record any more, and what was sent says nothing of the new.
                below = (*target.path, wire)
                found = [item for item in found if item.path[: len(below)] != below]

    check()


def change(target: Found, wire: str, action: str, data: st.DataObject) -> None:
    """Make one change to a record and assert what can be seen of it there."""
    record, schema = target.record, properties(target.schema)[wire]
    place = attribute(target.schema, wire)
    always = wire in required(present(target.schema)[1])
    before, there = dump(record), has(record, place)
    match action:
        case "assign":
            node = parse(data.draw(strategies.spelled(strategies.present_shapes(schema))))
            setattr(record, place, native(schema, node, typed=True))
            assert has(record, place)
            judge(schema, parse(dump(record).decode()).members[wire], getattr(record, place))
        case "same":
            setattr(record, place, getattr(record, place))
            assert dump(record) == before
        case "none" if not always:
            setattr(record, place, None)
            written = parse(dump(record).decode()).members.get(wire)
            assert written is None or written.is_null
            assert has(record, place) == (written is not None)
            # A key that was assigned and never sent goes; after an earlier edit either may be right.
            if there == (wire in target.node.members):
                assert has(record, place) == there
        case "null" if nullable(schema) or not always:
            set_null(record, place)
            assert has(record, place)
            assert getattr(record, place) is None
            assert parse(dump(record).decode()).members[wire].is_null
        case "unset" if not always:
            unset(record, place)
            assert not has(record, place)
            assert getattr(record, place) is None
            assert wire not in parse(dump(record).decode()).members
        case _:
            with pytest.raises(ValueError, match=rf"\b{place}\b"):
                (unset if action == "unset" else set_null)(record, place)
            assert dump(record) == before


def unchanged_but_for(before: Node, after: Node, path: tuple[str | int, ...], sent: Node | None) -> None:
    """Assert that two texts differ in one place only.

    The keys that the server sent keep their order, before those that were given since; those have none of their own.
    """
    head, *rest = path
    if isinstance(head, int):
        assert len(after.items) == len(before.items)
        for index, (old, new) in enumerate(zip(before.items, after.items, strict=True)):
            _same_or_deeper(old, new, index == head, rest, sent.items[index] if sent else None)
        return
    first = sent.members if sent else {}
    kept = [key for key in before.members if key != head or key in after.members]
    ordered = [key for key in kept if key in first]
    assert list(after.members)[: len(ordered)] == ordered
    assert set(kept) <= after.members.keys() <= {*kept, head}
    for key in kept:
        _same_or_deeper(before.members[key], after.members[key], key == head, rest, first.get(key))


def _same_or_deeper(old: Node, new: Node, on_path: bool, rest: list[str | int], sent: Node | None) -> None:
    if not on_path:
        assert new.text == old.text
    elif rest:
        unchanged_but_for(old, new, tuple(rest), sent)


@pytest.mark.parametrize("one", EDITABLE, ids=str)
def test_a_change_taken_back_leaves_the_original(one: Operation, running: Server, both: Both) -> None:
    @strategies.examples(15)
    @given(strategies.bodies(one), st.data())
    def check(text: str, data: st.DataObject) -> None:
        for item in served(running, both, one, text):
            wire = data.draw(st.sampled_from([*properties(item.schema)]))
            place = attribute(item.schema, wire)
            old = getattr(item.record, place)
            if old is not None:
                setattr(item.record, place, _other(old))
                setattr(item.record, place, old)
            assert dump(item.record) == item.node.bytes

    check()


def _other(value: object) -> object:
    return not value if isinstance(value, bool) else None


LISTS = [
    (one, item)
    for one in EDITABLE
    for item, below in properties(one.result or {}).items()
    if "items" in below and is_record(member(below, "items"))
]


@pytest.mark.parametrize(("one", "wire"), LISTS, ids=str)
def test_rows_that_move_keep_their_own_text(one: Operation, wire: str, running: Server, both: Both) -> None:
    """Turned round, thinned out, doubled, taken from another answer, made by hand: each row is written as it is."""
    place = attribute(one.result or {}, wire)
    schema = member(properties(one.result or {})[wire], "items")

    @strategies.examples(40)
    @given(strategies.bodies(one), strategies.bodies(one), st.data())
    def check(text: str, other: str, data: st.DataObject) -> None:
        record, guest = (served(running, both, one, body)[0].record for body in (text, other))
        rows = [*(getattr(record, place) or []), *(getattr(guest, place) or [])]
        rows.append(native(schema, parse(data.draw(strategies.spelled(strategies.shapes(schema)))), typed=True))
        chosen = data.draw(st.lists(st.sampled_from(rows), max_size=4))
        others = {key: below for key, below in parse(dump(record).decode()).members.items() if key != wire}
        setattr(record, place, chosen)
        written = parse(dump(record).decode())
        assert [item.bytes for item in written.members[wire].items] == [dump(row) for row in chosen]
        assert {key: below for key, below in written.members.items() if key != wire} == others

    check()


def test_a_record_moved_to_another_owner_takes_its_unknown_keys_along(server: Server, both: Both) -> None:
    periods = ('{"x": 1.0, "start_date": "2026-01-01"}', '{"y": 2e0, "start_date": "2026-01-01"}')
    texts = [f'{{"id": 1, "name": "a", "workspace_id": 1, "current_period": {period}}}' for period in periods]
    first, second = (served(server, both, operation("projects.get"), text)[0].record for text in texts)
    first.current_period = second.current_period
    assert parse(dump(first).decode()).members["current_period"].text == periods[1]


@pytest.mark.parametrize("name", record_names())
def test_a_model_built_by_hand(name: str) -> None:
    """It has no source: what was given is written, nothing else, and every function copes."""
    schema: Schema = {"$ref": f"#/components/schemas/{name}"}

    @strategies.examples(25)
    @given(strategies.spelled(strategies.shapes(schema)))
    def check(text: str) -> None:
        node = parse(text)
        known = {wire: one for wire, one in node.members.items() if wire in properties(schema)}
        values = {
            attribute(schema, wire): native(properties(schema)[wire], one, typed=True) for wire, one in known.items()
        }
        record = cast("Project", model(name)(**values))
        written = parse(dump(record).decode())
        there = {wire for wire, one in known.items() if not one.is_null or wire in required(present(schema)[1])}
        assert written.members.keys() == there
        for wire in there:
            judge(properties(schema)[wire], written.members[wire], getattr(record, attribute(schema, wire)))
        assert extra(record) == {}
        for wire in properties(schema):
            assert has(record, attribute(schema, wire)) == (wire in there)
            if wire not in required(present(schema)[1]):
                set_null(record, attribute(schema, wire))
                assert parse(dump(record).decode()).members[wire].is_null
                unset(record, attribute(schema, wire))
                assert wire not in parse(dump(record).decode()).members
        with pytest.raises(LookupError):
            response_of(record)

    check()


def test_no_other_name_is_taken_for_an_attribute() -> None:
    for name in record_names():
        one = properties(cast("Schema", schemas()[name]))
        record = cast("Project", model(name)(**{wire: 1 for wire in required(cast("Schema", schemas()[name]))}))
        for function in (has, unset, set_null):
            for wrong in ("no_such_name", "__source__", "__at__", "__class__", f"{next(iter(one))} "):
                with pytest.raises(AttributeError, match="no attribute"):
                    function(record, wrong)
            near = f"{attribute(cast('Schema', schemas()[name]), next(iter(one)))}s"
            with pytest.raises(AttributeError, match="did you mean"):
                function(record, near)


def test_what_came_with_a_record(server: Server, both: Both) -> None:
    """Every record, at any depth, knows its response; the secrets of the request are masked there."""
    for one in EDITABLE:
        body = json.dumps(one.example)
        for item in served(server, both, one, body):
            reply = response_of(item.record)
            assert (reply.status, reply.body) == (one.status, body.encode())
            assert reply.headers["content-type"].startswith("application/json")
            assert reply.request.method == one.method
            assert reply.request.url.endswith(server.request.target)


def test_two_records_of_one_page_do_not_touch_each_other(server: Server, both: Both) -> None:
    rows = '[{"id": 1, "name": "a", "workspace_id": 1, "x": 1.0}, {"id": 2, "name": "b", "workspace_id": 1, "x": 2.0}]'
    first, second = (item.record for item in served(server, both, operation("projects.list"), rows))
    unset(first, "color")
    set_null(first, "rate")
    first.name = "c"
    assert dump(second) == b'{"id": 2, "name": "b", "workspace_id": 1, "x": 2.0}'
    assert parse(dump(first).decode()).value == {"id": 1, "name": "c", "workspace_id": 1, "x": 1.0, "rate": None}
    assert not has(second, "rate")
