"""Lists that come in pages: the type of their rows, and what does not fit together.

In: `x-pagination` of an operation and the type of its body. Out: the type of a row, or findings at the line of
`x-pagination`: a pointer that leads nowhere, rows that are no array, a body that is no list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hexapla.finding import Finding, Location, error
from hexapla.model import (
    Alias,
    Any,
    Array,
    Content,
    CursorPagination,
    Enumeration,
    Map,
    Named,
    Nullable,
    Operation,
    PagePagination,
    Pagination,
    Record,
    Scalar,
    Schema,
    Type,
)
from hexapla.plan.variants import family, successes, variants


def resolved(of: Type, schemas: Mapping[str, Schema]) -> Type | Record | Enumeration:
    """Return what a type is behind its name, and without its null. Aliases that name each other end at a name."""
    seen: set[str] = set()
    found: Type | Record | Enumeration = of
    while True:
        match found:
            case Nullable(of=inner):
                found = inner
            case Named(name=name) if name in schemas and name not in seen:
                seen.add(name)
                schema = schemas[name]
                found = schema.type if isinstance(schema, Alias) else schema
            case _:
                return found


def steps(pointer: str) -> tuple[str, ...]:
    """Return the names a JSON pointer goes through."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def page_items(pagination: Pagination, body: Type, schemas: Mapping[str, Schema]) -> Type | None:
    """Return the type of a row, or None where the rows are no array."""
    pointer = pagination.items_pointer if isinstance(pagination, CursorPagination) else ""
    rows = _follow(body, pointer, schemas)
    return rows.item if isinstance(rows, Array) else None


def misfits(operation: Operation, schemas: Mapping[str, Schema]) -> Iterator[Finding]:
    """Yield what makes it impossible to page through an operation; nothing for one that does not page."""
    pagination = operation.pagination
    if pagination is None:
        return
    where = pagination.where
    bodies = _bodies(operation)
    if not bodies:
        yield _misfit("`x-pagination` of an operation that returns no JSON", where)
        return
    if any(content.type != bodies[0].type for content in bodies):
        yield _misfit("`x-pagination` of an operation with several kinds of result", where)
        return
    match pagination:
        case PagePagination():
            if page_items(pagination, bodies[0].type, schemas) is None:
                yield _misfit("`x-pagination` of what is no array", where)
        case CursorPagination():
            yield from _cursor_misfits(pagination, bodies[0].type, schemas)


def _cursor_misfits(pagination: CursorPagination, body: Type, schemas: Mapping[str, Schema]) -> Iterator[Finding]:
    where, items, following = pagination.where, pagination.items_pointer, pagination.next_pointer
    if not isinstance(_follow(body, items, schemas), Array):
        if items:
            yield _misfit(f"`{items}` leads to no array in the body", where)
        else:
            yield _misfit("the body is no array", where, "`items` is the JSON pointer to the rows")
    if following and not isinstance(_follow(body, following, schemas), Scalar | Any):
        yield _misfit(f"`{following}` leads to no text or number in the body", where)


def _bodies(operation: Operation) -> list[Content]:
    """Return the successful JSON bodies of the main way to speak."""
    main = variants(operation)[0].operation
    found = [content for response in successes(main) for content in response.contents]
    return [content for content in found if family(content.media_type) == "json"]


def _follow(of: Type, pointer: str, schemas: Mapping[str, Schema]) -> Type | Record | Enumeration | None:
    """Return what lies at a pointer in a body, None where nothing is described there."""
    found: Type | Record | Enumeration = resolved(of, schemas)
    for step in steps(pointer):
        match found:
            case Record(properties=properties):
                one = next((one for one in properties if one.name == step), None)
                if one is None:
                    return None
                found = resolved(one.type, schemas)
            case Map(value=value):
                found = resolved(value, schemas)
            case _:
                return None
    return found


def _misfit(what: str, where: Location, hint: str | None = None) -> Finding:
    return error("unserved", what, where, hint)
