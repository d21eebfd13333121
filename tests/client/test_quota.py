"""The quota that the API declares: what is told of it, calls beyond it, and the two kinds of 402."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import PlanRequiredError, Quota, QuotaExceededError, ServerError, Toggl
from toggltrack._exchange import Headers
from toggltrack._quota import QuotaHeaders, QuotaKeeper
from toggltrack.testing import FakeClock

from .drivers import TOKEN, AsyncDriver, Driver, SyncDriver, example_arguments
from .server import JSON_TYPE, Reply, Server
from .spec import Operation, document, member, operation

GET = operation("projects.get")
POST = operation("projects.create")
LIST = operation("projects.list")
DECLARED = member(document(), "x-quota")
MODES = ["raise", "wait"]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=[SyncDriver, AsyncDriver], ids=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> type[SyncDriver | AsyncDriver]:
    found: type[SyncDriver | AsyncDriver] = request.param
    return found


@pytest.fixture
def raising(kind: type[SyncDriver | AsyncDriver], server: Server, clock: FakeClock) -> Iterator[Driver]:
    made = kind(server.url, clock=clock)
    yield made
    made.close()


@pytest.fixture
def waiting(kind: type[SyncDriver | AsyncDriver], server: Server, clock: FakeClock) -> Iterator[Driver]:
    made = kind(server.url, clock=clock, on_quota="wait")
    yield made
    made.close()


def told(status: int, left: object, resets: object = None, body: object = None) -> Reply:
    fields = [JSON_TYPE, (str(DECLARED["remaining"]), str(left))]
    if resets is not None:
        fields.append((str(DECLARED["resets_in"]), str(resets)))
    return Reply(status, json.dumps(GET.example if body is None else body).encode(), tuple(fields))


def call(driver: Driver, one: Operation, **changes: object) -> object:
    return driver.call(one, {**example_arguments(one), **changes})


def test_what_remains_is_told(raising: Driver, server: Server, clock: FakeClock) -> None:
    assert raising.client.quota is None
    server.queue(told(200, 29, 3600))
    call(raising, GET)
    found = raising.client.quota
    assert isinstance(found, Quota)
    assert (found.remaining, found.resets_in) == (29, 3600.0)
    assert found.resets_at is not None
    assert abs((found.resets_at - datetime.now(UTC)).total_seconds() - 3600) < 60
    # A response that says nothing changes nothing; one of a failure counts as any other.
    server.queue(Reply(200, json.dumps(GET.example).encode()), told(500, 28))
    call(raising, GET)
    assert raising.client.quota == found
    with pytest.raises(ServerError):
        call(raising, GET)
    assert raising.client.quota == Quota(remaining=28)


@pytest.mark.parametrize("left", ["", "many", "nan", "inf", "1e3", "0x1", "٣", "--1", "9" * 400])
def test_what_is_no_number_is_not_told(left: str, raising: Driver, server: Server) -> None:
    server.queue(told(200, left.encode().decode("latin-1"), 10))
    call(raising, GET)
    assert raising.client.quota is None


def test_a_call_beyond_the_quota(raising: Driver, server: Server) -> None:
    server.queue(told(402, 0, 1200, "quota"))
    with pytest.raises(QuotaExceededError) as caught:
        call(raising, GET)
    assert (caught.value.status, caught.value.retry_after) == (402, 1200.0)
    assert len(caught.value.attempts) == 1


def test_a_call_that_would_be_refused_is_not_sent(raising: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(told(200, 0, 600), told(200, 29, 3600))
    call(raising, GET)
    for one in (GET, POST):
        with pytest.raises(QuotaExceededError, match="not sent") as caught:
            call(raising, one)
        assert (caught.value.status, caught.value.attempts) == (402, ())
        assert caught.value.retry_after is not None
        assert 590 < caught.value.retry_after <= 600
    assert len(server.requests) == 1
    clock.skip(601)
    call(raising, GET)
    assert len(server.requests) == 2


def test_the_quota_of_another_is_not_spent(raising: Driver, server: Server) -> None:
    server.queue(told(200, 0, 600), told(200, 5, 600))
    call(raising, GET)
    call(raising, GET, workspace_id=422)
    with pytest.raises(QuotaExceededError):
        call(raising, GET)
    assert len(server.requests) == 2


def test_without_a_time_nothing_is_held_back(raising: Driver, server: Server) -> None:
    server.queue(told(200, 0), told(402, 0, None, "quota"))
    call(raising, GET)
    with pytest.raises(QuotaExceededError) as caught:
        call(raising, GET)
    assert caught.value.retry_after is None
    assert len(server.requests) == 2


@pytest.mark.parametrize("one", [GET, POST], ids=str)
def test_a_call_can_wait(one: Operation, waiting: Driver, server: Server, clock: FakeClock) -> None:
    # Longer than the call may take: waiting was asked for, and is not the server's time.
    server.queue(told(402, 0, 1200, "quota"), told(200, 600, 3600, one.example))
    call(waiting, one)
    assert clock.waits == [1200.0]
    assert len(server.requests) == 2


def test_a_call_waits_before_it_is_sent(waiting: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(told(200, 0, 60), told(200, 600, 3600))
    call(waiting, GET)
    call(waiting, GET)
    (wait,) = clock.waits
    assert 55 < wait <= 60
    assert len(server.requests) == 2


def test_a_call_waits_twice_at_most(waiting: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(*[told(402, 0, 10, "quota") for _ in range(5)])
    with pytest.raises(QuotaExceededError) as caught:
        call(waiting, GET)
    assert clock.waits == [10.0, 10.0]
    assert len(caught.value.attempts) == 3


@pytest.mark.parametrize("resets", ["3601", "86400", "soon", None])
def test_nobody_waits_longer_than_an_hour(
    resets: str | None, waiting: Driver, server: Server, clock: FakeClock
) -> None:
    server.queue(told(402, -2, resets, "quota"))
    with pytest.raises(QuotaExceededError):
        call(waiting, GET)
    assert clock.waits == []


def test_a_plan_that_lacks_something_is_not_waited_for(waiting: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(told(402, 5, 10, "plan"))
    with pytest.raises(PlanRequiredError) as caught:
        call(waiting, GET)
    assert caught.value.retry_after is None
    assert clock.waits == []


def test_a_page_costs_a_request(server: Server) -> None:
    """The rows that came are not lost, and the page that would be refused is not asked for."""
    row = {"id": 1, "name": "a", "workspace_id": 421}
    with Toggl(TOKEN, base_url=server.url, clock=FakeClock()) as client:
        server.queue(told(200, 0, 600, [row, row]))
        rows = iter(client.projects.list(421, per_page=2))
        assert [next(rows).id, next(rows).id] == [1, 1]
        with pytest.raises(QuotaExceededError, match="not sent"):
            next(rows)
        assert len(server.requests) == 1
        # A short page is the last: no request is spent on finding nothing.
        server.queue(told(200, 5, 600, [row]))
        assert len(list(client.projects.list(422, per_page=2))) == 1
        assert len(server.requests) == 1


def test_a_mode_that_is_none() -> None:
    with pytest.raises(ValueError, match="on_quota"):
        Toggl(TOKEN, **{"on_quota": "never"})


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-2, 2), st.integers(0, 50), st.integers(0, 30))))
def test_what_is_held_back(steps: list[tuple[str, int, int, int]]) -> None:
    """Against a model of what each quota last said."""
    clock = FakeClock()
    now = 0
    until: dict[str, int] = {}
    keeper = QuotaKeeper(QuotaHeaders("left", "resets", 402), "raise", clock)
    for key, left, resets, passed in steps:
        keeper.note(key, Headers((("Left", str(left)), ("Resets", str(resets)))))
        until.pop(key, None)
        if left <= 0:
            until[key] = now + resets
        clock.skip(passed)
        now += passed
        for one in "abc":
            wanted = until.get(one, 0) - now
            # Real time goes on besides: what ends just now may be over or not.
            held = keeper.hold(one)
            if wanted >= 1:
                assert held is not None
                assert wanted - 1 < held[0] <= wanted
            elif wanted < 0:
                assert held is None
