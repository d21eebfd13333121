"""Findings on standard error, as text or JSON, and the exit status they mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Final

from hexapla.finding import Finding, Lines, Severity, as_data, as_text, has_errors, ordered

UNREADABLE: Final = frozenset(
    {
        "ambiguous-input",
        "bad-manifest",
        "config-syntax",
        "empty-file",
        "git-failed",
        "json-syntax",
        "no-configuration",
        "no-input",
        "not-openapi",
        "not-utf-8",
        "second-document",
        "too-deep",
        "too-large",
        "unreadable-file",
        "yaml-character",
        "yaml-syntax",
    }
)
"""Rules of findings that mean: the input could not be read at all."""


class Report:
    """Gathers the findings of one command."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._lines: Lines = _lines
        self._least = 0
        self.findings: list[Finding] = []

    def add(self, findings: Iterable[Finding]) -> None:
        """Take findings in."""
        self.findings.extend(findings)

    def read_by(self, lines: Lines) -> None:
        """Take the lines that findings show from elsewhere than files, revisions say."""
        self._lines = lines

    def fail(self, status: int) -> None:
        """Let the command end with this status at least, whatever is found; what was said before is taken back."""
        self._least = status

    @property
    def failed(self) -> bool:
        """Say whether any finding so far is an error."""
        return has_errors(self.findings)

    def finish(self) -> int:
        """Print what was found, and return the exit status."""
        sys.stdout.flush()
        if self._as_json:
            import json

            json.dump(as_data(self.findings), sys.stderr, ensure_ascii=True, indent=2)
            sys.stderr.write("\n")
        elif self.findings:
            text = as_text(self.findings, self._lines) + self._counts()
            sys.stderr.write(text.encode(sys.stderr.encoding or "utf-8", "backslashreplace").decode(errors="replace"))
        errors = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        if any(finding.rule in UNREADABLE for finding in errors):
            return 3
        return max(1 if errors else 0, self._least)

    def _counts(self) -> str:
        counts = [(s, sum(finding.severity is s for finding in ordered(self.findings))) for s in Severity]
        return ", ".join(f"{n} {s}{'' if n == 1 else 's'}" for s, n in counts if n) + "\n"


def count(number: int, what: str) -> str:
    """Return a number of things in words: `1 file`, `2 files`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _lines(file: str) -> Sequence[str]:
    try:
        with open(file, encoding="utf-8-sig", errors="replace", newline=None) as opened:
            return opened.read().split("\n")
    except (OSError, ValueError):
        return ()
