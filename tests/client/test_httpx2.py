"""A client of httpx2 that a user already has: what of it counts, and that all errors are ours."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx2
import pytest
from toggltrack import (
    AsyncHttpx2Transport,
    CallTimeoutError,
    ClientClosedError,
    ConnectionFailedError,
    ForbiddenError,
    Headers,
    Httpx2Transport,
    Options,
    OutcomeUnknownError,
    Request,
    ServerError,
    TogglError,
    UnreadableResponseError,
)

from . import SOURCE, relays
from .drivers import TOKEN, AsyncDriver, Driver, SyncDriver, example_arguments
from .server import Reply, Server, Wire, closed_port
from .spec import operation
from .test_transport import BROKEN, SLOW, Fault, drip_head

GET, CREATE, DELETE = (operation(f"projects.{name}") for name in ("get", "create", "delete"))
PROJECT = json.dumps(GET.example).encode()
SHORT = 0.25
Make = Callable[..., Driver]


@pytest.fixture(params=["sync", "async"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Return what makes clients over one of httpx2, given the settings of that."""
    ends: list[Callable[[], object]] = []

    def begin(url: str, settings: dict[str, object] | None = None, max_body: int = 10**8, **ours: object) -> Driver:
        if request.param == "sync":
            client = httpx2.Client(**{"trust_env": False, **(settings or {})})
            driver: Driver = SyncDriver(url, transport=Httpx2Transport(client, max_body=max_body), **ours)
            ends.extend([client.close, driver.close])
            return driver
        other = httpx2.AsyncClient(**{"trust_env": False, **(settings or {})})
        waiting = AsyncDriver(url, transport=AsyncHttpx2Transport(other, max_body=max_body), **ours)
        ends.extend([waiting.close, lambda: waiting.run(other.aclose)])
        return waiting

    yield begin
    for end in reversed(ends):
        end()


def test_a_request_is_sent_as_it_is(make: Make, server: Server) -> None:
    """It is the same, byte by byte, as that of the default transport: nothing of the client's own gets into it."""
    own = {
        "headers": {"Authorization": "Bearer other", "X-Own": "1", "User-Agent": "other"},
        "cookies": {"a": "b"},
        "params": {"q": "1"},
        "auth": ("user", "password"),
        "base_url": "http://elsewhere.invalid/",
        "timeout": 0.000001,
        "follow_redirects": True,
    }
    both = (make(server.url, own), SyncDriver(server.url))
    for one in (GET, CREATE, DELETE, operation("projects.patch_many"), operation("projects.list")):
        seen = []
        for driver in both:
            server.queue(Reply(403, b'"no"'))
            with pytest.raises(ForbiddenError):
                driver.call(one, {**example_arguments(one), "options": Options(query={"a b": "ü/%"})})
            request = server.request
            seen.append(
                (request.method, request.target, sorted((n.lower(), v) for n, v in request.headers), request.body)
            )
        assert seen[0] == seen[1]
    both[1].close()


def test_what_counts_of_the_client(make: Make, server: Server) -> None:
    """Its proxies and its event hooks."""
    heard: list[str] = []

    def hear(request: httpx2.Request) -> None:
        heard.append(request.method)

    async def ahear(request: httpx2.Request) -> None:
        heard.append(request.method)

    with relays.Proxy() as proxy:
        kind = make(server.url)
        hook = hear if isinstance(kind, SyncDriver) else ahear
        driver = make(server.url, {"proxy": proxy.url(), "event_hooks": {"request": [hook]}})
        server.queue(Reply(200, PROJECT))
        driver.call(GET, example_arguments(GET))
        assert len(proxy.asked) == 1
        assert heard == ["GET"]


def test_redirects_are_not_followed(make: Make, server: Server) -> None:
    driver = make(server.url, {"follow_redirects": True})
    server.queue(Reply(302, b"", (("Location", f"{server.url}/elsewhere"),)))
    with pytest.raises(TogglError) as caught:
        driver.call(GET, example_arguments(GET))
    assert caught.value.status == 302
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "fault", [*BROKEN, *(one for one in SLOW if one is not drip_head)], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("one", [GET, CREATE], ids=str)
def test_a_fault_has_its_error(fault: Fault, one: object, make: Make, server: Server) -> None:
    """The same as with the default transport; and the client works on."""
    driver = make(server.url, timeout=SHORT)
    server.queue(fault, Reply(200, PROJECT))
    wanted = CallTimeoutError if fault in SLOW else ConnectionFailedError
    with pytest.raises(TogglError) as caught:
        driver.call(one, example_arguments(one))
    error: BaseException | None = caught.value
    if one is CREATE:
        assert type(error) is OutcomeUnknownError
        error = error.__cause__
    assert type(error) is wanted
    assert error.sent
    driver.call(GET, example_arguments(GET))


def test_a_head_that_drips_with_await(server: Server) -> None:
    """There the whole call has its time; without `await` httpx2 gives no way, as is documented."""

    async def run() -> None:
        async with httpx2.AsyncClient(trust_env=False) as client:
            transport = AsyncHttpx2Transport(client)
            request = Request(method="GET", url=f"{server.url}/x", headers=Headers())
            server.queue(drip_head)
            with pytest.raises(CallTimeoutError, match=r"no whole answer within 0\.25 seconds") as caught:
                await transport.send(request, timeout=SHORT)
            assert caught.value.sent

    asyncio.run(run())


def test_nothing_was_sent(make: Make) -> None:
    driver = make(f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(ConnectionFailedError) as caught:
        driver.call(CREATE, example_arguments(CREATE))
    assert not caught.value.sent


def test_a_proxy_that_refuses_a_tunnel(make: Make) -> None:
    """What the proxy was told is not the request."""
    with relays.Proxy(answer=b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") as proxy:
        driver = make("https://some.host.invalid", {"proxy": proxy.url("us3r:pa55@")})
        with pytest.raises(ConnectionFailedError, match="407") as caught:
            driver.call(CREATE, example_arguments(CREATE))
        assert not caught.value.sent
        assert "pa55" not in str(caught.value)


RAISED = [
    (httpx2.ConnectError("x"), ConnectionFailedError, False),
    (httpx2.ProxyError("x"), ConnectionFailedError, False),
    (httpx2.UnsupportedProtocol("x"), ConnectionFailedError, False),
    (httpx2.LocalProtocolError("x"), ConnectionFailedError, False),
    (httpx2.ConnectTimeout("x"), CallTimeoutError, False),
    (httpx2.PoolTimeout("x"), CallTimeoutError, False),
    (httpx2.ReadTimeout("x"), CallTimeoutError, True),
    (httpx2.WriteTimeout("x"), CallTimeoutError, True),
    (httpx2.ReadError("x"), ConnectionFailedError, True),
    (httpx2.WriteError("x"), ConnectionFailedError, True),
    (httpx2.RemoteProtocolError("x"), ConnectionFailedError, True),
    (httpx2.CookieConflict("x"), ConnectionFailedError, True),
    (RuntimeError("x"), ConnectionFailedError, True),
    (OSError("x"), ConnectionFailedError, True),
    (ExceptionGroup("x", [OSError("y")]), ConnectionFailedError, True),
]


@pytest.mark.parametrize(("raised", "wanted", "sent"), RAISED, ids=lambda one: type(one).__name__)
def test_whatever_a_transport_of_the_client_raises(
    raised: Exception, wanted: type[TogglError], sent: bool, make: Make
) -> None:
    """One that tells nothing of how far it got."""

    def fail(_: httpx2.Request) -> httpx2.Response:
        raise raised

    driver = make("http://x", {"transport": httpx2.MockTransport(fail)})
    with pytest.raises(wanted) as caught:
        driver.call(GET, example_arguments(GET))
    assert type(caught.value) is wanted
    assert caught.value.__cause__ is raised
    assert caught.value.sent is sent


@pytest.mark.parametrize("status", [200, 500])
def test_a_response_has_a_size_limit(status: int, make: Make, server: Server) -> None:
    def endless(wire: Wire) -> None:
        wire.send(f"HTTP/1.1 {status} Any\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        while wire.send(b"400\r\n" + b" " * 1024 + b"\r\n"):
            pass

    driver = make(server.url, max_body=10_000)
    server.queue(endless, Reply(200, PROJECT))
    with pytest.raises(UnreadableResponseError, match="10000 bytes") as caught:
        driver.call(GET, example_arguments(GET))
    assert 10_000 < len(caught.value.body) < 10_000 + 200_000
    driver.call(GET, example_arguments(GET))


def test_a_packed_body_is_not_unpacked(make: Make, server: Server) -> None:
    driver = make(server.url)
    server.queue(Reply(500, b"\x1f\x8b\x08\x00", (("Content-Encoding", "gzip"),)))
    with pytest.raises(ServerError) as caught:
        driver.call(GET, example_arguments(GET))
    assert caught.value.body == b"\x1f\x8b\x08\x00"


def test_the_client_is_its_owners_to_close(server: Server) -> None:
    with httpx2.Client() as client:
        driver = SyncDriver(server.url, transport=Httpx2Transport(client))
        driver.close()
        assert not client.is_closed
        with pytest.raises(ClientClosedError):
            driver.call(GET, example_arguments(GET))
    driver = SyncDriver(server.url, transport=Httpx2Transport(client))
    with pytest.raises(ClientClosedError, match="Client is closed"):
        driver.call(GET, example_arguments(GET))


@pytest.mark.parametrize("ending", ["read", "closed", "broken", "slow"])
def test_a_stream(ending: str, server: Server) -> None:
    """Piece by piece; each has the time anew; the connection is given back, or ended."""
    request = Request(method="GET", url=f"{server.url}/x?y=%2F", headers=Headers([("X-A", "b")]))

    def answer(wire: Wire) -> None:
        wire.send(Reply(200, headers=()).head(20))
        for _ in range(4):
            wire.send(b"12345")
            if ending != "read":
                break
            wire.wait(SHORT / 2)
        if ending == "broken":
            wire.close()
        elif ending != "read":
            wire.wait()

    async def arun() -> bytes:
        async with httpx2.AsyncClient() as client:
            stream = await AsyncHttpx2Transport(client).open(request, timeout=SHORT)
            assert stream.status == 200
            assert ("Content-Length", "20") in stream.headers
            try:
                body = b""
                async for chunk in stream:
                    body += chunk
                    if ending == "closed":
                        break
                return body
            finally:
                await stream.close()
                await stream.close()

    def run() -> bytes:
        with httpx2.Client() as client:
            stream = Httpx2Transport(client).open(request, timeout=SHORT)
            assert (stream.status, stream.limit) == (200, 100_000_000)
            try:
                body = b""
                for chunk in stream:
                    body += chunk
                    if ending == "closed":
                        break
                return body
            finally:
                stream.close()
                stream.close()

    for way in (run, lambda: asyncio.run(arun())):
        server.queue(answer)
        match ending:
            case "broken":
                with pytest.raises(ConnectionFailedError):
                    way()
            case "slow":
                with pytest.raises(CallTimeoutError, match="nothing more of the body"):
                    way()
            case _:
                assert way() == b"12345" * (4 if ending == "read" else 1)
        assert server.request.target == "/x?y=%2F"


def test_the_package_does_not_need_it() -> None:
    """Where httpx2 cannot be imported all names are there, and the default works."""
    code = "import sys; sys.modules['httpx2'] = None; from toggltrack import *; Toggl('t'); print(Httpx2Transport)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, timeout=60
    )
    assert "Httpx2Transport" in done.stdout, done.stderr


def test_nothing_shows_a_secret(server: Server) -> None:
    with httpx2.Client() as client:
        transport = Httpx2Transport(client)
        driver = SyncDriver(f"http://127.0.0.1:{closed_port()}", transport=transport)
        with pytest.raises(ConnectionFailedError) as caught:
            driver.call(GET, example_arguments(GET))
        assert TOKEN not in f"{transport!r} {caught.value!r} {caught.value.__cause__!r}"
