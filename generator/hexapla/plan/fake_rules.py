"""What the operations of a collection do in a fake server, as data that its runtime reads.

In: a `Collection`. Out: rules in JSON, and the filters of its list: those that are kept, and those that are not.

A new record has the members that were sent and are properties of the record, of the same kind of JSON value in both;
its key; the parameters of the path that are properties; the moments (date-time) that tell when it was made or changed;
and what is required besides, from the spec's example of an answer, else the zero of its type. A filter is kept where it
is a property by name (`active`), or its plural (`client_ids` of `client_id`, `statuses` of `status`), of one scalar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.model import (
    JSON,
    Array,
    CursorPagination,
    Enumeration,
    Map,
    Operation,
    PagePagination,
    Property,
    Record,
    Scalar,
    Tuple,
    Type,
)
from hexapla.names import snake
from hexapla.plan.examples import sample
from hexapla.plan.fake import Collection
from hexapla.plan.fake_answers import main_success, refusal_text
from hexapla.plan.kinds import Schemas
from hexapla.plan.paging import resolved, steps

_MADE: Final = frozenset({"created", "created_at", "creation_date", "created_on", "date_created"})
_CHANGED: Final = frozenset({"at", "changed_at", "updated", "updated_at", "modified", "modified_at", "last_modified"})
"""Moments that a server sets by itself, by their names in snake case."""


def rules_of(collection: Collection, schemas: Schemas) -> dict[str, JSON]:
    """Return the rules."""
    record, key = collection.record, collection.key
    kinds: dict[str, JSON] = {one.name: kind_of(one.type, schemas) for one in record.properties}
    moments = [one.name for one in record.properties if _is_moment(one.type, schemas)]
    made = [name for name in moments if snake(name) in _MADE]
    changed = [name for name in moments if snake(name) in _CHANGED]
    where = [parameter.name for parameter in collection.where]
    required = [one for one in record.properties if one.required]
    given = {key.name, *where, *made, *changed}
    rest = [one for one in required if one.name not in given]
    of = resolved(key.type, schemas)

    def dropped(operation: Operation) -> list[JSON]:
        return [*_dropped(operation, kinds, schemas)]

    rules: dict[str, JSON] = {
        "key": key.name,
        "uuid": isinstance(of, Scalar) and of.format == "uuid",
        "where": list(where),
        "kinds": kinds,
        "required": [one.name for one in required],
        "first": {one.name: _first(one, collection, schemas) for one in rest if one.name not in moments},
        "made": [*made, *(one.name for one in rest if one.name in moments)],
        "changed": list(changed),
        "filters": dict(filters_of(collection, schemas)),
        "several": [name for name, is_list in _asked(collection, schemas) if is_list],
        "operations": {operation.id: role for role, operation in collection.roles.items()},
        "dropped": {operation.id: names for operation in _writing(collection) if (names := dropped(operation))},
        "answers": {operation.id: _answer(operation, collection, schemas) for operation in collection.roles.values()},
        "rows": list(collection.rows),
    }
    whole = {**rules, **_paging(collection), **_split(collection, schemas)}
    return {name: rule for name, rule in whole.items() if rule}


def kind_of(of: Type, schemas: Schemas) -> str:
    """Return the kind of JSON value that a type has; `any` where it may be several."""
    match resolved(of, schemas):
        case Scalar(kind=kind) | Enumeration(type=Scalar(kind=kind)):
            return kind
        case Array() | Tuple():
            return "array"
        case Record() | Map():
            return "object"
        case _:
            return "any"


def filters_of(collection: Collection, schemas: Schemas) -> Iterator[tuple[str, str]]:
    """Yield the filters that are kept: the name of the parameter, and the property."""
    properties = {one.name: one for one in collection.record.properties}
    for name, is_list in _asked(collection, schemas):
        singular = [name, *_singulars(name)] if is_list else [name]
        for word in singular:
            if word in properties and kind_of(properties[word].type, schemas) not in ("array", "object", "any"):
                yield name, word
                break


def ignored(collection: Collection, schemas: Schemas) -> list[str]:
    """Return the parameters of the list that make no difference."""
    kept = dict(filters_of(collection, schemas))
    return [name for name, _ in _asked(collection, schemas) if name not in kept]


def _asked(collection: Collection, schemas: Schemas) -> Iterator[tuple[str, bool]]:
    """Yield the query parameters of the list that are not about pages, and whether they are lists."""
    operation = collection.roles.get("list")
    if operation is None:
        return
    match operation.pagination:
        case PagePagination(page=page, size=size):
            paging = {page, size}
        case CursorPagination(cursor=cursor, size=size):
            paging = {cursor, size}
        case None:
            paging = set()
    for one in operation.parameters:
        if one.location == "query" and one.name not in paging:
            yield one.name, kind_of(one.type, schemas) == "array"


def _singulars(name: str) -> list[str]:
    """Return what a plural may be the plural of."""
    return [name[: -len(end)] for end in ("s", "es") if name.endswith(end)]


def _is_moment(of: Type, schemas: Schemas) -> bool:
    found = resolved(of, schemas)
    return isinstance(found, Scalar) and found.format == "date-time"


def _first(one: Property, collection: Collection, schemas: Schemas) -> JSON:
    """Return what a required member is where it was not sent."""
    for role in ("create", "get", "list"):
        operation = collection.roles.get(role)
        content = main_success(operation)[1] if operation is not None else None
        example = content.example.value if content is not None and content.example is not None else None
        row = example[0] if isinstance(example, list) and example else example
        if isinstance(row, dict) and one.name in row:
            return row[one.name]
    found = resolved(one.type, schemas)
    if isinstance(found, Scalar) and found.const is None:
        zeros: dict[str, JSON] = {"string": "", "integer": 0, "number": 0, "boolean": False}
        return zeros.get(found.kind) if found.format is None else sample(one.type, schemas)
    return sample(one.type, schemas)


def _writing(collection: Collection) -> list[Operation]:
    return [operation for role, operation in collection.roles.items() if role in ("create", "update", "merge")]


def _dropped(operation: Operation, kinds: dict[str, JSON], schemas: Schemas) -> Iterator[str]:
    """Yield members that are sent as another kind of value than the record has."""
    contents = operation.request_body.contents if operation.request_body is not None else ()
    sent = resolved(contents[0].type, schemas) if contents else None
    for one in sent.properties if isinstance(sent, Record) else ():
        kind = kind_of(one.type, schemas)
        alike = {kind, kinds.get(one.name)} <= {"integer", "number"} or "any" in (kind, kinds.get(one.name))
        if one.name in kinds and kind != kinds[one.name] and not alike:
            yield one.name


def _answer(operation: Operation, collection: Collection, schemas: Schemas) -> str:
    """Return what is answered: the record, its key, or several; `example` for what the spec shows."""
    content = main_success(operation)[1]
    found = resolved(content.type, schemas) if content is not None else None
    if found == collection.record:
        return "record"
    kind = kind_of(collection.key.type, schemas)
    if isinstance(found, Scalar) and found.kind == kind:
        return "key"
    if isinstance(found, Array):
        row = resolved(found.item, schemas)
        return "records" if row == collection.record else "keys" if kind_of(found.item, schemas) == kind else "example"
    return "split" if isinstance(found, Record) and _halves(found, collection, schemas) else "example"


def _paging(collection: Collection) -> dict[str, JSON]:
    listed = collection.roles.get("list")
    match listed.pagination if listed is not None else None:
        case PagePagination() as found:
            pages: dict[str, JSON] = {"page": found.page, "size": found.size, "first": found.first}
            return {"pages": {**pages, "default": found.default, "maximum": found.maximum}}
        case CursorPagination() as found:
            way: list[JSON] = [*steps(found.next_pointer)]
            return {"cursor": {"name": found.cursor, "size": found.size, "header": found.next_header, "way": way}}
        case None:
            return {}


def _split(collection: Collection, schemas: Schemas) -> dict[str, JSON]:
    """Return where an answer tells what was patched and what was not."""
    operation = collection.roles.get("patch")
    content = main_success(operation)[1] if operation is not None else None
    found = resolved(content.type, schemas) if content is not None else None
    halves = _halves(found, collection, schemas) if isinstance(found, Record) else None
    if operation is None or content is None or halves is None:
        return {}
    done, failed, key, text = halves
    said = refusal_text(operation) or _said(content.example.value if content.example else None, failed, text)
    return {"split": {"done": done, "failed": failed, "key": key, "text": text, "said": said}}


def _said(example: JSON, failed: str, text: str) -> str:
    rows = example.get(failed) if isinstance(example, dict) else None
    row = rows[0] if isinstance(rows, list) and rows else None
    said = row.get(text) if isinstance(row, dict) else None
    return said if isinstance(said, str) else "Not Found"


def _halves(found: Record, collection: Collection, schemas: Schemas) -> tuple[str, str, str, str] | None:
    """Return the list of keys, the list of failures, and of a failure the key and the text."""
    kind = kind_of(collection.key.type, schemas)
    lists = [(one.name, resolved(one.type, schemas)) for one in found.properties]
    arrays = [(name, resolved(of.item, schemas)) for name, of in lists if isinstance(of, Array)]
    done = [name for name, of in arrays if isinstance(of, Scalar) and of.kind == kind]
    failed = [(name, of) for name, of in arrays if isinstance(of, Record)]
    if len(done) != 1 or len(failed) != 1:
        return None
    name, row = failed[0]
    key, text = _of_kind(row.properties, kind, schemas), _of_kind(row.properties[::-1], "string", schemas)
    return (done[0], name, key, text) if key and text and key != text else None


def _of_kind(properties: Sequence[Property], kind: str, schemas: Schemas) -> str:
    return next((one.name for one in properties if kind_of(one.type, schemas) == kind), "")
