"""What the fake of an API answers without knowing more: the success of an operation, and that something is missing.

In: an operation. Out: status, media type and body as plain texts. The body of the success is the spec's own example,
else a value of the documented type, as short as can be.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from hexapla.frozen import frozen
from hexapla.model import JSON, Array, Content, Operation, Response
from hexapla.plan.bodies import media_type_sent
from hexapla.plan.examples import sample
from hexapla.plan.kinds import Schemas
from hexapla.plan.paging import resolved
from hexapla.plan.variants import family, successes, variants

JSON_TYPE: Final = "application/json"
_MISSING: Final = ("404", "403", "400")
"""Statuses that say that something does not exist, the plainest first."""
_OPEN: Final = re.compile(r"%[ds]|\{")
"""What a documented text leaves open: such a text cannot be answered as it stands."""


@frozen
class Canned:
    """A response as plain text."""

    status: int
    media_type: str = ""
    body: str = ""


def success(operation: Operation, schemas: Schemas) -> Canned:
    """Return the first documented success."""
    response, content = main_success(operation)
    return _canned(operation, response, content, schemas)


def others(operation: Operation, schemas: Schemas) -> list[Canned]:
    """Return the first documented success in the media types that it may be asked for besides the main one."""
    response, main = main_success(operation)
    found = next((one for one in successes(operation) if response and one.status == response.status), None)
    contents = [one for one in found.contents if one != main] if found is not None else []
    return [] if operation.method == "HEAD" else [_canned(operation, response, one, schemas) for one in contents]


def _canned(operation: Operation, response: Response | None, content: Content | None, schemas: Schemas) -> Canned:
    status = response.status if response is not None else "200"
    code = int(status) if status.isdigit() else 200
    if content is None or operation.method == "HEAD":
        return Canned(code)
    value = content.example.value if content.example is not None else sample(content.type, schemas)
    return Canned(code, media_type_sent(content.media_type), _written(content, value, schemas))


def main_success(operation: Operation) -> tuple[Response | None, Content | None]:
    """Return the first documented success, and what its body is in the main media type."""
    found = successes(variants(operation)[0].operation)
    response = found[0] if found else None
    contents = response.contents if response is not None else ()
    return response, contents[0] if contents else None


def missing(operation: Operation) -> Canned:
    """Return the first documented refusal that can mean that something does not exist, with its documented text."""
    by_status = {response.status: response for response in operation.responses}
    for status in (*_MISSING, "4XX", "default"):
        if status in by_status:
            code = int(status) if status.isdigit() else 404
            return _refused(code, by_status[status])
    return _plain(404)


def refusal_text(operation: Operation) -> str:
    """Return the documented text that says that something does not exist; empty where there is none."""
    by_status = {response.status: response for response in operation.responses}
    return next((_text(by_status[status]) for status in _MISSING if status in by_status), "")


def _text(response: Response) -> str:
    return next((one.text for one in response.messages if not _OPEN.search(one.text)), "")


def _refused(code: int, response: Response) -> Canned:
    text = _text(response)
    if text:
        return Canned(code, JSON_TYPE, json_text(text))
    for content in response.contents:
        if content.example is not None and family(content.media_type) == "json":
            return Canned(code, media_type_sent(content.media_type), json_text(content.example.value))
    return _plain(code)


def _plain(code: int) -> Canned:
    return Canned(code, JSON_TYPE, json_text(HTTPStatus(code).phrase))


def json_text(value: JSON) -> str:
    """Return a JSON text in ASCII; a number that JSON has no form for is null."""
    return json.dumps(_finite(value))


def _finite(value: JSON) -> JSON:
    match value:
        case float() if not math.isfinite(value):
            return None
        case list():
            return [_finite(element) for element in value]
        case dict():
            return {key: _finite(member) for key, member in value.items()}
        case _:
            return value


def _written(content: Content, value: JSON, schemas: Schemas) -> str:
    """Return an example as it goes over the wire."""
    kind = family(content.media_type)
    if kind == "json":
        return json_text(value)
    if isinstance(value, str):
        return value
    match kind:
        case "lines":
            return "".join(f"{line}\n" for line in _lines(content, value, schemas))
        case "events":
            return f"data: {json_text(value)}\n\n"
        case "text" | "binary" | "form" | "multipart":
            return json_text(value)


def _lines(content: Content, value: JSON, schemas: Schemas) -> Iterator[str]:
    is_list = isinstance(value, list) and isinstance(resolved(content.type, schemas), Array)
    for row in value if is_list and isinstance(value, list) else [value]:
        yield json_text(row)
