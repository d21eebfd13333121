"""Examples of bodies, where a property has another name.

In: a record, the old and the new name of a property. Out: the steps that rename the member in every example.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hexapla.docs.drift_entry import Context
from hexapla.docs.edits import Rename, Step, Way, walk
from hexapla.model import Record
from hexapla.source import Node


def examples(context: Context, record: Record, old: str, new: str) -> Iterator[Step]:
    """Yield the steps that rename a member of every example of a record."""
    seen: set[Way] = set()
    for level in context.new.of_record(record):
        content = level.site.content
        way = context.ways.member(content.where) if content else None
        node = walk(context.ways.roots[way.file], way) if way else None
        if way is None or node is None:
            continue
        values = [way.down("example"), *(way.down("examples", key, "value") for key in _keys(node.get("examples")))]
        for value in values:
            for found in _members(context, value, level.prefix.split(".")[:-1], old):
                if found not in seen:
                    seen.add(found)
                    yield Rename(found, new)


def _keys(node: Node | None) -> list[str]:
    return [key for key, _ in node.items()] if node else []


def _members(context: Context, way: Way, path: Sequence[str], name: str) -> Iterator[Way]:
    """Yield the ways to a member of a value, or of what lies in it."""
    node = walk(context.ways.roots[way.file], way)
    if node is None:
        return
    for number in range(len(node.elements())):
        yield from _members(context, way.down(number), path, name)
    if path:
        yield from _members(context, way.down(path[0]), path[1:], name)
    elif node.get(name) is not None:
        yield way.down(name)
