"""Python: names, literals, documentation lines and import lines.

`string` and `comment` are the only ways for text of a spec into Python code. Both return ASCII-safe or printable text
that cannot end what it stands in.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from typing import Final

from hexapla.languages.words import LONGEST, with_sign, wrap
from hexapla.model import JSON
from hexapla.names import pascal, shouty, snake

HARD_KEYWORDS: Final = frozenset(keyword.kwlist)
"""Soft keywords (`match`, `type`) are fine names and common ones."""

BUILTIN_TYPES: Final = frozenset({"bool", "dict", "float", "int", "list", "str", "tuple"})
"""Names that annotations use: an attribute of such a name would hide the type."""

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text: str) -> str:
    """Return a double-quoted literal of exactly this text, on one line."""
    if text.isascii() and text.isprintable() and "\\" not in text and '"' not in text:
        return f'"{text}"'
    return '"' + "".join(_escape(c) for c in text) + '"'


def _escape(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if c == " " or (c.isprintable() and not unicodedata.category(c).startswith("Z")):
        return c
    return f"\\x{ord(c):02x}" if ord(c) < 0x100 else _spelled(c)


def value(of: JSON) -> str:
    """Return a literal of a JSON value."""
    match of:
        case None | bool():
            return repr(of)
        case int():
            return str(of)
        case float():
            return repr(of) if of == of and abs(of) != float("inf") else f"float({string(repr(of))})"
        case str():
            return string(of)
        case list():
            return f"[{', '.join(value(element) for element in of)}]"
        case dict():
            return "{" + ", ".join(f"{string(key)}: {value(member)}" for key, member in of.items()) + "}"


def comment(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a docstring: wrapped paragraphs, with nothing in them that a string literal acts on.

    Backslashes, quotes in a row, control, format and surrogate characters are spelled out. A blank line separates
    paragraphs; a line that begins with `- ` stays a line of its own.
    """
    text = text.strip()
    if "\n" not in text:
        return tuple(_block(text, width))
    lines: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if lines:
            lines.append("")
        for block in re.split(r"\n(?=[ \t]*- )", paragraph):
            lines.extend(_block(block, width))
    return tuple(lines)


def _block(text: str, width: int) -> list[str]:
    return [_inert_quotes(line) for line in wrap(_inert_letters(" ".join(text.split())), width)]


def docstring(text: str, width: int, name: str) -> tuple[str, ...]:
    """Return docstring lines that begin with a summary of one line.

    The summary is the text if it fits, else its first sentence if that fits, else the name.
    """
    lines = comment(text, width)
    if len(lines) <= 1:
        return lines or comment(name, width)
    first, stop, more = text.strip().partition(". ")
    summary = comment(f"{first}.", width) if stop else ()
    if len(summary) == 1:
        return (*summary, "", *comment(more, width))
    return (*comment(name, width)[:1], "", *lines)


def inert(line: str) -> str:
    """Return one line of text that may stand in a triple-quoted string.

    What the string would act on is spelled by its code point, the one escape that linters accept in a docstring.
    """
    return _inert_quotes(_inert_letters(line))


def _inert_letters(text: str) -> str:
    if text.isascii() and "\\" not in text and text.isprintable():
        return text
    return "".join(_spelled(c) if c == "\\" or unicodedata.category(c).startswith("C") else c for c in text)


def _inert_quotes(line: str) -> str:
    """Leave neither three quotes in a row nor one that runs into the closing quotes."""
    if '"' not in line:
        return line
    shown = line.replace('""', f'"{_spelled(chr(34))}')
    return shown[:-1] + _spelled('"') if shown.endswith('"') else shown


def _spelled(c: str) -> str:
    return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"


def identifier(name: str) -> str:
    """Return a snake_case name; `n` stands before a digit, `_` behind a keyword: neither is private."""
    return _legal(snake(with_sign(name)) or "value", "n")


def attribute_name(wire: str, alias: str) -> str:
    """Return the name of an attribute: what the spec has it called, else its name on the wire, in snake_case."""
    return identifier(alias or wire)


def stands_for(wire: str) -> bool:
    """Say whether an attribute can be read from a member of this name: the decoder takes no key that JSON escapes."""
    return not any(c in '"\\' or c < " " or "\ud800" <= c <= "\udfff" for c in wire)


def type_name(name: str) -> str:
    """Return a PascalCase name; `N` stands before a digit."""
    return _legal(pascal(with_sign(name)) or "Value", "N")


def constant(name: str) -> str:
    """Return a SHOUTY_CASE name; `VALUE_` stands before a digit, signs that a name begins with are spelled.

    A text of many words is cut behind a word.
    """
    whole = shouty(with_sign(name, all_=True)) or "EMPTY"
    if len(whole) > LONGEST:
        whole = whole[:LONGEST].rpartition("_")[0] or whole[:LONGEST]
    return _legal(whole, "VALUE_")


def _legal(name: str, before_digit: str) -> str:
    if name[0].isdigit():
        name = before_digit + name
    return f"{name}_" if name in HARD_KEYWORDS else name
