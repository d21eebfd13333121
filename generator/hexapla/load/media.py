"""Media types, as the keys of `content` and the values of `contentType` write them."""

from __future__ import annotations

import re
from typing import Final

from hexapla.finding import Location
from hexapla.load.context import Context
from hexapla.source import did_you_mean

_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_TYPE: Final = re.compile(
    rf'(?:\*/\*|(?!\*)(?P<type>{_TOKEN})/{_TOKEN})(?:[ \t]*;[ \t]*(?:{_TOKEN}=(?:{_TOKEN}|"[^"\\]*"))?)*'
)
_COMMON: Final = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "text/csv",
    "text/html",
    "text/event-stream",
    "application/octet-stream",
    "application/pdf",
    "application/xml",
    "application/x-ndjson",
    "image/png",
)


def check_media_type(context: Context, text: str, where: Location) -> None:
    """Report what is no media type: `type/subtype`, `type/*` or `*/*`, with parameters behind `;`."""
    if _TYPE.fullmatch(text.strip()):
        return
    ends = [known for known in _COMMON if known.endswith((f"/{text.lower()}", f"/x-{text.lower()}"))]
    hint = f"did you mean `{ends[0]}`?" if ends else did_you_mean(text, _COMMON)
    context.error("bad-media-type", f"`{text}` is no media type", where, hint)


def spelled_alike(text: str) -> str:
    """Return a media type as every spelling of it reads: case and white space mean nothing."""
    return re.sub(r"\s+", "", text).lower().rstrip(";")
