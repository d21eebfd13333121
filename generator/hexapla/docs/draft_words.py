"""Names of a draft: what operations, their groups and the parts of paths are called.

In: words of paths and pages. Out: words of the same, singular and plural, none twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from typing import Final

from hexapla.names import snake, words

_SAME: Final = frozenset({"series", "species", "news", "status", "address", "access", "settings", "data", "analytics"})
_ID: Final = re.compile(r"(?:.*[_-])?(?:id|uid)|.*[a-z]Id|ID", re.DOTALL)
_IDS: Final = re.compile(r"(?:.*[_-])?(?:ids|uids)|.*[a-z]Ids|IDs", re.DOTALL)
_LEADING: Final = frozenset({"to", "of", "the", "a", "an", "or", "and", "at", "in", "for", "by", "on", "is", "with"})
LONGEST: Final = 200
"""Characters of a name that a draft takes for one."""


def singular(word: str) -> str:
    """Return `project_user` for `project_users`; what is no plural stays as it is."""
    head, _, last = word.rpartition("_")
    one = _singular(last)
    return f"{head}_{one}" if head else one


def _singular(word: str) -> str:
    if word in _SAME or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 3:
        return "status" if word == "statuses" else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "uses")) and word not in ("uses", "causes", "houses", "caches"):
        return word[:-2]
    return word[:-1]


def spoken(name: str, otherwise: str, others: Iterable[str]) -> str:
    """Return a name for what is called by signs only; empty where a name has words."""
    if words(name):
        return ""
    signs = [other for other in others if not words(other)]
    number = signs.index(name) + 1 if name in signs else 1
    return unused([otherwise if number == 1 else f"{otherwise}_{number}"], {snake(other) for other in others})


def is_plural(word: str) -> bool:
    """Say whether a name is of several."""
    return singular(word) != word


def is_id(name: str) -> bool:
    """Say whether a name is that of a number that stands for a thing."""
    return _ID.fullmatch(name) is not None


def is_ids(name: str) -> bool:
    """Say whether a name is that of several such numbers."""
    return _IDS.fullmatch(name.removesuffix("[]")) is not None


def word_of(text: str, otherwise: str, most: int = 6) -> str:
    """Return the first words of a text in snake_case, beginning with a letter."""
    name = "_".join(words(text)[:most])[:LONGEST]
    return name if name[:1].isalpha() else f"{otherwise}_{name}" if name else otherwise


def unused(names: Iterable[str], taken: Container[str]) -> str:
    """Return the first name that is not taken; where all are, the last one with a number."""
    last = ""
    for name in names:
        if name and name not in taken:
            return name
        last = name or last
    count = 2
    while f"{last}_{count}" in taken:
        count += 1
    return f"{last}_{count}"


class Keys:
    """Keys in snake_case for texts: the same text has the same key, and no other text has it."""

    def __init__(self, otherwise: str, prepare: Callable[[str], str] = str) -> None:
        self._otherwise = otherwise
        self._prepare = prepare
        self._keys: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """Return the key of a text."""
        if text not in self._keys:
            plain = self._prepare(text)
            tries = [_ended(word_of(plain, self._otherwise, most)) for most in (6, 9, 14)]
            key = unused([*tries, word_of(text, self._otherwise, 14)], self._taken)
            self._keys[text] = key
            self._taken.add(key)
        return self._keys[text]


def _ended(key: str) -> str:
    """Return a key without the words at its end that lead to a word that was cut off."""
    parts = key.split("_")
    while len(parts) > 2 and parts[-1] in _LEADING:
        parts.pop()
    return "_".join(parts)


def resource_word(text: str) -> str:
    """Return the name of a group of operations."""
    return word_of(text, "resource", 5) if snake(text) else ""
