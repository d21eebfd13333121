"""What a schema says, taken apart: the schema itself, what it refers to, and the members of its `allOf`.

In: a schema node. Out: its parts, each a node without `$ref` and `allOf`, all of which a value must fit. References
are followed through files and chains, without recursion; one that leads back to itself is a finding. A `oneOf` or
`anyOf` of one schema is a part like any other. New nodes are made where a part is not as the spec writes it: they
keep the places of what they are made of, and the same is made once, so that its name is the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from hexapla.frozen import frozen, replace
from hexapla.load.context import Context
from hexapla.load.enums import constants
from hexapla.load.nodes import copy, key_of, mapping
from hexapla.load.vocabulary import ANNOTATIONS, OURS
from hexapla.source import Node

DEPTH: Final = 200
"""References behind each other that one schema is made of; what is deeper is a mistake, or meant to exhaust us."""

MOST: Final = 50_000
"""Schemas that may be made of others: two that refer to each other in circles of many lengths would fill any memory."""


MADE_OF: Final = ("$ref", "allOf", "oneOf", "anyOf")
_EXCLUSIVE: Final = ("exclusiveMinimum", "exclusiveMaximum")


@frozen
class Part:
    """One of the schemas that a schema is made of.

    Attributes:
        node: what it says itself.
        origin: the schema as the spec writes it.
        home: the schema by whose name it was reached, None for what stands in place.
        null: whether it admits null, None where it does not say.
        forces: whether null is meant to be admitted whatever the other parts say: `nullable: true` beside `allOf`.
        rank: its place where what a schema is made of comes before the schema itself, as a base before its child.
    """

    node: Node
    origin: Node
    home: Node | None
    null: bool | None
    forces: bool
    rank: int = 0


class _Step(NamedTuple):
    node: Node
    home: Node | None
    silent: bool
    hops: int
    ref: Node | None


class Parts:
    """The parts of every schema of one load, and the nodes that are made of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._legacy = context.dialect == "3.0"
        self._known: dict[int, tuple[Part, ...]] = {}
        self._own: dict[int, Node] = {}
        self._made: dict[tuple[object, ...], Node] = {}
        self._origins: dict[int, Node] = {}
        self._kept: list[Node] = []  # a node that is gone would leave its id to another
        self._nulls: dict[int, bool] = {}
        self._full = self._deep = False
        self.inside = ""
        """Where what is made is not shared with what is made elsewhere: a part of an operation."""
        self.cyclic: set[int] = set()
        """Schemas that are made of themselves."""
        self.texts: dict[int, str] = {}
        """What is said of a value of an enumeration, by its node."""

    def of(self, node: Node) -> tuple[Part, ...]:
        """Return the parts of a schema, the schema itself first."""
        if id(node) not in self._known:
            self._kept.append(node)
            ranks: dict[int, int] = {}
            parts = list(self._walk(node, ranks))
            self._known[id(node)] = tuple(replace(part, rank=ranks[id(part.origin)]) for part in parts)
        return self._known[id(node)]

    def simple(self, node: Node) -> Part | None:
        """Return the only part of a schema that is made of nothing else; None for any other schema."""
        if not isinstance(node.value, dict) or any(name in node.value for name in MADE_OF):
            return None
        if any(isinstance(node.value[n].value, bool) for n in _EXCLUSIVE if n in node.value):
            return None
        null, forces = self._null(_Step(node, None, False, 0, None), node, is_root=True)
        return Part(node, node, None, null, forces)

    def is_made(self, node: Node) -> bool:
        """Say whether a node was made here, and stands in no file."""
        return id(node) in self._origins

    def _walk(self, node: Node, ranks: dict[int, int]) -> Iterator[Part]:
        seen: set[int] = set()
        path: set[int] = set()
        waiting: list[_Step | int] = [_Step(node, None, False, 0, None)]
        while waiting:
            step = waiting.pop()
            if isinstance(step, int):
                path.discard(step)
                ranks[step] = len(ranks)
                continue
            origin = self._origins.get(id(step.node), step.node)
            if id(origin) in path and step.ref is not None:
                self._context.error("cyclic-ref", f"{step.ref.value} leads back to itself", step.ref.where)
                self.cyclic.add(id(node))
            if id(origin) in seen or step.node.value is True:
                continue
            if step.node.value is not False and not self._context.mapping(step.node, "a schema"):
                continue
            seen.add(id(origin))
            path.add(id(origin))
            own = self.own(step.node)
            null, forces = self._null(step, own, is_root=len(seen) == 1)
            yield Part(own, origin, step.home, None if step.silent else null, forces and not step.silent)
            waiting.append(id(origin))
            waiting.extend(reversed(list(self._under(step, is_wrapper=forces))))

    def _under(self, step: _Step, is_wrapper: bool) -> Iterator[_Step]:
        """Yield the schemas that a schema is made of besides itself."""
        node, silent = step.node, step.silent or is_wrapper
        ref, hops = node.get("$ref"), step.hops + 1
        target = None if ref is None else self._context.resolve(ref)
        if ref is not None and target is not None:
            if hops <= DEPTH:
                yield _Step(target, target, silent, hops, ref)
            elif not self._deep:
                self._deep = True
                self._context.error("too-deep", f"a schema is made of more than {DEPTH} references", ref.where)
        if ref is not None and self._legacy:
            return
        all_of = node.get("allOf")
        if all_of is not None and self._context.sequence(all_of, "allOf"):
            yield from (step._replace(node=one, silent=silent, ref=None) for one in all_of.elements())
        for word in ("oneOf", "anyOf"):
            only = self.only_of(node, word)
            if only is not None:
                member, null = only
                yield step._replace(node=member, silent=silent or null, ref=None)

    def _null(self, step: _Step, own: Node, is_root: bool) -> tuple[bool | None, bool]:
        """Return whether a schema itself admits null, and whether it means the schemas it is made of to do so too."""
        node = step.node
        typed = own.get("type") is not None or own.get("enum") is not None or own.get("const") is not None
        said = own.get("nullable")
        nullable = said is not None and said.value is True
        if nullable and (is_root or not (typed or _shape(own))):
            return True, True
        if self._legacy and node.get("$ref") is not None:
            return None, False
        if nullable or _lists_null(own):
            return True, False
        if any(only is not None and only[1] for only in (self.only_of(node, w) for w in ("oneOf", "anyOf"))):
            return True, False
        return (False if typed else None), False

    def own(self, node: Node) -> Node:
        """Return what a schema says itself: the node where it is made of nothing else, else one made of the rest."""
        if id(node) not in self._own:
            self._kept.append(node)
            made = self._stripped(node)
            self._own[id(node)] = made
            if made is not node:
                self._origins[id(made)] = self._origins.get(id(node), node)
        return self._own[id(node)]

    def _stripped(self, node: Node) -> Node:
        if node.value is False:
            return mapping({"not": (node, mapping({}, node))}, node)
        members = {name: (key_of(node, name), value) for name, value in node.items()}
        count = len(members)
        if "$ref" in members and self._legacy:
            members = {n: m for n, m in members.items() if n in (*ANNOTATIONS, *OURS)}
        for name in ("$ref", "allOf"):
            members.pop(name, None)
        changed = len(members) < count
        for word in ("oneOf", "anyOf"):
            listed = members.get(word)
            if listed is None:
                continue
            if self.only_of(node, word) is not None:
                del members[word]
                changed = True
            elif "enum" not in members and (found := constants(listed[1])) is not None:
                values, texts = found
                self.texts.update(texts)
                del members[word]
                members["enum"] = (listed[0], copy(listed[1], list(values)))
                changed = True
        return self._numeric(node, members, changed)

    @staticmethod
    def _numeric(node: Node, members: dict[str, tuple[Node, Node]], changed: bool) -> Node:
        """Turn `exclusiveMinimum: true` of OpenAPI 3.0 into the number it means."""
        for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            flag = members.get(exclusive)
            if flag is None or not isinstance(flag[1].value, bool):
                continue
            changed = True
            del members[exclusive]
            if flag[1].value and bound in members:
                members[exclusive] = members.pop(bound)
        return mapping(members, node) if changed else node

    def only_of(self, node: Node, word: str) -> tuple[Node, bool] | None:
        """Return the only schema that an `allOf`, or a `oneOf` besides null, lists; whether null is listed too."""
        listed = node.get(word)
        if listed is None or not listed.elements():
            return None
        if word == "allOf":
            return (listed.elements()[0], False) if len(listed.elements()) == 1 else None
        present = [one for one in listed.elements() if not self.is_null(one)]
        if not present:
            return listed.elements()[0], True
        return (present[0], len(present) < len(listed.elements())) if len(present) == 1 else None

    def is_null(self, node: Node) -> bool:
        """Say whether a schema admits null and nothing else."""
        known = self._nulls.get(id(node))
        if known is not None:
            return known
        passed: dict[int, None] = {}
        null = False
        while id(node) not in passed:
            passed[id(node)] = None
            ref = node.get("$ref")
            if ref is None or id(node) in self._nulls:
                null = self._nulls.get(id(node), _is_null(node))
                break
            node = self._context.resolve(ref) or node
        self._nulls.update(dict.fromkeys(passed, null))
        return null

    def together(self, nodes: Sequence[Node], at: Node) -> Node:
        """Return a schema that stands for several at once, written as `allOf`; the same for the same every time."""
        return nodes[0] if len(nodes) == 1 or self._is_full(at) else self.listed(at, "allOf", nodes)

    def listed(self, at: Node, word: str, nodes: Sequence[Node]) -> Node:
        """Return a schema that lists others; the same for the same every time, as long as `inside` is the same."""
        ids = tuple(id(node) for node in nodes)
        shared, own = ("", word, ids), (self.inside, word, ids)
        if shared not in self._made and own not in self._made:
            self._make(own, mapping({word: (at, copy(at, list(nodes)))}, at), nodes, None)
        return self._made.get(shared) or self._made[own]

    def forget(self, is_named: Callable[[Node], bool]) -> None:
        """Make anew, from here on, what was made and got no name: it would be named by whoever comes first."""
        self._made = {key: node for key, node in self._made.items() if is_named(node)}

    def only(self, node: Node, names: frozenset[str], kind: str = "") -> Node:
        """Return a schema with those of its keywords that are named, `type` replaced by a kind where one is given."""
        if not kind and all(name in names for name, _ in node.items()):
            return node
        key = ("only", id(node), names, kind)
        if key not in self._made:
            members = {name: (key_of(node, name), value) for name, value in node.items() if name in names}
            if kind:
                at = node.get("type") or node
                members["type"] = (key_of(node, "type"), copy(at, kind))
            self._make(key, mapping(members, node), (node,), self._origins.get(id(node), node) if not kind else None)
        return self._made[key]

    def _is_full(self, at: Node) -> bool:
        if len(self._made) >= MOST and not self._full:
            self._full = True
            message = f"more than {MOST} schemas are made of others that refer to each other"
            self._context.error("too-many-schemas", message, at.where)
        return self._full

    def _make(self, key: tuple[object, ...], node: Node, of: Sequence[Node], origin: Node | None) -> None:
        self._kept.extend((*of, node))
        self._made[key] = node
        self._origins[id(node)] = origin or node


def _shape(node: Node) -> bool:
    return any(name not in (*ANNOTATIONS, *OURS, "nullable") and not name.startswith("x-") for name, _ in node.items())


def _is_null(node: Node) -> bool:
    kind, const, enum = node.get("type"), node.get("const"), node.get("enum")
    if kind is not None and (kind.value == "null" or [e.value for e in kind.elements()] == ["null"]):
        return True
    listed = enum.elements() if enum is not None else ()
    return (const is not None and const.value is None) or (bool(listed) and all(e.value is None for e in listed))


def _lists_null(node: Node) -> bool:
    """Say whether null is among the words of `type`, the values of `enum`, or is `const`."""
    kind, enum, const = node.get("type"), node.get("enum"), node.get("const")
    return (
        (kind is not None and (kind.value == "null" or any(e.value == "null" for e in kind.elements())))
        or (enum is not None and any(e.value is None for e in enum.elements()))
        or (const is not None and const.value is None)
    )
