"""What the API offers, as data, and one use of it with its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from ._messages import Message
from ._unset import UNSET

T = TypeVar("T")


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """How a list is asked for page by page."""

    page: str
    """The query parameter with the number of the page."""
    size: str
    """The query parameter with the number of rows on a page."""
    first: int
    """The number of the first page."""
    default: int
    """The number of rows on a page when none is asked for."""


class Operation(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One method on one path, and how to read its answers."""

    id: str
    method: str
    path: tuple[str, ...]
    """The fixed parts: one before, between and after the arguments in the path."""
    arguments: tuple[str, ...] = ()
    """The names of the arguments in the path, for messages."""
    result: object
    """The type to read a success as; None where its body means nothing."""
    media_type: str = "application/json"
    """What a body is."""
    body_optional: bool = False
    """Whether a body without members is not sent at all."""
    joined: tuple[str, ...] = ()
    """Query parameters whose list is one value with commas in it."""
    paging: Paging | None = None
    messages: tuple[Message, ...] = ()
    """The documented texts of failures."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of one call.

    Attributes:
        timeout: Seconds that the whole call may take, instead of the client's.
        query: More query parameters; one of the same name is replaced.
        headers: More header fields; one of the same name is replaced.
    """

    timeout: float | None = None
    query: Mapping[str, object] = {}
    headers: Mapping[str, str] = {}


NO_OPTIONS = Options()


class Call(msgspec.Struct, Generic[T], frozen=True):
    """One use of an operation: its arguments, by their names on the wire."""

    operation: Operation[T]
    path: Sequence[object] = ()
    query: Mapping[str, object] = {}
    body: object = UNSET
    options: Options | None = None
