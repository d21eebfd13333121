"""`x-pagination`: how the pages of a list are asked for, by number or by a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.finding import has_errors
from hexapla.load.context import Context
from hexapla.model import CursorPagination, PagePagination, Pagination, Parameter, Response
from hexapla.source import Node, did_you_mean

_WHAT: Final = "x-pagination"
_PAGE: Final = ("page", "size", "first", "default", "maximum")
_CURSOR: Final = ("cursor", "next_header", "next", "items", "size")


def pagination(
    context: Context, operation: Node, parameters: Sequence[Parameter], responses: Sequence[Response]
) -> Pagination | None:
    """Return how an operation pages, None where it does not, or where what it says is wrong (reported)."""
    found = operation.get(_WHAT)
    if found is None or not context.mapping(found, _WHAT):
        return None
    pages, cursor = found.get("page"), found.get("cursor")
    if pages is not None and cursor is not None:
        hint = "keep one of the two"
        context.error("contradiction", "pages have either a number or a cursor", found.key("cursor"), hint)
        return None
    by_cursor = cursor is not None or any(found.get(key) is not None for key in ("next_header", "next", "items"))
    before = len(context.findings)
    context.rest(found, _CURSOR if by_cursor else _PAGE, _WHAT)
    reader = _Reader(context, found, parameters, responses)
    read = reader.cursor(operation) if by_cursor else reader.page(operation)
    return None if has_errors(context.findings[before:]) else read


class _Reader:
    def __init__(
        self, context: Context, found: Node, parameters: Sequence[Parameter], responses: Sequence[Response]
    ) -> None:
        self._context = context
        self._found = found
        self._names = [p.name for p in parameters if p.location == "query"]
        self._headers = [h.name for r in responses if r.status.startswith("2") for h in r.headers]

    def page(self, operation: Node) -> PagePagination:
        """Return pages by number."""
        return PagePagination(
            page=self._parameter("page"),
            size=self._parameter("size"),
            first=self._whole("first"),
            default=self._whole("default"),
            maximum=self._whole("maximum"),
            where=operation.key(_WHAT),
        )

    def cursor(self, operation: Node) -> CursorPagination:
        """Return pages by a cursor, which stands in a header or in the body of the page before."""
        context, found = self._context, self._found
        cursor = self._parameter("cursor")
        header, body = found.get("next_header"), found.get("next")
        if header is None and body is None:
            hint = "`next_header` names a response header, `next` a place in the body as a JSON pointer"
            context.error("missing-keyword", f"{_WHAT} does not say where the next cursor stands", found.where, hint)
        if header is not None and body is not None:
            message = "the next cursor stands either in a header or in the body"
            context.error("contradiction", message, found.key("next"), "keep one of the two")
        if header is None and body is not None and found.get("items") is None:
            hint = "the JSON pointer to the rows of a page"
            context.error("missing-keyword", f"{_WHAT} lacks `items`", found.where, hint)
        return CursorPagination(
            cursor=cursor,
            next_header=self._header(),
            next_pointer=self._pointer("next"),
            items_pointer=self._pointer("items"),
            size=self._parameter("size") if found.get("size") else "",
            where=operation.key(_WHAT),
        )

    def _parameter(self, key: str) -> str:
        """Return the name of a query parameter; report one that the operation does not have."""
        name = self._context.required_text(self._found, key, _WHAT)
        if name and name not in self._names:
            message = f"`{name}` is no query parameter of this operation"
            member = self._found.get(key) or self._found
            self._context.error("unknown-parameter", message, member.where, did_you_mean(name, self._names))
        return name

    def _header(self) -> str:
        node = self._found.get("next_header")
        if node is None:
            return ""
        name = self._context.required_text(self._found, "next_header", _WHAT)
        if name and name.lower() not in [header.lower() for header in self._headers]:
            hint = did_you_mean(name, self._headers) or "declare it under `headers` of the response"
            message = f"no successful response of this operation has a header `{name}`"
            self._context.error("unknown-header", message, node.where, hint)
        return name

    def _pointer(self, key: str) -> str:
        node = self._found.get(key)
        if node is None:
            return ""
        text = self._context.text(self._found, key, _WHAT)
        if isinstance(node.value, str) and not text.startswith("/"):
            hint = f"did you mean `/{text}`?" if text else None
            what = f"`{text}`" if text else "an empty text"
            self._context.error("bad-pointer", f"{what} is no JSON pointer to a member", node.where, hint)
        return text

    def _whole(self, key: str) -> int:
        value = self._context.whole(self._found, key, _WHAT)
        if self._found.get(key) is None:
            self._context.error("missing-keyword", f"{_WHAT} lacks `{key}`", self._found.where)
        return value or 0
