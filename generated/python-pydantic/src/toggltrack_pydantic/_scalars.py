"""Scalars to JSON, in the spelling that the server has for the same value."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

import msgspec

from ._loads import integer, loads
from ._text import check_number, check_time
from ._unset import Unset

_ENCODER: Final = msgspec.json.Encoder()


def encode_scalar(value: object, old: bytes | None) -> bytes:
    """Return the JSON text of a value that holds no others.

    Args:
        value: A text, a number, a truth, null, a date or a time.
        old: The text the server sent in this place; one that says the same is kept.

    Raises:
        ValueError: A datetime has no time zone, or a number is not finite.
    """
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
        is_integer = isinstance(value, int) and not isinstance(value, bool)
        return is_integer and integer(old) == value
