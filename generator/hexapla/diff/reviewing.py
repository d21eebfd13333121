"""The review of a change: two descriptions in, every edit with what it means to callers out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from hexapla.diff.atoms import side_of
from hexapla.diff.cases import Policy, worst
from hexapla.diff.compare import Comparison
from hexapla.diff.judge import Judged, judge
from hexapla.diff.ledger import Ledger, Placed
from hexapla.diff.operations import compare_apis
from hexapla.diff.ranges import spelled
from hexapla.diff.scope import Settings
from hexapla.diff.words import CLASSES, Class, Pair, Polarity
from hexapla.frozen import frozen, replace
from hexapla.model import Api

_SAID: Final = ("docs.text", "docs.extension")


@frozen
class Review:
    """Every edit with what it means, the worst first.

    Attributes:
        verdict: the worst of all.
        pairs: the named schemas of which the new one stands in place of an old one that is gone.
    """

    judged: tuple[Judged, ...]
    verdict: Class
    pairs: tuple[Pair, ...] = ()


def review(old: Api, new: Api, settings: Settings | None = None, policy: Policy | None = None) -> Review:
    """Return what a change of a description means to callers."""
    comparison = Comparison(side_of(old), side_of(new), settings or Settings())
    ledger = compare_apis(old, new, comparison)
    placed = [_ours(one) for one in (*_folded(ledger.placed), *_components(ledger, comparison, old, new))]
    judged = [_shown(one, comparison) for one in _of_one_cause([judge(one, policy or Policy()) for one in placed])]
    judged.sort(key=lambda one: (-CLASSES.index(one.worst), one.fact.node, one.fact.rule, one.fact.key))
    return Review(tuple(judged), worst(tuple(one.worst for one in judged)), _in_place(ledger, old, new))


def _in_place(ledger: Ledger, old: Api, new: Api) -> tuple[Pair, ...]:
    """Return the pairs of named schemas of which one is gone and the other one new."""
    names = [{schema.name for schema in of.schemas} for of in (old, new)]
    return tuple(pair for pair in ledger.uses() if pair.old not in names[1] and pair.new not in names[0])


def _components(ledger: Ledger, comparison: Comparison, old: Api, new: Api) -> Iterable[Placed]:
    """Yield the facts of named schemas, each edit once, with the uses of every schema that has it."""
    uses = ledger.uses()
    seen = [{pair.old for pair in uses}, {pair.new for pair in uses}]
    names = [{schema.name for schema in of.schemas} for of in (old, new)]
    unreached = [name for name in sorted(names[0] & names[1]) if name not in seen[0] and name not in seen[1]]
    pairs = [*uses, *(Pair(name, name) for name in unreached)]
    for told in comparison.told(pairs):
        found = dict.fromkeys(use for pair in told.pairs for use in uses.get(pair, ()))
        yield Placed(fact=told.fact, uses=tuple(found))


def _folded(placed: Sequence[Placed]) -> list[Placed]:
    """Return facts, those as one that are one edit of what several operations share.

    What is shared has one place in its description. Where a text changed in the same way below several operations,
    that is one edit too.
    """
    groups: dict[object, list[Placed]] = {}
    for one in placed:
        fact = one.fact
        tail = fact.node.removeprefix("#/").split("/")[2:]
        # What is there on one side only has its place there; on the other, it is told where it would stand.
        where = (fact.old if fact.before is not None else None, fact.new if fact.after is not None else None)
        place = () if fact.rule in _SAID else where
        is_shared = tail and fact.node.startswith("#/operations/")
        words = spelled([fact.before, fact.after])
        key = (fact.rule, fact.effect, tuple(tail), words, place) if is_shared else id(one)
        groups.setdefault(key, []).append(one)
    found = []
    for group in groups.values():
        home = min(group, key=lambda one: one.fact.node)
        uses = dict.fromkeys(use for one in group for use in one.uses)
        found.append(replace(home, uses=tuple(uses), holds=all(one.holds for one in group)))
    return found


def _ours(placed: Placed) -> Placed:
    """Return a fact under the rule that acts on it: a name for callers is more than an extension."""
    fact = placed.fact
    if fact.rule == "docs.extension" and fact.node.endswith("/x-name"):
        return replace(placed, fact=replace(fact, rule="sdk.name-changed"))
    return placed


def _of_one_cause(judged: Sequence[Judged]) -> list[Judged]:
    """Return findings without what a branch more or less does to the others of `oneOf`, where that is no worse.

    A value that was of two branches is of one then, or the other way round: that is told where it is the worse of both.
    """
    branches: dict[str, list[Judged]] = {}
    for one in judged:
        if one.fact.rule == "schema.union" and None in (one.fact.before, one.fact.after):
            branches.setdefault(one.fact.node, []).append(one)
    return [one for one in judged if not any(_covers(of, one) for of in branches.get(_around(one), ()))]


def _around(of: Judged) -> str:
    """Return the node of the union whose branches overlap, as a finding says; empty for any other finding."""
    is_overlap = of.fact.rule == "schema.union" and of.fact.before == of.fact.after == "overlap"
    return of.fact.node.removesuffix("/oneOf") if is_overlap else ""


def _covers(one: Judged, other: Judged) -> bool:
    """Say whether a finding is as bad as another one."""
    classes = (one.wire, other.wire), (one.sdk, other.sdk)
    return all(CLASSES.index(mine) >= CLASSES.index(theirs) for mine, theirs in classes)


def _shown(judged: Judged, comparison: Comparison) -> Judged:
    """Return a judged fact with a value that shows it, if it is one of schemas and of account."""
    if not judged.fact.rule.startswith("schema.") or CLASSES.index(judged.worst) < CLASSES.index("possible"):
        return judged
    polarity: Polarity = "request"
    if judged.seen and all(one.polarity == "response" for one in judged.seen):
        polarity = "response"
    witness = comparison.witness(judged.fact, polarity)
    return replace(judged, witness=witness, fact=replace(judged.fact, witness=witness))
