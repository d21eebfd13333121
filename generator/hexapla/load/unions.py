"""Alternatives to types: the members of a union, their names, and how a discriminator chooses among them.

In: a view with alternatives, and how to make a type of a node. Out: types, each once, without null; alternatives of
alternatives are put beside the others. An inline member is named by its title, by the value that chooses it, or by
its number, so that a member added at the end renames none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from hexapla.load.context import Context, plain
from hexapla.load.keeping import foreign
from hexapla.load.kinds import kinds
from hexapla.load.mapping import Mappings
from hexapla.load.naming import Components
from hexapla.load.nodes import chase
from hexapla.load.views import Group, View, Views
from hexapla.load.vocabulary import ANNOTATIONS, OURS, SPREAD
from hexapla.model import Any, Discriminator, Keyword, Named, Nullable, Type
from hexapla.names import pascal
from hexapla.source import Node

MOST: Final = 500
"""Alternatives that one union comes to: alternatives beside alternatives multiply."""

_SPREAD: Final = SPREAD.union(ANNOTATIONS, OURS, ("nullable",))
"""What is said of each alternative by itself, or for people."""

DEPTH: Final = 100
"""Alternatives of alternatives; a file cannot hold more in one another."""


class Members:
    """The members of one union, as they are found."""

    def __init__(self) -> None:
        self.types: list[Type] = []
        self.nodes: list[Node] = []
        self.nullable = False
        self.names: set[str] = set()
        self.anything: Keyword | None = None
        self.besides: list[Keyword] = []
        """What is said of some of the members together, which no member says itself."""
        self.steps = 0

    def add(self, of: Type, node: Node) -> None:
        """Add a type unless it is one of them already; null among it is told apart."""
        if isinstance(of, Nullable):
            self.nullable, of = True, of.of
        if of not in self.types:
            self.types.append(of)
            self.nodes.append(node)

    def once(self) -> tuple[Keyword, ...]:
        """Return what is said of some of the members together, each of it once."""
        return tuple(one for number, one in enumerate(self.besides) if one not in self.besides[:number])


class Unions:
    """Makes members of alternatives."""

    def __init__(
        self,
        context: Context,
        components: Components,
        mappings: Mappings,
        views: Views,
        make: Callable[[Node, str], Type],
    ) -> None:
        self._context = context
        self._components = components
        self._mappings = mappings
        self._views = views
        self._make = make
        self.is_shared = True
        """Whether a title may be a name of its own: in what operations hold, it would depend on other operations."""

    def members(self, view: View, name: str) -> Members:
        """Return the members of the first alternatives of a view; `name` is that of the union."""
        found = Members()
        self._collect(view, name, found, 0)
        return found

    def _collect(self, view: View, name: str, found: Members, depth: int) -> None:
        group = view.groups[0]
        for number, (element, node, alternative) in enumerate(self._present(view, group, found), 1):
            found.steps += 1
            if found.steps > MOST or depth > DEPTH:
                message = f"alternatives of alternatives come to more than {MOST}, or lie deeper than {DEPTH}"
                self._context.error("too-many-schemas", message, group.key.where)
                return
            wanted = self._name(group, element, node, name, number, found)
            if alternative.groups and alternative.ref is None and group_discriminator(alternative) is None:
                found.besides.extend(self._beside(group, alternative))
                self._collect(alternative, wanted, found, depth + 1)
                found.nullable |= alternative.nullable
                continue
            of = self._make(node, wanted)
            if isinstance(of, Any):
                found.anything = Keyword(group.word, plain(group.listed), group.key.where)
            found.add(of, node)

    def _beside(self, group: Group, inner: View) -> Iterator[Keyword]:
        """Yield what alternatives that are put beside others lose by that, as the whole of them says it."""
        others = [name for name, _ in inner.node.items() if name not in _SPREAD and name[:2] != "x-"]
        if others or inner.groups[0].word != group.word:
            yield Keyword(group.word, plain(group.listed), group.key.where)
        yield from foreign(inner.node)

    def _present(self, view: View, group: Group, found: Members) -> Iterator[tuple[Node, Node, View]]:
        """Yield the alternatives except null: as written, with what stands beside them, and the view of that.

        One that no value fits beside the rest is left out, unless none is left then.
        """
        all_: list[tuple[Node, Node, View]] = []
        for element in group.listed.elements():
            if self._views.parts.is_null(element):
                found.nullable = True
            else:
                node = self._views.alternative(view, group, element)
                all_.append((element, node, self._views.of(node)))
        yield from [one for one in all_ if self._views.is_possible(one[2])] or all_

    def _name(self, group: Group, element: Node, node: Node, owner: str, number: int, found: Members) -> str:
        name = self._wanted(group, element, node, owner)
        if name in (None, owner) or name in found.names:
            name = f"{owner}{number}"
        assert name is not None
        found.names.add(name)
        return name

    def _wanted(self, group: Group, element: Node, node: Node, owner: str) -> str | None:
        ref, title = element.get("$ref"), element.text("title") or ""
        if ref is not None:
            return owner + pascal(str(ref.value).rpartition("/")[2])
        if re.fullmatch("[A-Za-z][A-Za-z0-9_]*", title):
            word = pascal(title)
            holder = self._components.nodes["schema"].get(word)
            is_free = holder is None or holder is node
            return word if is_free and self.is_shared else owner + word
        value = self._chosen_by(group, self._views.of(node))
        return owner + pascal(value) if value and pascal(value) else None

    def _chosen_by(self, group: Group, view: View) -> str | None:
        """Return the text that a property of an alternative is fixed to: that of the discriminator, or the first."""
        discriminator, properties = group.part.node.get("discriminator"), view.node.get("properties")
        wanted = discriminator.text("propertyName") if discriminator is not None else None
        for name, node in properties.items() if properties is not None else ():
            if wanted in (None, name):
                said = self._views.of(node).node
                const, enum = said.get("const"), said.get("enum")
                listed = enum.elements() if enum is not None else [const] if const is not None else []
                if len(listed) == 1 and isinstance(listed[0].value, str):
                    return listed[0].value
        return None

    def is_plain(self, view: View) -> bool:
        """Say whether all alternatives are scalars, which need no name."""
        return self._is_plain(view, Members())

    def _is_plain(self, view: View, found: Members) -> bool:
        for _, node, alternative in self._present(view, view.groups[0], found):
            found.steps += 1
            if found.steps > MOST:
                return False
            if alternative.ref is not None or self._components.name("schema", node) is not None:
                return False
            if alternative.groups:
                if group_discriminator(alternative) is not None or not self._is_plain(alternative, found):
                    return False
                continue
            enum, words = alternative.node.get("enum"), kinds(self._context, alternative.node)
            if enum is not None and len([one for one in enum.elements() if one.value is not None]) > 1:
                return False
            if {"object", "array"} & set(words):
                return False
        return True

    def discriminator(
        self, node: Node | None, found: Members, names: Mapping[int, str] | None = None
    ) -> Discriminator | None:
        """Return what a `discriminator` says, its mapping as values and names of members.

        Args:
            node: the discriminator, None for none.
            found: the members.
            names: what schemas are called as members, by the id of their node, where it is not their name.
        """
        name = self._mappings.property(node) if node is not None else ""
        if node is None or not name:
            return None
        rows = []
        for value, place, target in self._mappings.rows(node):
            member = (names or {}).get(id(target)) or self._member(target, found)
            if member is None:
                message = f"the mapping names `{place.value}`, which is none of the alternatives"
                self._context.warning("unknown-member", message, place.where, "list it, or leave it out of the mapping")
            else:
                rows.append((value, member))
        return Discriminator(name, tuple(rows))

    def _member(self, target: Node, found: Members) -> str | None:
        """Return the member that a schema is, by its own name or by that of what both refer to."""
        name = self._components.name("schema", target)
        for of in found.types:
            if isinstance(of, Named) and of.name == name:
                return of.name
        end = chase(self._context, target)
        for of in found.types:
            node = self._components.nodes["schema"].get(of.name) if isinstance(of, Named) else None
            if isinstance(of, Named) and node is not None and chase(self._context, node) is end:
                return of.name
        return None


def group_discriminator(view: View) -> Node | None:
    """Return the `discriminator` that stands beside the first alternatives of a view."""
    return view.groups[0].part.node.get("discriminator") if view.groups else None
