"""A copy of a record is the record: its unknown keys, spelling and response come along, and nothing is shared."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import dump, response_of, set_null
from toggltrack.models import Project

from . import strategies
from .drivers import Both, model, native
from .jsontext import parse
from .judge import find, judge
from .server import Server
from .spec import Operation, Schema, attribute, operation, operations, properties, records
from .test_editing import EDITABLE, served

Copy = Callable[[Project], Project]


def _pickled(protocol: int) -> Copy:
    return lambda record: cast("Project", pickle.loads(pickle.dumps(record, protocol)))


WAYS: dict[str, Copy] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": lambda record: record.__replace__(),
    **{f"pickle{protocol}": _pickled(protocol) for protocol in (2, pickle.HIGHEST_PROTOCOL)},
}
if sys.version_info >= (3, 13):
    WAYS["copy.replace"] = copy.replace


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_is_the_record(way: str, running: Server, both: Both) -> None:
    @strategies.examples(60)
    @given(st.sampled_from(EDITABLE).flatmap(_answers))
    def check(answer: tuple[Operation, str]) -> None:
        one, text = answer
        for item in served(running, both, one, text):
            twin = WAYS[way](item.record)
            assert twin == item.record
            assert twin is not item.record
            judge(item.schema, item.node, twin)
            assert response_of(twin).status == response_of(item.record).status
            # What was copied can be copied: a pickle may have cut the page down.
            judge(item.schema, item.node, WAYS[way](twin))

    check()


def _answers(one: Operation) -> st.SearchStrategy[tuple[Operation, str]]:
    return strategies.bodies(one).map(lambda text: (one, text))


@pytest.mark.parametrize("way", WAYS)
def test_a_changed_copy_leaves_the_record_alone(way: str, server: Server, both: Both) -> None:
    for one in EDITABLE:
        for item in served(server, both, one, json.dumps(one.example)):
            twin = WAYS[way](item.record)
            for wire in properties(item.schema):
                setattr(twin, attribute(item.schema, wire), None)
            assert dump(twin) != item.node.bytes
            judge(item.schema, item.node, item.record)


@pytest.mark.parametrize("way", [way for way in WAYS if way.startswith(("deep", "pickle"))])
def test_a_deep_copy_shares_no_inner_record(way: str, server: Server, both: Both) -> None:
    for one in operations():
        if one not in EDITABLE:
            continue
        for item in served(server, both, one, json.dumps(one.example)):
            twin = WAYS[way](item.record)
            mine = {id(inner.record) for inner in find(item.schema, item.node, item.record)}
            assert not mine & {id(inner.record) for inner in find(item.schema, item.node, twin)}


@pytest.mark.parametrize("way", WAYS)
def test_a_changed_record_is_copied_with_its_changes(way: str, server: Server, both: Both) -> None:
    text = '{"x": 1.50, "id": 1, "rate": 5.0, "name": "a", "workspace_id": 2, "recurring_parameters": [{"y": 0e1}]}'
    project = served(server, both, operation("projects.get"), text)[0].record
    project.name = "b"
    set_null(project, "color")
    assert project.recurring_parameters is not None
    project.recurring_parameters[0].period = "monthly"
    twin = WAYS[way](project)
    assert twin == project
    assert dump(twin) == dump(project)
    written = parse(dump(twin).decode())
    assert {key: one.text for key, one in written.members.items()} == {
        **{"x": "1.50", "id": "1", "rate": "5.0", "name": '"b"', "workspace_id": "2", "color": "null"},
        "recurring_parameters": written.members["recurring_parameters"].text,
    }
    assert written.members["recurring_parameters"].items[0].members["y"].text == "0e1"


def test_replace_changes_what_it_is_told(server: Server, both: Both) -> None:
    text = '{"x": 1.50, "id": 1, "rate": 5.0, "name": "a", "workspace_id": 2}'
    project = served(server, both, operation("projects.get"), text)[0].record
    twin = project.__replace__(name="b", rate=None)
    assert parse(dump(twin).decode()).value == {"x": 1.5, "id": 1, "rate": None, "name": "b", "workspace_id": 2}
    assert dump(project) == text.encode()
    with pytest.raises(TypeError):
        project.__replace__(no_such_name=1)


@pytest.mark.parametrize("name", records())
@pytest.mark.parametrize("way", WAYS)
def test_a_model_built_by_hand_can_be_copied(way: str, name: str) -> None:
    schema: Schema = {"$ref": f"#/components/schemas/{name}"}

    @strategies.examples(5)
    @given(strategies.spelled(strategies.shapes(schema)))
    def check(text: str) -> None:
        record = cast("Project", native(schema, parse(text), typed=True))
        twin = WAYS[way](record)
        assert twin == record
        assert dump(twin) == dump(record)
        with pytest.raises(LookupError):
            response_of(twin)

    check()


def test_models_are_compared_by_what_they_say(server: Server, both: Both) -> None:
    text = '{"id": 1, "name": "a", "workspace_id": 2}'
    project = served(server, both, operation("projects.get"), text)[0].record
    assert project == model("Project")(id=1, name="a", workspace_id=2)
    assert project != model("Project")(id=1, name="b", workspace_id=2)
