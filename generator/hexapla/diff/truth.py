"""Yes, no, and what cannot be told.

In: answers. Out: answers. None stands for what cannot be told; it never turns into yes or no.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def all_of(found: Iterable[Truth]) -> Truth:
    """Return whether all of several are true."""
    unsure = False
    for one in found:
        if one is False:
            return False
        unsure |= one is None
    return None if unsure else True


def any_of(found: Iterable[Truth]) -> Truth:
    """Return whether one of several is true."""
    return not_(all_of(not_(one) for one in found))


def not_(of: Truth) -> Truth:
    """Return the opposite."""
    return None if of is None else not of


def exactly_one(found: Iterable[Truth]) -> Truth:
    """Return whether one of several is true, and the others are not."""
    listed = list(found)
    if listed.count(True) > 1:
        return False
    return None if None in listed else listed.count(True) == 1


def matches(pattern: str, value: str) -> Truth:
    """Return whether a pattern is found in a text; None for one that is not Python's, or that may take for ever."""
    if not _is_quick(pattern, value):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `[[` may mean something else one day
            return re.search(pattern, value) is not None
    except (re.error, OverflowError, RecursionError):
        return None


def _is_quick(pattern: str, value: str) -> bool:
    """Say whether a search ends soon: some patterns take for ever on some texts, and a spec may hold both."""
    repeats = len(re.findall(r"[*+]|(?<!\()\?|\{[0-9]*,[0-9]*\}", pattern))
    if re.search(r"\)(?:[*+]|\{)", pattern) is not None and len(value) > 12:
        return False
    return len(pattern) <= 1000 and len(value) ** min(repeats, 20) <= 10**6
