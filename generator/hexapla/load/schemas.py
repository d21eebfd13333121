"""Schema nodes to the type algebra.

A schema that is referred to is a named schema by its fragment's last word; inline objects, enumerations and unions get
their names here, from what they stand in: those inside components before those inside operations, so that another
operation never renames a model. Every schema is loaded once; recursion is a name, never a loop.
"""

from __future__ import annotations

from typing import Final

from hexapla.frozen import replace
from hexapla.load.context import Context
from hexapla.load.enums import enumerated, is_enumeration
from hexapla.load.inheritance import Base, Inheritance
from hexapla.load.keeping import remarks, under
from hexapla.load.kinds import is_anything, keywords_of, kinds, spoken_of, words
from hexapla.load.mapping import Mappings
from hexapla.load.naming import Components, wanted_name
from hexapla.load.parts import Parts
from hexapla.load.plain import Plain
from hexapla.load.records import Records
from hexapla.load.settle import settle
from hexapla.load.unions import Members, Unions, group_discriminator
from hexapla.load.views import View, Views
from hexapla.load.vocabulary import SPREAD
from hexapla.model import (
    Alias,
    Any,
    Default,
    Enumeration,
    Keyword,
    Named,
    Nullable,
    Scalar,
    Schema,
    Type,
    Union,
)
from hexapla.source import Node

DEPTH: Final = 200
"""Schemas in schemas that have no name: a file is no deeper, and neither may be what is made of several."""


_SAID: Final = frozenset({"description", "deprecated", "example", "examples", "x-documented"})
"""The texts of a schema that is no record which the model has a word for."""


class Schemas:
    """The schemas of one load."""

    def __init__(self, context: Context, components: Components) -> None:
        parts = Parts(context)
        self._context = context
        self._components = components
        self._parts = parts
        self._views = Views(context, parts)
        self._mappings = Mappings(context, components)
        self._bases = Inheritance(components, self._mappings, self._views)
        self._unions = Unions(context, components, self._mappings, self._views, self._type)
        self._plain = Plain(context, parts, self._type)
        self._records = Records(context, components, self._views, self._mappings, self._plain, self._type)
        self._waiting = list(components.nodes["schema"].items())
        self._wanted = set(components.nodes["schema"])
        self._loaded: list[Schema] = []
        self._inline: set[str] = set()
        self._inside_of: dict[str, str] = {}
        self._types: dict[int, Type] = {}
        self._open: set[int] = set()
        self._depth = 0

    def load_components(self) -> None:
        """Load every schema that has a name of its own, and what lies in it, before the operations are read."""
        self._drain()
        self._components.name_the_rest()
        for name, node in list(self._components.nodes["schema"].items()):
            self._enter(name, node, inline=False)
        self._drain()
        self._unions.is_shared = False
        self._parts.forget(lambda node: self._components.name("schema", node) is not None)

    def finish(self) -> tuple[Schema, ...]:
        """Load what is left, and return every schema: those referred to, then what lies in them and in operations."""
        self._drain()
        return settle(tuple(sorted(self._loaded, key=lambda schema: schema.name in self._inline)))

    def default(self, node: Node) -> Default | None:
        """Return the default of a value: that of its schema, or of what the schema refers to."""
        return self._context.default(self._views.said(node))

    def remarks(self, node: Node, read: frozenset[str] = frozenset()) -> tuple[Keyword, ...]:
        """Return what is said for people in a schema of an operation, beside those texts that are read elsewhere."""
        if self._is_named(node):
            return ()
        found = remarks(node, lambda: self._views.said(node) if read else None, read, self._is_named)
        return under("schema", found) if found else ()

    def _is_named(self, node: Node) -> bool:
        return self._components.name("schema", node) is not None

    def _drain(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for name, node in waiting:
                self._parts.inside = self._inside_of.get(name, "")
                self._loaded.append(self._schema(name, node))
            self._parts.inside = ""

    def _enter(self, name: str, node: Node, *, inline: bool = True) -> str:
        """Name a node, see that it is loaded, and return the name."""
        name = self._components.enter("schema", name, node)
        if name not in self._wanted:
            self._wanted.add(name)
            self._waiting.append((name, node))
            if inline:
                self._inline.add(name)
                self._inside_of[name] = self._parts.inside
        return name

    def type(self, node: Node, name: str) -> Type:
        """Return the type of a schema in an operation; what needs a name and has none is entered under `name`."""
        self._parts.inside = name
        of = self._type(node, name)
        self._parts.inside = ""
        return of

    def _type(self, node: Node, name: str) -> Type:
        """Return the type a schema node describes."""
        if id(node) in self._types:
            return self._types[id(node)]
        if id(node) in self._open:
            return Named(self._enter(name, node))  # a list of itself, made of several lists of themselves
        if self._depth >= DEPTH:
            self._context.error("too-deep", f"made of schemas more than {DEPTH} levels deep", node.where)
            return Any()
        self._depth += 1
        # Lists of lists are made from within: they may be as deep as a file, and Python's stack is not.
        chain = [(node, name)]
        self._open.add(id(node))
        while (inside := self._inside(*chain[-1])) is not None and id(inside[0]) not in self._open:
            chain.append(inside)
            self._open.add(id(inside[0]))
        for one, called in reversed(chain):
            of = self._of(self._views.of(one), one, called)
            self._types[id(one)] = self._with_null(of, one)
            self._open.discard(id(one))
        self._depth -= 1
        return self._types[id(node)]

    def _inside(self, node: Node, name: str) -> tuple[Node, str] | None:
        """Return the only schema inside an array or a map that needs no name."""
        view = self._views.of(node)
        if view.ref is not None or view.groups or self._needs_name(view, node):
            return None
        found = kinds(self._context, view.node)
        return self._plain.inside(view, found[0], name) if len(found) == 1 else None

    def _with_null(self, of: Type, node: Node) -> Type:
        """Return a type with null where its schema admits null, and admits it not alone."""
        if isinstance(of, Nullable | Any) or self._parts.is_null(node) or not self._views.admits_null(node):
            return of
        return of if isinstance(of, Scalar) and of.kind == "null" else Nullable(of)

    def _of(self, view: View, node: Node, name: str) -> Type:
        if view.ref is not None and view.target is not None:
            name = self._enter(wanted_name(view.ref, view.target), view.target, inline=False)
            return Named(name, self._plain.beside(view))
        self._context.findings.extend(view.faults)
        if self._needs_name(view, node) or (self._parts.is_made(node) and self._components.name("schema", node)):
            return Named(self._enter(name, node))
        return self._unnamed(view, name)

    def _needs_name(self, view: View, node: Node) -> bool:
        if view.groups:
            return not self._unions.is_plain(view)
        if self._parts.is_null(view.node):
            return False
        if self._is_enumeration(view.node):
            enum = view.node.get("enum")
            values = [one for one in enum.elements() if one.value is not None] if enum is not None else []
            return len(values) != 1 or self._components.name("schema", node) is not None
        found = kinds(self._context, view.node)
        if len(found) > 1:
            return bool({"object", "array"} & set(found)) and not is_anything(view.node, found)
        return found == ["object"] and self._records.is_record(view.node)

    def _is_enumeration(self, node: Node) -> bool:
        enum = node.get("enum")
        if enum is None or node.get("const") is not None:
            return False
        return is_enumeration(enum, [word for word, _ in words(self._context, node) if word != "null"])

    def _unnamed(self, view: View, name: str) -> Type:
        """Return the type of a schema that gives no name to itself, without null."""
        if view.groups:
            return self._union(view, name)
        if self._parts.is_null(view.node):
            return self._plain.null(view)
        found = kinds(self._context, view.node)
        if not found or is_anything(view.node, found):
            return self._plain.anything(view)
        if len(found) > 1:
            return self._several(view, found, name)
        return self._plain.of_kind(view, found[0], name)

    def _several(self, view: View, found: list[str], name: str) -> Type:
        """Return one of several kinds: each with what is said of it, the rest is said of all of them."""
        members = []
        for kind in found:
            one = self._parts.only(view.node, keywords_of(view.node, kind, found), kind)
            members.append(self._type(one, f"{name}Object" if kind == "object" else name))
        return self._plain.several(view, spoken_of(found), members)

    def _union(self, view: View, name: str) -> Type:
        self._records.share(view, name)
        found = self._unions.members(view, name)
        rest = (*self._plain.rest(view, (*SPREAD, "discriminator")), *found.once())
        if found.anything is not None:
            return Any((*rest, found.anything))
        if not found.types:
            return Any(rest)  # nothing but what was reported
        if len(found.types) == 1:
            return replace(found.types[0], rest=(*found.types[0].rest, *rest))
        discriminator = self._unions.discriminator(group_discriminator(view), found)
        return Union(tuple(found.types), view.groups[0].word == "oneOf", discriminator, rest)

    def _schema(self, name: str, node: Node) -> Schema:
        base, view = self._bases.of(node), self._views.of(node)
        self._context.findings.extend(view.faults)
        if base is not None:
            return self._alias(name, node, view, self._family(name, base))
        if view.ref is None and not view.groups and not self._parts.is_null(view.node):
            if self._is_enumeration(view.node):
                return self._enumeration(name, view, node)
            if self._records.is_record(view.node) and kinds(self._context, view.node) == ["object"]:
                return self._records.record(name, view, node)
        of = self._of(view, node, name) if view.ref is not None else self._unnamed(view, name)
        return self._alias(name, node, view, of)

    def _alias(self, name: str, node: Node, view: View, of: Type) -> Schema:
        said, what = self._views.said(node, far=False) if view.ref is not None else view.node, f"schema {name}"
        return Alias(
            name=name,
            type=of if name in self._inline else self._with_null(of, node),
            where=node.where,
            description=self._context.text(said, "description", what),
            deprecated=self._context.flag(said, "deprecated", what),
            documented=self._records.documented(said),
            rest=(
                *self._context.examples(said),
                *remarks(node, lambda: said, _SAID, self._is_named),
            ),
        )

    def _family(self, name: str, base: Base) -> Type:
        """Return what a base stands for: any of its children, and itself where a mapping says so."""
        found, names = Members(), dict[int, str]()
        for wanted, node in (*base.children.values(), (name, base.node)):
            below = self._bases.of(node)
            if below is None:
                found.add(Named(self._enter(wanted, node, inline=False)), node)
            elif self._bases.is_value(below):
                names[id(node)] = self._itself(wanted, below)
                found.add(Named(names[id(node)]), node)
        return Union(tuple(found.types), True, self._unions.discriminator(base.discriminator, found, names))

    def _itself(self, name: str, base: Base) -> str:
        """Return the name of the record that a base is beside its children."""
        names = frozenset(name for name, _ in base.node.items()) - {"discriminator"}
        node = self._parts.only(base.node, names)
        self._views.solid.add(id(node))
        return self._enter(f"{self._components.name('schema', base.node) or name}Base", node)

    def _enumeration(self, name: str, view: View, at: Node) -> Schema:
        node, what = view.node, f"schema {name}"
        enum = node.get("enum")
        assert enum is not None
        kind = next((word for word, _ in words(self._context, node) if word != "null"), "")
        of, values = enumerated(self._context, enum, kind, self._parts.texts)
        return Enumeration(
            name=name,
            values=values,
            type=Scalar(of, self._context.text(node, "format", what) or None),
            where=node.where,
            description=self._context.text(node, "description", what),
            deprecated=self._context.flag(node, "deprecated", what),
            documented=self._records.documented(node),
            rest=(
                *(*self._plain.rest(view, ("type", "format", "enum")), *self._context.examples(node)),
                *remarks(at, lambda: node, _SAID, self._is_named),
            ),
        )
