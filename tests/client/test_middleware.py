"""What a caller puts around every request, calls of endpoints nobody described, and the settings of one call."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import (
    AsyncToggl,
    ConnectionFailedError,
    Headers,
    NotFoundError,
    Options,
    RawReply,
    Request,
    ServerError,
    Toggl,
)
from toggltrack._direct import direct
from toggltrack._unset import UNSET
from toggltrack.models import Project
from toggltrack.testing import FakeClock, FakeToggl

from .drivers import TOKEN, AsyncDriver, Driver, SyncDriver, example_arguments
from .jsontext import parse
from .server import JSON_TYPE, Reply, Server
from .spec import operation

GET = operation("projects.get")
POST = operation("projects.create")
PROJECT = json.dumps(GET.example).encode()


class Marking:
    """Adds its name to the request and to the answer."""

    def __init__(self, name: str, seen: list[str]) -> None:
        self.name = name
        self.seen = seen

    def before(self, request: Request) -> Request:
        self.seen.append(f"{self.name}>")
        fields = Headers([*request.headers.pairs, (f"X-{self.name}", "1")])
        return msgspec.structs.replace(request, headers=fields)

    def after(self, reply: RawReply) -> RawReply:
        self.seen.append(f"<{self.name}")
        return RawReply(reply.status, (*reply.headers, (f"X-Back-{self.name}", "1")), reply.body)


class SyncMarking(Marking):
    def handle(self, request: Request, call_next: Callable[[Request], RawReply]) -> RawReply:
        return self.after(call_next(self.before(request)))


class AsyncMarking(Marking):
    async def handle(self, request: Request, call_next: Callable[[Request], Awaitable[RawReply]]) -> RawReply:
        return self.after(await call_next(self.before(request)))


@pytest.mark.parametrize(("kind", "marking"), [(SyncDriver, SyncMarking), (AsyncDriver, AsyncMarking)])
def test_it_stands_around_every_attempt(
    kind: type[SyncDriver | AsyncDriver], marking: type[SyncMarking | AsyncMarking], server: Server
) -> None:
    seen: list[str] = []
    chain = [marking("a", seen), marking("b", seen)]
    driver = kind(server.url, middleware=chain, clock=FakeClock(), retries=1)
    server.queue(Reply(503), Reply(200, PROJECT))
    project = driver.call(GET, example_arguments(GET))
    assert isinstance(project, Project)
    assert seen == ["a>", "b>", "<b", "<a"] * 2
    assert [(one.values("x-a"), one.values("x-b")) for one in server.requests] == [(["1"], ["1"])] * 2
    driver.close()


def test_it_may_answer_by_itself(server: Server) -> None:
    class Cache:
        def handle(self, request: Request, call_next: Callable[[Request], RawReply]) -> RawReply:
            return RawReply(404, (JSON_TYPE,), b'"gone fishing"')

    client = Toggl(TOKEN, base_url=server.url, middleware=[Cache()])
    with client, pytest.raises(NotFoundError, match="gone fishing"):
        client.projects.get(1, 2)
    assert server.requests == []


def test_what_it_raises_is_the_callers(server: Server) -> None:
    class Broken:
        def handle(self, request: Request, call_next: Callable[[Request], RawReply]) -> RawReply:
            message = "mine"
            raise KeyError(message)

    with Toggl(TOKEN, base_url=server.url, middleware=[Broken()]) as client, pytest.raises(KeyError):
        client.projects.get(1, 2)


def test_it_sees_secrets_that_replies_do_not(server: Server) -> None:
    seen: list[str] = []

    class Looking:
        def handle(self, request: Request, call_next: Callable[[Request], RawReply]) -> RawReply:
            seen.append(request.headers["authorization"])
            return call_next(request)

    with Toggl(TOKEN, base_url=server.url, middleware=[Looking()]) as client:
        server.queue(Reply(200, PROJECT))
        response = client.raw(client.projects.get, 1, 2)
    assert seen[0].startswith("Basic ")
    assert response.request.headers["authorization"] == "***"


# Endpoints that nobody described


@pytest.fixture
def client(server: Server) -> Iterator[Toggl]:
    with Toggl(TOKEN, base_url=server.url + "/api/v9", retries=0) as made:
        yield made


def test_an_endpoint_that_nobody_described(client: Toggl, server: Server) -> None:
    server.queue(Reply(200, b'{"remaining": 7, "big": 9007199254740993}'))
    response = client.request("get", "/me/quota", query={"a": [1, 2], "b": "\u00e4 &"})
    assert response.value == {"remaining": 7, "big": 9007199254740993}
    assert (response.status, response.body) == (200, b'{"remaining": 7, "big": 9007199254740993}')
    assert server.request.method == "GET"
    assert server.request.path == "/api/v9/me/quota"
    assert sorted(server.request.query) == [("a", "1"), ("a", "2"), ("b", "\u00e4 &")]
    assert server.request.values("authorization")


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b'"cut'])
def test_a_body_that_is_no_json_is_there_all_the_same(body: bytes, client: Toggl, server: Server) -> None:
    server.queue(Reply(200, body))
    response = client.request("POST", "/x", json={"a": 1})
    assert (response.value, response.body) == (None, body)
    assert server.request.body == b'{"a":1}'
    assert server.request.values("content-type") == ["application/json"]


def test_a_body_of_bytes(client: Toggl, server: Server) -> None:
    server.queue(Reply(200, b"null"))
    options = Options(headers={"Content-Type": "text/csv"})
    client.request("PUT", "/x/y", content=b"a,b\n\xff", options=options)
    assert server.request.body == b"a,b\n\xff"
    assert server.request.values("content-type") == ["text/csv"]


def test_it_fails_like_any_other(client: Toggl, server: Server) -> None:
    server.queue(Reply(404, b'"no"'))
    with pytest.raises(NotFoundError, match=r"GET .*/x was answered 404: no"):
        client.request("GET", "/x")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x",
        "//host/x?y",
        "/x?y=1",
        "/x#y",
        "/a b",
        "/\u00e4",
        "/a/../b",
        "/%2e%2e/b",
        "/./a",
        "https://evil/x",
        "/%zz",
        "/a\n",
    ],
)
def test_a_path_that_is_none(path: str, client: Toggl, server: Server) -> None:
    with pytest.raises(ValueError, match="path"):
        client.request("GET", path)
    assert server.requests == []


@given(st.text(max_size=8))
def test_a_method_is_a_word(method: str) -> None:
    if method.isascii() and method.isalpha():
        assert direct(method, "/x", None, UNSET, None, None).operation.method == method.upper()
    else:
        with pytest.raises(ValueError, match="method"):
            direct(method, "/x", None, UNSET, None, None)


def test_one_body_only(client: Toggl) -> None:
    with pytest.raises(ValueError, match="not both"):
        client.request("POST", "/x", json=1, content=b"1")


def test_it_can_be_awaited(server: Server) -> None:
    driver = AsyncDriver(server.url)
    server.queue(Reply(200, b"[1]"))
    assert isinstance(driver.client, AsyncToggl)
    response = driver.run(driver.client.request, "DELETE", "/x")
    assert response.value == [1]
    driver.close()


# Settings of one call


@pytest.mark.parametrize("kind", [SyncDriver, AsyncDriver])
def test_more_members_of_a_body(kind: type[SyncDriver | AsyncDriver], server: Server) -> None:
    driver: Driver = kind(server.url)
    server.queue(Reply(200, json.dumps(POST.example).encode()))
    options = Options(body={"name": "replaced", "beta": {"x": None}})
    driver.call(POST, {"workspace_id": 1, "name": "given", "active": True, "options": options})
    assert parse(server.request.body.decode()).value == {"active": True, "name": "replaced", "beta": {"x": None}}
    driver.close()


def test_more_members_where_there_is_no_object(client: Toggl, server: Server) -> None:
    with pytest.raises(ValueError, match=r"options.*projects\.get"):
        client.projects.get(1, 2, options=Options(body={"a": 1}))
    with pytest.raises(ValueError, match="options"):
        client.projects.patch_many(1, [2], replace={"a": 1}, options=Options(body={"a": 1}))
    assert server.requests == []


def test_a_proxy_for_a_transport_that_is_given() -> None:
    with pytest.raises(ValueError, match="proxy"):
        Toggl(TOKEN, transport=FakeToggl(), proxy="http://127.0.0.1:1")


# The log


def messages(caplog: pytest.LogCaptureFixture) -> list[tuple[int, str]]:
    return [(one.levelno, one.getMessage()) for one in caplog.records if one.name == "toggltrack"]


def test_requests_and_answers_are_logged_without_secrets(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Toggl(TOKEN, base_url=server.url, clock=FakeClock()) as client:
        server.queue(Reply(429, b'"later"'), Reply(200, PROJECT, (JSON_TYPE, ("Set-Cookie", "session=s3cr3t"))))
        client.projects.create(1, name="Very private")
    told = messages(caplog)
    levels = [level for level, _ in told]
    text = "\n".join(line for _, line in told)
    assert "(attempt 2)" in text
    assert "projects.create: POST " in text
    assert TOKEN not in text
    # As it is sent, the token is part of what is encoded behind this word.
    assert "Basic " not in text
    assert "Authorization" in text
    assert "s3cr3t" not in text
    assert "Very private" not in text
    assert set(levels) <= {logging.DEBUG, logging.INFO}


def test_a_retry_is_told(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "toggltrack")
    with Toggl(TOKEN, base_url=server.url, clock=FakeClock()) as client:
        server.queue(Reply(503), Reply(200, PROJECT))
        client.projects.get(1, 2)
    assert messages(caplog) == [(logging.INFO, "projects.get: answered 503; sent again in 0.500 s")]


def test_bodies_are_logged_if_asked_for_and_masked(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "toggltrack")
    body = {"id": 1, "name": "Visible", "organization_id": 2, "api_token": "h1dd3n", "x": [{"PASSWORD": "h1dd3n"}]}
    with Toggl(TOKEN, base_url=server.url, log_bodies=True) as client:
        server.queue(Reply(200, json.dumps(body).encode()), Reply(404, b"<html>h1dd3n</html>", ()))
        client.workspaces.get(1)
        with pytest.raises(NotFoundError):
            client.workspaces.get(1)
    text = "\n".join(line for _, line in messages(caplog))
    assert "Visible" in text
    assert "h1dd3n" not in text
    assert "bytes that are no JSON" in text


def test_a_failure_is_logged(caplog: pytest.LogCaptureFixture, server: Server) -> None:
    caplog.set_level(logging.DEBUG, "toggltrack")
    client = Toggl(TOKEN, base_url="http://127.0.0.1:1", retries=1, clock=FakeClock())
    with client, pytest.raises(ConnectionFailedError):
        client.projects.get(1, 2)
    text = "\n".join(line for _, line in messages(caplog))
    assert text.count("ConnectionFailedError after") == 2
    assert "ConnectionFailedError; sent again" in text


def test_an_error_is_raised_and_not_only_logged(server: Server, client: Toggl) -> None:
    server.queue(Reply(500, b'"broken"'))
    with pytest.raises(ServerError, match="broken"):
        client.projects.get(1, 2)
