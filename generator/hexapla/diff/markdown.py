"""A review for a pull request: the verdict and the versions, what breaks as a table, the rest folded away.

In: a report. Out: GitHub's Markdown, below the length that GitHub takes. Words of a description stand in code spans:
nothing in there is a mention, a link, an element or a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from hexapla.diff.changes import ChangeReport
from hexapla.diff.phrases import plain
from hexapla.diff.telling import Entry, Version, counted, entries, groups, is_named, is_told, versions
from hexapla.diff.words import Class

LONGEST: Final = 65_536
"""Characters that GitHub takes."""

_TABLE: Final = 18_000
_SHARES: Final[dict[Class, int]] = {"breaking": 16_000, "possible": 10_000, "non-breaking": 7_000, "docs-only": 4_000}
"""Characters that each part may have; with the head they stay below what there may be."""

_PACKAGES: Final = 12
_LINES: Final = 6
_MARKS: Final[dict[Class, str]] = {
    "breaking": "breaking",
    "possible": "possibly breaking",
    "non-breaking": "non-breaking",
    "docs-only": "docs only",
    "none": "nothing",
}
_SPECIAL: Final = frozenset("\\`*_{}[]<>#+!|~@&$^=")


def markdown(report: ChangeReport) -> str:
    """Return a review as Markdown."""
    return "\n".join(_report(report)) + "\n"


def _report(report: ChangeReport) -> Iterator[str]:
    found = entries(report)
    told = versions(report)
    names = f"{_code(plain(report.old))} → {_code(plain(report.new))}"
    if not found and all(one.needs == "none" for one in told):
        yield f"{names}: nothing changed."
        return
    title = f" of {_code(plain(report.title))}" if report.title else ""
    yield f"### {_sentence(_MARKS[report.verdict])}: the change{title}"
    yield ""
    yield f"{names}: {counted(found)}."
    yield ""
    yield from _versions(told)
    for class_, group in groups(found):
        yield ""
        if class_ == "breaking":
            yield from _table(group)
            yield ""
        yield from _folded(class_, group)
    nothing = sum(one.worst == "none" for one in found)
    if nothing:
        yield ""
        yield f"{nothing} edit{' means' if nothing == 1 else 's mean'} nothing to callers."


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _versions(told: Sequence[Version]) -> Iterator[str]:
    yield "| | step | version | forced by |"
    yield "| --- | --- | --- | --- |"
    for one in told[: _PACKAGES + 1]:
        unless = f"; {one.unless} once what is only possible is accepted" if one.unless else ""
        forced = f"{_text(one.forced)} {_code(one.by)}" if one.forced else ""
        yield _row([_code(one.name), f"**{one.needs}**{unless}", _code(one.text), forced])
    if len(told) > _PACKAGES + 1:
        yield _row([f"and {len(told) - _PACKAGES - 1} more", "", "", ""])


def _table(group: Sequence[Entry]) -> Iterator[str]:
    yield "| breaking | where | to accept it in `hexapla.accept.yaml` |"
    yield "| --- | --- | --- |"

    def row(one: Entry) -> str:
        place = f"{_code(one.subject)}<br>{_code(one.place)}" if one.place else _code(one.subject)
        return _row([f"{_mark(one)}{_text(one.title)}", place, _code(one.id)])

    yield from _within(group, _TABLE, row, lambda more: _row([f"and {more} more", "", ""]))


def _row(cells: Sequence[str]) -> str:
    """Return a row of a table; a bar inside a cell is escaped, in code too."""
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


BAR: Final = "\\|"


def _folded(class_: Class, group: Sequence[Entry]) -> Iterator[str]:
    """Yield a part that is folded: of what breaks the reasons, of the rest everything."""
    named = (
        "why, whom it reaches, what it changes in code" if class_ == "breaking" else f"{len(group)} {_MARKS[class_]}"
    )
    yield f"<details><summary>{_sentence(named)}</summary>"
    yield ""
    write = _line if class_ == "docs-only" else _item
    yield from _within(group, _SHARES[class_], write, lambda more: f"- and {more} more")
    yield ""
    yield "</details>"


def _within(
    group: Sequence[Entry], most: int, write: Callable[[Entry], str], rest: Callable[[int], str]
) -> Iterator[str]:
    """Yield as many findings as there is room for, and how many more there are."""
    for number, one in enumerate(group):
        text = write(one)
        most -= len(text) + 1
        if most < 0:
            yield rest(len(group) - number)
            return
        yield text


def _mark(one: Entry) -> str:
    return "*accepted* " if one.accepted else ""


def _line(one: Entry) -> str:
    return f"- {_mark(one)}{_text(one.title)}{f' {_code(one.place)}' if one.place else ''}"


def _item(one: Entry) -> str:
    """Return a finding with all that is known of it."""
    where = [*([] if is_named(one) else [_code(one.subject)]), *([_code(one.place)] if one.place else [])]
    details = [
        *map(_text, one.why),
        *map(_text, one.reach),
        *_some([_code(text) for text in one.symbols]),
    ]
    if not is_told(one):
        details.append(f"{_code(one.before or 'nothing')} → {_code(one.after or 'nothing')}")
    if one.witness:
        details.append(_text(one.witness))
    if one.accepted:
        details.append(_text(one.accepted))
    details.append(f"{_code(one.rule)} {_code(one.id)}")
    head = f"- {_mark(one)}{_text(one.title)}"
    lines = [f"{head}<br>", f"  {' at '.join(where)}"] if where else [head]
    return "\n".join([*lines, *(f"  - {one}" for one in details)])


def _some(lines: Sequence[str]) -> list[str]:
    return [*lines[:_LINES], *([f"and {len(lines) - _LINES} more"] if len(lines) > _LINES else [])]


def _code(text: str) -> str:
    """Return a text as a code span, whatever is in it."""
    return f"`{text.replace('`', APOSTROPHE) or ' '}`"


APOSTROPHE: Final = "'"


def _text(text: str) -> str:
    """Return a text with code spans where it has words of a description; what is between them marks nothing."""
    parts = text.split("`")
    return "".join(_code(part) if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in _SPECIAL else c for c in text)
