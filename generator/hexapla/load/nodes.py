"""Nodes made of others: what stands in no file, at the places of what it is made of."""

from __future__ import annotations

from typing import Final

from hexapla.load.context import Context
from hexapla.source import Node, Value

HOPS: Final = 200
"""References behind each other that are followed for something small; nobody writes so many."""


def key_of(node: Node, name: str) -> Node:
    """Return the node of a key, the mapping where it has no such key."""
    return (node.keys or {}).get(name, node)


def copy(at: Node, value: Value) -> Node:
    """Return a node with another value at the same place."""
    return Node(value, at.file, at.line, at.column, at.start, at.end)


def mapping(members: dict[str, tuple[Node, Node]], at: Node) -> Node:
    """Return a mapping of keys and values, by name, at the place of a node."""
    made = copy(at, {name: value for name, (_, value) in members.items()})
    made.keys = {name: key for name, (key, _) in members.items()}
    return made


def chase(context: Context, node: Node) -> Node:
    """Return the schema at the end of a chain of references; the last that leads somewhere, or back."""
    hops = 0
    while (ref := node.get("$ref")) is not None and hops < HOPS:
        hops += 1
        target = context.resolve(ref)
        if target is None:
            break
        node = target
    return node
