"""Operations that speak several media types to operations that speak one each way.

A method takes one kind of body and returns one kind of result. What an operation offers besides is a method of its
own (`export` and `export_as_csv`), unless it says the same in another spelling: JSON beside a form of the same schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from hexapla.frozen import frozen, replace
from hexapla.model import Content, Operation, Response
from hexapla.names import snake

Family = Literal["json", "form", "multipart", "text", "binary", "lines", "events"]
"""How a body is written."""

_LINES: Final = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines")
_WORDS: Final = {"application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart"}


@frozen
class Variant:
    """An operation in one way of speaking; `suffix` tells it from the others, empty for the main one."""

    suffix: str
    operation: Operation


def bare(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def family(media_type: str) -> Family:
    """Return how a body of a media type is written; what is unknown is bytes."""
    plain = bare(media_type)
    if plain in ("application/json", "text/json", "*/*") or plain.endswith("+json"):
        return "json"
    if plain == "application/x-www-form-urlencoded":
        return "form"
    if plain.startswith("multipart/"):
        return "multipart"
    if plain == "text/event-stream":
        return "events"
    if plain in _LINES or plain == "application/json-seq":
        return "lines"
    is_text = plain.startswith("text/") or plain.endswith(("+xml", "/xml", "/yaml", "+yaml"))
    return "text" if is_text else "binary"


def variants(operation: Operation) -> tuple[Variant, ...]:
    """Return the main way of speaking first, then the others in the order of the spec."""
    sent = _choices(operation.request_body.contents if operation.request_body else ())
    got = _choices([content for response in successes(operation) for content in response.contents])
    ways = [("", sent[:1], got[:1]), *((_suffix(c), [c], got[:1]) for c in sent[1:])]
    ways += [(_suffix(c), sent[:1], [c]) for c in got[1:]]
    names: dict[str, int] = {}
    found = []
    for suffix, body, result in ways:
        names[suffix] = names.get(suffix, 0) + 1
        unique = suffix if names[suffix] == 1 else f"{suffix}_{names[suffix]}"
        found.append(Variant(unique, _narrowed(operation, body, result)))
    return tuple(found)


def successes(operation: Operation) -> list[Response]:
    """Return the responses of success; `default` counts where no other does."""
    found = [response for response in operation.responses if response.status.startswith("2")]
    return found or [response for response in operation.responses if response.status == "default"]


def _choices(contents: Sequence[Content]) -> list[Content]:
    """Return one content of each kind: JSON first, then in order; what has the type of an earlier one says the same."""
    ordered = sorted(contents, key=lambda content: family(content.media_type) != "json")
    found: list[Content] = []
    for content in ordered:
        if not any(bare(c.media_type) == bare(content.media_type) or c.type == content.type for c in found):
            found.append(content)
    return found


def _suffix(content: Content) -> str:
    plain = bare(content.media_type)
    return _WORDS.get(plain) or snake(plain.rpartition("/")[2].removeprefix("x-")) or "other"


def _narrowed(operation: Operation, sent: Sequence[Content], got: Sequence[Content]) -> Operation:
    body = operation.request_body
    if body is not None and sent:
        body = replace(body, contents=tuple(sent))
    chosen = {bare(content.media_type) for content in got}
    responses = tuple(
        _with(response, chosen) if any(response is one for one in successes(operation)) else response
        for response in operation.responses
    )
    return replace(operation, request_body=body, responses=responses)


def _with(response: Response, chosen: set[str]) -> Response:
    """Return a response with the content that is asked for; one that has it not keeps its first."""
    kept = [content for content in response.contents if bare(content.media_type) in chosen]
    return replace(response, contents=tuple(kept[:1] or response.contents[:1]))
