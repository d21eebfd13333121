"""Calls, and what they send and answer."""

from __future__ import annotations

from typing import Literal, TypeAlias

from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model.schemas import Documented, Example
from hexapla.model.types import Default, Keyword, Type

Place = Literal["path", "query", "header", "cookie"]


@frozen(kw_only=True)
class Parameter:
    """Input outside the body. `name` is the wire name, `alias` what callers see instead (`x-name`).

    Attributes:
        style, explode: how a list or an object is spelled; what OpenAPI says by default where the spec says nothing.
        content: the media type the value is written in (`content` instead of `schema`); empty for none.
        allow_reserved: whether `/`, `?` and their like are sent as they are.
        allow_empty: whether a query parameter may be sent without a value.
    """

    name: str
    location: Place
    type: Type
    required: bool
    style: str
    explode: bool
    where: Location
    alias: str | None = None
    content: str = ""
    allow_reserved: bool = False
    allow_empty: bool = False
    default: Default | None = None
    description: str = ""
    deprecated: bool = False
    internal: bool = False
    example: Example | None = None
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Header:
    """A header of a response, or of a part of a body."""

    name: str
    type: Type
    where: Location
    required: bool = False
    description: str = ""
    deprecated: bool = False
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Encoding:
    """How one property of a form or of a multipart body is written.

    Attributes:
        property: the name of the property.
        media_types: what the part may be, in the spec's order; empty where the type of the property decides.
        style, explode: as of a query parameter; None where the spec says nothing.
        headers: header fields of the part.
    """

    property: str
    where: Location
    media_types: tuple[str, ...] = ()
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[Header, ...] = ()
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class Content:
    """A body in one media type. `json_patch` marks an array of operations on the members of a document."""

    media_type: str
    type: Type
    where: Location
    example: Example | None = None
    json_patch: bool = False
    encodings: tuple[Encoding, ...] = ()
    rest: tuple[Keyword, ...] = ()


@frozen(kw_only=True)
class RequestBody:
    """Input in the body, in one or more media types."""

    contents: tuple[Content, ...]
    required: bool
    where: Location
    description: str = ""
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class Message:
    """A text that a refused call is documented to carry, by its reason."""

    reason: str
    text: str
    where: Location


@frozen(kw_only=True)
class Response:
    """An answer. `status` is a code (`404`), a range (`4XX`) or `default`."""

    status: str
    description: str
    where: Location
    headers: tuple[Header, ...] = ()
    contents: tuple[Content, ...] = ()
    messages: tuple[Message, ...] = ()
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()


@frozen
class PagePagination:
    """Pages by number (`x-pagination`): parameter names, the first page, the documented default and largest size."""

    page: str
    size: str
    first: int
    default: int
    maximum: int
    where: Location


@frozen
class CursorPagination:
    """Pages by a cursor that each page hands out (`x-pagination`).

    Attributes:
        cursor: the query parameter that takes it.
        next_header: the response header that holds the next one; empty where the body does.
        next_pointer: the JSON pointer to the next one in the body; empty where a header holds it.
        items_pointer: the JSON pointer to the rows; empty where the body is the list of rows.
        size: the query parameter with the number of rows; empty for none.
    """

    cursor: str
    next_header: str
    next_pointer: str
    items_pointer: str
    size: str
    where: Location


Pagination: TypeAlias = PagePagination | CursorPagination


@frozen
class ExternalDocs:
    """The documentation page of an operation and the heading on it."""

    url: str
    description: str
    where: Location


@frozen
class ServerVariable:
    """A part of a server's address that a caller may choose; `values` lists what it may be, empty for anything."""

    name: str
    default: str
    values: tuple[str, ...]
    description: str
    where: Location


@frozen(kw_only=True)
class Server:
    """A base address; `url` may hold `{variable}`, and may be relative to where the description lies."""

    url: str
    where: Location
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()
    rest: tuple[Keyword, ...] = ()


@frozen
class Requirement:
    """A security scheme that an operation asks for, with the scopes it needs."""

    scheme: str
    scopes: tuple[str, ...]
    where: Location


@frozen(kw_only=True)
class Operation:
    """One call, or for a webhook or a callback one that the server makes.

    Attributes:
        id: the operationId (`resource.method`); made of method and path where the spec has none.
        method: in upper case.
        path: the template cut at its parameters; of a webhook its name, of a callback the expression.
        server: the first server that applies; None where the spec names none.
        further: the servers that the operation or its path item lists behind that.
        security: alternatives, each met by all its members; an empty one means that no credentials are needed. No
            alternative at all: nothing is asked for.
        callbacks: calls that the server makes because of this one.
    """

    id: str
    method: str
    path: tuple[str | Parameter, ...]
    where: Location
    server: Server | None = None
    further: tuple[Server, ...] = ()
    security: tuple[tuple[Requirement, ...], ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    internal: bool = False
    docs: ExternalDocs | None = None
    parameters: tuple[Parameter, ...] = ()
    request_body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    pagination: Pagination | None = None
    callbacks: tuple[Operation, ...] = ()
    documented: Documented | None = None
    rest: tuple[Keyword, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts before, between and after the path's parameters."""
        texts = [""]
        for part in self.path:
            if isinstance(part, str):
                texts[-1] += part
            else:
                texts.append("")
        return tuple(texts)

    @property
    def template(self) -> str:
        """Return the path as the spec writes it: `/workspaces/{workspace_id}`."""
        return "".join(part if isinstance(part, str) else f"{{{part.name}}}" for part in self.path)
