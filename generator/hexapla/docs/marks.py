"""Every mark of an `Api`, and what can be said of it without a page.

In: an `Api`. Out: its marks with the kind of node they stand at; findings for marks that contradict themselves, say
what cannot be said of their node, or give a reason that is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hexapla.finding import Finding, Location, error
from hexapla.model import Api, Documented, Operation, Record
from hexapla.source import did_you_mean

KINDS: Final = ("name", "in", "type", "required", "status", "absent", "lacks", "omitted")
"""The kinds of departure. `unknown` is none."""

_ALLOWED: Final = {
    "operation": ("absent",),
    "parameter": ("name", "in", "type", "required", "absent"),
    "property": ("name", "type", "absent"),
    "request body": ("type", "absent", "lacks", "omitted"),
    "response": ("status", "type", "absent", "lacks", "omitted"),
    "schema": (),
}


def said(mark: Documented) -> tuple[str, ...]:
    """Return the kinds of departure that a mark tells of."""
    given = (
        mark.name is not None,
        mark.place is not None,
        mark.type is not None,
        mark.required is not None,
        mark.status is not None,
        mark.absent,
        bool(mark.lacks),
        bool(mark.omitted),
    )
    return tuple(kind for kind, is_given in zip(KINDS, given, strict=True) if is_given)


def marks(api: Api) -> list[tuple[str, Documented]]:
    """Return every mark once, with the kind of node it stands at."""
    found: dict[Location, tuple[str, Documented]] = {}
    for kind, mark in _all(api):
        if mark:
            found.setdefault(mark.where, (kind, mark))  # an inline schema shows the mark of its property again
    return list(found.values())


def check_marks(api: Api) -> Iterator[Finding]:
    """Yield what is wrong with the marks themselves and with the evidence they name."""
    keys = [evidence.key for evidence in api.evidence]
    used = set()
    for kind, mark in marks(api):
        used.add(mark.because)
        if mark.because not in keys:
            message = f"`{mark.because}` is no key of x-evidence"
            yield error("docs-evidence-missing", message, mark.where, did_you_mean(mark.because, keys))
        yield from _check_content(kind, mark)
    for evidence in api.evidence:
        if evidence.key not in used:
            message = f"no mark gives `{evidence.key}` as its reason"
            yield error("docs-evidence-unused", message, evidence.where, "remove it, or mark what it explains")


def _check_content(kind: str, mark: Documented) -> Iterator[Finding]:
    kinds = said(mark)
    if mark.unknown and kinds:
        message = f"`unknown` follows the page, so the mark cannot name a departure as well: {', '.join(kinds)}"
        yield error("docs-mark-contradiction", message, mark.where)
    elif mark.absent and len(kinds) > 1:
        others = ", ".join(k for k in kinds if k != "absent")
        message = f"the page cannot lack this and say something of it as well: {others}"
        yield error("docs-mark-contradiction", message, mark.where)
    for wrong in kinds:
        if wrong not in _ALLOWED[kind]:
            hint = f"of a {kind} a mark says {', '.join(_ALLOWED[kind])}" if _ALLOWED[kind] else "mark its properties"
            yield error("docs-mark-misplaced", f"`{wrong}` is nothing to say of a {kind}", mark.where, hint)


def _all(api: Api) -> Iterator[tuple[str, Documented | None]]:
    for operation in (*api.operations, *api.webhooks):
        yield from _of_operation(operation)
    for schema in api.schemas:
        if isinstance(schema, Record):
            for property_ in schema.properties:
                yield "property", property_.documented
    for schema in api.schemas:
        yield "schema", schema.documented


def _of_operation(operation: Operation) -> Iterator[tuple[str, Documented | None]]:
    yield "operation", operation.documented
    for parameter in operation.parameters:
        yield "parameter", parameter.documented
    if operation.request_body:
        yield "request body", operation.request_body.documented
    for response in operation.responses:
        yield "response", response.documented
