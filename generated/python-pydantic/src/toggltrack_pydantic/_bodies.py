"""What a caller gave to the body of a request, in the way the operation writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

import msgspec

from ._files import File, as_file, content_of
from ._form import form
from ._json import dump, encode
from ._model import Model
from ._multipart import multipart
from ._operation import NO_OPTIONS, Call
from ._parameters import is_object, opened
from ._source import members_of
from ._text import named
from ._unset import Unset

T = TypeVar("T")


class Body(msgspec.Struct, frozen=True):
    """The bytes of a body, and what they are."""

    content: bytes
    media_type: str

    def __repr__(self) -> str:
        """Show the size: a body may hold secrets."""
        return f"Body({len(self.content)} bytes)"


def body_of(call: Call[T]) -> Body | None:
    """Return the body of a call, None where nothing is sent.

    Raises:
        ValueError: A member has no form in this body; the message begins with its name.
        TypeError: What was given is no such body.
    """
    operation, value = call.operation, call.body
    asked = (call.options or NO_OPTIONS).body
    is_named = _is_mapping(value) or (bool(asked) and isinstance(value, Model))
    by_name = operation.body == "json" and is_named
    is_form = operation.body in ("form", "multipart") and not isinstance(value, Unset)
    if asked and not (by_name or is_form):
        message = f"options: {operation.id} sends no object that takes more members"
        raise ValueError(message)
    if isinstance(value, Unset):
        return None
    if by_name or is_form:
        given = {**_members(call), **asked}
        if operation.body_optional and not given:
            return None
        return _of_members(call, given)
    with named("body"):
        return _whole(call, value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _members(call: Call[T]) -> dict[str, object]:
    """Return the members that are set, those of no name of their own behind."""
    plain = opened(call.body)
    if isinstance(call.body, Model) and call.operation.body == "json":
        # As they would be written, so that no number changes its spelling.
        texts = members_of(dump(call.body))
        plain = {name: msgspec.Raw(text) for name, text in texts.items()}
    if not isinstance(plain, Mapping):
        message = f"body: give a mapping, not {type(call.body).__name__}"
        raise TypeError(message)
    own = cast("Mapping[str, object]", plain)
    more: Mapping[str, object] = {} if isinstance(call.more, Unset) else call.more
    for name in more:
        if name in own:
            message = f"{name}: this member has an argument of its own"
            raise ValueError(message)
    both = {**own, **more}
    return {name: one for name, one in both.items() if not isinstance(one, Unset)}


def _of_members(call: Call[T], given: dict[str, object]) -> Body:
    operation = call.operation
    if operation.body == "form":
        return Body(form(given, operation.parts), operation.media_type)
    if operation.body == "multipart":
        content, line = multipart(given, operation.parts)
        return Body(content, f"{operation.media_type}; boundary={line}")
    members: dict[str, msgspec.Raw] = {}
    for name, value in given.items():
        with named(name):
            members[name] = msgspec.Raw(encode(value))
    return Body(msgspec.json.encode(members), operation.media_type)


def _whole(call: Call[T], value: object) -> Body:
    """Return a body that is one value."""
    operation = call.operation
    media_type = operation.media_type
    if operation.body == "text":
        return Body(_text(value), media_type)
    if operation.body == "binary":
        own = as_file(value).media_type if isinstance(value, File) else None
        return Body(content_of(value), own or media_type)
    if operation.body == "lines":
        return Body(_lines(value, media_type), media_type)
    return Body(encode(value), media_type)


def _text(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        message = f"give a text, not {type(value).__name__}"
        raise TypeError(message)
    return value.encode()


def _lines(value: object, media_type: str) -> bytes:
    """Return one JSON text after another, each on a line of its own."""
    if isinstance(value, str | bytes) or is_object(value):
        message = f"give the rows one by one, not {type(value).__name__}"
        raise TypeError(message)
    before = b"\x1e" if "json-seq" in media_type else b""
    rows = cast("Iterable[object]", value)
    return b"".join(b"%b%b\n" % (before, encode(row)) for row in rows)
