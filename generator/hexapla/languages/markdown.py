"""Markdown: text in which nothing acts as markup."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#|!])")


def text(of: str) -> str:
    """Return a text on one line, every sign that Markdown or HTML acts on escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(of.split()))
