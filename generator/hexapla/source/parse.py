"""Bytes to nodes: what they are written in, and the reader that knows it."""

from __future__ import annotations

import gc
import re
from typing import Final

from hexapla.finding import FindingError, Location, error
from hexapla.source.node import Node
from hexapla.source.tree import end_of
from hexapla.source.yaml_text import YamlReader


def parse(file: str, data: bytes) -> Node:
    """Read one YAML or JSON document.

    A file that is called so is JSON; any other text is JSON if it could be (`{` or `[` is its first character, and
    it keeps the rules), else YAML.

    Args:
        file: the path as shown to people.
        data: the file's bytes, UTF-8 with or without a byte order mark.

    Raises:
        FindingError: the text is no UTF-8, neither YAML nor JSON, empty, too deep, too large by aliases, has a
            duplicate key, `<<`, a cyclic alias, a tag, a number beyond every number, or a second document.
    """
    text = _decoded(file, data)
    if not text.strip():
        raise FindingError(error("empty-file", "the file is empty", Location(file, 1, 1)))
    # The collector would walk the growing tree again and again: more than half the time on a large file.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(file, text)
    finally:
        if collecting:
            gc.enable()


def _read(file: str, text: str) -> Node:
    named = file.lower().endswith(".json")
    if named or _OPENING.match(text):
        from hexapla.source.json_text import JsonReader, NotJsonError

        try:
            return JsonReader(file, text).read()
        except NotJsonError as problem:
            if named:
                raise FindingError(*problem.findings) from None
    if found := _FORBIDDEN.search(text):
        where = end_of(file, text[: found.start()])
        message = f"U+{ord(found[0]):04X} may not stand here as it is"
        hint = _UTF_16 if "\x00" in text[:4] else "write it as an escape in quotes"
        raise FindingError(error("yaml-character", message, where, hint))
    return YamlReader(file, text).read()


def _decoded(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        where = end_of(file, data[: problem.start].decode("utf-8-sig", "replace"))
        hint = _UTF_16 if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "save it as UTF-8"
        message = f"byte 0x{data[problem.start]:02x} is no UTF-8"
        raise FindingError(error("not-utf-8", message, where, hint)) from None


_OPENING: Final = re.compile(r"[ \t\r\n]*[\[{]")
_UTF_16: Final = "the file is UTF-16: save it as UTF-8"

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What libyaml refuses, and what it takes for the end of a line while editors do not."""
