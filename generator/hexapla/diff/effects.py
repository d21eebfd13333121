"""Effects along references: what an edit in one schema does to all those that reach it.

In: scopes. Out: the joined effect of each pair of named schemas, and the facts that were waiting for it. Effects only
ever grow, so circles of references end: a pair on its way is taken to be equal until something says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hexapla.diff.scope import Late, Scope, is_hard
from hexapla.diff.words import Effect, Fact, Pair, join
from hexapla.frozen import frozen, replace


@frozen
class _State:
    """The effect of a pair, and the same where new optional properties do not count."""

    effect: Effect = "equal"
    hard: Effect = "equal"


_EQUAL = _State()


class Effects:
    """The effects of all pairs that were compared."""

    def __init__(self) -> None:
        self._states: dict[Pair, _State] = {}

    def of(self, pair: Pair) -> Effect:
        """Return the effect of a pair."""
        return self._states[pair].effect

    def add(self, scopes: Mapping[Pair, Scope]) -> None:
        """Add pairs; all that they lead to must be among them, or have been added before."""
        self._states.update(dict.fromkeys(scopes, _EQUAL))
        led_from: dict[Pair, list[Pair]] = {pair: [] for pair in scopes}
        for pair, scope in scopes.items():
            for other in scope.wanted():
                if other in led_from:
                    led_from[other].append(pair)
        waiting = dict.fromkeys(scopes)
        while waiting:
            pair, _ = waiting.popitem()
            state = self._state(scopes[pair])
            if state != self._states[pair]:
                self._states[pair] = state
                waiting.update(dict.fromkeys(led_from[pair]))

    def _state(self, scope: Scope) -> _State:
        reached = [self._states.get(edge.pair, _EQUAL) for edge in scope.reached()]
        waited = [self._waited(late) for late in scope.late]
        effect = join([*(f.effect for f in scope.facts), *waited, *(state.effect for state in reached)])
        hard = [fact.effect for fact in scope.facts if is_hard(fact)]
        late = [
            found
            for one, found in zip(scope.late, waited, strict=True)
            if one.mode != "join" or is_hard(replace(one.fact, effect=found))
        ]
        return _State(effect, join([*hard, *late, *(state.hard for state in reached)]))

    def _waited(self, late: Late) -> Effect:
        states = [self._states.get(pair, _EQUAL) for pair in late.pairs]
        match late.mode:
            case "join":
                return join([late.base, *(state.effect for state in states)])
            case "any":
                return "unknown" if late.base != "equal" or any(s.effect != "equal" for s in states) else "equal"
            case "hard":
                return "unknown" if late.base != "equal" or any(s.hard != "equal" for s in states) else "equal"

    def settled(self, scope: Scope) -> list[Fact]:
        """Return the facts of a scope, those that waited among them; each once."""
        found = list(scope.facts)
        for late in scope.late:
            effect = self._waited(late)
            if late.mode == "join" or effect != "equal":
                found.append(replace(late.fact, effect=effect))
        return list({fact.key: fact for fact in reversed(found)}.values())[::-1]

    def joined(self, facts: Iterable[Fact], scope: Scope) -> Effect:
        """Return the effect of settled facts and of all that a scope reached."""
        return join([*(fact.effect for fact in facts), *(self.of(edge.pair) for edge in scope.reached())])
