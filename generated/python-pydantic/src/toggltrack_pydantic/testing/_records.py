"""The records that the server in memory holds, for a test to fill and to look at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from copy import deepcopy
from typing import TypeAlias

from .._json import encode
from .._loads import loads
from .._types import JSON, JSONLike
from ._rules import Rules, in_order

Record: TypeAlias = dict[str, JSON]
"""A record as its members are named in JSON."""


class Records:
    """Stored records of one kind, in the order in which they came.

    What it returns are copies: what a test does to them changes nothing on the server.
    """

    def __init__(self, rules: Rules, lock: threading.RLock, now: str) -> None:
        """Begin empty.

        Args:
            rules: What the description tells of the records.
            lock: Held whenever anything is read or changed.
            now: The moment that is noted where something is made or changed.
        """
        self._rules = rules
        self._lock = lock
        self._now = now
        self._rows: dict[tuple[str, ...], dict[str, Record]] = {}
        self._count = 0
        self.used = False
        """Whether there ever was a record."""

    def add(self, /, *where: int | str, **members: JSONLike) -> dict[str, JSON]:
        """Store a record and return a copy of it.

        Args:
            where: The values of the path that lead to the list.
            members: Members by their names in JSON, whatever they are. What is left out
                and required is made up; the key is the next number.

        Raises:
            ValueError: The number of values is wrong, or there is such a record.
        """
        with self._lock:
            scope = self._scope(where)
            key = members.get(self._rules.key)
            if key is not None and str(key) in self._rows.get(scope, {}):
                message = f"there is a record with {self._rules.key} {key!r}"
                raise ValueError(message)
            # A list or a mapping of the test's own stays the test's own.
            return deepcopy(self.put(scope, _plain(members)))

    def all(self, *where: int | str) -> list[dict[str, JSON]]:
        """Return copies of the records of a list; without a path, of all lists."""
        with self._lock:
            if not where:
                rows = [row for held in self._rows.values() for row in held.values()]
            else:
                rows = list(self.rows(self._scope(where)))
            return deepcopy(rows)

    def get(self, *where: int | str) -> dict[str, JSON] | None:
        """Return a copy of a record by its path, the key last; None for none."""
        with self._lock:
            row = self.find(self._scope(where[:-1]), str(where[-1]) if where else "")
            return deepcopy(row)

    def remove(self, *where: int | str) -> bool:
        """Take a record away by its path, the key last; tell whether there was one."""
        with self._lock:
            key = str(where[-1]) if where else ""
            return self.drop(self._scope(where[:-1]), key)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.all())

    def __repr__(self) -> str:
        """Show how many there are, and of what."""
        return f"Records({len(self)}, by {self._rules.key})"

    # What follows is for the server, which holds the lock.

    def put(self, scope: tuple[str, ...], members: Record) -> Record:
        """Store a new record and return it."""
        rules = self._rules
        self.used = True
        if members.get(rules.key) is None:
            members = {**members, rules.key: self._next(scope)}
        moments = dict.fromkeys((*rules.made, *rules.changed), self._now)
        path = {
            name: number(text, rules.kinds[name])
            for name, text in zip(rules.where, scope, strict=True)
            if name in rules.kinds
        }
        whole = {**deepcopy(dict(rules.first)), **moments, **path, **members}
        # In the order of the description; what it does not know comes last.
        order = [*(name for name in rules.kinds if name in whole), *whole]
        row = {name: whole[name] for name in dict.fromkeys(order)}
        self._rows.setdefault(scope, {})[str(row[rules.key])] = row
        return row

    def rows(self, scope: tuple[str, ...]) -> Iterator[Record]:
        """Iterate over the records of a list."""
        yield from self._rows.get(scope, {}).values()

    def find(self, scope: tuple[str, ...], key: str) -> Record | None:
        """Return a record; None for none."""
        return self._rows.get(scope, {}).get(key)

    def drop(self, scope: tuple[str, ...], key: str) -> bool:
        """Take a record away; tell whether there was one."""
        return self._rows.get(scope, {}).pop(key, None) is not None

    def touch(self, row: Record) -> None:
        """Note that a record was changed."""
        row.update(dict.fromkeys(self._rules.changed, self._now))

    def _next(self, scope: tuple[str, ...]) -> JSON:
        """Return a key that no record has: numbers are counted over all lists."""
        rules = self._rules
        while True:
            self._count += 1
            text = str(self._count)
            if rules.uuid:
                text = f"00000000-0000-4000-8000-{self._count:012d}"
            if all(text not in held for held in self._rows.values()):
                return number(text, rules.kinds[rules.key])

    def _scope(self, where: tuple[int | str, ...]) -> tuple[str, ...]:
        wanted = self._rules.where
        if len(where) != len(wanted):
            message = f"the path is {in_order(wanted)}; {len(where)} values were given"
            raise ValueError(message)
        return tuple(str(value) for value in where)


def number(text: str, kind: str) -> JSON:
    """Return a text of the path as the kind of value that it is in a record."""
    is_whole = text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
    return int(text) if kind in ("integer", "number") and is_whole else text


def _plain(members: dict[str, JSONLike]) -> Record:
    found = loads(encode(members))
    return found if isinstance(found, dict) else {}
