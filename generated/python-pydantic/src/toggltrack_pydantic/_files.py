"""Files to send: bytes, what is open, what lies at a path, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import IO, TypeAlias, cast


class File:
    """A file with a name, a media type or header fields of its own."""

    __slots__ = ("content", "headers", "media_type", "name")

    def __init__(
        self,
        content: bytes | IO[bytes] | os.PathLike[str],
        name: str | None = None,
        media_type: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what is to be sent; nothing is read yet.

        Args:
            content: Bytes, a file opened in binary mode, or a path.
            name: What the file is called; by default what it is called on disk.
            media_type: What it is, for instance image/png.
            headers: More header fields of its part of a multipart body.
        """
        self.content = content
        self.name = name
        self.media_type = media_type
        self.headers = dict(headers or {})

    def __repr__(self) -> str:
        """Show the name and the media type: the content may be long or secret."""
        return f"File(name={self.name!r}, media_type={self.media_type!r})"


Upload: TypeAlias = "bytes | IO[bytes] | os.PathLike[str] | File"
"""A file to send: bytes, a file opened in binary mode, a path, or a File."""


def is_upload(value: object) -> bool:
    """Tell whether a value is a file to send."""
    plain = isinstance(value, bytes | bytearray | os.PathLike | File)
    return plain or _is_open(value)


def as_file(value: object) -> File:
    """Return a file to send, its content read.

    Raises:
        TypeError: It is none; a text could be a content or a path, so it is neither.
        OSError: It cannot be read.
    """
    if isinstance(value, File):
        read = as_file(value.content)
        name = read.name if value.name is None else value.name
        return File(read.content, name, value.media_type, value.headers)
    if isinstance(value, bytes | bytearray):
        return File(bytes(value))
    if isinstance(value, os.PathLike):
        path = os.fspath(cast("os.PathLike[str]", value))
        with open(path, "rb") as file:
            return File(file.read(), os.path.basename(path))
    if _is_open(value):
        return _read(cast("IO[bytes]", value))
    message = f"give bytes, an open file, a path or a File, not {type(value).__name__}"
    raise TypeError(message)


def content_of(value: object) -> bytes:
    """Return the bytes of a file, or of pieces of one.

    Raises:
        TypeError: It is neither.
        OSError: It cannot be read.
    """
    if is_upload(value) or isinstance(value, str) or not isinstance(value, Iterable):
        return cast("bytes", as_file(value).content)
    pieces = list(cast("Iterable[object]", value))
    for piece in pieces:
        if not isinstance(piece, bytes | bytearray):
            message = f"a piece of a body is bytes, not {type(piece).__name__}"
            raise TypeError(message)
    return b"".join(cast("list[bytes]", pieces))


def _is_open(value: object) -> bool:
    # A model may have an attribute of that name.
    return callable(getattr(value, "read", None))


def _read(file: IO[bytes]) -> File:
    # What is open as text has the same methods.
    content = cast("object", file.read())
    if not isinstance(content, bytes):
        message = "the file is open as text; open it in binary mode"
        raise TypeError(message)
    name: object = getattr(file, "name", None)
    return File(content, os.path.basename(name) if isinstance(name, str) else None)
