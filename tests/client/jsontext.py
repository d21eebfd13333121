"""JSON as text: written in every spelling a server may choose, and read back without losing the spelling.

`Speller` turns a shape (plain values; a number is its text) into text with random white space, escapes and key order,
all from one seed, so that a failing case shrinks to seed 0: compact and in order. `parse` is the way back: a tree in
which every value knows its own text. It is written here once more so that no client's reading judges itself.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from .spec import JSON

Shape: TypeAlias = "Mapping[str, Shape] | Sequence[Shape] | Number | str | bool | None"

_SPACES: Final = ("", "", "", " ", "  ", "\n", "\t", "\r\n ")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "/": "\\/"}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_STRING: Final = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_WORDS: Final = ("true", "false", "null")


@dataclass(frozen=True)
class Number:
    """A number, as it is spelled."""

    text: str


@dataclass(frozen=True)
class Node:
    """One value of a JSON text: its own slice, and what lies in it."""

    text: str
    members: dict[str, Node]
    items: list[Node]

    @property
    def is_object(self) -> bool:
        """Say whether it is an object."""
        return self.text.startswith("{")

    @property
    def is_null(self) -> bool:
        """Say whether it is null."""
        return self.text == "null"

    @property
    def bytes(self) -> bytes:
        """Return the slice as it travels."""
        return self.text.encode()

    @property
    def value(self) -> JSON:
        """Return the plain value."""
        read: JSON = json.loads(self.text)
        return read


class Speller:
    """Writes shapes as JSON text; seed 0 writes them plainly."""

    def __init__(self, seed: int) -> None:
        self._plain = seed == 0
        self._random = random.Random(seed)

    def text(self, shape: Shape) -> str:
        """Return a text with white space around it."""
        return self._space() + self._value(shape) + self._space()

    def _value(self, shape: Shape) -> str:
        match shape:
            case Number(text):
                return text
            case None | bool():
                return json.dumps(shape)
            case str():
                return self._string(shape)
            case Mapping():
                members = list(shape.items())
                if not self._plain:
                    self._random.shuffle(members)
                between = (f"{self._string(key)}{self._space()}:{self._padded(value)}" for key, value in members)
                return "{" + self._space() + f",{self._space()}".join(between) + "}"
            case _:
                return "[" + self._space() + ",".join(self._padded(item) for item in shape) + "]"

    def _padded(self, shape: Shape) -> str:
        return self._space() + self._value(shape) + self._space()

    def _space(self) -> str:
        return "" if self._plain else self._random.choice(_SPACES)

    def _string(self, text: str) -> str:
        if self._plain:
            return json.dumps(text, ensure_ascii=False)
        return '"' + "".join(self._letter(letter) for letter in text) + '"'

    def _letter(self, letter: str) -> str:
        code = ord(letter)
        must = letter in '"\\' or code < 0x20
        if not must and self._random.random() < 0.9:
            return letter
        if letter in _SHORT and self._random.random() < 0.5:
            return _SHORT[letter]
        units = letter.encode("utf-16-be", "surrogatepass").hex()
        case = str.upper if self._random.random() < 0.5 else str.lower
        return "".join(f"\\u{case(units[at : at + 4])}" for at in range(0, len(units), 4))


def parse(text: str) -> Node:
    """Return the tree of a whole JSON text.

    Raises:
        ValueError: it is no JSON, or names a key twice.
    """
    node, end = _read(text, _skip(text, 0))
    if _skip(text, end) != len(text):
        raise ValueError(f"something stands behind the value: {text[end:]!r}")
    return node


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _read(text: str, at: int) -> tuple[Node, int]:
    match text[at : at + 1]:
        case "{":
            return _object(text, at)
        case "[":
            return _array(text, at)
        case '"':
            return _leaf(text, at, _string(text, at)[1])
    for word in _WORDS:
        if text.startswith(word, at):
            return _leaf(text, at, at + len(word))
    found = _NUMBER.match(text, at)
    if found is None:
        raise ValueError(f"no JSON value at {text[at : at + 20]!r}")
    return _leaf(text, at, found.end())


def _string(text: str, at: int) -> tuple[str, int]:
    found = _STRING.match(text, at)
    if found is None:
        raise ValueError(f"no string at {text[at : at + 20]!r}")
    return json.loads(found[0]), found.end()


def _leaf(text: str, start: int, end: int) -> tuple[Node, int]:
    return Node(text[start:end], {}, []), end


def _object(text: str, start: int) -> tuple[Node, int]:
    members: dict[str, Node] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _string(text, at)
        at = _skip(text, at)
        _expect(text, at, ":")
        if key in members:
            raise ValueError(f"the key {key!r} stands twice")
        members[key], at = _read(text, _skip(text, at + 1))
        at = _next(text, at, "}")
    return Node(text[start : at + 1], members, []), at + 1


def _array(text: str, start: int) -> tuple[Node, int]:
    items: list[Node] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        item, at = _read(text, at)
        items.append(item)
        at = _next(text, at, "]")
    return Node(text[start : at + 1], {}, items), at + 1


def _next(text: str, at: int, end: str) -> int:
    """Return where the next value or the end stands."""
    at = _skip(text, at)
    if text[at] == end:
        return at
    _expect(text, at, ",")
    at = _skip(text, at + 1)
    if text[at] == end:
        raise ValueError(f"a comma before {end!r}")
    return at


def _expect(text: str, at: int, sign: str) -> None:
    if text[at] != sign:
        raise ValueError(f"{sign!r} expected at {text[at : at + 20]!r}")
