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
    """Every edit with what it means, the worst first; `verdict` is the worst of all."""

    judged: tuple[Judged, ...]
    verdict: Class


def review(old: Api, new: Api, settings: Settings | None = None, policy: Policy | None = None) -> Review:
    """Return what a change of a description means to callers."""
    comparison = Comparison(side_of(old), side_of(new), settings or Settings())
    ledger = compare_apis(old, new, comparison)
    placed = [_ours(one) for one in (*_folded(ledger.placed), *_components(ledger, comparison, old, new))]
    judged = [_shown(judge(one, policy or Policy()), comparison) for one in placed]
    judged.sort(key=lambda one: (-CLASSES.index(one.worst), one.fact.node, one.fact.rule, one.fact.key))
    return Review(tuple(judged), worst(tuple(one.worst for one in judged)))


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
        place = () if fact.rule in _SAID else (fact.old, fact.new)
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


def _shown(judged: Judged, comparison: Comparison) -> Judged:
    """Return a judged fact with a value that shows it, if it is one of schemas and of account."""
    if not judged.fact.rule.startswith("schema.") or CLASSES.index(judged.worst) < CLASSES.index("possible"):
        return judged
    polarity: Polarity = "request"
    if judged.seen and all(one.polarity == "response" for one in judged.seen):
        polarity = "response"
    witness = comparison.witness(judged.fact, polarity)
    return replace(judged, witness=witness, fact=replace(judged.fact, witness=witness))
