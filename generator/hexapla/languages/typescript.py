"""TypeScript: names, literals, keys of objects and lines of documentation.

`string`, `key` and `comment` are the only ways for text of a spec into TypeScript code. They return ASCII-safe or
printable text that cannot end what it stands in, nor a `<script>` element around it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hexapla.languages import words
from hexapla.model import JSON
from hexapla.names import camel, kebab, pascal

KEYWORDS: Final = frozenset(
    {
        *("arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default"),
        *("delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if"),
        *("implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private"),
        *("protected", "public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"),
        *("undefined", "var", "void", "while", "with", "yield", "NaN", "Infinity"),
    }
)
"""What no variable of a strict module is called; a member of an object may be."""

TYPES: Final = frozenset(
    {
        *("Any", "Array", "ArrayBuffer", "BigInt", "Blob", "Boolean", "Date", "Error", "Function", "Iterable", "Map"),
        *("AsyncIterable", "Number", "Object", "Partial", "Promise", "Readonly", "ReadonlyArray", "Record", "Set"),
        *("RegExp", "String", "Symbol", "Uint8Array", "Infinity", "NaN"),
    }
)
"""Names of types that are everywhere: a model of such a name would hide one."""

SAFE: Final = 2**53 - 1
"""The largest whole number that a `number` holds exactly."""

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_TAG: Final = re.compile(r"(?<![A-Za-z0-9])@")
_MARKUP: Final = re.compile(rf"{_TAG.pattern}|[{{}}]")
_UNSEEN: Final = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_INSIDE: Final = re.compile(r"(`[^`]*`)")
_FENCED: Final = re.compile(r"^(```[^`\n]*\n(?:(?!```).*\n)*?```)[ \t]*$", re.MULTILINE)


def string(text: str) -> str:
    """Return a double-quoted literal of exactly this text, on one line."""
    if text.isascii() and text.isprintable() and not {"\\", '"', "<"} & set(text):
        return f'"{text}"'
    return '"' + "".join(_escape(c, text[place + 1 : place + 2]) for place, c in enumerate(text)) + '"'


def _escape(c: str, following: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    # `</script>` and `<!--` would act in a page that holds the code.
    if c == "<" and following in ("/", "!"):
        return "\\u003c"
    if c == " " or (c.isprintable() and not unicodedata.category(c).startswith("Z")):
        return c
    return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\u{{{ord(c):x}}}"


def value(of: JSON) -> str:
    """Return a literal of a JSON value; a whole number that a `number` cannot hold is a `bigint`."""
    match of:
        case None:
            return "null"
        case bool():
            return "true" if of else "false"
        case int():
            return str(of) if abs(of) <= SAFE else f"{of}n"
        case float():
            return _NUMBERS.get(repr(of), repr(of))
        case str():
            return string(of)
        case list():
            return f"[{', '.join(value(element) for element in of)}]"
        case dict():
            members = ", ".join(f"{key(name)}: {value(member)}" for name, member in of.items())
            return f"{{ {members} }}" if members else "{}"


_NUMBERS: Final = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def key(wire: str) -> str:
    """Return the key of a member: bare where it is a name, else a literal; `__proto__` would be no member."""
    if wire == "__proto__":
        return '["__proto__"]'
    return wire if _PLAIN_KEY.fullmatch(wire) else string(wire)


def member(owner: str, name: str) -> str:
    """Return the expression of a member; `name` is a key as `key` makes them."""
    if name.startswith("["):
        return f"{owner}{name}"
    return f"{owner}[{name}]" if name.startswith('"') else f"{owner}.{name}"


def comment(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of a TSDoc comment: wrapped paragraphs, with nothing in them that ends it or is a tag.

    Control, format and surrogate characters are spelled out. A blank line separates paragraphs; a line that begins
    with `- ` stays a line of its own, and so do the lines of a block of code in a fence.
    """
    lines: list[str] = []
    for number, piece in enumerate(_FENCED.split(text)):
        found = _fenced(piece) if number % 2 else _paragraphs(piece, width)
        lines.extend(["", *found] if lines and found else found)
    return tuple(lines)


def _paragraphs(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
        if lines:
            lines.append("")
        for block in re.split(r"\n(?=[ \t]*- )", paragraph):
            lines.extend(words.wrap(inert(" ".join(block.split())), width))
    return lines


def _fenced(text: str) -> list[str]:
    """Return the lines of a block of code: there, too, a tag and the end of the comment would act."""
    lines = (line.replace("\t", "  ").rstrip() for line in text.split("\n"))
    return [_TAG.sub(_marked, _plain(line)).replace("*/", "*\\/") for line in lines]


def inert(line: str) -> str:
    """Return one line of text that is nothing but text in a comment: `@deprecated` is no tag, `*/` no end."""
    # A span of code shows its letters as they are: there nothing but the end of the comment, and a tag, acts.
    pieces = _INSIDE.split(_plain(line))
    return "".join(
        (_TAG if number % 2 else _MARKUP).sub(_marked, piece) for number, piece in enumerate(pieces)
    ).replace("*/", "*\\/")


def _plain(line: str) -> str:
    """Return a line with what no editor shows, and what would begin another line, spelled out."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(_spelled(c) if unicodedata.category(c) in _UNSEEN else c for c in line)


def _marked(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _spelled(c: str) -> str:
    return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\u{{{ord(c):x}}}"


def identifier(name: str) -> str:
    """Return a camelCase name, which may be a keyword: a method or a member of an object may be called so."""
    found = camel(words.with_sign(name)) or "value"
    return f"n{found}" if found[0].isdigit() else found


def positional(name: str) -> str:
    """Return a camelCase name of a variable; `_` stands behind a keyword."""
    found = identifier(name)
    return f"{found}_" if found in KEYWORDS else found


def field_name(name: str) -> str:
    """Return a camelCase name of what reads a header field; names of shapes are taken beside it."""
    found = positional(name)
    return f"{found}_" if found.startswith("shapeOf") else found


def attribute_name(wire: str, alias: str) -> str:
    """Return the key of a member: models keep the names on the wire, whatever else the spec would call them."""
    del alias
    return key(wire)


def stands_for(wire: str) -> bool:
    """Say whether a member of this name can be read: all can."""
    del wire
    return True


def module_name(name: str) -> str:
    """Return a kebab-case name: no two differ in case alone, which some file systems do not tell apart."""
    return kebab(words.with_sign(name)) or "value"


def type_name(name: str) -> str:
    """Return a PascalCase name; `N` stands before a digit."""
    found = pascal(words.with_sign(name)) or "Value"
    return f"N{found}" if found[0].isdigit() else found


def constant(name: str) -> str:
    """Return a PascalCase name, which stands behind another one; a text of many words is cut."""
    found = pascal(words.with_sign(name, all_=True))[: words.LONGEST] or "Empty"
    return f"N{found}" if found[0].isdigit() else found
