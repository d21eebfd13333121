"""An entry with all that is told of it: its class, the symbols of code, its edit as lines.

In: entries, texts, what code calls things. Out: the records that every renderer takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from hexapla.diff import Class, Judged
from hexapla.diff.words import CLASSES
from hexapla.docs.drift_entry import Entry, Names
from hexapla.docs.drift_spec import Ways
from hexapla.docs.edits import Step, done, walk
from hexapla.docs.edits_merge import span
from hexapla.docs.edits_text import EditError
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.source import Node


@frozen
class Line:
    """A line of an edit: taken away, or put in; its place is that in the file of before."""

    where: Location
    sign: Literal["-", "+"]
    text: str


@frozen(kw_only=True)
class Told:
    """An entry and what it means.

    Attributes:
        wire, sdk: to any caller, and to code written against a client; None where something must be decided first.
        judged: what `diff` says of the edit.
        names: what code calls it, each with its target.
        edit: the lines of the ready edit.
        after: where it stands in the spec once all ready edits are done.
    """

    entry: Entry
    wire: Class | None
    sdk: Class | None
    judged: tuple[Judged, ...]
    names: tuple[str, ...]
    edit: tuple[Line, ...]
    after: Location | None = None

    @property
    def worst(self) -> Class | None:
        """Return the worse class."""
        if self.wire is None or self.sdk is None:
            return None
        return max(self.wire, self.sdk, key=CLASSES.index)

    @property
    def operation(self) -> str:
        """Return the operation that it is told at: the first that is concerned."""
        return self.entry.changes[0].operation if self.entry.changes else ""

    @property
    def others(self) -> tuple[str, ...]:
        """Return the further operations that are concerned."""
        return tuple(dict.fromkeys(one.operation for one in self.entry.changes if one.operation != self.operation))


def excerpt(texts: Mapping[str, str], steps: Sequence[Step], roots: Mapping[str, Node]) -> tuple[Line, ...]:
    """Return the lines that steps change, as they would change the texts alone."""
    try:
        after = done(texts, steps, roots)
    except EditError:
        return ()
    found: list[Line] = []
    for file in sorted({step.at.file for step in steps}):
        lines = texts[file].splitlines()
        one = span(lines, after[file].splitlines())
        ones, others = lines[one.first : one.last], one.lines
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
            if tag != "equal":
                first = one.first + 1
                found += [Line(Location(file, first + i1 + at), "-", text) for at, text in enumerate(ones[i1:i2])]
                found += [Line(Location(file, max(first + i2 - 1, 1)), "+", text) for text in others[j1:j2]]
    return tuple(found)


def names_of(entry: Entry, names: Names) -> tuple[str, ...]:
    """Return what code calls the things of an entry."""
    found: list[str] = []
    if entry.operation is not None and entry.parameter is not None:
        found += names.argument(entry.operation, entry.parameter)
    elif entry.operation is not None:
        found += names.method(entry.operation)
    if entry.schema:
        found += names.attribute(entry.schema, entry.member)
    return tuple(dict.fromkeys(found))


def place_after(where: Location | None, ways: Ways, roots: Mapping[str, Node]) -> Location | None:
    """Return where what stood at a place stands in edited texts; the same place where it is gone or was none."""
    if where is None:
        return None
    member = ways.member(where)
    way = member or ways.node(where)
    if way is None or way.file not in roots:
        return where
    root = roots[way.file]
    if member is not None and (above := walk(root, member.above)) is not None and above.get(member.last) is not None:
        return above.key(member.last)
    node = walk(root, way)
    return where if node is None else node.where
