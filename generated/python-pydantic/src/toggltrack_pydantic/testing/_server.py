"""The server in memory: a transport that answers by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from .._clock import Clock, RealClock
from .._exchange import Request
from .._json import encode
from .._loads import loads
from .._types import JSON, JSONLike
from .._unset import UNSET, Unset
from ._collection import Asked, Collection
from ._examples import placed
from ._faults import Failure, Fault, Quota, failed
from ._records import Records
from ._reply import JSON_TYPE, FakeReply, canned, in_json, reply
from ._routes import Match, Route, Router
from ._rules import rules
from ._sent import Sent, sent

NOW: Final = "2026-01-01T00:00:00Z"
"""The moment at which everything happens, unless a test says otherwise."""
_TOKEN: Final[JSON] = {
    "access_token": "fake",
    "token_type": "bearer",
    "expires_in": 3600,
}


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What the description says of an API."""

    base_url: str
    routes: tuple[Route, ...]
    collections: Mapping[str, str] = {}
    """By name, the rules of stored records, in JSON."""
    quota: tuple[str, str, int] | None = None
    """The fields that tell what is left and until when, and the status beyond it."""


class FakeServer:
    """What the fakes of all APIs have in common; threads may share one.

    Attributes:
        requests: Every request that came in, in order. One that could not be sent, as
            `fail_next(error="connect")` has it, is none.
    """

    def __init__(
        self,
        table: Table,
        existing: Mapping[str, Iterable[int | str] | None],
        base_url: str | None,
        now: str,
        clock: Clock | None,
    ) -> None:
        """Begin without records.

        Args:
            table: What the description says.
            existing: By the text before them in a path, the things that exist; None
                where all do.
            base_url: Where clients send their requests, if not where it is documented.
            now: The moment that new and changed records tell.
            clock: What a quota runs by.
        """
        self.requests: list[Sent] = []
        self._table = table
        self._router = Router(table.routes, table.base_url, base_url)
        self._routes = {route.id: route for route in table.routes}
        self._existing = {
            before: None if values is None else {str(value) for value in values}
            for before, values in existing.items()
        }
        self._clock = clock or RealClock()
        self._lock = threading.RLock()
        self._faults: list[Fault] = []
        self._overrides: dict[str, FakeReply] = {}
        self._quota: Quota | None = None
        self._collections: dict[str, Collection] = {}
        self._by_operation: dict[str, Collection] = {}
        for name, text in table.collections.items():
            found = rules(text)
            one = Collection(found, Records(found, self._lock, now))
            self._collections[name] = one
            self._by_operation.update(dict.fromkeys(found.operations, one))

    def send(self, request: Request, *, timeout: float) -> FakeReply:
        """Answer a request; what is returned can be awaited as well.

        Args:
            request: What a client sends.
            timeout: Makes no difference: the answer is here at once.

        Raises:
            ConnectionFailedError: A test asked for it.
            CallTimeoutError: A test asked for it.
        """
        with self._lock:
            return self._answered(request)

    def fail_next(
        self,
        status: int | None = None,
        *,
        error: Failure | None = None,
        json: JSONLike | Unset = UNSET,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        times: int = 1,
        when: str = "",
    ) -> None:
        """Let requests fail; nothing is changed by them. Several are kept in order.

        Args:
            status: The status to answer.
            error: Instead: `connect` for no connection, `timeout` for no answer in
                time, `reset` for a connection that breaks behind the request.
            json: The body, as JSON.
            body: Instead: the body, as it is.
            headers: Header fields, such as Retry-After.
            times: How many requests.
            when: The id of the operation whose requests fail; any without it.

        Raises:
            ValueError: Neither status nor error is given, or both are; or there is no
                such operation.
        """
        if (status is None) == (error is None):
            message = "give a status or an error"
            raise ValueError(message)
        answer = None if status is None else _made(status, json, body, headers or {})
        known = when and self._known(when)
        with self._lock:
            fault = Fault(operation=known, times=times, reply=answer, failure=error)
            self._faults.append(fault)

    def respond(
        self,
        operation: str,
        status: int = 200,
        *,
        json: JSONLike | Unset = UNSET,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Let an operation answer this, until `restore` or another answer.

        Args:
            operation: The id of the operation.
            status: The status.
            json: The body, as JSON.
            body: Instead: the body, as it is.
            headers: Header fields.

        Raises:
            ValueError: There is no such operation.
        """
        answer = _made(status, json, body, headers or {})
        with self._lock:
            self._overrides[self._known(operation)] = answer

    def restore(self, operation: str) -> None:
        """Let an operation answer as the description has it again.

        Raises:
            ValueError: There is no such operation.
        """
        with self._lock:
            self._overrides.pop(self._known(operation), None)

    def _limit(self, remaining: int, resets_in: float, total: int | None) -> None:
        left = max(remaining, 1) if total is None else total
        with self._lock:
            self._quota = Quota(self._clock, remaining, resets_in, left)

    def _records(self, name: str) -> Records:
        return self._collections[name].records

    def _known(self, operation: str) -> str:
        if operation not in self._routes:
            message = (
                f"{operation!r} is no operation; there are {', '.join(self._routes)}"
            )
            raise ValueError(message)
        return operation

    def _answered(self, request: Request) -> FakeReply:
        found = self._router.match(request)
        operation = found.route.id if found.route is not None else ""
        fault = self._fault(operation)
        if fault is not None and fault.failure == "connect":
            raise failed("connect", request)
        self.requests.append(sent(request, operation, found.below))
        if fault is not None and fault.failure is not None:
            raise failed(fault.failure, request)
        if fault is not None and fault.reply is not None:
            return fault.reply
        if found.route is None:
            return _unknown(request, found)
        if found.route.asks and not _proven(request):
            return in_json(401, "Unauthorized", {})
        headers, is_over = self._counted()
        if is_over is not None:
            return in_json(is_over, "The quota is spent", headers)
        override = self._overrides.get(operation)
        if override is not None:
            fields = (*override.headers, *headers.items())
            return FakeReply(override.status, fields, override.body)
        return self._known_answer(found, found.route, headers)

    def _fault(self, operation: str) -> Fault | None:
        for fault in self._faults:
            if fault.operation in ("", operation) and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _counted(self) -> tuple[dict[str, str], int | None]:
        """Count a call; return the fields of the quota, and the status beyond it."""
        if self._quota is None or self._table.quota is None:
            return {}, None
        remaining, resets_in, status = self._table.quota
        is_free = self._quota.take()
        fields = {
            remaining: str(self._quota.left),
            resets_in: str(self._quota.resets_in),
        }
        return fields, None if is_free else status

    def _known_answer(
        self, found: Match, route: Route, headers: dict[str, str]
    ) -> FakeReply:
        last = self.requests[-1]
        body: JSON = None
        if route.reads and last.body:
            try:
                body = loads(last.body)
            except (ValueError, RecursionError):
                return in_json(400, "The body is no JSON", headers)
        elif route.reads and route.needs:
            return in_json(400, "A JSON body is expected", headers)
        if not self._exists(route, found.values):
            return canned(route.missing, headers)
        collection = self._by_operation.get(route.id)
        if collection is not None and collection.answers:
            asked = Asked(route, last, found.values, body, headers)
            return collection.answer(asked)
        answer = route.asked(last.headers.get("Accept", ""))
        return canned(placed(answer, route, found.values), headers)

    def _exists(self, route: Route, values: Mapping[str, str]) -> bool:
        known = self._existing.get(route.path[0]) if route.parameters else None
        return known is None or values[route.parameters[0]] in known


def _made(
    status: int, json: JSONLike | Unset, body: bytes, headers: Mapping[str, str]
) -> FakeReply:
    if isinstance(json, Unset):
        return reply(status, body, "", headers)
    return reply(status, encode(json), JSON_TYPE, headers)


def _proven(request: Request) -> bool:
    """Tell whether anything in a request says who asks."""
    named = ("Authorization", "Cookie")
    return bool(request.secrets) or any(name in request.headers for name in named)


def _unknown(request: Request, found: Match) -> FakeReply:
    """Return the answer to what the description does not know."""
    if found.allowed:
        headers = {"Allow": ", ".join(found.allowed)}
        return in_json(405, f"{request.method} is not known here", headers)
    if b"grant_type=" in (request.body or b""):
        # Not a call of the API: a client fetches a token for its calls.
        return in_json(200, _TOKEN, {})
    return in_json(404, f"{found.below or '/'} is no known path", {})
