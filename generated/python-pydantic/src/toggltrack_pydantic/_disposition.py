"""The name that a server gives a file, made safe to be one."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

_PARAMETER: Final = re.compile(
    r';\s*(filename\*?)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;]+)', re.IGNORECASE
)
_UNFIT: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]')
# Names that some systems take for devices, with any ending.
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE
)
_LONGEST: Final = 200


def file_name(disposition: str) -> str | None:
    """Return the name in a Content-Disposition field, None where there is none.

    It is no path, begins with no dot and is fit for every system; the encoded form
    (`filename*`) is preferred to the plain one.
    """
    found = {
        name.lower(): value for name, value in _PARAMETER.findall(f";{disposition}")
    }
    encoded = _decoded(found.get("filename*", ""))
    return _safe(encoded) or _safe(_plain(found.get("filename", "")))


def _decoded(value: str) -> str:
    charset, _, rest = value.strip('"').partition("'")
    _, mark, text = rest.partition("'")
    if not mark or charset.lower() not in ("utf-8", "iso-8859-1"):
        return ""
    return unquote_to_bytes(text).decode(charset, "replace")


def _plain(value: str) -> str:
    if value.startswith('"'):
        # A path of Windows is written so too: what is escaped is kept as it is.
        value = re.sub(r'\\(["\\])', r"\1", value[1:-1])
    # Fields are read as Latin-1, but most servers write UTF-8.
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _safe(name: str) -> str | None:
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c if c.isprintable() else "_" for c in _UNFIT.sub("_", last))
    text = shown.strip(" ").rstrip(". ")
    if not text:
        return None
    if text.startswith("."):
        text = f"_{text[1:]}"
    if _DEVICE.fullmatch(text):
        text = f"_{text}"
    stem, dot, ending = text.rpartition(".")
    if len(text.encode()) > _LONGEST:
        has_ending = dot and len(ending.encode()) < _LONGEST // 10
        text = f"{_cut(stem)}.{ending}" if has_ending else _cut(text)
    return text


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST].decode("utf-8", "ignore")
