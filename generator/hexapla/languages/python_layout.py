"""Python calls laid out as the formatter would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WIDTH: Final = 80


def example(method: str, arguments: Sequence[str], *, loop: bool) -> tuple[str, ...]:
    """Return a call whose result is printed, row by row where it is a list."""
    head, tail = ("for row in ", ":") if loop else ("result = ", "")
    line = f"{head}{method}({', '.join(arguments)}){tail}"
    call: tuple[str, ...] = (line,)
    if len(line) > _WIDTH:
        call = (f"{head}{method}(", *(f"    {argument}," for argument in arguments), f"){tail}")
    return (*call, "    print(row)") if loop else (*call, "print(result)")
