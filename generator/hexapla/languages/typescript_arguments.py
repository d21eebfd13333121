"""TypeScript: the types of arguments that are more than the type of a value, and names that clients need themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages.typescript import KEYWORDS, TYPES
from hexapla.languages.typescript_types import array, mapping, parts, union
from hexapla.plan import Kind, TypeText, Uses

FILES: Final = "../internal/files.js"

FAKE: Final = ("failNext", "open", "quota", "requests", "respond", "restore", "send")
"""Methods and attributes that every fake server has."""

CONSTRUCTOR: Final = frozenset(
    {
        *("baseUrl", "timeout", "retries", "onDeviation", "onQuota", "middleware", "maxBody", "fetch", "userAgent"),
        *("clock", "logger", "logBodies", "proxy", "transport"),
    }
)
"""The options that the constructor of every client has."""

INHERITED: Final = frozenset(
    {
        *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString"),
        "valueOf",
    }
)
"""Members that every object has: one that is left out would not be undefined."""

RESERVED: Final[dict[Kind, frozenset[str]]] = {
    # Of these names the methods have variables of their own.
    "arguments": frozenset({"options", "params", "filled", "models", "onWire", "patch", "reasons"})
    | {"openDownload", "openEvents", "openLines"}
    | INHERITED,
    "attributes": frozenset(),
    "constructor": CONSTRUCTOR | KEYWORDS | INHERITED | {"proofs"},
    "fake": frozenset({"baseUrl", "clock", "now", "then", "toString", "valueOf", "constructor", *FAKE}) | KEYWORDS,
    "fields": KEYWORDS | {"header", "models"},
    "members": frozenset(),
    # Files that Windows cannot have, and the one that stands for its folder.
    "modules": frozenset(
        {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
    ),
    # What has a method `then` is waited for.
    "methods": INHERITED | {"then"},
    "resources": INHERITED | {"baseUrl", "close", "deviationReport", "quota", "raw", "request", "then"},
    "types": TYPES | {"EnumShape", "RecordShape", "Shape"},
}


def upload(*, pieces: bool = False) -> TypeText:
    """Return the type of a file to send; with `pieces` it may come in pieces."""
    uses: Uses = frozenset({(FILES, "Uploadable")})
    return TypeText("Uploadable | AsyncIterable<Uint8Array>" if pieces else "Uploadable", uses)


def rows(text: TypeText) -> TypeText:
    """Return values that come one by one."""
    return TypeText(f"Iterable<{text.text}> | AsyncIterable<{text.text}>", text.uses)


def sequence(text: TypeText) -> TypeText:
    """Return a list that is only read."""
    return TypeText(array(text.text, readonly=True), text.uses)


def by_name(text: TypeText) -> TypeText:
    """Return an object that is only read."""
    return TypeText(mapping(text.text, readonly=True), text.uses)


def or_mapping(text: TypeText) -> TypeText:
    """Return a union with an object of anything."""
    return TypeText(union([text.text, mapping("unknown", readonly=True)]), text.uses)


def or_empty(text: TypeText) -> TypeText:
    """Return a union with the empty text."""
    return TypeText(union([text.text, '""']), text.uses)


def patch_argument(name: str) -> TypeText:
    """Return an object of JSON values, or a list of names."""
    return TypeText("readonly string[]" if name == "remove" else mapping("unknown", readonly=True))


def optional(text: str) -> str:
    """Return the type of a member that may be left out: what a server leaves out it may as well send as null."""
    return union([text, "null"])


def either(texts: Sequence[str]) -> str:
    """Return a union; nothing is `void` where it is alone."""
    found = list(dict.fromkeys(texts))
    return found[0] if len(found) == 1 else union("undefined" if text == "void" else text for text in found)


def is_list(text: str) -> bool:
    """Say whether a type is a list and nothing else."""
    return text.endswith("[]") and len(parts(text)) == 1
