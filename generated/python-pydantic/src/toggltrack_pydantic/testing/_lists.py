"""Lists of stored records: what is kept of them, and which page is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from .._types import JSON
from ._records import Record
from ._rules import Rules

_DIGITS: Final = 19
_BOOLEANS: Final = frozenset({"true", "false"})


class Page(msgspec.Struct, frozen=True):
    """The rows of a page."""

    rows: list[Record]
    following: str | None = None
    """The cursor of the next page."""
    headers: Mapping[str, str] = {}


def narrowed(
    rows: list[Record], rules: Rules, query: Mapping[str, list[str]]
) -> list[Record]:
    """Return the records that every filter keeps."""
    for name, member in rules.filters.items():
        texts = query.get(name, [])
        if name in rules.several:
            # However a list is spelled: with commas, or again and again.
            texts = [part for text in texts for part in text.split(",")]
        wanted = _wanted(texts, rules.kinds[member])
        if wanted:
            rows = [row for row in rows if _text(row.get(member)) in wanted]
    return rows


def _wanted(texts: list[str], kind: str) -> set[str]:
    """Return the texts that a filter keeps; none where it makes no sense."""
    return set(texts) & _BOOLEANS if kind == "boolean" else set(texts)


def _text(value: JSON) -> str | None:
    """Return how a value is spelled in a query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None


def page_of(rows: list[Record], rules: Rules, query: Mapping[str, list[str]]) -> Page:
    """Return the page that is asked for; all rows where there are no pages."""
    if rules.pages is not None:
        pages = rules.pages
        asked = _whole(query, pages.size, 0) or pages.default
        size = min(asked, pages.maximum)
        start = (_whole(query, pages.page, pages.first) - pages.first) * size
        return Page(rows[start : start + size] if start >= 0 else [])
    if rules.cursor is not None:
        cursor = rules.cursor
        start = _whole(query, cursor.name, 0)
        size = _whole(query, cursor.size, 0) or len(rows)
        end = start + size
        following = str(end) if end < len(rows) else None
        headers = {cursor.header: following} if cursor.header and following else {}
        return Page(rows[start:end], following, headers)
    return Page(rows)


def _whole(query: Mapping[str, list[str]], name: str, otherwise: int) -> int:
    text = (query.get(name) or [""])[-1]
    is_number = text.isascii() and text.isdigit() and len(text) < _DIGITS
    return int(text) if is_number else otherwise
