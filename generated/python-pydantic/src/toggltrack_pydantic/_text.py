"""One value to its text in a path, a query, a header field, a cookie or a form."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Generator
from datetime import datetime
from enum import Enum
from typing import Final

import msgspec

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch


def on_a_line(text: str, most: int) -> str:
    """Return a text that fits on a line of a log and cannot forge another."""
    short = text if len(text) <= most else f"{text[:most]}..."
    return "".join(letter if letter.isprintable() else " " for letter in short)


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
        message = "null can only be sent as JSON"
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


@contextlib.contextmanager
def named(name: str) -> Generator[None]:
    """Put the name of an argument before the message of what is wrong with it."""
    try:
        yield
    except ValueError as error:
        message = f"{name}: {error}"
        raise ValueError(message) from error
    except TypeError as error:
        message = f"{name}: {error}"
        raise TypeError(message) from error


def field_text(name: str, value: str) -> str:
    """Return the value of a header field, without white space around it.

    Raises:
        ValueError: It holds what would end the field, or is not ASCII.
    """
    text = value.strip()
    if not _TOKEN(name) or not (text.isascii() and text.isprintable()):
        message = f"{name!r}: a header field holds printable ASCII only"
        raise ValueError(message)
    return text
