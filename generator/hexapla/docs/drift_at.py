"""Places of a change: on the page and in the lock.

In: an operation of the lock, the same of a page, the page's lines. Out: changes with their places.
"""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.docs.drift_changes import Change, Kind
from hexapla.docs.lock import LockedOperation
from hexapla.docs.tree import Branch
from hexapla.finding import Location
from hexapla.frozen import frozen, replace


@frozen
class At:
    """Where changes are told: the operation on both sides, the lines of the page, the part, and the nearest places."""

    old: LockedOperation
    new: LockedOperation
    lines: Sequence[str]
    part: str = ""
    lock: Location | None = None
    page: Location | None = None

    def inside(self, part: str, lock: Location, page: Location) -> At:
        """Return the same inside a part of the operation."""
        return replace(self, part=part, lock=lock, page=page)

    def change(
        self,
        kind: Kind,
        part: str,
        name: str,
        before: str,
        after: str,
        *,
        page: Location | None = None,
        lock: Location | None = None,
    ) -> Change:
        """Return a change of what is no row."""
        return Change(
            kind=kind,
            operation=f"{self.new.method} {self.new.path}",
            part=part or self.part,
            name=name,
            before=before,
            after=after,
            page=page or self.page or self.new.where,
            lock=lock or self.lock or self.old.where,
        )

    def rows(
        self,
        kind: Kind,
        name: str,
        words: tuple[str, str],
        old: tuple[Branch, ...] = (),
        new: tuple[Branch, ...] = (),
        part: str = "",
    ) -> Change:
        """Return a change of rows."""
        page = new[0].row.where if new else None
        lock = old[0].row.where if old else None
        return replace(self.change(kind, part, name, *words, page=page, lock=lock), old=old, new=new)

    def worded(self, old: str | None, new: str | None) -> tuple[str, str]:
        """Return two hashes of a wording as words."""
        return (f"wording {old}" if old else "no words", f"wording {new}" if new else "no words")

    def status(self, status: str) -> Location:
        """Return where a status stands on the page."""
        start = self.new.where.line
        for number in range(start + 1, len(self.lines) + 1):
            if self.lines[number - 1].strip() == status:
                return Location(self.new.where.file, number)
        return self.new.where

    def text(self, status: str, text: str) -> Location:
        """Return where a text stands under a status."""
        start = self.status(status)
        for number in range(start.line + 1, min(len(self.lines), start.line + _FAR) + 1):
            if text in " ".join(self.lines[number - 1].split()):
                return Location(start.file, number)
        return start


_FAR = 500
"""Lines below a status in which its texts are looked for."""
