"""Types in the words of OpenAPI, and the JSON type of a text: what deviations say."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Final, TypeAlias, Union, cast, get_args, get_origin

from ._cases import Choice
from ._enum import OpenIntEnum
from ._model import Model

JsonType: TypeAlias = str
"""One of `object`, `array`, `string`, `number`, `boolean` and `null`."""

_BY_FIRST: Final = {
    b"{": "object",
    b"[": "array",
    b'"': "string",
    b"t": "boolean",
    b"f": "boolean",
    b"n": "null",
}
_WORDS: Final[dict[object, str]] = {
    NoneType: "null",
    None: "null",
    bool: "boolean",
    date: "string (date)",
    datetime: "string (date-time)",
    float: "number",
    int: "integer",
    object: "any value",
    str: "string",
}
ALL: Final = frozenset({"object", "array", "string", "number", "boolean", "null"})


def json_type(text: bytes) -> JsonType:
    """Return the type of a JSON text without white space before it."""
    return _BY_FIRST.get(text[:1], "number")


def bare(kind: object) -> object:
    """Return a type without what is said about it besides."""
    return cast("object", get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def is_a(kind: object, *bases: type[object]) -> bool:
    """Tell whether a type is a class below one of these."""
    return isinstance(kind, type) and issubclass(cast("type[object]", kind), bases)


def members_of_union(kind: object) -> tuple[object, ...]:
    """Return the types of a union, `None` included; none for what is no union."""
    origin = get_origin(kind)
    return get_args(kind) if origin is Union or origin is UnionType else ()


@functools.cache
def json_types(kind: object) -> frozenset[JsonType]:
    """Return the JSON types that values of a type can have."""
    return frozenset(_json_types(kind, set()))


def _json_types(kind: object, seen: set[object]) -> Iterable[JsonType]:
    kind = bare(kind)
    union = members_of_union(kind)
    if isinstance(kind, Choice):
        if kind in seen:
            return []
        seen.add(kind)
        union = kind.cases.members
    if union:
        return [one for member in union for one in _json_types(member, seen)]
    return [_json_type_of(kind)] if kind is not object else ALL


def _json_type_of(kind: object) -> JsonType:
    origin = get_origin(kind)
    if origin in (list, tuple):
        return "array"
    if origin is dict or is_a(kind, Model):
        return "object"
    if is_a(kind, OpenIntEnum):
        return "number"
    return {"integer": "number"}.get(word := _word(kind), word.partition(" ")[0])


def _word(kind: object) -> str:
    found = _WORDS.get(kind)
    if found is None:
        found = "integer" if is_a(kind, OpenIntEnum) else "string"
    return found


@functools.cache
def expected(kind: object) -> str:
    """Return what a type is called in the words of OpenAPI."""
    return " or ".join(dict.fromkeys(_names(kind, set()))) or "null"


def _names(kind: object, seen: set[object]) -> Sequence[str]:
    kind = bare(kind)
    if isinstance(kind, Choice):
        if kind in seen:
            return []
        members: tuple[object, ...] = kind.cases.members
        return [word for one in members for word in _names(one, {*seen, kind})]
    # Null is allowed where a key is optional, whatever the description says.
    union = [one for one in members_of_union(kind) if one is not NoneType]
    if union:
        return [word for one in union for word in _names(one, seen)]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list:
        return [f"array of {_inside(inner[:1], seen)}".removesuffix(" of ")]
    if origin is tuple:
        return [f"array of {len(inner)}"]
    if origin is dict or is_a(kind, Model):
        return ["object"]
    return [_word(kind)]


def _inside(kinds: Iterable[object], seen: set[object]) -> str:
    words = [word for one in kinds for word in _names(one, seen)]
    return " or ".join(dict.fromkeys(words))
