"""A call to the request that makes it: path, query, header fields and body."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from ._bodies import body_of
from ._credentials import Credentials, Proof
from ._exchange import Headers, Request
from ._operation import NO_OPTIONS, Call, Operation, Options, Spelling
from ._parameters import (
    COOKIE,
    HEADER,
    PATH,
    QUERY,
    in_cookie,
    in_header,
    in_path,
    in_query,
    percent,
)
from ._text import field_text
from ._unset import Unset

T = TypeVar("T")


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Where requests go, and what each of them carries."""

    base_url: str
    user_agent: str
    credentials: Credentials
    variables: Mapping[str, str] = {}
    """What stands for `{name}` in the address of an operation with its own."""
    moved: bool = False
    """Whether the caller gave an address, which stands for every documented one."""

    def __repr__(self) -> str:
        """Show the address alone."""
        return f"Site({self.base_url})"

    def address(self, own: str) -> str:
        """Return the address that a path is put after.

        Args:
            own: The address of an operation with its own; empty for the others.
        """
        if self.moved or not own:
            return self.base_url
        return checked_url(filled(own, self.variables))


def checked_variables(
    variables: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> Mapping[str, str]:
    """Return the parts of an address that a caller chose.

    Args:
        variables: What was chosen, by the name of the argument.
        values: Of some arguments, all that they may be.

    Raises:
        ValueError: One is nothing that it may be.
    """
    for name, value in variables.items():
        allowed = values.get(name)
        if allowed is not None and value not in allowed:
            message = f"{name}= is {value!r}, which is none of {', '.join(allowed)}"
            raise ValueError(message)
    return variables


def named_agent(package: str, own: str | None) -> str:
    """Return what the client calls itself: the package, then the caller's program.

    Raises:
        ValueError: The caller's name has no form in a header field.
    """
    return field_text("user_agent", f"{package} {own}" if own else package)


def filled(url: str, variables: Mapping[str, str]) -> str:
    """Return an address with its variables filled in."""
    for name, value in variables.items():
        url = url.replace(f"{{{name}}}", value)
    return url


def checked_url(base_url: str) -> str:
    """Return a base address without its last slash.

    Raises:
        ValueError: It is no address that paths can be put after.
    """
    parts = urlsplit(base_url)
    # Asking for the port, too, refuses one that is no number.
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        message = "base_url must begin with http:// or https:// and a host"
        raise ValueError(message)
    if not base_url.isascii() or not base_url.isprintable() or " " in base_url:
        message = "base_url must be encoded: printable ASCII without spaces"
        raise ValueError(message)
    if parts.username is not None or parts.query or parts.fragment:
        message = "base_url must hold no user name, query or fragment"
        raise ValueError(message)
    return base_url.rstrip("/")


def build(site: Site, call: Call[T]) -> Request:
    """Return the request that makes a call.

    Raises:
        ValueError: An argument has no form in a request; the message names it.
        CredentialsError: The operation needs credentials that were not given.
    """
    operation = call.operation
    options = call.options or NO_OPTIONS
    proof = site.credentials.proof(operation.id, operation.security)
    body = body_of(call)
    own = {
        "User-Agent": site.user_agent,
        "Accept": operation.accept,
        # A body that is packed could be a thousand times its size when unpacked.
        "Accept-Encoding": "identity",
    }
    if body is not None:
        own["Content-Type"] = body.media_type
    # The same with every call: they are looked at once.
    own = {name: _known(name, value) for name, value in own.items()}
    own |= _checked(_parameters(call))
    asked = _checked(options.headers)
    address = site.address(operation.server) + _path(call)
    # Never in variables of their own, which a traceback may show with their secrets.
    return Request(
        method=operation.method,
        url=_with_query(address, list(_query(call, options)), proof, options),
        headers=_headers(
            {**own, **_cookies(call, proof), **proof.headers, **asked}, proof
        ),
        body=None if body is None else body.content,
        secrets=proof.secrets,
        grant="" if _names_itself(options) else next(iter(proof.grants), ""),
    )


def _how(operation: Operation[T], usual: Spelling, name: str) -> Spelling:
    """Return how a parameter is written."""
    for one in operation.spellings:
        if one.place == usual.place and one.name == name:
            return one
    return usual


def _path(call: Call[T]) -> str:
    operation = call.operation
    literals = operation.path
    path = literals[0]
    arguments = zip(operation.arguments, call.path, literals[1:], strict=True)
    for name, value, literal in arguments:
        path += in_path(name, value, _how(operation, PATH, name)) + literal
    return path


def _query(call: Call[T], options: Options) -> Iterator[str]:
    for name, value in {**call.query, **options.query}.items():
        if not isinstance(value, Unset):
            yield from in_query(name, value, _how(call.operation, QUERY, name))


def _with_query(address: str, parts: list[str], proof: Proof, options: Options) -> str:
    """Return an address with a query; credentials last, unless the caller gave them."""
    keys = [name for name in proof.query if name not in options.query]
    if not parts and not keys:
        return address
    pairs = (f"{percent(name)}={percent(proof.query[name])}" for name in keys)
    return f"{address}?{'&'.join([*parts, *pairs])}"


def _parameters(call: Call[T]) -> dict[str, str]:
    """Return the parameters that are header fields."""
    return {
        name: in_header(name, value, _how(call.operation, HEADER, name))
        for name, value in call.headers.items()
        if not isinstance(value, Unset)
    }


def _cookies(call: Call[T], proof: Proof) -> dict[str, str]:
    """Return the header field with the cookies, if there are any."""
    pairs = [
        pair
        for name, value in call.cookies.items()
        if not isinstance(value, Unset)
        for pair in in_cookie(name, value, _how(call.operation, COOKIE, name))
    ]
    if not pairs and not proof.cookies:
        return {}
    keys = (f"{name}={value}" for name, value in proof.cookies.items())
    return {"Cookie": "; ".join([*pairs, *keys])}


@functools.lru_cache(maxsize=64)
def _known(name: str, value: str) -> str:
    return field_text(name, value)


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    """Return header fields that can be sent; credentials are checked already."""
    return {name: field_text(name, value) for name, value in fields.items()}


def _headers(fields: Mapping[str, str], proof: Proof) -> Headers:
    """Return the header fields; a later one replaces one of the same name."""
    chosen = {name.lower(): (name, value) for name, value in fields.items()}
    return Headers(chosen.values(), proof.headers)


def _names_itself(options: Options) -> bool:
    """Tell whether the caller gave the header field that a token would go into."""
    return any(name.lower() == "authorization" for name in options.headers)
