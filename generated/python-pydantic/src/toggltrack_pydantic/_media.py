"""Media types: what a response says its body is, and its text where it is one."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ._exchange import Headers

_CHARSET: Final = re.compile(r';\s*charset\s*=\s*"?([^\s;"]+)', re.IGNORECASE).search
# No server writes these, and some take a time that grows with the square of the text.
_REFUSED: Final = ("idna", "punycode", "unicode_escape", "raw_unicode_escape")


def media_type(headers: Headers) -> str:
    """Return the media type of a body without parameters; empty where none is told."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """Tell whether a media type is written as JSON."""
    known = ("application/json", "text/json", "application/*", "*/*")
    return kind in known or kind.endswith("+json")


def text_of_body(body: bytes, headers: Headers) -> str:
    """Return a body as text, by the character set that the response names, else UTF-8.

    Raises:
        ValueError: The body is no such text, or nobody knows the character set.
    """
    found = _CHARSET(headers.get("content-type", ""))
    if found is None:
        # With or without the mark that some editors write first.
        return body.decode("utf-8-sig")
    name = found[1]
    try:
        known = codecs.lookup(name).name.replace("-", "_")
        if known not in _REFUSED:
            return body.decode("utf-8-sig" if known == "utf_8" else name)
    except LookupError:
        pass
    message = f"the character set {name!r} is not known"
    raise ValueError(message)
