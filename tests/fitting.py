"""Judges of schemas that know nothing of how they are loaded: does a value fit a type, are two loaded specs equal."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from hexapla.model import (
    JSON,
    Alias,
    Any,
    Array,
    Constraints,
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

Schemas = Mapping[str, Schema]


def fits(value: JSON, of: Type, schemas: Schemas) -> bool:
    """Say whether a JSON value is one of a type."""
    match of:
        case Any():
            return True
        case Nullable(of=inner):
            return value is None or fits(value, inner, schemas)
        case Named(name=name):
            return fits_schema(value, schemas[name], schemas)
        case Scalar(kind=kind, constraints=bounds, const=const):
            return is_kind(value, kind) and in_bounds(value, bounds) and (const is None or same(value, const.value))
        case Array(item=item, constraints=bounds):
            return is_list(value, bounds) and all(fits(element, item, schemas) for element in value)
        case Tuple(items=items, more=more, constraints=bounds):
            places = [*items, *([more] * len(value) if isinstance(value, list) else ())]
            return is_list(value, bounds) and all(
                place is not None and fits(element, place, schemas)
                for element, place in zip(value, [*places, *[None] * len(value)], strict=False)
            )
        case Map(value=inner):
            return isinstance(value, dict) and all(fits(member, inner, schemas) for member in value.values())
        case Union(members=members):
            return any(fits(value, member, schemas) for member in members)


def fits_schema(value: JSON, schema: Schema, schemas: Schemas) -> bool:
    match schema:
        case Alias(type=of):
            return fits(value, of, schemas)
        case Enumeration(values=values):
            return any(same(value, one.value) for one in values)
        case Record(properties=properties, additional=additional, closed=closed):
            if not isinstance(value, dict) or any(one.required and one.name not in value for one in properties):
                return False
            known = {one.name: one.type for one in properties}
            for key, member in value.items():
                of = known.get(key, additional)
                if of is None and key not in known and closed:
                    return False
                if of is not None and not fits(member, of, schemas):
                    return False
            return True


def is_kind(value: JSON, kind: str) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "integer":
            return is_number and float(value).is_integer()
        case _:
            return is_number


def in_bounds(value: JSON, bounds: Constraints) -> bool:
    if isinstance(value, str):
        return (
            (bounds.min_length or 0) <= len(value)
            and (bounds.max_length is None or len(value) <= bounds.max_length)
            and (bounds.pattern is None or re.search(bounds.pattern, value) is not None)
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return (
        (bounds.minimum is None or value >= bounds.minimum)
        and (bounds.maximum is None or value <= bounds.maximum)
        and (bounds.exclusive_minimum is None or value > bounds.exclusive_minimum)
        and (bounds.exclusive_maximum is None or value < bounds.exclusive_maximum)
        and (bounds.multiple_of is None or math.isclose(value % bounds.multiple_of, 0))
    )


def is_list(value: JSON, bounds: Constraints) -> bool:
    if not isinstance(value, list):
        return False
    unique = len({repr(element) for element in value}) == len(value)
    most = bounds.max_items is None or len(value) <= bounds.max_items
    return (bounds.min_items or 0) <= len(value) and most and (unique or not bounds.unique_items)


def same(one: JSON, other: JSON) -> bool:
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def shape(of: Type, schemas: Schemas, above: tuple[str, ...] = ()) -> object:
    """Return what a type says without places and names: two that are equal mean the same to a client.

    A name is replaced by what it names; where it stands inside itself, by how far up that is.
    """

    def inner(one: Type | None) -> object:
        return None if one is None else shape(one, schemas, above)

    rest = tuple((one.name, repr(one.value)) for one in of.rest)
    match of:
        case Named(name=name):
            if name in above:
                return ("above", len(above) - above.index(name), rest)
            return with_rest(_shape(schemas[name], schemas, (*above, name)), rest)
        case Nullable(of=one):
            return null_or(inner(one))
        case Scalar(kind=kind, format=form, constraints=bounds, const=const):
            return ("scalar", kind, form, bounds, None if const is None else repr(const.value), rest)
        case Array(item=item, constraints=bounds):
            return ("array", inner(item), bounds, rest)
        case Tuple(items=items, more=more, constraints=bounds):
            return ("tuple", tuple(inner(one) for one in items), inner(more), bounds, rest)
        case Map(value=value):
            return ("map", inner(value), rest)
        case Union(members=members, exclusive=exclusive):
            return ("union", tuple(inner(one) for one in members), exclusive, rest)
        case Any():
            return ("any", rest)


def null_or(said: object) -> object:
    """Return a type with null; what has it already, or is any value, has it once."""
    first = said[0] if isinstance(said, tuple) else ""
    return said if first in ("null or", "any") else ("null or", said)


def with_rest(said: object, rest: tuple[object, ...]) -> object:
    return said if not rest else (said, rest)


def _shape(schema: Schema, schemas: Schemas, above: tuple[str, ...]) -> object:
    rest = tuple((one.name, repr(one.value)) for one in schema.rest)
    match schema:
        case Alias(type=of):
            return shape(of, schemas, above)
        case Enumeration(values=values, type=of):
            if len(values) == 1:  # what needs no name is a constant
                return ("scalar", of.kind, of.format, Constraints(), repr(values[0].value), rest)
            return ("enumeration", tuple((one.value, one.description) for one in values), of.kind, of.format, rest)
        case Record(properties=properties, additional=additional, closed=closed):
            members = sorted(
                (one.name, repr(shape(one.type, schemas, above)), one.required, one.read_only, repr(one.default))
                for one in properties
            )
            more = None if additional is None else shape(additional, schemas, above)
            return ("record", tuple(members), more, closed, rest)
