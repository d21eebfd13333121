"""Words of a wire name, and the casings made of them.

In: any text from a spec (`labor_cost`, `teDeletionMode`, `X-Request-Id`, `2fa_enabled`). Out: words, and snake, camel,
pascal, kebab and shouty names of ASCII letters, digits and one separator. Knows no language and no keyword.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(
    r"""
    (?<![A-Za-z0-9])[uU][0-9a-fA-F]{2,6}(?![A-Za-z0-9])   # a letter spelled by its code point
    | [A-Z]{2,}s(?![a-z])           # IDs
    | [A-Z]+(?=[A-Z][a-z])          # HTTP in HTTPServer
    | [A-Z]?[a-z]+[0-9]*            # Server, server, sha256
    | [A-Z]+[0-9]*                  # ID, UTF8
    | [0-9]+[A-Z]+(?![a-z])         # 2FA
    | [0-9]+[a-z]*                  # 2fa
    """,
    re.VERBOSE,
)


def words(name: str) -> tuple[str, ...]:
    """Split a wire name into lower-case words of ASCII letters and digits; accents are dropped, other signs separate.

    A letter without an ASCII form is spelled by its code point (`u4e2d`), so that no two names become equal by loss.
    """
    if name.islower() and name.isascii() and name.replace("_", "").isalpha():  # most names: no need to look closer
        return tuple(word for word in name.split("_") if word)
    return tuple(word.lower() for word in _WORD.findall(_ascii(name)))


def snake(name: str) -> str:
    """Return `labor_cost`."""
    return "_".join(words(name))


def kebab(name: str) -> str:
    """Return `labor-cost`."""
    return "-".join(words(name))


def shouty(name: str) -> str:
    """Return `LABOR_COST`."""
    return "_".join(words(name)).upper()


def pascal(name: str) -> str:
    """Return `LaborCost`."""
    return "".join(word.capitalize() for word in words(name))


def camel(name: str) -> str:
    """Return `laborCost`."""
    first, *rest = words(name) or ("",)
    return first + "".join(word.capitalize() for word in rest)


def natural(name: str) -> tuple[tuple[str, int], ...]:
    """Return a key that puts `pet2` before `pet10`."""
    parts = re.split("([0-9]+)", name)
    return tuple((part, 0) if number % 2 == 0 else ("", int(part)) for number, part in enumerate(parts))


def _ascii(name: str) -> str:
    if name.isascii():
        return name
    return "".join(_letter(c) for c in unicodedata.normalize("NFKD", name))


def _letter(c: str) -> str:
    if c.isascii():
        return c
    if unicodedata.combining(c):
        return ""
    return f"_u{ord(c):x}_" if c.isalnum() else "_"
