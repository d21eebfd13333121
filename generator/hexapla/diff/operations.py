"""Two descriptions above their schemas: operations, webhooks and callbacks, and what is said once for all.

In: two models and a comparison. Out: a ledger with the facts and their uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.diff import notes
from hexapla.diff.bodies import request_body
from hexapla.diff.compare import Comparison
from hexapla.diff.ledger import Ledger, Spot, Use
from hexapla.diff.pairing import Paired, paired
from hexapla.diff.parameters import parameters
from hexapla.diff.promises import called, promises
from hexapla.diff.responses import responses
from hexapla.diff.security import renamed_schemes, schemes, security
from hexapla.diff.servers import address, own_server, servers, shape
from hexapla.diff.words import below, way
from hexapla.frozen import frozen, replace
from hexapla.model import JSON, Api, Keyword, Operation, Parameter, Quota

STABILITY: Final = "x-stability-level"


@frozen
class Sides:
    """Two descriptions and what of them every operation is compared with."""

    old: Api
    new: Api
    schemes: Mapping[str, str]
    old_tags: Mapping[int, str]
    new_tags: Mapping[int, str]


def compare_apis(old: Api, new: Api, comparison: Comparison) -> Ledger:
    """Return what changed above schemas, and who uses which schema."""
    ledger = Ledger(comparison)
    sides = Sides(old, new, renamed_schemes(old, new), _tags(old), _tags(new))
    root = Spot(node="#", use=Use(operation="", polarity="request"), old=old.where, new=new.where)
    found = paired(old.operations, new.operations)
    spots = _operations(ledger, sides, found, "#/operations")
    hooks = paired(old.webhooks, new.webhooks, is_called=False)
    spots += _operations(ledger, sides, hooks, "#/webhooks", "webhook")
    schemes(ledger, _by_scheme(sides, spots), root, old, new)
    servers(ledger, root, old, new, [one for one in spots if not one[0].use.flipped])
    _root(ledger, root, old, new)
    return ledger


def _tags(api: Api) -> dict[int, str]:
    return {id(one): resource.name for resource in api.resources for one in resource.operations}


Spots = list[tuple[Spot, Operation, Operation]]


def _by_scheme(sides: Sides, spots: Spots) -> dict[str, list[Spot]]:
    """Return the operations that ask for each scheme, by its new name."""
    found: dict[str, list[Spot]] = {}
    for spot, old, new in spots:
        names = {sides.schemes.get(one.scheme, one.scheme) for listed in old.security for one in listed}
        names |= {one.scheme for listed in new.security for one in listed}
        for name in sorted(names):
            found.setdefault(name, []).append(spot)
    return found


def _operations(ledger: Ledger, sides: Sides, found: Paired, node: str, word: str = "operation") -> Spots:
    """Add what changed in operations, webhooks or callbacks; return where the pairs are told."""
    spots: Spots = []
    for old, new in found.pairs:
        spot = _spot(node, word, old, new)
        spots.append((spot, old, new))
        _operation(ledger, sides, spot, old, new, word)
    is_called = word == "operation"
    gone = _whole_paths(found.gone, sides.new.operations if is_called else None)
    come = _whole_paths(found.come, sides.old.operations if is_called else None)
    for (_, is_path), ones in gone.items():
        rule = "path.removed" if is_path else f"{word}.removed"
        for told in [ones] if is_path else [[one] for one in ones]:
            _removed(ledger, node, word, rule, told)
    for (_, is_path), ones in come.items():
        rule = "path.added" if is_path else f"{word}.added"
        for told in [ones] if is_path else [[one] for one in ones]:
            spot = _at_path(node, told, is_path) if is_path else _spot(node, word, None, told[0])
            ledger.add(replace(spot, old=None, new=told[0].where), rule, "widens", None, _said(told))
            ledger.spread(len(ledger.placed) - 1, [_use(one, word, one) for one in told])
    return spots


def _whole_paths(
    ones: Sequence[Operation], others: Sequence[Operation] | None
) -> dict[tuple[str, bool], list[Operation]]:
    """Return operations by path, and whether the other side has nothing under it; None where there are no paths."""
    left = {shape(one) for one in others or ()}
    found: dict[tuple[str, bool], list[Operation]] = {}
    for one in ones:
        found.setdefault((shape(one), others is not None and shape(one) not in left), []).append(one)
    return found


def _at_path(node: str, ones: Sequence[Operation], is_path: bool) -> Spot:
    one = ones[0]
    words = one.template if is_path else f"{one.method} {one.template}"
    return Spot(node=below("#/paths" if is_path else node, words), use=_use(one, "operation", one))


def _said(ones: Sequence[Operation]) -> JSON:
    return notes.listed(f"{one.method} {one.id}" for one in ones)


def _removed(ledger: Ledger, node: str, word: str, rule: str, ones: Sequence[Operation]) -> None:
    is_path = rule == "path.removed"
    spot = _at_path(node, ones, is_path) if is_path else _spot(node, word, ones[0], None)
    sunsets = [notes.word(one.rest, "x-sunset") for one in ones]
    ledger.add(
        replace(spot, old=ones[0].where, new=None),
        rule,
        "narrows",
        _said(ones),
        None,
        deprecated=all(one.deprecated for one in ones),
        sunset=max(sunsets),
    )
    ledger.spread(len(ledger.placed) - 1, [_use(one, word, one) for one in ones])


def _use(one: Operation, word: str, old: Operation) -> Use:
    """Return the use of what an operation takes; the server sends what a webhook or a callback takes."""
    is_flipped = word != "operation"
    name = called(one) if not is_flipped else f"{word} {called(one)}"
    polarity: Final = "response" if is_flipped else "request"
    level = notes.word(old.rest, STABILITY).lower()
    return Use(operation=name, polarity=polarity, flipped=is_flipped, level=level)


def _spot(node: str, word: str, old: Operation | None, new: Operation | None) -> Spot:
    one = new or old
    assert one is not None
    return Spot(
        node=below(node, called(one)),
        use=_use(one, word, old or one),
        old=old.where if old else None,
        new=new.where if new else None,
    )


def _operation(ledger: Ledger, sides: Sides, spot: Spot, old: Operation, new: Operation, word: str) -> None:
    """Add what changed in one operation."""
    if shape(old) != shape(new):
        _moved(ledger, spot, old, new)
    tags = sides.old_tags.get(id(old), ""), sides.new_tags.get(id(new), "")
    promises(ledger, spot, old, new, tags)
    parameters(ledger, spot, old, new)
    request_body(ledger, spot, old.request_body, new.request_body)
    responses(ledger, spot, old, new)
    security(ledger, spot, old, new, sides.schemes)
    own_server(ledger, spot, old, new, (sides.old, sides.new))
    callbacks = paired(old.callbacks, new.callbacks, is_called=False)
    _operations(ledger, sides, callbacks, below(spot.node, "callbacks"), "callback")


def _moved(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add another template: of the same address, or of another one."""
    if address(old) == address(new):
        ledger.add(spot, "path.prefix-moved", "equal", old.template, new.template)
        return
    names = [sorted(one.alias or one.name for one in of.path if isinstance(one, Parameter)) for of in (old, new)]
    ledger.add(spot, "path.renamed", "both", old.template, new.template, holds=names[0] == names[1])


def _root(ledger: Ledger, root: Spot, old: Api, new: Api) -> None:
    """Add what changed in what is said once for all."""
    info = {
        name: root.down("info", old=old.place(name), new=new.place(name))
        for name in ("version", "title", "description")
    }
    if old.version != new.version:
        ledger.add(info["version"].down("version"), "info.version", "equal", old.version, new.version)
    notes.text(ledger, info["title"], "title", old.title, new.title)
    notes.text(ledger, info["description"], "description", old.description, new.description)
    groups = [{one.name: one for one in of.resources} for of in (old, new)]
    for name in sorted(groups[0].keys() & groups[1].keys()):
        one, other = groups[0][name], groups[1][name]
        here = root.down("tags", name, old=one.where, new=other.where)
        notes.text(ledger, here, "description", one.description, other.description)
        notes.rest(ledger, here, one.rest, other.rest)
    quotas = [_quota(one.quota) for one in (old, new)]
    places = [one.quota.where if one.quota is not None else None for one in (old, new)]
    notes.value(ledger, root.down(old=places[0], new=places[1]), "api.quota-changed", "x-quota", *quotas)
    reasons = [{one.key: one.text for one in of.evidence} for of in (old, new)]
    for key in sorted({*reasons[0], *reasons[1]}):
        here = root.down("x-evidence")
        notes.value(ledger, here, "docs.extension", key, reasons[0].get(key), reasons[1].get(key))
    notes.value(ledger, root, "docs.text", "openapi", old.openapi, new.openapi)
    notes.rest(ledger, root, *_unused(old, new))


def _unused(old: Api, new: Api) -> tuple[list[Keyword], list[Keyword]]:
    """Return what rides along, but what is in use on one side: that is told where it is used."""
    used = {one.name for of in (old, new) for one in of.rest if one.value is None and _is_spare(one)}
    used |= {way(word, one.template) for word in ("paths", "webhooks") for of in (old, new) for one in _calls(of, word)}
    before, after = ([one for one in of.rest if one.name not in used] for of in (old, new))
    return before, after


def _is_spare(one: Keyword) -> bool:
    return one.name.startswith(("components/", "tags/"))


def _calls(of: Api, word: str) -> Sequence[Operation]:
    return of.operations if word == "paths" else of.webhooks


def _quota(of: Quota | None) -> JSON:
    if of is None:
        return None
    return {"remaining": of.remaining, "resets_in": of.resets_in, "status": of.status}
