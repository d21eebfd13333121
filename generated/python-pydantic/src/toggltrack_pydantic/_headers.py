"""Header fields of responses, read as what they are documented to be."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from typing import Final, Generic, Protocol, TypeVar, cast, get_args, get_origin

import msgspec

from ._types import Date, Timestamp

T = TypeVar("T")
# A comma between elements, and not one in quotes.
_ELEMENT: Final = re.compile(r'\s*((?:"(?:[^"\\]|\\.)*"|[^",])*)\s*(?:,|$)')


class Answered(Protocol):
    """Whatever has the header fields of a response."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The header fields."""
        ...


class Header(Generic[T]):
    """A documented header field."""

    __slots__ = ("_kind", "name")

    def __init__(self, name: str, kind: object) -> None:
        """Keep its name, and the type it is read as."""
        self.name = name
        self._kind = kind

    def of(self, answer: Answered | Mapping[str, str]) -> T | None:
        """Return the value of the field.

        Args:
            answer: A response, or its header fields.

        Returns:
            The value; None where there is none, or one that is not as documented.
        """
        fields = answer if isinstance(answer, Mapping) else answer.headers
        text = fields.get(self.name)
        if text is None:
            return None
        with contextlib.suppress(ValueError):
            return cast("T", _read(text.strip(), self._kind))
        return None

    def __repr__(self) -> str:
        """Show the name."""
        return f"Header({self.name!r})"


def _read(text: str, kind: object) -> object:
    if get_origin(kind) is list:
        item: object = get_args(kind)[0]
        return [_read(part, item) for part in _elements(text)]
    if kind in (Timestamp, Date) and not text[:1].isdigit():
        return _http_date(text, kind)
    # Not strict: in a field all is text, numbers and truth as well.
    return msgspec.convert(text, cast("type[object]", kind), strict=False)


def _elements(text: str) -> list[str]:
    found = [part.strip() for part in _ELEMENT.findall(text)]
    plain = [re.sub(r"\\(.)", r"\1", p[1:-1]) if p[:1] == '"' else p for p in found]
    return [part for part in plain if part]


def _http_date(text: str, kind: object) -> object:
    """Return a date as HTTP itself writes it: `Sun, 06 Nov 1994 08:49:37 GMT`."""
    # Imported here: most fields hold something else.
    from email.utils import parsedate_to_datetime

    found = parsedate_to_datetime(text)
    if found.tzinfo is None:
        message = f"{text!r} has no time zone"
        raise ValueError(message)
    return found.date() if kind is Date else found
