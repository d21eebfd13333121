"""The OAuth 2 flow clientCredentials: a token is fetched once, kept while it lasts, and fetched again when refused."""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import os
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from .asked import Asked, Given, Loopback, Reply, clients

CLIENT = {"client_id": "i d", "client_secret": "s3cr3t:of-n0b0dy"}
JSON = (("Content-Type", "application/json"),)


class Tokens:
    """A server of tokens and of what they open: each token is another one."""

    def __init__(self, server: Loopback) -> None:
        self.count = 0
        self.refused: set[str] = set()
        self.lasts: object = 3600
        self.answer: Reply | None = None
        self.server = server
        server.respond(self._respond)

    def _respond(self, request: Given) -> Reply:
        if request.path != "/token":
            (sent,) = request.values("authorization")
            body = b"file" if request.method == "PATCH" else b""
            return Reply(401, b'"expired"') if sent in self.refused else Reply(200 if body else 204, body, ())
        if self.answer is not None:
            return self.answer
        self.count += 1
        made = {"access_token": f"t{self.count}", "token_type": "Bearer", "expires_in": self.lasts}
        return Reply(200, json.dumps(made).encode(), JSON)

    @property
    def asked(self) -> list[Any]:
        """Return the requests for tokens."""
        return [one for one in self.server.requests if one.path == "/token"]

    @property
    def used(self) -> list[str]:
        """Return the proofs of the other requests."""
        return ["".join(one.values("authorization")) for one in self.server.requests if one.path != "/token"]


@pytest.fixture
def tokens(server: Loopback) -> Tokens:
    """Return a server of tokens."""
    return Tokens(server)


@pytest.fixture
def asked(package: ModuleType, server: Loopback, tokens: Tokens) -> Iterator[Asked]:
    """Return clients that fetch tokens."""
    with clients(package, server, **CLIENT, token_url=server.url + "/token") as found:
        yield found


def kinds(asked: Asked, tokens: Tokens) -> Iterator[Any]:
    """Yield one client after the other, each with nothing recorded."""
    for kind in asked.kinds:
        tokens.server.requests.clear()
        tokens.count, tokens.refused = 0, set()
        yield kind


def test_a_token_is_fetched_once(asked: Asked, tokens: Tokens) -> None:
    for kind in kinds(asked, tokens):
        for _ in range(3):
            asked.call(kind, "secure.oauth")
        (request,) = tokens.asked
        assert (request.method, request.body) == ("POST", b"grant_type=client_credentials")
        assert request.values("content-type") == ["application/x-www-form-urlencoded"]
        pair = base64.b64decode("".join(request.values("authorization")).removeprefix("Basic ")).decode()
        assert pair == "i%20d:s3cr3t%3Aof-n0b0dy"
        assert tokens.used == ["Bearer t1"] * 3


def test_a_scope_is_asked_for(package: ModuleType, server: Loopback, tokens: Tokens) -> None:
    with clients(package, server, **CLIENT, token_url=server.url + "/token", scope="read write") as asked:
        asked.call(asked.sync, "secure.oauth")
    assert tokens.asked[0].body == b"grant_type=client_credentials&scope=read+write"


@pytest.mark.parametrize("method", ["secure.oauth", "secure.oauth_post", "secure.oauth_stream"])
def test_a_refused_token_is_fetched_again(asked: Asked, tokens: Tokens, method: str) -> None:
    for kind in kinds(asked, tokens):
        tokens.refused = {"Bearer t1"}
        asked.call(kind, method)
        assert tokens.used == ["Bearer t1", "Bearer t2"]
        asked.call(kind, "secure.oauth")
        assert (len(tokens.asked), tokens.used[-1]) == (2, "Bearer t2")


def test_it_is_fetched_again_only_once(asked: Asked, tokens: Tokens, package: ModuleType) -> None:
    for kind in kinds(asked, tokens):
        tokens.refused = {f"Bearer t{number}" for number in range(9)}
        with pytest.raises(package.UnauthorizedError) as caught:
            asked.call(kind, "secure.oauth")
        assert tokens.used == ["Bearer t1", "Bearer t2"]
        assert "t2" not in repr(caught.value.request.headers.pairs)


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (
            Reply(401, b'{"error": "invalid_client", "error_description": "no\\nsuch"}', JSON),
            "CredentialsError",
            "no such",
        ),
        (Reply(400, b"<html>", ()), "CredentialsError", "was answered 400"),
        (Reply(302, b"", (("Location", "http://x/"),)), "CredentialsError", "302"),
        (Reply(200, b"{}", JSON), "CredentialsError", "without a token"),
        (Reply(200, b"[]", JSON), "CredentialsError", "without a token"),
        (Reply(200, b'{"access_token": "a\\nb"}', JSON), "CredentialsError", "without a token"),
        (Reply(200, b'{"access_token": "a", "token_type": "mac"}', JSON), "CredentialsError", "no bearer"),
        (Reply(503, b"", ()), "ServerError", "503"),
        (Reply(429, b"", ()), "RateLimitedError", "429"),
    ],
)
def test_no_token_comes(asked: Asked, tokens: Tokens, package: ModuleType, answer: Reply, kind: str, said: str) -> None:
    tokens.answer = answer
    for client in kinds(asked, tokens):
        with pytest.raises(package.AskedError, match=said) as caught:
            asked.call(client, "secure.oauth_post")
        assert type(caught.value).__name__ == kind
        for text in (str(caught.value), repr(caught.value), repr(vars(caught.value)), repr(caught.value.args)):
            assert "s3cr3t" not in text
            assert "access_token" not in text
        assert tokens.used == []


def test_a_server_of_tokens_that_is_not_there(package: ModuleType, server: Loopback) -> None:
    """The change was not sent: its outcome is known."""
    with clients(package, server, **CLIENT, token_url="http://127.0.0.1:1/token") as asked:
        for kind in asked.kinds:
            with pytest.raises(package.ConnectionFailedError, match="no token") as caught:
                asked.call(kind, "secure.oauth_post")
            assert not caught.value.sent


def test_a_server_of_tokens_that_closes(package: ModuleType, server: Loopback) -> None:
    server.respond(lambda _: lambda wire: wire.close())
    with clients(package, server, **CLIENT, token_url=server.url + "/token") as asked:
        for kind in asked.kinds:
            with pytest.raises(package.ConnectionFailedError) as caught:
                asked.call(kind, "secure.oauth_post")
            assert not isinstance(caught.value, package.OutcomeUnknownError)
            assert not caught.value.sent


def test_the_caller_names_another_proof(asked: Asked, tokens: Tokens, package: ModuleType) -> None:
    options = package.Options(headers={"authorization": "Mine"})
    for kind in kinds(asked, tokens):
        asked.call(kind, "secure.oauth", options=options)
        assert (tokens.asked, tokens.used) == ([], ["Mine"])


def test_threads_share_a_token(asked: Asked, tokens: Tokens) -> None:
    threads = [threading.Thread(target=asked.sync.secure.oauth) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(tokens.asked), tokens.used) == (1, ["Bearer t1"] * 8)


def test_tasks_share_a_token(asked: Asked, tokens: Tokens) -> None:
    async def many() -> None:
        await asyncio.gather(*(asked.asynchronous.secure.oauth() for _ in range(8)))

    asked.run(many())
    assert (len(tokens.asked), tokens.used) == (1, ["Bearer t1"] * 8)


def test_calls_of_one_process_share_a_token(asked: Asked, tokens: Tokens) -> None:
    made = [asked.typescript.asked("secure.oauth") for _ in range(8)]
    asked.typescript.together(made)
    assert (len(tokens.asked), tokens.used) == (1, ["Bearer t1"] * 8)


class Inner:
    """A transport that hands out tokens, and keeps what it is asked."""

    def __init__(self, package: ModuleType, lasts: object) -> None:
        self._package = package
        self._lasts = lasts
        self.tokens = 0
        self.left: list[float] = []

    def send(self, request: Given, *, timeout: float) -> Given:
        self.left.append(timeout)
        if not request.url.endswith("/token"):
            return self._package.RawReply(204, (), b"")
        self.tokens += 1
        made = {"access_token": "t", **({} if self._lasts is None else {"expires_in": self._lasts})}
        return self._package.RawReply(200, (), json.dumps(made).encode())


@pytest.mark.parametrize(
    ("lasts", "fresh", "over"),
    [(3600, 3569, 3571), ("3600", 3569, 3571), (60, 47, 49), (None, 1e9, None), ("soon", 1e9, None), ([], 1e9, None)],
)
def test_a_token_is_replaced_before_it_ends(
    package: ModuleType, lasts: object, fresh: float, over: float | None
) -> None:
    """Half a minute before, or a fifth of a short life."""
    oauth, about, exchange = (
        importlib.import_module(f"{package.__name__}.{name}") for name in ("_oauth", "_about", "_exchange")
    )
    given = {**CLIENT, "token_url": "token", "scope": None}
    where = about.site(given, "http://x/base", None, {})
    inner, now = Inner(package, lasts), [0.0]
    transport = oauth.TokenTransport(inner, where, lambda: now[0])
    request = exchange.Request(method="GET", url="http://x/", headers=exchange.Headers(), grant="oauth")

    def tokens_at(seconds: float) -> int:
        now[0] = seconds
        transport.send(request, timeout=5.0)
        return inner.tokens

    assert [tokens_at(0), tokens_at(fresh)] == [1, 1]
    if over is not None:
        assert tokens_at(over) == 2
    assert all(0 < left <= 5.0 for left in inner.left)


class Waiting(Inner):
    """The same, to be awaited, so that tasks wait for each other."""

    def send(self, request: Given, *, timeout: float) -> Given:
        async def later() -> Given:
            await asyncio.sleep(0.001)
            return Inner.send(self, request, timeout=timeout)

        return later()


def around(package: ModuleType, kind: str, inner: Inner) -> tuple[Given, Given]:
    """Return a transport around another, and a request that wants a token."""
    oauth, about, exchange = (
        importlib.import_module(f"{package.__name__}.{name}") for name in ("_oauth", "_about", "_exchange")
    )
    where = about.site({**CLIENT, "token_url": "token", "scope": None}, "http://x/base", None, {})
    request = exchange.Request(method="GET", url="http://x/", headers=exchange.Headers(), grant="oauth")
    return getattr(oauth, kind)(inner, where, lambda: 0.0), request


def test_one_event_loop_after_the_other(package: ModuleType) -> None:
    """Tasks that wait for a token do so in each of them."""
    inner = Waiting(package, 0)
    transport, request = around(package, "AsyncTokenTransport", inner)

    async def many() -> list[int]:
        return [raw.status for raw in await asyncio.gather(*(transport.send(request, timeout=5.0) for _ in range(4)))]

    for _ in range(2):
        assert asyncio.run(many()) == [204] * 4
    assert inner.tokens == 8


def test_a_process_that_is_forked_while_a_token_is_fetched(package: ModuleType) -> None:
    """The lock that a thread of its parent held is not its own."""
    inner = Inner(package, 3600)
    transport, request = around(package, "TokenTransport", inner)
    fetching, done = threading.Event(), threading.Event()
    plain = inner.send

    def slow(asked: Given, *, timeout: float) -> Given:
        fetching.set()
        assert done.wait(20)
        return plain(asked, timeout=timeout)

    inner.send = slow
    thread = threading.Thread(target=transport.send, args=(request,), kwargs={"timeout": 20.0})
    thread.start()
    assert fetching.wait(20)
    with warnings.catch_warnings():
        # To fork with threads is what newer versions of Python warn of, and what is tried here.
        warnings.simplefilter("ignore")
        child = os.fork()
    if child == 0:
        status = 1
        try:
            inner.send = plain
            status = int(transport.send(request, timeout=0.5).status != 204)
        finally:
            # The child must not go on with the tests.
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    done.set()
    thread.join()
