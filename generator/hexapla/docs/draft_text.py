"""A draft as YAML that a person goes through line by line.

In: plain data. Out: YAML 1.2 in block style; what is short and holds no part with a name of its own stands on one
line. Any text survives: `emit` quotes and escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final

from hexapla.docs.emit import WIDTH, Data, scalar

_OPEN: Final = frozenset(
    {"paths", "components", "schemas", "securitySchemes", "responses", "parameters", "properties", "x-evidence"}
)
_DEEP: Final = 4
_PLAIN: Final = re.compile(
    r"[A-Za-z0-9_/$(](?:[\w ./()$%;=+<>@^~?!\\\"'{}\[\],-]*[\w./()$%;=+<>@^~?!\\\"'{}\[\],-])?", re.ASCII
)
"""What needs no quotes outside brackets. Narrower than YAML allows: no sign that means something to any reader."""
_FOLDS: Final = re.compile(r"[!-~]+(?: [!-~]+)*")
"""What can be broken at its spaces and is read back the same."""


def draft_yaml(document: Mapping[str, Data]) -> str:
    """Return the text of a document, with a line feed at its end."""
    return "".join(f"{line}\n" for line in _block(document, ""))


def _block(data: Data, indent: str) -> Iterator[str]:
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from _member(key, value, indent)
    elif isinstance(data, Sequence) and not isinstance(data, str) and data:
        for value in data:
            yield from _element(value, indent)
    else:
        yield indent + (_flow(data) or "")


def _member(key: str, value: Data, indent: str) -> Iterator[str]:
    head = f"{indent}{scalar(key, _PLAIN)}:"
    if isinstance(value, str) and len(head) + len(value) >= WIDTH and _FOLDS.fullmatch(value):
        yield f"{head} >-"
        yield from (
            f"{indent}  {line}"
            for line in wrap(value, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
        )
        return
    flow = None if (key in _OPEN and value) or _is_table(value) else _flow(value)
    if flow is not None and (len(head) + 1 + len(flow) <= WIDTH or _is_leaf(value)):
        yield f"{head} {flow}"
    else:
        yield head
        yield from _block(value, indent + "  ")


def _element(value: Data, indent: str) -> Iterator[str]:
    flow = _flow(value)
    if flow is not None and (len(indent) + 2 + len(flow) <= WIDTH or _is_leaf(value)):
        yield f"{indent}- {flow}"
        return
    first, *rest = _block(value, f"{indent}  ")
    yield f"{indent}- {first[len(indent) + 2 :]}" if isinstance(value, Mapping) else f"{indent}-\n{first}"
    yield from rest


def _is_table(value: Data) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(one, Mapping) for one in value)


def _is_leaf(value: Data) -> bool:
    return not value or isinstance(value, str | int)


def _flow(data: Data, deep: int = 0) -> str | None:
    """Return a node on one line; None where it holds what has lines of its own, or lies too deep."""
    match data:
        case Mapping():
            if deep > _DEEP or any(key in _OPEN and value for key, value in data.items()):
                return None
            parts = [(scalar(key), _flow(value, deep + 1)) for key, value in data.items()]
            if any(part is None for _, part in parts):
                return None
            return "{" + ", ".join(f"{key}: {part}" for key, part in parts) + "}"
        case str() | int() | None:
            return scalar(data) if deep else scalar(data, _PLAIN)
        case _:
            listed = [_flow(value, deep + 1) for value in data]
            if deep > _DEEP or any(part is None for part in listed):
                return None
            return "[" + ", ".join(part for part in listed if part is not None) + "]"
