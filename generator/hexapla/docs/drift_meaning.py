"""What entries mean to callers: found in a review of the spec before and after the edits, and nowhere else.

In: entries, what a review judged. Out: entries as they are told, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.diff import Class, Judged, review
from hexapla.diff.words import CLASSES
from hexapla.docs.drift_changes import WORDS_ONLY
from hexapla.docs.drift_entry import Entry, Names, Spec
from hexapla.docs.drift_told import Told, excerpt, names_of
from hexapla.docs.drift_words import CLASSES as CALLED
from hexapla.docs.edits import MARK, Put, done
from hexapla.docs.edits_text import EditError
from hexapla.finding import has_errors
from hexapla.frozen import replace

WEIGHED: Final = 100
"""Entries whose options are weighed."""
_AGAIN: Final = "the mark says what the page says now: see whether its reason still holds"


def weighed(spec: Spec, entry: Entry) -> Entry:
    """Return an entry to decide, whose options say what they would mean to callers."""
    said = list(entry.options)
    for number, steps in enumerate(entry.choices):
        try:
            api, faults = spec.load(done(spec.texts, steps, spec.roots))
        except EditError:
            continue
        if not has_errors(faults):
            verdict = review(spec.api, api).verdict
            said[number] = f"{said[number]}: {CALLED[verdict]}"
    return replace(entry, options=tuple(said))


def told_of(entry: Entry, judged: Sequence[Judged], spec: Spec, names: Names) -> Told:
    """Return an entry with what a review of all edits says of it, and what code calls it."""
    of = _about(judged, entry)
    is_words = all(change.kind in WORDS_ONLY for change in entry.changes)
    wire = _worst([one.wire for one in of], is_words=is_words)
    sdk = _worst([one.sdk for one in of], is_words=is_words)
    if entry.decide:
        return Told(entry=entry, wire=None, sdk=None, judged=(), names=names_of(entry, names), edit=())
    edit = excerpt(spec.texts, entry.steps, spec.roots)
    if any(isinstance(step, Put) and MARK in step.at.words for step in entry.steps):
        entry = replace(entry, notes=(*entry.notes, _AGAIN))
    return Told(entry=entry, wire=wire, sdk=sdk, judged=tuple(of), names=names_of(entry, names), edit=edit)


def _worst(classes: Sequence[Class], *, is_words: bool) -> Class:
    """Return the worst class; where nothing changes for callers only the documentation did."""
    found: Class = max(classes, key=CLASSES.index) if classes else "none"
    return "docs-only" if found == "none" or is_words else found


def _about(judged: Sequence[Judged], entry: Entry) -> list[Judged]:
    """Return what a review says of the nodes of an entry."""
    nodes = tuple(f"{one}/" for one in entry.nodes)
    # What operations share is told of one of them.
    tails = tuple(f"{_tail(one)}/" for one in entry.nodes if "/operations/" in one and _tail(one))
    of = entry.operation
    called = f"{of.method} {of.template}" if of else ""
    found = []
    for one in judged:
        node = f"{one.fact.node}/"
        is_shared = bool(tails) and _tail(node).startswith(tails) and any(use.operation == called for use in one.reach)
        if is_shared or node.startswith(nodes):
            found.append(one)
    return found


def _tail(node: str) -> str:
    """Return what follows the operation in the path of a node."""
    return node.removeprefix("#/operations/").partition("/")[2]


_RANK: Final[Mapping[Class | None, int]] = {
    "breaking": 0,
    None: 1,
    "possible": 2,
    "non-breaking": 3,
    "docs-only": 4,
    "none": 5,
}


def in_order(told: Sequence[Told]) -> list[Told]:
    """Return entries by operation, the worst first; what needs a decision stands behind what breaks."""
    rank = {id(one): _RANK[one.worst] for one in told}
    best: dict[str, int] = {}
    for one in told:
        best[one.operation] = min(best.get(one.operation, len(_RANK)), rank[id(one)])
    order = list(best)
    return sorted(told, key=lambda one: (best[one.operation], order.index(one.operation), rank[id(one)]))
