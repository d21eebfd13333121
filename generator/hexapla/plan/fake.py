"""Operations to what a fake server needs: every one as a route, and those that work on stored records together.

A *collection* is a path P with a path P/{id} below it. It is of the record R that a POST on P answers with when it is
sent a JSON object; without such a POST, of the rows that a GET on P answers with: an array of R, or an object with R's
array inside (where `x-pagination` points to, or the only array of records there is). R has a property that tells its
records apart: `id`, else the one that is called like the parameter. These operations work on the stored records:

- on P `GET` as list (array of R, as above) and `POST` as create (a JSON object or nothing in, R out);
- on P/{id} `GET` as get (R out), `PUT` and `PATCH` as update (a JSON object in, R or nothing out), `DELETE` as delete,
  and `PATCH` of a JSON Patch, where {id} takes several, as patch.

An operation there that does anything else answers with its example, as all other operations do. A P that lacks list and
create is none, nor one without any operation on P/{id}. Where nothing is created by a POST the examples are answered
until a test has put records there itself: else nobody could ever get one.

What each of them does in detail is in `fake_rules`, and what the others answer in `fake_answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from hexapla.frozen import frozen
from hexapla.model import (
    Any,
    Api,
    Array,
    Content,
    CursorPagination,
    Enumeration,
    Map,
    Operation,
    Parameter,
    Property,
    Record,
    Scalar,
    Type,
)
from hexapla.plan.fake_answers import main_success
from hexapla.plan.kinds import Schemas
from hexapla.plan.paging import resolved, steps
from hexapla.plan.variants import family

Role = Literal["list", "create", "get", "update", "merge", "patch", "delete"]
"""What an operation does to stored records; a merge takes members away that are null."""


@frozen(kw_only=True)
class Collection:
    """Operations on stored records.

    Attributes:
        resource: the name of the resource they belong to.
        path: P, cut at its parameters.
        record, key: what is stored, and the property that tells records apart.
        roles: the operations, by what they do.
        rows: the names that lead to the rows in what a list answers; empty where that is the rows.
    """

    resource: str
    path: tuple[str | Parameter, ...]
    record: Record
    key: Property
    roles: Mapping[Role, Operation]
    rows: tuple[str, ...]

    @property
    def where(self) -> tuple[Parameter, ...]:
        """Return the parameters of P."""
        return tuple(part for part in self.path if isinstance(part, Parameter))


def find_collections(api: Api, schemas: Schemas) -> tuple[Collection, ...]:
    """Return the collections in the order of their paths in the spec."""
    by_path: dict[str, dict[str, Operation]] = {}
    resources = {operation.id: resource.name for resource in api.resources for operation in resource.operations}
    for operation in api.operations:
        by_path.setdefault(operation.template, {})[operation.method] = operation
    found = []
    for template, items in by_path.items():
        one = next(iter(items.values()))
        last = one.path[-1] if one.path else ""
        if not isinstance(last, Parameter) or len(one.path) < 2:
            continue
        above = template[: -len(last.name) - 2]
        if above.endswith("/") and (around := by_path.get(above[:-1])):
            collection = _collection(around, items, last.name, resources, schemas)
            if collection is not None:
                found.append(collection)
    return tuple(found)


def _collection(
    around: Mapping[str, Operation],
    items: Mapping[str, Operation],
    parameter: str,
    resources: Mapping[str, str],
    schemas: Schemas,
) -> Collection | None:
    create, listed = around.get("POST"), around.get("GET")
    record = _created(create, schemas) if create is not None else None
    rows = _rows(listed, schemas) if listed is not None else None
    if record is None:
        create = None
        record = rows[1] if rows is not None else None
    if record is None:
        return None
    if rows is None or rows[1] != record:
        listed, rows = None, None
    key = _key(record, parameter, schemas)
    held = dict(_items(items, record, schemas))
    if key is None or not held:
        return None
    roles: dict[Role, Operation] = {}
    if listed is not None:
        roles["list"] = listed
    if create is not None:
        roles["create"] = create
    first = create or listed
    if first is None:
        return None
    return Collection(
        resource=resources[first.id],
        path=first.path,
        record=record,
        key=key,
        roles={**roles, **held},
        rows=rows[0] if rows is not None else (),
    )


def _items(items: Mapping[str, Operation], record: Record, schemas: Schemas) -> Iterator[tuple[Role, Operation]]:
    """Yield what can be done to single records."""
    for method, operation in items.items():
        response, content = main_success(operation)
        answered = _record(content, schemas)
        if method == "GET" and answered == record:
            yield "get", operation
        elif method == "DELETE":
            yield "delete", operation
        elif method == "PATCH" and _patches(operation, schemas):
            yield "patch", operation
        elif method in ("PUT", "PATCH") and _takes_object(operation, schemas):
            nothing = response is not None and content is None
            if nothing or answered == record:
                yield "merge" if _merges(operation) else "update", operation


def _created(operation: Operation, schemas: Schemas) -> Record | None:
    """Return what a POST makes."""
    taken = operation.request_body is None or _takes_object(operation, schemas)
    return _record(main_success(operation)[1], schemas) if taken else None


def _rows(operation: Operation, schemas: Schemas) -> tuple[tuple[str, ...], Record] | None:
    """Return the way to the rows of a list, and what they are."""
    content = main_success(operation)[1]
    if content is None or family(content.media_type) != "json":
        return None
    found = resolved(content.type, schemas)
    if (row := _row(found, schemas)) is not None:
        return (), row
    if isinstance(operation.pagination, CursorPagination):
        way = steps(operation.pagination.items_pointer)
        row = _row(_follow(found, way, schemas), schemas)
        return None if row is None else (way, row)
    if not isinstance(found, Record):
        return None
    inside = [(one.name, row) for one in found.properties if (row := _row(resolved(one.type, schemas), schemas))]
    return ((inside[0][0],), inside[0][1]) if len(inside) == 1 else None


def _follow(
    found: Type | Record | Enumeration, way: Sequence[str], schemas: Schemas
) -> Type | Record | Enumeration | None:
    for step in way:
        one = next((p for p in found.properties if p.name == step), None) if isinstance(found, Record) else None
        if one is None:
            return None
        found = resolved(one.type, schemas)
    return found


def _row(found: Type | Record | Enumeration | None, schemas: Schemas) -> Record | None:
    row = resolved(found.item, schemas) if isinstance(found, Array) else None
    return row if isinstance(row, Record) else None


def _record(content: Content | None, schemas: Schemas) -> Record | None:
    if content is None or family(content.media_type) != "json":
        return None
    found = resolved(content.type, schemas)
    return found if isinstance(found, Record) else None


def _takes_object(operation: Operation, schemas: Schemas) -> bool:
    """Say whether a JSON object is what is sent."""
    contents = operation.request_body.contents if operation.request_body is not None else ()
    if not contents or family(contents[0].media_type) != "json" or contents[0].json_patch:
        return False
    return isinstance(resolved(contents[0].type, schemas), Record | Map | Any)


def _merges(operation: Operation) -> bool:
    body = operation.request_body
    return body is not None and any(one.media_type.startswith("application/merge-patch+json") for one in body.contents)


def _patches(operation: Operation, schemas: Schemas) -> bool:
    """Say whether a JSON Patch is sent to several records at once."""
    contents = operation.request_body.contents if operation.request_body is not None else ()
    last = operation.path[-1]
    several = isinstance(last, Parameter) and isinstance(resolved(last.type, schemas), Array)
    return several and any(content.json_patch for content in contents)


def _key(record: Record, parameter: str, schemas: Schemas) -> Property | None:
    """Return the property that tells records apart."""
    by_name = {one.name: one for one in record.properties}
    for name in ("id", parameter):
        one = by_name.get(name)
        if one is not None:
            of = resolved(one.type, schemas)
            if isinstance(of, Scalar) and of.kind in ("integer", "string"):
                return one
    return None
