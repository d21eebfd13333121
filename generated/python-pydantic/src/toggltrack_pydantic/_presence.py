"""Questions about a model for which pydantic has no word, as functions.

Functions, so that no field of the API can be in their way.
"""

from __future__ import annotations

from ._exchange import Reply
from ._fields import field_of
from ._model import Model, link_of, put
from ._partial import ABSENT, peek
from ._source import Source, joined, members_of, segment


def has(record: Model, name: str) -> bool:
    """Tell whether a key is there, be it null.

    Args:
        record: A model.
        name: The name of an attribute.

    Raises:
        AttributeError: The model has no such attribute.
    """
    field = field_of(record, name)
    if name in record.model_fields_set:
        return True
    # What is always the same is there by itself, unless a server left it out.
    value = peek(record, name)
    return value not in (None, ABSENT) and (
        value != field.default or link_of(record) is None
    )


def unset(record: Model, name: str) -> None:
    """Take a key away: the attribute reads None and `dump` leaves the key out.

    Args:
        record: A model.
        name: The name of an attribute.

    Raises:
        AttributeError: The model has no such attribute.
        ValueError: The key is always there.
    """
    field = field_of(record, name)
    if field.required:
        message = f"{type(record).__name__}.{name} is required and cannot be left out"
        raise ValueError(message)
    members = _members(record)
    if members.pop(field.wire, None) is not None:
        _relink(record, members, field.wire)
    setattr(record, name, None)
    record.model_fields_set.discard(name)


def set_null(record: Model, name: str) -> None:
    """Make a key null: the attribute reads None and `dump` writes null.

    Assigning None does the same, unless the server sent what could not be read.

    Args:
        record: A model.
        name: The name of an attribute.

    Raises:
        AttributeError: The model has no such attribute.
        ValueError: The key is never null.
    """
    field = field_of(record, name)
    if field.required and not field.nullable:
        message = f"{type(record).__name__}.{name} is never null"
        raise ValueError(message)
    members = _members(record)
    if members.get(field.wire) != b"null":
        members[field.wire] = b"null"
        _relink(record, members, field.wire)
    setattr(record, name, None)


def extra(record: Model) -> dict[str, object]:
    """Return the members that the package does not know: a copy of `model_extra`.

    Args:
        record: A model.

    Returns:
        The values by their key in JSON, decoded. Where the API says what all of them
        are, as it does of a record that is a map besides, they are that: models, dates.
    """
    return dict[str, object](record.model_extra or {})


def response_of(record: Model) -> Reply:
    """Return the response in which a model came.

    Args:
        record: A model from a response.

    Raises:
        LookupError: The model was built by hand.
    """
    link = link_of(record)
    reply = None if link is None else link[0].reply
    if reply is None:
        message = f"this {type(record).__name__} came in no response"
        raise LookupError(message)
    return reply


def _members(record: Model) -> dict[str, bytes]:
    link = link_of(record)
    text = b"" if link is None else link[0].slice(link[1])
    # What stands where a record should be may be no object at all.
    return members_of(text) if text.startswith(b"{") else {}


def _relink(record: Model, members: dict[str, bytes], changed: str) -> None:
    """Give a record a source of its own; its page is shared and stays as it was."""
    link = link_of(record)
    if link is None:
        return
    source, at = link
    base = source.pointer(at)
    settled = source.below(base + segment(changed))
    found = tuple(one for one in source.below(base) if one not in settled)
    put(
        record, "__linked__", (Source(joined(members), source.reply, found, base), None)
    )
