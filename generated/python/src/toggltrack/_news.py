"""What is not as documented in a model, and what is only new: functions of the package.

Functions, so that no field of the API can be in their way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, cast

import msgspec

from ._decode import decoder, read
from ._deviations import Deviation
from ._enum import OpenIntEnum, OpenStrEnum
from ._exchange import Reply
from ._fields import fields_of
from ._loads import loads
from ._model import Model, class_of, link_of
from ._partial import ABSENT, peek
from ._source import members_of, rows_of, segment
from ._unknown import Unknown


class News(msgspec.Struct, frozen=True):
    """A key, or a value, that this package does not know; no fault of anybody's.

    Attributes:
        pointer: The place in the body of the response, as a JSON pointer (RFC 6901).
        kind: `key`, or `value`: one that an enumeration does not list, another one than
            is documented to stand there always, a record of an unknown kind.
    """

    pointer: str
    kind: Literal["key", "value"]


def deviations(value: object) -> tuple[Deviation, ...]:
    """Return where a response was not as documented.

    Args:
        value: A model from a response or from `load`; or a list of them, a page, what
            `raw` returns.

    Returns:
        The deviations in the model, at any depth; none for one that was built by hand.
    """
    found: list[Deviation] = []
    for record in _records(value):
        link = link_of(record)
        if link is not None:
            source, at = link
            found += source.below(source.pointer(at))
    return tuple(found)


def news(value: object) -> tuple[News, ...]:
    """Return what the server sent that this package does not know.

    Args:
        value: A model from a response or from `load`; or a list of them, a page, what
            `raw` returns.

    Returns:
        The keys and values in the model, at any depth; none for one built by hand.
    """
    return tuple(one for record in _records(value) for one in _of_record(record))


def _records(value: object) -> Iterator[Model]:
    """Yield the outermost models in a value."""
    # Imported here: whoever has a page has loaded it already.
    from ._pager import Page

    if isinstance(value, Page):
        page = cast("Page[object]", value)
        value = page.items if page.value is None else page.value
    elif isinstance(value, Reply):
        value = getattr(value, "value", None)
    if isinstance(value, Model):
        yield value
    elif isinstance(value, Mapping):
        yield from _records(list(cast("Mapping[str, object]", value).values()))
    elif isinstance(value, list | tuple):
        for one in cast("list[object]", value):
            yield from _records(one)


def _of_record(record: Model) -> Iterator[News]:
    link = link_of(record)
    if link is None:
        return
    source, at = link
    text, cls = source.slice(at), class_of(record)
    if text.startswith(b"{"):
        # Read once more: the attributes may have been changed since.
        yield from _inside(read(cls, text, None)[0], text, source.pointer(at))


def _inside(value: object, text: bytes, pointer: str) -> Iterator[News]:
    """Yield the news in a value and its text."""
    if isinstance(value, Model):
        if text.startswith(b"{"):
            yield from _members(value, text, pointer)
    elif isinstance(value, OpenStrEnum | OpenIntEnum):
        if not value.is_known:
            yield News(pointer, "value")
    elif isinstance(value, list | tuple):
        rows = zip(cast("list[object]", value), rows_of(text), strict=True)
        for index, (row, one) in enumerate(rows):
            yield from _inside(row, one, pointer + segment(index))
    elif isinstance(value, dict):
        items = cast("dict[str, object]", value)
        for key, one in members_of(text).items():
            yield from _inside(items[key], one, pointer + segment(key))


def _members(record: Model, text: bytes, pointer: str) -> Iterator[News]:
    if isinstance(record, Unknown):
        yield News(pointer, "value")
        return
    names = {field.wire: field.name for field in fields_of(class_of(record)).values()}
    for key, one in members_of(text).items():
        place = pointer + segment(key)
        if key not in names:
            yield from _more(record, one, place)
            continue
        value = peek(record, names[key])
        if value is ABSENT or value is None:
            continue
        constants = record.__constants__
        if key in constants and value != constants[key]:
            yield News(place, "value")
        else:
            yield from _inside(value, one, place)


def _more(record: Model, text: bytes, pointer: str) -> Iterator[News]:
    """Yield the news of a member that is no attribute."""
    kind = type(record).__additional__()
    if kind is None:
        yield News(pointer, "key")
        return
    try:
        value = decoder(kind).decode(text)
    except ValueError:
        value = loads(text)
    yield from _inside(value, text, pointer)
