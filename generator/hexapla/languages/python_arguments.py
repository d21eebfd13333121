"""Python: the types of arguments that are more than the type of a value: files, rows, objects by their members."""

from __future__ import annotations

from typing import Final

from hexapla.languages.python_types import runtime
from hexapla.plan import TypeText

CONSTRUCTOR: Final = frozenset(
    {
        *("base_url", "timeout", "retries", "on_deviation", "on_quota", "middleware", "max_body", "log_bodies"),
        *("transport", "proxy", "user_agent", "clock"),
    }
)
"""The arguments that the constructor of every client has."""


def upload(*, pieces: bool = False) -> TypeText:
    """Return the type of a file to send; with `pieces` it may come in pieces."""
    if pieces:
        return TypeText("Upload | Iterable[bytes]", runtime("Upload", "Iterable"))
    return TypeText("Upload", runtime("Upload"))


def rows(text: TypeText) -> TypeText:
    """Return an iterable."""
    return TypeText(f"Iterable[{text.text}]", text.uses | runtime("Iterable"))


def sequence(text: TypeText) -> TypeText:
    """Return a sequence."""
    return TypeText(f"Sequence[{text.text}]", text.uses | runtime("Sequence"))


def by_name(text: TypeText) -> TypeText:
    """Return a mapping."""
    return TypeText(f"Mapping[str, {text.text}]", text.uses | runtime("Mapping"))


def or_mapping(text: TypeText) -> TypeText:
    """Return a union with a mapping of JSON values."""
    return _or(text, TypeText("Mapping[str, JSONLike]", runtime("Mapping", "JSONLike")))


def or_empty(text: TypeText) -> TypeText:
    """Return a union with the empty text."""
    return _or(text, TypeText('Literal[""]', runtime("Literal")))


def _or(text: TypeText, other: TypeText) -> TypeText:
    """Return a union, `None` last."""
    plain = text.text.removesuffix(" | None")
    last = " | None" if plain != text.text else ""
    return TypeText(f"{plain} | {other.text}{last}", text.uses | other.uses)
