"""Schemas to modules of models: one a schema, or one for several that refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, assert_never

from hexapla.finding import Finding, error
from hexapla.model import (
    Alias,
    Any,
    Array,
    Enumeration,
    Named,
    Nullable,
    Property,
    Record,
    Scalar,
    Schema,
    Type,
    Union,
)
from hexapla.plan import prose
from hexapla.plan.circles import circles, names_of
from hexapla.plan.package import AliasType, EnumClass, EnumMember, Field, ModelModule, RecordClass
from hexapla.plan.scope import X_NAME, Scope
from hexapla.plan.style import SchemaName, SchemaNames, Style, TypeText

Uses = set[tuple[str, str]]
LONGEST: Final = 100
"""How long a module's name gets."""


def name_schemas(
    schemas: Sequence[Schema], modelled: Sequence[Schema], style: Style, findings: list[Finding]
) -> dict[str, SchemaName]:
    """Return what each schema becomes: a class name, and the module it stands in.

    Also of schemas that become no model: an operation that comes to use one of them renames no other. Nobody sees
    their names today, so no note tells of them.
    """
    seen = {schema.where for schema in modelled}
    notes: list[Finding] = []
    types = Scope("the models", style.reserved("types"), notes, joint="")
    taken = types.take_all([(style.type_name(one.name), one.name, one.where) for one in schemas])
    modules = Scope("the modules of models", style.reserved("modules"), notes)
    groups = circles(schemas)
    files = modules.take_all([(file_name(one.name, style), one.name, one.where) for one, *_ in groups])
    home = {schema.name: file for circle, file in zip(groups, files, strict=True) for schema in circle}
    findings.extend(one for one in notes if one.where in seen)
    return {
        schema.name: SchemaName(name, home[schema.name], _text_type(schema, style))
        for schema, name in zip(schemas, taken, strict=True)
    }


def file_name(name: str, style: Style) -> str:
    """Return a module's name; a file system takes no name of any length."""
    whole = style.module_name(name)
    return whole if len(whole) <= LONGEST else whole[:LONGEST].rstrip("_-")


def _text_type(schema: Schema, style: Style) -> str:
    return style.attribute(Scalar(schema.type.kind), {}).text if isinstance(schema, Enumeration) else ""


def plan_models(
    schemas: Sequence[Schema], names: SchemaNames, style: Style, findings: list[Finding], chosen: frozenset[str]
) -> tuple[ModelModule, ...]:
    """Return the modules, in the order of their first schema in the spec.

    Args:
        schemas: those that become models.
        names: what they are called.
        style: makes texts.
        findings: takes what clashes.
        chosen: the aliases whose values the runtime must choose between.
    """
    by_name = {schema.name: schema for schema in schemas}
    return tuple(_Module(by_name, names, style, findings, chosen).plan(circle) for circle in circles(schemas))


class _Module:
    """Plans one module; gathers the names it uses from elsewhere."""

    def __init__(
        self,
        schemas: Mapping[str, Schema],
        names: SchemaNames,
        style: Style,
        findings: list[Finding],
        chosen: frozenset[str],
    ) -> None:
        self._schemas = schemas
        self._names = names
        self._style = style
        self._findings = findings
        self._chosen = chosen
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
        aliases = self._aliases([schema for schema in circle if isinstance(schema, Alias)])
        module = self._names[circle[0].name].module
        exports = sorted((self._names[schema.name].name for schema in circle), key=self._style.order)
        return ModelModule(
            name=module,
            exports=tuple(exports),
            doc=self._style.docstring(f"Model of {', '.join(schema.name for schema in circle)}.", 0, "Models"),
            imports=self._style.model_imports(module, frozenset(self._uses), enums, records, aliases),
            enums=tuple(enums),
            records=tuple(records),
            aliases=tuple(aliases),
        )

    def _enum(self, schema: Enumeration) -> EnumClass:
        # Where code writes the values, nobody meets the names.
        findings = self._findings if self._style.usage.members_have_names else []
        scope = Scope(f"`{schema.name}`", self._style.reserved("members"), findings)
        wanted = [(self._style.constant(str(one.value)), str(one.value), one.where) for one in schema.values]
        return EnumClass(
            name=self._names[schema.name].name,
            integer=schema.type.kind == "integer",
            plain=self._style.attribute(schema.type, self._names).text,
            doc=self._style.docstring(prose.schema_text(schema), 4, schema.name),
            members=tuple(
                EnumMember(
                    name=name,
                    value=self._style.value(one.value),
                    doc=self._style.comment(one.description, 4),
                )
                for one, name in zip(schema.values, scope.take_all(wanted), strict=True)
            ),
        )

    def _aliases(self, schemas: Sequence[Alias]) -> list[AliasType]:
        """Return aliases, each behind those it names: unlike a class it is worked out where it stands."""
        waiting = {schema.name: schema for schema in schemas}
        settled: list[AliasType] = []
        while waiting:
            ready = [alias for alias in waiting.values() if not waiting.keys() & set(self._needed(alias))]
            for alias in ready:
                settled.append(self._alias(alias, frozenset(waiting)))
                del waiting[alias.name]
            if not ready:
                for alias in waiting.values():
                    message = f"`{alias.name}` stands for nothing but itself"
                    self._findings.append(error("endless-type", message, alias.where))
                break
        return settled

    def _needed(self, schema: Alias) -> Iterator[str]:
        """Iterate over the schemas an alias must stand behind; a choice may name others in quotes."""
        if schema.name not in self._chosen:
            yield from names_of(schema.type)
            return
        of = schema.type.of if isinstance(schema.type, Nullable) else schema.type
        for member in of.members if isinstance(of, Union) else (of,):
            if isinstance(member, Named):
                yield member.name

    def _alias(self, schema: Alias, later: frozenset[str]) -> AliasType:
        text = self._style.alias(schema, self._names, later, is_chosen=schema.name in self._chosen)
        self._uses |= text.uses
        return AliasType(
            name=self._names[schema.name].name,
            annotation=text.text,
            doc=self._style.comment(prose.schema_text(schema), 0),
            members=text.members,
            tag=text.tag,
            tags=text.tags,
            shape=text.shape,
        )

    def _record(self, schema: Record) -> RecordClass:
        scope = Scope(f"`{schema.name}`", self._style.reserved("attributes"), self._findings, hint=X_NAME)
        for one in schema.properties:
            self._check(one)
        wanted = [
            (self._style.attribute_name(one.name, one.alias or ""), one.name, one.where) for one in schema.properties
        ]
        names = scope.take_all(wanted)
        additional = self._additional(schema)
        fields = tuple(self._field(one, name) for one, name in zip(schema.properties, names, strict=True))
        return RecordClass(
            name=self._names[schema.name].name,
            doc=self._style.docstring(prose.schema_text(schema), 4, schema.name),
            # An attribute without a default may stand anywhere, since all are given by name.
            fields=fields,
            nested=tuple(self._style.string(field.name) for field in fields if field.nested),
            sensitive=tuple(self._style.string(field.name) for field in fields if field.sensitive),
            additional=additional.text,
            shape=additional.shape,
        )

    def _check(self, one: Property) -> None:
        """Refuse a member that no attribute can stand for."""
        if not self._style.stands_for(one.name):
            hint = "leave it out of the spec: it is kept, and read with the members that nobody documented"
            self._findings.append(error("unserved", f"no attribute can stand for `{one.name}`", one.where, hint))

    def _additional(self, schema: Record) -> TypeText:
        if schema.additional is None or isinstance(schema.additional, Any):
            return TypeText("")
        text = self._style.attribute(schema.additional, self._names)
        self._uses |= text.uses
        return text

    def _field(self, one: Property, name: str) -> Field:
        present = one.type.of if isinstance(one.type, Nullable) else one.type
        # What is only ever written does not come back.
        required = one.required and not one.write_only
        text = self._style.attribute(one.type if required else present, self._names)
        self._uses |= text.uses
        constant = self._constant(one.type)
        return Field(
            name=name,
            wire=self._style.string(one.name),
            renamed=name != one.name,
            annotation=text.text if required else self._style.optional(text.text),
            # What is always the same need not be said by whoever builds a record.
            default=constant if required else self._style.value(None),
            doc=self._style.comment(prose.describe(one, self._style), 4),
            nested=nesting(present, self._schemas),
            sensitive=one.sensitive,
            required=required and not constant,
            constant=constant,
            shape=text.shape,
            deprecated=one.deprecated,
        )

    def _constant(self, of: Type) -> str:
        """Return the literal of what a value always is; empty where it may be anything, or is no scalar in code."""
        if not isinstance(of, Scalar) or of.const is None or of.const.value is None:
            return ""
        plain = self._style.attribute(Scalar(of.kind), self._names)
        return self._style.value(of.const.value) if self._style.attribute(of, self._names) == plain else ""


def nesting(of: Type, schemas: Mapping[str, Schema]) -> str:
    """Return how records lie in a type: empty for none, `one`, `list`, or `deep` for anything else."""
    match of:
        case Named(name=name) if isinstance(schemas[name], Record):
            return "one"
        case Array(item=Named(name=name)) if isinstance(schemas[name], Record):
            return "list"
        case _:
            return "deep" if _holds_record(of, schemas) else ""


def _holds_record(of: Type, schemas: Mapping[str, Schema]) -> bool:
    seen: set[str] = set()
    waiting = list(names_of(of))
    while waiting:
        name = waiting.pop()
        schema = schemas[name]
        if isinstance(schema, Record):
            return True
        if isinstance(schema, Alias) and name not in seen:
            seen.add(name)
            waiting.extend(names_of(schema.type))
    return False
