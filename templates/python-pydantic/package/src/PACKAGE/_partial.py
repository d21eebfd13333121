"""Records of which the server sent something required wrong, or not at all.

The attribute is not set, and says so when it is read. All other records pay nothing:
only for an attribute that is not set does Python ask the class.
"""

from __future__ import annotations

from collections.abc import Mapping

from ._deviations import Deviation, told
from ._fields import Field, fields_of
from ._loads import loads
from ._model import ABSENT as ABSENT
from ._model import Model, link_of, put
from ._source import members_of, segment
from .errors import DeviationError


def peek(record: Model, name: str) -> object:
    """Return the value of an attribute; ABSENT where it is not set."""
    value: object = record.__dict__.get(name, ABSENT)
    return value


def build(
    cls: type[Model],
    values: Mapping[str, object],
    known: set[str] | None = None,
    extra: Mapping[str, object] | None = None,
) -> Model:
    """Return a record with these attributes and no others; nothing is validated.

    Args:
        cls: Its class.
        values: The attributes by name.
        known: The names of those whose key was there.
        extra: The members that are no attributes.
    """
    record = cls.__new__(cls)
    put(record, "__dict__", dict(values))
    put(record, "__pydantic_fields_set__", known or set[str]())
    put(record, "__pydantic_extra__", dict(extra or {}))
    put(record, "__pydantic_private__", None)
    return record


def unreadable(record: Model, name: str) -> DeviationError:
    """Return the error of an attribute that is not set."""
    found = link_of(record)
    reply = None if found is None else found[0].reply
    deviations = _reasons(record, fields_of(type(record))[name])
    shown = f"{type(record).__name__}.{name}"
    message = f"{shown} cannot be read: {told(deviations) or 'it is not set'}"
    return DeviationError(message, deviations, reply)


def _reasons(record: Model, field: Field) -> tuple[Deviation, ...]:
    """Return why an attribute is not set: it deviates, or the whole record does."""
    found = link_of(record)
    if found is None:
        return ()
    pointer = found[0].pointer(found[1])
    whole = (one for one in found[0].below(pointer) if one.pointer == pointer)
    return found[0].below(pointer + segment(field.wire)) or tuple(whole)


def unread(record: Model) -> dict[str, object]:
    """Return what the server sent where an attribute is not set."""
    found = link_of(record)
    text = b"" if found is None else found[0].slice(found[1])
    members = members_of(text) if text.startswith(b"{") else {}
    return {
        field.wire: loads(members[field.wire])
        for field in fields_of(type(record)).values()
        if field.name not in record.__dict__ and field.wire in members
    }
