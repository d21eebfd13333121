"""Examples of the description, with the ids that a request is about."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from .._json import encode
from .._loads import loads
from .._types import JSON
from ._records import number
from ._reply import Answer
from ._routes import Route


def placed(answer: Answer, route: Route, values: Mapping[str, str]) -> Answer:
    """Return the documented success; members that tell of the path tell of this one.

    Such a member is called as the parameter is. Where the path ends in a parameter and
    there is no such member, it is `id`.
    """
    if not values or "json" not in answer.media_type or not answer.body:
        return answer
    found = loads(answer.body.encode())
    match found:
        case dict():
            changed: JSON = _named(found, route, values)
        case list():
            changed = [
                _members(row, values) if isinstance(row, dict) else row for row in found
            ]
        case int() if route.is_item and not isinstance(found, bool):
            changed = number(values[route.parameters[-1]], "integer")
        case _:
            return answer
    text = encode(changed).decode()
    return msgspec.structs.replace(answer, body=text)


def _named(
    found: dict[str, JSON], route: Route, values: Mapping[str, str]
) -> dict[str, JSON]:
    changed = _members(found, values)
    last = route.parameters[-1]
    if route.is_item and last not in found and "id" in found:
        changed = _members(changed, {"id": values[last]})
    return changed


def _members(found: dict[str, JSON], values: Mapping[str, str]) -> dict[str, JSON]:
    return {
        name: _alike(member, values[name]) if name in values else member
        for name, member in found.items()
    }


def _alike(member: JSON, text: str) -> JSON:
    """Return a text of the path as the kind of value that stands in its place."""
    match member:
        case bool() | list() | dict() | None:
            return member
        case int() | float():
            found = number(text, "number")
            return found if isinstance(found, int) else member
        case str():
            return text
