"""A review as commands of a GitHub runner: notes at the lines of a pull request.

In: a report. Out: lines like ``::error file=spec.yaml,line=3,col=5,title=...::...``, the worst first, no more than
GitHub shows of a step, and one that says how many more there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from hexapla.diff.changes import ChangeReport
from hexapla.diff.phrases import clean
from hexapla.diff.telling import Entry, counted, entries, groups, is_named, is_told
from hexapla.diff.words import Class
from hexapla.finding import Location

Level = Literal["error", "warning", "notice"]

MOST: Final = 10
"""Notes of each level that GitHub shows of a step."""

_LEVELS: Final[dict[Class, Level]] = {
    "breaking": "error",
    "possible": "warning",
    "non-breaking": "notice",
    "docs-only": "notice",
    "none": "notice",
}
_ORDER: Final[tuple[Level, ...]] = ("error", "warning", "notice")


def github(report: ChangeReport) -> str:
    """Return a review as commands, a line each; nothing where there is nothing to tell."""
    ranked = [one for _, group in groups(entries(report)) for one in group]
    ranked.sort(key=lambda one: (_ORDER.index(_level(one)), bool(one.accepted)))
    if not ranked:
        return ""
    shown: list[Entry] = []
    for level in _ORDER:
        # One notice is kept for the last line.
        most = MOST - 1 if level == "notice" else MOST
        shown += [one for one in ranked if _level(one) == level][:most]
    lines = [_command(one, report.where) for one in shown]
    if len(shown) < len(ranked):
        lines.append(_rest(ranked, len(ranked) - len(shown)))
    return "".join(f"{line}\n" for line in lines)


def _level(one: Entry) -> Level:
    return "notice" if one.accepted else _LEVELS[one.worst]


def _command(one: Entry, otherwise: Location | None) -> str:
    """Return the command for a finding; what is gone is told at the description that is there now."""
    where = one.new if one.new is not None else otherwise
    properties = [("title", f"{one.worst}{' (accepted)' if one.accepted else ''}: {one.rule}")]
    if where is not None:
        place = [("line", str(where.line)), ("col", str(where.column))] if where.line else []
        properties = [("file", clean(where.file)), *place, *properties]
    return _line(_level(one), properties, _message(one))


def _message(one: Entry) -> str:
    was = f"was at {clean(str(one.old))}" if one.new is None and one.old is not None else ""
    value = f"{one.before or 'nothing'} -> {one.after or 'nothing'}" if not is_told(one) else ""
    parts = [
        one.title if is_named(one) else f"{one.subject}: {one.title}",
        was,
        value,
        "; ".join(one.why),
        *one.reach,
        *one.symbols[:MOST],
        one.witness,
    ]
    accepted = one.accepted or f"to accept it, list {one.id} in hexapla.accept.yaml"
    return "\n".join([*(part for part in parts if part), accepted])


def _rest(ranked: Sequence[Entry], more: int) -> str:
    return _line("notice", [("title", "and more")], f"{counted(ranked)}; {more} of them are not shown here")


def _line(level: Level, properties: Sequence[tuple[str, str]], message: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties)
    return f"::{level} {said}::{_data(message)}"


def _data(text: str) -> str:
    """Return a message as the runner reads it: it must not end its line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return the value of a property as the runner reads it: it must not end there either."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
