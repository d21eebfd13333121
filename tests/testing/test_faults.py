"""Failures on demand, answers on demand, a quota that runs out, and what is noted of each request."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

import pytest
from toggltrack import (
    ApiError,
    AsyncToggl,
    CallTimeoutError,
    ConnectionFailedError,
    Headers,
    NotFoundError,
    OutcomeUnknownError,
    QuotaExceededError,
    RateLimitedError,
    Request,
    ServerError,
    Toggl,
    UnauthorizedError,
)
from toggltrack.testing import FakeClock, FakeToggl, Records, Sent
from toggltrack.testing._reply import Answer
from toggltrack.testing._routes import Route, Router

OK: Final = Answer(200)
BASE: Final = "https://api.track.toggl.com/api/v9"


@pytest.fixture
def fake() -> FakeToggl:
    return FakeToggl()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(fake: FakeToggl, clock: FakeClock) -> Toggl:
    return Toggl("s3cret", transport=fake, clock=clock)


def sent(fake: FakeToggl, method: str, url: str, body: bytes | None = None, **headers: str) -> tuple[int, Any]:
    """Return the status and the JSON of what is answered to a request, sent without a client."""
    request = Request(method=method, url=url, headers=Headers(headers.items()), body=body)
    answer = fake.send(request, timeout=1.0)
    assert ("Content-Length", str(len(answer.body))) in answer.headers
    return answer.status, json.loads(answer.body)


# What the description does not know


def test_an_unknown_path_and_an_unknown_method(fake: FakeToggl) -> None:
    assert sent(fake, "GET", f"{BASE}/nowhere", Authorization="x") == (404, "/nowhere is no known path")
    assert sent(fake, "GET", "https://api.track.toggl.com/workspaces")[0] == 404
    assert sent(fake, "POST", f"{BASE}/workspaces/1", Authorization="x") == (405, "POST is not known here")
    assert sent(fake, "GET", f"{BASE}/workspaces/1/projects/")[0] == 404
    assert [one.operation for one in fake.requests] == ["", "", "", ""]


def test_credentials_are_needed(fake: FakeToggl) -> None:
    assert sent(fake, "GET", f"{BASE}/workspaces") == (401, "Unauthorized")
    assert sent(fake, "GET", f"{BASE}/workspaces", Authorization="Basic x")[0] == 200
    fake.fail_next(401)
    with Toggl("t", transport=fake) as client, pytest.raises(UnauthorizedError):
        client.workspaces.search()


def test_a_body_that_is_no_json(fake: FakeToggl) -> None:
    url = f"{BASE}/workspaces/1/projects"
    assert sent(fake, "POST", url, b"{", Authorization="x") == (400, "The body is no JSON")
    assert sent(fake, "POST", url, Authorization="x") == (400, "A JSON body is expected")
    assert fake.projects.all() == []


def test_the_most_literal_path_counts() -> None:
    """However the description orders them; a segment may hold more than a parameter."""
    paths = {
        "any": ("/a/", ""),
        "now": ("/a/now",),
        "dot": ("/a/", ".", ""),
        "below": ("/", "/now"),
        "end": ("/a/x", ""),
    }
    routes = [
        Route(id=name, method="GET", path=path, parameters=("p", "q")[: len(path) - 1], answer=OK, missing=OK)
        for name, path in paths.items()
    ]
    for order in (routes, routes[::-1]):
        router = Router(order, "https://{region}.example.com/{stage}/v1", None)
        for url, name, values in (
            ("/a/now", "now", {}),
            ("/a/b.c", "dot", {"p": "b", "q": "c"}),
            ("/a/b%2Fc", "any", {"p": "b/c"}),
            ("/b/now", "below", {"p": "b"}),
            ("/a/xy", "end", {"p": "y"}),
        ):
            found = router.match(Request(method="GET", url=f"https://x/live/v1{url}", headers=Headers()))
            assert found.route is not None
            assert (found.route.id, found.values, found.below) == (name, values, url)


def test_segments_are_compared_decoded(fake: FakeToggl) -> None:
    fake.projects.add("a/b", name="Site")
    status, rows = sent(fake, "GET", f"{BASE}/%77orkspaces/a%2Fb/projects", Authorization="x")
    assert (status, [row["name"] for row in rows]) == (200, ["Site"])
    assert fake.requests[-1].path == "/workspaces/a/b/projects"


def test_another_address(clock: FakeClock) -> None:
    fake = FakeToggl(base_url="http://localhost:8080/v1")
    with Toggl("t", transport=fake, base_url="http://localhost:8080/v1/", clock=clock) as client:
        assert client.workspaces.get(5).id == 5
    with Toggl("t", transport=fake, clock=clock) as client, pytest.raises(NotFoundError):
        client.workspaces.get(5)


# Failures


def test_a_status_as_often_as_wanted(fake: FakeToggl, client: Toggl, clock: FakeClock) -> None:
    fake.fail_next(429, headers={"Retry-After": "3"}, json="slow down", times=2)
    assert client.workspaces.get(1).id == 1
    assert clock.waits == [3.0, 3.0]
    assert [one.operation for one in fake.requests] == ["workspaces.get"] * 3
    fake.fail_next(429, headers={"Retry-After": "61"}, body=b"<html>")
    with pytest.raises(RateLimitedError) as caught:
        client.workspaces.get(1)
    assert caught.value.body == b"<html>"
    assert caught.value.headers["retry-after"] == "61"


def test_only_where_it_is_wanted_and_in_order(fake: FakeToggl, client: Toggl) -> None:
    fake.fail_next(500, when="projects.create")
    fake.fail_next(501)
    fake.fail_next(502, when="workspaces.get", times=3)
    assert status(lambda: client.workspaces.search()) == 501
    assert status(lambda: client.projects.create(1, name="x")) == 500
    assert status(lambda: client.workspaces.get(1)) == 502
    assert fake.projects.all(1) == []
    assert client.projects.create(1, name="x").id == 1


def status(call: Callable[[], object]) -> int:
    with pytest.raises(ServerError) as caught:
        call()
    return caught.value.status


def test_no_connection_is_no_request(fake: FakeToggl, client: Toggl) -> None:
    """Nothing was sent: so any call is tried again."""
    fake.fail_next(error="connect", times=2)
    assert client.projects.create(1, name="Site").id == 1
    assert len(fake.requests) == 1
    fake.fail_next(error="connect", times=3)
    with pytest.raises(ConnectionFailedError) as caught:
        client.projects.get(1, 1)
    assert not caught.value.sent


def test_no_answer(fake: FakeToggl, client: Toggl) -> None:
    fake.fail_next(error="timeout")
    with pytest.raises(CallTimeoutError) as caught:
        client.workspaces.get(1)
    assert caught.value.sent
    fake.fail_next(error="timeout")
    with pytest.raises(OutcomeUnknownError):
        client.projects.create(1, name="Site")
    assert len(fake.requests) == 2
    assert fake.projects.all(1) == []


def test_a_broken_connection(fake: FakeToggl, client: Toggl) -> None:
    fake.fail_next(error="reset", times=2)
    assert client.workspaces.get(1).id == 1
    assert len(fake.requests) == 3
    fake.fail_next(error="reset")
    with pytest.raises(OutcomeUnknownError) as caught:
        client.projects.create(1, name="Site")
    assert isinstance(caught.value.__cause__, ConnectionFailedError)
    assert caught.value.__cause__.sent


@pytest.mark.parametrize("given", [{}, {"status": 500, "error": "reset"}])
def test_a_failure_is_one_thing(fake: FakeToggl, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="give a status or an error"):
        fake.fail_next(**given)


def test_a_wrong_operation_is_told(fake: FakeToggl) -> None:
    for call in (lambda: fake.fail_next(500, when="project.get"), lambda: fake.respond("project.get")):
        with pytest.raises(ValueError, match=r"'project.get' is no operation; there are .*projects\.get"):
            call()
    with pytest.raises(ValueError, match="no operation"):
        fake.restore("")


# Answers


def test_an_answer_until_further_notice(fake: FakeToggl, client: Toggl) -> None:
    fake.projects.add(1, name="Site")
    fake.respond("projects.list", json=[{"id": 5, "name": "Other", "workspace_id": 1}])
    for _ in range(2):
        assert [row.id for row in client.projects.list(1)] == [5]
    fake.respond("projects.list", 410, json="gone for good", headers={"X-Why": "old"})
    with pytest.raises(ApiError, match="gone for good") as caught:
        list(client.projects.list(1))
    assert caught.value.headers["x-why"] == "old"
    fake.restore("projects.list")
    fake.restore("projects.list")
    assert [row.name for row in client.projects.list(1)] == ["Site"]


def test_an_answer_as_bytes(fake: FakeToggl, client: Toggl) -> None:
    text = b'{"id": 1.0e0, "name": "x", "organization_id": 93, "later": true}'
    fake.respond("workspaces.get", body=text)
    assert client.raw(client.workspaces.get, 1).body == text


# Quota


def test_a_quota_counts_down_and_is_told(fake: FakeToggl, client: Toggl) -> None:
    fake.quota(remaining=2, resets_in=60)
    for left in ("1", "0"):
        headers = client.raw(client.workspaces.get, 1).headers
        assert headers["X-Toggl-Quota-Remaining"] == left
        assert 59 <= int(headers["X-Toggl-Quota-Resets-In"]) <= 60
    with Toggl("t", transport=fake) as other, pytest.raises(QuotaExceededError) as caught:
        # Another client, which has not seen that it is spent.
        other.workspaces.get(1)
    assert caught.value.status == 402
    assert caught.value.headers["X-Toggl-Quota-Remaining"] == "0"


def test_a_quota_resets_by_the_clock_of_the_client() -> None:
    clock = FakeClock()
    fake = FakeToggl(clock=clock)
    fake.quota(remaining=1, resets_in=600, total=3)
    with Toggl("t", transport=fake, clock=clock, on_quota="wait") as client:
        left = [client.raw(client.workspaces.get, 1).headers["X-Toggl-Quota-Remaining"] for _ in range(5)]
    assert left == ["0", "2", "1", "0", "2"]
    # By the clock of the machine a little of the time is over already.
    assert [round(wait, -1) for wait in clock.waits] == [600, 600]


def test_there_is_no_limit_unless_it_is_set(fake: FakeToggl, client: Toggl) -> None:
    assert "X-Toggl-Quota-Remaining" not in client.raw(client.workspaces.get, 1).headers


# What is noted


def test_a_request_is_noted_as_it_was_sent(fake: FakeToggl, client: Toggl) -> None:
    list(client.projects.list(1, client_ids=[5, 6], name="a&b ü", active=True))
    client.projects.create(2, name="Site")
    first, second = fake.requests
    assert isinstance(first, Sent)
    assert (first.method, first.path, first.operation) == ("GET", "/workspaces/1/projects", "projects.list")
    assert first.query == {"client_ids": ["5,6"], "name": ["a&b ü"], "active": ["true"]}
    assert (first.body, first.json) == (None, None)
    assert first.headers["authorization"].startswith("Basic ")
    assert second.json == {"name": "Site"}
    assert second.headers["Content-Type"] == "application/json"


def test_secrets_are_masked_in_what_is_shown(fake: FakeToggl, client: Toggl) -> None:
    client.projects.create(1, name="Site")
    shown = f"{fake.requests!r} {fake.requests[0].headers} {fake.requests[0]}"
    assert shown.startswith("[Sent(projects.create: POST https://")
    assert "s3cret" not in shown
    assert fake.requests[0].headers["Authorization"] not in shown
    assert fake.requests[0].headers["Authorization"].split()[1] not in shown
    assert repr(fake.projects) == "Records(1, by id)"
    assert isinstance(fake.projects, Records)


# Clients


def test_two_clients_share_one_server(fake: FakeToggl, client: Toggl) -> None:
    async def awaited() -> list[str]:
        async with AsyncToggl("t", transport=fake) as other:
            await other.projects.update(1, 1, active=False)
            await other.projects.create(1, name="App", active=True)
            return [row.name async for row in other.projects.list(1)]

    client.projects.create(1, name="Site", active=True)
    assert asyncio.run(awaited()) == ["Site", "App"]
    assert [row.active for row in client.projects.list(1)] == [False, True]
    # Closing a client closes no transport that it was given.
    assert client.projects.get(1, 1).name == "Site"


def test_threads_share_one_server(fake: FakeToggl) -> None:
    def work(own: int) -> None:
        for number in range(100):
            body = json.dumps({"name": f"{own}/{number}"}).encode()
            sent(fake, "POST", f"{BASE}/workspaces/1/projects", body, Authorization="x")

    threads = [threading.Thread(target=work, args=(own,)) for own in range(8)]
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # so that a thread is stopped in the midst of things
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(pause)
    assert sorted(int(str(row["id"])) for row in fake.projects.all(1)) == list(range(1, 801))
    assert {row["name"] for row in fake.projects.all(1)} == {f"{own}/{n}" for own in range(8) for n in range(100)}
    assert len(fake.requests) == 800


# The clock


def test_the_clock_waits_for_nothing() -> None:
    clock = FakeClock(chances=[0.25, 0.5])
    before, today = clock.now(), clock.time()
    clock.sleep(1000)
    asyncio.run(clock.asleep(0.5))
    assert clock.waits == [1000, 0.5]
    assert 1000.5 <= clock.now() - before < 1500
    assert 1000.5 <= clock.time() - today < 1500
    clock.skip(10_000)
    assert clock.waits == [1000, 0.5]
    assert clock.now() - before > 11_000
    assert [clock.random() for _ in range(4)] == [0.25, 0.5, 1.0, 1.0]


def test_retries_wait_on_the_clock(fake: FakeToggl) -> None:
    clock = FakeClock(chances=[0.5, 1.0])
    fake.fail_next(503, times=2)
    with Toggl("t", transport=fake, clock=clock) as client:
        assert client.workspaces.get(1).id == 1
    assert clock.waits == [0.25, 1.0]
