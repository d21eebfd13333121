"""Which operation a request is for: by its method and the segments of its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from .._exchange import Request
from ._reply import Answer

_MARK: Final = "\0"
"""Stands for a parameter in a template; no path of a description can hold it."""


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """An operation, as a server sees it."""

    id: str
    method: str
    path: tuple[str, ...]
    """The fixed parts: one before, between and after the parameters in the path."""
    parameters: tuple[str, ...] = ()
    """The names of the parameters in the path."""
    server: str = ""
    """The address of an operation that is elsewhere than the others."""
    asks: bool = False
    """Whether it must be said who asks."""
    reads: bool = False
    """Whether a body in JSON is read."""
    needs: bool = False
    """Whether there must be a body."""
    answer: Answer
    """The documented success."""
    others: tuple[Answer, ...] = ()
    """The same in media types that it may be asked for as well."""
    missing: Answer
    """What is answered where the thing that the path names does not exist."""

    def asked(self, accept: str) -> Answer:
        """Return the success in the media type that is asked for first."""
        wanted = accept.partition(",")[0].partition(";")[0].strip().lower()
        for one in self.others:
            if one.media_type.partition(";")[0].strip().lower() == wanted:
                return one
        return self.answer

    @property
    def is_item(self) -> bool:
        """Tell whether the path ends in a parameter."""
        return bool(self.parameters) and not self.path[-1]


class Match(msgspec.Struct, frozen=True):
    """What a request turned out to be."""

    below: str
    """The path below the base address, encoded."""
    route: Route | None = None
    values: Mapping[str, str] = {}
    """The parameters in the path, decoded."""
    allowed: tuple[str, ...] = ()
    """Methods that the path has, where the one that was asked for is none of them."""


class Router:
    """The routes of an API, the most literal first."""

    def __init__(
        self, routes: Iterable[Route], documented: str, base_url: str | None
    ) -> None:
        """Keep the routes.

        Args:
            routes: The operations.
            documented: The documented address; parts of it may be variables.
            base_url: The address that clients use instead.
        """
        self._anywhere = not documented and base_url is None
        base = documented if base_url is None else base_url
        self._bases = {_base(base): None}
        rows: list[tuple[str, list[_Segment], Route]] = []
        for route in routes:
            # An address that a caller gives stands for every documented one.
            own = _base(route.server if base_url is None and route.server else base)
            self._bases[own] = None
            rows.append((own, _segments(_MARK.join(route.path)), route))
        self._rows = sorted(rows, key=lambda row: [one.rank for one in row[1]])

    def match(self, request: Request) -> Match:
        """Return what a request is for."""
        path = urlsplit(request.url).path
        allowed: dict[str, None] = {}
        below = path
        for base in self._bases:
            rest = _below(base, path)
            if rest is None:
                continue
            below = rest
            for own, segments, route in self._rows:
                values = self._values(segments, rest) if own == base else None
                if values is None:
                    continue
                if route.method == request.method:
                    named = dict(zip(route.parameters, values, strict=True))
                    return Match(rest, route, named)
                allowed[route.method] = None
        return Match(below, allowed=tuple(allowed))

    def _values(self, segments: list[_Segment], path: str) -> list[str] | None:
        texts = [unquote(text) for text in path.split("/")]
        if self._anywhere:
            # Nobody said where the API begins.
            texts = ["", *texts[len(texts) - len(segments) + 1 :]]
        if len(texts) != len(segments):
            return None
        found: list[str] = []
        for segment, text in zip(segments, texts, strict=True):
            values = segment.match(text)
            if values is None:
                return None
            found += values
        return found


class _Segment:
    """What stands between two slashes of a template."""

    def __init__(self, text: str) -> None:
        parts = [unquote(part) for part in text.split(_MARK)]
        self.rank = (len(parts) > 1, -len("".join(parts)))
        pattern = "(.+)".join(map(re.escape, parts))
        self._match = re.compile(pattern, re.DOTALL).fullmatch

    def match(self, text: str) -> list[str] | None:
        """Return the values of the parameters in it; None where it is another text."""
        found = self._match(text)
        return None if found is None else list(found.groups())


def _segments(template: str) -> list[_Segment]:
    return [_Segment(text) for text in template.split("/")]


def _base(address: str) -> str:
    """Return the path of an address; `{name}` stands for any segment."""
    path = urlsplit(address).path.rstrip("/")
    return re.sub(r"\\\{[^{}/]*\\\}", "[^/]+", re.escape(path))


def _below(base: str, path: str) -> str | None:
    """Return what is left of a path below a base."""
    found = re.match(f"{base}(?=/|$)", path)
    return None if found is None else path[found.end() :]
