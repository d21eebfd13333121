"""Findings: everything the program reports to a person, each with a place.

In: a rule, a severity, a message, where it is, a hint. Out: text (`file:line:column: severity rule: message`, the
source line with a caret, the hint) or data for `--json`. Text from outside (spec, page, server) is escaped before it
reaches a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from hexapla.frozen import frozen

WIDTH = 120
"""Characters of a source line that are shown around the caret."""

LONGEST = 600
"""Characters of a message that are printed."""


class Severity(StrEnum):
    """How much a finding matters: an error ends the command with status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(NamedTuple):
    """A place in a text file: its path as shown to people, and line and column counted from 1.

    Line 0 is the file as a whole: nothing of what stands in it is to blame.
    """

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        """Return `file:line:column`, the form editors and terminals make clickable; of a whole file only its path."""
        if self.line == 0:
            return printable(self.file)
        return f"{printable(self.file)}:{self.line}:{self.column}"


@frozen
class Finding:
    """One thing to tell a person. `where` is None only where no file is concerned (a command line, say)."""

    rule: str
    severity: Severity
    message: str
    where: Location | None = None
    hint: str | None = None


class FindingError(Exception):
    """Raised where work cannot go on; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def error(rule: str, message: str, where: Location | None = None, hint: str | None = None) -> Finding:
    """Return a finding that fails the command."""
    return Finding(rule, Severity.ERROR, message, where, hint)


def warning(rule: str, message: str, where: Location | None = None, hint: str | None = None) -> Finding:
    """Return a finding that a person should look at, and that fails nothing."""
    return Finding(rule, Severity.WARNING, message, where, hint)


def note(rule: str, message: str, where: Location | None = None, hint: str | None = None) -> Finding:
    """Return a finding that only informs."""
    return Finding(rule, Severity.NOTE, message, where, hint)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by place, then rule and message; findings without a place come first.

    What is said twice of a place is told once, as gravely as it was said: a warning of `generate` may be an error of
    `check`.
    """
    gravest: dict[tuple[str, str, Location | None], Finding] = {}
    for finding in findings:
        key = finding.rule, finding.message, finding.where
        said = gravest.setdefault(key, finding)
        if _rank(finding) > _rank(said):
            gravest[key] = finding
    nowhere = Location("", 0, 0)
    return sorted(gravest.values(), key=lambda f: (f.where is not None, f.where or nowhere, f.rule, f.message))


def _rank(finding: Finding) -> tuple[int, str]:
    """Return what makes a finding the one to be told: its severity, then having a hint."""
    return -list(Severity).index(finding.severity), finding.hint or ""


def printable(text: str) -> str:
    """Escape what could act on a terminal or hide in it: control, format and surrogate characters, line separators."""
    if text.isprintable():
        return text
    return "".join(c if c == "\t" or not _acts(c) else _escape(c) for c in text)


Lines = Callable[[str], Sequence[str]]
"""Returns the lines of a file named by a `Location`; none where it cannot be read any more."""


def as_text(findings: Iterable[Finding], lines: Lines) -> str:
    """Render findings for a terminal, sorted, each with its source line, a caret and its hint."""
    kept: dict[str, Sequence[str]] = {}

    def once(file: str) -> Sequence[str]:
        if file not in kept:
            kept[file] = lines(file)
        return kept[file]

    return "".join(_one(finding, once) for finding in ordered(findings))


def as_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Render findings as JSON-ready data, sorted as `as_text` sorts them."""
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "message": finding.message,
            "file": finding.where.file if finding.where else None,
            "line": (finding.where.line or None) if finding.where else None,
            "column": finding.where.column if finding.where and finding.where.line else None,
            "hint": finding.hint,
        }
        for finding in ordered(findings)
    ]


def _acts(c: str) -> bool:
    category = unicodedata.category(c)
    return category.startswith("C") or category in ("Zl", "Zp")


def _escape(c: str) -> str:
    return c.encode("unicode_escape", "surrogatepass").decode()


def _one(finding: Finding, lines: Lines) -> str:
    head = f"{finding.severity} {finding.rule}: {_one_line(finding.message)}"
    text = f"{finding.where}: {head}\n" if finding.where else f"{head}\n"
    if finding.where:
        text += _excerpt(finding.where, lines(finding.where.file))
    if finding.hint:
        text += f"  hint: {_one_line(finding.hint)}\n"
    return text


def _one_line(text: str) -> str:
    """Return a message as it is printed; a text of a spec in it may be of any length."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} ... {text[-LONGEST // 2 :]}"
    return printable(" ".join(text.split("\n")))


def _excerpt(where: Location, lines: Sequence[str]) -> str:
    """Return the line and a caret under the column; long lines are cut to a window around it."""
    if not 1 <= where.line <= len(lines):
        return ""
    line = lines[where.line - 1].rstrip("\r\n")
    column = min(where.column - 1, len(line))
    start = max(0, column - WIDTH + 20) if len(line) > WIDTH else 0
    before, after = line[start:column], line[column : start + WIDTH]
    # Tabs stay tabs in the margin under the line, so that the caret stands where the eye looks for it.
    margin = "".join("\t" if c == "\t" else " " * _columns(printable(c)) for c in before)
    cut, more = "..." if start else "", "..." if start + WIDTH < len(line) else ""
    return f"  | {cut}{printable(before + after)}{more}\n  | {' ' * len(cut)}{margin}^\n"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
