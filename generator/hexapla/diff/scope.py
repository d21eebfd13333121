"""What one comparison in place collects: facts, the named schemas it reached, and what can be told only later.

In: places, rules, effects. Out: facts and edges. The effect of a reference in place of another is known when both
schemas have been compared, so such a fact waits as a `Late`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeAlias

from hexapla.diff.atoms import Side
from hexapla.diff.words import Edge, Effect, Fact, Pair, Place, join, key_of
from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.model import JSON, Named, Type

TYPED_FORMATS: Final = ("date-time", "date", "uuid", "binary", "byte")
"""Formats of texts that make another type of a client's text (convention V7)."""


DEPTH: Final = 40
"""What lies deeper in a type is compared as if it had a name: Python's stack is not as deep as a file."""


@frozen
class Settings:
    """What the types of the clients depend on."""

    typed_formats: tuple[str, ...] = TYPED_FORMATS


Walk: TypeAlias = "Callable[[Scope, Type, Type, Place], None]"
"""Compares two types at a place; what is inside a type is compared by it, wherever that lies."""


class Known:
    """What every comparison of two descriptions shares: the sides, the settings, and the types at every node."""

    def __init__(self, old: Side, new: Side, settings: Settings, walk: Walk) -> None:
        self.old = old
        self.new = new
        self.settings = settings
        self.walk = walk
        self.at: dict[str, tuple[Type, Type]] = {}
        self.deep: dict[Pair, tuple[Type, Type, Place]] = {}

    def is_renamed(self, pair: Pair) -> bool:
        """Say whether one of two schemas is gone and the other one is new."""
        return pair.old not in self.new.schemas and pair.new not in self.old.schemas

    def node(self, pair: Pair) -> str:
        """Return the path of two named schemas."""
        if pair in self.deep:
            return pair.new
        return f"#/schemas/{pair.new}" if pair.old == pair.new or self.is_renamed(pair) else f"#/{pair.old}/{pair.new}"


@frozen(kw_only=True)
class Late:
    """A fact whose effect depends on pairs that are still to be compared.

    Attributes:
        fact: the fact, all but its effect.
        base: the effect as far as it is known.
        pairs: what else it depends on.
        mode: `join`: the effect is that of all of them. `any`: there is a fact, and it cannot be told what it means,
            if any of them has an effect. `hard`: the same, where optional properties that are new do not count.
    """

    fact: Fact
    base: Effect
    pairs: tuple[Pair, ...]
    mode: Literal["join", "any", "hard"] = "join"


def is_hard(fact: Fact) -> bool:
    """Say whether a fact has an effect, that of a new optional property not counted (convention V1)."""
    return fact.effect != "equal" and not (fact.rule == "schema.property-added" and not fact.required)


class Scope:
    """The facts of one comparison."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.facts: list[Fact] = []
        self.late: list[Late] = []
        self.opened: set[Pair] = set()
        self._edges: dict[Edge, None] = {}

    def at(self, place: Place, old: Type, new: Type) -> None:
        """Remember the types of a node, for whoever looks for a witness."""
        self.known.at.setdefault(place.node, (old, new))

    def types(self, old: Type, new: Type, place: Place) -> None:
        """Add what changed between two types inside others."""
        if place.depth < DEPTH:
            self.known.walk(self, old, new, place)
            return
        pair = Pair(place.node, place.node)
        self.known.deep[pair] = (old, new, replace(place, depth=0))
        self.edge(pair, place)

    def made(
        self,
        place: Place,
        rule: str,
        before: JSON,
        after: JSON,
        effect: Effect = "equal",
        *,
        name: str | None = None,
        required: bool = False,
        extensible: bool = False,
    ) -> Fact:
        """Return a fact at a place."""
        said = rule.startswith("docs.") or rule == "schema.deprecated"
        return Fact(
            rule=rule,
            effect=effect,
            node=place.node,
            before=before,
            after=after,
            old=place.old,
            new=place.new,
            key=key_of(rule, place.node, *((_words(before), _words(after)) if said else (before, after))),
            only=place.only,
            name=name,
            required=required,
            extensible=extensible,
        )

    def fact(self, place: Place, rule: str, effect: Effect, before: JSON, after: JSON) -> None:
        """Add a fact."""
        self.facts.append(self.made(place, rule, before, after, effect))

    def wait(self, fact: Fact, base: Effect, pairs: Iterable[Pair], mode: Literal["join", "any", "hard"]) -> None:
        """Add a fact whose effect depends on pairs."""
        self.late.append(Late(fact=fact, base=base, pairs=tuple(pairs), mode=mode))

    def edge(self, pair: Pair, place: Place) -> None:
        """Add a pair that was come upon."""
        self._edges[Edge(pair, place.only)] = None

    def refer(self, old: Named, new: Named, place: Place) -> None:
        """Add what two references lead to: one edit in place, where either schema lives on beside the other."""
        pair = Pair(old.name, new.name)
        if old.name == new.name or self.known.is_renamed(pair):
            self.edge(pair, place)
        else:
            self.wait(self.made(place, "schema.type", old.name, new.name), "equal", [pair], "join")

    def probe(self) -> Scope:
        """Return a scope for a question: what is found there is of no account here, only its effect may be."""
        return Scope(self.known)

    def base(self) -> Effect:
        """Return the effect in place, as far as it is known."""
        return join([*(fact.effect for fact in self.facts), *(late.base for late in self.late)])

    def reached(self) -> tuple[Edge, ...]:
        """Return the pairs that were come upon, in order."""
        return tuple(self._edges)

    def wanted(self) -> tuple[Pair, ...]:
        """Return every pair whose verdict is needed, each once."""
        pairs = [edge.pair for edge in self._edges]
        return tuple(dict.fromkeys([*pairs, *(pair for late in self.late for pair in late.pairs)]))

    def mark(self) -> tuple[int, int, int]:
        """Return how much has been found by now; see `since`."""
        return len(self.facts), len(self.late), len(self._edges)

    def since(self, mark: tuple[int, int, int]) -> tuple[Effect, tuple[Pair, ...]]:
        """Return the effect of what has been found since a mark, new optional properties aside, and its pairs."""
        facts, late = self.facts[mark[0] :], self.late[mark[1] :]
        edges = [edge.pair for edge in list(self._edges)[mark[2] :]]
        base = join([*(fact.effect for fact in facts if is_hard(fact)), *(one.base for one in late)])
        return base, (*edges, *(pair for one in late for pair in one.pairs))


def _words(said: JSON) -> JSON:
    """Return a text without the spelling of its spaces: wrapping a line is no edit."""
    return " ".join(said.split()) if isinstance(said, str) else said


def moved(place: Place, old: Location | None, new: Location | None) -> Place:
    """Return a place with other nearest named things."""
    return replace(place, old=old, new=new)
