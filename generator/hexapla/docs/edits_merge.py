"""Many edits of one text at once, each found in the text as it was.

In: texts with their nodes, steps in groups. Out: the texts after all groups, and the groups that could not be done.
What touches other lines than every other group is put together without parsing the text again; the rest is done one
after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hexapla.docs.edits import Step, Texts, done
from hexapla.docs.edits_text import EditError
from hexapla.frozen import frozen
from hexapla.source import Node


@frozen
class Span:
    """Lines of a text, from the first to before the last, and the lines that stand there afterwards."""

    first: int
    last: int
    lines: tuple[str, ...]


def span(before: Sequence[str], after: Sequence[str]) -> Span:
    """Return where two texts differ."""
    start, end = 0, 0
    least = min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Span(start, len(before) - end, tuple(after[start : len(after) - end]))


def together(
    texts: Texts, roots: Mapping[str, Node], groups: Sequence[Sequence[Step]]
) -> tuple[dict[str, str], dict[int, str]]:
    """Return the texts after all groups of steps; of the groups that do not fit the number, and why."""
    lines = {file: text.splitlines(keepends=True) for file, text in texts.items()}
    spans: dict[str, list[tuple[Span, int]]] = {}
    later: list[int] = []
    for number, steps in enumerate(groups):
        if len(steps) != 1:
            later.append(number)
            continue
        file = steps[0].at.file
        try:
            after = done(texts, steps, roots)[file]
        except EditError:
            later.append(number)
            continue
        one = span(lines[file], after.splitlines(keepends=True))
        if _meets(one, [other for other, _ in spans.get(file, ())]):
            later.append(number)
        else:
            spans.setdefault(file, []).append((one, number))
    found = dict(texts) | {file: _put(lines[file], [one for one, _ in listed]) for file, listed in spans.items()}
    failed: dict[int, str] = {}
    for number in later:
        try:
            found = done(found, groups[number])
        except EditError as problem:
            failed[number] = str(problem)
    return found, failed


def _meets(one: Span, others: Sequence[Span]) -> bool:
    """Say whether a span has lines with another one; what is only put in may stand beside anything."""
    return any(one.first < other.last and other.first < one.last for other in others) or any(
        (one.first == one.last) != (other.first == other.last) and one.first <= other.last and other.first <= one.last
        for other in others
    )


def _put(lines: Sequence[str], spans: Sequence[Span]) -> str:
    """Return a text with all spans; what is put in at one place stands there in the order given."""
    found: list[str] = []
    at = 0
    for one in sorted(spans, key=lambda one: one.first):
        found += [*lines[at : one.first], *one.lines]
        at = one.last
    return "".join([*found, *lines[at:]])
