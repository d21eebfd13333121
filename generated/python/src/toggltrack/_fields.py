"""What a model class says about its attributes: JSON key, required, nullable."""

from __future__ import annotations

import functools
from types import NoneType
from typing import get_args

import msgspec

from ._model import Model


class Field(msgspec.Struct, frozen=True):
    """One attribute of a model class."""

    name: str
    wire: str
    """The key in JSON."""
    required: bool
    nullable: bool
    default: object
    """What it is where the server left it out: None, or what it is always."""
    type: object
    has_default: bool
    """Whether it is anything at all where the server left it out."""


@functools.cache
def fields_of(cls: type[Model]) -> dict[str, Field]:
    """Return the attributes of a model class by name, in the order of definition."""
    return {
        field.name: Field(
            field.name,
            field.encode_name,
            field.required or field.default is not None,
            _is_nullable(field.type),
            None if field.required else field.default,
            field.type,
            not field.required,
        )
        for field in msgspec.structs.fields(cls)
    }


def _is_nullable(kind: object) -> bool:
    # Of a union with a class of its own only that class knows.
    classes = getattr(getattr(kind, "cases", None), "classes", get_args(kind))
    return NoneType in classes or kind in (object, None, NoneType)


def field_of(record: Model, name: str) -> Field:
    """Return one attribute of a model.

    Args:
        record: The model.
        name: The name of the attribute in Python.

    Raises:
        AttributeError: There is no such attribute; the message names near ones.
    """
    fields = fields_of(type(record))
    found = fields.get(name)
    if found is not None:
        return found
    # Imported here: only a mistake needs it.
    import difflib

    near = difflib.get_close_matches(name, fields, 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    message = f"{type(record).__name__} has no attribute {name!r}{hint}"
    raise AttributeError(message, name=name, obj=record)
