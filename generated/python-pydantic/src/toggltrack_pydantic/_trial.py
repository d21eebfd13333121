"""One call, which may take several requests: what was tried, and what comes next.

Nothing is sent and nobody waits here: an engine does, and tells how it went.
"""

from __future__ import annotations

from typing import Final, Protocol

from ._clock import Clock
from ._exchange import Attempt, Headers, Reply, Request, is_success
from ._log import Log
from ._quota import QuotaKeeper
from ._retry import (
    IDEMPOTENT,
    LONGEST_RETRY_AFTER,
    Budget,
    backoff,
    is_passing,
    is_repeatable,
    retry_after,
)
from .errors import (
    CallTimeoutError,
    OutcomeUnknownError,
    QuotaExceededError,
    TransportError,
    UnreadableResponseError,
)

# A call waits for the quota at most so often: somebody else may spend it every time.
_QUOTA_WAITS: Final = 2


class Head(Protocol):
    """The beginning of a response, whole or still coming in."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The header fields."""
        ...


class Rules:
    """What all calls of a client share."""

    def __init__(
        self, clock: Clock, quota: QuotaKeeper, log: Log, retries: int
    ) -> None:
        """Keep them; the budget is full.

        Raises:
            ValueError: The number of retries makes no sense.
        """
        self.clock = clock
        self.quota = quota
        self.log = log
        self.retries = checked_retries(retries)
        self.budget = Budget()


class Trial:
    """The requests of one call."""

    def __init__(
        self, rules: Rules, request: Request, name: str, key: str, timeout: float
    ) -> None:
        """Begin the time of the call.

        Args:
            rules: What all calls of the client share.
            request: What is sent, with real secrets.
            name: What the call is called in the log.
            key: Which quota it belongs to.
            timeout: Seconds that the call may take.
        """
        self.request = request
        self.attempts: tuple[Attempt, ...] = ()
        self.retries = rules.retries
        self._rules = rules
        self._name = name
        self._key = key
        self._timeout = timeout
        self._tried = 0
        self._quota_waits = 0
        self._waited = 0.0
        self._answer: tuple[Head, Headers] | None = None
        self._began = rules.clock.now()
        self._end = self._began + timeout

    def hold(self) -> float:
        """Return how long to wait before the first request: the quota may be spent.

        Raises:
            QuotaExceededError: It is, and the client does not wait for it.
        """
        quota = self._rules.quota
        held = quota.hold(self._key)
        if held is None:
            return 0.0
        seconds, headers = held
        if quota.mode == "wait" and quota.wait(headers) is not None:
            return self._pause_for_quota(seconds)
        declared = quota.declared
        reply = Reply(
            status=402 if declared is None else declared.status,
            headers=headers,
            body=b"",
            request=self.request.masked(),
        )
        message = (
            f"{self.request} was not sent: the quota is spent; "
            f"there is more in {seconds:.0f} seconds"
        )
        raise QuotaExceededError(message, reply, retry_after=seconds)

    def left(self) -> float:
        """Return the seconds left, and begin a request.

        Raises:
            CallTimeoutError: There are none.
        """
        self._began = self._rules.clock.now()
        if not self.attempts:
            # Nothing of it is spent yet, and messages tell it as it was given.
            self._end = self._began + self._timeout
        seconds = self._end - self._began if self.attempts else self._timeout
        if seconds <= 0:
            message = f"{self.request}: no answer within {self._timeout} seconds"
            raise CallTimeoutError(
                message, self.request, bool(self.attempts), self.attempts
            )
        self._rules.log.sending(self._name, self.request, len(self.attempts) + 1)
        return seconds

    def remaining(self) -> float:
        """Return the seconds left for a request that is going on; never none."""
        return max(self._end - self._rules.clock.now(), 1e-3)

    def answered(self, answer: Head, body: bytes | None) -> float | None:
        """Note an answer.

        Args:
            answer: Its status and header fields.
            body: Its body; None where it is still coming in.

        Returns:
            How long to wait before the next request; None where the answer stands.
        """
        seconds = self._noted(status=answer.status)
        headers = Headers(answer.headers)
        self._answer = answer, headers
        rules = self._rules
        rules.log.answered(self._name, answer.status, headers, seconds, body)
        rules.quota.note(self._key, headers)
        if is_success(answer.status):
            rules.budget.succeeded()
            return None
        if rules.quota.is_spent(answer.status, headers):
            wait = rules.quota.wait(headers)
            if wait is None or self._quota_waits == _QUOTA_WAITS:
                return None
            return self._pause_for_quota(wait)
        if not is_passing(self.request.method, answer.status):
            return None
        return self._pause(f"answered {answer.status}", headers)

    def failed(self, error: TransportError) -> float:
        """Note that no answer came; return how long to wait before the next request.

        Raises:
            TransportError: There is none.
        """
        problem = str(error.__cause__ or "") or type(error).__name__
        seconds = self._noted(problem=problem)
        self._rules.log.failed(self._name, error, seconds)
        if is_repeatable(self.request.method, error):
            wait = self._pause(type(error).__name__, Headers())
            if wait is not None:
                return wait
        error.attempts = self.attempts
        if not error.sent or self.request.method in IDEMPOTENT:
            raise error
        message = f"{error}; the change may have been made all the same"
        raise OutcomeUnknownError(message, self.request, True, self.attempts) from error

    def unreadable(self, error: UnreadableResponseError) -> None:
        """Note an answer that nobody can take, which ends the call."""
        seconds = self._noted(status=error.status)
        self._rules.log.answered(
            self._name, error.status, error.headers, seconds, error.body
        )
        error.attempts = self.attempts

    def reply(self, answer: Head, body: bytes) -> Reply:
        """Return an answer with all that is to be told of it."""
        known = self._answer
        is_known = known is not None and known[0] is answer
        return Reply(
            status=answer.status,
            headers=known[1] if known and is_known else Headers(answer.headers),
            body=body,
            request=self.request.masked(),
            attempts=self.attempts,
        )

    def _noted(self, status: int | None = None, problem: str = "") -> float:
        seconds = self._rules.clock.now() - self._began
        attempt = Attempt(
            status=status, problem=problem, seconds=seconds, waited=self._waited
        )
        self.attempts = (*self.attempts, attempt)
        return seconds

    def _pause(self, why: str, headers: Headers) -> float | None:
        """Return how long to wait before a retry; None where there is none."""
        rules = self._rules
        if self._tried >= self.retries:
            return None
        wait = retry_after(headers, rules.clock.time())
        if wait is None:
            wait = backoff(self._tried, rules.clock.random())
        elif wait > LONGEST_RETRY_AFTER:
            return None
        if rules.clock.now() + wait >= self._end or not rules.budget.take():
            return None
        self._tried += 1
        self._waited = wait
        rules.log.again(self._name, why, wait)
        return wait

    def _pause_for_quota(self, seconds: float) -> float:
        self._quota_waits += 1
        self._waited = seconds
        # The caller asked to wait however long it takes: that is not the server's time.
        self._end += seconds
        self._rules.log.again(self._name, "the quota is spent", seconds)
        return seconds


def checked_retries(retries: int) -> int:
    """Return how often a call may be tried again.

    Raises:
        ValueError: It is less than never.
    """
    if retries < 0:
        message = f"retries must not be below zero: {retries}"
        raise ValueError(message)
    return retries
