"""Lists that come in pages: a page is asked for when its first row is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Generic, TypeVar

import msgspec

from ._exchange import Reply
from ._operation import NO_OPTIONS, Call

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """The rows of one page, and the response in which they came."""

    items: list[T]
    response: Reply


class _Walk(Generic[T]):
    """Which page comes next, and whether there is one."""

    def __init__(self, call: Call[list[T]]) -> None:
        paging = call.operation.paging
        if paging is None:
            message = f"{call.operation.id} does not come in pages"
            raise TypeError(message)
        options = call.options or NO_OPTIONS
        # Settled once: a page number among the options would ask for it for ever.
        query = {**call.query, **options.query}
        self._options = msgspec.structs.replace(options, query={})
        self._name = paging.page
        self._number = _whole(query.get(paging.page), paging.first)
        asked = _whole(query.get(paging.size), paging.default)
        # A server may give fewer rows than it was asked for: the smaller size is full.
        self._full = max(min(asked, paging.default), 1)
        self.more = True
        self.call = self._with(call, query)

    def _with(self, call: Call[list[T]], query: Mapping[str, object]) -> Call[list[T]]:
        return msgspec.structs.replace(call, query=query, options=self._options)

    def step(self, rows: int) -> None:
        """Go on to the next page after one of so many rows."""
        self.more = rows >= self._full
        self._number += 1
        query = {**self.call.query, self._name: self._number}
        self.call = self._with(self.call, query)


def _whole(value: object, otherwise: int) -> int:
    """Return a number that may be given as its text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) else otherwise


class Pager(Generic[T]):
    """The rows of a list, page by page; iterating again asks again."""

    def __init__(
        self,
        exchange: Callable[[Call[list[T]]], tuple[list[T], Reply]],
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
        while walk.more:
            rows, reply = self._exchange(walk.call)
            # Before the page is handed out: the caller may take rows off it.
            walk.step(len(rows))
            yield Page(rows, reply)

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
        exchange: Callable[[Call[list[T]]], Awaitable[tuple[list[T], Reply]]],
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
        while walk.more:
            rows, reply = await self._exchange(walk.call)
            # Before the page is handed out: the caller may take rows off it.
            walk.step(len(rows))
            yield Page(rows, reply)

    async def first(self) -> T | None:
        """Return the first row, or None where there is none; asks for one page."""
        async for row in self:
            return row
        return None

    def __repr__(self) -> str:
        """Show which list it is."""
        return f"AsyncPager({self._call.operation.id})"
