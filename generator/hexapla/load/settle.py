"""Unions, once everything they name is loaded: unions in unions, and what chooses among their members.

In: schemas. Out: the same, where a union of unions is one union, and a discriminator knows the value of each member.
Where a description has no discriminator, and every record of a union has a property that is required and fixed to a
text of its own, that property is the discriminator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from hexapla.frozen import replace
from hexapla.model import (
    Alias,
    Any,
    Array,
    Discriminator,
    Enumeration,
    Map,
    Named,
    Nullable,
    Property,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)

MOST: Final = 100
"""A union that would have more members than that keeps the unions it is made of."""


def settle(schemas: tuple[Schema, ...]) -> tuple[Schema, ...]:
    """Return schemas whose unions are settled."""
    by_name = {schema.name: schema for schema in schemas}
    for alias in _innermost_first(by_name):
        by_name[alias.name] = replace(alias, type=_flat(alias.type, by_name))
    return tuple(
        replace(schema, type=_chosen(schema.type, by_name)) if isinstance(schema, Alias) else schema
        for schema in by_name.values()
    )


def union_of(schema: Schema | None) -> Union | None:
    """Return the union that a schema is another name of, null aside."""
    of = schema.type if isinstance(schema, Alias) else None
    of = of.of if isinstance(of, Nullable) else of
    return of if isinstance(of, Union) else None


def _innermost_first(schemas: Mapping[str, Schema]) -> Iterator[Alias]:
    """Yield the named unions, each behind those it names; in a circle as they come."""
    done: set[str] = set()
    for schema in schemas.values():
        waiting = [(schema.name, False)]
        while waiting:
            name, is_left = waiting.pop()
            alias = schemas.get(name)
            union = union_of(alias)
            if union is None or not isinstance(alias, Alias):
                continue
            if is_left:
                yield alias
            elif name not in done:
                done.add(name)
                waiting.append((name, True))
                waiting.extend((member.name, False) for member in union.members if isinstance(member, Named))


def _flat(of: Type, schemas: Mapping[str, Schema]) -> Type:
    """Return a union with the members of the unions it names, unless something chooses among those, or here."""
    nullable = isinstance(of, Nullable)
    union = of.of if isinstance(of, Nullable) else of
    if not isinstance(union, Union) or union.discriminator is not None:
        return of
    members: list[Type] = []
    for member in union.members:
        schema = schemas.get(member.name) if isinstance(member, Named) and not member.rest else None
        inner = union_of(schema)
        if inner is None or inner.discriminator is not None or inner.rest or inner is union:
            inner = Union((member,))
        elif isinstance(schema, Alias) and isinstance(schema.type, Nullable):
            nullable = True
        members.extend(one for one in inner.members if one not in members)
        if len(members) > MOST:
            return of
    flat: Type = replace(union, members=tuple(members)) if len(members) > 1 or union.rest else members[0]
    return Nullable(flat) if nullable else flat


def _chosen(of: Type, schemas: Mapping[str, Schema]) -> Type:
    match of:
        case Nullable(of=inner):
            return Nullable(_chosen(inner, schemas), of.rest)
        case Union(discriminator=None):
            return replace(of, discriminator=_inferred(of, schemas))
        case Union(discriminator=Discriminator() as discriminator):
            return replace(of, discriminator=_completed(of, discriminator, schemas))
        case _:
            return of


def _completed(
    union: Union, discriminator: Discriminator, schemas: Mapping[str, Schema], seen: frozenset[str] = frozenset()
) -> Discriminator:
    """Return a discriminator with rows for the members that its mapping leaves out."""
    rows = dict(discriminator.mapping)
    mapped = set(rows.values())
    for member in union.members:
        if isinstance(member, Named) and member.name not in mapped:
            for value in _values(member, discriminator.property, schemas, seen) or [member.name]:
                rows.setdefault(value, member.name)
    return Discriminator(discriminator.property, tuple(rows.items()))


def _values(member: Named, name: str, schemas: Mapping[str, Schema], seen: frozenset[str]) -> list[str]:
    """Return the values that choose a member: what its property is fixed to, or those of the members it has itself."""
    inner = union_of(schemas.get(member.name))
    if member.name in seen:
        return []
    if inner is None:
        fixed = _fixed(_property(member, name, schemas), schemas)
        return [] if fixed is None else [fixed]
    if inner.discriminator is None or inner.discriminator.property != name:
        return []
    return [value for value, _ in _completed(inner, inner.discriminator, schemas, seen | {member.name}).mapping]


def _inferred(union: Union, schemas: Mapping[str, Schema]) -> Discriminator | None:
    """Return the property whose required, fixed value tells the records of a union apart; None where none does."""
    records = [member for member in union.members if not _is_no_object(member, schemas)]
    first = _record(records[0], schemas) if len(records) > 1 else None
    for one in first.properties if first is not None else ():
        values: dict[str, str] = {}
        for member in records:
            found = _property(member, one.name, schemas)
            fixed = _fixed(found, schemas) if found is not None and found.required else None
            if fixed is not None and isinstance(member, Named):
                values.setdefault(fixed, member.name)
        if len(values) == len(records):
            return Discriminator(one.name, tuple(values.items()))
    return None


def _is_no_object(of: Type, schemas: Mapping[str, Schema]) -> bool:
    """Say whether no value of a type is an object."""
    match _bare(of, schemas):
        case Scalar() | Array() | Tuple() | Enumeration():
            return True
        case Record() | Map() | Any() | Union() | Nullable() | Named() | Alias():
            return False
        case never:
            assert_never(never)


def _record(of: Type, schemas: Mapping[str, Schema]) -> Record | None:
    bare = _bare(of, schemas)
    return bare if isinstance(bare, Record) else None


def _bare(of: Type, schemas: Mapping[str, Schema]) -> Type | Schema:
    """Return what a type is behind its names, and without null."""
    seen: set[str] = set()
    while True:
        match of:
            case Nullable(of=inner):
                of = inner
            case Named(name=name) if name in schemas and name not in seen:
                seen.add(name)
                schema = schemas[name]
                if not isinstance(schema, Alias):
                    return schema
                of = schema.type
            case _:
                return of


def _property(of: Type, name: str, schemas: Mapping[str, Schema]) -> Property | None:
    record = _record(of, schemas)
    return next((one for one in record.properties if one.name == name), None) if record is not None else None


def _fixed(one: Property | None, schemas: Mapping[str, Schema]) -> str | None:
    """Return the only text that a property may have; None where it may have another, or none."""
    match _bare(one.type, schemas) if one is not None else None:
        case Scalar(const=const) if const is not None and isinstance(const.value, str):
            return const.value
        case Enumeration(values=[only]) if isinstance(only.value, str):
            return only.value
        case _:
            return None
