"""Types of the model in the words of a page.

In: a type and the schemas by name. Out: what a page would print for it (`Array of integer`, `number, null`), whether
it says more than that word, and the record whose fields a table would list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

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
    Type,
    Union,
)

NULL = ", null"
"""What follows the word of a type that may be null: pages print `null` as its description."""

Schemas = Mapping[str, Schema]


def resolve(of: Type, schemas: Schemas) -> tuple[Type | Record | Enumeration, bool]:
    """Return a type without names and aliases, and whether it may be null. What names nothing is any value."""
    nullable, seen = False, set()
    while True:
        match of:
            case Nullable(inner):
                nullable, of = True, inner
            case Named(name):
                schema = None if name in seen else schemas.get(name)
                seen.add(name)
                match schema:
                    case None:
                        return Any(), nullable
                    case Alias(type=aliased):
                        of = aliased
                    case Record() | Enumeration():
                        return schema, nullable
                    case _:
                        assert_never(schema)
            case _:
                return of, nullable


def word(of: Type, schemas: Schemas) -> str:
    """Return what a page prints for a type, followed by `, null` where it may be null."""
    bare, nullable = resolve(of, schemas)
    return _word(bare, schemas) + (NULL if nullable else "")


def _word(bare: Type | Record | Enumeration, schemas: Schemas) -> str:
    match bare:
        case Scalar(kind):
            return kind
        case Enumeration(type=scalar):
            return scalar.kind
        case Record() | Map():
            return "object"
        case Array(item):
            inner = word(item, schemas).removesuffix(NULL)  # pages cannot say that an item may be null
            return "array" if inner == "any" else f"Array of {inner}"
        case Any():
            return "any"
        case Union(members):
            words = dict.fromkeys(word(member, schemas).removesuffix(NULL) for member in members)
            return " or ".join(words)
        case Nullable() | Named():
            raise AssertionError("resolve leaves neither")
        case _:
            assert_never(bare)


def same(one: str, other: str) -> bool:
    """Say whether two words mean the same type: pages print both `object` and `Object`."""
    return one.replace("Object", "object") == other.replace("Object", "object")


def narrows(of: Type, schemas: Schemas) -> bool:
    """Say whether a type says more than its word: an enumeration, a format, a range, a length, a pattern."""
    bare, _ = resolve(of, schemas)
    match bare:
        case Enumeration():
            return True
        case Scalar(_, form, constraints):
            return form is not None or constraints != Constraints()
        case Array(item, constraints):
            return constraints != Constraints() or narrows(item, schemas)
        case _:
            return False


def record_of(of: Type, schemas: Schemas) -> Record | None:
    """Return the record that a value, or an element of a list of them, is; None where it is none."""
    bare, _ = resolve(of, schemas)
    while isinstance(bare, Array):
        bare, _ = resolve(bare.item, schemas)
    return bare if isinstance(bare, Record) else None
