"""Names of everything a description refers to, given before anything is loaded.

A component's name is the last word of the reference's fragment, or the file's stem where there is none. Two different
nodes of one name: the later in reading order gets its file's stem as prefix, and a note says so. Giving these names
first keeps them free of what inline schemas are called, so that adding an operation never renames a schema.
"""

from __future__ import annotations

import posixpath
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
        self.nodes: dict[str, dict[str, Node]] = {kind: {} for kind in SECTIONS}

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
            stem = pascal(posixpath.splitext(posixpath.basename(node.file))[0])
            unique, count = stem + pascal(wanted), 1
            while unique in taken:
                count += 1
                unique = f"{stem}{pascal(wanted)}{count}"
            first = taken[wanted].where
            message = f"another {kind} is called `{wanted}` ({first.file}:{first.line}); this one becomes `{unique}`"
            self._context.findings.append(note(CLASH, message, node.where))
        taken[unique] = node
        self._names[kind, id(node)] = unique
        return unique


def collect(context: Context, root: Node) -> Components:
    """Walk a description with everything it refers to, and name what it refers to. Broken references are skipped."""
    found = Components(context)
    components = root.get("components")
    for kind, section in SECTIONS.items():
        declared = components.get(section) if components else None
        for name, node in declared.items() if declared else ():
            if node.get("$ref") is None or kind == "schema":
                found.enter(kind, name, node)
    seen: set[tuple[str, int]] = set()
    waiting = [("root", root)]
    while waiting:
        kind, node = waiting.pop()
        if (kind, id(node)) in seen:
            continue
        seen.add((kind, id(node)))
        ref = node.get("$ref")
        target = context.resolve(ref) if ref is not None else None
        if ref is not None and target is not None:
            if kind in SECTIONS:
                found.enter(kind, wanted_name(ref, target), target)
            waiting.append((kind, target))
        waiting.extend(reversed(list(children(kind, node))))
    return found


def wanted_name(ref: Node, target: Node) -> str:
    """Return the last word of a reference's fragment, or the file's stem."""
    word = str(ref.value).partition("#")[2].rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    return word or posixpath.splitext(posixpath.basename(target.file))[0]
