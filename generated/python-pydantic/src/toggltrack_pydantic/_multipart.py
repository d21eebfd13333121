"""Members to a body of parts, as RFC 7578 has it and as browsers write it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

import msgspec

from ._files import as_file, is_upload
from ._json import encode
from ._operation import Part
from ._parameters import elements, is_list, is_object, pairs
from ._text import field_text, named, text_of

_BINARY: Final = "application/octet-stream"
_PLAIN: Final = Part("")
# What would end the name in a header field, as browsers spell it.
_ESCAPES: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


class _Piece(msgspec.Struct, frozen=True):
    name: str
    content: bytes
    media_type: str = ""
    file: str | None = None
    headers: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return f"_Piece({self.name!r})"


def random_boundary() -> str:
    """Return a line that stands in no body by chance."""
    return secrets.token_hex(16)


def multipart(
    given: Mapping[str, object],
    parts: Iterable[Part] = (),
    boundary: Callable[[], str] = random_boundary,
) -> tuple[bytes, str]:
    """Return a body of parts, and the line that parts them.

    Args:
        given: The members by name: files, texts, numbers, lists of such, objects.
        parts: How members are written that are not written as is usual.
        boundary: Makes a line that may stand between parts.

    Raises:
        ValueError: A member has no form in a part; the message begins with its name.
        TypeError: A member is nothing that can be sent.
    """
    how = {part.name: part for part in parts}
    texts: list[bytes] = []
    for name, value in given.items():
        with named(name):
            pieces = _pieces(name, value, how.get(name, _PLAIN))
            texts += [_head(piece) + piece.content for piece in pieces]
    line = boundary()
    while any(line.encode() in text for text in texts):
        line = boundary()
    body = b"".join(b"--%b\r\n%b\r\n" % (line.encode(), text) for text in texts)
    return body + b"--%b--\r\n" % line.encode(), line


def _pieces(name: str, value: object, how: Part) -> Iterator[_Piece]:
    """Yield the parts that one member makes."""
    wanted = [one.strip() for one in how.media_type.split(",")]
    if how.style:
        found = pairs(name, value, how.style, str, explode=how.explode)
        yield from (_Piece(key, text.encode()) for key, text in found)
    elif is_upload(value):
        yield _file(name, value, wanted)
    elif _is_json(wanted[0]):
        yield _Piece(name, encode(value), wanted[0])
    elif is_list(value):
        for item in elements(value):
            if is_list(item):
                # A list in a list has no other form.
                yield _Piece(name, encode(item), "application/json")
            else:
                yield from _pieces(name, item, how)
    elif is_object(value):
        yield _Piece(name, encode(value), "application/json")
    elif wanted[0] and not wanted[0].startswith("text/"):
        yield _file(name, value, wanted)
    else:
        yield _Piece(name, text_of(value).encode(), wanted[0])


def _is_json(media_type: str) -> bool:
    plain = media_type.partition(";")[0]
    return plain == "application/json" or plain.endswith("+json")


def _file(name: str, value: object, wanted: list[str]) -> _Piece:
    file = as_file(value)
    called = name if file.name is None else file.name
    kind = file.media_type or _kind(called, wanted)
    return _Piece(name, cast("bytes", file.content), kind, called, file.headers)


def _kind(name: str, wanted: list[str]) -> str:
    """Return what a file is: the only thing it may be, or what its name says."""
    if len(wanted) == 1 and wanted[0] and "*" not in wanted[0]:
        return wanted[0]
    # Imported here: it reads the tables of the system.
    import mimetypes

    guess = mimetypes.guess_type(name)[0] or _BINARY
    ranges = [one.removesuffix("*") for one in wanted if one not in ("", "*/*")]
    if not ranges or any(guess.startswith(one) for one in ranges):
        return guess
    return next((one for one in wanted if "*" not in one), _BINARY)


def _head(piece: _Piece) -> bytes:
    """Return the header fields of a part, and the empty line behind them."""
    shown = f'form-data; name="{piece.name.translate(_ESCAPES)}"'
    if piece.file is not None:
        shown += f'; filename="{piece.file.translate(_ESCAPES)}"'
    lines = [f"Content-Disposition: {shown}"]
    if piece.media_type:
        lines.append(f"Content-Type: {field_text('Content-Type', piece.media_type)}")
    for name, value in piece.headers.items():
        if name.lower() in ("content-disposition", "content-type"):
            message = f"{name} of a part cannot be given among its header fields"
            raise ValueError(message)
        lines.append(f"{name}: {field_text(name, value)}")
    return "\r\n".join([*lines, "", ""]).encode()
