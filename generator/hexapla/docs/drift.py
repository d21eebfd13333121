"""Drift: a newer page against the lock, with what it asks of the spec and what that means to callers.

In: a spec with its texts and its lock, what pages say now, and how to load an edited spec. Out: entries, each with a
ready edit or what to decide; the edited texts; the new lock; what `docs check` will still say. Reads and writes no
file. What an edit means to callers is what `diff` says of the spec before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from hexapla.diff import review
from hexapla.docs import drift_answers, drift_fields, drift_inputs
from hexapla.docs.check import check
from hexapla.docs.drift_changes import Change, Kind
from hexapla.docs.drift_compare import compare
from hexapla.docs.drift_entry import Context, Entry, Names, Spec, Texts
from hexapla.docs.drift_lock import Matched, matched
from hexapla.docs.drift_meaning import WEIGHED, in_order, told_of, weighed
from hexapla.docs.drift_spec import Uses, Ways
from hexapla.docs.drift_told import Line, Told, excerpt, place_after
from hexapla.docs.edits import Drop, Step, done
from hexapla.docs.edits_merge import together
from hexapla.docs.edits_text import EditError
from hexapla.docs.lock import Lock, LockedOperation
from hexapla.docs.marks import marks
from hexapla.finding import Finding, Location, has_errors
from hexapla.frozen import frozen, replace
from hexapla.model import Api
from hexapla.source import Node, parse

_PLACE: Final = re.compile(r" \([^()]*:[0-9]+\)")


@frozen(kw_only=True)
class Drift:
    """What a newer page means.

    Attributes:
        entries: the worst first.
        texts: the files that the ready edits change, as they are afterwards.
        lock: with what the pages say now.
        cleared: reasons of x-evidence that no mark gives any more, and that the edits remove; `cleared_edit` the lines.
        left: what `docs check` says of the edited spec and the new lock.
    """

    entries: tuple[Told, ...]
    texts: Texts
    lock: Lock
    cleared: tuple[str, ...] = ()
    cleared_edit: tuple[Line, ...] = ()
    left: tuple[Finding, ...] = ()

    @property
    def undecided(self) -> tuple[Told, ...]:
        """Return the entries that need a decision."""
        return tuple(one for one in self.entries if one.entry.decide)


def drift(
    spec: Spec, locked: Lock, stated: Lock, lines: Callable[[str], Sequence[str]], names: Callable[[Api], Names]
) -> Drift:
    """Return what changed on pages and what that means.

    Args:
        spec: the spec as it stands.
        locked: the lock.
        stated: what the pages say now.
        lines: the lines of a page by its name.
        names: what code calls the things of an api.
    """
    found = matched(locked, stated, spec.api)
    changes = _changes(found, lines)
    if not changes:
        return Drift(entries=(), texts={}, lock=found.lock)
    ways = Ways(spec.roots)
    old, new = Uses(spec.api, locked), Uses(spec.api, found.lock)
    entries = _entries(Context(spec.api, ways, old, new, locked, found.lock), changes)
    entries, texts, api = _applied(spec, entries)
    cleared = _cleared(spec, ways, api)
    texts, api, edit = _without(spec, texts, api, cleared)
    left = _left(spec.api, locked, api, found.lock)
    entries += _uncovered(entries, left)
    judged = review(spec.api, api).judged
    called = names(spec.api)
    entries = [weighed(spec, entry) for entry in entries[:WEIGHED]] + entries[WEIGHED:]
    told = [told_of(entry, judged, spec, called) for entry in entries]
    now = {
        file: parse(file, texts[file].encode()) if texts[file] != spec.texts[file] else spec.roots[file]
        for file in texts
    }
    told = [replace(one, after=_after(one, ways, now)) for one in told]
    changed = {file: text for file, text in texts.items() if text != spec.texts[file]}
    return Drift(
        entries=tuple(in_order(told)),
        texts=changed,
        lock=found.lock,
        cleared=tuple(cleared) if edit else (),
        cleared_edit=edit,
        left=left,
    )


def _root(spec: Spec, file: str, text: str) -> Node:
    return spec.roots[file] if text == spec.texts[file] else parse(file, text.encode())


def _after(told: Told, ways: Ways, roots: Mapping[str, Node]) -> Location | None:
    """Return the place in the edited spec; what `docs check` says is told of that already."""
    return place_after(told.entry.spec, ways, roots) if told.entry.changes else told.entry.spec


# -- changes -----------------------------------------------------------------------------------------------------------


def _changes(found: Matched, lines: Callable[[str], Sequence[str]]) -> list[Change]:
    sampled = {new.where.file for old, new in found.pairs if old.samples}
    changes: list[Change] = []
    for old, new in found.pairs:
        file = new.where.file
        changes += compare(old, new, lines(file), with_samples=file in sampled)
    near = found.pairs[0][1] if found.pairs else None
    for one in found.added:
        lock = found.pairs[0][0].where if found.pairs else one.where
        changes.append(_whole("operation-added", one, "", f"{one.method} {one.title}", one.where, lock))
    for one in found.removed:
        page = near.where if near else one.where
        changes.append(_whole("operation-removed", one, f"{one.method} {one.title}", "", page, one.where))
    return changes


def _whole(kind: Kind, one: LockedOperation, before: str, after: str, page: Location, lock: Location) -> Change:
    return Change(
        kind=kind,
        operation=f"{one.method} {one.path}",
        part="",
        name="",
        before=before,
        after=after,
        page=page,
        lock=lock,
    )


class _Part(Protocol):
    """A module that knows what changes of some kinds mean for the spec."""

    __name__: str

    def key_of(self, context: Context, change: Change) -> object: ...
    def entry(self, context: Context, changes: Sequence[Change]) -> Entry: ...


def _entries(context: Context, changes: Sequence[Change]) -> list[Entry]:
    """Return an entry for each thing of the spec that changes are about."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        part = _part(change)
        groups.setdefault((part.__name__, part.key_of(context, change)), []).append(change)
    return [_part(group[0]).entry(context, group) for group in groups.values()]


def _part(change: Change) -> _Part:
    if change.kind.startswith("parameter-"):
        return drift_inputs
    return drift_fields if change.kind.startswith("field-") else drift_answers


# -- edits -------------------------------------------------------------------------------------------------------------


def _applied(spec: Spec, entries: Sequence[Entry]) -> tuple[list[Entry], Texts, Api]:
    """Do what is ready. What cannot be done, or leaves a spec that cannot be read, needs a decision."""
    found, texts = _done(spec, entries)
    if texts == spec.texts:
        return found, texts, spec.api
    api, faults = spec.load(texts)
    if not has_errors(faults):
        return found, texts, api
    found, texts = _done(spec, [_tried(spec, entry) for entry in found])
    api, faults = spec.load(texts)
    if has_errors(faults):
        why = f"the edits do not go together: {next(one.message for one in faults if one.severity == 'error')}"
        return [_undone(entry, why) for entry in found], spec.texts, spec.api
    return found, texts, api


def _done(spec: Spec, entries: Sequence[Entry]) -> tuple[list[Entry], Texts]:
    ready = [number for number, entry in enumerate(entries) if entry.steps]
    texts, failed = together(spec.texts, spec.roots, [entries[number].steps for number in ready])
    why = {ready[at]: reason for at, reason in failed.items()}
    return [_undone(one, why[at]) if at in why else one for at, one in enumerate(entries)], texts


def _tried(spec: Spec, entry: Entry) -> Entry:
    """Return an entry, as one to decide where its edit alone leaves a spec that cannot be read."""
    if not entry.steps:
        return entry
    try:
        _, faults = spec.load(done(spec.texts, entry.steps, spec.roots))
    except EditError:
        return entry  # it builds on another one
    said = [one.message for one in faults if one.severity == "error"]
    return _undone(entry, f"the edit would not do: {said[0]}") if said else entry


def _undone(entry: Entry, why: str) -> Entry:
    return replace(entry, steps=(), decide=entry.decide or why) if entry.steps else entry


def _cleared(spec: Spec, ways: Ways, api: Api) -> dict[str, Step]:
    """Return the reasons that marks gave before the edits and that none gives now, and how each is removed."""
    before, after = ({mark.because for _, mark in marks(of)} for of in (spec.api, api))
    found = [one for one in spec.api.evidence if one.key in before - after]
    return {one.key: Drop(way, up=1) for one in found if (way := ways.member(one.where)) is not None}


def _without(spec: Spec, texts: Texts, api: Api, cleared: Mapping[str, Step]) -> tuple[Texts, Api, tuple[Line, ...]]:
    """Return the texts without reasons that nobody gives."""
    if not cleared:
        return texts, api, ()
    steps = list(cleared.values())
    try:
        texts = done(texts, steps)
    except EditError:
        return texts, api, ()
    return texts, spec.load(texts)[0], excerpt(spec.texts, steps, spec.roots)


# -- what is left ------------------------------------------------------------------------------------------------------


def _left(old: Api, locked: Lock, new: Api, lock: Lock) -> tuple[Finding, ...]:
    """Return what `docs check` says now and did not say before."""
    before = {_said(one) for one in check(old, locked).findings}
    return tuple(one for one in check(new, lock).findings if _said(one) not in before)


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, _PLACE.sub("", finding.message)


def _uncovered(entries: Sequence[Entry], left: Sequence[Finding]) -> list[Entry]:
    """Return an entry to decide for each finding of `docs check` that none names yet."""
    changes = [change for entry in entries if entry.decide for change in entry.changes]
    covered = {change.operation for change in changes}
    covered |= {change.before for change in changes if change.kind == "operation-moved"}
    found = []
    for one in left:
        if not any(operation in one.message for operation in covered):
            hints = (one.hint,) if one.hint else ()
            found.append(Entry(changes=(), spec=one.where, decide=f"{one.rule}: {one.message}", options=hints))
    return found
