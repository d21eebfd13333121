"""The URL in sample code: the path that follows its host, and the names in its query.

In: the text of a sample. Out: path and names, or none where code puts the URL together from parts.
"""

from __future__ import annotations

import re
from typing import Final

_URL: Final = re.compile(r"https?://[^\s\"'`<>\\/?#]{1,300}((?:[/?](?:[^\s\"'`<>\\]|<\w{1,40}>)*)?)")
_GOES_ON: Final = re.compile(r"[\"'`]\s*\+")
_GIVEN: Final = re.compile(r"(?:^|\s)(\w{1,60})\s*:?=\s*(?:URI(?:\.parse)?\()?[\"'`]\Z")
_FORMATTED: Final = re.compile(r"(?<![\w\"'])[fF]r?[\"']{1,3}\Z")
_FILLED: Final = re.compile(r"[$#]\{[^{}]*\}|%[dsv]|<\w+>|(?<=/):\w+")
_NAMED: Final = re.compile(r"\{[^{}]*\}")
_END: Final = ").,;"
_MOST: Final = 50


def url_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the path of the first URL with `{}` for what code fills in, and the names in its query."""
    for found, _ in zip(_URL.finditer(text), range(_MOST), strict=False):
        begun = text.rfind("\n", 0, found.start()) + 1
        before = text[max(begun, found.start() - 200) : found.start()]
        if before.lstrip().startswith(("#", "//", "import ", "from ")):
            continue
        if _GOES_ON.match(text, found.end()) or _is_part(text, before, found.end()):
            return None
        return _parts(found[1].rstrip(_END), formatted=_FORMATTED.search(before) is not None)
    return None


def _is_part(text: str, before: str, end: int) -> bool:
    """Say whether the URL gets a name, and what stands behind that name makes it longer."""
    given = _GIVEN.search(before)
    if given is None:
        return False
    name = given[1]
    return re.search(rf"\{{{name}\}}|\b{name}\s*\+|\+\s*{name}\b", text[end:]) is not None


def _parts(rest: str, *, formatted: bool) -> tuple[str, tuple[str, ...]]:
    path, _, query = _FILLED.sub("{}", rest.partition("#")[0] if "#{" not in rest else rest).partition("?")
    if formatted:
        path = _NAMED.sub("{}", path)
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return path or "/", tuple(dict.fromkeys(name for name in names if name))
