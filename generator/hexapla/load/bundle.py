"""A description of many files to one document, as plain data.

Path items are inlined in order; every other thing that is referred to stands once in `components`, under its name;
references are rewritten to it; extensions are kept; no alias is left, since the data is printed anew.
"""

from __future__ import annotations

from hexapla.finding import Finding
from hexapla.load.context import Context, plain
from hexapla.load.grammar import CHILDREN, SECTIONS, Child
from hexapla.load.naming import Components, collect
from hexapla.model import JSON
from hexapla.source import Node, Sources


def bundle(sources: Sources, file: str) -> tuple[dict[str, JSON], tuple[Finding, ...]]:
    """Return the description that begins in `file` as one document, and findings (dangling references, clashes).

    Raises:
        FindingError: the root file cannot be read.
    """
    context = Context(sources)
    root = sources.root(file)
    components = collect(context, root)
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

    def object(self, kind: str, node: Node) -> JSON:
        """Return an object; one that is a reference is inlined where it has no section, else rewritten."""
        ref = node.get("$ref")
        if ref is None:
            return self.members(kind, node) if isinstance(node.value, dict) else plain(node)
        if kind not in SECTIONS:
            return self._inlined(kind, ref, self._context.follow(node))
        target = self._context.resolve(ref)
        name = self._components.name(kind, target) if target is not None else None
        if name is None:
            return plain(node)
        pointer = f"#/components/{SECTIONS[kind]}/{name.replace('~', '~0').replace('/', '~1')}"
        return {**self.members(kind, node), "$ref": pointer}

    def _inlined(self, kind: str, ref: Node, target: Node | None) -> JSON:
        if target is None:
            return {}
        if any(target is outer for outer in self._inlining):
            self._context.error("cyclic-ref", f"{ref.value} stands in what it names, and has no end", ref.where)
            return {}
        self._inlining.append(target)
        written = self.members(kind, target)
        self._inlining.pop()
        return written

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
