"""What a comparison of descriptions finds above schemas, and who uses what is inside them.

In: facts with their uses. Out: placed facts, and of each pair of named schemas the uses that lead to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hexapla.diff.compare import Comparison
from hexapla.diff.words import Edge, Effect, Fact, Pair, Place, Polarity, below, key_of
from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.model import JSON, Type


@frozen(kw_only=True)
class Use:
    """A place of an operation where values are sent or received.

    Attributes:
        operation: how people call it: `GET /pets/{id}`.
        polarity: `request` for what callers send. In a webhook or a callback they send the answer.
        status: of the response, where it is one.
        error: whether that response is none of a call that went well.
        flipped: whether the server makes the call.
        level: the stability that the operation is promised to have (`x-stability-level`), in lower case.
    """

    operation: str
    polarity: Polarity
    status: str = ""
    error: bool = False
    flipped: bool = False
    level: str = ""


@frozen(kw_only=True)
class Placed:
    """A fact with its uses.

    Attributes:
        holds: whether code that is written against a client calls it what it called it before.
        deprecated: whether what was removed had been deprecated.
        sunset: the day from which it may be missing, where one was given.
    """

    fact: Fact
    uses: tuple[Use, ...]
    holds: bool = False
    deprecated: bool = False
    sunset: str = ""


@frozen(kw_only=True)
class Spot:
    """Where facts are told: a path, the nearest places of both descriptions, the use."""

    node: str
    use: Use
    old: Location | None = None
    new: Location | None = None

    def down(self, *words: str, old: Location | None = None, new: Location | None = None) -> Spot:
        """Return a spot further down; what has no place of its own is told at the place above."""
        node = below(self.node, *words)
        if old is None and new is None:
            return replace(self, node=node)
        return replace(self, node=node, old=old or self.old, new=new or self.new)

    def of(self, polarity: Polarity, status: str = "", *, error: bool = False) -> Spot:
        """Return a spot of what is sent or received, as an ordinary operation has it; webhooks have it flipped."""
        if self.use.flipped:
            polarity = "response" if polarity == "request" else "request"
        return replace(self, use=replace(self.use, polarity=polarity, status=status, error=error))


class Ledger:
    """Collects placed facts."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._uses: dict[Pair, dict[Use, None]] = {}
        self._closures: dict[tuple[tuple[Edge, ...], Polarity], tuple[Pair, ...]] = {}
        self.placed: list[Placed] = []

    def add(
        self,
        spot: Spot,
        rule: str,
        effect: Effect,
        before: JSON,
        after: JSON,
        *,
        required: bool = False,
        holds: bool = False,
        deprecated: bool = False,
        sunset: str = "",
    ) -> None:
        """Add a fact."""
        fact = Fact(
            rule=rule,
            effect=effect,
            node=spot.node,
            before=before,
            after=after,
            old=spot.old,
            new=spot.new,
            key=key_of(rule, spot.node, before, after),
            required=required,
        )
        self.placed.append(Placed(fact=fact, uses=(spot.use,), holds=holds, deprecated=deprecated, sunset=sunset))

    def types(self, spot: Spot, old: Type, new: Type) -> None:
        """Add what changed between two types, and note who uses the named schemas inside."""
        verdict = self._comparison.types(old, new, Place(node=spot.node, old=spot.old, new=spot.new))
        self.placed.extend(Placed(fact=fact, uses=(spot.use,)) for fact in verdict.facts)
        for pair in self._closure(verdict.reached, spot.use.polarity):
            self._uses.setdefault(pair, {})[spot.use] = None

    def _closure(self, edges: tuple[Edge, ...], polarity: Polarity) -> tuple[Pair, ...]:
        key = edges, polarity
        if key not in self._closures:
            self._closures[key] = tuple(self._comparison.reach(edges, polarity))
        return self._closures[key]

    def spread(self, first: int, uses: Sequence[Use]) -> None:
        """Give the facts that were added since to other uses; to none of them what nobody uses."""
        self.placed[first:] = [replace(one, uses=tuple(dict.fromkeys(uses))) for one in self.placed[first:]]

    def uses(self) -> Mapping[Pair, tuple[Use, ...]]:
        """Return the uses of each pair of named schemas that was reached."""
        return {pair: tuple(uses) for pair, uses in self._uses.items()}
