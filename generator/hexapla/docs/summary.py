"""The summary of `docs check`.

In: an `Api`, a `Lock`, how often the reading rules applied. Out: counts, as data and as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from hexapla.docs.lock import Lock, LockedRow
from hexapla.docs.marks import KINDS, marks, said
from hexapla.docs.rules import LOST, READING_RULES
from hexapla.docs.samples_check import SampleCounts
from hexapla.model import Api


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what pages state and how the spec stands to it; each of the three pairs a name with a number.

    Attributes:
        facts: operations, parameter rows, body rows, response rows, statuses, listed messages.
        rules: by reading rule, the rows or tables it was applied to.
        departures: by kind, the marks that tell of it; of `lacks` and `omitted` the names in them.
        unknown: marks of what neither page nor evidence settles.
        samples: code samples, and by language those that contradict their page.
    """

    facts: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    departures: tuple[tuple[str, int], ...]
    unknown: int
    samples: SampleCounts = field(default_factory=SampleCounts)

    def text(self) -> str:
        """Return the counts for a terminal, one group a line."""
        return (
            f"facts       {_listed(self.facts)}\n"
            f"rules       {_listed(self.rules)}\n"
            f"departures  {_listed(self.departures)}\n"
            f"unknown     {self.unknown}\n{self.samples.text()}"
        )


def summarise(api: Api, lock: Lock, applied: Mapping[str, int], samples: SampleCounts) -> Summary:
    """Count facts, rules, departures and unknowns; those of samples are given."""
    departures: Counter[str] = Counter()
    found = [mark for _, mark in marks(api)]
    for mark in found:
        many = {"lacks": len(mark.lacks), "omitted": len(mark.omitted)}
        for kind in said(mark):
            departures[kind] += many.get(kind, 1)
    lost = sum(row.lost_name for row in _rows(lock))
    return Summary(
        facts=_facts(lock),
        rules=tuple((rule.name, lost if rule is LOST else applied.get(rule.name, 0)) for rule in READING_RULES),
        departures=tuple((kind, departures[kind]) for kind in KINDS),
        unknown=sum(mark.unknown for mark in found),
        samples=samples,
    )


def _facts(lock: Lock) -> tuple[tuple[str, int], ...]:
    operations = lock.operations
    responses = [response for operation in operations for response in operation.responses]
    return (
        ("operations", len(operations)),
        ("parameter rows", sum(len(o.path_params) + len(o.query_params) for o in operations)),
        ("body rows", sum(len(o.body) for o in operations)),
        ("response rows", sum(len(r.fields) for r in responses)),
        ("statuses", len(responses)),
        ("listed messages", sum(len(r.messages) for r in responses)),
    )


def _rows(lock: Lock) -> list[LockedRow]:
    return [
        row
        for operation in lock.operations
        for rows in (
            operation.path_params,
            operation.query_params,
            operation.body,
            *(response.fields for response in operation.responses),
        )
        for row in rows
    ]


def _listed(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts)
