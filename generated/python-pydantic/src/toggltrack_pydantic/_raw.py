"""A call whose whole response is wanted, and not only what it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, ParamSpec, TypeVar, cast, overload

from ._core import AsyncCore, Core
from ._direct import direct
from ._engine import Engine
from ._exchange import Reply
from ._loads import loads_or_none
from ._operation import Options
from ._pager import AsyncPager, Pager
from ._types import JSON, JSONLike
from ._unique import Unique
from ._unset import UNSET, Unset

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


class RawCalls(Unique):
    """What a client without `await` can do with its methods."""

    _core: Core

    def deviation_report(self) -> list[dict[str, str | int | list[str]]]:
        """Return what this client saw that is not as documented, as plain JSON.

        Each kind is told once, with a count: operation, pointer with `*` for indices
        and keys of maps, kind, what was expected, what came.
        """
        return self._core.watch.report()

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

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: JSONLike | Unset = UNSET,
        content: bytes | None = None,
        options: Options | None = None,
    ) -> Response[JSON]:
        """Call an endpoint that this package does not know, or knows otherwise.

        It is called like any other: with the credentials, the retries and the errors.

        Args:
            method: The method of HTTP.
            path: The path behind the base address, with a slash in front, encoded.
            query: Query parameters.
            json: The body, as a JSON value.
            content: The body, as it is sent; its media type is a header field.
            options: Settings of this call.

        Returns:
            The response; its value is the body where that is JSON, else None.

        Raises:
            ValueError: The path is none, or an argument has no form in a request.
        """
        call = direct(method, path, query, json, content, options)
        reply = (self._core.exchange(call))[1]
        value = loads_or_none(reply.body)
        return cast("Response[JSON]", _response(reply, value))


class AsyncRawCalls(Unique):
    """What a client with `await` can do with its methods."""

    _core: AsyncCore

    def deviation_report(self) -> list[dict[str, str | int | list[str]]]:
        """Return what this client saw that is not as documented, as plain JSON.

        Each kind is told once, with a count: operation, pointer with `*` for indices
        and keys of maps, kind, what was expected, what came.
        """
        return self._core.watch.report()

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

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        json: JSONLike | Unset = UNSET,
        content: bytes | None = None,
        options: Options | None = None,
    ) -> Response[JSON]:
        """Call an endpoint that this package does not know, or knows otherwise.

        It is called like any other: with the credentials, the retries and the errors.

        Args:
            method: The method of HTTP.
            path: The path behind the base address, with a slash in front, encoded.
            query: Query parameters.
            json: The body, as a JSON value.
            content: The body, as it is sent; its media type is a header field.
            options: Settings of this call.

        Returns:
            The response; its value is the body where that is JSON, else None.

        Raises:
            ValueError: The path is none, or an argument has no form in a request.
        """
        call = direct(method, path, query, json, content, options)
        reply = (await self._core.exchange(call))[1]
        value = loads_or_none(reply.body)
        return cast("Response[JSON]", _response(reply, value))


def _response(reply: Reply, value: object) -> Response[object]:
    return Response(
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        request=reply.request,
        attempts=reply.attempts,
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
