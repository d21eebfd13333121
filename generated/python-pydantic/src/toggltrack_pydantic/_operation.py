"""What the API offers, as data, and one use of it with its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Literal, TypeVar

import msgspec

from ._messages import Message
from ._unset import UNSET, Unset

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


class Cursor(msgspec.Struct, frozen=True):
    """How a list is asked for by what its last page said."""

    parameter: str
    """The query parameter that takes the cursor."""
    header: str = ""
    """The response field that holds the next cursor; empty where the body does."""
    pointer: tuple[str, ...] = ()
    """The way to the next cursor in the body, key by key."""
    items: tuple[str, ...] = ()
    """The way to the rows in the body; empty where the body is the rows."""


class Spelling(msgspec.Struct, frozen=True):
    """How a parameter is written where that is not what is written most."""

    place: str
    """Where it stands: path, query, header or cookie."""
    name: str
    """Its name on the wire; for the path the name of the argument."""
    style: str
    """What OpenAPI calls it: form, deepObject, label...; json for a JSON text."""
    explode: bool = False
    """Whether each element of a list, or member of an object, stands for itself."""
    reserved: bool = False
    """Whether `/`, `?` and their like are sent as they are."""
    wire: str = ""
    """The name on the wire where `name` is none; only some styles write it."""


class Part(msgspec.Struct, frozen=True):
    """How a member of a form is written where that is not what is usual."""

    name: str
    media_type: str = ""
    style: str = ""
    explode: bool = True
    reserved: bool = False


class Answer(msgspec.Struct, frozen=True):
    """One kind of success."""

    status: str
    """A status, a range such as 2XX, or default."""
    media_type: str
    """What the body is; empty where there is none."""
    type: object
    """The type to read the body as; None where it means nothing."""


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
    body: Literal["json", "form", "multipart", "text", "binary", "lines"] = "json"
    """How a body is written."""
    body_optional: bool = False
    """Whether a body without members is not sent at all."""
    parts: tuple[Part, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    answers: tuple[Answer, ...] = ()
    """The kinds of success, where there are several."""
    accept: str = "application/json"
    """The media types that are asked for."""
    server: str = ""
    """The address of an operation that is elsewhere than the others."""
    security: tuple[tuple[str, ...], ...] | None = None
    """Alternatives of security schemes; None where those of the API apply."""
    paging: Paging | None = None
    cursor: Cursor | None = None
    messages: tuple[Message, ...] = ()
    """The documented texts of failures."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of one call.

    Attributes:
        timeout: Seconds that the call may take, instead of the client's.
        retries: How often it may be tried again, instead of as often as the client's.
        query: More query parameters; one of the same name is replaced.
        headers: More header fields; one of the same name is replaced.
        body: More members of a JSON object or a form; one of the same name is replaced.
    """

    timeout: float | None = None
    retries: int | None = None
    query: Mapping[str, object] = {}
    headers: Mapping[str, str] = {}
    body: Mapping[str, object] = {}


NO_OPTIONS = Options()


class Call(msgspec.Struct, Generic[T], frozen=True):
    """One use of an operation: its arguments, by their names on the wire."""

    operation: Operation[T]
    path: Sequence[object] = ()
    query: Mapping[str, object] = {}
    headers: Mapping[str, object] = {}
    cookies: Mapping[str, object] = {}
    body: object = UNSET
    more: Mapping[str, object] | Unset = UNSET
    """Members of the body besides those that have arguments of their own."""
    options: Options | None = None
