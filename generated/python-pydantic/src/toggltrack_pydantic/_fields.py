"""What a model class says about its attributes: JSON key, required, nullable."""

from __future__ import annotations

import functools
from types import NoneType
from typing import Annotated, get_args

import msgspec
from pydantic.fields import FieldInfo

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
    # Types that are defined further down are not known before.
    cls.model_rebuild()
    return {name: _field(name, info) for name, info in cls.model_fields.items()}


def _field(name: str, info: FieldInfo) -> Field:
    is_required = info.is_required()
    default: object = None if is_required else info.default
    alias, kind = info.validation_alias, _type_of(info)
    return Field(
        name,
        alias if isinstance(alias, str) else name,
        is_required or default is not None,
        _is_nullable(kind),
        default,
        kind,
        not is_required,
    )


def _type_of(info: FieldInfo) -> object:
    """Return a type with what is said about it besides, which pydantic takes apart."""
    kind: object = info.annotation
    for word in info.metadata:
        kind = Annotated[kind, word]
    return kind


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
