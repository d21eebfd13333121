"""The documented texts of failures, and which of them a body states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from .reasons import Reason

Blank: TypeAlias = tuple[Literal["number", "text"], str]
"""Something the server fills in: its kind and its name."""

# A documented text is a sentence or two; a longer body is not worth the search.
_LONGEST: Final = 4096


class Message:
    """One documented text, and the reason it states."""

    __slots__ = ("_names", "_parts", "reason", "status")

    def __init__(self, status: int | str, reason: Reason, *parts: str | Blank) -> None:
        """Keep the text in pieces: what is fixed, and what the server fills in.

        The status may be a range such as `4XX`, or `default`.
        """
        self.status = status
        self.reason = reason
        self._parts = parts
        self._names = [part[1] for part in parts if not isinstance(part, str)]

    @property
    def looseness(self) -> tuple[int, int]:
        """How much else it could match: a text without blanks is tried first."""
        return len(self._names), -sum(len(part) for part in self._parts)

    def match(self, text: str) -> dict[str, str] | None:
        """Return what is filled in, or None where the text is another."""
        if len(text) > _LONGEST:
            return None
        found = re.fullmatch(self._pattern(), text, re.DOTALL)
        if found is None:
            return None
        return dict(zip(self._names, found.groups(), strict=True))

    def _pattern(self) -> str:
        # A blank ends where the text first goes on as documented. Atomic groups see to
        # it that nothing is tried twice: no text, however hostile, takes long.
        pattern, end, left = "", "", len(self._names)
        for part in self._parts:
            if isinstance(part, str):
                pattern, end = pattern + re.escape(part) + end, ""
                continue
            left -= 1
            pattern, end = pattern + end, ""
            if part[0] == "number":
                pattern += r"(-?\d++)"
            elif left == 0:
                pattern += "(.+)"
            else:
                pattern, end = pattern + "(?>(.+?)", ")"
        return pattern


def first_match(
    messages: Iterable[Message], status: int, text: str
) -> tuple[Reason | None, dict[str, str]]:
    """Return the reason that a text states with a status, and what is filled in.

    What is documented for the very status comes before what is for a range.
    """
    order: tuple[int | str, ...] = (status, f"{status // 100}XX", "default")
    chosen = [message for message in messages if message.status in order]
    chosen.sort(key=lambda message: (order.index(message.status), message.looseness))
    for message in chosen:
        values = message.match(text)
        if values is not None:
            return message.reason, values
    return None, {}
