"""Who asks, and where: every kind of credentials, alternatives and combinations, addresses, and secrets in no text."""

from __future__ import annotations

import base64
import importlib
import inspect
import pickle
import re
import traceback
from collections.abc import Iterator
from types import ModuleType, TracebackType

import pytest

from tests import remote

from .asked import SPEC, Given, Loopback, Reply, clients

SECRET = "s3cr3t-of-n0b0dy"
NONE: dict[str, str] = {}


def sent(package: ModuleType, server: Loopback, method: str, **given: Given) -> Given:
    """Return the request that a client with these credentials makes."""
    with clients(package, server, **given) as asked:
        return asked.request(method)


def proof(request: Given) -> dict[str, object]:
    """Return everything in a request that could prove something."""
    found: dict[str, object] = {name: request.values(name) for name in ("authorization", "x-odd", "cookie")}
    found["query"] = request.query
    return {name: value for name, value in found.items() if value}


def basic(username: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


BOTH = {"header_key": ["X"], "query": [("odd", "q&")]}
CASES: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("secure.default", {"username": "u", "password": "p:"}, {"authorization": [basic("u", "p:")]}),
    ("secure.default", {"token": "t"}, {"authorization": ["Bearer t"]}),
    ("secure.default", {"token": "t", "username": "u", "password": "p"}, {"authorization": [basic("u", "p")]}),
    ("secure.default", NONE, {}),
    ("secure.default", {"x_odd": "k"}, {}),
    ("secure.header", {"x_odd": "k"}, {"x-odd": ["k"]}),
    ("secure.query", {"odd": "a b&"}, {"query": [("odd", "a b&")]}),
    ("secure.cookie", {"sid": "c=="}, {"cookie": ["sid=c=="]}),
    ("secure.both", {"x_odd": "k", "odd": "q"}, {"x-odd": ["k"], "query": [("odd", "q")]}),
    ("secure.either", {"x_odd": "k", "sid": "c", "token": "t"}, {"x-odd": ["k"], "cookie": ["sid=c"]}),
    ("secure.either", {"x_odd": "k", "token": "t"}, {"authorization": ["Bearer t"]}),
    ("secure.either", {"token": "t", "username": "u", "password": "p"}, {"authorization": ["Bearer t"]}),
    ("secure.either", {"username": "u", "password": "p"}, {"authorization": [basic("u", "p")]}),
    ("secure.none", {"token": "t", "x_odd": "k"}, {}),
    ("secure.oauth", {"oauth_token": "t"}, {"authorization": ["Bearer t"]}),
    ("secure.open_id", {"open_id_token": "t"}, {"authorization": ["Bearer t"]}),
]


@pytest.mark.parametrize(("method", "given", "expected"), CASES, ids=[f"{c[0]}-{'+'.join(c[1])}" for c in CASES])
def test_what_is_sent(
    package: ModuleType,
    server: Loopback,
    method: str,
    given: dict[str, str],
    expected: dict[str, object],
) -> None:
    assert proof(sent(package, server, method, **given)) == expected


def test_keys_stand_beside_parameters(package: ModuleType, server: Loopback) -> None:
    with clients(package, server, odd="q", sid="c") as asked:
        assert asked.request("secure.query", q="x").query == [("q", "x"), ("odd", "q")]
        assert asked.request("secure.cookie", c="x").values("cookie") == ["c=x; sid=c"]
        options = package.Options(query={"odd": "other"}, headers={"Cookie": "sid=other"})
        assert asked.request("secure.query", options=options).query == [("odd", "other")]
        assert asked.request("secure.cookie", options=options).values("cookie") == ["sid=other"]


@pytest.mark.parametrize(
    ("method", "given", "named"),
    [
        ("secure.header", NONE, ["secure.header", "x_odd="]),
        ("secure.both", {"x_odd": "k"}, ["x_odd=", "odd="]),
        ("secure.either", {"x_odd": "k"}, ["x_odd= and sid=", "token=", "username= and password="]),
        ("secure.oauth", {"token": "t"}, ["oauth_token=", "client_id= and client_secret="]),
    ],
)
def test_a_call_without_its_credentials(
    package: ModuleType,
    server: Loopback,
    method: str,
    given: dict[str, str],
    named: list[str],
) -> None:
    with clients(package, server, **given) as asked:
        said = asked.refused(method)
    assert said.startswith("CredentialsError: ")
    for name in named:
        assert name in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "u"}, "username= given, but password= missing"),
        ({"client_secret": SECRET}, "client_secret= given, but client_id= missing"),
        ({"scope": "a"}, "scope= given, but client_id= and client_secret= missing"),
        ({"oauth_token": "t", "client_id": "i", "client_secret": "s"}, "exclude each other"),
        ({"oauth_token": "t", "client_id": "i"}, "exclude each other"),
        ({"token": ""}, "token= is empty"),
        ({"token": "a\r\nb"}, "token= holds more than printable ASCII"),
        ({"x_odd": "é"}, "x_odd= holds more than printable ASCII"),
        ({"sid": "a; b=c"}, "sid= holds what ends a cookie"),
        ({"username": "a:b", "password": "c"}, "a user name cannot hold a colon"),
    ],
)
def test_credentials_that_make_no_sense(package: ModuleType, given: dict[str, str], said: str) -> None:
    for kind in (package.Asked, package.AsyncAsked):
        with pytest.raises(package.CredentialsError, match=said) as caught:
            kind(**given)
        assert SECRET not in repr(caught.value)
    with pytest.raises(remote.RemoteError) as thrown:
        remote.Client(remote.remote(SPEC, "Asked"), **given)
    assert type(thrown.value).__name__ == "CredentialsError"
    # Only the name of an argument is spelled in another way.
    plainly = [re.sub("[=_]", "", text).lower() for text in (said, str(thrown.value))]
    assert plainly[0] in plainly[1]
    assert SECRET not in str(thrown.value)


# Secrets


def texts_of(error: BaseException) -> Iterator[str]:
    """Yield everything that shows an error; what consoles show is found where it was thrown."""
    if hasattr(error, "shown"):
        yield from (str(error), *error.shown)
        return
    yield from (
        str(error),
        repr(error),
        repr(error.args),
        repr(vars(error)),
        "".join(traceback.format_exception(error)),
    )
    yield pickle.dumps(error).decode("latin-1")
    for one in (error, error.__cause__, error.__context__):
        yield from () if one is None else (str(one), repr(one.args), *locals_of(one.__traceback__))


def locals_of(at: TracebackType | None) -> Iterator[str]:
    while at is not None:
        if "asked_requests" in at.tb_frame.f_code.co_filename:
            yield from (repr(value) for value in at.tb_frame.f_locals.values())
        at = at.tb_next


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("secure.query", {"odd": SECRET}),
        ("secure.header", {"x_odd": SECRET}),
        ("secure.cookie", {"sid": SECRET}),
        ("secure.either", {"token": SECRET}),
    ],
)
def test_no_error_shows_a_key(package: ModuleType, server: Loopback, method: str, given: dict[str, str]) -> None:
    with clients(package, server, **given) as asked:
        server.queue(*[Reply(403, b'"no"')] * 3)
        for kind in asked.kinds:
            with pytest.raises(package.ApiError) as caught:
                asked.call(kind, method)
            assert SECRET in repr(server.requests[-1])
            for text in texts_of(caught.value):
                assert SECRET not in text, text
        bad = package.Options(headers={"X-Bad": "a\nb"}, query={"bad": None})
        with pytest.raises(ValueError, match=r"bad|X-Bad") as refused:
            getattr(asked.sync.secure, method.partition(".")[2])(options=bad)
        for text in texts_of(refused.value):
            assert SECRET not in text, text


def test_a_request_shows_no_key(package: ModuleType) -> None:
    about, request, operation = (
        importlib.import_module(f"{package.__name__}.{name}") for name in ("_about", "_request", "_operation")
    )
    where = about.site({"odd": SECRET, "x_odd": SECRET}, "http://x", None, {})
    call = operation.Operation(id="a", method="GET", path=("/",), result=None, security=(("header_key", "query_key"),))
    made = request.build(where, operation.Call(call, query={"q": "1"}))
    assert made.url == f"http://x/?q=1&odd={SECRET}"
    assert str(made) == "GET http://x/?q=1&odd=***"
    for thing in (made, made.headers, made.masked(), where, vars(where.credentials), where.credentials):
        assert SECRET not in repr(thing), thing
    assert SECRET not in repr((made.masked().url, made.masked().headers.pairs))
    assert SECRET not in pickle.dumps(made.masked()).decode("latin-1")


# Addresses


class Watching:
    """A transport that keeps the addresses it is asked for."""

    def __init__(self, package: ModuleType) -> None:
        self.seen: list[str] = []
        self._reply = package.RawReply(204, (), b"")

    def send(self, request: Given, *, timeout: float) -> Given:
        self.seen.append(request.url)
        return self._reply


@pytest.mark.parametrize(
    ("given", "plain", "own"),
    [
        (NONE, "https://eu.example.com:443/v1/secure/none", "https://eu.files.example.com/v2/elsewhere"),
        (
            {"region": "us", "port": "8443", "version": "v9"},
            "https://us.example.com:8443/v9/secure/none",
            "https://us.files.example.com/v2/elsewhere",
        ),
        ({"version_2": "v3"}, "https://eu.example.com:443/v1/secure/none", "https://eu.files.example.com/v3/elsewhere"),
        ({"base_url": "http://x/y/"}, "http://x/y/secure/none", "http://x/y/elsewhere"),
    ],
)
def test_where_requests_go(package: ModuleType, given: dict[str, str], plain: str, own: str) -> None:
    """An address that is given stands for every documented one."""
    transport = Watching(package)
    with package.Asked(transport=transport, **given) as client:
        client.secure.none()
        client.secure.elsewhere()
    assert transport.seen == [plain, own]
    recorder = remote.Stand("recorder", {"status": 204, "body": ""})
    twin = remote.Client(remote.remote(SPEC, "Asked"), transport=recorder, **given)
    twin.call("secure.none")
    twin.call("secure.elsewhere")
    assert twin.remote.ask("taken", name="urls") == [plain, own]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"region": "mars"}, "region= is 'mars', which is none of eu, us"),
        ({"port": "a"}, "Port could not be cast|port"),
        ({"version": "a?b"}, "base_url must hold no"),
        ({"version": "a b"}, "base_url must be encoded"),
        ({"port": "1@evil.example"}, "base_url must hold no user name"),
    ],
)
def test_an_address_that_makes_no_sense(package: ModuleType, given: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        package.Asked(**given)
    with pytest.raises(remote.RemoteError):
        remote.Client(remote.remote(SPEC, "Asked"), **given)


def test_the_documentation_tells_of_servers(package: ModuleType) -> None:
    said = " ".join((package.Asked.__doc__ or "").split())
    assert "https://staging.example.com (For trials)" in said
    assert 'region: Where the data lies. One of "eu", "us".' in said
    assert inspect.signature(package.Asked).parameters["region"].default == "eu"
