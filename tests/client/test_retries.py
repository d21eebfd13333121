"""What is tried again, when, and how often: by an injected clock, so that no test waits.

The expectations are the rules of the design, written down here once more as a table.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toggltrack import (
    ApiError,
    CallTimeoutError,
    ConnectionFailedError,
    Options,
    OutcomeUnknownError,
    RateLimitedError,
    RawReply,
    Request,
    ServerError,
    Toggl,
    TransportError,
)
from toggltrack._retry import Budget
from toggltrack.testing import FakeClock

from .drivers import TOKEN, AsyncDriver, Both, Driver, SyncDriver, example_arguments
from .server import JSON_TYPE, Reply, Server, Wire
from .spec import Operation, operation

GET = operation("projects.get")
POST = operation("projects.create")
PUT = operation("projects.update")
DELETE = operation("projects.delete")
PATCH = operation("projects.patch_many")
IDEMPOTENT = {"GET", "PUT", "DELETE"}
REPEATED = {429: {"GET", "PUT", "DELETE", "POST", "PATCH"}} | dict.fromkeys((408, 502, 503, 504), IDEMPOTENT)
DRIVERS = [SyncDriver, AsyncDriver]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=DRIVERS, ids=["sync", "async"])
def driver(request: pytest.FixtureRequest, server: Server, clock: FakeClock) -> Iterator[Driver]:
    """Return a client with the retries that it has by itself."""
    made = request.param(server.url, retries=2, clock=clock)
    yield made
    made.close()


def call(driver: Driver, one: Operation, **options: object) -> object:
    more = {"options": Options(**options)} if options else {}
    return driver.call(one, {**example_arguments(one), **more})


def good(one: Operation) -> Reply:
    return Reply(one.status, json.dumps(one.example).encode())


@pytest.mark.parametrize("one", [GET, POST, PUT, DELETE, PATCH], ids=str)
@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 408, 409, 410, 418, 425, 429, 500, 501, 502, 503, 504, 520, 599]
)
def test_which_statuses_are_tried_again(
    status: int, one: Operation, driver: Driver, server: Server, clock: FakeClock
) -> None:
    server.queue(Reply(status, b'"first"'), good(one))
    if one.method in REPEATED.get(status, set()):
        call(driver, one)
        assert [request.method for request in server.requests] == [one.method] * 2
        assert server.requests[0] == server.requests[1]
        assert clock.waits == [0.5]
    else:
        with pytest.raises(ApiError) as caught:
            call(driver, one)
        assert caught.value.status == status
        assert len(server.requests) == 1
        assert clock.waits == []


def test_two_retries_and_no_more(driver: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(*[Reply(503, b'"%d"' % number) for number in range(4)])
    with pytest.raises(ServerError, match="3 attempts") as caught:
        call(driver, GET)
    assert len(server.requests) == 3
    assert clock.waits == [0.5, 1.0]
    assert caught.value.json == "2"
    tried = caught.value.attempts
    assert [(one.status, one.problem, one.waited) for one in tried] == [(503, "", 0.0), (503, "", 0.5), (503, "", 1.0)]
    assert all(one.seconds >= 0 for one in tried)


def test_the_number_of_retries_is_the_callers(driver: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(*[Reply(503, b"") for _ in range(9)])
    with pytest.raises(ServerError):
        call(driver, GET, retries=0)
    assert len(server.requests) == 1
    with pytest.raises(ServerError):
        call(driver, GET, retries=7, timeout=100)
    # Half a second doubling up to eight.
    assert clock.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    for wrong in (-1, -5):
        with pytest.raises(ValueError, match="retries"):
            call(driver, GET, retries=wrong)
        with pytest.raises(ValueError, match="retries"):
            Toggl(TOKEN, retries=wrong)


@pytest.mark.parametrize("kind", DRIVERS)
def test_waits_are_drawn_by_chance(kind: type[SyncDriver | AsyncDriver], server: Server) -> None:
    clock = FakeClock([0.25, 0.0])
    made = kind(server.url, retries=2, clock=clock)
    server.queue(Reply(503), Reply(503), good(GET))
    call(made, GET)
    made.close()
    assert clock.waits == [0.125, 0.0]


@pytest.mark.parametrize("one", [GET, POST], ids=str)
@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("3", [3.0]),
        ("60", [60.0]),
        ("0", [0.0]),
        ("1.5", [1.5]),
        ("-4", [0.0]),
        ("soon", [0.5]),
        ("", [0.5]),
        ("nan", [0.5]),
        ("inf", [0.5]),
        ("1_0", [0.5]),
        ("٣", [0.5]),
    ],
)
def test_retry_after_is_honoured(
    text: str, waits: list[float], one: Operation, driver: Driver, server: Server, clock: FakeClock
) -> None:
    field = ("Retry-After", text.encode().decode("latin-1"))
    server.queue(Reply(429, b'""', (JSON_TYPE, field)), good(one))
    call(driver, one, timeout=1000)
    assert clock.waits == waits


@pytest.mark.parametrize("text", ["61", "3600", "1e9", "99999999999999999999999", "9" * 400])
def test_a_wait_that_is_too_long_is_the_callers(text: str, driver: Driver, server: Server, clock: FakeClock) -> None:
    server.queue(Reply(429, b'""', (JSON_TYPE, ("Retry-After", text))), good(GET))
    if text == "1e9":
        # No number of seconds: the client decides by itself.
        call(driver, GET, timeout=1000)
        assert clock.waits == [0.5]
        return
    with pytest.raises(RateLimitedError) as caught:
        call(driver, GET, timeout=1e6)
    assert caught.value.retry_after == float(text)
    assert clock.waits == []
    assert len(caught.value.attempts) == 1


def test_retry_after_as_a_date(driver: Driver, server: Server, clock: FakeClock) -> None:
    # By the server's own clock, which is years behind.
    fields = (JSON_TYPE, ("Date", formatdate(1_000_000_000, usegmt=True)))
    until = ("Retry-After", formatdate(1_000_000_007, usegmt=True))
    server.queue(Reply(503, b"", (*fields, until)), good(GET))
    call(driver, GET)
    assert clock.waits == [7.0]
    clock.waits.clear()
    # Without its time the machine's stands.
    until = ("Retry-After", formatdate(clock.time() + 20, usegmt=True))
    server.queue(Reply(503, b"", (JSON_TYPE, until)), good(GET))
    call(driver, GET, timeout=100)
    (wait,) = clock.waits
    assert 15 < wait <= 20


@pytest.mark.parametrize("one", [GET, POST], ids=str)
def test_a_wait_beyond_the_deadline_is_not_begun(
    one: Operation, driver: Driver, server: Server, clock: FakeClock
) -> None:
    server.queue(Reply(429, b'"slow"', (JSON_TYPE, ("Retry-After", "5"))), good(one))
    with pytest.raises(RateLimitedError) as caught:
        call(driver, one, timeout=4)
    assert caught.value.retry_after == 5
    assert clock.waits == []


def test_the_deadline_covers_all_attempts(driver: Driver, server: Server, clock: FakeClock) -> None:
    def slow(wire: Wire) -> None:
        clock.skip(3)
        wire.send(Reply(503, b"").head())

    server.queue(slow, slow, slow, slow)
    with pytest.raises(ServerError) as caught:
        call(driver, GET, timeout=7, retries=5)
    # Three seconds, half a second, three seconds: the next wait would end behind the seventh.
    assert [one.status for one in caught.value.attempts] == [503, 503]


# Connections


class Failing:
    """A transport that fails as told, and answers in the end; for both clients."""

    def __init__(self, *failures: type[TransportError], sent: bool) -> None:
        self.failures = list(failures)
        self.sent = sent
        self.asked = 0

    def fail(self, request: Request) -> None:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)("as told", request, self.sent)

    def reply(self, request: Request) -> RawReply:
        self.fail(request)
        return RawReply(
            200, (JSON_TYPE,), b"null" if request.method == "DELETE" else b'{"id":1,"name":"","workspace_id":1}'
        )


class SyncFailing(Failing):
    def send(self, request: Request, *, timeout: float) -> RawReply:
        return self.reply(request)


class AsyncFailing(Failing):
    async def send(self, request: Request, *, timeout: float) -> RawReply:
        return self.reply(request)


PAIRS = [(SyncDriver, SyncFailing), (AsyncDriver, AsyncFailing)]


@pytest.mark.parametrize(("kind", "transport"), PAIRS, ids=["sync", "async"])
@pytest.mark.parametrize("one", [GET, POST, PUT, DELETE], ids=str)
@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("failure", [ConnectionFailedError, CallTimeoutError])
def test_which_failures_are_tried_again(
    failure: type[TransportError],
    sent: bool,
    one: Operation,
    kind: type[SyncDriver | AsyncDriver],
    transport: type[SyncFailing | AsyncFailing],
) -> None:
    failing, clock = transport(failure, sent=sent), FakeClock()
    made = kind("http://127.0.0.1:1", transport=failing, clock=clock, retries=2)
    is_safe = failure is ConnectionFailedError and (not sent or one.method in IDEMPOTENT)
    if is_safe:
        call(made, one)
        assert failing.asked == 2
    else:
        wanted = OutcomeUnknownError if sent and one.method not in IDEMPOTENT else failure
        with pytest.raises(wanted) as caught:
            call(made, one)
        assert failing.asked == 1
        assert [(tried.status, tried.problem) for tried in caught.value.attempts] == [(None, failure.__name__)]
        if wanted is OutcomeUnknownError:
            assert isinstance(caught.value.__cause__, failure)
            assert caught.value.sent
    made.close()


@pytest.mark.parametrize("error", [OSError("gone"), TimeoutError("late"), ConnectionResetError()])
@pytest.mark.parametrize("kind", DRIVERS)
def test_what_a_callers_transport_raises_is_one_of_ours(error: OSError, kind: type[SyncDriver | AsyncDriver]) -> None:
    class Bare:
        def send(self, request: Request, *, timeout: float) -> RawReply:
            raise error

    class AsyncBare:
        async def send(self, request: Request, *, timeout: float) -> RawReply:
            raise error

    made = kind("http://127.0.0.1:1", transport=Bare() if kind is SyncDriver else AsyncBare(), retries=0)
    with pytest.raises(CallTimeoutError if isinstance(error, TimeoutError) else ConnectionFailedError) as caught:
        call(made, GET)
    assert caught.value.__cause__ is error
    with pytest.raises(OutcomeUnknownError):
        call(made, POST)
    made.close()


# The budget


@pytest.mark.parametrize("kind", DRIVERS)
def test_a_client_that_only_fails_stops_trying_again(kind: type[SyncDriver | AsyncDriver], server: Server) -> None:
    clock = FakeClock()
    made = kind(server.url, retries=4, clock=clock)
    server.respond(lambda request: Reply(503))
    # Ten retries in all, whatever the calls: four, four, two, none.
    asked = []
    for _ in range(5):
        server.requests.clear()
        with pytest.raises(ServerError):
            call(made, GET)
        asked.append(len(server.requests))
    assert asked == [5, 5, 3, 1, 1]
    # Ten successes give one back.
    server.respond(lambda request: good(GET))
    for _ in range(19):
        call(made, GET)
    server.respond(lambda request: Reply(503))
    with pytest.raises(ServerError) as caught:
        call(made, GET)
    assert len(caught.value.attempts) == 2
    made.close()


@given(st.lists(st.booleans(), max_size=120))
def test_the_budget_is_never_below_zero_or_above_ten(steps: list[bool]) -> None:
    budget, tokens, successes = Budget(), 10, 0
    for is_success in steps:
        if is_success:
            budget.succeeded()
            # A success counts only while something is missing.
            successes += tokens < 10
            if successes == 10:
                tokens, successes = tokens + 1, 0
        else:
            assert budget.take() == (tokens > 0)
            tokens = max(tokens - 1, 0)


def test_attempts_are_told_of_a_success_too(server: Server) -> None:
    clock = FakeClock()
    with Toggl(TOKEN, base_url=server.url, clock=clock) as client:
        server.queue(Reply(502), good(GET))
        response = client.raw(client.projects.get, 1, 2)
    assert [(one.status, one.waited) for one in response.attempts] == [(502, 0.0), (200, 0.5)]


def test_threads_share_the_budget(server: Server) -> None:
    clock = FakeClock()
    server.respond(lambda request: Reply(503))
    with Toggl(TOKEN, base_url=server.url, clock=clock, retries=9) as client:

        def fail() -> None:
            with pytest.raises(ServerError):
                client.projects.get(1, 2)

        threads = [threading.Thread(target=fail) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    # One request a thread, and the ten retries.
    assert len(server.requests) == 18


def test_both_clients_have_the_same_rules(server: Server) -> None:
    clock = FakeClock()
    with Both(server.url, retries=1, clock=clock) as both:
        for driver in both.each:
            server.queue(Reply(504), good(GET))
            call(driver, GET)
    assert clock.waits == [0.5, 0.5]


class Unavailable:
    """A transport that is told how much time there is, and has no answer."""

    def __init__(self) -> None:
        self.timeouts: list[float] = []

    def send(self, request: Request, *, timeout: float) -> RawReply:
        self.timeouts.append(timeout)
        return RawReply(503, (), b"")


def test_a_retry_has_the_time_that_is_left(clock: FakeClock) -> None:
    transport = Unavailable()
    with Toggl(TOKEN, transport=transport, clock=clock) as client, pytest.raises(ServerError):
        client.projects.get(1, 2, options=Options(timeout=10))
    # The clock jumps by the waits: half a second, then a whole one.
    assert transport.timeouts[0] == 10
    assert 9 < transport.timeouts[1] <= 9.5
    assert 8 < transport.timeouts[2] <= 8.5
