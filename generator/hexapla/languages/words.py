"""What languages share: signs as words, and lines of words."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 60
"""Letters of a name that is made of a text."""

_LEADING: Final = {"+": "plus", "-": "minus", "<": "less", ">": "greater", "=": "equal", "!": "not", "~": "about"}
_SIGNS: Final = {
    **_LEADING,
    **{"*": "star", "/": "slash", "%": "percent", "&": "and", "|": "or", "^": "caret", "$": "dollar", "#": "hash"},
    **{"@": "at", "?": "question", ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", " ": "space"},
    **{"_": "underscore", "(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close"},
    **{'"': "quote", "'": "apostrophe", "`": "backtick", "\\": "backslash"},
}


def with_sign(name: str, *, all_: bool = False) -> str:
    """Return a name with signs as words where they tell it from others: `-1`, `>=`, and for constants `-name`."""
    if name[:1].isalnum():
        return name
    rest = name.lstrip("".join(_LEADING))
    if not any(c.isalnum() for c in name):
        return " ".join(_SIGNS.get(c, c) for c in name)
    if rest != name and (all_ or rest[:1].isdigit()):
        return " ".join([*(_SIGNS[c] for c in name[: len(name) - len(rest)]), rest])
    return name


def wrap(text: str, width: int) -> list[str]:
    """Break between words only; `textwrap` takes ten times as long and has no use for its other rules here."""
    if len(text) <= width:
        return [text] if text else []
    lines: list[str] = []
    indent, start = "", 0
    while len(text) - start > width - len(indent):
        # The last space that leaves a line no wider than the width, else the first behind a word that is.
        cut = text.rfind(" ", start, start + width - len(indent) + 1)
        cut = cut if cut > start else text.find(" ", start)
        if cut < 0:
            break
        lines.append(f"{indent}{text[start:cut]}")
        indent, start = "  " if text.startswith("- ") else "", cut + 1
    return [*lines, f"{indent}{text[start:]}"]
