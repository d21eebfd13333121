"""Documentation pages to facts, facts to a lock, a lock against the spec.

In: the bytes of pages (`read`), the root node of a lock (`parse_lock`), an `Api` (`check`). Out: facts as data
(`as_data`) or YAML (`facts_yaml`), the text of a lock (`lock_text`), findings and a summary. Reads and writes no file.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.docs.check import Report, check
from hexapla.docs.emit import Data
from hexapla.docs.emit import emit as facts_yaml
from hexapla.docs.facts import OperationFacts, as_data
from hexapla.docs.lock import Lock, lock, lock_text
from hexapla.docs.page import read_page
from hexapla.docs.rules import CHECK_RULES, PAGE_RULES, READING_RULES, SAMPLE_RULES, Rule
from hexapla.docs.samples import unread
from hexapla.docs.summary import Summary
from hexapla.docs.unlock import parse_lock
from hexapla.finding import Finding, error


def read(pages: Sequence[tuple[str, bytes]]) -> tuple[list[OperationFacts], list[Finding]]:
    """Read documentation pages.

    Args:
        pages: of each page the path as shown to people, and its bytes.

    Returns:
        The operations of all pages, in the order given, faults included; and the findings at the pages' lines. An
        operation that stands twice is kept twice, and is an error.
    """
    facts: list[OperationFacts] = []
    findings: list[Finding] = []
    for file, data in pages:
        read, found = read_page(file, data)
        facts += read
        findings += found
    return facts, [*findings, *_repeated(facts), *unread(facts)]


def _repeated(facts: Sequence[OperationFacts]) -> list[Finding]:
    first: dict[tuple[str, str], OperationFacts] = {}
    findings = []
    for operation in facts:
        kept = first.setdefault((operation.method, operation.path), operation)
        if operation.path and kept is not operation:
            message = f"{operation.method} {operation.path} stands twice, first at {kept.where.file}:{kept.where.line}"
            findings.append(error("repeated-operation", message, operation.where))
    return findings


__all__ = [
    "CHECK_RULES",
    "PAGE_RULES",
    "READING_RULES",
    "SAMPLE_RULES",
    "Data",
    "Lock",
    "OperationFacts",
    "Report",
    "Rule",
    "Summary",
    "as_data",
    "check",
    "facts_yaml",
    "lock",
    "lock_text",
    "parse_lock",
    "read",
]
