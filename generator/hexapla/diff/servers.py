"""Servers: the addresses that operations are called at.

In: two descriptions, pairs of operations. Out: facts. A part of the path that moved from the address of a server into
the templates, or back, leaves every address as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot
from hexapla.model import JSON, Api, Operation, Server, ServerVariable

_HOST: Final = re.compile(r"^[A-Za-z][\w+.-]*://[^/]*|^//[^/]*")

OperationPairs = Sequence[tuple[Operation, Operation]]


def shape(of: Operation) -> str:
    """Return a path with the names of its parameters left out."""
    return "{}".join(of.texts)


def base(of: Operation) -> str:
    """Return the path of the server of an operation."""
    return _HOST.sub("", of.server.url).rstrip("/") if of.server is not None else ""


def address(of: Operation) -> str:
    """Return where an operation is called, the names of its parameters left out."""
    return (of.server.url.rstrip("/") if of.server is not None else "") + shape(of)


def servers(ledger: Ledger, root: Spot, old: Api, new: Api, pairs: OperationPairs) -> None:
    """Add what changed in the servers of two descriptions."""
    moved = _moved(pairs)
    before = {moved.get(one.url.rstrip("/"), one.url.rstrip("/")): one for one in _listed(old)}
    after = {one.url.rstrip("/"): one for one in _listed(new)}
    gone, come = ([url for url in one if url not in other] for one, other in ((before, after), (after, before)))
    while gone and come:
        one, other = before[gone.pop(0)], after[come.pop(0)]
        here = root.down("servers", other.url, old=one.where, new=other.where)
        ledger.add(here, "server.changed", "unknown", one.url, other.url)
        _server(ledger, here, one, other)
    for url in gone:
        here = root.down("servers", before[url].url, old=before[url].where)
        ledger.add(here, "server.removed", "unknown", before[url].url, None)
    for url in come:
        here = root.down("servers", after[url].url, new=after[url].where)
        ledger.add(here, "server.added", "widens", None, after[url].url)
    for url, one in before.items():
        if url in after:
            here = root.down("servers", after[url].url, old=one.where, new=after[url].where)
            _server(ledger, here, one, after[url])
    first = [next(iter(of), None) for of in (before, after)]
    if first[0] in after and first[1] in before and first[0] != first[1]:
        here = root.down("servers", old=_listed(old)[0].where, new=_listed(new)[0].where)
        ledger.add(here, "server.changed", "unknown", first[0], first[1])


def _listed(of: Api) -> tuple[Server, ...]:
    """Return the servers of a description; where it lists none, that is where the description lies."""
    return of.servers or (Server(url="/", where=of.where),)


def _moved(pairs: OperationPairs) -> Mapping[str, str]:
    """Return the addresses of servers which changed without a change of where anything is called."""
    found: dict[str, str] = {}
    lost: set[str] = set()
    for one, other in pairs:
        urls = [of.server.url.rstrip("/") if of.server is not None else "" for of in (one, other)]
        if urls[0] != urls[1] and address(one) == address(other) and found.get(urls[0], urls[1]) == urls[1]:
            found[urls[0]] = urls[1]
        else:
            lost.add(urls[0])
    return {url: other for url, other in found.items() if url not in lost}


def own_server(ledger: Ledger, spot: Spot, old: Operation, new: Operation, apis: tuple[Api, Api]) -> None:
    """Add another server of an operation, where one of the two has a server of its own."""
    before, after = old.server, new.server
    if not (_is_own(old, apis[0]) or _is_own(new, apis[1])):
        return
    here = spot.down("server", old=before.where if before else None, new=after.where if after else None)
    urls = [one.url.rstrip("/") if one is not None else None for one in (before, after)]
    if urls[0] != urls[1] and address(old) != address(new):
        ledger.add(here, "server.changed", "unknown", urls[0], urls[1])
    if before is not None and after is not None:
        _server(ledger, here, before, after)


def _is_own(of: Operation, api: Api) -> bool:
    return of.server not in api.servers and (of.server is not None or bool(api.servers))


def _server(ledger: Ledger, spot: Spot, old: Server, new: Server) -> None:
    before, after = ({one.name: one for one in of.variables} for of in (old, new))
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        here = spot.down("variables", name, old=one.where if one else None, new=other.where if other else None)
        if one is None or other is None:
            said: list[JSON] = [of.default if of is not None else None for of in (one, other)]
            ledger.add(here, "server.changed", "unknown", *said)
        else:
            _variable(ledger, here, one, other)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.rest(ledger, spot, old.rest, new.rest)


def _variable(ledger: Ledger, spot: Spot, old: ServerVariable, new: ServerVariable) -> None:
    gone: list[JSON] = [value for value in old.values if value not in new.values]
    come: list[JSON] = [value for value in new.values if value not in old.values]
    if new.values and (gone or not old.values):
        ledger.add(spot.down("enum"), "server.variable-narrowed", "narrows", gone or None, None if gone else come)
    if old.values and (come or not new.values):
        ledger.add(spot.down("enum"), "server.variable-widened", "widens", None if come else gone, come or None)
    if old.default != new.default:
        ledger.add(spot.down("default"), "server.changed", "unknown", old.default, new.default)
    notes.text(ledger, spot, "description", old.description, new.description)
