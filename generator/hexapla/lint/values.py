"""Whether a value fits a type: what an example or a default breaks, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from hexapla.lint.scalars import length, misfits_scalar, place, same
from hexapla.model import (
    JSON,
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

_DEEPEST: Final = 100
"""Steps into a type: no example that a person writes needs more, and a hostile schema must not exhaust the stack."""


class Checker:
    """Holds values against types.

    Args:
        schemas: the schemas by name.
        house: whether a key that the schema does not know is wrong. It is no fault of JSON Schema's, but of an
            example that is to show what there is.
    """

    def __init__(self, schemas: Mapping[str, Schema], *, house: bool) -> None:
        self._schemas = schemas
        self._house = house
        self._known: dict[tuple[int, int], bool] = {}

    def misfits(self, value: JSON, of: Type, at: str = "") -> Iterator[str]:
        """Yield how a value breaks a type, each as ` at /pointer is ...`; nothing where it fits."""
        self._known.clear()
        yield from self._type(value, of, at, 0)

    def _type(self, value: JSON, of: Type, at: str, depth: int) -> Iterator[str]:
        depth += 1
        if depth > _DEEPEST:
            return
        match of:
            case Any():
                return
            case Nullable(of=inner):
                if value is not None:
                    yield from self._type(value, inner, at, depth)
            case Named(name=name):
                yield from self._schema(value, self._schemas[name], at, depth)
            case Scalar():
                yield from misfits_scalar(value, of, at)
            case Array():
                yield from self._array(value, of, at, depth)
            case Tuple():
                yield from self._tuple(value, of, at, depth)
            case Map(value=member_type):
                if not isinstance(value, dict):
                    yield f"{place(at)} is no object"
                    return
                for key, member in value.items():
                    yield from self._type(member, member_type, _below(at, key), depth)
            case Union(members=members):
                if not any(self._fits(value, member, at, depth) for member in members):
                    yield f"{place(at)} fits no member of the union"
            case _:
                assert_never(of)

    def _fits(self, value: JSON, of: Type, at: str, depth: int) -> bool:
        """Say whether a value fits; asked once of each, or unions in unions would take for ever."""
        asked = id(value), id(of)
        if asked not in self._known:
            self._known[asked] = not any(True for _ in self._type(value, of, at, depth))
        return self._known[asked]

    def _array(self, value: JSON, of: Array, at: str, depth: int) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place(at)} is no array"
            return
        bounds = of.constraints
        yield from length(len(value), bounds.min_items, bounds.max_items, "elements", at)
        if bounds.unique_items and len({json.dumps(element, sort_keys=True) for element in value}) < len(value):
            yield f"{place(at)} has an element twice"
        for number, element in enumerate(value):
            yield from self._type(element, of.item, f"{at}/{number}", depth)

    def _tuple(self, value: JSON, of: Tuple, at: str, depth: int) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place(at)} is no array"
            return
        yield from length(len(value), of.constraints.min_items, of.constraints.max_items, "elements", at)
        for number, element in enumerate(value):
            kind = of.items[number] if number < len(of.items) else of.more
            if kind is None:
                yield f"{place(at)} has {len(value)} elements, more than {len(of.items)}"
                return
            yield from self._type(element, kind, f"{at}/{number}", depth)

    def _schema(self, value: JSON, schema: Schema, at: str, depth: int) -> Iterator[str]:
        match schema:
            case Alias(type=of):
                yield from self._type(value, of, at, depth)
            case Enumeration(values=values):
                if not any(same(value, one.value) for one in values):
                    yield f"{place(at)} is {json.dumps(value, ensure_ascii=False)}, no value of {schema.name}"
            case Record():
                yield from self._record(value, schema, at, depth)
            case _:
                assert_never(schema)

    def _record(self, value: JSON, schema: Record, at: str, depth: int) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place(at)} is no object"
            return
        known = {one.name: one for one in schema.properties}
        for one in schema.properties:
            # What is only read or only written is missing in one of the two directions.
            if one.required and one.name not in value and not one.read_only and not one.write_only:
                yield f"{place(at)} lacks `{one.name}`"
        patterned = any(keyword.name == "patternProperties" for keyword in schema.rest)
        for key, member in value.items():
            below = _below(at, key)
            if key in known:
                yield from self._type(member, known[key].type, below, depth)
            elif schema.additional is not None:
                yield from self._type(member, schema.additional, below, depth)
            elif (self._house or schema.closed) and not patterned:
                yield f"{place(below)} is no property of {schema.name}"


def _below(at: str, key: str) -> str:
    return f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
