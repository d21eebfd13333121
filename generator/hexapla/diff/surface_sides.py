"""A planned package and its description side by side: which class stands for which schema, which method for which call.

In: a planned package. Out: look-ups. Texts of a description are in no plan object but as literals; a literal is made of
one text only, so literals are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias

from hexapla.diff.promises import called
from hexapla.diff.surface_words import Planned
from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import Alias, Api, Content, Operation, Record, Schema, Type
from hexapla.plan import AliasType, Call, EnumClass, RecordClass, ResourceModule, Style
from hexapla.plan.circles import names_in, names_of
from hexapla.plan.models import name_schemas
from hexapla.plan.reach import is_spelled_out, modelled
from hexapla.plan.variants import variants

Class: TypeAlias = RecordClass | EnumClass | AliasType
_WORD: Final = re.compile(r"[^\W\d]\w*")


@frozen
class Method:
    """A method: the resource it stands in, the call, the operation."""

    resource: ResourceModule
    call: Call
    operation: Operation


@frozen
class Referrer:
    """Who names a schema: an operation, at a path below it; or a schema, by a property if it is one."""

    operation: str = ""
    tail: str = ""
    schema: str = ""
    property: str | None = None
    id: str = ""


class Side:
    """One of the two packages.

    Args:
        planned: the description and the package, which leaves nothing of it out.
        style: the style that it was planned with.
        is_old: whether it is the one of before.
    """

    def __init__(self, planned: Planned, style: Style, *, is_old: bool = False) -> None:
        self.style = style
        self.is_old = is_old
        self.package = planned.package
        self.known_as: Mapping[str, str] = {}
        prepared = style.prepare(planned.api).api
        self.api: Api = prepared
        self.schemas: Mapping[str, Schema] = prepared.by_name()
        names = name_schemas(prepared.schemas, modelled(prepared), style, [])
        classes: dict[str, Class] = {}
        for module in planned.package.models:
            classes.update({one.name: one for one in module.records})
            classes.update({one.name: one for one in module.enums})
            classes.update({one.name: one for one in module.aliases})
        known = {schema: name.name for schema, name in names.items() if name.name in classes}
        self.classes: Mapping[str, Class] = {schema: classes[name] for schema, name in known.items()}
        self.schema_of: Mapping[str, str] = {name: schema for schema, name in known.items()}

    @cached_property
    def named(self) -> Mapping[str, Class]:
        """Return classes by their names."""
        return {one.name: one for one in self.classes.values()}

    def called(self, operation: Operation) -> str:
        """Return what a review calls an operation: of one that has another template now, that."""
        return self.known_as.get(called(operation), called(operation))

    @cached_property
    def methods(self) -> Mapping[int, tuple[Method, ...]]:
        """Return the methods of each operation, by its identity."""
        found: dict[int, tuple[Method, ...]] = {}
        for group, module in zip(self.api.resources, self.package.resources, strict=True):
            by_id: dict[str, list[Call]] = {}
            for call in module.calls:
                by_id.setdefault(call.id, []).append(call)
            for one in group.operations:
                calls = by_id.get(self.style.string(one.id), ())
                found[id(one)] = tuple(Method(module, call, one) for call in calls)
        return found

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Return the types that aliases stand for."""
        return {one.name: one.annotation for one in self.classes.values() if isinstance(one, AliasType)}

    @cached_property
    def bases(self) -> Mapping[str, str]:
        """Return what values of aliases and enumerations are, too."""
        plain = {name: self.style.shown(text) for name, text in self._values()}
        return {**plain, **self.aliases}

    def _values(self) -> Iterator[tuple[str, str]]:
        for schema, one in self.classes.items():
            if isinstance(one, EnumClass):
                of = self.schemas[schema]
                yield one.name, self.style.attribute(getattr(of, "type"), {}).text  # noqa: B009

    def mentioned(self, text: str) -> list[str]:
        """Return the schemas whose classes a type names."""
        return [self.schema_of[word] for word in _WORD.findall(text) if word in self.schema_of]

    def opened(self, of: Type) -> list[str]:
        """Return the schemas that a type names, and those that names for types stand for."""
        found: dict[str, None] = {}
        waiting = list(names_of(of))
        while waiting:
            name = waiting.pop(0)
            schema = self.schemas.get(name)
            if name not in found:
                found[name] = None
                waiting.extend(names_of(schema.type) if isinstance(schema, Alias) else ())
        return list(found)

    @cached_property
    def sent(self) -> frozenset[str]:
        """Return the schemas whose values callers make."""
        return self._reached(of for one, is_sent, of in self._types() if is_sent)

    @cached_property
    def received(self) -> frozenset[str]:
        """Return the schemas whose values callers read."""
        return self._reached(of for one, is_sent, of in self._types() if not is_sent)

    def reads(self, schema: str) -> bool:
        """Say whether callers read values of a schema; of what no operation uses, they may do anything."""
        return schema in self.received or schema not in self.sent

    def gives(self, schema: str) -> bool:
        """Say whether callers make values of a schema."""
        return schema in self.sent or schema not in self.received

    def _reached(self, types: Iterable[Type]) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name for of in types for name in names_of(of)]
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.schemas:
                found.add(name)
                waiting.extend(names_in(self.schemas[name]))
        return frozenset(found)

    def _types(self) -> Iterator[tuple[str, bool, Type]]:
        """Yield where a type stands in an operation, whether callers send it, and the type."""
        for operation in self.api.operations:
            yield from self._of(operation, is_flipped=False)
        for hook in self.api.webhooks:
            yield from self._of(hook, is_flipped=True)

    def _of(self, operation: Operation, *, is_flipped: bool) -> Iterator[tuple[str, bool, Type]]:
        for parameter in operation.parameters:
            yield f"parameters/{parameter.location}/{_key(parameter.name)}", not is_flipped, parameter.type
        for content in operation.request_body.contents if operation.request_body else ():
            if is_flipped:
                yield "body", False, content.type
            else:
                yield from (("body", True, of) for of in self._taken(content))
        for response in operation.responses:
            tail = f"responses/{response.status}"
            yield from ((tail, is_flipped, header.type) for header in response.headers)
            yield from ((tail, is_flipped, content.type) for content in response.contents)
        for callback in operation.callbacks:
            yield from (("callbacks", is_sent, of) for _, is_sent, of in self._of(callback, is_flipped=True))

    def _taken(self, content: Content) -> Iterator[Type]:
        """Yield the types of a body: one that becomes arguments is made by nobody, what is in it is."""
        if not is_spelled_out(content, dict(self.schemas)):
            yield content.type
            return
        record = self.schemas[next(names_of(content.type))]
        if isinstance(record, Record):
            yield from (one.type for one in record.properties)
            if record.additional is not None:
                yield record.additional

    @cached_property
    def referrers(self) -> Mapping[str, tuple[Referrer, ...]]:
        """Return who names each schema."""
        found: dict[str, dict[Referrer, None]] = {}
        named = [(self.called(one), one) for one in self.api.operations]
        named += [(f"webhook {called(one)}", one) for one in self.api.webhooks]
        for known_as, operation in named:
            for tail, of in self._places(operation):
                who = Referrer(operation=known_as, tail=tail, id=operation.id)
                for name in names_of(of):
                    found.setdefault(name, {})[who] = None
        for schema in self.api.schemas:
            for one in schema.properties if isinstance(schema, Record) else ():
                for name in names_of(one.type):
                    found.setdefault(name, {})[Referrer(schema=schema.name, property=one.name)] = None
            for name in names_in(schema):
                found.setdefault(name, {})[Referrer(schema=schema.name)] = None
        return {name: tuple(whos) for name, whos in found.items()}

    def _places(self, operation: Operation) -> Iterator[tuple[str, Type]]:
        yield from ((tail, of) for tail, _, of in self._of(operation, is_flipped=False))
        for content in operation.request_body.contents if operation.request_body else ():
            yield "body", content.type

    def where(self, schema: str) -> Location | None:
        """Return the place of a schema."""
        found = self.schemas.get(schema)
        return None if found is None else found.where

    def suffixes(self, operation: Operation) -> Mapping[str, tuple[str, Operation]]:
        """Return the ways of speaking of an operation by the keys of their methods: the suffix, and what is spoken."""
        return {
            self.style.string(f"{operation.id} {one.suffix}".rstrip()): (one.suffix, one.operation)
            for one in variants(operation)
        }


def _key(word: str) -> str:
    return word.replace("~", "~0").replace("/", "~1")
