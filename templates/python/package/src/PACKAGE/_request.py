"""A call to the request that makes it: path, query, header fields and body."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Generator, Iterator, Mapping, Sequence, Set
from typing import Final, TypeVar, cast
from urllib.parse import quote, urlsplit

import msgspec

from ._exchange import Headers, Request
from ._json import encode
from ._operation import NO_OPTIONS, Call, Operation
from ._text import text_of
from ._unset import Unset

T = TypeVar("T")
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Where requests go, and what each of them carries."""

    base_url: str
    user_agent: str
    credentials: Mapping[str, str]
    """Header fields that authenticate."""

    def __repr__(self) -> str:
        """Show the address alone."""
        return f"Site({self.base_url})"


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
    """
    operation = call.operation
    options = call.options or NO_OPTIONS
    query = {**call.query, **options.query}
    parts = [
        part for name, value in query.items() for part in _query(operation, name, value)
    ]
    mark = "?" if parts else ""
    url = f"{site.base_url}{_path(call)}{mark}{'&'.join(parts)}"
    body = _body(call)
    kind = {} if body is None else {"Content-Type": operation.media_type}
    # Never in a variable of its own: tracebacks that show variables would show secrets.
    headers = _headers(
        {
            "User-Agent": site.user_agent,
            "Accept": "application/json",
            # A body that is packed could be a thousand times its size when unpacked.
            "Accept-Encoding": "identity",
            **kind,
            **site.credentials,
            **options.headers,
        }
    )
    return Request(method=operation.method, url=url, headers=headers, body=body)


def _path(call: Call[T]) -> str:
    literals = call.operation.path
    path = literals[0]
    arguments = zip(call.operation.arguments, call.path, literals[1:], strict=True)
    for name, value, literal in arguments:
        path += _list(name, value) + literal
    return path


def _query(operation: Operation[T], name: str, value: object) -> Iterator[str]:
    if isinstance(value, Unset):
        return
    key = quote(name, safe="")
    texts = [quote(_text(name, item), safe="") for item in _items(name, value)]
    if any(one.name == name and not one.explode for one in operation.spellings):
        texts = [",".join(texts)]
    yield from (f"{key}={text}" for text in texts)


def _list(name: str, value: object) -> str:
    """Return one value or several, joined by commas, with which no path can climb."""
    texts = [_text(name, item) for item in _items(name, value)]
    # An empty one would ask for another path; `..` is a step up even when encoded.
    if any(text in ("", ".", "..") for text in texts):
        message = f"{name}: {value!r} cannot stand in an address"
        raise ValueError(message)
    return ",".join(quote(text, safe="") for text in texts)


def _items(name: str, value: object) -> list[object]:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence | Set):
        return [value]
    items = list(cast("Sequence[object]", value))
    if not items:
        message = f"{name}: an empty list cannot be sent"
        raise ValueError(message)
    return items


def _text(name: str, value: object) -> str:
    with _named(name):
        return text_of(value)


def _headers(fields: Mapping[str, str]) -> Headers:
    """Return the header fields; a later one replaces one of the same name."""
    chosen: dict[str, tuple[str, str]] = {}
    for name, value in fields.items():
        text = value.strip()
        if not _TOKEN(name) or not (text.isascii() and text.isprintable()):
            message = f"{name!r}: a header field holds printable ASCII only"
            raise ValueError(message)
        chosen[name.lower()] = (name, text)
    return Headers(chosen.values())


def _body(call: Call[T]) -> bytes | None:
    body = call.body
    if isinstance(body, Unset):
        return None
    if not isinstance(body, Mapping):
        with _named("body"):
            return encode(body)
    members: dict[str, msgspec.Raw] = {}
    for name, value in cast("Mapping[str, object]", body).items():
        if not isinstance(value, Unset):
            with _named(name):
                members[name] = msgspec.Raw(encode(value))
    if call.operation.body_optional and not members:
        return None
    return msgspec.json.encode(members)


@contextlib.contextmanager
def _named(name: str) -> Generator[None]:
    """Put the name of the argument before the message of what is wrong with it."""
    try:
        yield
    except ValueError as error:
        message = f"{name}: {error}"
        raise ValueError(message) from error
    except TypeError as error:
        message = f"{name}: {error}"
        raise TypeError(message) from error
