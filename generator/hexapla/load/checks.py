"""What can be judged only when everything is loaded: findings about an `Api`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hexapla.load.context import Context
from hexapla.model import (
    Alias,
    Any,
    Api,
    Array,
    Content,
    CursorPagination,
    Enumeration,
    Map,
    Named,
    Nullable,
    Operation,
    Record,
    Schema,
    Tuple,
    Type,
    Union,
)
from hexapla.source import did_you_mean


def check(context: Context, api: Api) -> None:
    """Report schemas that are themselves, and what operations say of schemas that have no such thing."""
    check_aliases(context, api.schemas)
    shapes = _Shapes(api.by_name())
    for operation in api.operations:
        body = operation.request_body
        for content in body.contents if body else ():
            _check_encodings(context, content, shapes)
            _check_patch(context, content, shapes)
        for response in operation.responses:
            for content in response.contents:
                _check_patch(context, content, shapes)
        if isinstance(operation.pagination, CursorPagination):
            _check_pointers(context, operation, operation.pagination, shapes)


def check_aliases(context: Context, schemas: Sequence[Schema]) -> None:
    """Report a schema that is, by references alone, itself: no value would ever settle what it is."""
    leads = {s.name: set(_is(s.type)) for s in schemas if isinstance(s, Alias)}
    suspects = _circular(leads)
    for alias in schemas:
        if alias.name not in suspects:
            continue
        seen: set[str] = set()
        waiting = list(leads[alias.name])
        while waiting:
            name = waiting.pop()
            if name in suspects and name not in seen:
                seen.add(name)
                waiting.extend(leads[name])
        if alias.name in seen:
            context.error("cyclic-ref", f"schema `{alias.name}` is defined as itself", alias.where)


def _circular(leads: Mapping[str, set[str]]) -> set[str]:
    """Return the names that may lead back to themselves: all that is left when ends are taken off again and again."""
    led_from: dict[str, list[str]] = {}
    for name, others in leads.items():
        for other in others & leads.keys():
            led_from.setdefault(other, []).append(name)
    open_ = {name: len(others & leads.keys()) for name, others in leads.items()}
    waiting = [name for name, count in open_.items() if not count]
    while waiting:
        name = waiting.pop()
        del open_[name]
        for other in led_from.get(name, ()):
            open_[other] -= 1
            if not open_[other]:
                waiting.append(other)
    return set(open_)


def _is(of: Type) -> Iterator[str]:
    """Iterate over the schemas that a value of a type is a value of."""
    match of:
        case Named(name=name):
            yield name
        case Nullable(of=inner):
            yield from _is(inner)
        case Union(members=members):
            for member in members:
                yield from _is(member)
        case _:
            return


class _Shapes:
    """Answers what a type comes down to, behind names, aliases and null."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def all(self, of: Type) -> list[Type | Record | Enumeration]:
        """Return what a value of a type may be: records, enumerations, or types that name nothing."""
        found: list[Type | Record | Enumeration] = []
        waiting, seen = [of], set[str]()
        while waiting:
            match waiting.pop():
                case Named(name=name):
                    if name in seen:
                        continue
                    seen.add(name)
                    match self._schemas.get(name):
                        case Alias(type=inner):
                            waiting.append(inner)
                        case None:
                            found.append(Any())
                        case schema:
                            found.append(schema)
                case Nullable(of=inner):
                    waiting.append(inner)
                case Union(members=members):
                    waiting.extend(members)
                case plain:
                    found.append(plain)
        return found

    def member(self, of: Type | Record | Enumeration, name: str) -> Type | None:
        """Return the type of a member of an object or an element of a list, None where there is none."""
        match of:
            case Record(properties=properties, additional=additional):
                return next((one.type for one in properties if one.name == name), additional)
            case Map(value=inner):
                return inner
            case Array(item=inner) if re.fullmatch("0|[1-9][0-9]*", name):
                return inner
            case Any() | Tuple():
                return Any()
            case _:
                return None


def _check_encodings(context: Context, content: Content, shapes: _Shapes) -> None:
    found = shapes.all(content.type) if content.encodings else []
    if not found or not all(isinstance(one, Record) for one in found):
        return
    names = [p.name for one in found if isinstance(one, Record) for p in one.properties]
    for encoding in content.encodings:
        if all(shapes.member(one, encoding.property) is None for one in found):
            message = f"`{encoding.property}` is no property of this body"
            context.warning("unknown-encoding", message, encoding.where, did_you_mean(encoding.property, names))


def _check_patch(context: Context, content: Content, shapes: _Shapes) -> None:
    """Report `x-json-patch` on what is no list of operations."""
    if not content.json_patch:
        return
    lists = [one for one in shapes.all(content.type) if isinstance(one, Array)]
    items = [item for one in lists for item in shapes.all(one.item)]
    wanted = ("op", "path", "value")
    if not items or not all(
        isinstance(one, Record) and {p.name for p in one.properties}.issuperset(wanted) for one in items
    ):
        hint = "a list of objects with `op`, `path` and `value`"
        context.error("bad-json-patch", "`x-json-patch` marks what is no JSON Patch", content.where, hint)


def _check_pointers(context: Context, operation: Operation, pages: CursorPagination, shapes: _Shapes) -> None:
    bodies = [c for r in operation.responses if r.status.startswith("2") for c in r.contents]
    for pointer in (pages.next_pointer, pages.items_pointer):
        if pointer and bodies and not any(_leads(shapes, [content.type], pointer) for content in bodies):
            message = f"`{pointer}` leads nowhere in the successful responses of this operation"
            context.error("unknown-property", message, pages.where)


def _leads(shapes: _Shapes, types: list[Type], pointer: str) -> bool:
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        found = [shapes.member(one, name) for of in types for one in shapes.all(of)]
        types = [of for of in found if of is not None]
    return bool(types)
