"""A lock held against a spec: is everything the documentation states in the spec, and every departure marked?

In: an `Api` and a `Lock`. Out: findings at the spec's lines, each naming the lock's line, and a summary.
"""

from __future__ import annotations

from dataclasses import dataclass

from hexapla.docs.held_operations import hold_operations
from hexapla.docs.ledger import Ledger
from hexapla.docs.lock import Lock
from hexapla.docs.marks import check_marks, marks, said
from hexapla.docs.samples_check import judge_samples
from hexapla.docs.summary import Summary, summarise
from hexapla.finding import Finding, error, ordered
from hexapla.model import Api


@dataclass(frozen=True, slots=True)
class Report:
    """What `docs check` says: findings, sorted by place, and counts.

    `samples` are notes on code samples that contradict their own page: faults of the page, whatever the spec says.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    samples: tuple[Finding, ...] = ()


def check(api: Api, lock: Lock) -> Report:
    """Hold a lock against a spec.

    Args:
        api: the spec, as loaded.
        lock: what the documentation states.

    Returns:
        Findings for: a fact the spec lacks; something in the spec that no page has and no mark excuses; a departure
        without a mark; a mark that says what no page says, or departs from nothing, or contradicts itself; a reason
        that is none, or that nothing needs. And the summary, and notes on code samples.
    """
    ledger = Ledger(api.by_name())
    hold_operations(ledger, api, lock)
    findings = [*ledger.findings(), *check_marks(api), *_idle(ledger, api)]
    samples, counts = judge_samples(api, lock)
    return Report(tuple(ordered(findings)), summarise(api, lock, ledger.rules, counts), tuple(samples))


def _idle(ledger: Ledger, api: Api) -> list[Finding]:
    """Return a finding for every mark that no page was held against: what it says is about nothing."""
    if ledger.undocumented_operations:
        return []  # a mark may wait for the page of an operation
    message = "no page is held against this mark: what it stands at is on none, or an outer mark covers it"
    return [
        error("docs-mark-idle", message, mark.where)
        for kind, mark in marks(api)
        if said(mark) and kind != "schema" and not ledger.is_held(mark)
    ]
