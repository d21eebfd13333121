"""Secrets stay where they belong: in the one header field on the wire, in no text that a log or a screen may show."""

from __future__ import annotations

import base64
import copy
import io
import json
import pickle
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import cast

import pytest
import toggltrack
from toggltrack import AsyncToggl, RawReply, Request, Toggl, TogglError, dump
from toggltrack.models import Project

from .drivers import TOKEN, AsyncDriver, Both, Driver, SyncDriver, example_arguments, model
from .server import Reply, Server, Wire, closed_port
from .spec import Schema, attribute, operation, operations, present, properties, records, required

EMAIL, PASSWORD = "n0b0dy@example.com", "pa55w0rd-of-n0b0dy"
SECRETS = (
    TOKEN,
    PASSWORD,
    base64.b64encode(f"{TOKEN}:api_token".encode()).decode(),
    base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode(),
)
GET, CREATE = operation("projects.get"), operation("projects.create")


def assert_clean(text: str) -> None:
    """Assert that a text holds no secret."""
    for secret in SECRETS:
        assert secret not in text, text


def texts_of(error: BaseException) -> Iterator[str]:
    """Yield everything that shows an error: itself, its arguments, its attributes, its traceback with local names."""
    yield from (str(error), repr(error), repr(error.args), repr(vars(error)), ascii(error.args))
    yield "".join(traceback.format_exception(error))
    yield pickle.dumps(error).decode("latin-1")
    yield repr(copy.copy(error).args)
    for part in (error, error.__cause__, error.__context__):
        yield from () if part is None else (str(part), repr(part.args), *locals_of(part.__traceback__))


def locals_of(at: TracebackType | None) -> Iterator[str]:
    """Yield the local values of the package's own frames, as a debugger or `--showlocals` prints them."""
    while at is not None:
        if toggltrack.__name__ in at.tb_frame.f_code.co_filename:
            yield from (repr(value) for value in at.tb_frame.f_locals.values())
        at = at.tb_next


def _close(wire: Wire) -> None:
    wire.close()


def _cut(wire: Wire) -> None:
    wire.send(Reply(200, b"{").head(100) + b"{")
    wire.close()


def _stall(wire: Wire) -> None:
    wire.wait(2)


FAULTS: dict[str, Reply | Callable[[Wire], None]] = {
    "refused": Reply(403, b'"no"'),
    "server": Reply(500, b"<html>"),
    "unreadable": Reply(200, b'{"id": "x"'),
    "redirect": Reply(302, b"", (("Location", "https://elsewhere.example/"),)),
    "closed": _close,
    "cut": _cut,
    "stalled": _stall,
}


@pytest.fixture(params=["token", "password"])
def drivers(request: pytest.FixtureRequest, running: Server) -> Iterator[tuple[Driver, ...]]:
    """Return both clients, with a token and then with a password."""
    how = {"api_token": TOKEN} if request.param == "token" else {"email": EMAIL, "password": PASSWORD}
    settings = {**how, "timeout": 0.3}
    found = (SyncDriver(running.url, **settings), AsyncDriver(running.url, **settings))
    yield found
    for driver in found:
        driver.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_shows_a_secret(fault: str, server: Server, drivers: tuple[Driver, ...]) -> None:
    for driver in drivers:
        for one in (GET, CREATE):
            server.queue(FAULTS[fault])
            with pytest.raises(TogglError) as caught:
                driver.call(one, example_arguments(one))
            assert server.request.values("authorization")
            for text in texts_of(caught.value):
                assert_clean(text)


def test_a_deviation_shows_no_secret(server: Server) -> None:
    with Both(server.url, on_deviation="raise") as both:
        for driver in both.each:
            server.queue(Reply(200, b'{"id": "x"}'))
            with pytest.raises(toggltrack.DeviationError) as caught:
                driver.call(GET, example_arguments(GET))
            for text in texts_of(caught.value):
                assert_clean(text)


def test_a_connection_that_is_refused_shows_no_secret(server: Server) -> None:
    with Both(f"http://127.0.0.1:{closed_port()}") as both:
        for driver in both.each:
            with pytest.raises(toggltrack.ConnectionFailedError) as caught:
                driver.call(GET, example_arguments(GET))
            for text in texts_of(caught.value):
                assert_clean(text)


def test_a_wrong_argument_shows_no_secret(drivers: tuple[Driver, ...]) -> None:
    for driver in drivers:
        with pytest.raises(ValueError, match="workspace_id") as caught:
            driver.call(GET, {"workspace_id": "", "project_id": 1})
        for text in texts_of(caught.value):
            assert_clean(text)


@pytest.mark.parametrize("kind", [Toggl, AsyncToggl])
def test_wrong_credentials_are_not_repeated(kind: Callable[..., object]) -> None:
    for given in ({"password": PASSWORD}, {"api_token": TOKEN, "password": PASSWORD}):
        with pytest.raises(toggltrack.CredentialsError) as caught:
            kind(**given)
        for text in (str(caught.value), repr(caught.value), repr(caught.value.args)):
            assert_clean(text)


def test_no_repr_shows_a_secret(server: Server, drivers: tuple[Driver, ...]) -> None:
    for driver in drivers:
        server.queue(Reply(200, json.dumps(GET.example).encode(), (("Set-Cookie", f"session={TOKEN}"),)))
        project = cast("Project", driver.call(GET, example_arguments(GET)))
        reply = toggltrack.response_of(project)
        things = (driver.client, driver.client.projects, project, reply, reply.request, reply.headers)
        for thing in (*things, reply.request.headers, toggltrack.Options(), vars(driver.client)):
            assert_clean(repr(thing))
            assert_clean(str(thing))
        assert_clean(repr(reply.request.headers.pairs))
        assert_clean(pickle.dumps(project).decode("latin-1").replace(TOKEN, "", 1))


class Watching:
    """A transport that looks at what it is given."""

    def __init__(self) -> None:
        self.seen: list[Request] = []

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Answer with a project."""
        self.seen.append(request)
        return RawReply(200, (), json.dumps(GET.example).encode())


def test_a_transport_sees_the_secret_and_its_request_hides_it() -> None:
    transport = Watching()
    client = Toggl(TOKEN, transport=transport)
    project = client.projects.get(1, 2)
    request = transport.seen[0]
    assert SECRETS[2] in request.headers["authorization"]
    assert_clean(f"{request!r} {request} {request.headers!r} {request.headers}")
    shown = toggltrack.response_of(project).request
    assert shown.headers["authorization"] == "***"
    assert shown == request.masked()


SENSITIVE = [
    (name, wire)
    for name in records()
    for wire, schema in properties({"$ref": f"#/components/schemas/{name}"}).items()
    if schema.get("x-sensitive")
]


def test_the_spec_marks_something_as_sensitive() -> None:
    assert ("Workspace", "api_token") in SENSITIVE
    assert len(SENSITIVE) > 5


@pytest.mark.parametrize(("name", "wire"), SENSITIVE)
def test_what_is_sensitive_is_masked_in_a_model(name: str, wire: str) -> None:
    schema: Schema = {"$ref": f"#/components/schemas/{name}"}
    values: dict[str, object] = {attribute(schema, key): 1 for key in required(present(schema)[1])}
    values[attribute(schema, wire)] = TOKEN
    record = cast("Project", model(name)(**values))
    for text in (repr(record), str(record), f"{record}", repr([record]), repr({"x": record})):
        assert_clean(text)
        assert attribute(schema, wire) in text
    output = io.StringIO()
    print(record, file=output)
    assert_clean(output.getvalue())
    assert getattr(record, attribute(schema, wire)) == TOKEN
    assert TOKEN in dump(record).decode()


def test_what_is_sensitive_is_masked_in_an_answer(server: Server, both: Both) -> None:
    """Also in a record that lies in others."""
    for one in operations():
        if one.result is None:
            continue
        text = json.dumps(one.example)
        for _, wire in SENSITIVE:
            text = text.replace(f'"{wire}": "', f'"{wire}": "{TOKEN}')
        for driver in both.each:
            server.queue(Reply(one.status, text.encode()))
            assert_clean(repr(driver.call(one, example_arguments(one))))
