"""A review for a terminal or a pipe: the verdict and the versions, then every finding, the worst first.

In: a report. Out: text in lines of a width. Without colour it holds no escape sequence at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hexapla.diff.changes import ChangeReport
from hexapla.diff.phrases import plain, short
from hexapla.diff.telling import Entry, Version, counted, entries, groups, is_named, is_told, versions
from hexapla.diff.words import Class
from hexapla.diff.wrapping import glued, wrapped
from hexapla.frozen import replace

DOCS: Final = 20
"""Findings about words for people that are listed."""

SYMBOLS: Final = 6
"""Symbols of a finding that are listed."""

NAME: Final = 20
"""Characters of the name of a package that are shown."""

LEAST: Final = 60
"""Columns that are used at least, however narrow the terminal is."""

_LABEL: Final = 8
_COLOURS: Final[dict[Class, str]] = {
    "breaking": "1;31",
    "possible": "1;33",
    "non-breaking": "1;32",
    "docs-only": "1;36",
    "none": "1",
}
_HEADINGS: Final[dict[Class, str]] = {
    "breaking": "BREAKING",
    "possible": "POSSIBLY BREAKING",
    "non-breaking": "NON-BREAKING",
    "docs-only": "DOCS ONLY",
    "none": "NOTHING",
}


def terminal(report: ChangeReport, width: int, colour: bool) -> str:
    """Return a review as text in lines of a width; what has no space in it may be longer."""
    return "".join(f"{line}\n" for line in _Writer(max(width, LEAST), colour).report(report))


class _Writer:
    """Writes lines of a width, in colours or without."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def report(self, report: ChangeReport) -> Iterator[str]:
        """Yield the lines of a report."""
        found = entries(report)
        told = versions(report)
        names = f"{glued(plain(report.old))} -> {glued(plain(report.new))}"
        if not found and all(one.needs == "none" for one in told):
            yield from wrapped(f"{names}: nothing changed", self._width)
            return
        yield from wrapped(f"{plain(report.title)}: {names}" if report.title else names, self._width)
        first, *more = wrapped(f"{report.verdict}: {counted(found)}", self._width)
        yield f"{self._paint(report.verdict, _COLOURS[report.verdict])}{first[len(report.verdict) :]}"
        yield from more
        yield ""
        yield from self._versions(told)
        for class_, group in groups(found):
            yield ""
            yield self._paint(f"{_HEADINGS[class_]} ({len(group)})", _COLOURS[class_])
            yield from self._docs(group) if class_ == "docs-only" else self._findings(group)
        nothing = sum(one.worst == "none" for one in found)
        if nothing:
            yield ""
            yield "1 edit means nothing to callers." if nothing == 1 else f"{nothing} edits mean nothing to callers."
        if any(one.worst in ("breaking", "possible") and not one.accepted for one in found):
            yield ""
            yield from wrapped("To accept what is expected, list its id in hexapla.accept.yaml.", self._width)

    def _versions(self, told: Sequence[Version]) -> Iterator[str]:
        names = [short(one.name, NAME) for one in told]
        for one, name in zip(told, names, strict=True):
            head = f"{name:{max(map(len, names))}}  {one.needs:5}  "
            hang = " " * min(len(head), NAME)
            yield from wrapped(one.text, self._width, head, hang)
            if one.forced:
                yield from wrapped(f"forced by {one.forced} ({one.by})", self._width, hang, f"{hang}  ")
            if one.unless:
                enough = f"{one.unless} is enough once what is only possible is accepted"
                yield from wrapped(enough, self._width, hang, f"{hang}  ")

    def _findings(self, group: Sequence[Entry]) -> Iterator[str]:
        for one in group:
            yield ""
            yield from self._finding(one)

    def _finding(self, one: Entry) -> Iterator[str]:
        yield from self._title(one, hang="    ")
        if not is_named(one):
            yield from self._line("in", " · ".join(map(glued, one.subject.split(" · "))))
        if not is_told(one):
            yield from self._line("was", one.before or "nothing")
            yield from self._line("now", one.after or "nothing")
        if one.worst != "non-breaking" or len(one.why) > 1:
            for number, reason in enumerate(one.why):
                yield from self._line("" if number else "why", reason)
        yield from self._listed("reach", one.reach)
        yield from self._listed("code", one.symbols)
        if one.witness:
            yield from self._line("shown by", one.witness)
        if one.accepted:
            yield from self._line("accepted", one.accepted.removeprefix("accepted").strip() or "by somebody")
        yield from self._line("id", f"{one.id}  {one.rule}")

    def _title(self, one: Entry, hang: str, first: str = "") -> Iterator[str]:
        mark = "(accepted) " if one.accepted else ""
        place = f"{glued(one.place)}{' (old)' if one.new is None else ''}: " if one.place else ""
        lines = wrapped(f"{place}{mark}{one.title}", self._width, first, hang)
        shown = f"{first}{one.place}"
        if one.place and lines[0].startswith(shown):
            lines[0] = f"{first}{self._paint(one.place, '1')}{lines[0][len(shown) :]}"
        yield from lines

    def _docs(self, group: Sequence[Entry]) -> Iterator[str]:
        """Yield a line for each finding about words."""
        for one in group[:DOCS]:
            also = f" ({'; '.join(one.reach)})" if one.reach else ""
            yield from self._title(replace(one, title=f"{one.title}{also}"), " " * 14, f"{one.id}  ")
        if len(group) > DOCS:
            yield f"and {len(group) - DOCS} more (all of them: --format json)"

    def _listed(self, label: str, texts: Sequence[str]) -> Iterator[str]:
        shown = [*texts[:SYMBOLS], *([f"and {len(texts) - SYMBOLS} more"] if len(texts) > SYMBOLS else [])]
        for number, text in enumerate(shown):
            yield from self._line("" if number else label, text)

    def _line(self, label: str, text: str) -> Iterable[str]:
        lines = wrapped(text, self._width, f"    {label:{_LABEL}} ", " " * (_LABEL + 5))
        if label:
            lines[0] = f"    {self._paint(label, '2')}{lines[0][4 + len(label) :]}"
        return lines

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._colour else text
