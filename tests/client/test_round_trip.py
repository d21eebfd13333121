"""Nothing a server sends is lost: served over a socket, decoded by both clients, dumped, and equal byte for byte."""

from __future__ import annotations

import json
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import dump, extra
from toggltrack.models import Project

from . import strategies
from .drivers import Both, Driver, example_arguments
from .jsontext import Node, Number, Shape, Speller, parse
from .judge import judge, same
from .server import Reply, Server
from .spec import Operation, Schema, kinds, member, operation, operations, present, properties, records

ANSWERING = [one for one in operations() if one.result is not None]
GET = operation("projects.get")
SILENT = [one for one in operations() if one.result is None]
BARE = [one for one in ANSWERING if not kinds(present(one.result or {})[1]) & {"object", "array"}]


def serve(server: Server, driver: Driver, operation: Operation, text: str) -> object:
    """Return what a method returns when the server answers with a text."""
    server.queue(Reply(operation.status, text.encode()))
    return driver.call(operation, example_arguments(operation))


@pytest.mark.parametrize("operation", ANSWERING, ids=str)
def test_every_answer_comes_back_whole(operation: Operation, running: Server, both: Both) -> None:
    @strategies.examples(60)
    @given(strategies.bodies(operation))
    def check(text: str) -> None:
        assert operation.result is not None
        for driver in both.each:
            judge(operation.result, parse(text), serve(running, driver, operation, text))

    check()


@pytest.mark.parametrize("operation", BARE, ids=str)
@pytest.mark.parametrize("text", ["", " \r\n", "null"])
def test_a_bare_value_may_be_missing(operation: Operation, text: str, server: Server, both: Both) -> None:
    for driver in both.each:
        assert serve(server, driver, operation, text) is None


@pytest.mark.parametrize("operation", SILENT, ids=str)
@pytest.mark.parametrize("text", ["", "null", "123", '"done"', '{"id":1}', "OK", "\x00"])
def test_where_nothing_is_documented_anything_is_success(
    operation: Operation, text: str, server: Server, both: Both
) -> None:
    for driver in both.each:
        assert serve(server, driver, operation, text) is None


@pytest.mark.parametrize("status", [200, 201, 202, 203, 206, 299])
def test_success_is_any_2xx(status: int, server: Server, both: Both) -> None:
    for one in ANSWERING:
        body = json.dumps(one.example).encode()
        for driver in both.each:
            server.queue(Reply(status, body))
            judge(one.result or {}, parse(body.decode()), driver.call(one, example_arguments(one)))


def test_rows_of_a_long_page_know_their_own_slices(server: Server, both: Both) -> None:
    """Far more rows than a strategy makes: the slice of each must be its own."""
    for one in (one for one in ANSWERING if "array" in kinds(one.result or {})):
        rows = cast("list[dict[str, object]]", one.example)
        page = [{**rows[index % len(rows)], "x_row": Number(f"{index}.0")} for index in range(200)]
        text = Speller(7).text([{key: shape_of(value) for key, value in row.items()} for row in page])
        for driver in both.each:
            judge(one.result or {}, parse(text), serve(server, driver, one, text))


BEYOND = ("1e400", "-1e400", "1e-400", "9" * 400, "9" * 5000, f"0.{'1' * 400}", "[" * 200 + "]" * 200)


@pytest.mark.parametrize("text", BEYOND, ids=lambda text: text[:9])
def test_an_unknown_value_beyond_what_python_holds(text: str, server: Server, both: Both) -> None:
    """It is kept as it is written, whatever `extra` makes of it."""
    body = f'{{"id": 1, "x_new_field": {text}, "name": "a", "workspace_id": 2}}'
    for driver in both.each:
        project = serve(server, driver, GET, body)
        assert isinstance(project, Project)
        assert dump(project) == body.encode()
        assert extra(project).keys() == {"x_new_field"}
        project.name = "b"
        assert parse(dump(project).decode()).members["x_new_field"].text == text


def test_what_extra_makes_of_a_value_beyond_all_floats(server: Server, both: Both) -> None:
    """The number itself is infinite then; what stands beside it is not touched."""
    body = '{"id": 1, "x": [1e400, 123456789012345678901, "a", 0.5], "name": "a", "workspace_id": 2}'
    project = serve(server, both.sync, GET, body)
    assert isinstance(project, Project)
    assert same(extra(project)["x"], [float("inf"), 123456789012345678901, "a", 0.5])


def shape_of(value: object) -> Shape:
    """Return the shape of a plain value."""
    if isinstance(value, dict):
        return {key: shape_of(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape_of(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(json.dumps(value))
    return cast("Shape", value)


@strategies.examples(200)
@given(st.data())
def test_the_speller_and_the_reader_agree_with_json(data: st.DataObject) -> None:
    """The tests' own tools: what is written means the shape, and every slice is a text of its own."""
    text = data.draw(strategies.spelled(strategies.any_json()))
    node = parse(text)
    assert node.value == json.loads(text)
    _slices(node)


def _slices(node: Node) -> None:
    for below in (*node.members.values(), *node.items):
        assert below.text in node.text
        assert parse(below.text) == below
        _slices(below)


def test_every_property_of_an_answer_is_exercised() -> None:
    """What the strategies reach: every property of every record, in at least one of the examples."""
    seen: set[tuple[str, str]] = set()
    for one in ANSWERING:
        _explore(one, seen)
    assert {(name, key) for name in records() for key in properties({"$ref": f"#/{name}"})} <= seen


def _explore(operation: Operation, seen: set[tuple[str, str]]) -> None:
    @strategies.examples(25)
    @given(strategies.bodies(operation))
    def look(text: str) -> None:
        _note(operation.result or {}, parse(text), seen)

    look()


def _note(schema: Schema, node: Node, seen: set[tuple[str, str]]) -> None:
    name, inner = present(schema)
    for key, below in node.members.items():
        seen.add((name, key))
        _note(properties(inner).get(key, {}), below, seen)
    for below in node.items:
        _note(member(inner, "items"), below, seen)
