"""Unions and tuples in the types that msgspec has: which of them it decodes, and which become choices.

msgspec tells the members of a union apart by their JSON type: null, a truth, an integer, a number, a text, one list,
one object. Of a union within these bounds nothing is lost. Every other one becomes a choice, which the runtime takes
apart (`_union.py`); msgspec wants such a class alone, so a union in place that is one gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias, assert_never

from hexapla.frozen import replace
from hexapla.model import (
    Alias,
    Any,
    Api,
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
from hexapla.names import pascal
from hexapla.plan import Prepared
from hexapla.plan.circles import circles, names_of
from hexapla.plan.retype import Owner, retyped

Slot: TypeAlias = Literal["scalar", "list", "object", "choice", "any"]
_TIMES: Final = ("date", "date-time")
_NULL: Final = Scalar("null")


def prepare(api: Api) -> Prepared:
    """Return a description in which every union is one that msgspec decodes, or an alias of its own."""
    unions = _Unions(api.schemas)
    schemas = tuple(unions.schema(schema) for schema in api.schemas)
    changed = retyped(api, unions.type)
    return Prepared(replace(changed, schemas=(*schemas, *unions.added)), frozenset(unions.chosen))


class _Unions:
    """Rewrites types; gathers the names it gives, and the aliases that are choices."""

    def __init__(self, schemas: Sequence[Schema]) -> None:
        self._schemas = {schema.name: schema for schema in schemas}
        self._settled: dict[str, Type] = {}
        aliases = [schema for schema in schemas if isinstance(schema, Alias)]
        # A list of itself: msgspec would follow it for ever, were no class between.
        self._endless = {
            alias.name
            for circle in circles(aliases)
            for alias in circle
            if isinstance(alias, Alias) and (len(circle) > 1 or alias.name in names_of(alias.type))
        }
        self.chosen = set(self._endless)
        self.added: list[Alias] = []

    def schema(self, schema: Schema) -> Schema:
        """Return a schema with types that msgspec has."""
        match schema:
            case Enumeration():
                return schema
            case Alias(name=name):
                return replace(schema, type=self._alias(name))
            case Record(name=name, properties=properties, additional=additional):
                return replace(
                    schema,
                    properties=tuple(
                        one
                        if is_settled(one.type)
                        else replace(one, type=self.type(one.type, Owner(name + pascal(one.name), one.where)))
                        for one in properties
                    ),
                    additional=None
                    if additional is None
                    else self.type(additional, Owner(f"{name}Value", schema.where)),
                )
            case _:
                assert_never(schema)

    def type(self, of: Type, owner: Owner) -> Type:
        """Return a type that msgspec has; a choice gets a name, made of what its owner is called."""
        match of:
            case Union():
                return self._lifted(self._union(of, owner), owner)
            case Nullable(of=inner):
                return nullable(self.type(inner, owner))
            case Array(item=item):
                return replace(of, item=self.type(item, owner.of("Item")))
            case Map(value=value):
                return replace(of, value=self.type(value, owner.of("Value")))
            case Tuple():
                return self._tuple(of, owner)
            case Scalar() | Named() | Any():
                return of
            case _:
                assert_never(of)

    def _tuple(self, of: Tuple, owner: Owner) -> Type:
        """Return a tuple whose length is fixed, else a list: msgspec takes no tuple that may be longer or shorter."""
        count, bounds = len(of.items), of.constraints
        if (bounds.min_items or 0) >= count and (of.more is None or bounds.max_items == count):
            items = tuple(self.type(item, owner.of(str(number))) for number, item in enumerate(of.items, 1))
            return replace(of, items=items)
        members = (*of.items, *(() if of.more is None else (of.more,)))
        return Array(self.type(Union(members), owner.of("Item")), bounds, of.rest)

    def _lifted(self, of: Type, owner: Owner) -> Type:
        """Return the name of a choice in place, which becomes an alias; anything else as it is."""
        bare = of.of if isinstance(of, Nullable) else of
        if not isinstance(bare, Union) or not self._is_choice(bare):
            return of
        name, count = owner.name, 1
        while name in self._schemas:
            count += 1
            name = f"{owner.name}{count}"
        alias = Alias(name=name, type=bare, where=owner.where)
        self._schemas[name] = alias
        self._settled[name] = bare
        self.added.append(alias)
        self.chosen.add(name)
        return Nullable(Named(name)) if isinstance(of, Nullable) else Named(name)

    def _alias(self, name: str) -> Type:
        """Return what an alias stands for; it is a choice itself where msgspec has no such type."""
        if name not in self._settled:
            schema = self._schemas[name]
            assert isinstance(schema, Alias)
            of, owner = schema.type, Owner(name, schema.where)
            found = self._union(of, owner) if isinstance(of, Union) else self._within(of, owner)
            bare = found.of if isinstance(found, Nullable) else found
            if isinstance(bare, Union) and self._is_choice(bare):
                self.chosen.add(name)
            self._settled[name] = found
        return self._settled[name]

    def _within(self, of: Type, owner: Owner) -> Type:
        """Return the type of an alias: a union that may be null is its own as well."""
        if isinstance(of, Nullable) and isinstance(of.of, Union):
            return nullable(self._union(of.of, owner))
        return self.type(of, owner)

    def _union(self, of: Union, owner: Owner) -> Type:
        """Return a union without unions in it, each scalar once, null outside."""
        members = list(self._members(of, owner))
        if any(isinstance(one, Any) for one in members):
            return Any()
        known = [one for one in members if one != _NULL]
        for _, name in of.discriminator.mapping if of.discriminator else ():
            if name in self._schemas and Named(name) not in known:
                known.append(Named(name))
        found = self._scalars_once(known)
        union: Type = replace(of, members=tuple(found))
        if len(found) == 1 and of.discriminator is None:
            union = found[0]
        if not found:
            return _NULL
        return nullable(union) if _NULL in members else union

    def _members(self, of: Union, owner: Owner) -> Iterable[Type]:
        for number, member in enumerate(of.members, 1):
            if isinstance(member, Union) and member.discriminator is None:
                yield from self._members(member, owner)
            else:
                yield from self._parts(self.type(member, owner.of(str(number))))

    def _parts(self, of: Type) -> Iterable[Type]:
        """Yield what a settled member consists of: an alias of texts and numbers is these."""
        match of:
            case Nullable(of=inner):
                yield _NULL
                yield from self._parts(inner)
            case Union(members=members):
                yield from members
            case Scalar(kind="null"):
                yield _NULL
            case Named(name=name):
                schema = self._schemas.get(name)
                if isinstance(schema, Alias) and name not in self._endless:
                    inner = self._alias(name)
                    bare = inner.of if isinstance(inner, Nullable) else inner
                    if name not in self.chosen and isinstance(bare, Scalar | Union | Named | Any):
                        yield from self._parts(inner)
                        return
                yield Named(name)
            case Scalar() | Array() | Tuple() | Map() | Any():
                yield of
            case _:
                assert_never(of)

    def _scalars_once(self, members: Sequence[Type]) -> list[Type]:
        """Return members of which no two are of one JSON type, lists and objects aside."""
        groups: dict[str, list[Type]] = {}
        for number, one in enumerate(members):
            group = self._group(one) or f"{number}"
            if one not in groups.setdefault(group, []):
                groups[group].append(one)
        found: list[Type] = []
        for one in (self._collapsed(kind, group) for kind, group in groups.items()):
            if one not in found:
                found.append(one)
        return found

    def _group(self, of: Type) -> str:
        """Return the JSON type of a scalar or an enumeration, nothing for what is no scalar."""
        if isinstance(of, Scalar):
            return of.kind
        schema = self._schemas.get(of.name) if isinstance(of, Named) else None
        return schema.type.kind if isinstance(schema, Enumeration) else ""

    @staticmethod
    def _collapsed(kind: str, group: Sequence[Type]) -> Type:
        """Return one type for all of a JSON type: any text for a date or another text, an enumeration is open."""
        if len(group) == 1:
            return group[0]
        named = [one for one in group if isinstance(one, Named)]
        plain = [one for one in group if isinstance(one, Scalar)]
        formats = {one.format if one.format in _TIMES else None for one in plain}
        if len(named) == 1 and formats == {None}:
            return named[0]
        assert plain or named
        scalar = "integer" if kind == "integer" else "number" if kind == "number" else kind
        same = formats.pop() if len(formats) == 1 and not named else None
        return _PLAIN[scalar] if same is None else replace(_PLAIN[scalar], format=same)

    def _is_choice(self, of: Union) -> bool:
        slots = [self._slot(member) for member in of.members]
        return of.discriminator is not None or "choice" in slots or slots.count("list") > 1 or slots.count("object") > 1

    def _slot(self, of: Type) -> Slot:
        """Return what msgspec takes a member for."""
        match of:
            case Array() | Tuple():
                return "list"
            case Map():
                return "object"
            case Scalar():
                return "scalar"
            case Any():
                return "any"
            case Nullable(of=inner):
                return self._slot(inner)
            case Union():
                return "choice"
            case Named(name=name):
                schema = self._schemas.get(name)
                if isinstance(schema, Alias):
                    return "choice" if name in self._endless else self._slot_of_alias(name)
                return "object" if isinstance(schema, Record) else "scalar"
            case _:
                assert_never(of)

    def _slot_of_alias(self, name: str) -> Slot:
        settled = self._alias(name)
        return "choice" if name in self.chosen else self._slot(settled)


_PLAIN: Final = {
    "string": Scalar("string"),
    "integer": Scalar("integer"),
    "number": Scalar("number"),
    "boolean": Scalar("boolean"),
}


def is_settled(of: Type) -> bool:
    """Say whether a type has no union and no tuple in it, and null only once: most have none, and stay as they are."""
    match of:
        case Scalar() | Named() | Any():
            return True
        case Array(item=inner) | Map(value=inner):
            return is_settled(inner)
        case Nullable(of=inner):
            return not isinstance(inner, Nullable) and inner != _NULL and is_settled(inner)
        case Union() | Tuple():
            return False
        case _:
            assert_never(of)


def nullable(of: Type) -> Type:
    """Return a type or null, null said once."""
    return of if isinstance(of, Nullable) or of == _NULL else Nullable(of)
