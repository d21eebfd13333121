"""Bases: schemas with a `discriminator` and no alternatives, which others refer to in their `allOf`.

That is how OpenAPI writes a class and its children. A reference to the base means any of the children, so the base's
name stands for all of them; what the base says is part of each child. In: the named schemas, before any is loaded.
Out: of each base its children, in order.
"""

from __future__ import annotations

from hexapla.load.mapping import Mappings
from hexapla.load.naming import Components
from hexapla.load.views import Views
from hexapla.load.vocabulary import SHAPE
from hexapla.source import Node


class Base:
    """A base: its node, its discriminator, its children by the names they have or want, what its mapping names."""

    def __init__(self, node: Node, discriminator: Node) -> None:
        self.node = node
        self.discriminator = discriminator
        self.children: dict[int, tuple[str, Node]] = {}
        self.mapped: set[int] = set()


class Inheritance:
    """The bases of one load."""

    def __init__(self, components: Components, mappings: Mappings, views: Views) -> None:
        self._parts = views.parts
        self._bases: dict[int, Base] = {}
        rest = [(wanted, node) for kind, wanted, node in components.rest if kind == "schema"]
        schemas = [*components.nodes["schema"].items(), *rest]
        for _, node in schemas:
            discriminator = node.get("discriminator")
            if discriminator is not None and node.get("oneOf") is None and node.get("anyOf") is None:
                base = Base(node, discriminator)
                self._bases[id(node)] = base
                base.mapped = {id(row.target) for row in mappings.rows(discriminator)}
        for name, node in schemas if self._bases else ():
            self._enter(name, node)
        self._bases = {key: base for key, base in self._bases.items() if base.children}
        for base in self._bases.values():
            views.solid |= set(base.children)

    def of(self, node: Node) -> Base | None:
        """Return the base that a schema is; None for one that is none, or has no children."""
        return self._bases.get(id(node))

    def is_value(self, base: Base) -> bool:
        """Say whether a value may be the base itself: a mapping names it, its own or that of a base above it."""
        return any(id(base.node) in other.mapped for other in self._bases.values())

    def _enter(self, name: str, node: Node) -> None:
        if node.get("allOf") is None:
            return
        alone = self._is_alone(node)
        for part in self._parts.of(node)[1:]:
            base = self._bases.get(id(part.origin))
            if base is not None and not (alone and base.mapped and id(node) not in base.mapped):
                base.children.setdefault(id(node), (name, node))

    @staticmethod
    def _is_alone(node: Node) -> bool:
        """Say whether a schema is an `allOf` of one reference and nothing else: maybe another name, and no child."""
        all_of = node.get("allOf")
        elements = all_of.elements() if all_of is not None else ()
        shaped = any(name in SHAPE and name not in ("allOf", "nullable") for name, _ in node.items())
        return len(elements) == 1 and elements[0].get("$ref") is not None and not shaped
