"""Values to JSON: refuses what would arrive as something else.

A datetime without time zone and a number that is not finite have no JSON form; the
plain encoder would send a guess. Models are written with the keys they came with.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Final, cast

import msgspec
from msgspec.structs import astuple

from ._decode import decoder
from ._fields import Field, fields_of
from ._model import Model, class_of, link_of
from ._partial import ABSENT, peek
from ._scalars import encode_scalar
from ._source import At, Source, joined, members_of, rows_of, segment
from ._unset import Unset

_ENCODER: Final = msgspec.json.Encoder()
_PLAIN: Final = frozenset({NoneType, bool, date, int, str})


def dump(record: Model) -> bytes:
    """Return the JSON text of a model.

    A model that nobody changed gives the very bytes the server sent. Of a changed one,
    the changed attributes are written over the original: keys the package does not
    know, the order of keys and the spelling of numbers stay. An attribute that is None
    is written as null if the server sent the key, and else left out. What the server
    sent where an attribute could not be read stays until you set the attribute.

    Args:
        record: A model, from a response or built by hand.

    Returns:
        The text of a JSON object.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
    link = link_of(record)
    if link is None:
        if _is_plain(record):
            with contextlib.suppress(ValueError, TypeError, OverflowError):
                return _ENCODER.encode(record)
        original, before = None, dict[str, bytes]()
    else:
        original = link[0].slice(link[1])
        # The quick way: most records that are dumped were not changed at all.
        if _in_place(record, *link) and _is_same(record, original):
            return original
        before = members_of(original) if original.startswith(b"{") else {}
    after = dict(before)
    for field in fields_of(type(record)).values():
        value = peek(record, field.name)
        old = before.get(field.wire)
        if _is_unread(record, field, value, old):
            continue
        # What is always the same is written for a person, and not put into the mouth
        # of a server that left it out.
        is_set = value is not None and (value != field.default or original is None)
        if is_set or old is not None or (field.required and field.default is None):
            after[field.wire] = encode(value, old)
    if original is not None and after == before:
        return original
    return joined(after)


def _is_plain(record: Model) -> bool:
    """Tell whether the encoder by itself writes a record as we do; nobody read it."""
    if record.__constants__ or type(record) is not class_of(record):
        # The encoder leaves out what is as by default, and so what is constant.
        return False
    values = astuple(record)
    # By their types first, which are few: most need no second look.
    odd = set(map(type, values)) - _PLAIN
    return not odd or all(_is_plain_value(one) for one in values if type(one) in odd)


def _is_plain_value(value: object) -> bool:
    if isinstance(value, Enum):
        return True
    if isinstance(value, datetime):
        return value.utcoffset() is not None
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Model):
        return link_of(value) is None and _is_plain(value)
    if isinstance(value, list):
        return all(map(_is_plain_value, cast("list[object]", value)))
    return type(value) in _PLAIN


def _is_unread(record: Model, field: Field, value: object, old: bytes | None) -> bool:
    """Tell whether an attribute is what it is because it could not be read."""
    if value is not None:
        return value is ABSENT
    if old == b"null":
        return False
    if old is None:
        # The server left out what it has to send; it is not for us to say null there.
        link = link_of(record)
        if link is None or not link[0].deviations:
            return False
        pointer = link[0].pointer(link[1]) + segment(field.wire)
        return bool(link[0].below(pointer))
    # Imported here: nearly always the server's text says null too, or was replaced.
    from ._lenient import fits

    return not fits(field.type, old)


def _in_place(value: object, source: Source, at: At) -> bool:
    """Tell whether every record in a value is still linked as it was when decoded."""
    if isinstance(value, Model):
        fields = fields_of(type(value))
        return link_of(value) == (source, at) and all(
            _in_place(peek(value, name), source, (at, fields[name].wire))
            for name in value.__nested__
        )
    if isinstance(value, list):
        rows = enumerate(cast("list[object]", value))
        return all(_in_place(row, source, (at, index)) for index, row in rows)
    if isinstance(value, tuple):
        return _in_place(list(cast("tuple[object, ...]", value)), source, at)
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return all(_in_place(item, source, (at, key)) for key, item in items)
    return True


def _is_same(record: Model, original: bytes) -> bool:
    """Tell whether all documented members have the value that the server sent."""
    try:
        before = decoder(class_of(record)).decode(original)
        return _ENCODER.encode(before) == _ENCODER.encode(record)
    except (ValueError, TypeError, AttributeError):
        return False


def encode(value: object, old: bytes | None = None) -> bytes:
    """Return the JSON text of a value.

    Args:
        value: Anything JSON has a form for, models included. Members of a mapping that
            are UNSET are left out.
        old: The text the server sent in this place. What still says the same keeps
            this spelling.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
    if isinstance(value, Model):
        return dump(value)
    if isinstance(value, Mapping):
        return _encode_mapping(cast("Mapping[object, object]", value), old)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
        return _encode_sequence(cast("Sequence[object]", value), old)
    return encode_scalar(value, old)


def _encode_mapping(value: Mapping[object, object], old: bytes | None) -> bytes:
    old = old if old is not None and old.startswith(b"{") else None
    before = {} if old is None else members_of(old)
    after: dict[str, bytes] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"a key in JSON is text, not {key!r}"
            raise TypeError(message)
        if not isinstance(item, Unset):
            after[key] = encode(item, before.get(key))
    if old is not None and after == before:
        return old
    return joined(after)


def _encode_sequence(value: Sequence[object], old: bytes | None) -> bytes:
    old = old if old is not None and old.startswith(b"[") else None
    before = [] if old is None else rows_of(old)
    missing = [None] * (len(value) - len(before))
    pairs = zip(value, [*before, *missing], strict=False)
    after = [encode(item, text) for item, text in pairs]
    if old is not None and after == before:
        return old
    return b"[%b]" % b",".join(after)
