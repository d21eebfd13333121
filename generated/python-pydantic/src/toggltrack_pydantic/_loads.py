"""Any JSON text to values, also where the fast parser gives up."""

from __future__ import annotations

import contextlib
from typing import Final, cast

import msgspec

from ._types import JSON

_DECODER: Final = msgspec.json.Decoder(object)
_MOST_DIGITS: Final = 4000


def loads(text: bytes) -> JSON:
    """Return the value of a JSON text.

    Half a surrogate pair, a number beyond all floats and broken UTF-8 are read the way
    Python reads them: as they are, as infinity, as replacement characters.

    Raises:
        ValueError: The text is no JSON.
        RecursionError: The text is nested too deeply.
    """
    with contextlib.suppress(ValueError):
        return cast("JSON", _DECODER.decode(text))
    # Imported here: a well-behaved server never gets this far.
    import json

    decoded = text.decode("utf-8", "replace")
    return cast("JSON", json.loads(decoded, parse_int=_integer))


def _integer(digits: str) -> int | float:
    try:
        return int(digits)
    except ValueError:
        # Python refuses integers of thousands of digits, to bound the time they cost.
        return float(digits)


def loads_or_none(text: bytes) -> JSON:
    """Return the value of a JSON text; None for a text that is none."""
    try:
        return loads(text)
    except (ValueError, RecursionError):
        return None


def integer(text: bytes) -> int | None:
    """Return the integer that a JSON number is, `5.0` and `1e3` included, exactly."""
    # Imported here: nearly all integers are read by the fast parser.
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text.decode())
        digits = number.adjusted()
        # Python refuses integers of more digits, to bound the time they cost.
        is_whole = digits <= _MOST_DIGITS and number == number.to_integral_value()
        return int(number) if is_whole else None
    except (InvalidOperation, ValueError):
        return None
