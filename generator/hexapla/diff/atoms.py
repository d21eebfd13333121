"""What types in normal form are made of, and the plain questions about types.

In: nothing. Out: a `Shape` says whether null is one of the values, and lists the other values as atoms of one kind
each; an `Object` is a record or a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, assert_never

from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.model import (
    JSON,
    Any,
    Api,
    Array,
    Constraints,
    Discriminator,
    Keyword,
    Map,
    Named,
    Nullable,
    Property,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)

Kind = Literal["boolean", "number", "string", "array", "object", "any"]

NOWHERE: Final = Location("", 0, 0)
NEVER: Final = Any((Keyword("not", {}, NOWHERE),))
"""A type without a value."""

UNBOUND: Final = Constraints()


@frozen
class Side:
    """One of two descriptions: its schemas by name; `xml` tells whether anything of it is written in XML."""

    schemas: Mapping[str, Schema]
    xml: bool = False


def side_of(api: Api) -> Side:
    """Return the side that a model is."""
    bodies = (body for one in api.operations for body in (one.request_body, *one.responses) if body is not None)
    return Side(api.by_name(), any("xml" in one.media_type.lower() for body in bodies for one in body.contents))


@frozen(kw_only=True)
class Atom:
    """Values of one kind.

    Attributes:
        kind: the kind; whole numbers are numbers. `any` for values of every kind, null among them.
        type: what describes them: Scalar, Array, Tuple, Map, Any, or Named for a record or an enumeration.
        values: the only values there are; None where they are not listed.
        rest: keywords that narrow them further.
        word: which of several the atom is: the name it has in `Api.schemas`, else its kind.
    """

    kind: Kind
    type: Type
    values: tuple[JSON, ...] | None = None
    rest: tuple[Keyword, ...] = ()
    word: str = ""


@frozen(kw_only=True)
class Shape:
    """A type in normal form. `exclusive` tells that a value must be of exactly one atom; `rest` narrows all atoms."""

    null: bool
    atoms: tuple[Atom, ...]
    exclusive: bool = False
    is_union: bool = False
    discriminator: Discriminator | None = None
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Object:
    """A record or a map. `additional` is the type of members that are not named: NEVER for none, Any for any."""

    properties: Mapping[str, Property]
    additional: Type
    rest: tuple[Keyword, ...]

    @property
    def patterns(self) -> bool:
        """Whether the type of a member depends on how its name looks."""
        return any(keyword.name == "patternProperties" for keyword in self.rest)

    @property
    def otherwise(self) -> Type:
        """The type of a member that is not named."""
        closes = any(k.name == "unevaluatedProperties" and k.value is False for k in self._asked)
        return NEVER if closes and is_any(self.additional) else self.additional

    @property
    def varies(self) -> bool:
        """Whether the type of a member that is not named cannot be told by itself."""
        return self.patterns or any(
            k.name == "unevaluatedProperties" and not isinstance(k.value, bool) for k in self._asked
        )

    @property
    def _asked(self) -> tuple[Keyword, ...]:
        """The keywords, unless other members are let in by name of all that is not named: then nothing is left."""
        return () if any(k.name == "additionalProperties" for k in self.rest) else self.rest


def object_of(of: Record | Map) -> Object:
    """Return a record or a map as an object."""
    match of:
        case Record():
            additional = NEVER if of.closed else of.additional if of.additional is not None else Any()
            return Object(properties={one.name: one for one in of.properties}, additional=additional, rest=of.rest)
        case Map():
            return Object(properties={}, additional=of.value, rest=of.rest)


def is_never(of: Type) -> bool:
    """Say whether no value is of a type, as far as the type itself says so."""
    return isinstance(of, Any) and any(one.name == "not" and one.value in ({}, True) for one in of.rest)


def is_any(of: Type) -> bool:
    """Say whether every value is of a type, as far as the type itself says so."""
    return isinstance(of, Any) and not any(narrows(keyword) for keyword in of.rest)


SAYING: Final = frozenset(
    {
        *("title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly"),
        *("$comment", "$id", "$schema", "$anchor", "$dynamicAnchor", "$vocabulary", "$defs", "externalDocs", "xml"),
    }
)
"""Keywords for people, or about the place of a schema: no value is narrowed by them."""


def narrows(keyword: Keyword) -> bool:
    """Say whether a keyword that rides along may narrow a type."""
    return not is_text(keyword.name)


def is_text(name: str) -> bool:
    """Say whether a keyword is for people, or about the place of a schema: the last word of the way to it tells."""
    last = name.rpartition("/")[2]
    return last in SAYING or last.startswith("x-")


def as_type(atom: Atom) -> Type:
    """Return an atom as a type: with the values and the keywords that it has from what stands around it."""
    if isinstance(atom.type, Named):
        return atom.type
    listed = Keyword("enum", list(atom.values), NOWHERE) if atom.values is not None else None
    return replace(atom.type, rest=(*atom.rest, *((listed,) if listed is not None else ())))


def members(of: Type) -> set[str]:
    """Return the names that a type is made of in place: of itself, of null besides, of the members of its unions."""
    found: set[str] = set()
    waiting = [of]
    while waiting:
        match waiting.pop():
            case Named(name=name):
                found.add(name)
            case Nullable(of=inner):
                waiting.append(inner)
            case Union(members=inside):
                waiting.extend(inside)
            case Scalar() | Array() | Tuple() | Map() | Any():
                pass
            case never:
                assert_never(never)
    return found


def label(of: Type) -> str:
    """Return what people call a type, in a few words."""
    match of:
        case Scalar(kind=kind, format=format_):
            return kind if format_ is None else f"{kind} ({format_})"
        case Array(item=item):
            return f"array of {label(item)}"
        case Tuple(items=items):
            return f"tuple of {len(items)}"
        case Map(value=value):
            return "object" if is_any(value) else f"map of {label(value)}"
        case Named(name=name):
            return name
        case Nullable(of=inner):
            return f"{label(inner)} or null"
        case Union(members=inside):
            return " or ".join(label(member) for member in inside)
        case Any():
            return "nothing" if is_never(of) else "anything"
        case never:
            assert_never(never)
