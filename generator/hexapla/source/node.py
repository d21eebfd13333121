"""Nodes: the values of a YAML or JSON text, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from hexapla.finding import Location

Value: TypeAlias = "bool | int | float | str | list[Node] | dict[str, Node] | None"


class Node:
    """One YAML or JSON value and where it stands. Not changed after it is made.

    A plain class with slots and not a frozen dataclass, because a large description has a million of them.

    Attributes:
        value: a scalar, a list of nodes or a dict of nodes.
        keys: of a mapping, the key nodes by text; else None.
        file: the path as shown to people.
        line, column: where it starts, counted from 0 as the parser gives it; `where` counts from 1.
        start, end: its span in characters of the file's text.
    """

    __slots__ = ("column", "end", "file", "keys", "line", "start", "value")

    def __init__(self, value: Value, file: str, line: int, column: int, start: int, end: int) -> None:
        self.value: Value = value
        self.keys: dict[str, Node] | None = None
        self.file = file
        self.line = line
        self.column = column
        self.start = start
        self.end = end

    @property
    def where(self) -> Location:
        """Return the place of the first character, counted from 1."""
        return Location(self.file, self.line + 1, self.column + 1)

    def key(self, name: str) -> Location:
        """Return the place of a key of this mapping, or of the mapping where it has no such key."""
        node = (self.keys or {}).get(name)
        return node.where if node else self.where

    def items(self) -> Iterable[tuple[str, Node]]:
        """Return the members of a mapping; a scalar or a list has none."""
        return self.value.items() if isinstance(self.value, dict) else ()

    def elements(self) -> Sequence[Node]:
        """Return the elements of a list; a scalar or a mapping has none."""
        return self.value if isinstance(self.value, list) else ()

    def get(self, name: str) -> Node | None:
        """Return the member of that name, None where there is none."""
        value = self.value
        return value.get(name) if type(value) is dict else None

    def text(self, name: str) -> str | None:
        """Return the member of that name if it is a string."""
        node = self.get(name)
        return node.value if node is not None and isinstance(node.value, str) else None

    def data(self) -> object:
        """Return the plain value: dicts, lists and scalars, without places."""
        match self.value:
            case dict() as mapping:
                return {key: node.data() for key, node in mapping.items()}
            case list() as sequence:
                return [node.data() for node in sequence]
            case scalar:
                return scalar

    @property
    def kind(self) -> str:
        """Return what a person calls this value: mapping, list, text, number, true or false, null."""
        match self.value:
            case dict():
                return "a mapping"
            case list():
                return "a list"
            case str():
                return "a text"
            case bool():
                return "true or false"
            case int() | float():
                return "a number"
            case None:
                return "null"
