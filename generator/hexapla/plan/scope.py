"""Names in one scope of generated code: unique, and the same tomorrow.

A name that is taken or reserved gets `_` and a number behind it, in the order of the spec, and a note says so.
"""

from __future__ import annotations

from hexapla.finding import Finding, Location, note


class Scope:
    """The names of one class, method or module."""

    def __init__(self, what: str, reserved: frozenset[str], findings: list[Finding]) -> None:
        self._what = what
        self._reserved = reserved
        self._taken: dict[str, str] = {}
        self._findings = findings

    def take(self, wanted: str, wire: str, where: Location) -> str:
        """Return the wanted name, or the next free one.

        Args:
            wanted: the name in the style's casing.
            wire: what it stands for, for the note.
            where: the place in the spec.
        """
        unique = f"{wanted}_" if wanted in self._reserved else wanted
        count = 1
        while unique in self._taken or unique in self._reserved:
            count += 1
            unique = f"{wanted}_{count}"
        if unique != wanted:
            other = f"`{self._taken[wanted]}` has it" if wanted in self._taken else "it is taken by the client itself"
            message = f"`{wire}` would be called `{wanted}` in {self._what}, but {other}; it becomes `{unique}`"
            hint = "x-name gives it another name"
            self._findings.append(note("name-clash", message, where, hint))
        self._taken[unique] = wire
        return unique
