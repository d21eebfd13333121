"""The `mapping` of a discriminator: which schema each value names.

In: a `discriminator` node. Out: values and schema nodes. A value that names no schema is a finding with what was
meant. The bare name of a component is tried before a file of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hexapla.load.context import Context
from hexapla.load.naming import Components, mapped
from hexapla.source import Node, did_you_mean


class Row(NamedTuple):
    """A value of a mapping, the node that says what it names, and the schema it names."""

    value: str
    named: Node
    target: Node


class Mappings:
    """The mappings of one load, each read once."""

    def __init__(self, context: Context, components: Components) -> None:
        self._context = context
        self._components = components
        self._known: dict[int, list[Row]] = {}

    def property(self, node: Node) -> str:
        """Return the property that chooses, empty after reporting a discriminator that names none."""
        if not self._context.mapping(node, "discriminator"):
            return ""
        self._context.rest(node, ("propertyName", "mapping"), "discriminator")
        return self._context.required_text(node, "propertyName", "discriminator")

    def rows(self, node: Node) -> list[Row]:
        """Return what the mapping of a discriminator says, where it says something that is true."""
        if id(node) not in self._known:
            self._known[id(node)] = list(self._read(node))
        return self._known[id(node)]

    def _read(self, node: Node) -> Iterator[Row]:
        found = node.get("mapping")
        if found is None or not self._context.mapping(found, "`mapping` of discriminator"):
            return
        for value, named in found.items():
            if not isinstance(named.value, str):
                message = f"`{value}` of mapping must be a text, not {named.kind}"
                self._context.error("wrong-kind", message, named.where)
                continue
            target = mapped(self._context, self._components, named)
            if target is not None:
                yield Row(value, named, target)
                continue
            word = named.value.rpartition("/")[2]
            message = f"the mapping names `{named.value}`, and there is no such schema"
            hint = did_you_mean(word, list(self._components.nodes["schema"]))
            self._context.error("dangling-ref", message, named.where, hint)
