"""What a union consists of, and how its members are told apart and ranked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Final, TypeAlias, Union, cast, get_args, get_origin

from ._model import Model
from ._unknown import Unknown

Rank: TypeAlias = tuple[int, int, int, int]
"""How well a member fits: minus what is wrong, constants, known keys, minus unknown."""

# Of how many members an error tells why they do not fit.
_TOLD: Final = 3
# So many letters of each: what is wrong in a union within a union tells of both, and
# would grow twice as long with every level.
_LONGEST: Final = 200


class Choice(type):
    """The class of a union; `isinstance` asks whether a value could be a member."""

    cases: Cases

    def __instancecheck__(cls, instance: object) -> bool:
        """Tell whether a value has the class of a member."""
        return isinstance(instance, cls.cases.classes)


class Cases:
    """What a union consists of; nothing is looked up before the first value comes."""

    def __init__(
        self,
        name: str,
        members: Callable[[], tuple[object, ...]],
        tag: str,
        tags: Callable[[], Mapping[str, object]] | None,
    ) -> None:
        """Keep where the members are found: a member may be the union itself."""
        self.name = name
        self.tag = tag
        self._members = members
        self._tags = tags

    @functools.cached_property
    def members(self) -> tuple[object, ...]:
        """The types, in the order of the description."""
        return self._members()

    @functools.cached_property
    def tags(self) -> Mapping[str, object]:
        """The types by the value of the member that tells them apart."""
        return {} if self._tags is None else self._tags()

    def fitting(self, raw: object) -> tuple[object, ...]:
        """Return the types that have the JSON type of a value; all, where none has."""
        return self._by_kind[_kind(type(raw))] or self.members

    @functools.cached_property
    def _by_kind(self) -> dict[str, tuple[object, ...]]:
        kinds = [(one, set(map(_kind, _classes([one], set())))) for one in self.members]
        return {
            kind: tuple(one for one, has in kinds if has & {kind, "any"})
            for kind in ("object", "list", "scalar")
        }

    @functools.cached_property
    def classes(self) -> tuple[type, ...]:
        """The classes that values can have."""
        found = dict.fromkeys(_classes(self.members, {self.name}))
        return (*found, *([Unknown] if self.tag else []))


def total(ranks: Iterable[Rank]) -> Rank:
    """Return how well a value fits whose parts fit so well."""
    wrong = right = known = unknown = 0
    for rank in ranks:
        wrong, right = wrong + rank[0], right + rank[1]
        known, unknown = known + rank[2], unknown + rank[3]
    return wrong, right, known, unknown


def word_in(raw: object, tag: str) -> str | None:
    """Return the text under which a record would stand among the tags."""
    if not tag or not isinstance(raw, dict):
        return None
    return word_of(cast("dict[str, object]", raw).get(tag))


def word_of(value: object) -> str | None:
    """Return the text under which a value of a tag would stand among the tags."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else None


def problem_of(member: object, error: ValueError) -> str:
    """Return why a value is not this member, in so many letters."""
    return f"{_name(member)}: {str(error)[:_LONGEST]}"


def listed(problems: Sequence[str]) -> str:
    """Return why no member fits, of the first ones."""
    more = len(problems) - _TOLD
    return "; ".join([*problems[:_TOLD], *([f"and {more} more"] if more > 0 else [])])


def _classes(members: Iterable[object], seen: set[str]) -> Iterator[type]:
    for member in members:
        origin = cast("object", get_origin(member))
        if isinstance(member, Choice):
            if member.__name__ not in seen:
                seen.add(member.__name__)
                yield from _classes(member.cases.members, seen)
                yield from [Unknown] if member.cases.tag else []
        elif origin is Union or origin is UnionType:
            yield from _classes(get_args(member), seen)
        elif origin is Annotated:
            yield from _classes(get_args(member)[:1], seen)
        elif isinstance(origin, type):
            yield origin
        else:
            yield member if isinstance(member, type) else NoneType


def _kind(cls: type) -> str:
    """Return the JSON type of a class."""
    if cls is object:
        return "any"
    if issubclass(cls, Model | dict):
        return "object"
    return "list" if issubclass(cls, list | tuple) else "scalar"


def _name(member: object) -> str:
    return member.__name__ if isinstance(member, type) else str(member)
