"""The bytes a model was read from, and where in them it lies.

A source holds bytes and exchange data, never models: models are not seen by the
garbage collector, so a cycle through one would never be freed.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec

from ._exchange import Reply

At: TypeAlias = "int | tuple[At, str | int] | None"
"""A place in a body: None is all of it, an int a row, else (place, key or index)."""

_ROWS: Final = msgspec.json.Decoder(list[msgspec.Raw])
_MEMBERS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_WHOLE: Final = msgspec.json.Decoder(msgspec.Raw)


def rows_of(text: bytes) -> list[bytes]:
    """Return the elements of a JSON array, each as its own text."""
    return [bytes(row) for row in _ROWS.decode(text)]


def members_of(text: bytes) -> dict[str, bytes]:
    """Return the members of a JSON object, each value as its own text."""
    return {key: bytes(value) for key, value in _MEMBERS.decode(text).items()}


class Source:
    """One body and the reply it came with; a slice is found when it is asked for."""

    __slots__ = ("_rows", "body", "reply")

    def __init__(self, body: bytes, reply: Reply | None) -> None:
        """Keep the body; nothing is read before somebody asks."""
        self.body = body
        self.reply = reply
        self._rows: list[msgspec.Raw] | None = None

    def slice(self, at: At) -> bytes:
        """Return the text at a place, without white space around it."""
        if at is None:
            return bytes(_WHOLE.decode(self.body))
        if isinstance(at, int):
            # Kept, because a page's rows are looked at one after the other.
            if self._rows is None:
                self._rows = _ROWS.decode(self.body)
            return bytes(self._rows[at])
        outer, key = at
        text = self.slice(outer)
        if isinstance(key, int):
            return bytes(_ROWS.decode(text)[key])
        return bytes(_MEMBERS.decode(text)[key])
