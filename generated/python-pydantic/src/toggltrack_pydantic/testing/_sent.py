"""A request as the server in memory saw it."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from .._exchange import Headers, Request
from .._loads import loads
from .._types import JSON


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A request that came in. Secrets are masked in its repr and nowhere else.

    Attributes:
        method: GET, POST and so on.
        path: The path below the base address, decoded.
        query: By name, the values of the query, decoded.
        headers: The header fields.
        body: The body; None where none was sent.
        operation: The id of the operation; empty for a request that is none.
    """

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Headers
    body: bytes | None
    operation: str
    request: Request

    @property
    def json(self) -> JSON:
        """The body as a JSON value; None where it is no JSON."""
        try:
            return loads(self.body or b"")
        except (ValueError, RecursionError):
            return None

    def __repr__(self) -> str:
        """Show the operation, method and address: fields and body may hold secrets."""
        return f"Sent({self.operation or 'no operation'}: {self.request})"


def sent(request: Request, operation: str, below: str) -> Sent:
    """Return a record of a request.

    Args:
        request: What was sent.
        operation: The id of the operation; empty for none.
        below: What is left of the path below the base address.
    """
    return Sent(
        method=request.method,
        path=unquote(below),
        query=parse_qs(urlsplit(request.url).query, keep_blank_values=True),
        headers=request.headers,
        body=request.body,
        operation=operation,
        request=request,
    )
