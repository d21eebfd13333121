"""What no style serves yet: findings at the line that asks for it, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, assert_never

from hexapla.finding import Finding, Location, error
from hexapla.model import (
    Alias,
    Any,
    Api,
    Array,
    Content,
    Enumeration,
    Keyword,
    Map,
    Named,
    Nullable,
    Operation,
    Parameter,
    Record,
    Scalar,
    Schema,
    SecurityScheme,
    Tuple,
    Type,
    Union,
)
from hexapla.plan.circles import names_of

_CHANGES_CODE: Final = (
    "allowReserved",
    "anyOf",
    "enum",
    "oneOf",
    "allOf",
    "const",
    "contains",
    "content",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "not",
    "nullable",
    "patternProperties",
    "prefixItems",
    "then",
    "type",
    "unevaluatedProperties",
    "callbacks",
    "webhooks",
    "encoding",
    "links",
    "$dynamicRef",
    "$defs",
)


def unserved(api: Api) -> Iterator[Finding]:
    """Yield an error for everything in the model that the generated code would have to ignore."""
    yield from _keywords(api.rest)
    used = {r.scheme for o in api.operations for alternative in o.security for r in alternative}
    for scheme in api.security_schemes:
        if scheme.name in used:
            yield from _scheme(scheme)
    for schema in api.schemas:
        yield from _schema(schema)
    yield from _endless(api.schemas)
    for server in api.servers[:1]:
        if "{" in server.url or "://" not in server.url:
            yield _refuse("a server whose URL is not whole", server.where)
    base = api.servers[0].url if api.servers else ""
    schemas = api.by_name()
    for operation in api.operations:
        if operation.server is not None and operation.server.url != base:
            yield _refuse("a server of its own", operation.where)
        yield from _operation(operation, schemas)


def _refuse(what: str, where: Location) -> Finding:
    return error("unserved", f"{what} cannot be generated yet", where)


def _keywords(rest: tuple[Keyword, ...]) -> Iterator[Finding]:
    for keyword in rest:
        if keyword.name in _CHANGES_CODE:
            yield _refuse(f"`{keyword.name}`", keyword.where)


def _scheme(scheme: SecurityScheme) -> Iterator[Finding]:
    if (scheme.kind, scheme.scheme.lower()) != ("http", "basic"):
        yield _refuse(
            f"security scheme `{scheme.name}` ({scheme.kind} {scheme.scheme})".replace(" )", ")"), scheme.where
        )


def _schema(schema: Schema) -> Iterator[Finding]:
    yield from _keywords(schema.rest)
    match schema:
        case Record(properties=properties, additional=additional, where=where):
            for one in properties:
                yield from _keywords(one.rest)
                yield from _type(one.type, one.where)
            if additional is not None:
                yield from _type(additional, where)
        case Alias(type=of, where=where):
            yield from _type(of, where)
        case Enumeration():
            pass
        case _:
            assert_never(schema)


def _endless(schemas: Sequence[Schema]) -> Iterator[Finding]:
    """Yield lists and maps of nothing but themselves: no record stands between, whose name could end the circle."""
    aliases = {schema.name: schema for schema in schemas if isinstance(schema, Alias)}
    for alias in aliases.values():
        seen: set[str] = set()
        waiting = list(names_of(alias.type))
        while waiting:
            name = waiting.pop()
            if name in aliases and name not in seen:
                seen.add(name)
                waiting.extend(names_of(aliases[name].type))
        if alias.name in seen:
            yield _refuse(f"`{alias.name}`, a list or a map of itself,", alias.where)


def _type(of: Type, where: Location) -> Iterator[Finding]:
    yield from _keywords(of.rest)
    match of:
        case Array(item=inner) | Map(value=inner) | Nullable(of=inner):
            yield from _type(inner, where)
        case Union():
            yield _refuse("a union (oneOf, anyOf, several types)", where)
        case Tuple():
            yield _refuse("a tuple (prefixItems)", where)
        case Scalar() | Named() | Any():
            pass
        case _:
            assert_never(of)


def _operation(operation: Operation, schemas: Mapping[str, Schema]) -> Iterator[Finding]:
    yield from _keywords(operation.rest)
    for parameter in operation.parameters:
        yield from _parameter(parameter, schemas)
    body = operation.request_body
    if body is not None:
        yield from _keywords(body.rest)
        if len(body.contents) != 1:
            yield _refuse(f"a request body in {len(body.contents)} media types", body.where)
        for content in body.contents:
            yield from _content(content)
    bodies = [content for response in operation.responses for content in response.contents]
    for content in bodies:
        yield from _content(content)
    successes = [r for r in operation.responses if r.status.startswith("2") and r.contents]
    # Types are compared and not gathered in a set: a keyword's value may be a dict.
    results = [content.type for response in successes for content in response.contents]
    if any(result != results[0] for result in results):
        yield _refuse("an operation with several kinds of result", operation.where)
    if operation.pagination and not any(isinstance(result, Array) for result in results):
        yield _refuse("`x-pagination` of what is no array", operation.pagination.where)
    for response in operation.responses:
        yield from _keywords(response.rest)
        if response.messages and not response.status.isdigit():
            yield _refuse(f"`x-messages` of the response `{response.status}`", response.where)


def _parameter(parameter: Parameter, schemas: Mapping[str, Schema]) -> Iterator[Finding]:
    yield from _keywords(parameter.rest)
    yield from _type(parameter.type, parameter.where)
    if parameter.location in ("header", "cookie"):
        yield _refuse(f"a {parameter.location} parameter", parameter.where)
    if parameter.style != {"path": "simple", "query": "form"}.get(parameter.location, parameter.style):
        yield _refuse(f"`style: {parameter.style}`", parameter.where)
    item = parameter.type.item if isinstance(parameter.type, Array) else parameter.type
    if not _is_flat(item, schemas):
        yield _refuse("a parameter that is more than a text, a number or a list of them", parameter.where)


def _is_flat(of: Type, schemas: Mapping[str, Schema]) -> bool:
    """Say whether a value is one text in a URL. A union is refused elsewhere."""
    match of:
        case Nullable(of=inner):
            return _is_flat(inner, schemas)
        case Named(name=name):
            schema = schemas[name]
            return _is_flat(schema.type, schemas) if isinstance(schema, Alias | Enumeration) else False
        case Scalar() | Union():
            return True
        case Any() | Array() | Tuple() | Map():
            return False
        case _:
            assert_never(of)


def _content(content: Content) -> Iterator[Finding]:
    yield from _keywords(content.rest)
    yield from _type(content.type, content.where)
    plain = content.media_type.partition(";")[0].strip().lower()
    if plain != "application/json" and not plain.endswith("+json"):
        yield _refuse(f"the media type {content.media_type}", content.where)
