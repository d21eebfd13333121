"""Plain data to YAML text that a person reviews line by line.

In: dicts with text keys, lists, texts, integers, booleans and None. Out: YAML 1.2, one node per line where it fits.
Any text survives: what is not plainly safe is quoted, what does not print is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from hexapla.source.yaml_text import resolve_scalar

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str | int | bool | None"

WIDTH: Final = 120

# Narrower than YAML allows: no sign that means something to any reader. Brackets and commas only in block style.
_FLOW: Final = re.compile(r"[A-Za-z0-9_/$(](?:[\w ./()$%;=+<>@^~?!\\\"'-]*[\w./()$%;=+<>@^~?!\\\"'-])?", re.ASCII)
_BLOCK: Final = re.compile(
    r"[A-Za-z0-9_/$(](?:[\w ./()$%;=+<>@^~?!\\\"'{}\[\],-]*[\w./()$%;=+<>@^~?!\\\"'{}\[\],-])?", re.ASCII
)
# What readers of YAML 1.1 take for booleans, numbers and dates.
_OLD: Final = re.compile(
    r"(?i:y|n|yes|no|on|off)|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-.*",
    re.IGNORECASE,
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def emit(data: Data) -> str:
    """Return the YAML text of a list or a mapping, with a line feed at its end."""
    return "".join(f"{line}\n" for line in _block(data, ""))


def scalar(value: str | int | bool | None, plain: re.Pattern[str] = _FLOW) -> str:
    """Return a scalar as it stands in YAML; texts that match `plain` need no quotes."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _text(value, plain)


def _text(text: str, plain: re.Pattern[str]) -> str:
    if not text.isprintable():
        return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escape(c)) for c in text) + '"'
    if plain.fullmatch(text) and not _OLD.fullmatch(text) and isinstance(resolve_scalar(text), str):
        return text
    return "'" + text.replace("'", "''") + "'"


def _escape(c: str) -> str:
    code = ord(c)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(data: Data, indent: str) -> Iterator[str]:
    """Yield the lines of a node that stands alone at an indent."""
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from _member(f"{indent}{scalar(key)}:", value, f"{indent}  ")
    elif isinstance(data, Sequence) and not isinstance(data, str) and data:
        for value in data:
            yield from _element(value, indent)
    else:
        yield indent + (_flow(data) or "")


def _member(head: str, value: Data, indent: str) -> Iterator[str]:
    """Yield `key: value` on one line, or the key and the value under it."""
    flow = _flow(value)
    if flow is not None and (len(head) + 1 + len(flow) <= WIDTH or not isinstance(value, Mapping)):
        yield f"{head} {flow}"
    else:
        yield head
        yield from _block(value, indent)


def _element(value: Data, indent: str) -> Iterator[str]:
    """Yield `- value`, the first of its lines beside the dash."""
    flow = _flow(value)
    if flow is not None and (len(indent) + 2 + len(flow) <= WIDTH or not isinstance(value, Mapping)):
        yield f"{indent}- {flow}"
        return
    first, *rest = _block(value, f"{indent}  ")
    yield f"{indent}- {first.strip()}" if isinstance(value, Mapping) else f"{indent}-\n{first}"
    yield from rest


def _flow(data: Data) -> str | None:
    """Return a scalar, a mapping of scalars or an empty list on one line; None for what has more inside."""
    match data:
        case Mapping():
            values = [(key, value) for key, value in data.items() if isinstance(value, str | int | None)]
            if len(values) != len(data):
                return None
            return "{" + ", ".join(f"{scalar(key)}: {scalar(value)}" for key, value in values) + "}"
        case str() | int() | None:
            return scalar(data, _BLOCK)
        case _:
            return None if data else "[]"
