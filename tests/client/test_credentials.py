"""Who asks: every way to give credentials, what is wrong with the others, and a client's life from open to close."""

from __future__ import annotations

import asyncio
import base64
import inspect
import time
from collections.abc import Callable, Iterator
from typing import cast

import pytest
from toggltrack import AsyncToggl, ConnectionFailedError, CredentialsError, Toggl, TogglError, errors

from .drivers import BASE, TOKEN, AsyncDriver, SyncDriver
from .server import Reply, Server
from .spec import document, member, operation, operations

DELETE = operation("projects.delete")
KINDS = [SyncDriver, AsyncDriver]
Kind = type[SyncDriver] | type[AsyncDriver]
Client = Callable[..., object]
VARIABLE = "TOGGL_API_TOKEN"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture(params=KINDS, ids=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Return one kind of client, then the other."""
    found: Kind = request.param
    return found


def sent(kind: Kind, server: Server, **settings: object) -> str:
    """Return user name and password as they came over the wire."""
    driver = kind(server.url, **settings)
    server.queue(Reply(200, b"1"))
    driver.call(DELETE, {"workspace_id": 1, "project_id": 2})
    driver.close()
    (header,) = server.request.values("authorization")
    scheme, _, token = header.partition(" ")
    assert scheme == "Basic"
    return base64.b64decode(token, validate=True).decode()


def test_the_ways_of_the_spec(kind: Kind, server: Server) -> None:
    """Computed from `x-credentials`: each word in braces is an argument."""
    scheme = member(member(member(document(), "components"), "securitySchemes"), "basic")
    for way in cast("list[dict[str, str]]", scheme["x-credentials"]):
        template = f"{way['username']}:{way['password']}"
        names = [name for name in ("api_token", "email", "password") if "{" + name + "}" in template]
        values = {name: f"value of {name} é" for name in names}
        assert sent(kind, server, **values) == template.format(**values)


@pytest.mark.parametrize("password", ["p", "with:colon", "ünï", " spaces ", "\U0001f511", "a" * 500])
def test_any_password(kind: Kind, password: str, server: Server) -> None:
    assert sent(kind, server, email="me@example.com", password=password) == f"me@example.com:{password}"


def test_the_environment_stands_in(kind: Kind, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "from the environment")
    assert sent(kind, server, api_token=None) == "from the environment:api_token"
    assert sent(kind, server, api_token="given") == "given:api_token"
    assert sent(kind, server, email="a@b", password="c") == "a@b:c"


def test_a_netrc_is_not_read(
    kind: Kind, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / ".netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NETRC", str(home / ".netrc"))
    assert sent(kind, server, api_token="mine") == "mine:api_token"
    with pytest.raises(CredentialsError):
        kind(server.url, api_token=None)


@pytest.mark.parametrize("client", [Toggl, AsyncToggl])
@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, ["api_token", VARIABLE, "email", "password"]),
        ({"email": "a@b"}, ["email", "password"]),
        ({"password": "c"}, ["password", "email"]),
        ({"api_token": "t", "email": "a@b"}, ["api_token", "email"]),
        ({"api_token": "t", "password": "c"}, ["api_token", "password"]),
        ({"api_token": "t", "email": "a@b", "password": "c"}, ["api_token", "email", "password"]),
        ({"api_token": ""}, ["api_token"]),
        ({"email": "", "password": "c"}, ["email"]),
        ({"email": "a@b", "password": ""}, ["password"]),
        ({"email": "a:b", "password": "c"}, ["colon"]),
    ],
    ids=lambda value: "+".join(value) or "nothing",
)
def test_missing_and_contradictory_credentials(client: Client, given: dict[str, str], named: list[str]) -> None:
    """They fail in the constructor, naming argument and variable."""
    with pytest.raises(CredentialsError) as caught:
        client(**given)
    for name in named:
        assert name in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, TogglError)


@pytest.mark.parametrize("client", [Toggl, AsyncToggl])
def test_an_empty_variable_is_none(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(CredentialsError, match=VARIABLE):
        client()


@pytest.mark.parametrize("client", [Toggl, AsyncToggl])
def test_the_arguments_of_the_constructor(client: Client) -> None:
    """The token may go by position; everything else goes by name."""
    client("token")
    with pytest.raises(TypeError):
        client("token", "me@example.com")
    with pytest.raises(TypeError):
        client(no_such_setting=1)
    timeout = inspect.signature(client).parameters["timeout"].default
    assert 1 <= timeout <= 300, "without a word of the caller a call must end"


# Open and close


@pytest.fixture
def client(server: Server) -> Iterator[Toggl]:
    """Return a client; closing it is part of the test."""
    found = Toggl(TOKEN, base_url=server.url + BASE)
    yield found
    found.close()


def test_closing_twice(server: Server, client: Toggl) -> None:
    server.queue(Reply(200, b"1"))
    assert client.projects.delete(1, 2) == 1
    client.close()
    client.close()


def test_use_after_close(server: Server, client: Toggl) -> None:
    pager = client.projects.list(1)
    client.close()
    with pytest.raises(errors.ClientClosedError):
        client.projects.get(1, 2)
    with pytest.raises(errors.ClientClosedError):
        list(pager)
    with pytest.raises(RuntimeError):
        client.rates.list(1, "project", 2)
    assert server.requests == []


def test_a_with_block(server: Server) -> None:
    server.queue(Reply(200, b"1"))
    with Toggl(TOKEN, base_url=server.url + BASE) as client:
        assert isinstance(client, Toggl)
        client.projects.delete(1, 2)
    with pytest.raises(errors.ClientClosedError):
        client.projects.delete(1, 2)


def test_a_with_block_that_fails(server: Server) -> None:
    with pytest.raises(KeyError), Toggl(TOKEN, base_url=server.url + BASE) as client:
        raise KeyError
    with pytest.raises(errors.ClientClosedError):
        client.projects.delete(1, 2)


def test_an_async_with_block(server: Server) -> None:
    async def run() -> None:
        async with AsyncToggl(TOKEN, base_url=server.url + BASE) as client:
            assert isinstance(client, AsyncToggl)
            assert await client.projects.delete(1, 2) == 1
        with pytest.raises(errors.ClientClosedError):
            await client.projects.delete(1, 2)
        with pytest.raises(errors.ClientClosedError):
            await client.projects.list(1).first()
        await client.close()
        await client.close()

    server.queue(Reply(200, b"1"))
    asyncio.run(run())
    assert len(server.requests) == 1


def test_closing_ends_the_connections() -> None:
    with Server() as server, Toggl(TOKEN, base_url=server.url + BASE) as client:
        server.queue(Reply(200, b"1"))
        client.projects.delete(1, 2)
        assert server.open == 1
        client.close()
        end = time.monotonic() + 5
        while server.open and time.monotonic() < end:
            time.sleep(0.01)
        assert server.open == 0


def test_a_client_that_is_only_made_opens_nothing(server: Server) -> None:
    before = server.connections
    with Toggl(TOKEN, base_url=server.url + BASE) as client:
        for one in operations():
            getattr(client, one.id.partition(".")[0])
        client.projects.list(1)
    assert server.connections == before


class Broken:
    """A transport that fails in a way of its own."""

    def __init__(self) -> None:
        self.closed = False

    def send(self, request: object, *, timeout: float) -> None:
        """Fail."""
        raise OSError("broken")

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def test_a_given_transport_is_the_callers() -> None:
    transport = Broken()
    with Toggl(TOKEN, transport=cast("None", transport)) as client, pytest.raises((OSError, ConnectionFailedError)):
        client.projects.get(1, 2)
    assert not transport.closed
