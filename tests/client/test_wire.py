"""Every operation on the wire, from the examples of the spec: exact method, target, header fields and body, both ways.

The expected request is filled in from the bundle; the example of the answer comes back as attributes.
"""

from __future__ import annotations

import base64
import inspect
import json
import re
import sys
from collections.abc import Callable
from typing import cast

import pytest
from toggltrack import AsyncToggl, Options, Toggl, __version__

from .arguments import Given
from .drivers import TOKEN, AsyncDriver, Both, Driver, SyncDriver, example_arguments, method_of
from .jsontext import parse
from .judge import judge
from .server import Reply, Request, Server
from .spec import JSON, Argument, Operation, document, identifier, member, operation, operations
from .test_requests import encoded, equal, path_of, text_of

OPERATIONS = operations()


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest, both: Both) -> Driver:
    """Return one of the clients, then the other."""
    return both.sync if request.param == "sync" else both.asynchronous


@pytest.mark.parametrize("one", OPERATIONS, ids=str)
def test_the_example_of_the_spec_on_the_wire(one: Operation, driver: Driver, server: Server) -> None:
    server.queue(Reply(one.status, b"" if one.result is None else json.dumps(one.example).encode()))
    value = driver.call(one, example_arguments(one))
    request = server.request
    assert request.method == one.method
    assert request.target == target_of(one)
    assert_headers(one, request)
    if one.body:
        assert equal(parse(request.body.decode()).value, body_of(one))
    else:
        assert request.body == b""
    if one.result is None:
        assert value is None
    else:
        judge(one.result, parse(json.dumps(one.example)), value)


def target_of(one: Operation) -> str:
    """Return path and query, filled with the examples and percent-encoded."""
    path = path_of(one, {argument.name: Given(argument.example, argument.example) for argument in one.of("path")})
    pairs = [pair for argument in one.of("query") if argument.has_example for pair in query_of(argument)]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def query_of(argument: Argument) -> list[str]:
    """Return the parts of a query for the example of one parameter: `style: form`, exploded or not."""
    value = argument.example
    texts = [encoded(text_of(item)) for item in (value if isinstance(value, list) else [value])]
    return [f"{encoded(argument.wire)}={text}" for text in (texts if argument.explode else [",".join(texts)])]


def body_of(one: Operation) -> JSON:
    """Return the example of the body; steps of a JSON Patch in the order in which the arguments are read."""
    if one.body != "patch":
        return one.body_example
    order = ("replace", "add", "remove")
    steps = cast("list[dict[str, str]]", one.body_example)
    return cast("JSON", sorted(steps, key=lambda step: order.index(step["op"])))


def assert_headers(one: Operation, request: Request) -> None:
    """Assert the header fields, each sent once: who asks, for what, with which body; and no other."""
    wanted = {
        "host": request.values("host")[0],
        "authorization": f"Basic {base64.b64encode(credentials().encode()).decode()}",
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": f"toggltrack/{__version__} python/{sys.version_info.major}.{sys.version_info.minor}",
    }
    if one.body:
        wanted["content-type"] = "application/json"
    if one.body or one.method in ("POST", "PUT", "PATCH"):
        wanted["content-length"] = str(len(request.body))
    assert {name.lower(): value for name, value in request.headers} == wanted
    assert len(request.headers) == len(wanted)
    assert wanted["host"].startswith("127.0.0.1:")


def credentials() -> str:
    """Return user name and password as the spec makes them of an API token."""
    scheme = member(member(member(document(), "components"), "securitySchemes"), "basic")
    way = cast("list[dict[str, str]]", scheme["x-credentials"])[0]
    return f"{way['username']}:{way['password']}".replace("{api_token}", TOKEN)


def test_every_operation_is_exercised() -> None:
    """Counted apart from `operations()`: by the operationIds in the text of the document."""
    found = json.dumps(document()).count('"operationId": ')
    assert len(OPERATIONS) == len({one.id for one in OPERATIONS}) == found
    assert found == 31


@pytest.mark.parametrize("kind", [Toggl, AsyncToggl])
def test_the_client_has_these_methods_and_no_other(kind: Callable[[str], Toggl | AsyncToggl]) -> None:
    client = kind(TOKEN)
    wanted: dict[str, set[str]] = {}
    for one in OPERATIONS:
        resource, _, method = one.id.partition(".")
        wanted.setdefault(identifier(resource), set()).add(identifier(method))
    found = {
        name: {method for method in dir(getattr(client, name)) if not method.startswith("_")}
        for name in dir(client)
        if not name.startswith("_") and name not in ("close", "raw", "request", "quota", "deviation_report")
    }
    assert found == wanted
    if isinstance(client, Toggl):
        client.close()


@pytest.mark.parametrize("one", OPERATIONS, ids=str)
def test_path_arguments_go_by_position_or_name_and_the_rest_by_name(one: Operation, both: Both) -> None:
    for driver in both.each:
        found = list(inspect.signature(method_of(driver.client, one)).parameters.values())
        named = [parameter.name for parameter in found]
        wanted = [argument.name for argument in one.arguments]
        wanted += ["replace", "add", "remove"] if one.body == "patch" else []
        assert named == [*wanted, "options"]
        needed = [argument.name for argument in one.arguments if argument.required or argument.place == "path"]
        assert [parameter.name for parameter in found if parameter.default is parameter.empty] == needed
        in_path = {argument.name for argument in one.of("path")}
        for parameter in found:
            by_position = parameter.kind is parameter.POSITIONAL_OR_KEYWORD
            assert by_position == (parameter.name in in_path), parameter.name


@pytest.mark.parametrize("one", OPERATIONS, ids=str)
def test_what_is_left_out_is_not_sent(one: Operation, driver: Driver, server: Server) -> None:
    """The least a caller can give: no query at all, and a body of what is required."""
    examples = example_arguments(one)
    least = {a.name: examples[a.name] for a in one.arguments if a.required or a.place == "path"}
    server.queue(Reply(one.status, b"" if one.result is None else json.dumps(one.example).encode()))
    driver.call(one, {**least, "remove": ["color"]} if one.body == "patch" else least)
    assert "?" not in server.request.target
    if one.body == "members":
        wanted = {a.wire: a.example for a in one.of("body") if a.required}
        assert parse(server.request.body.decode()).value == wanted
    elif one.body == "whole" and not one.body_required:
        assert server.request.body == b""
        assert not server.request.values("content-type")


def test_options_of_a_call(driver: Driver, server: Server) -> None:
    one = operation("projects.list")
    server.queue(Reply(200, b"[]"))
    options = Options(query={"x": [1, 2], "name": "ä&=+ %"}, headers={"X-Request-Id": "r1", "accept": "text/plain"})
    driver.call(one, {"workspace_id": 1, "name": "replaced", "options": options})
    assert sorted(server.request.query) == [("name", "ä&=+ %"), ("x", "1"), ("x", "2")]
    assert server.request.values("x-request-id") == ["r1"]
    assert server.request.values("accept") == ["text/plain"]


@pytest.mark.parametrize("kind", [SyncDriver, AsyncDriver])
@pytest.mark.parametrize("base", ["/api/v9", "/api/v9/", "", "/a%20b/c"])
def test_another_address_and_another_name(
    kind: type[SyncDriver] | type[AsyncDriver], base: str, server: Server
) -> None:
    driver = kind(server.url, base_url=server.url + base, user_agent="my tool/2")
    server.queue(Reply(200, b"null"))
    driver.call(operation("projects.delete"), {"workspace_id": 1, "project_id": 2})
    driver.close()
    assert server.request.target == f"{base.rstrip('/')}/workspaces/1/projects/2"
    agent = server.request.values("user-agent")
    # The caller's name stands behind the package's own.
    assert [re.fullmatch(r"toggltrack/\S+ python/3\.\d+ my tool/2", one) is not None for one in agent] == [True]


@pytest.mark.parametrize(
    "base",
    ["ftp://127.0.0.1", "127.0.0.1:8080", "http://", "http://a/?x=1", "http://a/#b", "http://me@a/", "http://ä/"],
)
def test_an_address_that_is_none(base: str) -> None:
    for kind in (Toggl, AsyncToggl):
        with pytest.raises(ValueError, match="base_url"):
            kind(TOKEN, base_url=base)


@pytest.mark.parametrize("bad", ["..", ".", ""])
def test_no_path_can_climb(bad: str, both: Both, server: Server) -> None:
    for driver in both.each:
        with pytest.raises(ValueError, match="project_id"):
            driver.call(operation("projects.get"), {"workspace_id": 1, "project_id": bad})
    assert server.requests == []


@pytest.mark.parametrize("bad", ["../x", "a/b", "a?b=c", "a#b", "%2e%2e", "ä \n", "a;b"])
def test_what_stands_in_a_path_stays_in_its_place(bad: str, driver: Driver, server: Server) -> None:
    server.queue(Reply(200, b"null"))
    driver.call(operation("projects.delete"), {"workspace_id": 1, "project_id": bad})
    assert server.request.target == f"/api/v9/workspaces/1/projects/{encoded(bad)}"


def test_null_cannot_stand_in_an_address(both: Both, server: Server) -> None:
    for driver in both.each:
        with pytest.raises(ValueError, match="workspace_id"):
            driver.call(operation("projects.get"), {"workspace_id": None, "project_id": 1})
        with pytest.raises(ValueError, match="name"):
            driver.call(operation("projects.list"), {"workspace_id": 1, "name": None})
    assert server.requests == []
