"""All calls and all answers of the description: nobody lists them by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from .calling import Reply, example, is_json
from .document import Node, Operation, follow, older, operations, whole

CALLS: Final = list(operations(whole()))
OLDER_CALLS: Final = list(operations(older()))

STREAMS: Final = ("text/event-stream", "application/x-ndjson", "application/jsonl")
FILES: Final = ("application/pdf", "application/octet-stream", "image/png")
NO_METHOD: Final = {("cargo.label", "application/x-www-form-urlencoded")}
"""What is sent as JSON instead: the members are the same."""


def kinds_of(content: Node, one: Operation) -> Iterator[str]:
    """Iterate over the media types that there is a method for; at least the empty one."""
    yield from (kind for kind in content or [""] if (one.name, kind) not in NO_METHOD)


def sent_kinds(calls: list[Operation]) -> list[tuple[Operation, str]]:
    """Return all calls, once for each media type they can send."""
    return [(one, kind) for one in calls for kind in kinds_of(one.body.get("content", {}), one)]


def answers(calls: list[Operation]) -> list[tuple[Operation, str, str]]:
    """Return all answers that are no refusal: status and media type."""
    return [
        (one, status, kind)
        for one in calls
        for status, answer in one.successes.items()
        for kind in kinds_of(answer.get("content", {}), one)
    ]


def label(value: object) -> str:
    """Return how a case is called."""
    return value.name if isinstance(value, Operation) else str(value) or "-"


def status_of(one: Operation, status: str) -> int:
    """Return a status that an answer has; of a range, one that has no answer of its own."""
    return int(status) if status.isdigit() else next(n for n in range(200, 300) if str(n) not in one.responses)


def reply_of(document: Node, one: Operation, status: str, kind: str) -> Reply:
    """Return the answer that the examples make: two pieces of what comes in pieces."""
    answer = one.responses[status]
    fields = [(name, _field(document, header)) for name, header in answer.get("headers", {}).items()]
    body = b""
    if kind:
        fields.append(("Content-Type", kind))
        value = example(document, answer["content"][kind])
        text = json.dumps(value) if is_json(kind) or kind in STREAMS else value
        body = text.encode()
        if kind == "text/event-stream":
            body = f"id: 1\ndata: {text}\n\nevent: tide\ndata: {text}\n\n".encode()
        elif kind in STREAMS:
            body = f"{text}\n{text}\n".encode()
    cursor = [pair for pair in fields if pair[0] != "X-Next-Cursor"]
    return Reply(status_of(one, status), body, tuple(cursor))


def _field(document: Node, header: Node) -> str:
    value = example(document, follow(document, header))
    return ",".join(value) if isinstance(value, list) else str(value)
