"""A review as data: the shape that `diff.schema.json` describes.

In: a report. Out: plain values for `json`. Values of the description are as they are; a number that JSON has no word
for is told as text.
"""

from __future__ import annotations

import math

from hexapla.diff.changes import Accepted, Bump, Change, ChangeReport
from hexapla.diff.ledger import Use
from hexapla.diff.symbols import Symbol
from hexapla.diff.telling import entry
from hexapla.diff.words import Witness
from hexapla.finding import Location
from hexapla.model import JSON

Data = dict[str, JSON]


def as_json(report: ChangeReport) -> Data:
    """Return a review as data."""
    return {
        "old": report.old,
        "new": report.new,
        "title": report.title,
        "verdict": report.verdict,
        "bump": {"api": _bump(report.api), "packages": [_bump(one) for one in report.packages]},
        "findings": [_finding(one) for one in report.changes],
    }


def _bump(of: Bump) -> Data:
    return {
        "name": of.name,
        "before": of.before,
        "after": of.after,
        "needs": of.needs,
        "lowest": of.lowest or None,
        "sufficient": of.sufficient,
        "by": of.by.judged.fingerprint if of.by is not None else None,
        "unless": of.unless,
    }


def _finding(change: Change) -> Data:
    judged, told = change.judged, entry(change)
    fact = judged.fact
    return {
        "rule": fact.rule,
        "class": judged.worst,
        "wire": judged.wire,
        "sdk": judged.sdk,
        "effect": fact.effect,
        "polarity": told.polarity,
        "node": fact.node,
        "title": told.title,
        "subject": told.subject,
        "why": list[JSON](told.why),
        "before": spelled(fact.before),
        "after": spelled(fact.after),
        "where": {"old": _where(fact.old), "new": _where(fact.new)},
        "reach": [_use(one) for one in judged.reach],
        "resources": list[JSON](change.resources),
        "symbols": [_symbol(one) for one in change.symbols],
        "witness": _witness(judged.witness),
        "guards": list[JSON](judged.guards),
        "conventions": list[JSON](judged.conventions),
        "fingerprint": judged.fingerprint,
        "accepted": _accepted(change.accepted),
    }


def spelled(value: JSON) -> JSON:
    """Return a value that JSON can say."""
    match value:
        case float() if not math.isfinite(value):
            return str(value)
        case list():
            return [spelled(one) for one in value]
        case dict():
            return {name: spelled(one) for name, one in value.items()}
        case _:
            return value


def _where(of: Location | None) -> JSON:
    if of is None:
        return None
    return {"file": of.file, "line": of.line or None, "column": of.column if of.line else None}


def _use(of: Use) -> Data:
    return {
        "operation": of.operation,
        "polarity": of.polarity,
        "status": of.status or None,
        "error": of.error,
        "flipped": of.flipped,
    }


def _symbol(of: Symbol) -> Data:
    return {
        "target": of.target,
        "kind": of.kind,
        "name": of.name,
        "before": of.before,
        "after": of.after,
        "breaking": of.breaking,
        "says": list[JSON](of.says),
    }


def _witness(of: Witness | None) -> JSON:
    return None if of is None else {"value": spelled(of.value), "valid_in": of.valid_in}


def _accepted(of: Accepted | None) -> JSON:
    if of is None:
        return None
    return {"reason": of.reason, "by": of.by, "until": of.until or None, "where": _where(of.where)}
