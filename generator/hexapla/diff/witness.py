"""A value that shows what a fact says: valid in one description and not in the other.

In: what a comparison knows, a fact. Out: a value at the fact's node, checked on both sides; None where none was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Final, Literal

from hexapla.diff.atoms import Object, Side, is_any
from hexapla.diff.instances import is_instance
from hexapla.diff.matching import object_in
from hexapla.diff.normal import shape
from hexapla.diff.samples import samples
from hexapla.diff.scope import Known
from hexapla.diff.words import Effect, Fact, Polarity, Witness
from hexapla.model import JSON, Type

MOST: Final = 600
"""Values that are tried for one fact."""

ENOUGH: Final = 40
"""Values that show a fact of which the best is taken."""

_OF_THE_OBJECT: Final = (
    *("schema.property-added", "schema.property-removed", "schema.property-renamed"),
    *("schema.required", "schema.read-write-only"),
)
"""Rules whose facts are shown by the object that a property is of."""

_BESIDE: Final = "/additionalProperties"


def witness(known: Known, fact: Fact, polarity: Polarity | None = None) -> Witness | None:
    """Return a value that shows the effect of a fact; see `Comparison.witness`."""
    wanted = _wanted(fact.effect, polarity)
    if wanted is None:
        return None
    for node in _nodes(fact):
        found = _types(known, node)
        if found is not None:
            shown = _showing(known, fact, found, wanted)
            if shown is not None:
                return shown
    return None


def _showing(known: Known, fact: Fact, of: tuple[Type, Type], wanted: Literal["old", "new"]) -> Witness | None:
    """Return a value of two types that shows a fact, and has all that was declared if it is about a property."""
    if fact.rule not in _OF_THE_OBJECT:
        return next(differing(known.old, known.new, *of, wanted, _chosen(known, fact, *of)), None)
    declared = _declared(known.old, of[0]) if wanted == "old" else _declared(known.new, of[1])
    about = partial(_is_about, fact, wanted, declared)
    return max(
        islice(differing(known.old, known.new, *of, wanted, about), ENOUGH),
        key=lambda one: (
            sum(1 if key in declared.properties else -1 for key in one.value)
            if declared is not None and isinstance(one.value, dict)
            else 0
        ),
        default=None,
    )


def _declared(side: Side, of: Type) -> Object | None:
    """Return the object that a type is, None where it is none, or one of several things."""
    atoms = shape(side, of).atoms
    return object_in(side, atoms[0]) if len(atoms) == 1 else None


def _wanted(effect: Effect, polarity: Polarity | None) -> Literal["old", "new"] | None:
    match effect:
        case "narrows":
            return "old"
        case "widens":
            return "new"
        case "both":
            return "new" if polarity == "response" else "old"
        case "equal" | "unknown":
            return None


def _nodes(fact: Fact) -> tuple[str, ...]:
    """Return the nodes whose values may show a fact: an object shows what it may hold besides better than that."""
    if fact.rule in _OF_THE_OBJECT:
        return (fact.node.rpartition("/properties/")[0],)
    if fact.rule == "schema.additional-properties" and fact.node.endswith(_BESIDE):
        return (fact.node.removesuffix(_BESIDE), fact.node)
    return (fact.node,)


def _types(known: Known, node: str) -> tuple[Type, Type] | None:
    """Return the types at a node, or at the nearest one above that has types."""
    while node:
        if node in known.at:
            return known.at[node]
        node = node.rpartition("/")[0]
    return None


def _is_about(fact: Fact, valid_in: Literal["old", "new"], declared: Object | None, value: JSON) -> bool:
    """Say whether a value has to do with the property of a fact: it lacks one that is required elsewhere, or has one.

    What nobody declared carries no promise (V1), so that a value which rests on such a key shows nothing.
    """
    if fact.name is None:
        return True
    if not isinstance(value, dict):
        return False
    asking = {"schema.property-removed": "old", "schema.required": "new" if fact.required else "old"}
    is_asked = fact.required or fact.rule == "schema.required"
    if is_asked and asking.get(fact.rule, "new") != valid_in:
        return fact.name not in value
    is_open = declared is not None and fact.name not in declared.properties and is_any(declared.additional)
    return fact.name in value and not is_open


def _chosen(known: Known, fact: Fact, old: Type, new: Type) -> Callable[[JSON], bool]:
    """Return whether a value is one of the branch that a fact is about, where a discriminator chooses among them."""
    word = fact.before if fact.after is None else fact.after
    of = shape(known.old, old) if fact.after is None else shape(known.new, new)
    choosing = of.discriminator
    if fact.rule != "schema.union" or choosing is None or all(name != word for _, name in choosing.mapping):
        return lambda value: True
    values = {value for value, name in choosing.mapping if name == word}
    return lambda value: isinstance(value, dict) and value.get(choosing.property) in values


def differing(
    old: Side,
    new: Side,
    before: Type,
    after: Type,
    valid_in: Literal["old", "new"],
    wanted: Callable[[JSON], bool],
) -> Iterator[Witness]:
    """Yield values that are of one type and not of the other."""
    mine, other = ((old, before), (new, after)) if valid_in == "old" else ((new, after), (old, before))
    for value in islice(filter(wanted, chain(samples(*other), samples(*mine))), 2 * MOST):
        if is_instance(*mine, value) is True and is_instance(*other, value) is False:
            yield Witness(value, valid_in)
