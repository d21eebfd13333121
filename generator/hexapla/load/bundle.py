"""A description of many files to one document, as plain data.

Path items are inlined in order; every other thing that is referred to stands once in `components`, under its name;
references are rewritten to it; extensions are kept; no alias is left, since the data is printed anew.
"""

from __future__ import annotations

from typing import Final

from hexapla.finding import Finding, FindingError, error
from hexapla.load.context import Context, plain
from hexapla.load.grammar import CHILDREN, SECTIONS, Child
from hexapla.load.naming import Components, collect, mapped
from hexapla.model import JSON
from hexapla.source import Node, Sources

MOST: Final = 50_000
"""Path items that may be inlined: a few that stand in each other twice would fill any memory."""


def bundle(sources: Sources, file: str) -> tuple[dict[str, JSON], tuple[Finding, ...]]:
    """Return the description that begins in `file` as one document, and findings (dangling references, clashes).

    Raises:
        FindingError: the root file cannot be read.
    """
    context = Context(sources)
    root = sources.root(file)
    components = collect(context, root)
    components.name_the_rest()
    writer = _Writer(context, components)
    document = writer.members("root", root)
    sections = document.get("components")
    merged: dict[str, JSON] = dict(sections) if isinstance(sections, dict) else {}
    for kind, section in SECTIONS.items():
        named = {name: writer.object(kind, node) for name, node in components.nodes[kind].items()}
        if named:
            merged[section] = named
    if merged:
        document["components"] = merged
    return document, tuple(dict.fromkeys(context.findings))


class _Writer:
    def __init__(self, context: Context, components: Components) -> None:
        self._context = context
        self._components = components
        self._inlining: list[Node] = []
        self._inlined_count = 0

    def object(self, kind: str, node: Node) -> JSON:
        """Return an object; one that is a reference is inlined where it has no section, else rewritten."""
        if kind == "name":
            return self._name(node)
        ref = node.get("$ref")
        if ref is None:
            return self.members(kind, node) if isinstance(node.value, dict) else plain(node)
        if kind not in SECTIONS:
            return self._inlined(kind, node, ref)
        target = self._context.resolve(ref)
        name = self._components.name(kind, target) if target is not None else None
        if name is None:
            return plain(node)
        return {**self.members(kind, node), "$ref": _pointer(kind, name)}

    def _name(self, node: Node) -> JSON:
        """Return what a discriminator's mapping says, as a reference into this document."""
        target = mapped(self._context, self._components, node)
        name = self._components.name("schema", target) if target is not None else None
        if name is None or node.value in self._components.nodes["schema"]:
            return plain(node)
        return _pointer("schema", name)

    def _inlined(self, kind: str, node: Node, ref: Node) -> JSON:
        target = self._context.follow(node, beside=False)
        if target is None:
            return {}
        for name in self._context.beside(node):
            message = f"OpenAPI does not say what `{name}` means beside $ref"
            self._context.error("beside-ref", message, node.key(name), "write it where $ref points to")
        self._inlined_count += 1
        if self._inlined_count > MOST:
            message = f"more than {MOST:,} path items are referred to, one in the other"
            raise FindingError(*self._context.findings, error("too-large", message, ref.where))
        if any(target is outer for outer in self._inlining):
            self._context.error("cyclic-ref", f"{ref.value} stands in what it names, and has no end", ref.where)
            return {}
        self._inlining.append(target)
        written = self.members(kind, target)
        self._inlining.pop()
        return written | {key: plain(value) for key, value in node.items() if key in ("summary", "description")}

    def members(self, kind: str, node: Node) -> dict[str, JSON]:
        """Return the members of an object, each as its kind asks."""
        table = CHILDREN[kind]
        result: dict[str, JSON] = {}
        for name, value in node.items():
            child = Child("item") if kind == "callback" and not name.startswith("x-") else table.get(name)
            if child is None:
                result[name] = plain(value)
            elif child.shape == "one":
                result[name] = self.object(child.kind, value)
            elif child.shape == "list" and isinstance(value.value, list):
                result[name] = [self.object(child.kind, element) for element in value.elements()]
            elif child.shape == "map" and isinstance(value.value, dict):
                result[name] = {key: self.object(child.kind, member) for key, member in value.items()}
            else:
                result[name] = plain(value)
        return result


def _pointer(kind: str, name: str) -> str:
    return f"#/components/{SECTIONS[kind]}/{name.replace('~', '~0').replace('/', '~1')}"
