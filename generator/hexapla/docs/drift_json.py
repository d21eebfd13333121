"""Drift as data, in the shape that `drift.schema.json` describes.

In: a drift. Out: JSON-ready data.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.docs.drift import Drift
from hexapla.docs.drift_changes import Change
from hexapla.docs.drift_told import Told
from hexapla.docs.drift_words import title
from hexapla.finding import Finding, Location, as_data
from hexapla.model import JSON


def as_json(drift: Drift, pages: Sequence[str]) -> dict[str, JSON]:
    """Return a drift as data."""
    return {
        "pages": list[JSON](pages),
        "entries": [_told(one) for one in drift.entries],
        "files": list[JSON](sorted(drift.texts)),
        "cleared": list[JSON](drift.cleared),
        "left": [_finding(one) for one in drift.left],
    }


def _told(told: Told) -> dict[str, JSON]:
    entry = told.entry
    return {
        "class": told.worst or "undecided",
        "wire": told.wire,
        "sdk": told.sdk,
        "changes": [_change(change) for change in entry.changes],
        "spec": None if entry.spec is None else _place(entry.spec),
        "code": list(told.names),
        "findings": [
            {"rule": one.fact.rule, "node": one.fact.node, "wire": one.wire, "sdk": one.sdk} for one in told.judged
        ],
        "edit": [{**_place(line.where), "sign": line.sign, "text": line.text} for line in told.edit],
        "decide": entry.decide or None,
        "options": list(entry.options),
        "notes": list(entry.notes),
    }


def _change(change: Change) -> dict[str, JSON]:
    return {
        "kind": change.kind,
        "title": title(change),
        "operation": change.operation,
        "part": change.part,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "page": _place(change.page),
        "lock": _place(change.lock),
    }


def _place(where: Location) -> dict[str, JSON]:
    return {"file": where.file, "line": where.line}


def _finding(finding: Finding) -> dict[str, JSON]:
    [found] = as_data([finding])
    return {key: value for key, value in found.items() if isinstance(value, str | int) or value is None}
