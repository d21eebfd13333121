"""The server's side: the right answer to each call, and everything that can go wrong instead."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from tests.client.server import JSON_TYPE, Answer, Reply, Request, Server, Wire

from .cases import Case, case_of

BASE: Final = "/api/v9"
ROWS: Final = 3
QUOTA: Final = ("X-Toggl-Quota-Remaining", "X-Toggl-Quota-Resets-In")
_PATH: Final = re.compile(rf"{BASE}/workspaces/(\d+)/projects(?:/([\d,]+))?")
_HTML: Final = b"<html><body><h1>Bad gateway</h1></body></html>"
_PACE: Final = 0.01


class Serving:
    """Answers the calls of a soak, and knows how often each came."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.attempts: Counter[int] = Counter()
        server.respond(self.answer)

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request, right or not."""
        # What the server records would be all that grows.
        self._server.requests.clear()
        found = _PATH.fullmatch(request.path)
        if found is None:
            return Reply(421, b'"no call of a soak"')
        case = case_of(int(found[1]))
        self.attempts[case.number] += 1
        good = Reply(200, json.dumps(_value(case, request, found[2])).encode())
        return _failing(case, good) if case.fails(self.attempts[case.number]) else good


def _value(case: Case, request: Request, ids: str | None) -> object:
    match case.operation:
        case "list":
            return [_project(case, case.id + row, case.name) for row in range(ROWS)]
        case "delete":
            return case.id
        case "patch_many":
            return {"success": [int(one) for one in (ids or "").split(",")], "failure": []}
        case "get":
            return _project(case, case.id, case.name)
        case _:
            return _project(case, case.id, json.loads(request.body)["name"])


def _project(case: Case, id_: int, name: str) -> dict[str, object]:
    active = "yes" if case.fault == "deviating" else True
    return {"id": id_, "workspace_id": case.number, "name": name, "active": active, "not_in_the_spec": {"a": [1.50]}}


def _failing(case: Case, good: Reply) -> Answer:
    known = _REPLIES.get(case.fault)
    if known is not None:
        return known
    return lambda wire: _PLAYS[case.fault](wire, good)


def _refusal(status: int, *headers: tuple[str, str], body: bytes = b'"not now"') -> Reply:
    return Reply(status, body, (JSON_TYPE, *headers))


_REPLIES: Final[dict[str, Answer]] = {
    "no_json": Reply(200, b"{'id': 1}"),
    "no_text": Reply(200, b"[\xff\xfe]"),
    "html": Reply(200, _HTML, (("Content-Type", "text/html"),)),
    "wrong_type": Reply(200, b'"a text"'),
    "429": _refusal(429),
    "429_soon": _refusal(429, ("Retry-After", "1")),
    "429_late": _refusal(429, ("Retry-After", "3600")),
    "408": _refusal(408),
    "500": _refusal(500),
    "502": _refusal(502, body=b""),
    "503": _refusal(503, body=b'{"error": "down"}'),
    "504_html": Reply(504, _HTML, (("Content-Type", "text/html"),)),
    "520": _refusal(520, body=b"\xff\x00"),
    # Without a time: a client remembers each of many quotas until it resets, and every call has one of its own here.
    "402_quota": _refusal(402, (QUOTA[0], "0")),
    "402_plan": _refusal(402, (QUOTA[0], "12"), (QUOTA[1], "1")),
    "402": _refusal(402),
    "404": _refusal(404),
    "redirect": _refusal(302, ("Location", f"{BASE}/elsewhere")),
}


def _close(wire: Wire, good: Reply) -> None:
    wire.close()


def _reset(wire: Wire, good: Reply) -> None:
    wire.reset()


def _close_midway(wire: Wire, good: Reply) -> None:
    wire.send(good.head() + good.body[: len(good.body) // 2])
    wire.close()


def _close_in_head(wire: Wire, good: Reply) -> None:
    wire.send(good.head()[:30])
    wire.close()


def _garbage(wire: Wire, good: Reply) -> None:
    wire.send(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    wire.close()


def _long_length(wire: Wire, good: Reply) -> None:
    wire.send(good.head(len(good.body) + 10) + good.body)
    wire.close()


def _bad_length(wire: Wire, good: Reply) -> None:
    wire.send(good.head().replace(b"Content-Length: ", b"Content-Length: -") + good.body)
    wire.close()


def _short_length(wire: Wire, good: Reply) -> None:
    # Left open: what is too much must not be taken for the beginning of the next answer.
    wire.send(good.head(len(good.body) // 2) + good.body)


def _stall(wire: Wire, good: Reply) -> None:
    wire.wait()
    wire.close()


def _stall_body(wire: Wire, good: Reply) -> None:
    wire.send(good.head())
    _stall(wire, good)


def _drip_head(wire: Wire, good: Reply) -> None:
    _drip(wire, b"HTTP/1.1 200 OK\r\nX-Drip: ")


def _drip_body(wire: Wire, good: Reply) -> None:
    wire.send(good.head(10**6))
    _drip(wire, b'{"name": "')


def _drip(wire: Wire, start: bytes) -> None:
    all(wire.send(bytes([byte])) and wire.wait(_PACE) for byte in itertools.chain(start, itertools.repeat(120)))
    wire.close()


def _cut_json(wire: Wire, good: Reply) -> None:
    short = Reply(200, good.body[:-1])
    wire.send(short.head() + short.body)


def _gzip(wire: Wire, good: Reply) -> None:
    packed = Reply(200, gzip.compress(good.body), (JSON_TYPE, ("Content-Encoding", "gzip")))
    wire.send(packed.head() + packed.body)


def _deviating(wire: Wire, good: Reply) -> None:
    wire.send(good.head() + good.body)


def _endless(wire: Wire, good: Reply) -> None:
    alive = wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[")
    while alive:
        alive = wire.send(b"0," * 20_000)
    wire.close()


_PLAYS: Final[dict[str, Callable[[Wire, Reply], None]]] = {
    "close": _close,
    "reset": _reset,
    "close_midway": _close_midway,
    "close_in_head": _close_in_head,
    "garbage": _garbage,
    "long_length": _long_length,
    "bad_length": _bad_length,
    "short_length": _short_length,
    "stall": _stall,
    "stall_body": _stall_body,
    "drip_head": _drip_head,
    "drip_body": _drip_body,
    "cut_json": _cut_json,
    "gzip": _gzip,
    "deviating": _deviating,
    "endless": _endless,
}
