"""One value to the text that stands for it in a path, a query or a header field."""

from __future__ import annotations

import math
from datetime import datetime
from enum import Enum

import msgspec


def check_number(value: float) -> None:
    """Raise ValueError for a number that is not finite."""
    if not math.isfinite(value):
        message = f"{value} is no number that can be sent"
        raise ValueError(message)


def check_time(value: datetime) -> None:
    """Raise ValueError for a datetime without time zone: a guess would be wrong."""
    if value.utcoffset() is None:
        message = f"{value.isoformat()} has no time zone, so it is no point in time"
        raise ValueError(message)


def text_of(value: object) -> str:
    """Return the text of a scalar.

    Raises:
        ValueError: It has no form that every server reads the same way.
        TypeError: It is no scalar.
    """
    if isinstance(value, Enum):
        return text_of(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        message = "null can only be sent in a body"
        raise ValueError(message)
    if isinstance(value, float):
        check_number(value)
    if isinstance(value, datetime):
        check_time(value)
    plain: object = msgspec.to_builtins(value)
    if isinstance(plain, str | int | float):
        return str(plain)
    message = f"{type(value).__name__} cannot be sent as text"
    raise TypeError(message)
