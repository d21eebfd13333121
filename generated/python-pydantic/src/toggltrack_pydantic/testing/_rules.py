"""What operations do to stored records, as the description tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from .._types import JSON

Role = Literal["list", "create", "get", "update", "merge", "patch", "delete"]
"""What an operation does; a merge takes members away that are null."""


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """Pages by number: the parameters, the first page and the sizes."""

    page: str
    size: str
    first: int
    default: int
    maximum: int


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """Pages by a cursor: the parameters, and where the next one is handed out."""

    name: str
    size: str
    header: str
    way: tuple[str, ...]


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """Names in an answer that tells what was changed and what was not."""

    done: str
    failed: str
    key: str
    text: str
    said: str
    """The text for what does not exist."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored, and what the operations on it do.

    Attributes:
        key: The member that tells records apart; `uuid` if it must be one.
        where: The parameters that tell which list of records is meant.
        kinds: The kind of JSON value of each member.
        required: Members that every record has; `first` is what they are to begin with.
        made: Moments of the creation; `changed` those of the last change.
        filters: By parameter, the member that a list is narrowed by; `several` names
            those that take more than one value.
        operations: By operation, what it does.
        dropped: By operation, members that are sent as something else than is stored.
        answers: By operation, what it answers.
        rows: The way to the rows in what a list answers.
    """

    key: str
    uuid: bool = False
    where: tuple[str, ...] = ()
    kinds: Mapping[str, str]
    required: frozenset[str] = frozenset()
    first: Mapping[str, JSON] = {}
    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    filters: Mapping[str, str] = {}
    several: frozenset[str] = frozenset()
    operations: Mapping[str, Role]
    dropped: Mapping[str, frozenset[str]] = {}
    answers: Mapping[str, str]
    rows: tuple[str, ...] = ()
    pages: Pages | None = None
    cursor: Cursor | None = None
    split: Split | None = None

    @property
    def fixed(self) -> frozenset[str]:
        """Members that no caller can change: they tell which record it is."""
        return frozenset({self.key, *self.where})


_KINDS: Final = {"array": "a list", "object": "an object", "integer": "an integer"}


def rules(text: str) -> Rules:
    """Return rules that are written in JSON."""
    return msgspec.json.decode(text, type=Rules)


def misfit(kind: str, value: JSON) -> str | None:
    """Return what a value should have been; None where it is of the kind, or null."""
    match value:
        case None:
            fits = True
        case bool():
            fits = kind == "boolean"
        case int():
            fits = kind in ("integer", "number")
        case float():
            fits = kind == "number" or (kind == "integer" and value.is_integer())
        case str():
            fits = kind == "string"
        case list():
            fits = kind == "array"
        case dict():
            fits = kind == "object"
    return None if fits or kind == "any" else _KINDS.get(kind, f"a {kind}")


def in_order(names: Sequence[str]) -> str:
    """Return names for a message."""
    return ", ".join(names) or "nothing"
