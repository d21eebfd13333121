"""The house rules that look at one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hexapla.finding import Finding, Location, error
from hexapla.model import Api, PagePagination
from hexapla.names import pascal, snake

_ID: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def ids_name_resource(api: Api) -> Iterator[Finding]:
    """An operationId is `resource.method`, and the tag is the resource."""
    for resource in api.resources:
        for operation in resource.operations:
            if not _ID.fullmatch(operation.id):
                message = f"the operationId `{operation.id}` is not of the form resource.method"
                yield error("operation-id", message, operation.where)
            elif operation.id.partition(".")[0] != resource.name:
                message = f"the operationId `{operation.id}` does not begin with its tag, `{resource.name}`"
                yield error("operation-id", message, operation.where)


def summaries(api: Api) -> Iterator[Finding]:
    """Every operation has a summary of one line without a full stop."""
    for operation in api.operations:
        if not operation.summary:
            yield error("no-summary", f"`{operation.id}` has no summary", operation.where)
        elif operation.summary.endswith(".") or "\n" in operation.summary:
            message = f"the summary of `{operation.id}` must be one line without a full stop"
            yield error("summary-form", message, operation.where)


def documentation_linked(api: Api) -> Iterator[Finding]:
    """Every operation names its documentation page and the heading on it."""
    for operation in api.operations:
        if operation.docs is None or not operation.docs.description:
            message = f"`{operation.id}` does not name its documentation page and heading"
            yield error("no-external-docs", message, operation.where, "add externalDocs: {url, description}")


def described(api: Api) -> Iterator[Finding]:
    """Parameters, schemas and responses say what they are; a property may be one that no page explains."""
    for operation in api.operations:
        for parameter in operation.parameters:
            yield from _described(parameter.description, f"parameter `{parameter.name}`", parameter.where)
        for response in operation.responses:
            yield from _described(response.description, f"response {response.status}", response.where)
    for schema in api.schemas:
        yield from _described(schema.description, f"schema `{schema.name}`", schema.where)


def _described(text: str, what: str, where: Location) -> Iterator[Finding]:
    if not text.strip():
        yield error("no-description", f"{what} has no description", where)


def schema_names(api: Api) -> Iterator[Finding]:
    """A schema's name is in PascalCase."""
    for schema in api.schemas:
        if schema.name != pascal(schema.name):
            message = f"the schema `{schema.name}` should be called `{pascal(schema.name)}`"
            yield error("schema-name", message, schema.where)


def messages_agree(api: Api) -> Iterator[Finding]:
    """A reason is a snake_case word, and the same text has the same reason everywhere."""
    first: dict[str, tuple[str, Location]] = {}
    seen: set[Location] = set()
    for operation in api.operations:
        for response in operation.responses:
            for message in response.messages:
                if message.where in seen:
                    continue
                seen.add(message.where)
                if message.reason != snake(message.reason):
                    yield error("reason-name", f"the reason `{message.reason}` is not in snake_case", message.where)
                reason, where = first.setdefault(message.text, (message.reason, message.where))
                if reason != message.reason:
                    said = f"this text has the reason `{reason}` at {where}"
                    yield error("reason-differs", said, message.where, f"call it `{reason}` here too")


def pagination_sound(api: Api) -> Iterator[Finding]:
    """The default size of a page is not above the largest."""
    for operation in api.operations:
        found = operation.pagination
        if isinstance(found, PagePagination) and not 0 < found.default <= found.maximum:
            message = f"a page of {found.default} by default, and of {found.maximum} at most"
            yield error("pagination", message, found.where)
