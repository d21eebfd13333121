"""How the server answers: whole replies as bytes, and everything that can go wrong instead.

A fault that begins as a reply sends the one beside it in the vector, else an empty object. What drips without a reply
beside it never ends.
"""

from __future__ import annotations

import functools
import gzip
import itertools
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias, cast

from tests.client.server import Wire

from .vector import Fault, Reply

Play: TypeAlias = Callable[[Wire], None]

JSON_TYPE: Final = "application/json"
FOREVER: Final = 30.0
"""Seconds after which a server that never answers gives up; no client waits so long."""

PACE: Final = 0.02
"""Seconds between two bytes that drip, unless a vector says so."""

_PLAIN: Final = Reply(body=b"{}")
_EMPTY: Final = frozenset({*range(100, 200), 204, 304})
"""Statuses that never have a body, and no length of it."""


def written(reply: Reply, **instead: str | None) -> tuple[bytes, bytes, bool]:
    """Return head and body, and whether the connection ends with them: so it does where no length is told."""
    other = {name.replace("_", "-").title(): value for name, value in instead.items()}
    fields = [(name, value) for name, value in reply.headers if name.title() not in other]
    fields += other.items()
    named = {name.lower() for name, _ in fields}
    if "content-type" not in named:
        fields.append(("Content-Type", JSON_TYPE))
    is_last = any(name.lower() == "content-length" and value is None for name, value in fields)
    if "content-length" not in named and reply.status not in _EMPTY:
        fields.append(("Content-Length", str(len(reply.body))))
    if is_last:
        fields.append(("Connection", "close"))
    lines = [f"HTTP/1.1 {reply.status} Any", *(f"{name}: {value}" for name, value in fields if value is not None)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1"), reply.body, is_last


def failing(fault: Fault, reply: Reply | None) -> Play:
    """Return what a fault does to a connection."""
    return functools.partial(_FAULTS[fault.name], fault=fault, reply=reply)


def _close(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    wire.close()


def _reset(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    wire.reset()


def _close_midway(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    head, body, _ = written(reply or _PLAIN)
    wire.send(head + body[: len(body) // 2])
    wire.close()


def _stall(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    wire.wait(FOREVER)
    wire.close()


def _stall_body(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    wire.send(written(reply or _PLAIN)[0])
    wire.wait(FOREVER)
    wire.close()


def _drip_head(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    head, body, _ = written(reply or _PLAIN)
    if reply is None:
        start = head.removesuffix(b"\r\n") + b"X-Drip: "
        _drip(wire, itertools.chain(start, itertools.repeat(ord("x"))), fault)
    elif _drip(wire, head, fault):
        wire.send(body)
    wire.close()


def _drip_body(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    if reply is None:
        wire.send(written(_PLAIN, content_length="100000000")[0])
        _drip(wire, itertools.chain(b'{"drip": "', itertools.repeat(ord("x"))), fault)
    else:
        head, body, _ = written(reply)
        wire.send(head)
        _drip(wire, body, fault)
    wire.close()


def _drip(wire: Wire, data: Iterable[int], fault: Fault) -> bool:
    """Send byte for byte; say whether the client stayed to the end."""
    pace = float(cast("float", fault.settings.get("seconds", PACE)))
    return all(wire.send(bytes([byte])) and wire.wait(pace) for byte in data)


def _long_length(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    _with_length(wire, reply or _PLAIN, str(len((reply or _PLAIN).body) + 10))


def _short_length(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    _with_length(wire, reply or _PLAIN, str(len((reply or _PLAIN).body) // 2))


def _bad_length(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    _with_length(wire, reply or _PLAIN, str(fault.settings.get("text", "many")))


def _with_length(wire: Wire, reply: Reply, length: str) -> None:
    head, body, _ = written(reply, content_length=length)
    wire.send(head + body)
    wire.close()


def _gzip(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    plain = reply or _PLAIN
    packed = Reply(plain.status, plain.headers, gzip.compress(plain.body))
    head, body, _ = written(packed, content_encoding="gzip")
    wire.send(head + body)


def _redirect(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    plain = reply or Reply(302)
    head, body, _ = written(plain, location=str(fault.settings.get("location", "/elsewhere")))
    wire.send(head + body)


def _endless(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    plain = reply or Reply(body=b'"')
    head, body, _ = written(plain, content_length=None)
    alive = wire.send(head + body)
    while alive:
        alive = wire.send(b"x" * 65536)
    wire.close()


def _garbage(wire: Wire, *, fault: Fault, reply: Reply | None) -> None:
    wire.send(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    wire.close()


_FAULTS: Final = {
    "close": _close,
    "reset": _reset,
    "close_midway": _close_midway,
    "stall": _stall,
    "stall_body": _stall_body,
    "drip_head": _drip_head,
    "drip_body": _drip_body,
    "long_length": _long_length,
    "short_length": _short_length,
    "bad_length": _bad_length,
    "gzip": _gzip,
    "redirect": _redirect,
    "endless": _endless,
    "garbage": _garbage,
}
