"""One fact at one use: what guards and conventions are asked about.

In: a placed fact, a use, a policy. Out: the case, and the two classes that are made of it.
"""

from __future__ import annotations

from typing import Final, assert_never

from hexapla.diff.ledger import Placed, Use
from hexapla.diff.rules import RULES, Rule
from hexapla.diff.words import CLASSES, Class, Effect, Fact, Polarity
from hexapla.frozen import frozen, replace


@frozen(kw_only=True)
class Policy:
    """What a judgement depends on besides the two descriptions.

    Attributes:
        open_enums: whether the clients take values that an enumeration does not list: all that are generated do.
        baked_defaults: whether the defaults of arguments are written into the signatures.
        grouped: whether methods are grouped by tag.
        positional: whether arguments are passed by their order.
        stability: the lowest level (draft, alpha, beta, stable) that is a promise.
        today: the day of the judgement, as `2026-01-31`; empty where that is not known.
    """

    open_enums: bool = True
    baked_defaults: bool = False
    grouped: bool = True
    positional: bool = False
    stability: str = "beta"
    today: str = ""


@frozen
class Outcome:
    """What an edit means on the wire, and to code that is written against a client."""

    wire: Class
    sdk: Class


@frozen(kw_only=True)
class Case:
    """A fact at a use; `polarity` is that of the use, but where callers choose (G4) it is theirs."""

    rule: Rule
    fact: Fact
    placed: Placed
    use: Use
    polarity: Polarity
    policy: Policy


def strict(effect: Effect, polarity: Polarity) -> Class:
    """Return what the principle says of an edit of a set: who sends must not lose, who receives must not gain."""
    match effect:
        case "equal":
            return "none"
        case "narrows":
            return "breaking" if polarity == "request" else "non-breaking"
        case "widens":
            return "non-breaking" if polarity == "request" else "breaking"
        case "both":
            return "breaking"
        case "unknown":
            return "possible"
        case never:
            assert_never(never)


def derived(rule: Rule, effect: Effect, polarity: Polarity) -> Class:
    """Return what the principle says of a fact: what changes no set is nothing, or words for people."""
    return "docs-only" if rule.docs and effect == "equal" else strict(effect, polarity)


def case_of(placed: Placed, use: Use, policy: Policy) -> Case:
    """Return a fact at a use."""
    fact = _in_or_out(placed.fact, use.polarity)
    rule = RULES[fact.rule]
    polarity: Polarity = "request" if rule.chosen else use.polarity
    return Case(rule=rule, fact=fact, placed=placed, use=use, polarity=polarity, policy=policy)


_SIDES: Final[dict[str, frozenset[str]]] = {
    "readOnly": frozenset({"response"}),
    "writeOnly": frozenset({"request"}),
}
_BOTH: Final = frozenset({"request", "response"})


def _in_or_out(fact: Fact, polarity: Polarity) -> Fact:
    """Return a fact as it is seen by who sends or receives: a property that is only read now is gone for who sends."""
    if fact.rule != "schema.read-write-only":
        return fact
    before, after = (polarity in _SIDES.get(str(said), _BOTH) for said in (fact.before, fact.after))
    if before and not after:
        return replace(fact, rule="schema.property-removed", effect="widens")
    if after and not before:
        return replace(fact, rule="schema.property-added", effect="narrows")
    return fact


def worst(classes: tuple[Class, ...]) -> Class:
    """Return the worst of some classes."""
    return max(classes, key=CLASSES.index, default="none")
