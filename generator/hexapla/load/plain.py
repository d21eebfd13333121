"""Types that need no name: scalars, arrays, tuples and maps.

In: a view of one kind, and how to make a type of what is inside. Out: a type; keywords that it has no word for ride
along with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from hexapla.load.context import Context, plain
from hexapla.load.enums import check_empty, fitting, kind_of
from hexapla.load.kinds import is_binary
from hexapla.load.parts import Parts
from hexapla.load.views import View
from hexapla.load.vocabulary import ANNOTATIONS, BOUNDS, FORMAT, KEPT, KINDS, OF_KIND, OURS, SHAPE
from hexapla.model import Any as Anything
from hexapla.model import Array, Constraints, Default, Keyword, Map, Scalar, Tuple, Type, Union
from hexapla.source import Node

_NEVER: Final = frozenset((*ANNOTATIONS, *OURS, "$ref", "allOf", "oneOf", "anyOf", "nullable"))
"""What is no keyword of a type: for people, or settled before a type is made."""

_EVERY: Final = frozenset((*KEPT, *SHAPE, *BOUNDS, *FORMAT, "discriminator"))
_UNBOUND: Final = Constraints()


class Plain:
    """Makes types that need no name."""

    def __init__(self, context: Context, parts: Parts, make: Callable[[Node, str], Type]) -> None:
        self._context = context
        self._parts = parts
        self._make = make

    def rest(self, view: View, read: Iterable[str]) -> tuple[Keyword, ...]:
        """Return what a schema says besides the keywords that are read into the model."""
        known = _NEVER.union(read)
        return (*self._context.rest(view.node, known, "a schema", kept=_EVERY, strict=False), *view.extra)

    def anything(self, view: View) -> Type:
        """Return any value, with whatever is said of it."""
        return Anything(self.rest(view, ("type",)))

    def null(self, view: View) -> Type:
        """Return nothing but null."""
        return Scalar("null", rest=self.rest(view, ("type", "const", "enum")))

    def of_kind(self, view: View, kind: str, name: str) -> Type:
        """Return a type of one kind; `name` is for what is inside."""
        self._check_values(view.node, kind)
        match kind:
            case "object":
                return self._map(view, name)
            case "array":
                return self._array(view, name)
            case _:
                return self._scalar(view, kind)

    def _check_values(self, node: Node, kind: str) -> None:
        """Report what `enum` and `const` list and `type` does not allow."""
        enum, const = node.get("enum"), node.get("const")
        if enum is not None and self._context.sequence(enum, "enum"):
            check_empty(self._context, enum)
            fitting(self._context, enum.elements(), [kind])
        if const is not None and kind_of(const) not in (kind, "null", "integer" if kind == "number" else kind):
            message = f"`const` is {const.kind}, and `type` is {kind}: no value fits both"
            self._context.error("contradiction", message, node.key("const"))

    def _scalar(self, view: View, kind: str) -> Type:
        node = view.node
        const = self._const(node, kind)
        read = ["type", "format", *bounds_of(kind), *(("const", "enum") if const is not None else ())]
        format_ = self._context.text(node, "format", "a schema") or None
        if kind == "string" and is_binary(node):
            format_ = "binary"
            read.append("contentMediaType")
        return Scalar(KINDS[kind], format_, self.constraints(node, kind), const, self.rest(view, read))

    @staticmethod
    def _const(node: Node, kind: str) -> Default | None:
        """Return the only value that a scalar may have: `const`, or the only one of `enum` besides null."""
        const, enum = node.get("const"), node.get("enum")
        if const is None and enum is not None:
            values = [one for one in enum.elements() if one.value is not None]
            const = values[0] if len({repr(one.data()) for one in values}) == 1 else None
        if const is None or const.value is None or isinstance(const.value, list | dict):
            return None
        value = plain(const)
        return Default(int(value) if kind == "integer" and isinstance(value, float) and value.is_integer() else value)

    def _array(self, view: View, name: str) -> Type:
        node = view.node
        items, prefix = node.get("items"), node.get("prefixItems")
        rest = self.rest(view, ("type", "items", "prefixItems", *bounds_of("array")))
        bounds = self.constraints(node, "array")
        more = Anything() if items is None else self._make(items, f"{name}Item")
        if prefix is not None and self._context.sequence(prefix, "prefixItems"):
            first = enumerate(prefix.elements(), 1)
            places = tuple(self._make(element, f"{name}Item{number}") for number, element in first)
            return Tuple(places, None if items is not None and items.value is False else more, bounds, rest)
        return Array(more, bounds, rest)

    def _map(self, view: View, name: str) -> Type:
        value = self.additional(view.node, name)
        return Map(Anything() if value is None else value, self.rest(view, ("type", *self.others(view.node))))

    def others(self, node: Node) -> tuple[str, ...]:
        """Return the keyword that `additional` tells; beside patterns it is only a part of that, and rides along.

        So does one that lets anything in, where another keyword asks what nobody has let in.
        """
        said = node.get("additionalProperties")
        is_asked = node.get("unevaluatedProperties") is not None and said is not None and said.value in (True, {})
        return () if is_asked or node.get("patternProperties") is not None else ("additionalProperties",)

    def additional(self, node: Node, owner: str) -> Type | None:
        """Return the type of members that are not named one by one; None where nothing is said of them."""
        value = self._member(node)
        return None if value is None else self._make(value, f"{owner}Value")

    def _member(self, node: Node) -> Node | None:
        """Return the schema of members that are not named one by one: what several say is one of several."""
        patterns, additional = node.get("patternProperties"), node.get("additionalProperties")
        nodes: list[Node] = []
        if patterns is not None and self._context.mapping(patterns, "`patternProperties`"):
            nodes.extend(value for _, value in patterns.items())
        if additional is not None and not isinstance(additional.value, bool):
            nodes.append(additional)
        return nodes[0] if len(nodes) == 1 else self._parts.listed(node, "anyOf", nodes) if nodes else None

    def inside(self, view: View, kind: str, name: str) -> tuple[Node, str] | None:
        """Return the schema, and its name, of the only thing inside an array or a map; None where there is none."""
        if kind == "object":
            value = self._member(view.node)
            return None if value is None else (value, f"{name}Value")
        items = view.node.get("items") if kind == "array" and view.node.get("prefixItems") is None else None
        return None if items is None else (items, f"{name}Item")

    def several(self, view: View, spoken: frozenset[str], members: list[Type]) -> Type:
        """Return one of several kinds; what is said of one of them only is said there."""
        return Union(tuple(members), rest=self.rest(view, {"type", "format", *spoken}))

    def beside(self, view: View) -> tuple[Keyword, ...]:
        """Return what rides along with a reference."""
        own = self._context.rest(view.node, _NEVER, "a reference", kept=_EVERY, strict=False) if not view.parts else ()
        return (*own, *view.extra)

    def constraints(self, node: Node, kind: str) -> Constraints:
        """Return the bounds that mean something for a kind of value."""
        context, what, own = self._context, "a schema", bounds_of(kind)
        if all(node.get(name) is None for name in own):
            return _UNBOUND

        def number(name: str) -> int | float | None:
            return context.number(node, name, what) if name in own else None

        def whole(name: str) -> int | None:
            return context.whole(node, name, what) if name in own else None

        return Constraints(
            minimum=number("minimum"),
            maximum=number("maximum"),
            exclusive_minimum=number("exclusiveMinimum"),
            exclusive_maximum=number("exclusiveMaximum"),
            multiple_of=number("multipleOf"),
            min_length=whole("minLength"),
            max_length=whole("maxLength"),
            pattern=context.text(node, "pattern", what) or None if "pattern" in own else None,
            min_items=whole("minItems"),
            max_items=whole("maxItems"),
            unique_items=context.flag(node, "uniqueItems", what) if "uniqueItems" in own else False,
        )


def bounds_of(kind: str) -> tuple[str, ...]:
    """Return the keywords that narrow a kind of value and have a place in the model."""
    return _BOUNDS_OF.get("number" if kind == "integer" else kind, ())


_BOUNDS_OF: Final = {kind: tuple(name for name in own if name in BOUNDS) for kind, own in OF_KIND.items()}
