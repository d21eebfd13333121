"""The findings of a review by where they are: operations, schemas, places, nodes.

In: judged findings, an anchor. Out: those at the anchor. What never changes code (words, deprecations, bounds) explains
nothing that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from hexapla.diff.judge import Judged
from hexapla.diff.surface_words import Anchor, AtNode, AtOperation, AtPlace, AtSchema, AtSymbol
from hexapla.finding import Location

_SILENT: Final = (
    *("docs.", "info.", "operation.deprecated", "operation.undeprecated", "operation.sunset", "operation.stability"),
    *("operation.page-size", "param.deprecated", "param.default", "param.style", "param.explode"),
    *("param.allow-reserved", "header.deprecated", "schema.deprecated", "schema.default", "schema.number-range"),
    *("schema.multiple-of", "schema.length", "schema.pattern", "schema.unique-items", "schema.contains"),
)
"""Beginnings of the rules of edits that change no declaration."""
_OWN: Final = ("operations", "schemas", "paths", "webhooks", "security", "servers", "info", "tags")
"""What a node may begin with, if not with the names of two schemas."""


class Index:
    """Judged findings by where they are."""

    def __init__(self, judged: Sequence[Judged]) -> None:
        self._judged = judged
        self._operations: dict[str, list[tuple[str, int]]] = {}
        self._schemas: dict[tuple[str, str | None], list[int]] = {}
        self._places: dict[tuple[Location, bool], list[int]] = {}
        for number, one in enumerate(judged):
            if not one.fact.rule.startswith(_SILENT):
                self._add(number, one)

    def _add(self, number: int, one: Judged) -> None:
        fact = one.fact
        words = fact.node.removeprefix("#/").split("/")
        for place, is_old in ((fact.old, True), (fact.new, False)):
            if place is not None:
                self._places.setdefault((place, is_old), []).append(number)
        if words[0] in ("operations", "paths", "webhooks"):
            # A callback is told inside its operation, and known by a name of its own.
            own = [f"webhook {_plain(words[1])}" if words[0] == "webhooks" else _plain(words[1])]
            tail = "/".join(words[2:])
            for name in dict.fromkeys((*own, *(use.operation for use in one.reach))):
                self._operations.setdefault(name, []).append((tail, number))
        elif words[0] == "schemas":
            self._schema(words[1], words[2:], number)
        elif words[0] not in _OWN and len(words) > 1:
            for name in words[:2]:
                self._schema(name, words[2:], number)

    def _schema(self, name: str, words: Sequence[str], number: int) -> None:
        is_property = len(words) > 1 and words[0] == "properties"
        found = _plain(words[1]) if is_property else None
        self._schemas.setdefault((name, found), []).append(number)
        fact = self._judged[number].fact
        if fact.rule == "schema.property-renamed":
            self._schemas.setdefault((name, str(fact.before)), []).append(number)

    def at(self, anchor: Anchor) -> Iterable[int]:
        """Return the numbers of the findings at an anchor."""
        match anchor:
            case AtOperation(operation=operation, tail=tail, rules=rules):
                listed = self._operations.get(operation, ())
                return self._of([number for other, number in listed if _is_below(other, tail)], rules)
            case AtSchema(schema=schema, property=name, rules=rules):
                return self._of(self._schemas.get((schema, name), ()), rules)
            case AtPlace(place=place, is_old=is_old, rules=rules):
                return self._of(self._places.get((place, is_old), ()), rules)
            case AtNode(node=node, rules=rules):
                numbers = [n for n, one in enumerate(self._judged) if _is_below(one.fact.node, node)]
                return self._of([n for n in numbers if not self._judged[n].fact.rule.startswith(_SILENT)], rules)
            case AtSymbol():
                return ()
            case _:
                assert_never(anchor)

    def _of(self, numbers: Iterable[int], rules: tuple[str, ...]) -> list[int]:
        return [number for number in numbers if not rules or self._judged[number].fact.rule.startswith(rules)]


def _plain(word: str) -> str:
    """Return a word of a node as it was."""
    return word.replace("~1", "/").replace("~0", "~")


def _is_below(node: str, other: str) -> bool:
    return not other or node == other or node.startswith(f"{other}/")
