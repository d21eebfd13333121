"""A change and an entry in words.

In: changes and entries. Out: sentences on one line; words of a page stand between backticks and have none inside.
"""

from __future__ import annotations

from typing import Final, assert_never

from hexapla.diff import Class
from hexapla.diff.phrases import code
from hexapla.docs.drift_changes import Change
from hexapla.finding import Location

CLASSES: Final[dict[Class | None, str]] = {
    "breaking": "breaking",
    None: "to decide",
    "possible": "possibly breaking",
    "non-breaking": "non-breaking",
    "docs-only": "docs only",
    "none": "nothing",
}
"""What people call a class; None is that of what must be decided first."""


def marking(says: str) -> str:
    """Return a mark to be written, its reason left open."""
    return code(f"x-documented: {{{says}, because: ...}}", 200)


ABSENT: Final = marking("absent: true")


def title(change: Change) -> str:
    """Return what became of a fact."""
    subject, before, after = _subject(change), _quoted(change.before), _quoted(change.after)
    match change.kind:
        case "operation-added" | "parameter-added" | "field-added" | "status-added" | "message-added":
            return f"{subject} is new" + (f": {after}" if after and change.after != change.name else "")
        case "operation-removed" | "parameter-removed" | "field-removed" | "status-removed" | "message-removed":
            return f"{subject} is gone" + (f" (it was {before})" if before and change.before != change.name else "")
        case "operation-moved":
            return f"{subject} has another path: {before} became {after}"
        case "parameter-moved":
            return f"{subject} moved: {change.before} before, {change.after} now"
        case "parameter-renamed" | "field-renamed":
            return f"{subject} is {before} under another name"
        case "parameter-unsure" | "field-unsure":
            return f"{_part(change)}: {_names(change.before)} gone, {_names(change.after)} new: perhaps renamed"
        case "parameter-retyped" | "field-retyped":
            return f"{subject} is {after} now, was {before}"
        case "parameter-required":
            return f"{subject} is {change.after} now, was {change.before}"
        case "table-added":
            return f"{_part(change)} has a table now: {after}"
        case "table-removed":
            return f"{_part(change)} has no table any more"
        case "message-changed":
            return f"{_part(change)}: the text {before} became {after}"
        case "retitled":
            return f"the heading {before} became {after}"
        case "samples-changed":
            return "the code samples changed"
        case "reworded":
            return f"{subject} was reworded"
        case "rearranged":
            return "the same facts stand in another order or form"
        case _:
            assert_never(change.kind)


def _quoted(text: str) -> str:
    return code(text) if text else ""


def _names(text: str) -> str:
    return ", ".join(code(name) for name in text.split(", "))


def _part(change: Change) -> str:
    match change.part:
        case "":
            return "the operation"
        case "body":
            return "the request body"
        case "path" | "query":
            return f"{change.part} parameters"
        case status:
            return f"the response {status}"


def _subject(change: Change) -> str:
    name = code(change.name)
    match change.kind.partition("-")[0], change.part:
        case "operation", _:
            return f"the operation {code(change.operation)}"
        case "parameter", place:
            return f"the {place} parameter {name}"
        case "status", _:
            return _part(change)
        case "message", _:
            return f"{_part(change)}: the text {name}"
        case "reworded", "":
            return f"the {change.name}"
        case "reworded", "path" | "query":
            return f"the {change.part} parameter {name}"
        case "reworded", _ if change.name == "text":
            return f"the text of {_part(change)}"
        case _:
            return f"the field {name} of {_part(change)}"


def where(place: Location) -> str:
    """Return `file:line`, harmless in a terminal."""
    return code(f"{place.file}:{place.line}", 200)[1:-1]
