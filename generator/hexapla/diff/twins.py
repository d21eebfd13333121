"""One edit that is seen in several named schemas, since one is made of the other.

In: the facts of pairs. Out: each edit once. What has the same places in both descriptions, in the same words at the
same path inside its schema, is the same edit; it is told at the schema that stands nearest before it in its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hexapla.diff.ranges import spelled
from hexapla.diff.scope import Known
from hexapla.diff.words import Fact, Pair, Told
from hexapla.finding import Location


def told(facts: Mapping[Pair, Sequence[Fact]], known: Known) -> tuple[Told, ...]:
    """Return facts, those that are one edit as one."""
    groups: dict[tuple[object, ...], list[tuple[Pair, Fact]]] = {}
    for pair, listed in facts.items():
        start = len(known.node(pair))
        for fact in listed:
            words = spelled([fact.before, fact.after])
            key = (fact.rule, fact.effect, *_places(fact), words, fact.only, fact.node[start:])
            groups.setdefault(key, []).append((pair, fact))
    found = []
    for group in groups.values():
        home = max(group, key=lambda one: _near(known, *one))
        rest = sorted((pair for pair, _ in group if pair != home[0]), key=lambda pair: (pair.new, pair.old))
        found.append(Told(home[1], (home[0], *rest)))
    return tuple(found)


def _places(fact: Fact) -> tuple[Location | None, Location | None]:
    """Return where an edit is: what came has no place in the old description but that of whatever it came into."""
    return (None if fact.before is None else fact.old), (None if fact.after is None else fact.new)


def _near(known: Known, pair: Pair, fact: Fact) -> tuple[bool, Location, str]:
    """Return how near a schema stands before a fact; whatever comes behind it, or in another file, is far."""
    old, new = _places(fact)
    side, name, where = (known.new, pair.new, new) if new else (known.old, pair.old, old)
    schema = side.schemas.get(name)
    at = schema.where if schema is not None else Location("", 0)
    return where is not None and at.file == where.file and at <= where, at, name
