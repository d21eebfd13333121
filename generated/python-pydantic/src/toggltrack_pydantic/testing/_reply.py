"""Replies of the server in memory: here at once, and they can be awaited as well."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Final

import msgspec

from .._exchange import RawReply
from .._json import encode
from .._types import JSON, JSONLike

JSON_TYPE: Final = "application/json"


class FakeReply(RawReply, frozen=True):
    """A reply that is here already, for clients with and without `await`."""

    def __await__(self) -> Generator[None, None, RawReply]:
        """Return itself, without a pause."""
        yield from ()
        return self


class Answer(msgspec.Struct, frozen=True):
    """What an operation answers by the description: the body is a text."""

    status: int
    media_type: str = ""
    body: str = ""


def reply(
    status: int, body: bytes, media_type: str, headers: Mapping[str, str]
) -> FakeReply:
    """Return a reply; fields that are given count more than those of the body."""
    fields = {"Content-Type": media_type} if media_type and body else {}
    fields["Content-Length"] = str(len(body))
    given = {name.lower() for name in headers}
    kept = ((name, text) for name, text in fields.items() if name.lower() not in given)
    return FakeReply(status, (*kept, *headers.items()), body)


def canned(answer: Answer, headers: Mapping[str, str]) -> FakeReply:
    """Return what the description has."""
    return reply(answer.status, answer.body.encode(), answer.media_type, headers)


def in_json(
    status: int, value: JSON | JSONLike, headers: Mapping[str, str]
) -> FakeReply:
    """Return a value as JSON."""
    return reply(status, encode(value), JSON_TYPE, headers)
