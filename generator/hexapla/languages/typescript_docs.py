"""TSDoc comments of methods."""

from __future__ import annotations

from collections.abc import Sequence

from hexapla.languages.errors import ERRORS
from hexapla.languages.typescript import comment, inert
from hexapla.plan import Lines, MethodText


def method(text: MethodText, width: int) -> Lines:
    """Return summary, description, parameters, result, errors and the page, none wider than `width`."""
    sections: list[Sequence[str]] = [comment(text.summary, width) or (f"Make the call {inert(text.id)}.",)]
    if text.description:
        sections.append(comment(text.description, width))
    if text.fields:
        fields = f"Header fields of the response: {', '.join(text.fields)}. The module `headers` reads them."
        sections.append(comment(fields, width))
    if text.page:
        sections.append(comment(f"See {text.page}", width))
    tags = [*_parameters(text, width), *_returns(text, width), *_errors(text.errors, width)]
    if text.deprecated:
        tags.append("@deprecated The documentation says so.")
    sections.append(tags)
    return tuple(line for number, section in enumerate(sections) for line in (["", *section] if number else section))


def _parameters(text: MethodText, width: int) -> list[str]:
    given = [(name, said) for name, said in text.arguments if name not in text.named]
    if text.named:
        given.append(("params", "What is given by name."))
    given.append(("options", "Settings of this call."))
    return [line for name, said in given for line in _tag(f"@param {name} - ", said, width)]


def _returns(text: MethodText, width: int) -> list[str]:
    return _tag("@returns ", text.returns, width) if text.returns else []


def _errors(errors: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return error classes for documented statuses, statuses of one class together."""
    found: dict[str, list[str]] = {}
    for status, said in errors:
        name = ERRORS.get(status) or ("ServerError" if status.startswith("5") else "ApiError")
        found.setdefault(name, []).append(f"{status}: {said}")
    return [line for name, said in found.items() for line in _tag(f"@throws {name} - ", " ".join(said), width)]


def _tag(head: str, said: str, width: int) -> list[str]:
    """Return a tag and its text; lines after the first are indented, so that none begins another tag."""
    first, *more = comment(said, width - len(head)) or ("",)
    rest = comment(" ".join(" ".join(said.split()).split()), width - 2) if more else ()
    if not more:
        return [f"{head}{first}".rstrip()]
    return [head.rstrip(" -"), *(f"  {line}" if line else "" for line in rest)]
