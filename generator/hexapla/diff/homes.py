"""Where schemas lie whose names were made up: inside a parameter, a body, an answer or a property.

In: a model. Out: of such a schema the path of its place. A schema that somebody named has none: people look for it
under its name. A made-up name begins with the names of what the schema lies in, and nothing else refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from hexapla.diff.bodies import spelled_alike
from hexapla.diff.promises import called
from hexapla.diff.words import below
from hexapla.finding import Location
from hexapla.frozen import frozen, replace
from hexapla.model import (
    Alias,
    Any,
    Api,
    Array,
    Enumeration,
    Map,
    Named,
    Nullable,
    Operation,
    Record,
    Scalar,
    Schema,
    Tuple,
    Type,
    Union,
)
from hexapla.names import pascal

_SCHEMAS: Final = "#/schemas/"


@frozen
class _Reference:
    """A reference to a schema.

    Attributes:
        name: of the schema.
        node: the path of the reference.
        start: how names begin that are made up there.
        where: its place, where it may be told of several schemas: what `allOf` merges into others stands once.
    """

    name: str
    node: str
    start: str
    where: Location | None = None


def homes(*apis: Api) -> Mapping[str, str]:
    """Return the path of the place of each schema that lies inside something else; the first model goes first."""
    found: dict[str, str] = {}
    for api in apis:
        places: dict[str, list[_Reference]] = {}
        for one in _references(api):
            places.setdefault(one.name, []).append(one)
        for name, ones in places.items():
            fitting = [one.node for one in ones if name.startswith(one.start)]
            if fitting and len({one.where or one.node for one in ones}) == 1:
                found.setdefault(name, fitting[0])
    return found


def at_home(node: str, known: Mapping[str, str]) -> str:
    """Return the path of an edit as it lies in the description: through whatever holds the schema."""
    seen: set[str] = set()
    while node.startswith(_SCHEMAS):
        name, _, rest = node.removeprefix(_SCHEMAS).partition("/")
        home = known.get(name.replace("~1", "/").replace("~0", "~"))
        if home is None or name in seen:
            return node
        seen.add(name)
        node = f"{home}/{rest}" if rest else home
    return node


def _references(api: Api) -> Iterator[_Reference]:
    for operation in api.operations:
        yield from _of_operation(operation)
    for schema in api.schemas:
        yield from _of_schema(schema)


def _of_operation(operation: Operation) -> Iterator[_Reference]:
    start = pascal(operation.id)
    root = below("#/operations", called(operation))
    for parameter in operation.parameters:
        yield from _inside(parameter.type, below(root, "parameters", parameter.location, parameter.name), start)
    body = operation.request_body
    for content in body.contents if body is not None else ():
        node = below(root, "body", "content", spelled_alike(content.media_type), "schema")
        yield from _inside(content.type, node, start)
    for response in operation.responses:
        for content in response.contents:
            node = below(root, "responses", response.status, "content", spelled_alike(content.media_type), "schema")
            yield from _inside(content.type, node, start)


def _of_schema(schema: Schema) -> Iterator[_Reference]:
    root = below("#/schemas", schema.name)
    match schema:
        case Record():
            for one in schema.properties:
                node = below(root, "properties", one.name)
                inside = _inside(one.type, node, f"{schema.name}{pascal(one.name)}")
                yield from (replace(each, where=one.where) for each in inside)
            if schema.additional is not None:
                yield from _inside(schema.additional, below(root, "additionalProperties"), schema.name)
        case Alias():
            yield from _inside(schema.type, root, schema.name)
        case Enumeration():
            pass
        case _:
            assert_never(schema)


def _inside(of: Type, node: str, start: str) -> Iterator[_Reference]:
    match of:
        case Named(name=name):
            yield _Reference(name, node, start)
        case Array(item=inner):
            yield from _inside(inner, below(node, "items"), start)
        case Map(value=inner):
            yield from _inside(inner, below(node, "additionalProperties"), start)
        case Nullable(of=inner):
            yield from _inside(inner, node, start)
        case Tuple(items=items):
            for number, one in enumerate(items):
                yield from _inside(one, below(node, "prefixItems", str(number)), start)
        case Union(members=members):
            # A branch has no place of its own: its name says more.
            for one in members:
                yield from _inside(one, node, "\0")
        case Scalar() | Any():
            pass
        case _:
            assert_never(of)
