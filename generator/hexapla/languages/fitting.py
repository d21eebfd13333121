"""How two types of a language compare: unions, and the names in them; what one part of a union takes is the language's.

In: types as text. Out: whether every value of one is a value of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from hexapla.frozen import frozen

Bases: TypeAlias = Mapping[str, str]
"""What values of names are, too: of an alias its type, of an enumeration text or a number."""

_DEEPEST: Final = 6
"""How often a name is looked up inside of what another one stands for."""


@frozen
class Fitting:
    """How the types of one language compare.

    Attributes:
        shown: a type as people read it.
        parts: the members of a union.
        is_within: whether one part of a union, none of them a name that is known, fits one part of another; with
            what names in the first and in the second stand for.
    """

    shown: Callable[[str], str]
    parts: Callable[[str], Sequence[str]]
    is_within: Callable[[str, str, Bases, Bases], bool]

    def fits(self, of: str, into: str, bases: Bases, others: Bases) -> bool:
        """Say whether every value of a type is one of another type.

        Args:
            of: the type.
            into: the other one.
            bases: what the values of names in `of` are, too.
            others: what names in `into` stand for: of an alias its type.
        """
        wanted = self._spread(self.shown(into), others)
        return all(self._has_place(one, wanted, bases, others, 0) for one in self.parts(self.shown(of)))

    def _spread(self, text: str, bases: Bases) -> list[str]:
        """Return the parts of a union, and those of what they stand for."""
        found: dict[str, None] = {}
        waiting = [(part, 0) for part in self.parts(text)]
        while waiting:
            part, depth = waiting.pop()
            found[part] = None
            if part in bases and depth < _DEEPEST:
                waiting.extend((inner, depth + 1) for inner in self.parts(self.shown(bases[part])))
        return list(found)

    def _has_place(self, one: str, wanted: Sequence[str], bases: Bases, others: Bases, depth: int) -> bool:
        if any(self.is_within(one, other, bases, others) for other in wanted):
            return True
        if one not in bases or depth >= _DEEPEST:
            return False
        inner = self.parts(self.shown(bases[one]))
        return all(self._has_place(part, wanted, bases, others, depth + 1) for part in inner)
