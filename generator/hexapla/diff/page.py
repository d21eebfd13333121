"""A review as a page: everything that is printed, as records of plain strings, booleans and tuples.

In: a report, and the lines of the descriptions. Out: the view that the templates of `templates/review/` print; they
escape it for HTML, and make nothing up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from hexapla.diff.changes import Accepted, Change, ChangeReport
from hexapla.diff.excerpt import Excerpt, excerpt
from hexapla.diff.marking import Piece, clipped, marked
from hexapla.diff.reasons import NAMED
from hexapla.diff.sides import Row, side_by_side
from hexapla.diff.symbols import Symbol
from hexapla.diff.telling import Entry, Version, entries, spans, versions
from hexapla.diff.view import (
    AcceptedView,
    Column,
    EntryView,
    ResourceView,
    SectionView,
    Sentence,
    Span,
    SymbolView,
    VersionView,
    View,
)
from hexapla.diff.words import CLASSES, Class
from hexapla.finding import Location, printable

Side = Literal["old", "new"]
Lines = Callable[[Side, Location], Sequence[str]]
"""Returns the lines of the file that a place of a side is in; none where it cannot be read any more."""

USES: Final = 60
"""Operations of a finding that are listed; the rest are counted."""

VALUE: Final = 600
"""Characters of a value, or of a declaration, that are shown."""

PARTS: Final = 60
"""Parts of a sentence that are shown."""

_NOWHERE: Final = "elsewhere"
"""What is called what belongs to no resource."""

_SECTIONS: Final[Mapping[Class, tuple[str, str]]] = {
    "breaking": ("Breaking", "What worked fails now."),
    "possible": ("Possibly breaking", "Whether what worked fails depends on what a description does not say."),
    "non-breaking": ("Non-breaking", "What worked still works."),
    "docs-only": ("Docs only", "Words for people; nothing that is sent or generated changes, but for its comments."),
    "none": ("No effect", "Seen, and of no account to anybody."),
}
_VERDICTS: Final[Mapping[Class, str]] = {
    "breaking": "Breaking",
    "possible": "Possibly breaking",
    "non-breaking": "Non-breaking",
    "docs-only": "Docs only",
    "none": "No changes that count",
}
_OPEN: Final[tuple[Class, ...]] = ("breaking", "possible")
"""The classes whose excerpts are shown without being asked for."""


def page(report: ChangeReport, lines: Lines) -> View:
    """Return the page of a review.

    Args:
        report: the review.
        lines: of the files that places are in.
    """
    told = entries(report)
    marks = _resource_marks(told)
    texts = _Texts(lines)
    ids = _unique([entry.id for entry in told])
    views = [_entry(*each, marks, texts) for each in zip(ids, told, report.changes, strict=True)]
    firsts = {view.fingerprint: view.id for view in reversed(views)}
    sections = tuple(
        _section(class_, [view for view, entry in zip(views, told, strict=True) if entry.worst == class_])
        for class_ in reversed(CLASSES)
        if any(entry.worst == class_ for entry in told)
    )
    accepted = sum(view.is_accepted for view in views)
    names = [_text(name) for name in (report.title, report.old, report.new)]
    return View(
        title=f"{_VERDICTS[report.verdict]} · {names[0]} · {names[1]} → {names[2]}",
        api=names[0],
        old=names[1],
        new=names[2],
        verdict=report.verdict,
        verdict_says=_VERDICTS[report.verdict],
        versions=tuple(_version(one, firsts) for one in versions(report)),
        sections=sections,
        has_findings=bool(views),
        resources=_resources(told, marks),
        has_resources=len(marks) > 1,
        accepted_count=str(accepted),
        has_accepted=accepted > 0,
    )


class _Texts:
    """The lines of files, each read once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._kept: dict[tuple[Side, str], Sequence[str]] = {}

    def of(self, side: Side, where: Location | None, node: str, name: str) -> Excerpt:
        if where is None:
            return Excerpt(())
        key = side, where.file
        if key not in self._kept:
            self._kept[key] = self._lines(side, where)
        return excerpt(self._kept[key], where, node, name)


def _entry(id_: str, entry: Entry, change: Change, marks: Mapping[str, str], texts: _Texts) -> EntryView:
    before, after = _pair(entry.before, entry.after)
    old, new = _columns(entry, change, texts)
    uses = _uses(change)
    words = [entry.worst, *(marks[name] for name in entry.resources or (_NOWHERE,))]
    return EntryView(
        id=id_,
        fingerprint=entry.id,
        marks=" ".join([*words, "accepted"] if change.accepted else words),
        rule=entry.rule,
        wire=_said(entry.wire),
        sdk=_said(entry.sdk),
        is_alike=entry.wire == entry.sdk,
        title=_capital(entry.title),
        subject=_sentence(entry.subject),
        has_subject=f"`{entry.subject}`" not in entry.title,
        before=before,
        after=after,
        has_values=bool(before or after),
        has_before=bool(before),
        has_after=bool(after),
        why=tuple(map(_sentence, entry.why)),
        reach=tuple(map(_capital, entry.reach)),
        uses=uses[:USES] if len(uses) <= USES else (*uses[:USES], f"and {len(uses) - USES} more"),
        use_count=_counted(len(uses), "place"),
        has_uses=_are_more(change),
        symbols=tuple(map(_symbol, change.symbols)),
        symbol_count=_counted(len(change.symbols), "symbol"),
        has_symbols=bool(change.symbols),
        witness=_sentence(entry.witness),
        has_witness=bool(entry.witness),
        resources=", ".join(map(_text, entry.resources)),
        has_resources=bool(entry.resources),
        columns=(old, new),
        row_count=str(max(len(old.rows), len(new.rows))),
        has_excerpt=old.has_rows or new.has_rows,
        is_open=entry.worst in _OPEN and change.accepted is None,
        is_accepted=change.accepted is not None,
        accepted=_accepted(change.accepted),
    )


def _columns(entry: Entry, change: Change, texts: _Texts) -> tuple[Column, Column]:
    """Return what the descriptions say, side by side."""
    fact = change.judged.fact
    was = fact.before if isinstance(fact.before, str) else ""
    name = fact.name or ""
    old = texts.of("old", entry.old, fact.node, was or name)
    new = texts.of("new", entry.new, fact.node, name)
    left, right = side_by_side(old, new)
    return _column("old", entry.old, left), _column("new", entry.new, right)


def _column(side: Side, where: Location | None, rows: tuple[Row, ...]) -> Column:
    note = "Nothing of it is here." if where is None else "The file cannot be shown."
    place = "" if where is None else str(where)
    return Column(side=side, label=side.capitalize(), place=place, rows=rows, has_rows=bool(rows), note=note)


def _uses(change: Change) -> tuple[str, ...]:
    """Return the places of operations that are concerned, one line each."""
    found: dict[str, None] = {}
    for use in change.judged.reach:
        if use.operation:
            sent = use.polarity == ("response" if use.flipped else "request")
            answer = f" {use.status}" if use.status else ""
            found[_text(f"{use.operation}, {'request' if sent else f'response{answer}'}")] = None
    return tuple(found)


def _are_more(change: Change) -> bool:
    """Say whether some places of operations are only counted where the reach is told."""
    groups: dict[tuple[str, bool], set[tuple[str, str]]] = {}
    for use in change.judged.reach:
        groups.setdefault((use.polarity, use.flipped), set()).add((use.operation, use.status))
    return any(len(group) > NAMED for group in groups.values())


def _symbol(symbol: Symbol) -> SymbolView:
    before, after = _pair(_text(symbol.before or ""), _text(symbol.after or ""))
    return SymbolView(
        target=_text(symbol.target),
        kind=symbol.kind,
        name=_text(symbol.name),
        is_breaking=symbol.breaking,
        before=before,
        after=after,
        has_before=bool(before),
        has_after=bool(after),
        says=tuple(_sentence(_text(one)) for one in symbol.says),
    )


def _pair(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return what was and what is; words are marked where there are both to compare."""
    if before and after:
        left, right = (_unmarked_end(pieces) for pieces in marked(before, after))
    else:
        left, right = ((Piece(text),) if text else () for text in (before, after))
    return clipped(left, VALUE), clipped(right, VALUE)


def _unmarked_end(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces of a text that may have been cut: what stands right before the cut has nothing to do with it."""
    *rest, last, end = (*pieces, Piece(""), Piece("")) if len(pieces) < 2 else pieces
    is_cut = end.text == "…" and last.marked and any(piece.marked for piece in rest)
    return (*rest, Piece(last.text), end) if is_cut else pieces


def _accepted(accepted: Accepted | None) -> AcceptedView:
    if accepted is None:
        return AcceptedView(by="", reason="", until="", has_until=False)
    by, reason, until = (_text(one) for one in (accepted.by, accepted.reason, accepted.until))
    return AcceptedView(by=by, reason=reason, until=until, has_until=bool(until))


def _section(class_: Class, views: Sequence[EntryView]) -> SectionView:
    label, says = _SECTIONS[class_]
    open_ = sum(not view.is_accepted for view in views)
    tally = str(open_) if open_ == len(views) else f"{open_} + {len(views) - open_} accepted"
    marks = dict.fromkeys(mark for view in views for mark in view.marks.split() if mark != "accepted")
    return SectionView(
        id=class_,
        marks=" ".join(marks),
        label=label,
        says=says,
        count=str(len(views)),
        tally=tally,
        entries=tuple(views),
    )


def _version(version: Version, ids: Mapping[str, str]) -> VersionView:
    return VersionView(
        name=version.name,
        text=version.text.replace(" -> ", " → "),
        needs=version.needs,
        is_enough=version.is_enough,
        is_forced=version.by in ids,
        forced=_capital(version.forced),
        by=ids.get(version.by, ""),
        has_unless=bool(version.unless),
        unless=version.unless,
    )


def _resource_marks(told: Sequence[Entry]) -> dict[str, str]:
    """Return the mark of each resource, by name; what belongs to none comes last."""
    names = sorted({name for entry in told for name in entry.resources}, key=lambda name: (name.lower(), name))
    rest = [_NOWHERE] if any(not entry.resources for entry in told) and _NOWHERE not in names else []
    return {name: f"r{number}" for number, name in enumerate([*names, *rest], 1)}


def _resources(told: Sequence[Entry], marks: Mapping[str, str]) -> tuple[ResourceView, ...]:
    counts = dict.fromkeys(marks, 0)
    for entry in told:
        for name in set(entry.resources or (_NOWHERE,)):
            counts[name] += 1
    return tuple(ResourceView(mark=mark, name=_text(name), count=str(counts[name])) for name, mark in marks.items())


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _said(class_: Class) -> str:
    return "no effect" if class_ == "none" else class_


def _sentence(text: str) -> Sentence:
    """Return a sentence in parts, each of which little enough is left to be read."""
    return tuple(Span(_text(part), is_code) for part, is_code in spans(text)[:PARTS])


def _capital(text: str) -> Sentence:
    """Return a sentence that begins as sentences do, unless it begins with a word of the description."""
    return _sentence(text if text.startswith("`") else text[:1].upper() + text[1:])


def _text(text: str) -> str:
    """Return a text as one line in which nothing acts, and of which little enough is left to be read."""
    plain = printable(" ".join(text[: 2 * VALUE].split("\n"))).replace("\t", " ")
    return plain if len(plain) <= VALUE else plain[: VALUE - 1] + "…"


def _unique(ids: Sequence[str]) -> list[str]:
    """Return ids, a number behind those that another one has already."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for id_ in ids:
        seen[id_] = seen.get(id_, 0) + 1
        found.append(id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
    return found
