"""Drift for a terminal or a pipe: by operation, the worst first.

In: a drift. Out: text in lines of a width. Without colour it holds no escape sequence at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from hexapla.diff import Class
from hexapla.diff.phrases import clean, code
from hexapla.diff.wrapping import wrapped
from hexapla.docs.drift import Drift
from hexapla.docs.drift_told import Line, Told
from hexapla.docs.drift_words import CLASSES, title, where

_COLOURS: Final[dict[Class | None, str]] = {
    "breaking": "1;31",
    None: "1;35",
    "possible": "1;33",
    "non-breaking": "1;32",
    "docs-only": "1;36",
    "none": "1",
}
_SHOWN: Final = 4
"""Places of one entry that are listed, beside the first."""
_LINES: Final = 12
"""Lines of an edit that are shown."""
_LEAST: Final = 60


def terminal(drift: Drift, width: int, colour: bool) -> str:
    """Return a drift as text."""
    return "".join(f"{line}\n" for line in _Writer(max(width, _LEAST), colour).drift(drift))


class _Writer:
    """Writes lines of a width, in colours or without."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def drift(self, drift: Drift) -> Iterator[str]:
        """Yield the lines of a drift."""
        yield counted(drift.entries)
        for operation, group in groupby(drift.entries, key=lambda one: one.operation):
            yield ""
            yield self._bold(clean(operation) or "the spec")
            for told in group:
                yield from self._told(told)
        if drift.cleared:
            yield ""
            names = ", ".join(code(key) for key in drift.cleared)
            yield from wrapped(f"x-evidence: nothing departs any more because of {names}; removed", self._width)
            yield from self._edit(drift.cleared_edit)

    def _told(self, told: Told) -> Iterator[str]:
        entry = told.entry
        head = f"  {self._paint(told.worst)}"
        titles = list(dict.fromkeys(title(change) for change in entry.changes)) or [clean(entry.decide)]
        yield from wrapped(titles[0], self._width, f"{head}: ", "    ")
        for more in titles[1 : _SHOWN + 1]:
            yield from wrapped(more, self._width, "    and ", "      ")
        if len(titles) > _SHOWN + 1:
            yield f"    and {len(titles) - _SHOWN - 1} more"
        if entry.decide and entry.changes:
            yield from wrapped(f"decide: {clean(entry.decide)}", self._width, "    ", "      ")
        for option in entry.options:
            yield from wrapped(f"- {clean(option)}", self._width, "    ", "      ")
        yield from self._places(told)
        yield from self._edit(told.edit)
        for note in entry.notes:
            yield from wrapped(f"note: {clean(note)}", self._width, "    ", "      ")

    def _places(self, told: Told) -> Iterator[str]:
        changes = told.entry.changes
        if changes:
            also = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
            yield f"    page    {where(changes[0].page)}{also}"
            yield f"    lock    {where(changes[0].lock)}"
        for operation in told.others[:_SHOWN]:
            yield f"    also in {code(operation)[1:-1]}"
        if len(told.others) > _SHOWN:
            yield f"    also in {len(told.others) - _SHOWN} more"
        if told.entry.spec is not None:
            yield f"    spec    {where(told.entry.spec)}"
        if told.names:
            yield from wrapped(
                ", ".join(code(name)[1:-1] for name in told.names), self._width, "    code    ", " " * 12
            )

    def _edit(self, edit: Sequence[Line]) -> Iterator[str]:
        for line in edit[:_LINES]:
            text = f"    {line.sign} {clean(line.text)}"
            yield self._coloured(text, "31" if line.sign == "-" else "32")
        if len(edit) > _LINES:
            yield f"    ... {len(edit) - _LINES} lines more"

    def _paint(self, class_: Class | None) -> str:
        return self._coloured(CLASSES[class_], _COLOURS[class_])

    def _bold(self, text: str) -> str:
        return self._coloured(text, "1")

    def _coloured(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._colour else text


def counted(entries: Sequence[Told]) -> str:
    """Return how many entries there are of each class."""
    counts = [(CLASSES[class_], sum(one.worst == class_ for one in entries)) for class_ in CLASSES]
    total = len(entries)
    listed = ", ".join(f"{number} {word}" for word, number in counts if number)
    return f"{total} change{'' if total == 1 else 's'}: {listed}" if total else "nothing changed"
