"""Tokens of the OAuth 2 flow clientCredentials: how they are asked for and kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, quote_plus, urljoin

import msgspec

from ._credentials import Grant, pair
from ._exchange import Headers, RawReply, Reply, Request, is_success
from ._loads import loads_or_none
from ._request import Site
from ._text import on_a_line
from ._types import JSON
from .errors import (
    ApiError,
    CallTimeoutError,
    CredentialsError,
    RateLimitedError,
    ServerError,
    TransportError,
)

_EARLY: Final = 30.0
"""Seconds before its end that a token is replaced."""
_SHOWN: Final = 200


class Token(msgspec.Struct, frozen=True):
    """A token, and when it ends."""

    text: str
    ends: float | None

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "Token()"


class Store:
    """The token of one security scheme."""

    def __init__(self, grant: Grant, site: Site, clock: Callable[[], float]) -> None:
        """Begin without a token."""
        self._grant = grant
        self._site = site
        self.clock = clock
        self.token: Token | None = None

    def fresh(self, refused: Token | None) -> Token | None:
        """Return the token that is kept, unless it is over or was refused."""
        token = self.token
        if token is None or token is refused:
            return None
        return token if token.ends is None or self.clock() < token.ends else None

    def request(self) -> Request:
        """Return the request that fetches a token."""
        grant = self._grant
        scope = f"&scope={quote_plus(grant.scope)}" if grant.scope else ""
        return Request(
            method="POST",
            # The address may be a relative one: then it is on the server of the API.
            url=urljoin(f"{self._site.base_url}/", grant.token_url),
            headers=Headers(
                (
                    ("User-Agent", self._site.user_agent),
                    ("Accept", "application/json"),
                    ("Accept-Encoding", "identity"),
                    ("Content-Type", "application/x-www-form-urlencoded"),
                    # As RFC 6749 has it: both are encoded before they are put together.
                    (
                        "Authorization",
                        "Basic "
                        + pair(
                            quote(grant.client_id, safe=""),
                            quote(grant.client_secret, safe=""),
                        ),
                    ),
                )
            ),
            body=f"grant_type=client_credentials{scope}".encode(),
        )

    def keep(self, request: Request, raw: RawReply) -> Token:
        """Return the token that came, and keep it.

        Raises:
            CredentialsError: The credentials were refused, or no token came.
            ApiError: The server of the tokens failed.
        """
        if not is_success(raw.status):
            raise _refusal(request, raw)
        answer = _object(raw.body)
        text, kind = answer.get("access_token"), answer.get("token_type", "bearer")
        if not isinstance(text, str) or not text.isascii() or not text.isprintable():
            message = f"{request} was answered {raw.status} without a token"
            raise CredentialsError(message)
        if not isinstance(kind, str) or kind.lower() != "bearer":
            message = f"{request} was answered with a token that is no bearer's"
            raise CredentialsError(message)
        self.token = Token(text, self._end(answer.get("expires_in")))
        return self.token

    def _end(self, seconds: JSON) -> float | None:
        try:
            lasts = float(seconds) if isinstance(seconds, str | int | float) else None
        except ValueError:
            lasts = None
        if lasts is None or lasts != lasts:
            return None
        # A token of a short life is kept for most of it.
        return self.clock() + max(lasts - _EARLY, lasts * 0.8)


class Deadline:
    """What is left of the time of a call."""

    def __init__(self, request: Request, timeout: float) -> None:
        """Begin now."""
        self._request = request
        self._timeout = timeout
        self._end = time.monotonic() + timeout

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            CallTimeoutError: There are none.
        """
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise self.over()
        return seconds

    def over(self) -> CallTimeoutError:
        """Return the error of a call that waited for its token until its end."""
        message = f"{self._request}: no token within {self._timeout} seconds"
        return CallTimeoutError(message, self._request)


def stores(site: Site, clock: Callable[[], float]) -> dict[str, Store]:
    """Return a store for each scheme that takes a token."""
    grants = site.credentials.grants
    return {scheme: Store(grant, site, clock) for scheme, grant in grants.items()}


def signed(request: Request, token: Token) -> Request:
    """Return a request with a token in it."""
    pairs = [
        (name, value)
        for name, value in request.headers.pairs
        if name.lower() != "authorization"
    ]
    return Request(
        method=request.method,
        url=request.url,
        headers=Headers(
            (*pairs, ("Authorization", f"Bearer {token.text}")), request.secrets
        ),
        body=request.body,
        secrets=request.secrets,
        grant=request.grant,
    )


def unsent(error: TransportError) -> TransportError:
    """Return the error of a call that did not begin: the token did not come."""
    return type(error)(f"no token: {error}", error.request, sent=False)


def _object(body: bytes) -> dict[str, JSON]:
    answer = loads_or_none(body)
    return answer if isinstance(answer, dict) else {}


def _refusal(request: Request, raw: RawReply) -> ApiError | CredentialsError:
    answer = _object(raw.body)
    said = [answer.get("error"), answer.get("error_description")]
    text = ": ".join(part for part in said if isinstance(part, str))[:_SHOWN]
    shown = on_a_line(text, _SHOWN)
    message = f"{request} was answered {raw.status}{': ' if shown else ''}{shown}"
    reply = Reply(
        status=raw.status,
        headers=Headers(raw.headers),
        body=raw.body,
        request=request.masked(),
    )
    if raw.status >= 500:
        return ServerError(message, reply, answer or None)
    if raw.status == 429:
        return RateLimitedError(message, reply, answer or None)
    return CredentialsError(message)
