"""Code samples that contradict their own page.

In: a lock, and the spec for which operations need no credentials. Out: notes at the lock's lines, one for each
operation and kind of contradiction; counts by language. They are faults of the page: the spec has its own examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hexapla.docs.formats.table import cut
from hexapla.docs.lock import Lock, LockedOperation
from hexapla.docs.matching import by_shape, nearest
from hexapla.docs.rules import SAMPLE_RULES
from hexapla.docs.samples_facts import NONE
from hexapla.docs.samples_lock import LockedSample, fields_of
from hexapla.finding import Finding, note
from hexapla.model import Api

KINDS: Final = tuple(rule.name.removeprefix("sample-") for rule in SAMPLE_RULES)

_SHOWN: Final = 5
"""Names that a note lists."""


@dataclass(frozen=True, slots=True)
class SampleCounts:
    """How many samples there are, how many agree with their page, and by language how many do not, and in what.

    A sample may contradict its page in more than one kind: the first number of a language counts samples.
    """

    samples: int = 0
    agree: int = 0
    contradict: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...] = ()

    def text(self) -> str:
        """Return the counts for a terminal, nothing where there are no samples."""
        if not self.samples:
            return ""
        alike: dict[str, list[str]] = {}
        for language, count, kinds in self.contradict:
            counts = f"({', '.join(f'{kind} {number}' for kind, number in kinds)})"
            alike.setdefault(f"{count} {counts}", []).append(language)
        listed = (f"{', '.join(names)} {'each ' * (len(names) > 1)}{counts}" for counts, names in alike.items())
        return f"samples     {self.agree} of {self.samples} agree with their page\n" + (
            f"contradict  {'; '.join(listed)}\n" if self.contradict else ""
        )


def judge_samples(api: Api, lock: Lock) -> tuple[list[Finding], SampleCounts]:
    """Return the contradictions of all samples with their pages, and counts of them."""
    shapes = by_shape(api.operations)
    guarded = any(sample.auth != NONE for operation in lock.operations for sample in operation.samples)
    findings: list[Finding] = []
    languages: dict[str, int] = {}
    faulty: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for operation in lock.operations:
        spec = nearest(shapes, operation)
        needs = guarded and not (spec is not None and (not spec.security or () in spec.security))
        told = [(sample, list(_contradictions(operation, sample, needs))) for sample in operation.samples]
        for sample, found in told:
            for language in sample.languages:
                languages[language] = languages.get(language, 0) + 1
                faulty[language] += bool(found)
                kinds.update((language, kind) for kind in {kind for kind, _ in found})
        findings += _notes(operation, told)
    contradict = tuple(
        (language, faulty[language], tuple((kind, n) for kind in KINDS if (n := kinds[language, kind])))
        for language in languages
        if faulty[language]
    )
    many = sum(languages.values())
    return findings, SampleCounts(many, many - sum(faulty.values()), contradict)


def _notes(
    operation: LockedOperation, told: Sequence[tuple[LockedSample, Sequence[tuple[str, str]]]]
) -> Iterator[Finding]:
    """Yield one note for each kind, which names the languages of everything that is said of that kind."""
    everywhere = [language for sample, _ in told for language in sample.languages]
    for kind in KINDS:
        by_detail: dict[str, list[str]] = {}
        places = []
        for sample, found in told:
            for detail in (detail for of, detail in found if of == kind):
                by_detail.setdefault(detail, []).extend(sample.languages)
                places.append(sample.where)
        if by_detail:
            said = "; ".join(f"{detail} ({_named(names, everywhere)})" for detail, names in by_detail.items())
            yield note(f"sample-{kind}", f"{operation.method} {operation.path}: {said}", places[0])


def _named(languages: Sequence[str], everywhere: Sequence[str]) -> str:
    whole = len(languages) == len(everywhere) > 2
    return f"all {len(everywhere)} samples" if whole else ", ".join(languages)


def _contradictions(operation: LockedOperation, sample: LockedSample, needs: bool) -> Iterator[tuple[str, str]]:
    """Yield what a sample says otherwise than its page: the kind, and in words."""
    if sample.method:
        yield "method", f"sends {sample.method}, not {operation.method}"
    if sample.path:
        yield "url", f"goes to `{cut(sample.path, 120)}`"
    if sample.query:
        yield "url", f"has {_names(sample.query)} in its query, and no table has"
    if sample.auth == NONE and needs:
        yield "credentials", "has no credentials"
    if sample.sends is not None:
        yield "body", "sends a body, and the page has none" if sample.sends else "sends no body, and the page has one"
        return
    stated = _stated(operation)
    more = [field.name for field in sample.body if field.name not in stated]
    if more:
        yield "keys", f"has {_names(more)}, and no table has"
    if sample.lacks:
        yield "keys", f"lacks {_names(sample.lacks)}"
    other = [
        f"{f'`{cut(field.name)}`' if field.name else 'the body'} is `{field.type}`, not `{stated[field.name]}`"
        for field in sample.body
        if field.name in stated
    ]
    if other:
        yield "types", _listed(other)


def _stated(operation: LockedOperation) -> Mapping[str, str]:
    """Return the types of the page's tables by field, whether or not its body is a bare array."""
    (whole, bare), (_, fields) = (fields_of(operation.body, bare=bare) for bare in (True, False))
    return {"": whole} | dict(bare) | dict(fields)


def _names(names: Sequence[str]) -> str:
    return _listed([f"`{cut(name)}`" for name in names])


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - _SHOWN
    return ", ".join(parts[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
