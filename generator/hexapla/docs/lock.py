"""The lock: what the documentation pages state, without their prose.

In: facts. Out: a `Lock`, and the text of `docs.lock.yaml`. A description is kept as the first 8 hex digits of the
SHA-256 of its text with white space collapsed (`wording`), so that a change is seen and no prose is copied; where the
page prints `null` for it, that is a fact about the type (`nullable`); `-` is how pages print none. Messages, and texts
of one line under a 4xx or 5xx status, are what a server says, and stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from hexapla.docs.emit import Data, emit
from hexapla.docs.facts import FieldRow, OperationFacts, ParameterRow, ResponseFacts
from hexapla.docs.samples_lock import LockedSample, lock_samples, samples_of
from hexapla.finding import Location

HEAD: Final = """\
# What the documentation pages state, written by `hexapla docs lock` and never by hand.
# wording: the first 8 hex digits of the SHA-256 of a description; nullable: the description is `null`.
# samples: the languages of code samples that say the same, and what they say otherwise than the rest of their page.
"""

_NONE: Final = ("", "-")


@dataclass(frozen=True, slots=True)
class LockedRow:
    """A row of a table; `table` is the name of a nested table, `required` None outside parameter tables."""

    name: str
    type: str
    where: Location
    table: str | None = None
    required: bool | None = None
    nullable: bool = False
    lost_name: bool = False
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class LockedText:
    """A text as the page prints it."""

    text: str
    where: Location


@dataclass(frozen=True, slots=True)
class LockedResponse:
    """What stands under a status. `text` is a line under 4xx or 5xx; other prose has a `wording`."""

    status: str
    where: Location
    text: LockedText | None = None
    wording: str | None = None
    messages: tuple[LockedText, ...] = ()
    fields: tuple[LockedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LockedOperation:
    """One operation; `path` is what follows the host in its URL."""

    method: str
    path: str
    title: str
    where: Location
    summary: str | None = None
    path_params: tuple[LockedRow, ...] = ()
    query_params: tuple[LockedRow, ...] = ()
    body: tuple[LockedRow, ...] = ()
    responses: tuple[LockedResponse, ...] = ()
    samples: tuple[LockedSample, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """The operations of all pages, in their order."""

    operations: tuple[LockedOperation, ...]


def lock(facts: Iterable[OperationFacts]) -> Lock:
    """Return what a lock keeps of the facts; its places are those of the page."""
    return Lock(tuple(_operation(operation) for operation in facts))


def lock_text(facts: Iterable[OperationFacts]) -> str:
    """Return the text of `docs.lock.yaml` for the facts of all pages, in the order given."""
    return text_of(lock(facts))


def text_of(locked: Lock) -> str:
    """Return the text of `docs.lock.yaml` for a lock."""
    return HEAD + emit([_operation_data(operation) for operation in locked.operations])


def wording(text: str) -> str | None:
    """Return the hash that stands for a text, None for no text."""
    if text in _NONE:
        return None
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def _operation(operation: OperationFacts) -> LockedOperation:
    file = operation.where.file
    found = LockedOperation(
        method=operation.method,
        path=operation.path,
        title=operation.title,
        where=operation.where,
        summary=wording(operation.summary),
        path_params=tuple(_row(row, file) for row in operation.path_params),
        query_params=tuple(_row(row, file) for row in operation.query_params),
        body=tuple(_row(row, file) for row in operation.body),
        responses=tuple(_response(response, operation.where) for response in operation.responses),
    )
    return replace(found, samples=lock_samples(found, operation.samples))


def _row(row: ParameterRow | FieldRow, file: str) -> LockedRow:
    unknown = row.description == "null"  # it takes the place of the description
    return LockedRow(
        name=row.name,
        type=row.type,
        where=Location(file, row.line),
        table=row.table if isinstance(row, FieldRow) else None,
        required=row.required if isinstance(row, ParameterRow) else None,
        nullable=unknown or row.nullable,
        lost_name=row.lost_name,
        wording=None if unknown else wording(row.description),
    )


def _response(response: ResponseFacts, where: Location) -> LockedResponse:
    verbatim = response.status[0] in "45" and response.text not in _NONE and "\n" not in response.text
    return LockedResponse(
        status=response.status,
        where=where,
        text=LockedText(response.text, where) if verbatim else None,
        wording=None if verbatim else wording(response.text),
        messages=tuple(LockedText(text, where) for text in response.messages),
        fields=tuple(_row(row, where.file) for row in response.fields),
    )


def _operation_data(operation: LockedOperation) -> dict[str, Data]:
    rows = {"path_params": operation.path_params, "query_params": operation.query_params, "body": operation.body}
    data: dict[str, Data] = {"method": operation.method, "path": operation.path, "title": operation.title}
    if operation.summary:
        data["summary"] = {"wording": operation.summary}
    data |= {key: [_row_data(row) for row in value] for key, value in rows.items() if value}
    data["responses"] = {response.status: _response_data(response) for response in operation.responses}
    return data | samples_of(operation.samples)


def _row_data(row: LockedRow) -> dict[str, Data]:
    data: dict[str, Data] = {"table": row.table} if row.table is not None else {}
    data |= {"name": row.name, "type": row.type}
    if row.required is not None:
        data["required"] = row.required
    data |= {key: True for key in ("nullable", "lost_name") if getattr(row, key)}
    return data | ({"wording": row.wording} if row.wording else {})


def _response_data(response: LockedResponse) -> dict[str, Data]:
    data: dict[str, Data] = {}
    if response.text:
        data["text"] = response.text.text
    if response.wording:
        data["wording"] = response.wording
    if response.messages:
        data["messages"] = [message.text for message in response.messages]
    if response.fields:
        data["fields"] = [_row_data(row) for row in response.fields]
    return data
