"""Values in sample code to type words: JSON, and what languages write in its place.

In: the text of a sample and where a value begins in it. Out: the type words of the value and of all its members. Not a
parser of any language: what is no bracket, text, number or name is some expression, and its type is not known.
"""

from __future__ import annotations

import json
import re
from typing import Final

from hexapla.docs.formats.table import TYPE
from hexapla.docs.samples_facts import ANY, SampleBody, SampleField

_TOKEN: Final = re.compile(
    r"""(?P<space>[\s]+|//[^\n]*|\#[^\n]*)"""
    r"""|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""|(?P<sign>=>|[{}\[\]:,()])"""
    r"""|(?P<word>[^\s{}\[\]:,()"'`=#/]+)"""
    r"""|(?P<quote>["'`])"""
    r"""|(?P<rest>.)""",
    re.DOTALL,
)
_NUMBER: Final = re.compile(r"-?[0-9]{1,40}(?P<part>\.[0-9]{1,40})?(?P<power>[eE][-+]?[0-9]{1,4})?")
_PLACEHOLDER: Final = re.compile(r"<[^<>]*>|\$?\{[^{}]*\}")

_DEPTH: Final = 32
_LONGEST: Final = 300
_MOST: Final = 2000


class _NoValueError(Exception):
    """Raised within this module: the text is cut off, is no value, or is beyond all sizes that a sample has."""


def value(text: str, start: int) -> SampleBody:
    """Return the type words of the object or array that begins at a place; none where it cannot be read."""
    reader = _Reader()
    try:
        for found in _TOKEN.finditer(text, start):
            if found.lastgroup != "space" and reader.take(found.lastgroup or "", found[0]):
                return SampleBody(reader.type, tuple(SampleField(*field) for field in reader.fields.items()))
    except _NoValueError:
        pass
    return SampleBody("")


class _Open:
    """An object or array that is open: its name, the key and the value that were read last, the types of its items."""

    def __init__(self, name: str, *, array: bool) -> None:
        self.name = name
        self.array = array
        self.key: str | None = None
        self.last: str | None = None
        self.type: str | None = None
        self.items: set[str] = set()


class _Reader:
    """Takes tokens until the bracket that came first is closed."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.type = ""
        self._open: list[_Open] = []
        self._parens = 0

    def take(self, kind: str, token: str) -> bool:
        """Take a token, and say whether it is the last."""
        if kind == "quote":
            raise _NoValueError  # the text it begins does not end
        if token in "()":
            self._parens += 1 if token == "(" else -1
            self._expression()
        elif self._parens > 0:
            return False
        elif token in ("{", "["):
            self._enter(array=token == "[")
        elif token in ("}", "]"):
            return self._leave(array=token == "]")
        elif token == ",":
            self._flush()
        elif token in (":", "=>"):
            self._colon()
        elif kind in ("text", "word") and self._open[-1].last is None and self._open[-1].type is None:
            self._open[-1].last = token
        else:
            self._expression()
        return False

    def _expression(self) -> None:
        if self._parens < 0:
            raise _NoValueError
        self._open[-1].type = ANY

    def _enter(self, *, array: bool) -> None:
        if not self._open:
            self._open.append(_Open("", array=array))
            return
        top = self._open[-1]
        if len(self._open) == _DEPTH or not (top.array or top.key is not None):
            raise _NoValueError
        name = top.name if top.array else self._name(top)
        if not top.array:
            self._record(name, ANY)
        self._open.append(_Open(name, array=array))

    def _leave(self, *, array: bool) -> bool:
        if self._open[-1].array != array:
            raise _NoValueError
        self._flush()
        closed = self._open.pop()
        items = closed.items
        of_one = len(items) == 1 and ANY not in items
        kind = "object" if not array else f"Array of {min(items)}" if of_one else "array"
        if not self._open:
            self.type = kind
            return True
        self._open[-1].type = kind
        return False

    def _colon(self) -> None:
        top = self._open[-1]
        if top.array or top.key is not None:
            top.type = ANY
        elif top.last is not None:  # otherwise it begins a symbol
            top.key, top.last, top.type = _plain(top.last), None, None

    def _flush(self) -> None:
        top = self._open[-1]
        if top.array and (top.last is not None or top.type):
            top.items.add(top.type or _type(top.last or ""))
        elif not top.array and top.key is not None:
            self._record(self._name(top), top.type or (ANY if top.last is None else _type(top.last)))
        elif not top.array and top.last is not None:  # `{name, color}` says each name once
            top.key = _plain(top.last)
            self._record(self._name(top), ANY)
        top.key, top.last, top.type = None, None, None

    def _name(self, top: _Open) -> str:
        return f"{top.name}.{top.key}" if top.name else top.key or ""

    def _record(self, name: str, kind: str) -> None:
        if len(name) > _LONGEST or len(self.fields) == _MOST:
            raise _NoValueError
        self.fields[name] = kind


def _plain(token: str) -> str:
    if token[0] == '"':
        try:
            text = str(json.loads(token, strict=False))
            text.encode()  # what JSON allows, UTF-8 may not
        except ValueError:
            pass
        else:
            return text
    return token[1:-1] if token[0] in "\"'`" else token


def _type(token: str) -> str:
    """Return the type word of a text, a number or a name; a type word stands for itself."""
    plain = _plain(token)
    if TYPE.fullmatch(plain):
        return plain
    if plain != token:
        return ANY if _PLACEHOLDER.fullmatch(plain) else "string"
    if token.lower() in ("true", "false"):
        return "boolean"
    number = _NUMBER.fullmatch(token)
    return ("number" if number["part"] or number["power"] else "integer") if number else ANY
