"""Types in normal form: whether null is one of the values, and the other values as atoms of one kind each.

In: a type and the side it is of. Out: a `Shape`. The spellings of null come to one, names of names and unions of
unions are opened, a constant is a list of one value, and lists of values of one kind are one list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, assert_never

from hexapla.diff.atoms import UNBOUND, Atom, Kind, Shape, Side, narrows
from hexapla.diff.ranges import spelled
from hexapla.frozen import replace
from hexapla.model import (
    JSON,
    Alias,
    Any,
    Array,
    Discriminator,
    Enumeration,
    Keyword,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)


def is_free(side: Side, of: Type) -> bool:
    """Say whether every value is of a type, whatever names it is called by."""
    atoms = shape(side, of).atoms
    return len(atoms) == 1 and atoms[0].kind == "any" and not any(map(narrows, atoms[0].rest))


class _Shaping:
    """Makes one shape."""

    def __init__(self, side: Side, kept: Collection[str]) -> None:
        self._side = side
        self._kept = kept
        self.null = False
        self.atoms: list[Atom] = []
        self.exclusive = False
        self.is_union = False
        self.discriminator: Discriminator | None = None
        self.rest: tuple[Keyword, ...] = ()
        self._seen: set[str] = set()

    def add(self, of: Type, rest: tuple[Keyword, ...], *, is_top: bool) -> None:
        """Add the values of a type; `rest` narrows them, as do the keywords that the type carries."""
        match of:
            case Nullable(of=inner):
                self.null = True
                self._wrapped(inner, rest, of.rest, is_top)
            case Union():
                self._union(of, rest, is_top)
            case Named():
                self._named(of, rest, is_top)
            case Scalar(kind="null"):
                self.null = True
            case Scalar(kind=kind):
                self._atom("number" if kind in ("integer", "number") else _PLAIN[kind], of, (*rest, *of.rest), kind)
            case Array() | Tuple():
                self._atom("array", of, (*rest, *of.rest), "array")
            case Map():
                self._atom("object", of, (*rest, *of.rest), "object")
            case Any():
                self._atom("any", of, (*rest, *of.rest), "any")
            case never:
                assert_never(never)

    def _wrapped(self, inner: Type, rest: tuple[Keyword, ...], own: tuple[Keyword, ...], is_top: bool) -> None:
        if is_top:
            self.rest = (*self.rest, *own)
            self.add(inner, rest, is_top=True)
        else:
            self.add(inner, (*rest, *own), is_top=False)

    def _union(self, of: Union, rest: tuple[Keyword, ...], is_top: bool) -> None:
        self.is_union |= any(isinstance(member, Named) for member in of.members)
        self.exclusive |= of.exclusive
        self.discriminator = self.discriminator or of.discriminator
        if is_top:
            self.rest = (*self.rest, *of.rest)
        for member in of.members:
            self.add(member, rest if is_top else (*rest, *of.rest), is_top=False)

    def _named(self, of: Named, rest: tuple[Keyword, ...], is_top: bool) -> None:
        schema = self._side.schemas.get(of.name)
        if of.name in self._kept:
            self.atoms.append(
                Atom(kind=_kept(schema), type=of, values=_known(schema), rest=(*rest, *of.rest), word=of.name)
            )
            return
        match schema:
            case Record():
                self._atom("object", of, (*rest, *of.rest), of.name)
            case Enumeration(type=inner, values=values, rest=own):
                kind: Kind = "string" if inner.kind == "string" else "number"
                listed = tuple(one.value for one in values)
                self._atom(kind, of, (*rest, *of.rest, *own), of.name, listed)
            case Alias(type=inner):
                if of.name not in self._seen:
                    self._seen.add(of.name)
                    self._wrapped(inner, rest, of.rest, is_top)
            case None:
                self._atom("any", Any(), (*rest, *of.rest), of.name)
            case never:
                assert_never(never)

    def _atom(
        self, kind: Kind, of: Type, rest: tuple[Keyword, ...], word: str, values: tuple[JSON, ...] | None = None
    ) -> None:
        if isinstance(of, Scalar) and of.const is not None:
            values = (of.const.value,)
        self.atoms.append(Atom(kind=kind, type=of, values=values, rest=rest, word=word))


def _kept(schema: Schema | None) -> Kind:
    match schema:
        case Record():
            return "object"
        case Enumeration(type=Scalar(kind="string")):
            return "string"
        case Enumeration():
            return "number"
        case Alias() | None:
            return "any"
        case never:
            assert_never(never)


def _known(schema: Schema | None) -> tuple[JSON, ...] | None:
    return tuple(one.value for one in schema.values) if isinstance(schema, Enumeration) else None


_PLAIN: Final[dict[str, Kind]] = {"string": "string", "boolean": "boolean"}


def shape(side: Side, of: Type, kept: Collection[str] = ()) -> Shape:
    """Return the normal form of a type; the named schemas in `kept` stay atoms, whatever they are."""
    making = _Shaping(side, kept)
    making.add(of, (), is_top=True)
    atoms, rest = [], tuple(one for one in making.rest if one.name not in ("enum", "const"))
    listing = tuple(one for one in making.rest if one.name in ("enum", "const"))
    for atom in making.atoms:
        listed = _listed(replace(atom, rest=(*atom.rest, *listing)))
        if listed is not None:
            atoms.append(listed)
    if len(atoms) == 1:
        atoms, rest = [replace(atoms[0], rest=(*rest, *atoms[0].rest))], ()
    merged = tuple(_merged(atoms, kept, making.exclusive))
    return Shape(
        null=making.null,
        atoms=merged,
        exclusive=making.exclusive and len(merged) > 1,
        is_union=making.is_union,
        discriminator=making.discriminator,
        rest=rest,
    )


def _listed(atom: Atom) -> Atom | None:
    """Return an atom whose `enum` and `const` are its values; None where none of them is of its kind."""
    lists: list[list[JSON]] = []
    for one in atom.rest:
        if one.name == "enum" and isinstance(one.value, list):
            lists.append(one.value)
        elif one.name == "const":
            lists.append([one.value])
    if not lists or atom.kind in ("any", "array", "object"):
        return atom
    values = list(atom.values) if atom.values is not None else [v for v in lists[0] if _kind(v) == atom.kind]
    for listed in lists:
        known = {spelled(value) for value in listed}
        values = [value for value in values if spelled(value) in known]
    rest = tuple(one for one in atom.rest if one.name not in ("enum", "const"))
    if atom.kind == "boolean" and len({spelled(value) for value in values}) > 1:
        return replace(atom, values=None, rest=rest)
    return replace(atom, values=tuple(values), rest=rest) if values else None


def _kind(value: JSON) -> Kind:
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
        case None:
            return "any"


def _merged(atoms: list[Atom], kept: Collection[str], exclusive: bool) -> Iterator[Atom]:
    """Yield atoms, those of one kind whose values are listed as one; a name of its own is given up for that."""
    lists: dict[Kind, list[Atom]] = {}
    for atom in atoms:
        if atom.values is not None and atom.word not in kept and _is_plain(atom):
            lists.setdefault(atom.kind, []).append(atom)
    done: set[Kind] = set()
    for atom in atoms:
        group = lists.get(atom.kind, [])
        values = [value for one in group for value in one.values or ()]
        distinct = {spelled(value): value for value in values}
        if atom not in group or len(group) < 2 or (exclusive and len(distinct) < len(values)):
            yield atom
        elif atom.kind not in done:
            done.add(atom.kind)
            yield replace(atom, values=tuple(distinct.values()), word=atom.kind)


def _is_plain(atom: Atom) -> bool:
    """Say whether nothing but its values narrows an atom."""
    is_bound = isinstance(atom.type, Scalar) and atom.type.constraints != UNBOUND
    return not is_bound and not any(map(narrows, atom.rest))
