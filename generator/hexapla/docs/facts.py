"""Facts: what a documentation page states, faults included.

In: what `page` reads. Out: the same as plain data, in the shape that `docs read` prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hexapla.docs.emit import Data
from hexapla.docs.samples_facts import SampleFacts, samples_data
from hexapla.finding import Location


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A row of a path or query table; `type` and `name` as printed.

    `lost_name`: the reader filled the name in. `nullable`: `| null` stood behind the type.
    """

    name: str
    type: str
    required: bool
    description: str
    line: int
    lost_name: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A row of a body or response table; `table` is the name over a nested table, None for the main one.

    `nullable`: `| null` stood behind the type. Later pages print `null` in place of the description instead.
    """

    table: str | None
    name: str
    type: str
    description: str
    line: int
    lost_name: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """What stands under one status: prose (lines joined by a line feed), listed messages, the rows of its tables."""

    status: str
    text: str = ""
    messages: tuple[str, ...] = ()
    fields: tuple[FieldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """One operation.

    `path` is what follows the host in the URL, empty where the page prints no URL. `heading` is that of the page, or
    of the part of it that the operation stands under; empty where there is none.
    """

    method: str
    path: str
    title: str
    summary: str
    where: Location
    path_params: tuple[ParameterRow, ...] = ()
    query_params: tuple[ParameterRow, ...] = ()
    body: tuple[FieldRow, ...] = ()
    responses: tuple[ResponseFacts, ...] = ()
    heading: str = ""
    samples: tuple[SampleFacts, ...] = ()


def as_data(facts: Iterable[OperationFacts]) -> list[dict[str, Data]]:
    """Return the facts as JSON-ready data, in the order of the pages.

    Returns:
        A list of `{method, path, title, heading, summary, path_params: [{name, type, required, description, line}],
        query_params: [...], body: [{table, name, type, description, line}], responses: {status: {text, messages,
        fields: [...]}}, samples: [...]}`; a row has `nullable: true` where `| null` stands behind its type, an
        operation has samples only where the page has some that could be read.
    """
    return [
        {
            "method": operation.method,
            "path": operation.path,
            "title": operation.title,
            "heading": operation.heading,
            "summary": operation.summary,
            "path_params": [_parameter(row) for row in operation.path_params],
            "query_params": [_parameter(row) for row in operation.query_params],
            "body": [_field(row) for row in operation.body],
            "responses": {response.status: _response(response) for response in operation.responses},
            **_samples(operation),
        }
        for operation in facts
    ]


def _samples(operation: OperationFacts) -> dict[str, Data]:
    data = samples_data(operation.samples)
    return {"samples": data} if data else {}


def _parameter(row: ParameterRow) -> dict[str, Data]:
    return {
        "name": row.name,
        "type": row.type,
        "required": row.required,
        **_nullable(row),
        "description": row.description,
        "line": row.line,
    }


def _field(row: FieldRow) -> dict[str, Data]:
    return {
        "table": row.table,
        "name": row.name,
        "type": row.type,
        **_nullable(row),
        "description": row.description,
        "line": row.line,
    }


def _nullable(row: ParameterRow | FieldRow) -> dict[str, Data]:
    return {"nullable": True} if row.nullable else {}


def _response(response: ResponseFacts) -> dict[str, Data]:
    return {
        "text": response.text,
        "messages": list(response.messages),
        "fields": [_field(row) for row in response.fields],
    }
