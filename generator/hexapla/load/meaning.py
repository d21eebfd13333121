"""What a keyword that rides along means: its schemas with what they refer to in place of references.

In: a node. Out: plain JSON. A circle has no end and a large schema no measure, so such a reference stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from hexapla.finding import FindingError
from hexapla.model import JSON
from hexapla.source import Node, Sources

APPLYING: Final = frozenset(
    {
        *("not", "if", "then", "else", "contains", "propertyNames", "patternProperties", "dependentSchemas"),
        *("unevaluatedItems", "unevaluatedProperties", "additionalProperties", "contentSchema"),
    }
)
"""Keywords whose values are schemas, or schemas by name."""

MOST: Final = 400
"""Nodes that a keyword may come to."""

_PLAIN: Final = frozenset({"const", "enum", "default", "example", "examples"})
"""Keywords whose values are no schemas, whatever they look like."""

_SAYING: Final = frozenset({"title", "description", "deprecated", "example", "examples", "readOnly", "writeOnly"})


def spelled_out(sources: Sources, node: Node) -> JSON:
    """Return the value of a keyword without references; None where it has none, or comes to too much without."""
    if not any(True for _ in _references(node)):
        return None
    out = _SpellingOut(sources)
    made = out.of(node, ())
    return None if out.left < 0 else made


def _references(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        match one.value:
            case dict():
                if one.get("$ref") is not None:
                    yield one
                waiting.extend(value for name, value in one.items() if name not in _PLAIN)
            case list():
                waiting.extend(one.elements())
            case _:
                pass


class _SpellingOut:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.left = MOST

    def of(self, node: Node, around: tuple[int, ...]) -> JSON:
        """Return a node as plain JSON; `around` are the schemas that it was come to through."""
        self.left -= 1
        if self.left < 0:
            return None
        match node.value:
            case dict():
                return self._mapping(node, around)
            case list():
                return [self.of(element, around) for element in node.elements()]
            case _:
                return cast("JSON", node.value)

    def _mapping(self, node: Node, around: tuple[int, ...]) -> JSON:
        target = self._target(node, around)
        beside: dict[str, JSON] = {
            name: cast("JSON", value.data()) if name in _PLAIN else self.of(value, around)
            for name, value in node.items()
            if target is None or name != "$ref"
        }
        if target is None:
            return beside
        made = self.of(target, (*around, id(target)))
        if all(name in _SAYING or name.startswith("x-") for name in beside):
            return {**made, **beside} if isinstance(made, dict) else made
        return {"allOf": [made], **beside}

    def _target(self, node: Node, around: tuple[int, ...]) -> Node | None:
        """Return what a node refers to, None where it does not, or where that leads back."""
        ref = node.get("$ref")
        if ref is None or not isinstance(ref.value, str):
            return None
        try:
            target = self._sources.resolve(ref)
        except FindingError:
            return None  # reported where references are looked at
        return None if id(target) in around else target
