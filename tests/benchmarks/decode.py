"""A page of 1,000 Projects through the client, against msgspec alone into structs of the same fields and nothing else.

The client is measured from the call to the list of models, with a transport that hands over the page: building the
request, choosing the decoder and linking every record to the page are part of it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Annotated, Final, cast

import msgspec
from toggltrack import RawReply, Request, Toggl, models

from tests.client.spec import Schema, kinds, member, present, properties, required

from .race import Race

ROWS: Final = 1000
PROJECT: Final[Schema] = {"$ref": "#/components/schemas/Project"}
_SCALARS: Final = {"string": str, "integer": int, "number": float, "boolean": bool}


class Canned:
    """A transport that hands over one page."""

    def __init__(self, body: bytes) -> None:
        self._reply = RawReply(200, (("Content-Type", "application/json"),), body)

    def send(self, request: Request, *, timeout: float) -> RawReply:
        """Hand it over."""
        return self._reply

    def close(self) -> None:
        """Do nothing."""


def races() -> Iterator[Race]:
    """Yield the races: flat records, and nested ones in every third."""
    decoder = msgspec.json.Decoder(list[bare("Project")])  # type: ignore[misc]
    for nested, bound in ((False, 1.25), (True, 1.6)):
        body = page(nested=nested)
        client = Toggl("t", transport=Canned(body))
        yield Race(
            f"decode {ROWS} Projects{', nested in every third' if nested else ''} / bare Struct",
            lambda client=client: next(client.projects.list(1).pages()).items,  # type: ignore[misc]
            lambda body=body: decoder.decode(body),  # type: ignore[misc]
            bound=bound,
            runs=60,
        )


@cache
def bare(name: str) -> type[msgspec.Struct]:
    """Return a struct with the fields of a schema and nothing else."""
    schema: Schema = {"$ref": f"#/components/schemas/{name}"}
    always = required(present(schema)[1])
    fields: list[tuple[str, object] | tuple[str, object, None]] = []
    for wire, below in properties(schema).items():
        # A field without a value of its own where the spec requires one, else None.
        found = type_of(below)
        fields.append((wire, found) if wire in always else (wire, found | None, None))  # type: ignore[operator]
    return msgspec.defstruct(name, cast("list[str]", fields), gc=False, kw_only=True)


def type_of(schema: Schema) -> object:
    """Return the type of a field: what the package uses, but for its records."""
    name, inner = present(schema)
    if "properties" in inner:
        return bare(name)
    if "enum" in inner:
        return getattr(models, name)
    if inner.get("format") == "date-time":
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if inner.get("format") == "date":
        return date
    kind = next(iter(kinds(inner) - {"null"}))
    return list[type_of(member(inner, "items"))] if kind == "array" else _SCALARS[kind]  # type: ignore[misc]


def page(*, nested: bool) -> bytes:
    """Return a page like those that are recorded: four in ten values null, a few absent, one key that is new."""
    chance = random.Random(1)
    rows = [_row(PROJECT, chance, nested=nested and number % 3 == 0) for number in range(ROWS)]
    for number, row in enumerate(rows):
        row["x_new_field"] = {"a": number} if number % 3 == 0 else "v4"
    return json.dumps(rows, separators=(",", ":")).encode()


def _row(schema: Schema, chance: random.Random, *, nested: bool) -> dict[str, object]:
    row: dict[str, object] = {}
    for wire, below in properties(schema).items():
        holds_records = (
            "properties" in present(below)[1] or "properties" in present(member(present(below)[1], "items"))[1]
        )
        always = wire in required(present(schema)[1])
        if holds_records:
            row[wire] = _value(below, chance) if nested else None
        elif always or chance.random() > 0.45:
            row[wire] = _value(below, chance)
        elif chance.random() > 0.15:
            row[wire] = None
    return row


def _value(schema: Schema, chance: random.Random) -> object:
    inner = present(schema)[1]
    if "properties" in inner:
        return _row(schema, chance, nested=False)
    if "enum" in inner:
        return chance.choice(cast("list[str]", inner["enum"]))
    if inner.get("format") in ("date", "date-time"):
        return "2024-05-02T00:03:40+00:00" if inner["format"] == "date-time" else "2024-05-02"
    match next(iter(kinds(inner) - {"null"})):
        case "array":
            return [_value(member(inner, "items"), chance)]
        case "integer":
            return chance.randrange(300_000_000)
        case "number":
            return chance.randrange(10_000) / 4
        case "boolean":
            return chance.random() > 0.5
        case _:
            return "some text of a name"[: chance.randrange(19)]
