"""What a vector may name of the API: operations, their arguments and statuses, read from the bundled description.

An argument is called by its name on the wire or by its `x-name`. Where two of one operation are called the same, the
first keeps the name, in the order path, query, header, cookie, body; a later one has its place behind it (`id_query`),
then a number.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from tests.client.spec import JSON, METHODS, Schema, document, member, present, properties, required

from .vector import RAW

PLACES: Final = ("path", "query", "header", "cookie")


@dataclass(frozen=True)
class Known:
    """An operation: the names its arguments may be given by, those that must be given, and its documented statuses.

    `must` lists, of each argument that is needed, the names it has.
    """

    id: str
    method: str
    arguments: frozenset[str]
    must: tuple[tuple[str, ...], ...]
    statuses: tuple[int, ...]
    is_paged: bool


@functools.cache
def operations() -> Mapping[str, Known]:
    """Return all operations by operationId, and the raw call."""
    found = {
        one.id: one
        for item in member(document(), "paths").values()
        for method in METHODS
        if method in cast("Schema", item)
        for one in [_known(method.upper(), member(cast("Schema", item), method))]
    }
    raw = Known(RAW, "", frozenset({"method", "path", "query", "json"}), (("method",), ("path",)), (), False)
    return {**found, RAW: raw}


@functools.cache
def statuses() -> tuple[tuple[str, int], ...]:
    """Return every documented status with its operation."""
    return tuple((one.id, status) for one in operations().values() for status in one.statuses)


def _known(method: str, item: Schema) -> Known:
    taken: set[str] = set()
    all_of = [(_names(taken, one, place), needed) for one, place, needed in _arguments(item)]
    return Known(
        id=cast("str", item["operationId"]),
        method=method,
        arguments=frozenset(name for names, _ in all_of for name in names),
        must=tuple(names for names, needed in all_of if needed),
        statuses=tuple(int(key) for key in member(item, "responses") if key.isdigit()),
        is_paged="x-pagination" in item,
    )


def _arguments(item: Schema) -> Iterator[tuple[Schema, str, bool]]:
    """Yield what has a name, the place where it travels, and whether it must be given."""
    parameters = cast("list[Schema]", item.get("parameters", []))
    for place in PLACES:
        for one in parameters:
            if one["in"] == place:
                yield one, place, bool(one.get("required"))
    body = member(item, "requestBody")
    media = cast("Schema", next(iter(member(body, "content").values()), {}))
    schema, always = member(media, "schema"), bool(body.get("required"))
    if media.get("x-json-patch"):
        yield from (({"name": name}, "body", False) for name in ("replace", "add", "remove"))
    elif "properties" in present(schema)[1]:
        must = required(present(schema)[1])
        for wire, below in properties(schema).items():
            if not below.get("readOnly"):
                yield {**below, "name": wire}, "body", always and wire in must
    elif media:
        yield {"name": "body"}, "body", always


def _names(taken: set[str], one: Mapping[str, JSON], place: str) -> tuple[str, ...]:
    wanted = dict.fromkeys(cast("str", one[key]) for key in ("name", "x-name") if key in one)
    return tuple(_take(taken, name, place) for name in wanted)


def _take(taken: set[str], wanted: str, place: str) -> str:
    name, number = wanted, 2
    if name in taken:
        name = f"{wanted}_{place}"
    while name in taken:
        name = f"{wanted}_{place}_{number}"
        number += 1
    taken.add(name)
    return name
