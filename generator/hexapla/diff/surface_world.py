"""Two packages to compare: which schema, class and name of before stands for which of now; and types as they changed.

In: two sides and what a review knows of renames. Out: pairs, and a phrase for a type that changed with whether that
breaks who reads values of it or gives some.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from hexapla.diff.pairing import paired
from hexapla.diff.promises import called
from hexapla.diff.reviewing import Review
from hexapla.diff.surface_sides import Class, Side
from hexapla.diff.surface_words import AtSchema, AtSymbol, Inner, Moved, Tiers
from hexapla.diff.symbols import Symbol, SymbolKind
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import Operation
from hexapla.plan import AliasType

_WORD: Final = re.compile(r"[^\W\d]\w*")
_RENAMED: Final = ("schema.property-renamed", "param.renamed", "path.param-renamed")


@frozen
class Retyped:
    """A type that changed: a phrase, whether it breaks, whether only names of classes differ."""

    says: str
    breaking: bool
    is_renamed: bool


class World:
    """Both packages of a target.

    Args:
        target: the name of the target.
        old, new: the sides.
        review: what is known of the two descriptions; None for nothing.
    """

    def __init__(self, target: str, old: Side, new: Side, review: Review | None) -> None:
        self.target = target
        self.style = new.style
        self.old = old
        self.new = new
        judged = review.judged if review is not None else ()
        renamed = {(one.fact.before, one.fact.after) for one in judged if one.fact.rule in _RENAMED}
        self.renamed: frozenset[tuple[str, str]] = frozenset(
            (before, after) for before, after in renamed if isinstance(before, str) and isinstance(after, str)
        )
        self._pairs = {pair.old: pair.new for pair in review.pairs} if review is not None else {}
        self.operations = paired(old.api.operations, new.api.operations)
        old.known_as = {called(one): called(other) for one, other in self.operations.pairs}

    @cached_property
    def schemas(self) -> Mapping[str, str]:
        """Return the schema of now that stands for each schema of before that became a class, where one does."""
        left, right = self.old.classes, self.new.classes
        found = {name: name for name in left if name in right}
        taken = set(found)
        for name, other in self._pairs.items():
            if name in left and name not in found and other in right and other not in taken:
                found[name] = other
                taken.add(other)
        by_name = {one.name: schema for schema, one in right.items() if schema not in taken}
        for name, one in left.items():
            if name not in found and one.name in by_name:
                found[name] = by_name[one.name]
        return found

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Return the name of now of each class that is called something else now."""
        pairs = ((self.old.classes[a].name, self.new.classes[b].name) for a, b in self.schemas.items())
        return {before: after for before, after in pairs if before != after}

    @cached_property
    def moved_classes(self) -> frozenset[str]:
        """Return the names of classes, old and new ones, that are gone, new, called otherwise, or something else."""
        old = {name for schema, name in _named(self.old.classes) if schema not in self.schemas}
        kept = set(self.schemas.values())
        new = {name for schema, name in _named(self.new.classes) if schema not in kept}
        others: set[str] = set()
        for a, b in self.schemas.items():
            one, other = self.old.classes[a], self.new.classes[b]
            if self.style.declaration(one) != self.style.declaration(other):
                others |= {one.name, other.name}
        return frozenset(old | new | others)

    def class_symbol(self, name: str) -> str:
        """Return how code says a class of either package, by its name."""
        found = self.new.named.get(name) or self.old.named.get(name)
        return name if found is None else self.style.symbol(found)

    def plainly(self, old: str) -> str:
        """Return a type of before with the names that its classes have now."""
        return _WORD.sub(lambda found: self.classes.get(found[0], found[0]), old) if self.classes else old

    def names_itself(self, text: str, name: str) -> bool:
        """Say whether all that a type names of what is called otherwise now is the name that stands for it."""
        return {word for word in _WORD.findall(text) if word in self.classes} == {name}

    @cached_property
    def _bases(self) -> Mapping[str, str]:
        return {self.plainly(name): self.plainly(text) for name, text in self.old.bases.items()}

    @cached_property
    def _taken(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return what names of before and of now take the values of."""
        sides = (self.old, self.new)
        old, new = (one.bases if self.style.usage.open_values else one.aliases for one in sides)
        return {self.plainly(name): self.plainly(text) for name, text in old.items()}, new

    def retyped(self, old: str, new: str, verbs: tuple[str, str], *, reads: bool, gives: bool) -> Retyped | None:
        """Return what changed in a type, None for nothing; `verbs` as in `may be`, `is`.

        Who reads values breaks where there are more than before, who gives some where there are fewer. The order of a
        union is nothing. A type that a name stands for is looked at under the name: its own change is told there.
        """
        style = self.style
        before, after = style.shown(old), style.shown(new)
        if before == after:
            return None
        named = style.shown(self.plainly(old))
        if named == after:
            return Retyped(f"{verbs[1]} `{after}`, which was `{before}`", breaking=False, is_renamed=True)
        gained = not style.fits(after, named, self.new.bases, self._taken[0])
        lost = not style.fits(named, after, self._bases, self._taken[1])
        if not gained and not lost and sorted(_WORD.findall(named)) == sorted(_WORD.findall(after)):
            return None  # The same in another order: nobody can tell.
        gone = [part for part in style.parts(named) if part not in style.parts(after)]
        come = [part for part in style.parts(after) if part not in style.parts(named)]
        breaking = (reads and gained) or (gives and lost)
        return Retyped(_said(verbs, gone, come, after), breaking=breaking, is_renamed=False)

    def type_tiers(self, old: str, new: str, changed: Retyped, nearest: Tiers) -> Tiers:
        """Return where a type may have changed: where it stands, or at the classes that it names."""
        words = dict.fromkeys((*_WORD.findall(old), *_WORD.findall(new)))
        links = tuple(AtSymbol(name=self.class_symbol(word)) for word in words if word in self.moved_classes)
        mentioned = dict.fromkeys((*self.old.mentioned(old), *self.new.mentioned(new)))
        inside = tuple(AtSchema(schema=name) for name in mentioned)
        return (links, *nearest, inside) if changed.is_renamed else (*nearest, links, inside)

    def operation_pairs(self) -> Sequence[tuple[Operation | None, Operation | None]]:
        """Return what operations stand for each other, those that came, those that are gone."""
        found = self.operations
        return (*found.pairs, *((None, one) for one in found.come), *((one, None) for one in found.gone))

    def moved(
        self,
        kind: SymbolKind,
        names: tuple[str | None, str | None],
        declared: tuple[str | None, str | None],
        inner: Sequence[Inner],
        where: tuple[Location | None, Location | None],
    ) -> Moved:
        """Return a symbol that moved: names, declarations and places of before and of now."""
        symbol = Symbol(
            target=self.target,
            kind=kind,
            name=names[1] or names[0] or "",
            before=declared[0],
            after=declared[1],
            breaking=any(one.breaking for one in inner),
            says=tuple(one.says for one in inner),
        )
        return Moved(symbol=symbol, was=names[0] or "", inner=tuple(inner), old=where[0], new=where[1])

    def renames(self, old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
        """Return new names of things by their old ones; what things are on the wire is given by name, as literals.

        A thing that has no name any more is the one that means the same, or that the review calls the same.
        """
        string = self.style.string
        known = {string(before): string(after) for before, after in self.renamed}
        left = {name: wire for name, wire in old.items() if name not in new}
        right = {wire: name for name, wire in new.items() if name not in old}
        found = {name: right[wire] for name, wire in left.items() if wire in right}
        for name, wire in left.items():
            other = right.get(known.get(wire, ""))
            if name not in found and other is not None and other not in found.values():
                found[name] = other
        return found


def _named(classes: Mapping[str, Class]) -> Sequence[tuple[str, str]]:
    return [(schema, one.name) for schema, one in classes.items()]


def is_alias(of: Class) -> bool:
    """Say whether a class is only a name for a type."""
    return isinstance(of, AliasType)


def _said(verbs: tuple[str, str], gone: Sequence[str], come: Sequence[str], after: str) -> str:
    """Return what became of the members of a union."""
    shown = [" | ".join(parts) for parts in (gone, come)]
    if gone and come:
        return f"{verbs[1]} `{shown[1]}` instead of `{shown[0]}`"
    if gone:
        return f"{verbs[1]} `{shown[0]}` no longer"
    return f"{verbs[0]} `{shown[1]}`, too" if come else f"{verbs[1]} `{after}`"
