"""Schemas to modules of models: one a schema, or one for several that refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from hexapla.finding import Finding
from hexapla.model import (
    Alias,
    Any,
    Array,
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
from hexapla.plan import prose
from hexapla.plan.circles import circles, names_of
from hexapla.plan.package import AliasType, EnumClass, EnumMember, Field, ModelModule, RecordClass
from hexapla.plan.scope import X_NAME, Scope
from hexapla.plan.style import SchemaName, SchemaNames, Style

Uses = set[tuple[str, str]]


def name_schemas(schemas: Sequence[Schema], style: Style, findings: list[Finding]) -> dict[str, SchemaName]:
    """Return what each schema becomes: a class name, and the module it stands in."""
    types = Scope("the models", style.reserved("types"), findings, joint="")
    modules = Scope("the modules of models", frozenset(), findings)
    names: dict[str, SchemaName] = {}
    for circle in circles(schemas):
        module = modules.take(style.identifier(circle[0].name), circle[0].name, circle[0].where)
        for schema in circle:
            name = types.take(style.type_name(schema.name), schema.name, schema.where)
            text = ""
            if isinstance(schema, Enumeration):
                text = style.attribute(Scalar(schema.type.kind), {}).text
            names[schema.name] = SchemaName(name, module, text)
    return names


def plan_models(
    schemas: Sequence[Schema], names: SchemaNames, style: Style, findings: list[Finding]
) -> tuple[ModelModule, ...]:
    """Return the modules, in the order of their first schema in the spec."""
    by_name = {schema.name: schema for schema in schemas}
    return tuple(_Module(by_name, names, style, findings).plan(circle) for circle in circles(schemas))


class _Module:
    """Plans one module; gathers the names it uses from elsewhere."""

    def __init__(
        self, schemas: Mapping[str, Schema], names: SchemaNames, style: Style, findings: list[Finding]
    ) -> None:
        self._schemas = schemas
        self._names = names
        self._style = style
        self._findings = findings
        self._uses: Uses = set()

    def plan(self, circle: Sequence[Schema]) -> ModelModule:
        enums: list[EnumClass] = []
        records: list[RecordClass] = []
        for schema in circle:
            match schema:
                case Enumeration():
                    enums.append(self._enum(schema))
                case Record():
                    records.append(self._record(schema))
                case Alias():
                    pass
                case _:
                    assert_never(schema)
        aliases = [self._alias(alias) for alias in _settled(circle)]
        module = self._names[circle[0].name].module
        exports = tuple(sorted(self._names[schema.name].name for schema in circle))
        return ModelModule(
            name=module,
            exports=exports,
            doc=self._style.docstring(f"Model of {', '.join(schema.name for schema in circle)}.", 0, "Models"),
            imports=self._style.model_imports(module, frozenset(self._uses), enums, records, has_alias=bool(aliases)),
            enums=tuple(enums),
            records=tuple(records),
            aliases=tuple(aliases),
        )

    def _enum(self, schema: Enumeration) -> EnumClass:
        scope = Scope(f"`{schema.name}`", self._style.reserved("members"), self._findings)
        return EnumClass(
            name=self._names[schema.name].name,
            integer=schema.type.kind == "integer",
            doc=self._style.docstring(prose.schema_text(schema), 4, schema.name),
            members=tuple(
                EnumMember(
                    name=scope.take(self._style.constant(str(one.value)), str(one.value), one.where),
                    value=self._style.value(one.value),
                    doc=self._style.comment(one.description, 4),
                )
                for one in schema.values
            ),
        )

    def _alias(self, schema: Alias) -> AliasType:
        text = self._style.attribute(schema.type, self._names)
        self._uses |= text.uses
        return AliasType(
            name=self._names[schema.name].name,
            annotation=text.text,
            doc=self._style.comment(prose.schema_text(schema), 0),
        )

    def _record(self, schema: Record) -> RecordClass:
        scope = Scope(f"`{schema.name}`", self._style.reserved("attributes"), self._findings, hint=X_NAME)
        fields = tuple(self._field(one, scope) for one in schema.properties)
        return RecordClass(
            name=self._names[schema.name].name,
            doc=self._style.docstring(prose.schema_text(schema), 4, schema.name),
            # An attribute without a default may stand anywhere, since all are given by name.
            fields=fields,
            nested=tuple(self._style.string(field.name) for field in fields if field.nested),
            sensitive=tuple(self._style.string(field.name) for field in fields if field.sensitive),
        )

    def _field(self, one: Property, scope: Scope) -> Field:
        present = one.type.of if isinstance(one.type, Nullable) else one.type
        text = self._style.attribute(one.type if one.required else present, self._names)
        self._uses |= text.uses
        name = scope.take(self._style.identifier(one.alias or one.name), one.name, one.where)
        return Field(
            name=name,
            wire=self._style.string(one.name),
            renamed=name != one.name,
            annotation=text.text if one.required else self._style.optional(text.text),
            default="" if one.required else self._style.value(None),
            doc=self._style.comment(prose.describe(one, self._style), 4),
            nested=nesting(present, self._schemas),
            sensitive=one.sensitive,
            required=one.required,
        )


def _settled(circle: Sequence[Schema]) -> list[Alias]:
    """Return the aliases of a module, each behind those it names: unlike a class it is worked out where it stands."""
    waiting = {schema.name: schema for schema in circle if isinstance(schema, Alias)}
    settled: list[Alias] = []
    while waiting:
        ready = [a for a in waiting.values() if not waiting.keys() & set(names_of(a.type))]
        settled.extend(waiting.pop(alias.name) for alias in ready or list(waiting.values()))
    return settled


def nesting(of: Type, schemas: Mapping[str, Schema]) -> str:
    """Return how records lie in a type: empty for none, `one`, `list`, or `deep` for anything else."""
    match of:
        case Named(name=name):
            return _nesting_of_schema(schemas[name], schemas)
        case Array(item=inner):
            return {"": "", "one": "list"}.get(nesting(inner, schemas), "deep")
        case Map(value=inner) | Nullable(of=inner):
            return "deep" if nesting(inner, schemas) else ""
        case Union(members=members):
            return "deep" if any(nesting(member, schemas) for member in members) else ""
        case Tuple(items=items, more=more):
            inside = [*items, *([] if more is None else [more])]
            return "deep" if any(nesting(member, schemas) for member in inside) else ""
        case Scalar() | Any():
            return ""
        case _:
            assert_never(of)


def _nesting_of_schema(schema: Schema, schemas: Mapping[str, Schema]) -> str:
    match schema:
        case Record():
            return "one"
        case Alias(type=of):
            return "deep" if nesting(of, schemas) else ""
        case Enumeration():
            return ""
        case _:
            assert_never(schema)
