"""The bytes a model was read from, and where in them it lies.

A source holds bytes and exchange data, never models: models are not seen by the
garbage collector, so a cycle through one would never be freed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from . import _cut
from ._deviations import Deviation
from ._exchange import Reply

At: TypeAlias = "int | tuple[At, str | int] | None"
"""A place in a body: None is all of it, an int a row, else (place, key or index)."""

_ROWS: Final = msgspec.json.Decoder(list[msgspec.Raw])
_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_ENCODER: Final = msgspec.json.Encoder()
_WHOLE: Final = msgspec.json.Decoder(msgspec.Raw)


def rows_of(text: bytes) -> list[bytes]:
    """Return the elements of a JSON array, each as its own text."""
    try:
        return [bytes(row) for row in _ROWS.decode(text)]
    except ValueError as error:
        if isinstance(error, msgspec.ValidationError):
            raise
        return _cut.rows(text)


def members_of(text: bytes) -> dict[str, bytes]:
    """Return the members of a JSON object, each value as its own text."""
    try:
        return {key: bytes(value) for key, value in _MEMBERS.decode(text).items()}
    except ValueError as error:
        if isinstance(error, msgspec.ValidationError):
            raise
        return _cut.members(text)


def joined(members: Mapping[str, bytes]) -> bytes:
    """Return the text of an object, of the texts of its members."""
    raw = {key: msgspec.Raw(text) for key, text in members.items()}
    try:
        return _ENCODER.encode(raw)
    except UnicodeEncodeError:
        return _cut.joined(members)


def whole_of(text: bytes) -> bytes:
    """Return a JSON text without white space around it."""
    try:
        return bytes(_WHOLE.decode(text))
    except ValueError:
        return _cut.whole(text)


def segment(key: str | int) -> str:
    """Return what one key or index adds to a JSON pointer."""
    if isinstance(key, int):
        return f"/{key}"
    if not key.isascii():
        # A pointer is for people, and may be printed: what is no text is replaced.
        key = _NO_TEXT.sub("\ufffd", key)
    return f"/{key.replace('~', '~0').replace('/', '~1')}"


def _pointer(at: At) -> str:
    steps: list[str] = []
    while at is not None:
        if isinstance(at, int):
            steps.append(segment(at))
            break
        at, key = at
        steps.append(segment(key))
    return "".join(reversed(steps))


class Source:
    """One body and the reply it came with; a slice is found when it is asked for."""

    __slots__ = ("_base", "_rows", "_sorted", "body", "deviations", "reply")

    def __init__(
        self,
        body: bytes,
        reply: Reply | None,
        deviations: tuple[Deviation, ...] = (),
        base: str = "",
    ) -> None:
        """Keep the body; nothing is read before somebody asks.

        Args:
            body: The text.
            reply: The response it came in.
            deviations: Where it is not as documented, row by row.
            base: The pointer of the text itself, where it was cut out of a body.
        """
        self.body = body
        self.reply = reply
        self.deviations = deviations
        self._base = base
        self._rows: Sequence[bytes | msgspec.Raw] | None = None
        self._sorted: list[tuple[str, int]] | None = None

    def slice(self, at: At) -> bytes:
        """Return the text at a place, without white space around it."""
        if at is None:
            return whole_of(self.body)
        if isinstance(at, int):
            # Kept, because a page's rows are looked at one after the other.
            if self._rows is None:
                self._rows = self._cut()
            return bytes(self._rows[at])
        outer, key = at
        text = self.slice(outer)
        return rows_of(text)[key] if isinstance(key, int) else members_of(text)[key]

    def _cut(self) -> Sequence[bytes | msgspec.Raw]:
        try:
            return _ROWS.decode(self.body)
        except ValueError:
            return _cut.rows(self.body)

    def pointer(self, at: At) -> str:
        """Return a place as a JSON pointer into the body of the response."""
        return self._base + _pointer(at)

    def below(self, pointer: str) -> tuple[Deviation, ...]:
        """Return the deviations at a place and below it."""
        if not pointer or not self.deviations:
            return self.deviations
        found = [
            *self._between(pointer, pointer + "\0"),
            *self._between(pointer + "/", pointer + "0"),
        ]
        return tuple(self.deviations[number] for number in sorted(found))

    def _between(self, first: str, last: str) -> list[int]:
        """Return which deviations have a pointer from the first on, below the last."""
        # Sorted once: the rows of a page are asked for one after the other.
        if self._sorted is None:
            pairs = enumerate(self.deviations)
            self._sorted = sorted((one.pointer, number) for number, one in pairs)
        start = bisect_left(self._sorted, (first, -1))
        end = bisect_left(self._sorted, (last, -1))
        return [number for _, number in self._sorted[start:end]]
