"""Names in one scope of generated code: unique, and the same tomorrow.

A name that is taken or reserved gets `_` and a number behind it, in the order of the spec, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from hexapla.finding import Finding, Location, note

X_NAME: Final = "x-name gives it another name"


class Scope:
    """The names of one class, method or module."""

    def __init__(
        self,
        what: str,
        reserved: frozenset[str],
        findings: list[Finding],
        *,
        held: Iterable[str] = (),
        joint: str = "_",
        hint: str | None = None,
    ) -> None:
        """Begin an empty scope.

        Args:
            what: what the scope is called in a note.
            reserved: names that generated code needs for itself.
            findings: takes the notes.
            held: names that other generated things have.
            joint: what stands between a name and its number.
            hint: how a person gives another name.
        """
        self._what = what
        self._reserved = reserved
        self._taken: dict[str, str] = {name: name for name in held}
        self._findings = findings
        self._joint = joint
        self._counts: dict[str, int] = {}
        self._hint = hint

    def take_all(self, wanted: Sequence[tuple[str, str, Location]]) -> list[str]:
        """Return names for things in the order of the spec, each given as (wanted name, what it stands for, place).

        Whoever comes first has a name; a number behind a name never takes one that another thing has by itself. So a
        thing added behind the others renames none of them, nor does one added anywhere whose name is new.
        """
        first: dict[str, int] = {}
        for number, (name, _, _) in enumerate(wanted):
            first.setdefault(name, number)
        own = {name for name in first if name not in self._reserved and name not in self._taken}
        for name in own:
            self._taken[name] = wanted[first[name]][1]
        return [
            name if name in own and first[name] == number else self.take(name, wire, where)
            for number, (name, wire, where) in enumerate(wanted)
        ]

    def take(self, wanted: str, wire: str, where: Location, *, second: str = "") -> str:
        """Return the wanted name, or the next free one.

        Args:
            wanted: the name in the style's casing.
            wire: what it stands for, for the note.
            where: the place in the spec.
            second: the name to try, if another thing has the wanted one, before there are numbers.
        """
        unique = f"{wanted}{self._joint}" if wanted in self._reserved else wanted
        if second and unique in self._taken:
            unique = second
        # Numbers that were taken stay taken: ten thousand things of one name are no ten thousand squared steps.
        count = self._counts.get(wanted, 1)
        if unique in self._taken and count > 1:
            unique = f"{wanted}{self._joint}{count}"
        while unique in self._taken or unique in self._reserved:
            count += 1
            unique = f"{wanted}{self._joint}{count}"
        self._counts[wanted] = count
        if unique != wanted:
            other = f"`{self._taken[wanted]}` has it" if wanted in self._taken else "it is taken by the client itself"
            message = f"`{wire}` would be called `{wanted}` in {self._what}, but {other}; it becomes `{unique}`"
            self._findings.append(note("name-clash", message, where, self._hint))
        self._taken[unique] = wire
        return unique
