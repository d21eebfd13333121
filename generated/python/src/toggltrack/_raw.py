"""A call whose whole response is wanted, and not only what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, ParamSpec, TypeVar, cast, overload

from ._core import AsyncCore, Core, Engine
from ._exchange import Reply
from ._pager import AsyncPager, Pager

P = ParamSpec("P")
T = TypeVar("T")


class Response(Reply, Generic[T], frozen=True, kw_only=True):
    """A response as it came, and what it says.

    Attributes:
        value: What the method returns; of a list in pages, the rows of one page.
    """

    value: T

    def __repr__(self) -> str:
        """Show the status and the size: header fields and body may hold secrets."""
        return f"Response({self.status}, {len(self.body)} bytes, {self.request!r})"


class RawCalls:
    """What a client without `await` can do with its methods."""

    _core: Core

    @overload
    def raw(
        self, method: Callable[P, Pager[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[list[T]]: ...

    @overload
    def raw(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]: ...

    def raw(
        self, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs
    ) -> object:
        """Make one call and return the response: its status, header fields and body.

        Args:
            method: A method of one of this client's resources.
            *args: The arguments of the method.
            **kwargs: More of them.

        Returns:
            The response, with what the method returns as `value`.
        """
        replies: list[Reply] = []
        value = _noting(self._core, replies, method)(*args, **kwargs)
        if isinstance(value, Pager):
            page = next(cast("Pager[object]", value).pages())
            return _response(page.response, page.items)
        return _response(replies[-1], value)


class AsyncRawCalls:
    """What a client with `await` can do with its methods."""

    _core: AsyncCore

    @overload
    async def raw(
        self, method: Callable[P, AsyncPager[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[list[T]]: ...

    @overload
    async def raw(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]: ...

    async def raw(
        self, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs
    ) -> object:
        """Make one call and return the response: its status, header fields and body.

        Args:
            method: A method of one of this client's resources.
            *args: The arguments of the method.
            **kwargs: More of them.

        Returns:
            The response, with what the method returns as `value`.
        """
        replies: list[Reply] = []
        value = _noting(self._core, replies, method)(*args, **kwargs)
        if isinstance(value, AsyncPager):
            page = await anext(cast("AsyncPager[object]", value).pages())
            return _response(page.response, page.items)
        value = await cast("Awaitable[object]", value)
        return _response(replies[-1], value)


def _response(reply: Reply, value: object) -> Response[object]:
    return Response(
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        request=reply.request,
        value=value,
    )


def _noting(
    core: Engine, replies: list[Reply], method: Callable[P, object]
) -> Callable[P, object]:
    """Return a method that does the same, and notes the responses that come."""
    owner: object = getattr(method, "__self__", None)
    is_client = isinstance(owner, RawCalls | AsyncRawCalls)
    if is_client or getattr(owner, "_core", None) is not core:
        message = "raw takes a method of one of this client's resources"
        raise TypeError(message)
    twin = cast("Callable[[Engine], object]", type(owner))(core.noting(replies))
    name: str = getattr(method, "__name__", "")
    return cast("Callable[P, object]", getattr(twin, name))
