"""Values to JSON: refuses what would arrive as something else.

A datetime without time zone and a number that is not finite have no JSON form; the
plain encoder would send a guess. Models are written with the keys they came with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, cast

import msgspec

from ._decode import decoder
from ._fields import fields_of
from ._loads import loads
from ._model import Model, link_of
from ._source import At, Source, members_of, rows_of
from ._text import check_number, check_time
from ._unset import Unset

_ENCODER: Final = msgspec.json.Encoder()


def dump(record: Model) -> bytes:
    """Return the JSON text of a model.

    A model that nobody changed gives the very bytes the server sent. Of a changed one,
    the changed attributes are written over the original: keys the package does not
    know, the order of keys and the spelling of numbers stay. An attribute that is None
    is written as null if the server sent the key, and else left out.

    Args:
        record: A model, from a response or built by hand.

    Returns:
        The text of a JSON object.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
    link = link_of(record)
    if link is None:
        original, before = None, dict[str, bytes]()
    else:
        original = link[0].slice(link[1])
        # The quick way: most records that are dumped were not changed at all.
        if _in_place(record, *link) and _is_same(record, original):
            return original
        before = members_of(original)
    after = dict(before)
    for field in fields_of(type(record)).values():
        value: object = getattr(record, field.name)
        old = before.get(field.wire)
        # What is always the same is written for a person, and not put into the mouth
        # of a server that left it out.
        is_set = value is not None and (value != field.default or original is None)
        if is_set or old is not None or (field.required and field.default is None):
            after[field.wire] = encode(value, old)
    if original is not None and after == before:
        return original
    return _ENCODER.encode({key: msgspec.Raw(text) for key, text in after.items()})


def _in_place(value: object, source: Source, at: At) -> bool:
    """Tell whether every record in a value is still linked as it was when decoded."""
    if isinstance(value, Model):
        fields = fields_of(type(value))
        return link_of(value) == (source, at) and all(
            _in_place(getattr(value, name), source, (at, fields[name].wire))
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
        before = decoder(type(record)).decode(original)
        return _ENCODER.encode(before) == _ENCODER.encode(record)
    except (ValueError, TypeError):
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
    return _encode_scalar(value, old)


def _encode_mapping(value: Mapping[object, object], old: bytes | None) -> bytes:
    before = members_of(old) if old is not None and old.startswith(b"{") else {}
    after: dict[str, bytes] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"a key in JSON is text, not {key!r}"
            raise TypeError(message)
        if not isinstance(item, Unset):
            after[key] = encode(item, before.get(key))
    if old is not None and after == before:
        return old
    return _ENCODER.encode({key: msgspec.Raw(text) for key, text in after.items()})


def _encode_sequence(value: Sequence[object], old: bytes | None) -> bytes:
    before = rows_of(old) if old is not None and old.startswith(b"[") else []
    missing = [None] * (len(value) - len(before))
    pairs = zip(value, [*before, *missing], strict=False)
    after = [encode(item, text) for item, text in pairs]
    if old is not None and after == before:
        return old
    return b"[%b]" % b",".join(after)


def _encode_scalar(value: object, old: bytes | None) -> bytes:
    if isinstance(value, float):
        if old is not None and math.isinf(value) and _is_number(old, value):
            return old
        check_number(value)
    if isinstance(value, datetime):
        check_time(value)
    if isinstance(value, Unset):
        message = "UNSET is no value"
        raise ValueError(message)
    text = _ENCODER.encode(value)
    return old if old is not None and _says(old, value, text) else text


def _is_number(text: bytes, value: float) -> bool:
    """Tell whether a text, `1e400` for instance, is read as this number."""
    try:
        return loads(text) == value
    except ValueError:
        return False


def _says(old: bytes, value: object, text: bytes) -> bool:
    """Tell whether a text of the server's is another spelling of the same value."""
    if old == text:
        return True
    try:
        return _ENCODER.encode(msgspec.json.decode(old, type=type(value))) == text
    except (ValueError, TypeError):
        return False
