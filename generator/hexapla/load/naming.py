"""Names of everything a description refers to, given before anything is loaded.

A component's name is the last word of the reference's fragment, or the file's stem where there is none. Two different
nodes of one name: the later in reading order gets its file's stem as prefix, and a note says so. Giving these names
first keeps them free of what inline schemas are called, so that adding an operation never renames a schema.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from hexapla.finding import note
from hexapla.load.context import Context
from hexapla.load.grammar import SECTIONS, children
from hexapla.names import pascal
from hexapla.source import Node

CLASH: Final = "schema-name-clash"


class Components:
    """The named components of a description, by kind, in reading order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names: dict[tuple[str, int], str] = {}
        self._counts: dict[tuple[str, str], int] = {}  # numbers that were taken stay taken
        self.nodes: dict[str, dict[str, Node]] = {kind: {} for kind in SECTIONS}
        self.rest: list[tuple[str, str, Node]] = []
        """What only operations refer to, and has no name yet: its kind, the name it wants, its node."""

    def name(self, kind: str, node: Node) -> str | None:
        """Return the name of a component, None for a node that nothing refers to."""
        return self._names.get((kind, id(node)))

    def enter(self, kind: str, wanted: str, node: Node) -> str:
        """Name a node, and return the name: the wanted one, or a free one where another node has it."""
        known = self.name(kind, node)
        if known is not None:
            return known
        unique, taken = wanted, self.nodes[kind]
        if unique in taken:
            free = pascal(posixpath.splitext(posixpath.basename(node.file))[0]) + pascal(wanted)
            unique, count = free, self._counts.get((kind, free), 1)
            while unique in taken:
                count += 1
                unique = f"{free}{count}"
            self._counts[kind, free] = count
            first = taken[wanted].where
            message = f"another {kind} is called `{wanted}` ({first.file}:{first.line}); this one becomes `{unique}`"
            self._context.findings.append(note(CLASH, message, node.where))
        taken[unique] = node
        self._names[kind, id(node)] = unique
        return unique

    def wanting(self, name: str) -> Node | None:
        """Return the schema that has no name yet and wants this one."""
        return next((node for kind, wanted, node in self.rest if (kind, wanted) == ("schema", name)), None)

    def name_the_rest(self) -> None:
        """Name what only operations refer to."""
        for kind, wanted, node in self.rest:
            self.enter(kind, wanted, node)
        self.rest.clear()


def collect(context: Context, root: Node) -> Components:
    """Walk a description with everything it refers to, and name what it refers to. Broken references are skipped.

    What only operations refer to is left for `name_the_rest`, so that it may come behind what lies in components.
    """
    found = Components(context)
    components = root.get("components")
    for kind, section in SECTIONS.items():
        declared = components.get(section) if components else None
        for name, node in declared.items() if declared else ():
            if node.get("$ref") is None or kind == "schema":
                found.enter(kind, name, node)
    seen: set[tuple[str, int]] = set()
    first = [("components", components)] if components is not None else []
    for kind, wanted, node in _reached(context, found, first, seen):
        found.enter(kind, wanted, node)
    found.rest.extend(_reached(context, found, [("root", root)], seen))
    return found


def _reached(
    context: Context, found: Components, waiting: list[tuple[str, Node]], seen: set[tuple[str, int]]
) -> Iterator[tuple[str, str, Node]]:
    """Yield what is referred to with its kind and the name it wants, where nothing has looked yet."""
    while waiting:
        kind, node = waiting.pop()
        if (kind, id(node)) in seen:
            continue
        seen.add((kind, id(node)))
        # What a mapping says and names nothing is reported where it is loaded.
        ref = node if kind == "name" else node.get("$ref")
        named = "schema" if kind == "name" else kind
        if ref is not None:
            target = mapped(context, found, node) if kind == "name" else context.resolve(ref)
            if target is not None:
                if named in SECTIONS:
                    yield named, wanted_name(ref, target), target
                waiting.append((named, target))
        waiting.extend(reversed(list(children(kind, node))))


def mapped(context: Context, components: Components, node: Node) -> Node | None:
    """Return the schema that a value of a discriminator's mapping refers to, by a name or as `$ref` does."""
    text = node.value
    if not isinstance(text, str):
        return None
    named = components.nodes["schema"].get(text) or components.wanting(text)
    if named is not None or not re.search(r"[#./]", text):
        return named
    before = len(context.findings)
    target = context.resolve(node)
    del context.findings[before:]
    return target


def wanted_name(ref: Node, target: Node) -> str:
    """Return the last word of a reference's fragment, or the file's stem.

    What lies inside a component is called as it is where nothing refers to it, so that a reference renames no model.
    """
    words = [word.replace("~1", "/").replace("~0", "~") for word in str(ref.value).partition("#")[2].split("/")]
    if words[:3] == ["", "components", "schemas"] and len(words) > 4 and "$defs" not in words:
        return _inside(words[3], words[4:])
    return words[-1] or posixpath.splitext(posixpath.basename(target.file))[0]


def _inside(owner: str, words: list[str]) -> str:
    """Return the name of a schema in a component, by the way to it."""
    name, way = owner, iter(words)
    for word in way:
        match word:
            case "properties" | "patternProperties" | "dependentSchemas":
                name += pascal(next(way, ""))
            case "items" | "additionalProperties":
                name += "Item" if word == "items" else "Value"
            case "allOf" | "oneOf" | "anyOf" | "prefixItems":
                number = next(way, "0")
                place = str(int(number) + 1) if number.isdecimal() else ""
                name += {"allOf": "", "prefixItems": f"Item{place}"}.get(word, place)
            case _:
                name += pascal(word)
    return name
