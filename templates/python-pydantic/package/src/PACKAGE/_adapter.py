"""JSON text to values by pydantic: strictly, by the names on the wire, and no more.

A text must be JSON as the standard has it, and no value may become another: what
pydantic would take for a number, a moment or a truth besides is refused.
"""

from __future__ import annotations

import functools
from typing import Final, TypeAlias, cast

import msgspec
from pydantic import TypeAdapter, ValidationError

Adapter: TypeAlias = "TypeAdapter[object]"

_CHECKER: Final = msgspec.json.Decoder(msgspec.Raw)


@functools.cache
def adapter(kind: object) -> Adapter:
    """Return what validates a type; made when the type is first read."""
    # Not always a class: a union or an annotated type serves as well.
    return TypeAdapter(cast("type[object]", kind))


def strictly(kind: object, text: bytes, context: object = None) -> object:
    """Return the value of a text.

    Args:
        kind: The type to read it as.
        text: The text.
        context: What is decided already about unions in it.

    Raises:
        ValueError: The text is no JSON, or not of this type; what it holds, which may
            be a secret, is not said.
        RecursionError: The text is nested too deeply.
    """
    if context is None and (b"NaN" in text or b"Infinity" in text):
        # In a string these are fine; pydantic takes them for numbers as well. What is
        # read for the second time says infinity where the server wrote 1e400.
        _CHECKER.decode(text)
    try:
        return adapter(kind).validate_json(
            text, strict=True, context=context, by_alias=True, by_name=False
        )
    except ValidationError as error:
        problem = _said(error)
    raise ValueError(problem)


def _said(error: ValidationError) -> str:
    """Return what is wrong first, on one line."""
    first = error.errors(include_url=False, include_context=False, include_input=False)
    where = ".".join(map(str, first[0]["loc"]))
    what = first[0]["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what
