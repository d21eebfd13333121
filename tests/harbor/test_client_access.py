"""Who asks, and where: exactly the credentials of an alternative are sent, to exactly the address that is described."""

from __future__ import annotations

import base64
import json
from types import ModuleType
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from tests import remote

from .calling import ALL, CREDENTIALS, Caller, Reply, Request, Server, arguments, is_list, method_of
from .document import Operation, operations, whole

CALLS: Final = list(operations(whole()))
BASIC: Final = "Basic " + base64.b64encode(b"u:p:w").decode()
PROOFS: Final[dict[str, tuple[str, str]]] = {
    "bearer": ("authorization", "Bearer t0k"),
    "key": ("x-harbor-key", "k3y"),
    "tenant": ("x-harbor-tenant", "t3n"),
    "ticket": ("?ticket", "t1c&k t"),
    "session": ("cookie harbor_session", "s3s"),
    "basic": ("authorization", BASIC),
    "machine": ("authorization", "Bearer m4c"),
}
"""By security scheme, what a request carries, and where."""

ALTERNATIVES: Final = [(one, alternative) for one in CALLS for alternative in one.security or [{}]]


def proof(request: Request) -> dict[str, str]:
    """Return everything in a request that proves something."""
    found = {name: ",".join(request.values(name)) for name in ("authorization", "x-harbor-key", "x-harbor-tenant")}
    found |= {f"?{name}": value for name, value in request.query if name == "ticket"}
    for pair in "; ".join(request.values("cookie")).split("; "):
        name, _, value = pair.partition("=")
        found |= {"cookie harbor_session": value} if name == "harbor_session" else {}
    return {name: value for name, value in found.items() if value}


def called(one: Operation, caller: Caller) -> None:
    """Call an operation; one that gives a list in pages is called when it is iterated over."""
    kind = next(iter(one.body.get("content", {})), "")
    found = caller.call(method_of(one), **arguments(whole(), one, kind, caller.package, models=False))
    if is_list(found):
        caller.pieces(found)


def sent(one: Operation, caller: Caller, server: Server) -> Request:
    """Return the request of a call that is refused."""
    server.queue(Reply(418, b"{}"))
    with pytest.raises(caller.package.ApiError) as refused:
        called(one, caller)
    assert refused.value.status == 418
    return server.request


def label(value: object) -> str:
    return value.name if isinstance(value, Operation) else "+".join(value) or "none" if isinstance(value, dict) else ""


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("one", CALLS, ids=label)
def test_with_all_credentials_the_first_alternative_is_sent(
    one: Operation, kind: str, harbor: ModuleType, server: Server
) -> None:
    """Nothing is an alternative only where nothing else is given."""
    first = next(filter(None, one.security), {})
    with Caller(harbor, kind, base_url=server.url + "/base") as caller:
        assert proof(sent(one, caller, server)) == dict(PROOFS[scheme] for scheme in first)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize(("one", "alternative"), ALTERNATIVES, ids=label)
def test_of_each_alternative_its_credentials_are_enough(
    one: Operation, alternative: dict[str, Any], kind: str, harbor: ModuleType, server: Server
) -> None:
    given = {name: value for scheme in alternative for name, value in CREDENTIALS[scheme].items()}
    with Caller(harbor, kind, given, base_url=server.url + "/base") as caller:
        assert proof(sent(one, caller, server)) == dict(PROOFS[scheme] for scheme in alternative)


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("one", CALLS, ids=label)
def test_without_the_credentials_nothing_is_sent(one: Operation, kind: str, harbor: ModuleType, server: Server) -> None:
    """Of every alternative the last part is missing."""
    wanted = {scheme for alternative in one.security for scheme in list(alternative)[-1:]}
    given = {name: value for scheme in set(CREDENTIALS) - wanted for name, value in CREDENTIALS[scheme].items()}
    with Caller(harbor, kind, given, base_url=server.url + "/base") as caller:
        if all(one.security) and one.security:
            server.queue()
            with pytest.raises(harbor.CredentialsError, match=one.name.replace(".", r"\.")):
                called(one, caller)
            assert server.requests == []
        else:
            assert proof(sent(one, caller, server)) == {}


@pytest.mark.parametrize("kind", ALL)
def test_a_client_fetches_a_token_with_all_scopes_that_are_asked_for(
    kind: str, harbor: ModuleType, server: Server
) -> None:
    token = {"access_token": "fetched", "token_type": "Bearer", "expires_in": 60}
    server.respond(lambda one: Reply(200, json.dumps(token).encode() if one.path == "/token" else b"true"))
    given = {"client_id": "i", "client_secret": "s", "scope": "gate:read", "token_url": server.url + "/token"}
    with Caller(harbor, kind, given, base_url=server.url) as caller:
        assert caller.call("gate.state") is True
        assert caller.call("gate.state") is True
    first, *rest = server.requests
    assert (first.method, first.path) == ("POST", "/token")
    assert first.body == b"grant_type=client_credentials&scope=gate%3Aread"
    assert first.values("authorization") == ["Basic " + base64.b64encode(b"i:s").decode()]
    assert [one.values("authorization") for one in rest] == [["Bearer fetched"]] * 2


class Recorder:
    """A transport that sends nothing."""

    def __init__(self, package: ModuleType) -> None:
        self._package = package
        self.urls: list[str] = []

    def send(self, request: Any, *, timeout: float) -> Any:  # noqa: ANN401
        assert timeout > 0
        self.urls.append(request.url)
        return self._package.RawReply(418, (), b"{}")


@pytest.mark.parametrize("chosen", [{}, {"region": "far-east", "stage": "t/1", "bucket": "charts"}], ids=["", "chosen"])
@pytest.mark.parametrize("kind", ["sync", "typescript"])
@pytest.mark.parametrize("one", CALLS, ids=label)
def test_where_a_call_goes(one: Operation, kind: str, chosen: dict[str, str], harbor: ModuleType) -> None:
    """A server of an operation comes before that of its path, and that before the root's."""
    server = (one.servers or whole()["servers"])[0]
    url = server["url"]
    for name, variable in server.get("variables", {}).items():
        url = url.replace(f"{{{name}}}", chosen.get(name, variable["default"]))
    recorder = Recorder(harbor)
    transport: Any = recorder if kind == "sync" else remote.Stand("recorder", {"status": 418, "body": "{}"})
    with Caller(harbor, kind, transport=transport, **chosen) as caller, pytest.raises(harbor.ApiError):
        called(one, caller)
    (found,) = recorder.urls if kind == "sync" else caller.remote.ask("taken", name="urls")
    assert found.startswith(url + one.template.partition("{")[0].rstrip("/")), found
    assert urlsplit(found).netloc == urlsplit(url).netloc
