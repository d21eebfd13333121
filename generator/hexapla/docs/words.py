"""Types of the model in the words of a page.

In: a type and the schemas by name. Out: what a page would print for it (`Array of integer`, `number, null`), whether
it says more than that word, and the record whose fields a table would list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from hexapla.model import (
    Alias,
    Any,
    Array,
    Constraints,
    Enumeration,
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

NULL = ", null"
"""What follows the word of a type that may be null: pages print `null` as its description."""

Schemas: TypeAlias = Mapping[str, Schema]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A type that is no name, no alias and not nullable; whether it was nullable; the names on the way to it.

    A list may be of itself by its name, so whoever goes on into it takes the names along.
    """

    bare: Type | Record | Enumeration
    nullable: bool
    seen: frozenset[str]


def resolve(of: Type, schemas: Schemas, seen: frozenset[str] = frozenset()) -> Resolved:
    """Return a type without names and aliases; a name that was seen on the way, or names nothing, is any value."""
    nullable = False
    while True:
        match of:
            case Nullable(inner):
                nullable, of = True, inner
            case Named(name):
                schema = None if name in seen else schemas.get(name)
                seen |= {name}
                match schema:
                    case None:
                        return Resolved(Any(), nullable, seen)
                    case Alias(type=aliased):
                        of = aliased
                    case Record() | Enumeration():
                        return Resolved(schema, nullable, seen)
                    case _:
                        assert_never(schema)
            case _:
                return Resolved(of, nullable, seen)


def word(of: Type, schemas: Schemas, seen: frozenset[str] = frozenset()) -> str:
    """Return what a page prints for a type, followed by `, null` where it may be null."""
    found = resolve(of, schemas, seen)
    return _word(found, schemas) + (NULL if found.nullable else "")


def _word(found: Resolved, schemas: Schemas) -> str:
    match found.bare:
        case Scalar(kind):
            return kind
        case Enumeration(type=scalar):
            return scalar.kind
        case Record() | Map():
            return "object"
        case Array(item):
            inner = word(item, schemas, found.seen).removesuffix(NULL)  # pages cannot say that an item may be null
            return "array" if inner == "any" else f"Array of {inner}"
        case Tuple():
            return "array"
        case Any():
            return "any"
        case Union(members):
            words = dict.fromkeys(word(member, schemas, found.seen).removesuffix(NULL) for member in members)
            return " or ".join(words)
        case Nullable() | Named():
            raise AssertionError("resolve leaves neither")
        case _:
            assert_never(found.bare)


def same(one: str, other: str) -> bool:
    """Say whether two words mean the same type: pages print both `object` and `Object`."""
    return one.replace("Object", "object") == other.replace("Object", "object")


def narrows(of: Type, schemas: Schemas, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether a type says more than its word: an enumeration, a format, a range, a length, a pattern."""
    found = resolve(of, schemas, seen)
    match found.bare:
        case Enumeration():
            return True
        case Scalar(_, form, constraints):
            return form is not None or constraints != Constraints()
        case Array(item, constraints):
            return constraints != Constraints() or narrows(item, schemas, found.seen)
        case _:
            return False


def record_of(of: Type, schemas: Schemas) -> Record | None:
    """Return the record that a value, or an element of a list of them, is; None where it is none."""
    found = resolve(of, schemas)
    while isinstance(found.bare, Array):
        found = resolve(found.bare.item, schemas, found.seen)
    return found.bare if isinstance(found.bare, Record) else None
