"""Markdown: text in which nothing acts as markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|!])")


def text(of: str) -> str:
    """Return a text on one line: signs that Markdown or HTML acts on are escaped, control characters spelled."""
    shown = "".join(f"\\u{ord(c):04x}" if unicodedata.category(c).startswith("C") else c for c in " ".join(of.split()))
    return _MARKUP.sub(r"\\\1", shown)
