"""What a fact means to callers: by its effect and who sends, then conventions, then guards.

In: placed facts and a policy. Out: judged facts, the worst over all uses.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

from hexapla.diff.cases import Case, Outcome, Policy, case_of, derived, worst
from hexapla.diff.conventions import conventional
from hexapla.diff.guards import guarded
from hexapla.diff.ledger import Placed, Use
from hexapla.diff.words import Class, Fact, Polarity, Witness
from hexapla.frozen import frozen

_POLARITIES: Final[tuple[Polarity, ...]] = ("request", "response")


@frozen(kw_only=True)
class Seen:
    """What a fact means to those who send, or to those who receive."""

    polarity: Polarity
    wire: Class
    sdk: Class


@frozen(kw_only=True)
class Judged:
    """A fact and what it means.

    Attributes:
        wire: to any caller, worst over the reach.
        sdk: to code that is written against the client, likewise.
        reach: the places of operations that are concerned.
        seen: both classes for each polarity of the reach: two where it is mixed.
        guards, conventions: those that had a say, by name.
        witness: a value that shows the effect; None where none was found or wanted.
        fingerprint: what tells this finding from others in the next review; made of no prose of ours.
    """

    fact: Fact
    wire: Class
    sdk: Class
    reach: tuple[Use, ...]
    seen: tuple[Seen, ...]
    guards: tuple[str, ...]
    conventions: tuple[str, ...]
    witness: Witness | None
    fingerprint: str

    @property
    def worst(self) -> Class:
        """Return the worse of the two classes."""
        return worst((self.wire, self.sdk))


def fingerprint(fact: Fact) -> str:
    """Return what tells an edit from others, in twelve hexadecimal digits."""
    text = json.dumps([fact.rule, fact.node, fact.before, fact.after], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def judge(placed: Placed, policy: Policy) -> Judged:
    """Return what a fact means, over all its uses."""
    reach = placed.uses or _unreached(placed.fact)
    by_use: dict[Use, tuple[Outcome, tuple[str, ...], tuple[str, ...]]] = {}
    for use in map(_nameless, reach):
        # What an operation is called is of no account here: equal cases are judged once.
        if use not in by_use:
            by_use[use] = at_use(case_of(placed, use, policy))
    found = list(by_use.values())
    seen = tuple(
        Seen(
            polarity=polarity,
            wire=worst(tuple(one.wire for use, (one, _, _) in by_use.items() if use.polarity == polarity)),
            sdk=worst(tuple(one.sdk for use, (one, _, _) in by_use.items() if use.polarity == polarity)),
        )
        for polarity in _POLARITIES
        if any(use.polarity == polarity for use in placed.uses)
    )
    return Judged(
        fact=placed.fact,
        wire=worst(tuple(one.wire for one, _, _ in found)),
        sdk=worst(tuple(one.sdk for one, _, _ in found)),
        reach=tuple(use for use in placed.uses if use.operation),
        seen=seen,
        guards=tuple(sorted({name for _, names, _ in found for name in names})),
        conventions=tuple(sorted({name for _, _, names in found for name in names})),
        witness=None,
        fingerprint=fingerprint(placed.fact),
    )


def _unreached(fact: Fact) -> tuple[Use, ...]:
    """Return the uses that something might have: of what is no schema, callers send whatever there is."""
    polarities = _POLARITIES if fact.rule.startswith("schema.") else _POLARITIES[:1]
    return tuple(Use(operation="", polarity=polarity) for polarity in polarities)


def _nameless(use: Use) -> Use:
    return Use(operation="", polarity=use.polarity, error=use.error, flipped=use.flipped, level=use.level)


def at_use(case: Case) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
    """Return what a fact means at one use, with guards and conventions."""
    wire = derived(case.rule, case.fact.effect, case.polarity)
    said, conventions = conventional(case, wire)
    outcome = said or Outcome(wire, wire)
    outcome = Outcome(outcome.wire, _sdk(case, outcome.sdk))
    outcome, guards = guarded(case, outcome)
    return outcome, guards, conventions


def _sdk(case: Case, otherwise: Class) -> Class:
    """Return what a fact means to code, where its rule or the policy says that."""
    policy, id_ = case.policy, case.rule.id
    if id_ == "operation.tag-changed" and not policy.grouped:
        return "docs-only"
    if id_ == "param.order-changed" and policy.positional:
        return "breaking"
    if case.placed.holds and case.rule.holds is not None:
        return case.rule.holds
    return case.rule.sdk or otherwise
