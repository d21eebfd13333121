"""Which schemas refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from hexapla.model import (
    Alias,
    Any,
    Array,
    Enumeration,
    Map,
    Named,
    Nullable,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)


def circles(schemas: Sequence[Schema]) -> list[tuple[Schema, ...]]:
    """Return the schemas in groups that refer to each other in a circle; most groups are of one.

    Tarjan's algorithm, written as a loop so that a long chain of schemas does not exhaust the stack.
    """
    by_name = {schema.name: schema for schema in schemas}
    position = {schema.name: number for number, schema in enumerate(schemas)}
    walk = _Walk(by_name)
    for schema in schemas:
        walk.visit(schema.name)
    groups = [sorted(group, key=position.__getitem__) for group in walk.groups]
    groups.sort(key=lambda group: position[group[0]])
    return [tuple(by_name[name] for name in group) for group in groups]


class _Walk:
    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas
        self._number: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: list[str] = []
        self._is_open: set[str] = set()
        self.groups: list[list[str]] = []

    def visit(self, root: str) -> None:
        if root in self._number:
            return
        stack = [(root, self._enter(root))]
        while stack:
            name, following = stack[-1]
            step = next(following, None)
            if step is None:
                stack.pop()
                if stack:
                    self._low[stack[-1][0]] = min(self._low[stack[-1][0]], self._low[name])
                self._leave(name)
            elif step not in self._number:
                stack.append((step, self._enter(step)))
            elif step in self._is_open:
                self._low[name] = min(self._low[name], self._number[step])

    def _enter(self, name: str) -> Iterator[str]:
        self._number[name] = self._low[name] = len(self._number)
        self._open.append(name)
        self._is_open.add(name)
        return iter([other for other in dict.fromkeys(names_in(self._schemas[name])) if other in self._schemas])

    def _leave(self, name: str) -> None:
        if self._low[name] != self._number[name]:
            return
        group: list[str] = []
        while not group or group[-1] != name:
            group.append(self._open.pop())
        self._is_open.difference_update(group)
        self.groups.append(group)


def names_in(schema: Schema) -> Iterator[str]:
    """Iterate over the schemas a schema names."""
    match schema:
        case Record(properties=properties, additional=additional):
            for one in properties:
                yield from names_of(one.type)
            if additional is not None:
                yield from names_of(additional)
        case Alias(type=of):
            yield from names_of(of)
        case Enumeration():
            pass
        case _:
            assert_never(schema)


def names_of(of: Type) -> Iterator[str]:
    """Iterate over the schemas a type names."""
    match of:
        case Named(name=name):
            yield name
        case Array(item=inner) | Map(value=inner) | Nullable(of=inner):
            yield from names_of(inner)
        case Union(members=members, discriminator=discriminator):
            for member in members:
                yield from names_of(member)
            # A value may choose what the union does not list.
            if discriminator is not None:
                yield from (name for _, name in discriminator.mapping)
        case Tuple(items=items, more=more):
            for member in (*items, *([] if more is None else [more])):
                yield from names_of(member)
        case Scalar() | Any():
            pass
        case _:
            assert_never(of)
