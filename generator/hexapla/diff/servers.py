"""Servers: the addresses that operations are called at.

In: two descriptions, pairs of operations. Out: facts. A part of the path that moved from the address of a server into
the templates, or back, leaves every address as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot, Use
from hexapla.model import JSON, Api, Operation, Server, ServerVariable

_HOST: Final = re.compile(r"^[A-Za-z][\w+.-]*://[^/]*|^//[^/]*")

OperationPairs = Sequence[tuple[Spot, Operation, Operation]]
"""Operations of both descriptions that are one, and where that is told."""


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
    """Add what changed in the servers of two descriptions, for the operations that have none of their own."""
    heirs = [(spot, a, b) for spot, a, b in pairs if not (_is_own(a, old) or _is_own(b, new))]
    moved, changed = _moved(heirs)
    before, after = ({_key(one): one for one in _listed(of)} for of in (old, new))
    before = {_put(url, moved): one for url, one in before.items()}
    if pairs and not heirs:
        # Who calls what is told operation by operation: here stands what none of them says.
        before, after = (
            _unsaid(before, after, [b for _, _, b in pairs], old.servers),
            _unsaid(after, before, [a for _, a, _ in pairs], new.servers),
        )
    uses = [spot.use for spot, _, _ in heirs]
    gone, come = ([url for url in one if url not in other] for one, other in ((before, after), (after, before)))
    first = [next(iter(of), None) for of in (before, after)]
    while gone and come:
        urls = gone.pop(0), come.pop(0)
        one, other, start = before[urls[0]], after[urls[1]], len(ledger.placed)
        here = root.down("servers", other.url, old=one.where, new=other.where)
        ledger.add(here, "server.changed", "unknown", one.url, other.url)
        _server(ledger, here, one, other)
        ledger.spread(start, changed if first[0] == urls[0] or first[1] == urls[1] else uses)
    start = len(ledger.placed)
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
    ledger.spread(start, uses)
    if first[0] in after and first[1] in before and first[0] != first[1]:
        here = root.down("servers", old=_listed(old)[0].where, new=_listed(new)[0].where)
        ledger.add(here, "server.changed", "unknown", first[0], first[1])
        ledger.spread(len(ledger.placed) - 1, changed)


def _key(of: Server) -> str:
    return of.url.rstrip("/")


def _listed(of: Api) -> tuple[Server, ...]:
    """Return the servers of a description; where it lists none, that is where the description lies."""
    return of.servers or (Server(url="/", where=of.where),)


def _unsaid(
    of: Mapping[str, Server], other: Mapping[str, Server], others: Iterable[Operation], listed: Sequence[Server]
) -> dict[str, Server]:
    """Return the servers that a description lists, but those that the other one has in its operations only."""
    said = {_key(server) for one in others for server in (one.server, *one.further) if server is not None}
    return {url: one for url, one in of.items() if url in other or (url not in said and one in listed)}


def _moved(heirs: OperationPairs) -> tuple[tuple[str, str], list[Use]]:
    """Return how the addresses of servers end before and after, where that moved into the templates, or out of them.

    And return the operations that are called elsewhere because of their server. As long as there are any, nothing has
    moved. Where another template makes up for another server, those whose own template is another one besides are
    told there.
    """
    servers = {(_key(a.server) if a.server else "", _key(b.server) if b.server else "") for _, a, b in heirs}
    is_moved = any(address(a) == address(b) and shape(a) != shape(b) for _, a, b in heirs)
    changed = [s.use for s, a, b in heirs if address(a) != address(b) and not (is_moved and shape(a) != shape(b))]
    if changed or not is_moved or len(servers) != 1:
        return ("", ""), changed
    (one, other) = servers.pop()
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return (one[common:], other[common:]), changed


def _put(url: str, ends: tuple[str, str]) -> str:
    """Return the address of a server with the end that it has now."""
    return url[: len(url) - len(ends[0])] + ends[1] if url.endswith(ends[0]) else url


def own_server(ledger: Ledger, spot: Spot, old: Operation, new: Operation, apis: tuple[Api, Api]) -> None:
    """Add other servers of an operation, where on one side at least it has its own: the first, then the others."""
    if not (_is_own(old, apis[0]) or _is_own(new, apis[1])):
        return
    before, after = (_of(one, api, spot.use.flipped) for one, api in ((old, apis[0]), (new, apis[1])))
    one, other = (next(iter(of), None) for of in (before, after))
    here = spot.down("server", old=one.where if one else None, new=other.where if other else None)
    urls = [_key(of) if of else None for of in (one, other)]
    if urls[0] != urls[1] and f"{urls[0]}{shape(old)}" != f"{urls[1]}{shape(new)}":
        said: list[JSON] = ["/" if url == "" else url for url in urls]
        ledger.add(here, "server.changed", "unknown", *said)
    if one is not None and other is not None:
        _server(ledger, here, one, other)
    _further(ledger, spot, before, after)


def _further(ledger: Ledger, spot: Spot, old: Sequence[Server], new: Sequence[Server]) -> None:
    """Add what changed in the servers that an operation has to choose from besides the first one."""
    before, after = ({_key(one): one for one in of[1:]} for of in (old, new))
    for url in {**before, **after}:
        one, other = before.get(url), after.get(url)
        here = spot.down("servers", url, old=one.where if one else None, new=other.where if other else None)
        if one is not None and other is not None:
            _server(ledger, here, one, other)
        elif one is None and all(_key(of) != url for of in old):
            ledger.add(here, "server.added", "widens", None, url)
        elif other is None and all(_key(of) != url for of in new):
            ledger.add(here, "server.removed", "unknown", url, None)


def _of(of: Operation, api: Api, is_flipped: bool) -> tuple[Server, ...]:
    """Return the servers that an operation is called at: its own, or those of the description."""
    if _is_own(of, api):
        return (of.server, *of.further) if of.server is not None else ()
    return () if is_flipped else _listed(api)


def _is_own(of: Operation, api: Api) -> bool:
    return bool(of.further) or (of.server not in api.servers and (of.server is not None or bool(api.servers)))


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
