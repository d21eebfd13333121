"""JSON text cut by hand, where the fast parser cannot even pass over a text.

It refuses half a surrogate pair, which JSON may escape, and keys of broken UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Self, cast

_TOKEN: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]', re.DOTALL)
_KEY: Final = re.compile(rb'\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:', re.DOTALL)
_SPACE: Final = b" \t\r\n"


def is_json(text: bytes) -> bool:
    """Tell whether a text is JSON; broken UTF-8 inside of a string is passed over.

    Raises:
        RecursionError: It is nested too deeply.
    """
    # Imported here, and so below: a well-behaved server never gets this far.
    import json

    decoded = text.decode("utf-8", "surrogateescape")
    try:
        json.loads(decoded, parse_constant=_refuse, parse_int=str, parse_float=str)
    except ValueError:
        return False
    return True


def _refuse(word: str) -> object:
    message = f"{word} is no JSON"
    raise ValueError(message)


def whole(text: bytes) -> bytes:
    """Return a text without white space around it."""
    return text.strip(_SPACE)


def rows(text: bytes) -> list[bytes]:
    """Return the elements of a JSON array, each as its own text."""
    return list(_pieces(text, b"["))


def members(text: bytes) -> dict[str, bytes]:
    """Return the members of a JSON object, each value as its own text."""
    import json

    found: dict[str, bytes] = {}
    for piece in _pieces(text, b"{"):
        key = cast("re.Match[bytes]", _KEY.match(piece))
        value = json.loads(key[1].decode("utf-8", "surrogateescape"))
        found[OddKey(value, key[1])] = piece[key.end() :].strip(_SPACE)
    return found


class OddKey(str):
    """A key of an object of which the fast parser cannot read all keys."""

    raw: bytes
    """As the server wrote it, quotes included."""

    def __new__(cls, value: str, raw: bytes) -> Self:
        """Keep both."""
        key = super().__new__(cls, value)
        key.raw = raw
        return key

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle with what the server wrote."""
        return type(self), (str(self), self.raw)


def joined(members: Mapping[str, bytes]) -> bytes:
    """Return the text of an object; odd keys are written as they came, or escaped."""
    import json

    pairs = [
        (key.raw if isinstance(key, OddKey) else json.dumps(key).encode()) + b":" + text
        for key, text in members.items()
    ]
    return b"{%b}" % b",".join(pairs)


def _pieces(text: bytes, bracket: bytes) -> Iterator[bytes]:
    """Yield what stands between the brackets and commas that are not inside others."""
    text = text.strip(_SPACE)
    if not text.startswith(bracket):
        message = f"expected {bracket.decode()!r}"
        raise ValueError(message)
    depth, start = 0, 1
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in (b"[", b"{"):
            depth += 1
        elif mark in (b"]", b"}"):
            depth -= 1
        if (mark == b"," and depth == 1) or depth == 0:
            piece = text[start : token.start()].strip(_SPACE)
            if piece:
                yield piece
            start = token.end()
