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
    Default,
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


def alike(one: Type, other: Type, schemas: Schemas) -> bool:
    """Say whether two types mean the same to a client, places and names aside.

    What holds itself is the same where nothing says otherwise, however far each of the two is written out.
    """
    assumed: set[tuple[str, str]] = set()
    waiting = [(one, other)]
    while waiting:
        pair = waiting.pop()
        key = (repr(pair[0]), repr(pair[1]))
        if key in assumed:
            continue
        assumed.add(key)
        (first, inside), (second, inside_other) = (head(of, schemas) for of in pair)
        if first != second or len(inside) != len(inside_other):
            return False
        waiting.extend(zip(inside, inside_other, strict=True))
    return True


def head(of: Type, schemas: Schemas) -> tuple[object, list[Type]]:
    """Return what a type says itself, and the types inside it, in order; names, aliases and null are settled."""
    nullable, rest = False, []
    while isinstance(of, Nullable | Named):
        rest += [(one.name, repr(one.value)) for one in of.rest]
        nullable |= isinstance(of, Nullable)
        schema = schemas[of.name] if isinstance(of, Named) else None
        if isinstance(schema, Record | Enumeration):
            said, inside = _head_of(schema)
            return (said, nullable, rest + [(one.name, repr(one.value)) for one in schema.rest]), inside
        of = schema.type if isinstance(schema, Alias) else of.of if isinstance(of, Nullable) else of
    rest += [(one.name, repr(one.value)) for one in of.rest]
    match of:
        case Scalar(kind=kind, format=form, constraints=bounds, const=const):
            return (("scalar", kind, form, bounds, repr(const)), nullable and kind != "null", rest), []
        case Array(item=item, constraints=bounds):
            return (("array", bounds), nullable, rest), [item]
        case Tuple(items=items, more=more, constraints=bounds):
            return (("tuple", bounds, len(items)), nullable, rest), [*items, *([] if more is None else [more])]
        case Map(value=value):
            return ("map", nullable, rest), [value]
        case Union(members=members, exclusive=exclusive):
            return (("union", exclusive), nullable, rest), list(members)
        case _:
            return ("any", False, rest), []


def _head_of(schema: Record | Enumeration) -> tuple[object, list[Type]]:
    if isinstance(schema, Enumeration):
        if len(schema.values) == 1:  # what needs no name is a constant
            only = repr(Default(schema.values[0].value))
            return ("scalar", schema.type.kind, schema.type.format, Constraints(), only), []
        return ("enumeration", [(one.value, one.description) for one in schema.values], schema.type), []
    members = sorted(schema.properties, key=lambda one: one.name)
    said = [(one.name, one.required, one.read_only, repr(one.default)) for one in members]
    more = [] if schema.additional is None else [schema.additional]
    return ("record", said, len(more), schema.closed), [*(one.type for one in members), *more]
