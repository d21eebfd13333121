"""Questions about a model that no attribute answers, as functions.

Functions, so that no field of the API can be in their way.
"""

from __future__ import annotations

from ._decode import decoder
from ._exchange import Reply
from ._fields import field_of, fields_of
from ._loads import loads
from ._model import Model, link, link_of
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
    value = peek(record, name)
    if value is ABSENT:
        return field.wire in _members(record)
    # What is always the same reads so even where the server left it out.
    if value != field.default or (field.required and link_of(record) is None):
        return True
    return field.wire in _members(record)


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


def set_null(record: Model, name: str) -> None:
    """Make a key null: the attribute reads None and `dump` writes null.

    Assigning None does the same where the server sent the key.

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
    """Return the members the server sent that the package does not know.

    Args:
        record: A model; one that was built by hand has none.

    Returns:
        The values by their key in JSON, decoded. Where the API says what all of them
        are, as it does of a record that is a map besides, they are that: models, dates.
        Changing them changes nothing in the record.
    """
    known = {field.wire for field in fields_of(type(record)).values()}
    members = _members(record)
    return {
        key: _additional(record, key, text)
        for key, text in members.items()
        if key not in known
    }


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


def _additional(record: Model, key: str, text: bytes) -> object:
    kind = type(record).__additional__()
    if kind is None:
        return loads(text)
    try:
        value = decoder(kind).decode(text)
    except ValueError:
        return loads(text)
    found = link_of(record)
    if found is not None:
        link(value, found[0], (found[1], key))
    return value


def _members(record: Model) -> dict[str, bytes]:
    link = link_of(record)
    text = b"" if link is None else link[0].slice(link[1])
    # What stands where a record should be may be no object at all.
    return members_of(text) if text.startswith(b"{") else {}


def _relink(record: Model, members: dict[str, bytes], changed: str) -> None:
    """Give a record a source of its own; its page is shared and stays as it was."""
    body = joined(members)
    link = link_of(record)
    if link is None:
        record.__source__ = Source(body, None)
    else:
        source, at = link
        base = source.pointer(at)
        settled = source.below(base + segment(changed))
        found = (one for one in source.below(base) if one not in settled)
        record.__source__ = Source(body, source.reply, tuple(found), base)
    record.__at__ = None
