"""The parts of a schema as one schema: what a value must be to fit all of them.

In: parts (see `parts.py`). Out: one node whose members are those of the parts, united by the rule of each keyword,
and the keywords that could not be united, which ride along. What no value can fit is a finding at its place. Of what
is said for people the outer schema has the first word, and then the last part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple

from hexapla.finding import Finding, Location, error
from hexapla.load.context import Context, plain
from hexapla.load.enums import kind_of
from hexapla.load.kinds import without_object, words
from hexapla.load.nodes import copy, key_of
from hexapla.load.parts import Part, Parts
from hexapla.load.vocabulary import ANNOTATIONS, INHERITED, OURS, OWN
from hexapla.model import Keyword
from hexapla.source import Node


class Said(NamedTuple):
    """A keyword as one part says it."""

    part: Part
    key: Node
    value: Node


class Merged(NamedTuple):
    """One node for several parts, what could not be said by it, and why no value fits them all."""

    node: Node
    extra: tuple[Keyword, ...] = ()
    faults: tuple[Finding, ...] = ()


def merge(context: Context, parts: Parts, of: Sequence[Part], nullable: bool) -> Merged:
    """Return what parts say together, without their alternatives (`oneOf`, `anyOf`) where there are several."""
    if len(of) == 1:
        return Merged(of[0].node)
    return _Merge(context, parts, of, nullable).merged()


class _Merge:
    def __init__(self, context: Context, parts: Parts, of: Sequence[Part], nullable: bool) -> None:
        self._context = context
        self._parts = parts
        self._of = of
        self._nullable = nullable
        self._extra: list[Keyword] = []
        self._faults: list[Finding] = []

    def merged(self) -> Merged:
        says: dict[str, list[Said]] = {}
        # What a schema says itself stands behind what it is made of: the properties of a base come first.
        for part in sorted(self._of, key=lambda part: part.rank):
            for name, value in part.node.items():
                if part.home and _is_about_itself(name):
                    continue
                says.setdefault(name, []).append(Said(part, key_of(part.node, name), value))
        root = self._of[0].node
        for name in ("oneOf", "anyOf", "nullable"):
            says.pop(name, None)
        members: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        for name, said in says.items():
            chosen = said[0] if len(said) == 1 else self._united(name, said)
            members[name], keys[name] = chosen.value, chosen.key
        if len([part for part in self._of if part.node.get("items") or part.node.get("prefixItems")]) > 1:
            self._lists(members, keys)
        self._check_const(members, keys)
        self._check_kinds(members, keys)
        node = copy(root, members)
        node.keys = keys
        kinds = [word for word, _ in words(self._context, node) if word != "null"]
        return Merged(node, tuple(self._extra), (*self._faults, *without_object(node, kinds)))

    def _united(self, name: str, said: list[Said]) -> Said:
        if name in ANNOTATIONS or name in OURS or name.startswith("x-") or name in OWN:
            return said[-1]
        rule = _RULES.get(name)
        if rule is not None:
            return rule(self, name, said)
        return self._alike(name, said)

    def _alike(self, name: str, said: list[Said]) -> Said:
        """Return the first, and let the others that say something else ride along."""
        first = said[0]
        for one in said[1:]:
            if one.value.data() != first.value.data():
                self._extra.append(Keyword(name, plain(one.value), one.key.where))
        return first

    def _type(self, name: str, said: list[Said]) -> Said:
        left: dict[str, Node] | None = None
        for one in said:
            found = {word: node for word, node in words(self._context, one.part.node) if word != "null"}
            if not found:
                continue
            before, left = left, found if left is None else _both(left, found)
            if not left and before and not self._nullable:
                first, second = " or ".join(before), " or ".join(found)
                self._contradiction(f"`type` is {second} here and {first} elsewhere", one.key.where)
                left = before
        kinds = [copy(node, word) for word, node in (left or {}).items()]
        if not kinds:
            return said[0]._replace(value=copy(said[0].value, "null")) if self._nullable or left is None else said[0]
        return said[0]._replace(value=copy(kinds[0], list(kinds)))

    def _contradiction(self, message: str, where: Location) -> None:
        self._faults.append(error("contradiction", f"{message}: no value fits both", where))

    def _properties(self, name: str, said: list[Said]) -> Said:
        said = [one for one in said if self._context.mapping(one.value, f"`{name}`")] or said[:1]
        values: dict[str, list[Node]] = {}
        keys: dict[str, Node] = {}
        for one in said:
            for key, value in one.value.items():
                values.setdefault(key, []).append(value)
                keys[key] = key_of(one.value, key)
        made = copy(said[-1].value, {key: self._parts.together(nodes, keys[key]) for key, nodes in values.items()})
        made.keys = keys
        return said[-1]._replace(value=made)

    def _required(self, name: str, said: list[Said]) -> Said:
        found = {str(e.value): e for one in said for e in one.value.elements()}
        wrong = [one for one in said if not isinstance(one.value.value, list)]
        return wrong[0] if wrong else said[-1]._replace(value=copy(said[-1].value, list(found.values())))

    def _enum(self, name: str, said: list[Said]) -> Said:
        left = list(said[0].value.elements())
        for one in said[1:]:
            others = {_spelled(value) for value in one.value.elements()}
            common = [value for value in left if _spelled(value) in others]
            if any(value.value is not None for value in left) and not any(v.value is not None for v in common):
                self._contradiction("this `enum` has no value of the other one", one.key.where)
                return said[0]
            left = common
        return said[-1]._replace(value=copy(said[-1].value, left))

    def _const(self, name: str, said: list[Said]) -> Said:
        for one in said[1:]:
            if _spelled(one.value) != _spelled(said[0].value):
                self._contradiction("this `const` is another one elsewhere", one.key.where)
        return said[0]

    def _check_const(self, members: dict[str, Node], keys: dict[str, Node]) -> None:
        const, enum = members.get("const"), members.get("enum")
        if len(self._of) > 1 and const is not None and enum is not None:
            if _spelled(const) in {_spelled(value) for value in enum.elements()}:
                del members["enum"]
            else:
                self._contradiction("`const` is no value of `enum`", keys["const"].where)

    def _check_kinds(self, members: dict[str, Node], keys: dict[str, Node]) -> None:
        """Leave out values of another kind than another part says: no value of this schema is one of them."""
        of = members.get("type")
        if of is None:
            return
        kinds = {str(one.value) for one in of.elements() or [of]}
        for name in ("const", "enum"):
            said = members.get(name)
            if said is None or any(one.node.get("type") and one.node.get(name) for one in self._of):
                continue
            values = [said] if name == "const" else said.elements()
            fit = [one for one in values if kind_of(one) in kinds or _is_whole(one, kinds) or one.value is None]
            if not any(one.value is not None for one in fit) and any(one.value is not None for one in values):
                self._contradiction(f"`{name}` has no value that is {' or '.join(sorted(kinds))}", keys[name].where)
                del members[name]
            elif name == "enum":
                members[name] = copy(said, fit)

    def _least(self, name: str, said: list[Said]) -> Said:
        return min(said, key=lambda one: _number(one.value, -math.inf))

    def _most(self, name: str, said: list[Said]) -> Said:
        return max(said, key=lambda one: _number(one.value, math.inf))

    def _multiple(self, name: str, said: list[Said]) -> Said:
        values = [one.value.value for one in said]
        whole = [v for v in values if isinstance(v, int) and not isinstance(v, bool) and v > 0]
        if len(whole) < len(values):
            return self._alike(name, said)
        return said[0]._replace(value=copy(said[0].value, math.lcm(*whole)))

    def _any_true(self, name: str, said: list[Said]) -> Said:
        return next((one for one in said if one.value.value is True), said[0])

    def _format(self, name: str, said: list[Said]) -> Said:
        for one in said[1:]:
            if one.value.data() != said[0].value.data():
                message = f"`{name}` is {one.value.data()} here and {said[0].value.data()} elsewhere"
                self._context.warning("contradiction", message, one.key.where)
        return self._alike(name, said)

    def _additional(self, name: str, said: list[Said]) -> Said:
        """Return the narrowest: none at all, else what all schemas say together."""
        closed = [one for one in said if one.value.value is False]
        narrow = [one for one in said if one.value.value is not True and one.value.value != {}]
        if closed or not narrow:
            return (closed or said)[0]
        return narrow[-1]._replace(value=self._parts.together([one.value for one in narrow], narrow[-1].key))

    def _first(self, name: str, said: list[Said]) -> Said:
        return said[0]

    def _lists(self, members: dict[str, Node], keys: dict[str, Node]) -> None:
        """Unite `items` and `prefixItems` of several parts place by place."""
        parts = [p.node for p in self._of if p.node.get("items") is not None or p.node.get("prefixItems") is not None]
        items = [node for part in parts if (node := part.get("items")) is not None]
        prefixes = [list(p.elements()) if (p := part.get("prefixItems")) else [] for part in parts]
        places: list[Node] = []
        for number in range(max(map(len, prefixes))):
            here = [
                prefix[number] if number < len(prefix) else part.get("items")
                for prefix, part in zip(prefixes, parts, strict=True)
            ]
            nodes = [node for node in here if node is not None]
            places.append(self._parts.together(nodes, nodes[0]))
        if places:
            members["prefixItems"] = copy(keys["prefixItems"], list(places))
        if items:
            members["items"] = self._parts.together(items, items[0])


_Rule = Callable[[_Merge, str, list[Said]], Said]

_RULES: Final[dict[str, _Rule]] = {
    "type": _Merge._type,
    **dict.fromkeys(("properties", "patternProperties"), _Merge._properties),
    "required": _Merge._required,
    "enum": _Merge._enum,
    "const": _Merge._const,
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), _Merge._most),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), _Merge._least),
    "multipleOf": _Merge._multiple,
    "uniqueItems": _Merge._any_true,
    **dict.fromkeys(("format", "contentMediaType", "contentEncoding"), _Merge._format),
    "additionalProperties": _Merge._additional,
    **dict.fromkeys(("items", "prefixItems", "discriminator"), _Merge._first),
}


def _is_about_itself(name: str) -> bool:
    """Say whether a keyword of a schema says nothing of the schemas that are made of it."""
    foreign = name.startswith("x-") and name not in INHERITED
    return foreign or name in OWN or name in ("discriminator", "title", "deprecated", "example", "examples")


def _both(left: dict[str, Node], right: dict[str, Node]) -> dict[str, Node]:
    """Return the kinds that two schemas both allow: an integer is a number."""
    both = {word: node for word, node in left.items() if word in right or (word == "integer" and "number" in right)}
    if "number" in left and "number" not in right and "integer" in right:
        both["integer"] = right["integer"]
    return both


def _spelled(node: Node) -> str:
    """Return a text that is equal for equal JSON values: true is not 1."""
    return f"{kind_of(node)} {_value(node)!r}"


def _is_whole(node: Node, kinds: Collection[str]) -> bool:
    """Say whether a value is a whole number where numbers are let in, or one that is written otherwise."""
    whole = isinstance(node.value, float) and node.value.is_integer()
    return (kind_of(node) == "integer" and "number" in kinds) or (whole and "integer" in kinds)


def _value(node: Node) -> object:
    match node.value:
        case float() as number if number.is_integer():
            return int(number)
        case dict() as members:
            return sorted((key, _spelled(value)) for key, value in members.items())
        case list() as elements:
            return [_spelled(value) for value in elements]
        case value:
            return value


def _number(node: Node, otherwise: float) -> int | float:
    """Return a number; what is none is chosen, so that whoever reads it reports it."""
    return node.value if isinstance(node.value, int | float) and not isinstance(node.value, bool) else otherwise


def kinds_of_parts(context: Context, parts: Iterable[Part]) -> set[str]:
    """Return the kinds of value that all of some parts allow; none where no part says."""
    left: dict[str, Node] | None = None
    for part in parts:
        found = {word: node for word, node in words(context, part.node) if word != "null"}
        if found:
            left = found if left is None else _both(left, found)
    return set(left or ())
