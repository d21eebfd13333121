"""JSON text to values: the decoder of a type, unions included; `load` for a caller."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from types import UnionType
from typing import TypeVar, cast, overload

import msgspec

from ._deviations import Found
from ._exchange import Reply
from ._loads import loads
from ._model import link
from ._source import Source
from ._union import Reading, hook

T = TypeVar("T")


class Reader:
    """Reads JSON text as one type."""

    __slots__ = ("_decoder", "_kind")

    def __init__(self, kind: object) -> None:
        """Make the decoder."""
        # Not always a class: a union or an annotated type serves as well.
        self._kind = cast("type[object]", kind)
        self._decoder = msgspec.json.Decoder(self._kind, dec_hook=hook)

    def decode(self, text: bytes) -> object:
        """Return the value of a text.

        Raises:
            ValueError: The text is no JSON, or not of this type.
            RecursionError: The text is nested too deeply.
        """
        try:
            return self._decoder.decode(text)
        except ValueError as error:
            if not _gave_up(error):
                raise
            return self._slowly(text, error)

    def _slowly(self, text: bytes, error: ValueError) -> object:
        """Read a text in which the fast parser gives up on a value of no certain type.

        It passes over an unknown key of a record, whatever its value is. In a union it
        cannot: all of the value is read before anybody knows which keys are unknown.
        """
        reading = Reading()
        try:
            # Octets that are no text must not become other letters.
            text.decode()
            value = msgspec.convert(loads(text), self._kind, dec_hook=reading.hook)
            # Half a surrogate pair, in an attribute, could never be written again.
            msgspec.json.encode(value)
        except ValueError:
            raise error from None
        if not reading.is_used:
            raise error
        return value


def _gave_up(error: ValueError) -> bool:
    """Tell whether the fast parser met what it cannot read, whatever the type is."""
    is_mismatch = isinstance(error, msgspec.ValidationError)
    return not is_mismatch or str(error).startswith("Number out of range")


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
    from ._lenient import lenient

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
    Only `response_of` has nothing to tell.

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
