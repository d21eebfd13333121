"""Security: schemes, and what operations ask for.

In: two descriptions, two operations. Out: facts. A scheme under a new name that says the same is the same scheme; an
alternative is known by the schemes it is made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.diff import notes
from hexapla.diff.ledger import Ledger, Spot
from hexapla.finding import Location
from hexapla.frozen import replace
from hexapla.model import JSON, Api, Credential, Flow, Operation, Requirement, SecurityScheme

_URLS: Final = ("token_url", "authorization_url", "refresh_url")

Alternative = dict[str, frozenset[str]]
"""The scopes that are needed, by scheme."""

Alternatives = tuple[tuple[Requirement, ...], ...]


def renamed_schemes(old: Api, new: Api) -> Mapping[str, str]:
    """Return the new name of each scheme of the old description that has one."""
    gone = [one for one in old.security_schemes if all(one.name != other.name for other in new.security_schemes)]
    come = [one for one in new.security_schemes if all(one.name != other.name for other in old.security_schemes)]
    found: dict[str, str] = {}
    for one in gone:
        other = next((b for b in come if _meaning(one) == _meaning(b) and b.name not in found.values()), None)
        if other is not None:
            found[one.name] = other.name
    return found


def _meaning(of: SecurityScheme) -> JSON:
    flows: list[JSON] = [[flow.kind, *_flow(flow)] for flow in of.flows]
    return [_kind(of), flows, notes.word(of.rest, "openIdConnectUrl")]


def _kind(of: SecurityScheme) -> JSON:
    name = of.parameter.lower() if of.location == "header" else of.parameter
    said: dict[str, JSON] = {"type": of.kind, "scheme": of.scheme.lower(), "in": of.location, "name": name}
    return {name: value for name, value in said.items() if value}


def _flow(of: Flow) -> list[JSON]:
    return [*(getattr(of, name) for name in _URLS), list[JSON](sorted(scope for scope, _ in of.scopes))]


def schemes(ledger: Ledger, spots: Mapping[str, Sequence[Spot]], root: Spot, old: Api, new: Api) -> None:
    """Add what changed in security schemes; `spots` are the operations that ask for each, by its new name."""
    names = renamed_schemes(old, new)
    before = {names.get(one.name, one.name): one for one in old.security_schemes}
    after = {one.name: one for one in new.security_schemes}
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        where = one.where if one else None, other.where if other else None
        here = root.down("security", name, old=where[0], new=where[1])
        first = len(ledger.placed)
        if one is None:
            ledger.add(here, "scheme.added", "widens", None, name)
        elif other is None:
            ledger.add(here, "scheme.removed", "equal", name, None)
        else:
            _scheme(ledger, here, one, other)
        ledger.spread(first, [spot.use for spot in spots.get(name, ())])


def _scheme(ledger: Ledger, spot: Spot, old: SecurityScheme, new: SecurityScheme) -> None:
    if old.name != new.name:
        ledger.add(spot, "scheme.renamed", "equal", old.name, new.name)
    if _kind(old) != _kind(new):
        ledger.add(spot, "scheme.changed", "both", _kind(old), _kind(new))
    else:
        _flows(ledger, spot, old, new)
    ways = [_credentials(one.credentials) for one in (old, new)]
    notes.value(ledger, spot, "scheme.credentials-changed", "x-credentials", *ways)
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.rest(ledger, spot, old.rest, new.rest, ["openIdConnectUrl"])


def _credentials(of: Sequence[Credential]) -> JSON:
    return [{"fields": dict[str, JSON](one.fields), "env": dict[str, JSON](one.env)} for one in of] or None


def _flows(ledger: Ledger, spot: Spot, old: SecurityScheme, new: SecurityScheme) -> None:
    urls = [notes.word(one.rest, "openIdConnectUrl") or None for one in (old, new)]
    if urls[0] != urls[1]:
        ledger.add(spot.down("openIdConnectUrl"), "scheme.flow-changed", "unknown", *urls)
    before, after = ({flow.kind: flow for flow in one.flows} for one in (old, new))
    for kind in sorted({*before, *after}):
        one, other = before.get(kind), after.get(kind)
        here = spot.down("flows", kind, old=one.where if one else None, new=other.where if other else None)
        said: list[JSON] = [_flow(flow) if flow is not None else None for flow in (one, other)]
        if said[0] != said[1]:
            ledger.add(here, "scheme.flow-changed", "unknown", *said)
        if one is None or other is None:
            continue
        texts = [dict(flow.scopes) for flow in (one, other)]
        for scope in sorted(texts[0].keys() & texts[1].keys()):
            notes.text(ledger, here, f"scopes/{scope}", texts[0][scope], texts[1][scope])
        notes.rest(ledger, here, one.rest, other.rest)


def security(ledger: Ledger, spot: Spot, old: Operation, new: Operation, names: Mapping[str, str]) -> None:
    """Add what changed in what an operation asks for; `names` are the new names of schemes."""
    before, after = _alternatives(old.security, names), _alternatives(new.security, {})
    # Where nothing is asked for there is no place: what holds for all operations is one edit, wherever it shows.
    here = replace(spot.down("security"), old=_where(old.security), new=_where(new.security))
    free = [not of or {} in of for of in (before, after)]
    if free[0] and not free[1]:
        ledger.add(here, "security.required", "narrows", _said(before), _said(after))
        return
    if free[1] and not free[0]:
        ledger.add(here, "security.lifted", "widens", _said(before), _said(after))
        return
    gone = [one for one in before if one and all(one.keys() != other.keys() for other in after)]
    come = [one for one in after if one and all(one.keys() != other.keys() for other in before)]
    for one in before:
        for other in after:
            if one.keys() == other.keys():
                _scopes(ledger, here, one, other)
    for one in tuple(gone):
        grown = next((other for other in come if one.keys() < other.keys() or one.keys() > other.keys()), None)
        if grown is not None:
            gone.remove(one)
            come.remove(grown)
            rule = "security.combined" if one.keys() < grown.keys() else "security.uncombined"
            effect = one.keys() < grown.keys()
            ledger.add(
                _named(here, grown), rule, "narrows" if effect else "widens", notes.listed(one), notes.listed(grown)
            )
    for one in gone:
        ledger.add(_named(here, one), "security.alternative-removed", "narrows", notes.listed(one), None)
    for one in come:
        ledger.add(_named(here, one), "security.alternative-added", "widens", None, notes.listed(one))


def _named(spot: Spot, of: Alternative) -> Spot:
    return spot.down("+".join(sorted(of)))


def _where(of: Alternatives) -> Location | None:
    return next((one.where for alternative in of for one in alternative), None)


def _alternatives(of: Alternatives, names: Mapping[str, str]) -> list[Alternative]:
    """Return alternatives, each once, under the new names of their schemes."""
    found: list[Alternative] = []
    for alternative in of:
        one = {names.get(part.scheme, part.scheme): frozenset(part.scopes) for part in alternative}
        if one not in found:
            found.append(one)
    return found


def _said(of: Sequence[Alternative]) -> JSON:
    return [list[JSON](sorted(one)) for one in of] or None


def _scopes(ledger: Ledger, spot: Spot, old: Alternative, new: Alternative) -> None:
    for name in sorted(old):
        for scope in sorted(new[name] - old[name]):
            ledger.add(_named(spot, new).down(scope), "security.scope-added", "narrows", None, scope)
        for scope in sorted(old[name] - new[name]):
            ledger.add(_named(spot, new).down(scope), "security.scope-removed", "widens", scope, None)
