"""Lists that come in pages: a page is asked for when its first row is wanted."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from typing import Final, Generic, TypeVar, cast

import msgspec

from ._exchange import Reply
from ._fields import fields_of
from ._model import Model, link_of
from ._operation import NO_OPTIONS, Call, Cursor, Operation, Paging
from ._source import segment
from .errors import UnreadableResponseError

T = TypeVar("T")
_LOST: Final = object()


class Page(
    msgspec.Struct, Generic[T], frozen=True, omit_defaults=True, repr_omit_defaults=True
):
    """The rows of one page, and the response in which they came.

    Attributes:
        items: The rows.
        response: The response.
        value: What the rows lay in, where the body is more than a list.
    """

    items: list[T]
    response: Reply
    value: object = None


class _Numbers:
    """Which page comes next by its number, and whether there is one."""

    def __init__(self, paging: Paging, query: Mapping[str, object]) -> None:
        self._name = paging.page
        self._number = _whole(query.get(paging.page), paging.first)
        asked = _whole(query.get(paging.size), paging.default)
        # A server may give fewer rows than it was asked for: the smaller size is full.
        self._full = max(min(asked, paging.default), 1)

    def rows(self, value: object) -> object:
        return value

    def step(self, rows: int, value: object, reply: Reply) -> dict[str, object] | None:
        """Return what asks for the next page, None behind the last."""
        self._number += 1
        return {self._name: self._number} if rows >= self._full else None

    def check(self, step: dict[str, object], reply: Reply) -> None:
        """Do nothing: numbers only grow."""


class _Cursors:
    """Which page comes next by what the one before says, and whether there is one."""

    def __init__(self, cursor: Cursor, query: Mapping[str, object]) -> None:
        self._cursor = cursor
        self._seen = {str(query.get(cursor.parameter, ""))}

    def rows(self, value: object) -> object:
        return _at(value, self._cursor.items)

    def step(self, rows: int, value: object, reply: Reply) -> dict[str, object] | None:
        """Return what asks for the next page, None behind the last."""
        header, pointer = self._cursor.header, self._cursor.pointer
        found = reply.headers.get(header) if header else _at(value, pointer)
        is_cursor = isinstance(found, str | int | float) and found is not False
        if not is_cursor and not header and _deviates(value, pointer):
            return {self._cursor.parameter: _LOST}
        return {self._cursor.parameter: found} if is_cursor and found != "" else None

    def check(self, step: dict[str, object], reply: Reply) -> None:
        """Raise UnreadableResponseError where the next page was read before.

        Also where nobody can tell which it is: the list would seem to end here.
        """
        if step[self._cursor.parameter] is _LOST:
            message = f"{reply.request}: what asks for the next page cannot be read"
            raise UnreadableResponseError(message, reply)
        text = str(step[self._cursor.parameter])
        if text in self._seen:
            message = f"{reply.request}: the next page is one that was read before"
            raise UnreadableResponseError(message, reply)
        self._seen.add(text)


class _Walk(Generic[T]):
    """The calls for one page after the other."""

    def __init__(self, call: Call[list[T]]) -> None:
        options = call.options or NO_OPTIONS
        # Settled once: a page number among the options would ask for it for ever.
        query = {**call.query, **options.query}
        self._options = msgspec.structs.replace(options, query={})
        self._way = _way(call.operation, query)
        self._call = self._with(call, query)
        self._next: tuple[dict[str, object] | None, Reply] | None = None

    def _with(self, call: Call[list[T]], query: Mapping[str, object]) -> Call[list[T]]:
        return msgspec.structs.replace(call, query=query, options=self._options)

    def following(self) -> Call[list[T]] | None:
        """Return the call for the next page, None behind the last."""
        if self._next is not None:
            step, reply = self._next
            if step is None:
                return None
            self._way.check(step, reply)
            self._call = self._with(self._call, {**self._call.query, **step})
        return self._call

    def page(self, value: object, reply: Reply) -> Page[T]:
        """Return a page that came."""
        found = self._way.rows(value)
        rows = cast("list[T]", found) if isinstance(found, list) else []
        # Before the page is handed out: the caller may take rows off it.
        self._next = self._way.step(len(rows), value, reply), reply
        return Page(rows, reply, None if found is value else value)


def _way(operation: Operation[T], query: Mapping[str, object]) -> _Numbers | _Cursors:
    if operation.paging is not None:
        return _Numbers(operation.paging, query)
    if operation.cursor is not None:
        return _Cursors(operation.cursor, query)
    message = f"{operation.id} does not come in pages"
    raise TypeError(message)


def _whole(value: object, otherwise: int) -> int:
    """Return a number that may be given as its text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) else otherwise


def _at(value: object, path: Iterable[str]) -> object:
    """Return what lies in a decoded body, by names on the wire; None for nothing."""
    for step in path:
        if isinstance(value, Model):
            names = {one.wire: one.name for one in fields_of(type(value)).values()}
            value = getattr(value, names[step], None) if step in names else None
        elif isinstance(value, dict):
            value = cast("dict[str, object]", value).get(step)
        else:
            return None
    return value


def check_rows(value: object, cursor: Cursor, reply: Reply) -> None:
    """Do nothing where the rows of a page can be read, or are left out.

    Raises:
        UnreadableResponseError: Something else stands where they should be.
    """
    rows = _at(value, cursor.items)
    if not isinstance(rows, list) and _deviates(value, cursor.items):
        place = "".join(map(segment, cursor.items))
        message = f"{reply.request}: there are no rows at {place}"
        raise UnreadableResponseError(message, reply)


def _deviates(value: object, path: Sequence[str]) -> bool:
    """Tell whether something else than is documented stands on the way to a place."""
    link = link_of(value) if isinstance(value, Model) else None
    if link is None:
        return False
    source, at = link
    ends = [
        source.pointer(at) + "".join(map(segment, path[:n])) for n in range(len(path))
    ]
    whole = source.pointer(at) + "".join(map(segment, path))
    above = any(one.pointer in ends for one in source.deviations)
    return above or bool(source.below(whole))


class Pager(Generic[T]):
    """The rows of a list, page by page; iterating again asks again."""

    def __init__(
        self,
        exchange: Callable[[Call[list[T]]], tuple[object, Reply]],
        call: Call[list[T]],
    ) -> None:
        """Keep the call; nothing is sent yet."""
        self._exchange = exchange
        self._call = call

    def __iter__(self) -> Iterator[T]:
        """Iterate over the rows of all pages."""
        for page in self.pages():
            yield from page.items

    def pages(self) -> Iterator[Page[T]]:
        """Iterate over the pages; the last one may be empty."""
        walk = _Walk(self._call)
        while (call := walk.following()) is not None:
            yield walk.page(*self._exchange(call))

    def first(self) -> T | None:
        """Return the first row, or None where there is none; asks for one page."""
        return next(iter(self), None)

    def __repr__(self) -> str:
        """Show which list it is."""
        return f"Pager({self._call.operation.id})"


class AsyncPager(Generic[T]):
    """The rows of a list, page by page; iterating again asks again."""

    def __init__(
        self,
        exchange: Callable[[Call[list[T]]], Awaitable[tuple[object, Reply]]],
        call: Call[list[T]],
    ) -> None:
        """Keep the call; nothing is sent yet."""
        self._exchange = exchange
        self._call = call

    async def __aiter__(self) -> AsyncIterator[T]:
        """Iterate over the rows of all pages."""
        async for page in self.pages():
            for row in page.items:
                yield row

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Iterate over the pages; the last one may be empty."""
        walk = _Walk(self._call)
        while (call := walk.following()) is not None:
            yield walk.page(*await self._exchange(call))

    async def first(self) -> T | None:
        """Return the first row, or None where there is none; asks for one page."""
        async for row in self:
            return row
        return None

    def __repr__(self) -> str:
        """Show which list it is."""
        return f"AsyncPager({self._call.operation.id})"
