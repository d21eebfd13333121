"""Drift for an issue or a pull request.

In: a drift. Out: Markdown below the length that GitHub takes. Words of a page stand in code: nothing in there is a
mention, a link, an element or a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from hexapla.diff.phrases import clean, code
from hexapla.docs.drift import Drift
from hexapla.docs.drift_terminal import counted
from hexapla.docs.drift_told import Told
from hexapla.docs.drift_words import CLASSES, title, where

LONGEST: Final = 65_536
"""Characters that GitHub takes."""

_MOST: Final = 60_000
_TITLES: Final = 5
_LINES: Final = 40
_LONG: Final = 300
_SPECIAL: Final = frozenset("\\`*_{}[]<>#+!|~&$^=")


def markdown(drift: Drift) -> str:
    """Return a drift as Markdown."""
    parts: list[str] = [f"### Documentation drift: {counted(drift.entries)}\n"]
    size = len(parts[0])
    left = len(drift.entries)
    for operation, group in groupby(drift.entries, key=lambda one: one.operation):
        head = f"\n#### {code(operation) if operation else 'The spec'}\n"
        for told in group:
            text = head + "\n".join(_told(told)) + "\n"
            if size + len(text) > _MOST:
                return "".join(parts) + f"\nand {left} more\n"
            parts.append(text)
            size, head, left = size + len(text), "", left - 1
    if drift.cleared:
        keys = ", ".join(code(key) for key in drift.cleared[:_LINES])
        parts.append(f"\nReasons that no mark gives any more, removed from x-evidence: {keys}\n")
    return "".join(parts)


def _told(told: Told) -> Iterator[str]:
    entry = told.entry
    titles = list(dict.fromkeys(title(change) for change in entry.changes)) or [entry.decide]
    yield f"- **{CLASSES[told.worst]}**: {text_of(titles[0])}"
    yield from (f"  - {text_of(one)}" for one in titles[1 : _TITLES + 1])
    if len(titles) > _TITLES + 1:
        yield f"  - and {len(titles) - _TITLES - 1} more"
    if entry.decide and entry.changes:
        yield f"  - [ ] decide: {text_of(entry.decide)}"
    yield from (f"    - {text_of(option)}" for option in entry.options)
    places = [("page", entry.changes[0].page), ("lock", entry.changes[0].lock)] if entry.changes else []
    places += [("spec", entry.spec)] if entry.spec else []
    yield f"  - {', '.join(f'{name} {code(where(place), 200)}' for name, place in places)}"
    if told.others:
        more = f" and {len(told.others) - _TITLES} more" if len(told.others) > _TITLES else ""
        yield f"  - also in {', '.join(code(one) for one in told.others[:_TITLES])}{more}"
    if told.names:
        yield f"  - code: {', '.join(code(name) for name in told.names[:_TITLES])}"
    yield from (f"  - {text_of(note)}" for note in entry.notes)
    if told.edit:
        yield ""
        yield from _edit(told)


def _edit(told: Told) -> Iterator[str]:
    lines = [f"  {line.sign}{clean(line.text)[:_LONG]}" for line in told.edit[:_LINES]]
    longest = max((len(run) for line in lines for run in _runs(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"  {fence}diff"
    yield from lines
    yield f"  {fence}"
    if len(told.edit) > _LINES:
        yield f"  {len(told.edit) - _LINES} lines more"


def _runs(line: str) -> list[str]:
    """Return the runs of backticks in a line."""
    return "".join(c if c == "`" else " " for c in line).split()


def text_of(text: str) -> str:
    """Return a sentence with code spans where it has words of a page; what is between them marks nothing."""
    parts = clean(text).split("`")
    if len(parts) % 2 == 0:
        return code(text)
    return "".join(code(part, _LONG) if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in _SPECIAL else "(at)" if c == "@" else c for c in text)
