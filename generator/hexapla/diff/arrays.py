"""Lists and tuples: their elements, place by place, and how many there may be.

In: two atoms of lists. Out: facts. A list is a tuple without first elements; a tuple without more elements has a
greatest length.
"""

from __future__ import annotations

from hexapla.diff.atoms import Atom, is_any, is_never, label
from hexapla.diff.normal import is_free
from hexapla.diff.ranges import compare_intervals, whole
from hexapla.diff.rest import rest
from hexapla.diff.scalars import counts
from hexapla.diff.scope import Scope
from hexapla.diff.words import Place, by_inclusion
from hexapla.frozen import frozen
from hexapla.model import Any, Array, Constraints, Tuple, Type


@frozen
class _List:
    """A list: the types of its first elements, and that of those behind, None where there are none."""

    first: tuple[Type, ...]
    more: Type | None
    constraints: Constraints

    def most(self) -> int | None:
        """Return how many elements there may be; None for any number."""
        limits = [self.constraints.max_items, len(self.first) if self.more is None else None]
        return min((one for one in limits if one is not None), default=None)

    def at(self, number: int) -> Type | None:
        """Return the type of an element, None where there is none."""
        return self.first[number] if number < len(self.first) else self.more


def _list(atom: Atom) -> _List:
    match atom.type:
        case Tuple(items=items, more=more, constraints=constraints):
            return _List(items, None if more is not None and is_never(more) else more, constraints)
        case Array(item=item, constraints=constraints):
            return _List((), None if is_never(item) else item, constraints)
        case _:
            return _List((), Any(), Constraints())


def arrays(scope: Scope, old: Atom, new: Atom, place: Place) -> None:
    """Add what changed between two atoms of lists."""
    first, second = _list(old), _list(new)
    _counts(scope, first, second, place)
    one, other = first.constraints.unique_items, second.constraints.unique_items
    if one != other:
        scope.fact(place.down("uniqueItems"), "schema.unique-items", by_inclusion(other, one), one, other)
    if len(first.first) != len(second.first):
        # What that does to a value is told where the elements are compared.
        scope.fact(place, "schema.prefix-items", "equal", label(old.type), label(new.type))
    for number in range(max(len(first.first), len(second.first))):
        before, after = first.at(number), second.at(number)
        if before is not None and after is not None:
            compared(scope, before, after, place.down("prefixItems", str(number)), "schema.prefix-items")
    if first.more is not None and second.more is not None:
        compared(scope, first.more, second.more, place.down("items"), "schema.items")
    rest(scope, old.rest, new.rest, place)


def _counts(scope: Scope, old: _List, new: _List, place: Place) -> None:
    before, after = (counts("Items", one.constraints.min_items, one.most()) for one in (old, new))
    if before != after:
        bounds = [whole(one.constraints.min_items, one.most()) for one in (old, new)]
        closed = (old.more is None) != (new.more is None) and old.constraints == new.constraints
        rule = ("schema.prefix-items" if old.first or new.first else "schema.items") if closed else "schema.items-count"
        scope.fact(place.down("count"), rule, compare_intervals(*bounds), before, after)


def compared(scope: Scope, old: Type, new: Type, place: Place, rule: str) -> None:
    """Add what changed between the types of elements; one that is said for the first time, or no more, has a rule."""
    known = scope.known
    sets, unsets = is_any(old) and not is_free(known.new, new), is_any(new) and not is_free(known.old, old)
    if sets or unsets:
        scope.at(place, old, new)
        before, after = (None if sets else label(old)), (None if unsets else label(new))
        scope.fact(place, rule, by_inclusion(sets, unsets), before, after)
    else:
        scope.types(old, new, place)
