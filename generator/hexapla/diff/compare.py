"""Two descriptions side by side: types and named schemas, each pair compared once.

In: the sides, and pairs of types with their places. Out: verdicts. What two references lead to is a pair of named
schemas, which waits in a list until it is its turn: no recursion follows references, a pair that leads back to itself
costs nothing, and an edit is told once, at the named schema where it is. The effect on a type is then what can be
reached from it, all joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hexapla.diff.atoms import Side
from hexapla.diff.effects import Effects
from hexapla.diff.schemas import schemas
from hexapla.diff.scope import Known, Scope, Settings
from hexapla.diff.shapes import types
from hexapla.diff.twins import told
from hexapla.diff.witness import witness
from hexapla.diff.words import Edge, Fact, Pair, Place, Polarity, Told, Verdict, Witness
from hexapla.model import Type


class Comparison:
    """The comparison of two descriptions; it remembers every pair of named schemas that it came upon.

    Args:
        old, new: the sides.
        settings: what the types of the clients depend on.
    """

    def __init__(self, old: Side, new: Side, settings: Settings | None = None) -> None:
        self._known = Known(old, new, settings or Settings(), types)
        self._scopes: dict[Pair, Scope] = {}
        self._effects = Effects()

    def types(self, old: Type, new: Type, place: Place) -> Verdict:
        """Return the verdict on two types; `place` is where they stand."""
        scope = Scope(self._known)
        types(scope, old, new, place)
        self._follow(scope.wanted())
        facts = self._effects.settled(scope)
        return Verdict(self._effects.joined(facts, scope), tuple(facts), scope.reached())

    def component(self, pair: Pair) -> Verdict:
        """Return the verdict on two named schemas; one that does not exist lets any value in."""
        self._follow([pair])
        scope = self._scopes[pair]
        return Verdict(self._effects.of(pair), tuple(self._effects.settled(scope)), scope.reached())

    def reach(self, edges: Iterable[Edge], polarity: Polarity) -> Mapping[Pair, frozenset[Polarity]]:
        """Return the pairs that can be reached from some, and with which polarity.

        A property that is only read is not followed from what callers send, nor one that is only written from what
        they receive.
        """
        found: dict[Pair, frozenset[Polarity]] = {}
        waiting = [edge.pair for edge in edges if edge.only in (None, polarity)]
        while waiting:
            pair = waiting.pop()
            if pair not in found:
                found[pair] = frozenset({polarity})
                self._follow([pair])
                waiting.extend(edge.pair for edge in self._scopes[pair].reached() if edge.only in (None, polarity))
        return found

    def told(self, pairs: Iterable[Pair]) -> tuple[Told, ...]:
        """Return the facts of pairs, each edit once, with the pairs that have it."""
        return told({pair: self.component(pair).facts for pair in pairs}, self._known)

    def witness(self, fact: Fact, polarity: Polarity | None = None) -> Witness | None:
        """Return a value at the node of a fact that shows its effect; None where none was found.

        Args:
            fact: a fact of one of the verdicts.
            polarity: which of the two values of a fact with effect `both` is wanted: one that can be sent no longer
                (`request`, and what None means), or one that may be received now (`response`).
        """
        return witness(self._known, fact, polarity)

    def _follow(self, pairs: Iterable[Pair]) -> None:
        """Compare pairs, and the pairs that they lead to."""
        waiting, found = list(pairs), []
        while waiting:
            pair = waiting.pop()
            if pair in self._scopes:
                continue
            scope = self._scopes[pair] = Scope(self._known)
            schemas(scope, pair)
            found.append(pair)
            waiting.extend(scope.wanted())
        self._effects.add({pair: self._scopes[pair] for pair in found})


def compare_types(old: Side, new: Side, a: Type, b: Type, at: str) -> Verdict:
    """Return the verdict on two types on their own; `at` is the path of where they stand."""
    return Comparison(old, new).types(a, b, Place(node=at))
