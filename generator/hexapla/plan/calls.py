"""A planned method: its arguments, what they become in a request, and what its answers are read as.

Finished strings and booleans, as in `package`, which hands these on.
"""

from __future__ import annotations

from hexapla.frozen import frozen

Lines = tuple[str, ...]
"""Lines of documentation, wrapped, without indentation, safe to stand in a comment of the language."""


@frozen(kw_only=True)
class Argument:
    """An argument of a method.

    Attributes:
        annotation: its type, without the mark for left out.
        default: empty for a required argument, else the literal of the default.
        unset: whether the default is that nothing is sent.
        keyword: whether it can be given by name only.
        doc: what it is, with units, bounds and allowed values.
        deprecated: whether nobody should give it any more; `doc` says so, too.
        keys: what it is called in the description (its name on the wire, its `x-name`), as keys; no two arguments
            of a method share one, so that a program can fill any method from names of the description alone.
    """

    name: str
    keys: tuple[str, ...]
    annotation: str
    default: str
    unset: bool
    keyword: bool
    doc: Lines
    deprecated: bool = False


@frozen(kw_only=True)
class Sent:
    """A query, header or cookie parameter: wire name as a literal and as a key, and the argument that fills it."""

    wire: str
    argument: str
    key: str = ""


@frozen(kw_only=True)
class Spelling:
    """How a parameter is written where that is not what is written most: all strings are literals.

    Attributes:
        place: path, query, header or cookie.
        name: the wire name; for the path the name of the argument, and `wire` the wire name (else empty).
        style: OpenAPI's word (form, deepObject, label, ...), or `json` for a value written as JSON.
        explode: whether each element of a list or member of an object stands for itself.
        reserved: whether `/`, `?` and their like are sent as they are.
    """

    place: str
    name: str
    wire: str
    style: str
    explode: bool
    reserved: bool


@frozen(kw_only=True)
class BodyField:
    """A member of the body: wire name as a literal and as a key, and the argument that fills it."""

    wire: str
    argument: str
    key: str = ""


@frozen(kw_only=True)
class Part:
    """How one member of a form or a multipart body is written: strings are literals, empty for what is usual."""

    wire: str
    media_type: str
    style: str
    explode: bool
    reserved: bool


@frozen(kw_only=True)
class Body:
    """What is sent. Exactly one of `fields`, `patch` and `value` applies.

    Attributes:
        kind: how it is written, as a literal: json, form, multipart, text, binary or lines; `is_json` for the first.
        parts: members of a form or multipart body that are not written as is usual.
        media_type: as a literal.
        fields: an object built from arguments; empty where `is_fields` is false.
        more: the argument with members that have none of their own; empty where there is none.
        value: the argument that is the whole body; empty where there is none.
        is_patch: arguments `replace`, `add` and `remove` make an array of operations.
        required: whether a body is sent even where no argument for it is given.
    """

    kind: str
    is_json: bool
    parts: tuple[Part, ...]
    media_type: str
    required: bool
    is_fields: bool
    is_patch: bool
    fields: tuple[BodyField, ...]
    more: str
    value: str


@frozen(kw_only=True)
class Paging:
    """Pages by number: the query parameters of page and size as literals, the first page, the documented size."""

    page: str
    size: str
    first: str
    default: str


@frozen(kw_only=True)
class Cursor:
    """Pages by cursor; all strings are literals, empty where they do not apply.

    Attributes:
        parameter: the query parameter that takes the cursor.
        header: the response header that holds the next one.
        pointer: the way to the next one in the body, name by name; `items` the way to the rows.
    """

    parameter: str
    header: str
    pointer: tuple[str, ...]
    items: tuple[str, ...]


@frozen(kw_only=True)
class Answer:
    """A kind of success: status (a code, a range or `default`) and media type as literals, and the type of its body.

    `shape` is by what a runtime reads it, where types are not there when code runs; else empty.
    """

    status: str
    media_type: str
    type: str
    shape: str = ""


@frozen(kw_only=True)
class MessagePiece:
    """A piece of a documented text, as a literal: fixed text, or the name of a placeholder for a number or a text."""

    text: str
    is_number: bool
    is_text: bool


@frozen(kw_only=True)
class MessageRow:
    """A documented text of a refused call: the status, the member of the reasons, the text in pieces."""

    status: str
    reason: str
    pieces: tuple[MessagePiece, ...]


@frozen(kw_only=True)
class Call:
    """One operation as a method.

    Attributes:
        name: the method's name; `constant`: the name of the constant that describes it.
        id, method: operationId and HTTP method, as literals.
        key: what no other method is called: the operationId, with a suffix for another media type; a literal.
        path: the texts around the path arguments, as literals: one more than there are `path_arguments`.
        returns: what the method returns, `None` included; of a `wrapper` the type of all rows of a page, of one line,
            of the data of an event.
        reads: the type a body is read as where no row of `answers` says: it differs where rows lie in an envelope.
        shape: by what a runtime reads it, where types are not there when code runs; else empty.
        how: the engine's way of making the call: send, pages, download, events or lines.
        wrapper: the class around what comes in pieces: Pager, Download, Events or Lines; empty for none.
        item: the type of a piece; empty where it needs none.
        answers: the kinds of success, where there is more than one; else empty.
        accept: the media types asked for, as a literal; empty for JSON.
        server: the address of an operation with a server of its own, as a literal; empty for the client's.
        security: alternatives of security schemes as literals; `own_security` tells whether they are its own.
        doc: the docstring's lines: summary, description, arguments, result, errors, the page.
    """

    name: str
    constant: str
    id: str
    key: str
    method: str
    path: tuple[str, ...]
    path_arguments: tuple[str, ...]
    arguments: tuple[Argument, ...]
    query: tuple[Sent, ...]
    headers: tuple[Sent, ...]
    cookies: tuple[Sent, ...]
    spellings: tuple[Spelling, ...]
    body: Body | None
    paging: Paging | None
    cursor: Cursor | None
    returns: str
    reads: str
    how: str
    wrapper: str
    item: str
    answers: tuple[Answer, ...]
    accept: str
    server: str
    own_security: bool
    security: tuple[tuple[str, ...], ...]
    messages: tuple[MessageRow, ...]
    doc: Lines
    deprecated: bool
    shape: str = ""

    @property
    def is_lazy(self) -> bool:
        """Say whether nothing is sent before the first piece is wanted."""
        return self.wrapper == "Pager"

    @property
    def positional(self) -> tuple[Argument, ...]:
        """Return the arguments that may be given by position."""
        return tuple(argument for argument in self.arguments if not argument.keyword)

    @property
    def keywords(self) -> tuple[Argument, ...]:
        """Return the arguments that can be given by name only."""
        return tuple(argument for argument in self.arguments if argument.keyword)

    @property
    def needs_keywords(self) -> bool:
        """Say whether one of them must be given."""
        return any(not argument.default for argument in self.keywords)

    @property
    def fixed(self) -> tuple[Argument, ...]:
        """Return those that are sent as they always are, unless they are given."""
        return tuple(argument for argument in self.keywords if argument.default and not argument.unset)
