"""What a schema comes to: another schema by its name, alternatives, or keywords of its own.

In: a schema node. Out: a `View` of it, `$ref` and `allOf` settled. A schema that adds nothing to one that it refers
to is that one, and no copy. Every node is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hexapla.finding import Finding
from hexapla.frozen import frozen
from hexapla.load.allof import kinds_of_parts, merge
from hexapla.load.context import Context, plain
from hexapla.load.keeping import foreign
from hexapla.load.nodes import HOPS, key_of, mapping
from hexapla.load.parts import MADE_OF, Part, Parts
from hexapla.load.vocabulary import ANNOTATIONS, BOUNDS, FORMAT, INHERITED, KEPT, NARROWING, OURS, SHAPE, SPREAD
from hexapla.model import Keyword
from hexapla.source import Node

_SILENT: Final = frozenset({*ANNOTATIONS, *OURS, "nullable"})
_OTHERWISE: Final = frozenset({*SHAPE, *FORMAT, "$dynamicRef"})
"""What makes a schema another one than that it refers to."""


@frozen
class Group:
    """Alternatives: `oneOf` or `anyOf`, and the part that lists them."""

    word: str
    listed: Node
    key: Node
    part: Part


@frozen(kw_only=True)
class View:
    """What a schema comes to.

    Attributes:
        node: its keywords, those of its parts united; without `$ref`, `allOf` and alternatives.
        parts: what it is made of.
        nullable: whether it admits null itself; alternatives and references may do so for it.
        excludes_null: whether it says that it does not, whatever its alternatives say.
        ref, target: the reference that it is nothing else than, and what that names.
        groups: alternatives, each of which a value must fit.
        extra: keywords that ride along.
        faults: why no value fits all that it is made of.
    """

    node: Node
    parts: tuple[Part, ...]
    nullable: bool = False
    excludes_null: bool = False
    ref: Node | None = None
    target: Node | None = None
    groups: tuple[Group, ...] = ()
    extra: tuple[Keyword, ...] = ()
    faults: tuple[Finding, ...] = ()


@frozen
class _Pure:
    """A reference and what it names; whether null is let in on the way, and the schemas around the reference."""

    ref: Node
    target: Node
    nullable: bool
    wrappers: tuple[Node, ...]


class Views:
    """The views of every schema of one load."""

    def __init__(self, context: Context, parts: Parts) -> None:
        self._context = context
        self.parts = parts
        self._known: dict[int, View] = {}
        self._null: dict[int, bool] = {}
        self.solid: set[int] = set()
        """Schemas that are never another one by its name: the children of a base that stands for all of them."""

    def of(self, node: Node) -> View:
        """Return the view of a schema."""
        if id(node) not in self._known:
            self._known[id(node)] = self._seen(node)
        return self._known[id(node)]

    def _seen(self, node: Node) -> View:
        part = self.parts.simple(node)
        if part is not None:
            return View(node=node, parts=(part,), nullable=bool(part.null), excludes_null=part.null is False)
        pure = None if id(node) in self.solid else self._pure(node)
        if pure is None:
            return self._composed(node)
        around = tuple(one for wrapper in pure.wrappers[1:] for one in foreign(wrapper))
        return View(node=self.parts.own(node), parts=(), ref=pure.ref, target=pure.target, extra=around)

    def _pure(self, node: Node) -> _Pure | None:
        """Return what a schema refers to that is a reference, maybe in an `allOf`, and says nothing of the value."""
        nullable, wrappers = False, []
        while True:
            wrappers.append(node)
            made_of = [name for name in MADE_OF if node.get(name) is not None]
            names = (name for name, _ in node.items() if name not in made_of)
            if len(made_of) != 1 or any(name not in _SILENT and name[:2] != "x-" for name in names):
                return None
            said = self.parts.own(node).get("nullable")
            nullable |= said is not None and said.value is True
            ref = node.get("$ref")
            if ref is not None:
                target = self._context.resolve(ref)
                return None if target is None else _Pure(ref, target, nullable, tuple(wrappers))
            only = self.parts.only_of(node, made_of[0])
            if only is None:
                return None
            nullable |= only[1]
            node = only[0]

    def admits_null(self, node: Node) -> bool:
        """Say whether a schema admits null, at the end of whatever chain of references and alternatives."""
        known, before, waiting = self._null, {id(node): node}, [(node, node)]
        reached: dict[int, Node] = {}
        while waiting:
            one, by = waiting.pop()
            if id(one) in reached or known.get(id(one)) is False:
                continue
            reached[id(one)] = one
            before.setdefault(id(one), by)
            null, further = (True, []) if known.get(id(one)) else self._null_of(one)
            if null:
                while not known.get(id(one)):
                    known[id(one)] = True
                    one = before[id(one)]
                return True
            waiting.extend((other, one) for other in further)
        known.update(dict.fromkeys(reached, False))
        return False

    def _null_of(self, node: Node) -> tuple[bool, list[Node]]:
        """Return whether a schema itself admits null, and the schemas any of which may do so for it."""
        pure = None if id(node) in self.solid else self._pure(node)
        if pure is not None:
            return pure.nullable, [pure.target]
        view = self.of(node)
        if view.excludes_null or view.nullable:
            return view.nullable, []
        listed = [element for group in view.groups for element in group.listed.elements()]
        return any(self._lists_null(group) for group in view.groups), listed

    def _composed(self, node: Node) -> View:
        parts = self.parts.of(node)
        if not parts:
            return View(node=mapping({}, node), parts=())
        excludes = any(part.null is False for part in parts)
        forced = any(part.forces for part in parts)
        nullable = forced or (any(part.null for part in parts) and not excludes)
        is_itself = id(node) in self.solid or id(node) in self.parts.cyclic
        same = None if is_itself else self._same(parts, node)
        if same is not None:
            ref, target, rest = same
            return View(node=parts[0].node, parts=parts, nullable=nullable, ref=ref, target=target, extra=rest)
        united, extra, faults = merge(self._context, self.parts, parts, nullable)
        groups, keywords = self._groups(parts)
        return View(
            node=united,
            parts=parts,
            nullable=nullable,
            excludes_null=excludes and not forced and not any(self._lists_null(group) for group in groups),
            groups=groups,
            extra=(*extra, *keywords),
            faults=faults,
        )

    def _lists_null(self, group: Group) -> bool:
        """Say whether null stands among alternatives: whoever writes it there means it, whatever stands beside."""
        return any(self.parts.is_null(element) for element in group.listed.elements())

    def _groups(self, parts: Iterable[Part]) -> tuple[tuple[Group, ...], tuple[Keyword, ...]]:
        """Return the alternatives that make types, and those that only narrow, as keywords."""
        origins = {id(part.origin) for part in parts}
        groups: list[Group] = []
        keywords: list[Keyword] = []
        for part in parts:
            for word in ("oneOf", "anyOf"):
                listed, key = part.node.get(word), key_of(part.node, word)
                if listed is None or not self._context.sequence(listed, word):
                    continue
                if not listed.elements():
                    self._context.error("empty-union", f"`{word}` lists nothing", key.where)
                elif all(_narrows(one) for one in listed.elements()):
                    keywords.append(Keyword(word, plain(listed), key.where))
                elif not any(self._names(one, part, origins) for one in listed.elements()):
                    groups.append(Group(word, listed, key, part))
        return tuple(groups), tuple(keywords)

    def _names(self, node: Node, part: Part, origins: set[int]) -> bool:
        """Say whether an alternative is one of the schemas that are looked at: then it is chosen already."""
        ref = node.get("$ref")
        target = self._context.resolve(ref) if ref is not None else None
        if ref is not None and target is part.origin:
            self._context.error("cyclic-ref", f"{ref.value} leads back to itself", ref.where)
        return target is not None and id(target) in origins

    def alternative(self, view: View, group: Group, element: Node) -> Node:
        """Return an alternative together with what stands beside the alternatives."""
        beside = []
        for part in view.parts:
            names = SPREAD - {group.word} if part is group.part else SPREAD
            node = self.parts.only(part.node, names)
            if any(name in names for name, _ in node.items()):
                beside.append(node)
        return self.parts.together([*beside, element], element) if beside else element

    def is_possible(self, view: View, levels: int = 2) -> bool:
        """Say whether a value may fit a schema that is made of several, as far as that is easily told."""
        required, properties = view.node.get("required"), view.node.get("properties")
        for element in required.elements() if required is not None and properties is not None and levels else ():
            one = properties.get(element.value) if properties is not None and isinstance(element.value, str) else None
            if one is not None and self.parts.is_made(one) and not self.is_possible(self.of(one), levels - 1):
                return False
        return not view.faults

    def said(self, node: Node, *, far: bool = True) -> Node:
        """Return what is said for people of a place: by the schema there, by its parts, or behind its reference.

        Args:
            node: the schema at the place.
            far: whether to look behind references.
        """
        if all(node.get(name) is None for name in MADE_OF):
            return node
        view = self.of(node)
        members: dict[str, tuple[Node, Node]] = {}
        for source, names in self._sources(node, view, HOPS if far else 1):
            for name, value in source.items():
                if name in names and name not in members:
                    members[name] = (key_of(source, name), value)
        return mapping(members, node)

    def _sources(self, node: Node, view: View, hops: int) -> Iterator[tuple[Node, tuple[str, ...]]]:
        """Yield the schemas that say something of a place, the nearest first, and which of it counts."""
        every = (*ANNOTATIONS, *OURS)
        yield node, every
        if view.parts:
            yield from ((part.node, every) for part in reversed(view.parts[1:]) if not part.home)
            yield from ((part.node, INHERITED) for part in reversed(view.parts[1:]) if part.home)
            return
        for hop in range(hops):
            pure = self._pure(node)
            if pure is None:
                yield from ((part.node, INHERITED) for part in self.of(node).parts)
                return
            yield from ((wrapper, INHERITED if hop else every) for wrapper in pure.wrappers)
            node = pure.target

    def _same(self, parts: tuple[Part, ...], node: Node) -> tuple[Node, Node, tuple[Keyword, ...]] | None:
        """Return the reference that a schema of several parts is nothing else than, and what rides along with it."""
        origins = {id(part.origin) for part in parts}
        for ref in _references(node, self.parts):
            target = self._context.resolve(ref)
            if target is None:
                continue
            of = self.parts.of(target)
            known = {id(part.origin) for part in of}
            # Looked at one by one: of an `allOf` of a thousand the first says enough.
            if known <= origins and self._adds_nothing((p for p in parts if id(p.origin) not in known), of, node):
                return ref, target, self._ride([part for part in parts if id(part.origin) not in known])
        return None

    def _adds_nothing(self, added: Iterable[Part], of: tuple[Part, ...], node: Node) -> bool:
        kinds = self._kinds(of)
        listed = any(part.node.get("properties") is not None for part in of)
        required = {e.value for part in of if (r := part.node.get("required")) for e in r.elements()}
        scalar = not listed and kinds <= {"string", "integer", "number", "boolean", "array"}
        nullable = any(part.null for part in of)
        for part in added:
            if part.null is False and nullable and not listed:
                return False
            for name, value in part.node.items():
                if name in _SILENT or name.startswith("x-") or name == "discriminator":
                    continue
                match name:
                    case "type":
                        words = {word.value for word in value.elements()} or {value.value}
                        fits = bool(kinds) and all(k in words or (k == "integer" and "number" in words) for k in kinds)
                    case "required":
                        fits = all(element.value in required for element in value.elements())
                    case "additionalProperties":
                        fits = value.value is True or value.value == {}
                    case "properties":
                        fits = listed and all(_has(of, key, one) for key, one in value.items())
                    case "oneOf" | "anyOf":
                        fits = all(_narrows(one) for one in value.elements())
                    case _:
                        fits = name not in _OTHERWISE and not (scalar and name in BOUNDS)
                if not fits:
                    return False
        return True

    def _kinds(self, parts: tuple[Part, ...], levels: int = 4) -> set[str]:
        """Return the kinds of value that a schema allows, as far as they are easily told; none where they are not."""
        kinds = kinds_of_parts(self._context, parts)
        if kinds or any(part.node.get("properties") is not None for part in parts):
            return kinds or {"object"}
        for part in parts if levels else ():
            for word in ("oneOf", "anyOf"):
                listed = part.node.get(word)
                found = [self._kinds(self.parts.of(one), levels - 1) for one in listed.elements()] if listed else []
                if found and all(found):
                    return set().union(*found)
        return set()

    def _ride(self, added: list[Part]) -> tuple[Keyword, ...]:
        """Return what schemas beside a reference say that only narrows."""
        known, kept = _OTHERWISE - {"oneOf", "anyOf"} | _SILENT, (*BOUNDS, *KEPT, "oneOf", "anyOf", "discriminator")
        rest: list[Keyword] = []
        for part in added:
            found = self._context.rest(part.node, known, "a reference", kept=kept, strict=False)
            rest.extend(one for one in found if not (part.home and one.name.startswith(("x-", "discriminator"))))
        return tuple(rest)


def _has(parts: tuple[Part, ...], name: str, node: Node) -> bool:
    """Say whether one of the parts has a property of this name that says the same."""
    found = (p.get(name) for part in parts if (p := part.node.get("properties")) is not None)
    return any(one is not None and one.data() == node.data() for one in found)


def _references(node: Node, parts: Parts) -> Iterator[Node]:
    """Yield the references that a schema is made of, itself or by its `allOf` and alternatives of one."""
    waiting = [node]
    while waiting:
        one = waiting.pop(0)
        ref = one.get("$ref")
        if ref is not None:
            yield ref
        all_of = one.get("allOf")
        waiting.extend(all_of.elements() if all_of is not None else ())
        waiting.extend(only[0] for word in ("oneOf", "anyOf") if (only := parts.only_of(one, word)) is not None)


def _narrows(node: Node) -> bool:
    """Say whether an alternative only narrows what stands beside it."""
    names = {name for name, _ in node.items() if not name.startswith("x-")}
    if "type" in names and "required" in names and node.text("type") == "object":
        names.remove("type")
    return node.value is True or (isinstance(node.value, dict) and names <= NARROWING)
