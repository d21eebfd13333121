"""The model classes: what the spec has and nothing else, open where the server may say more, and freed when dropped."""

from __future__ import annotations

import gc
import json
import pickle
import tracemalloc
from enum import Enum
from typing import cast

import msgspec
import pytest
from toggltrack import dump, extra, models, response_of, set_null
from toggltrack.models import Project, ProjectStatus

from .drivers import Both, example_arguments, model
from .jsontext import Node, parse
from .judge import find
from .server import Reply, Server
from .spec import JSON, Schema, attribute, kinds, operation, operations, properties, records, required, schemas

ENUMS = [
    (name, cast("list[JSON]", schema["enum"]))
    for name, schema in cast("dict[str, Schema]", schemas()).items()
    if "enum" in schema and hasattr(models, name)
]


@pytest.mark.parametrize("name", records())
def test_a_model_has_the_properties_of_its_schema(name: str) -> None:
    schema = cast("Schema", schemas()[name])
    fields = msgspec.structs.fields(cast("type[msgspec.Struct]", model(name)))
    assert [field.encode_name for field in fields] == list(properties(schema))
    assert [field.name for field in fields] == [attribute(schema, wire) for wire in properties(schema)]
    assert [field.encode_name for field in fields if field.required] == [
        wire for wire in properties(schema) if wire in required(schema)
    ]


@pytest.mark.parametrize("name", records())
def test_a_model_is_cheap(name: str) -> None:
    """No dict, no part in garbage collection, and no `__getattr__`, which would slow every read down."""
    kind = cast("type[msgspec.Struct]", model(name))
    assert kind.__struct_config__.gc is False
    assert not hasattr(kind, "__getattr__")
    assert kind.__dictoffset__ == 0


def test_a_misspelt_attribute_is_refused() -> None:
    project = Project(id=1, name="a", workspace_id=2)
    with pytest.raises(AttributeError):
        setattr(project, "colour", "#ffffff")  # noqa: B010
    with pytest.raises(TypeError):
        model("Project")(id=1, name="a", workspace_id=2, colour="#ffffff")
    with pytest.raises(TypeError):
        model("Project")(id=1)


def test_a_repr_shows_what_is_set() -> None:
    project = Project(id=1, name="a", workspace_id=2, status=ProjectStatus("odd"))
    for part in ("Project(", "id=1", "name='a'", "workspace_id=2", "odd"):
        assert part in repr(project)
    assert "color" not in repr(project)


def test_every_enumeration_of_the_spec_is_one() -> None:
    assert len(ENUMS) >= 5
    used = {name for name, schema in cast("dict[str, Schema]", schemas()).items() if "enum" in schema}
    # Steps of a JSON Patch are made by the method, so that their names are no model.
    assert used - {name for name, _ in ENUMS} <= {"JsonPatchOp"}


@pytest.mark.parametrize(("name", "values"), ENUMS)
def test_an_enumeration_is_open(name: str, values: list[JSON]) -> None:
    kind = cast("type[Enum]", model(name))
    assert [member.value for member in kind] == values
    for value in values:
        member = kind(value)
        assert member.value == value
        assert {value: 1}[cast("str", member)] == 1
        assert getattr(member, "is_known") is True  # noqa: B009
        assert member is kind[member.name]
        assert pickle.loads(pickle.dumps(member)) is member
    for other in (987654, -654) if isinstance(values[0], int) else ("no such value", "", "is_known", "mro", "ACTIVE "):
        member = kind(other)
        assert {other: 1}[cast("str", member)] == 1
        assert type(member) is kind
        assert (str(member), hash(member), getattr(member, "is_known")) == (str(other), hash(other), False)  # noqa: B009
        assert member == kind(other)
        assert pickle.loads(pickle.dumps(member)) == member
        assert json.dumps(member) == json.dumps(other)
        assert other not in [one.value for one in kind]
    with pytest.raises(ValueError, match=name):
        kind([])


def test_an_open_value_can_be_sent(server: Server, both: Both) -> None:
    """What a server said can be said to it, though the package does not know it."""
    one = operation("projects.list")
    for driver in both.each:
        server.queue(Reply(200, b"[]"))
        driver.call(one, {"workspace_id": 1, "statuses": [ProjectStatus("brand new"), ProjectStatus.ACTIVE]})
        assert server.request.query == [("statuses", "brand new,active")]


def test_what_is_dropped_is_freed(server: Server, both: Both) -> None:
    """A page holds bytes and never models: no cycle keeps one alive, also where its functions were used."""
    one = next(one for one in operations() if one.is_paged)
    row = cast("list[dict[str, object]]", one.example)[0]
    body = json.dumps([{**row, "x": number, "current_period": {"y": number}} for number in range(100)]).encode()
    tree = parse(body.decode())

    def use() -> None:
        server.queue(Reply(200, body))
        value = both.sync.call(one, example_arguments(one))
        for found in list(find(one.result or {}, tree, value))[::20]:
            extra(found.record)
            dump(found.record)
            set_null(found.record, next(iter(_optional(found.schema, found.node))))
            dump(found.record)
            response_of(found.record)

    use()
    gc.collect()
    tracemalloc.start()
    try:
        use()
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(10):
            use()
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < len(body)


def _optional(schema: Schema, node: Node) -> list[str]:
    return [
        attribute(schema, wire)
        for wire, below in properties(schema).items()
        if wire in node.members and "array" not in kinds(below) and wire not in ("id", "name", "workspace_id")
    ]
