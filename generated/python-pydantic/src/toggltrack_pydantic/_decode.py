"""JSON text to values: the reader of a type, models included; `load` for a caller."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from types import UnionType
from typing import TypeVar, cast, get_args, overload

import msgspec

from ._adapter import strictly
from ._cases import Choice
from ._deviations import Found
from ._exchange import Reply
from ._model import Model, link
from ._source import Source

T = TypeVar("T")


class Reader:
    """Reads JSON text as one type: pydantic makes models, and nothing else."""

    __slots__ = ("decode",)

    decode: Callable[[bytes], object]
    """Returns the value of a text.

    Raises:
        ValueError: The text is no JSON, or not of this type.
        RecursionError: The text is nested too deeply.
    """

    def __init__(self, kind: object) -> None:
        """Make the decoder."""
        if _has_models(kind):
            self.decode = functools.partial(strictly, kind)
        else:
            plain = cast("type[object]", kind)
            self.decode = msgspec.json.Decoder(plain, dec_hook=_as_it_is).decode


def _has_models(kind: object) -> bool:
    if isinstance(kind, Choice):
        return True
    if isinstance(kind, type) and issubclass(kind, Model):
        return True
    return any(map(_has_models, get_args(kind)))


def _as_it_is(kind: type, raw: object) -> object:
    """Return a value of no certain type; there is no other that the decoder lacks."""
    if kind is object:
        return raw
    message = f"{kind.__name__} is no type that JSON has"
    raise NotImplementedError(message)


@functools.cache
def decoder(kind: object) -> Reader:
    """Return the reader of a type; made when the type is first read."""
    return Reader(kind)


def read(
    kind: object, body: bytes, reply: Reply | None, operation: str = ""
) -> tuple[object, Sequence[Found]]:
    """Return the value of a body, linked to it, and what in it is not as documented.

    Args:
        kind: The type to read it as.
        body: The text.
        reply: The response that it came in.
        operation: What was called.

    Raises:
        ValueError: The text is no JSON, or its outermost type is another.
        RecursionError: The text is nested too deeply.
    """
    try:
        value = decoder(kind).decode(body)
    except ValueError as error:
        return _leniently(kind, body, reply, operation, error)
    link(value, Source(body, reply))
    return value, ()


def _leniently(
    kind: object, body: bytes, reply: Reply | None, operation: str, error: ValueError
) -> tuple[object, Sequence[Found]]:
    # Imported here: a server that keeps to its description never gets this far.
    from ._reading import lenient

    found = lenient(kind, body, operation, error)
    deviations = tuple(one.deviation for one in found.deviations)
    link(found.value, Source(body, reply, deviations))
    return found.value, found.deviations


@overload
def load(kind: type[T], text: bytes | str) -> T: ...


@overload
def load(kind: UnionType, text: bytes | str) -> object: ...


def load(kind: object, text: bytes | str) -> object:
    """Return a model read from JSON text: a webhook's body, a file, a test's sample.

    It is what a response gives: `dump` returns the very text, `extra` the keys that the
    package does not know, `deviations` what is not as documented; nobody is warned.
    Only `response_of` has nothing to tell. `model_validate_json` on the other hand
    refuses what is not as documented, and keeps no text.

    Args:
        kind: A model, or what can be made of models: `list[Model]`, or a union, whose
            members are told apart as in a response.
        text: The text of one JSON value.

    Raises:
        ValueError: The text is no JSON, or its outermost type is another.
        RecursionError: The text is nested too deeply.
    """
    body = text.encode() if isinstance(text, str) else text
    return read(kind, body, None)[0]
