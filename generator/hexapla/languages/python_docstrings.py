"""Python docstrings of methods, as Google lays them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hexapla.languages.errors import ERRORS
from hexapla.languages.python import comment, inert
from hexapla.plan import Lines, MethodText

_OPTIONS: Final = ("options", "Settings of this call.")


def method(text: MethodText, width: int) -> Lines:
    """Return summary, description, Args, Returns, Raises and the page, none wider than `width`."""
    summary = comment(text.summary, width - 3)
    # A docstring begins with one line; a longer summary becomes the first paragraph of the description.
    first = summary if len(summary) == 1 else (f"Make the call {inert(text.id)}.",)
    more = "" if len(summary) == 1 else f"{text.summary}\n\n"
    sections: list[Sequence[str]] = [first]
    if text.deprecated:
        sections.append(["Deprecated."])
    if more or text.description:
        sections.append(comment(f"{more}{text.description}", width))
    sections.append(_section("Args", (*text.arguments, _OPTIONS), width))
    if text.returns:
        sections.append(["Returns:", *(f"    {line}" if line else "" for line in comment(text.returns, width - 4))])
    if text.fields:
        fields = f"Header fields of the response: {', '.join(text.fields)}. The module `headers` reads them."
        sections.append(comment(fields, width))
    if text.errors:
        sections.append(_section("Raises", _errors(text.errors), width))
    if text.page:
        sections.append(comment(f"See {text.page}", width))
    return tuple(line for number, section in enumerate(sections) for line in (["", *section] if number else section))


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    return [f"{title}:", *(line for name, said in rows for line in _row(name, said, width))]


def _errors(errors: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return error classes for documented statuses, statuses of one class together."""
    found: dict[str, list[str]] = {}
    for status, said in errors:
        name = ERRORS.get(status) or ("ServerError" if status.startswith("5") else "ApiError")
        found.setdefault(name, []).append(f"{status}: {said}")
    return [(name, " ".join(said)) for name, said in found.items()]


def _row(name: str, said: str, width: int) -> list[str]:
    """Return `name: text`, wrapped under a section's title."""
    first, *more = comment(f"{name}: {said}", width - 8) or (f"{name}:",)
    return [f"    {first}", *(f"        {line}" if line else "" for line in more)]
