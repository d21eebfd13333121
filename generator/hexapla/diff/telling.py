"""A review in people's words: every change as an entry of plain text, which each format then writes in its own way.

In: a report. Out: its entries, and the lines about versions. All text is one line and safe for a terminal: what could
act on one is escaped, and words of a description stand between backticks (`spans` takes them apart). A format escapes
what means something to itself, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from hexapla.diff.changes import Bump, Change, ChangeReport, Step
from hexapla.diff.judge import Judged
from hexapla.diff.phrases import plain, values
from hexapla.diff.reasons import accepted, reach, reasons, symbols, witness
from hexapla.diff.subjects import subject
from hexapla.diff.titles import title
from hexapla.diff.words import CLASSES, Class, Effect
from hexapla.finding import Location
from hexapla.frozen import frozen

Sides = Literal["request", "response", "both", "none"]
"""Who writes what changed: callers (`request`), the server, either; or nothing that is sent is concerned."""


PLACE: Final = 240
"""Characters of a place that are shown; a path of a description is never so long."""


@frozen(kw_only=True)
class Entry:
    """A change as it is told.

    Attributes:
        id: its fingerprint, by which it is accepted, and linked to.
        rule: the id of its rule.
        worst, wire, sdk: what it means: at worst, to any caller, to code written against a client.
        effect: what it does to a set of values.
        polarity: who writes what changed.
        title: what changed, in a sentence without a full stop; words of the description between backticks.
        subject: where, in people's words: ``GET /pets/{id} · query parameter page``, ``Pet.status``.
        before, after: what was and what is, short; empty for nothing. Plain text: no backticks around it.
        why: why it means what it means, a sentence each: its effect and who sends, then guards and conventions.
        reach: who is concerned, a line for each group of operations; empty where that is nobody.
        symbols: what it changes in generated packages, a line each.
        witness: a value that shows it, in a sentence; empty where there is none.
        old, new: the places in the two descriptions; None on a side where nothing of it exists.
        place: the place to look at: that of `new`, else of `old`; empty where there is neither.
        accepted: who expected it and why; empty where nobody did.
        resources: the resources that are concerned, in the order of the description.
    """

    id: str
    rule: str
    worst: Class
    wire: Class
    sdk: Class
    effect: Effect
    polarity: Sides
    title: str
    subject: str
    before: str
    after: str
    why: tuple[str, ...]
    reach: tuple[str, ...]
    symbols: tuple[str, ...]
    witness: str
    old: Location | None
    new: Location | None
    place: str
    accepted: str
    resources: tuple[str, ...]


@frozen(kw_only=True)
class Version:
    """What is told of a version.

    Attributes:
        name: of the package as the configuration calls it; `API` for the API.
        needs: the step that it must take.
        text: what it was, what it is now, what it must be at least: ``1.2.0 -> 2.0.0``.
        is_enough: whether the version that is given now takes the step.
        forced: the title of the change that forces the step; empty where nothing does.
        by: the fingerprint of that change; empty likewise.
        unless: the milder step that is enough where what is only possible is accepted; empty where there is none.
    """

    name: str
    needs: Step
    text: str
    is_enough: bool
    forced: str
    by: str
    unless: str


def entries(report: ChangeReport) -> tuple[Entry, ...]:
    """Return the changes of a report as they are told: one entry each, in the same order."""
    return tuple(map(entry, report.changes))


def entry(change: Change) -> Entry:
    """Return a change as it is told."""
    judged = change.judged
    fact = judged.fact
    where = fact.new or fact.old
    before, after = values(fact.before, fact.after, fact.rule)
    return Entry(
        id=judged.fingerprint,
        rule=fact.rule,
        worst=judged.worst,
        wire=judged.wire,
        sdk=judged.sdk,
        effect=fact.effect,
        polarity=polarity(judged),
        title=title(change.told),
        subject=subject(change.told),
        before=before,
        after=after,
        why=reasons(judged),
        reach=reach(judged),
        symbols=symbols(change.symbols),
        witness=witness(judged),
        old=fact.old,
        new=fact.new,
        place=plain(str(where), PLACE) if where is not None else "",
        accepted=accepted(change.accepted),
        resources=change.resources,
    )


def groups(found: Sequence[Entry]) -> tuple[tuple[Class, tuple[Entry, ...]], ...]:
    """Return entries by what they mean, the worst first, what was accepted last of each; without what means nothing."""
    by_class = ((class_, [one for one in found if one.worst == class_]) for class_ in reversed(CLASSES[1:]))
    return tuple((class_, tuple(sorted(ones, key=lambda one: bool(one.accepted)))) for class_, ones in by_class if ones)


def counted(found: Sequence[Entry]) -> str:
    """Return how many entries there are of each class, in words."""
    ranked = groups(found)
    taken = sum(bool(one.accepted) for _, ones in ranked for one in ones)
    text = ", ".join(f"{len(ones)} {class_}" for class_, ones in ranked) or "nothing that callers notice"
    return f"{text} ({taken} accepted)" if taken else text


def polarity(judged: Judged) -> Sides:
    """Return who writes what changed, over all uses."""
    found = {one.polarity for one in judged.seen}
    if len(found) == 2:
        return "both"
    return next(iter(found), "none")


def versions(report: ChangeReport) -> tuple[Version, ...]:
    """Return what is told of the versions: of the API first, then of each package."""
    return (_version(report.api, "API"), *(_version(one, one.name) for one in report.packages))


def _version(bump: Bump, name: str) -> Version:
    return Version(
        name=plain(name),
        needs=bump.needs,
        text=_steps(bump),
        is_enough=bump.sufficient,
        forced=title(bump.by.told) if bump.by is not None else "",
        by=bump.by.judged.fingerprint if bump.by is not None else "",
        unless=bump.unless or "",
    )


def _steps(bump: Bump) -> str:
    before, after, lowest = (plain(one) for one in (bump.before, bump.after, bump.lowest))
    if bump.needs == "none" and before == after:
        return before
    if before == after:
        return f"{before} -> {lowest} or higher" if lowest else before
    if bump.sufficient or not lowest:
        return f"{before} -> {after}"
    return f"{before} -> {after}, too little: at least {lowest}"


def is_named(of: Entry) -> bool:
    """Say whether the title of an entry names its subject."""
    title = of.title.replace("`", "")
    return all(step in title or _is_said(step, title) for step in of.subject.split(" · "))


def _is_said(step: str, title: str) -> bool:
    """Say whether a title says a step in other words: ``may fail with 410`` is about `answer 410`.

    What needs no words is JSON: other media types are told.
    """
    kind, _, name = step.partition(" ")
    return step in ("security", "application/json") or (kind == "answer" and f" {name} " in f" {title} ")


_UNTOLD: Final = ("docs.text", "docs.extension", "scheme.credentials-changed")
"""Rules whose titles do not tell what was and what is."""

_COMPARED: Final = "api.quota-changed"
"""The rule whose title tells what was and what is where there is both."""


def is_told(of: Entry) -> bool:
    """Say whether the title of an entry tells what was and what is, or there is no more to tell."""
    if of.rule == _COMPARED:
        return bool(of.before and of.after)
    return of.rule not in _UNTOLD or of.before == of.after


def spans(text: str) -> tuple[tuple[str, bool], ...]:
    """Return a text of an entry in parts, each with whether it is a word of the description, without its backticks.

    Backticks inside such a word are escaped: they come in pairs.
    """
    parts = text.split("`")
    return tuple((part, bool(number % 2)) for number, part in enumerate(parts) if part)
