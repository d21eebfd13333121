"""What a method returns: the responses of success to rows of status, media type and type, and how they are handed out.

In: an operation in one way of speaking (`variants`). Out: a `Result`, and notes on what a caller gets untyped. A body
that comes in pieces (a file, lines, events) is handed out in pieces where every success is of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from hexapla.finding import Finding, note
from hexapla.frozen import frozen, replace
from hexapla.model import (
    Any,
    Array,
    Content,
    CursorPagination,
    Nullable,
    Operation,
    PagePagination,
    Response,
    Scalar,
    Schema,
    Type,
)
from hexapla.plan.calls import Cursor, Paging
from hexapla.plan.paging import page_items, resolved, steps
from hexapla.plan.style import Style
from hexapla.plan.variants import bare, family, successes

Reading = Literal["json", "text", "bytes", "lines", "events", "nothing"]
"""How the body of one kind of success is read."""

_WRAPPERS: Final[Mapping[Reading, str]] = {"bytes": "Download", "lines": "Lines", "events": "Events"}
_HOW: Final[Mapping[Reading, str]] = {"bytes": "download", "lines": "lines", "events": "events"}
_TEXT: Final = Scalar("string")


@frozen
class Row:
    """A kind of success.

    Attributes:
        type: the type of the body, or of a line or an event; None for nothing and for bytes.
        said: what the spec says about it.
    """

    status: str
    media_type: str
    reading: Reading
    type: Type | None
    said: str


@frozen(kw_only=True)
class Result:
    """The planned result of one method; `how`, `wrapper` and their like are those of `calls.Call`.

    Attributes:
        rows: the kinds of success: several only where they differ in how they are read; none where no body is read.
        item: the type of a row of a page; None where there are no pages.
        is_plain: whether a client needs no row to read a reply: it is JSON of one type, or nothing.
    """

    rows: tuple[Row, ...] = ()
    item: Type | None = None
    how: str = "send"
    wrapper: str = ""
    paging: Paging | None = None
    cursor: Cursor | None = None
    is_plain: bool = True
    accept: str = ""


def plan_result(operation: Operation, style: Style, schemas: Mapping[str, Schema], findings: list[Finding]) -> Result:
    """Return what a method returns; `findings` takes notes on bodies whose schema is not read."""
    if operation.method == "HEAD":
        return Result()
    found = successes(operation)
    rows = _distinct([row for response in found for row in _rows(response, schemas)])
    accept = _accept(found)
    kinds = {row.reading for row in rows} - {"nothing"}
    main = next((row for row in rows if row.reading != "nothing"), None)
    if main is None:
        return Result(rows=rows, accept=accept)
    if len(kinds) == 1 and main.reading in _WRAPPERS and all(row.type in (None, main.type) for row in rows):
        findings += _untyped(found, schemas, at_once=False)
        return Result(rows=(main,), how=_HOW[main.reading], wrapper=_WRAPPERS[main.reading], accept=accept)
    findings += _untyped(found, schemas, at_once=True)
    if operation.pagination is not None and kinds == {"json"} and main.type is not None:
        return replace(_paged(operation, main.type, style, schemas), rows=(main,), accept=accept)
    if len(rows) > 1:
        return Result(rows=tuple(_at_once(row) for row in rows), is_plain=False, accept=accept)
    return Result(rows=(_at_once(main),), is_plain=main.reading == "json", accept=accept)


def _paged(operation: Operation, body: Type, style: Style, schemas: Mapping[str, Schema]) -> Result:
    """Return how a list in pages is handed out; plainly where it does not fit, as `paging.misfits` has told."""
    found = operation.pagination
    item = None if found is None else page_items(found, body, schemas)
    if found is None or item is None:
        return Result()
    match found:
        case PagePagination():
            paging = Paging(
                page=style.string(found.page),
                size=style.string(found.size),
                first=str(found.first),
                default=str(found.default),
            )
            return Result(item=item, how="pages", wrapper="Pager", paging=paging)
        case CursorPagination():
            cursor = Cursor(
                parameter=style.string(found.cursor),
                header=style.string(found.next_header) if found.next_header else "",
                pointer=tuple(style.string(step) for step in steps(found.next_pointer)),
                items=tuple(style.string(step) for step in steps(found.items_pointer)),
            )
            return Result(item=item, how="pages", wrapper="Pager", cursor=cursor)


def _rows(response: Response, schemas: Mapping[str, Schema]) -> Iterator[Row]:
    if not response.contents:
        yield Row(response.status, "", "nothing", None, response.description)
    for content in response.contents:
        reading = _reading(content, schemas)
        of = _type(content.type, reading, schemas)
        yield Row(response.status, bare(content.media_type), reading, of, response.description)


def _reading(content: Content, schemas: Mapping[str, Schema]) -> Reading:
    kind = family(content.media_type)
    match kind:
        case "lines" | "events":
            return kind
        case "json" | "text" | "form":
            of = resolved(content.type, schemas)
            # OpenAPI 3.0 calls any file so, whatever its media type.
            if isinstance(of, Scalar) and of.format == "binary":
                return "bytes"
            return "json" if kind == "json" else "text"
        case "multipart" | "binary":
            return "bytes"


def _type(of: Type, reading: Reading, schemas: Mapping[str, Schema]) -> Type | None:
    plain = resolved(of, schemas)
    match reading:
        case "json":
            return of
        case "text":
            return _TEXT
        case "lines":
            # A list of lines is described as an array as often as by its elements.
            return plain.item if isinstance(plain, Array) else of
        case "events":
            is_text = isinstance(plain, Any) or (isinstance(plain, Scalar) and plain.kind == "string")
            return _TEXT if is_text else of
        case "bytes" | "nothing":
            return None


def _distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the first row alone where all are read alike: then neither status nor media type must be looked at."""
    if rows and all((row.reading, row.type) == (rows[0].reading, rows[0].type) for row in rows):
        return (rows[0],)
    return tuple(rows)


def _at_once(row: Row) -> Row:
    """Return a row that is read as a whole: beside other kinds of success nothing comes in pieces.

    A bare JSON value is an acknowledgement: where it is missing the call was done all the same.
    """
    if row.reading in ("lines", "events"):
        return replace(row, reading="text", type=_TEXT)
    return replace(row, type=Nullable(row.type)) if row.reading == "json" and isinstance(row.type, Scalar) else row


def _accept(found: Sequence[Response]) -> str:
    """Return the media types to ask for, main one first; empty where it is JSON as usual."""
    wanted = dict.fromkeys(bare(content.media_type) for response in found for content in response.contents)
    return "" if list(wanted) in ([], ["application/json"]) else ", ".join(wanted)


def _untyped(found: Sequence[Response], schemas: Mapping[str, Schema], *, at_once: bool) -> Iterator[Finding]:
    """Yield a note for each body whose schema is not read, since only its text or its bytes are handed on."""
    for response in found:
        for content in response.contents:
            reading = _reading(content, schemas)
            of = resolved(content.type, schemas)
            says_more = not isinstance(of, Any) and not (isinstance(of, Scalar) and of.kind == "string")
            if (reading in ("text", "bytes") and says_more) or (reading in ("lines", "events") and at_once):
                what = "bytes" if reading == "bytes" else "text"
                message = f"a body in {content.media_type} is handed on as {what}: its schema is not read"
                yield note("untyped", message, content.where)
