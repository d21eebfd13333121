"""TypeScript: calls and long texts laid out; the formatter breaks what gets too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages.typescript import string
from hexapla.plan import Lines

_LINE: Final = 100


def given(positional: Sequence[str], named: Sequence[tuple[str, str]]) -> Lines:
    """Return arguments as they stand in a call: those given by name in an object."""
    members = ", ".join(f"{name}: {value}" for name, value in named)
    return (*positional, *([f"{{ {members} }}"] if named else []))


def example(method: str, arguments: Lines, *, loop: bool, pages: bool) -> Lines:
    """Return a call whose result is printed, row by row where it is a list."""
    call = f"{method}({', '.join(arguments)})"
    if pages or loop:
        head = f"for await (const row of {call}) {{" if pages else f"for (const row of await {call}) {{"
        return (head, "  console.log(row);", "}")
    return (f"const result = await {call};", "console.log(result);")


def long_string(text: str, indent: int) -> Lines:
    """Return the text as one literal, if it fits into a line, else as pieces of full lines."""
    room = _LINE - indent
    if len(string(text)) <= room:
        return (string(text),)
    size = room // 2
    return tuple(string(text[start : start + size]) for start in range(0, len(text), size))


def template_text(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return literals and names joined by `+`."""
    return " + ".join(text if is_name else string(text) for text, is_name in pieces) or '""'
