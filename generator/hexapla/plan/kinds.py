"""What kind of value a type has, seen through names and null: a text, a list, an object, a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from hexapla.model import JSON, Any, Array, Enumeration, Map, Nullable, Record, Scalar, Schema, Tuple, Type, Union
from hexapla.plan.paging import resolved

Schemas: TypeAlias = Mapping[str, Schema]


def is_object(of: Type, schemas: Schemas) -> bool:
    """Say whether a value has members."""
    return isinstance(resolved(of, schemas), Record | Map)


def may_be_record(of: Type, schemas: Schemas) -> bool:
    """Say whether a value may be a record: then it may be given by its members as well."""
    found = resolved(of, schemas)
    if isinstance(found, Union):
        return any(may_be_record(member, schemas) for member in found.members)
    return isinstance(found, Record)


def is_list(of: Type, schemas: Schemas) -> bool:
    """Say whether a value has elements."""
    return isinstance(resolved(of, schemas), Array | Tuple)


def is_text(of: Type, schemas: Schemas) -> bool:
    """Say whether a value may be any text."""
    found = resolved(of, schemas)
    return isinstance(found, Any) or (isinstance(found, Scalar) and found.kind == "string" and found.const is None)


def is_flat(of: Type, schemas: Schemas) -> bool:
    """Say whether a value is one text: neither a list nor an object, whatever it turns out to be."""
    found = resolved(of, schemas)
    if isinstance(found, Union):
        return all(is_flat(member, schemas) for member in found.members)
    return isinstance(found, Scalar | Enumeration)


def is_file(of: Type, schemas: Schemas) -> bool:
    """Say whether a value in a part of a body is bytes: by its format, or by what its content is said to be."""
    found = resolved(of, schemas)
    if not isinstance(found, Scalar) or found.kind != "string":
        return False
    words = {keyword.name for keyword in found.rest}
    return found.format == "binary" or ("contentMediaType" in words and "contentEncoding" not in words)


def only_value(of: Type, schemas: Schemas) -> JSON:
    """Return the only value a type has; None where there are several, or where it is null."""
    found = resolved(of, schemas)
    if isinstance(of, Nullable):
        return None
    if isinstance(found, Scalar) and found.const is not None:
        return found.const.value
    if isinstance(found, Enumeration) and len(found.values) == 1:
        return found.values[0].value
    return None
