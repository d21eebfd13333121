"""Whether a value fits a scalar type: kind, bounds, pattern, format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hexapla.model import JSON, Constraints, Scalar


def misfits_scalar(value: JSON, of: Scalar, at: str) -> Iterator[str]:
    """Yield how a value breaks a scalar type."""
    right = {
        "null": value is None,
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "integer": (isinstance(value, int) and not isinstance(value, bool)) or _is_whole(value),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
    }[of.kind]
    if not right:
        yield f"{place(at)} is no {of.kind}"
        return
    bounds = of.constraints
    if of.const is not None and not same(value, of.const.value):
        yield f"{place(at)} is not {json.dumps(of.const.value, ensure_ascii=False)}"
    if isinstance(value, str):
        yield from length(len(value), bounds.min_length, bounds.max_length, "characters", at)
        if bounds.pattern is not None and not _matches(bounds.pattern, value):
            yield f"{place(at)} does not match {bounds.pattern}"
        if not _has_format(value, of.format):
            yield f"{place(at)} is no {of.format}"
    elif isinstance(value, int | float):
        yield from _range(value, bounds, at)


def same(value: JSON, other: JSON) -> bool:
    """Say whether two values are one JSON value: 1 is no true."""
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _is_whole(value: JSON) -> bool:
    """Say whether a number has nothing behind its point: JSON Schema calls 1.0 an integer."""
    return isinstance(value, float) and value.is_integer()


def _matches(pattern: str, value: str) -> bool:
    if not _is_quick(pattern, value):
        return True
    try:
        return re.search(pattern, value) is not None
    except (re.error, OverflowError, RecursionError):  # a pattern of ECMAScript that Python does not know
        return True


def _is_quick(pattern: str, value: str) -> bool:
    """Say whether a search ends soon: some patterns take for ever on some texts, and a spec may hold both."""
    repeats = len(re.findall(r"[*+]|(?<!\()\?|\{[0-9]*,[0-9]*\}", pattern))
    nested = re.search(r"\)(?:[*+]|\{)", pattern) is not None
    return not nested and len(pattern) <= 1000 and len(value) ** min(repeats, 20) <= 10**7


def _has_format(value: str, name: str | None) -> bool:
    if name not in ("date-time", "date", "email", "uri"):
        return True
    import datetime

    try:
        match name:
            case "date-time":
                return datetime.datetime.fromisoformat(value).tzinfo is not None
            case "date":
                datetime.date.fromisoformat(value)
            case "email":
                return re.fullmatch(r"[^@\s]+@[^@\s]+", value) is not None
            case "uri":
                return re.match(r"(?i)[a-z][a-z0-9+.-]*:", value) is not None
    except ValueError:
        return False
    return True


def _range(value: int | float, bounds: Constraints, at: str) -> Iterator[str]:
    if bounds.minimum is not None and value < bounds.minimum:
        yield f"{place(at)} is below {bounds.minimum}"
    if bounds.maximum is not None and value > bounds.maximum:
        yield f"{place(at)} is above {bounds.maximum}"
    if bounds.exclusive_minimum is not None and value <= bounds.exclusive_minimum:
        yield f"{place(at)} is not above {bounds.exclusive_minimum}"
    if bounds.exclusive_maximum is not None and value >= bounds.exclusive_maximum:
        yield f"{place(at)} is not below {bounds.exclusive_maximum}"
    if bounds.multiple_of and not _is_multiple(value, bounds.multiple_of):
        yield f"{place(at)} is no multiple of {bounds.multiple_of}"


def _is_multiple(value: int | float, of: int | float) -> bool:
    """Say whether a number is a multiple, as its digits are written: 0.3 is one of 0.1."""
    import decimal

    try:
        return decimal.Decimal(str(value)) % decimal.Decimal(str(of)) == 0
    except decimal.InvalidOperation:  # infinite, or more digits than a decimal has
        return True


def length(count: int, least: int | None, most: int | None, unit: str, at: str) -> Iterator[str]:
    """Yield whether a length is out of its bounds."""
    if least is not None and count < least:
        yield f"{place(at)} has {count} {unit}, fewer than {least}"
    if most is not None and count > most:
        yield f"{place(at)} has {count} {unit}, more than {most}"


def place(at: str) -> str:
    """Return ` at /pointer` for a message; nothing for the whole."""
    return f" at {at}" if at else ""
