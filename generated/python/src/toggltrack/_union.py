"""Unions that the decoder cannot take apart: which member a JSON value is.

The decoder tells a number from a text and a list from an object, but not one record
from another. For a union of those the package defines a `Choice`, a class that nothing
is an instance of by birth: the decoder hands such values to `hook`, which chooses.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Final, TypeAlias, Union, cast, get_args, get_origin

import msgspec

from ._enum import OpenIntEnum, OpenStrEnum
from ._fields import fields_of
from ._loads import loads
from ._model import Model, link_of

Rank: TypeAlias = tuple[int, int, int, int]
"""How well a member fits: minus what is wrong, constants, known keys, minus unknown."""

# Of how many members an error tells why they do not fit.
_TOLD: Final = 3
# So many letters of each: what is wrong in a union within a union tells of both, and
# would grow twice as long with every level.
_LONGEST: Final = 200


class Unknown(Model):
    """A record of a kind that this package does not know; `extra` has its members."""

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same: there are no attributes to compare."""
        return isinstance(other, Unknown) and _content(self) == _content(other)


def _content(record: Unknown) -> object:
    link = link_of(record)
    return {} if link is None else loads(link[0].slice(link[1]))


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


def choice(
    module: str,
    name: str,
    members: Callable[[], tuple[object, ...]],
    *,
    tag: str = "",
    tags: Callable[[], Mapping[str, object]] | None = None,
) -> Choice:
    """Return the class of a union.

    Args:
        module: The module that defines it.
        name: Its name there.
        members: Returns the types; scalars are one type together.
        tag: The key whose value tells records apart; empty for none.
        tags: Returns the types by that value.
    """
    made = Choice(name, (), {"__module__": module, "__slots__": ()})
    made.cases = Cases(name, members, tag, tags)
    return made


def hook(kind: type, raw: object) -> object:
    """Return a plain value as a member of a union; what a decoder calls."""
    return Reading().hook(kind, raw)


class Reading:
    """One value being taken apart, unions inside unions included.

    What was decided for a value is kept while that lasts. Without this, members that
    hold the union again would be tried again for every way there is to read the rest.
    """

    __slots__ = ("_kept", "_ranks", "is_used")

    def __init__(self) -> None:
        """Begin with nothing decided."""
        self.is_used = False
        self._kept: dict[tuple[int, int], tuple[object, str]] = {}
        # Of values in `_kept` only: any other may be gone, and its number used again.
        self._ranks: dict[int, Rank] = {}

    def hook(self, kind: type, raw: object) -> object:
        """Return a plain value as a member of a union.

        Raises:
            ValueError: No member fits.
        """
        self.is_used = True
        if kind is object:
            return raw
        if not isinstance(kind, Choice):
            message = f"{kind.__name__} is no type that JSON has"
            raise NotImplementedError(message)
        key = id(kind), id(raw)
        value, problem = self._kept.get(key, (None, None))
        if problem is None:
            # A union that is a member of itself ends here.
            self._kept[key] = None, f"{kind.__name__} is no more than itself"
            value, problem = self._tried(kind.cases, raw)
            if isinstance(raw, dict | list):
                self._kept[key] = value, problem
            else:
                # One text may stand in many places, and its number is used again.
                del self._kept[key]
        if problem:
            raise ValueError(problem)
        return value

    def _tried(self, cases: Cases, raw: object) -> tuple[object, str]:
        """Return the member that fits best, or why none does.

        All in one, because each call costs some of the depth that values may have.
        """
        members, word = cases.fitting(raw), _word(raw, cases.tag)
        if word is not None:
            if word not in cases.tags:
                return Unknown(), ""
            members = (cases.tags[word],)
        found: list[object] = []
        problems: list[str] = []
        for member in members:
            try:
                # Not always a class: a union of scalars serves as well.
                kind = cast("type[object]", member)
                found.append(msgspec.convert(raw, kind, dec_hook=self.hook))
            except ValueError as error:
                problems.append(f"{_name(member)}: {str(error)[:_LONGEST]}")
        if not found:
            where = "" if word is None else f" where {cases.tag} is {word!r}"
            return None, f"no {cases.name}{where}: {_listed(problems)}"
        if len(found) > 1:
            return self._best(found, raw), ""
        return found[0], ""

    def _best(self, values: Sequence[object], raw: object) -> object:
        ranked = [(value, self._rank(value, raw)) for value in values]
        value, rank = max(ranked, key=lambda pair: pair[1])
        if isinstance(raw, dict | list):
            self._ranks[id(value)] = rank
        return value

    def _rank(self, value: object, raw: object) -> Rank:
        """Return how well a value fits what it was made of."""
        kept = self._ranks.get(id(value))
        if kept is not None:
            return kept
        if isinstance(value, Model) and isinstance(raw, dict):
            return self._rank_record(value, cast("dict[str, object]", raw))
        if isinstance(value, list | tuple) and isinstance(raw, list):
            rows = cast("list[object]", value)
            texts = cast("list[object]", raw)
            pairs = zip(rows, texts, strict=True)
            return _total(self._rank(row, text) for row, text in pairs)
        if isinstance(value, dict) and isinstance(raw, dict):
            members = cast("dict[str, object]", raw)
            items = cast("dict[str, object]", value).items()
            return _total(self._rank(item, members[key]) for key, item in items)
        is_new = isinstance(value, OpenStrEnum | OpenIntEnum) and not value.is_known
        return -1 if is_new else 0, 0, 0, 0

    def _rank_record(self, record: Model, raw: dict[str, object]) -> Rank:
        wrong = 1 if isinstance(record, Unknown) else 0
        right, ranks = 0, list[Rank]()
        for field in fields_of(type(record)).values():
            if field.wire not in raw:
                wrong += field.required
                continue
            text = raw[field.wire]
            if field.wire in record.__constants__:
                is_right = record.__constants__[field.wire] == text
                right, wrong = right + is_right, wrong + (not is_right)
            ranks.append(self._rank(getattr(record, field.name), text))
        is_open = type(record).__additional__() is not None
        unknown = 0 if is_open else len(raw) - len(ranks)
        return _total([*ranks, (-wrong, right, len(ranks), -unknown)])


def _total(ranks: Iterable[Rank]) -> Rank:
    wrong = right = known = unknown = 0
    for rank in ranks:
        wrong, right = wrong + rank[0], right + rank[1]
        known, unknown = known + rank[2], unknown + rank[3]
    return wrong, right, known, unknown


def _word(raw: object, tag: str) -> str | None:
    """Return the text under which a record would stand among the tags."""
    if not tag or not isinstance(raw, dict):
        return None
    return word_of(cast("dict[str, object]", raw).get(tag))


def word_of(value: object) -> str | None:
    """Return the text under which a value of a tag would stand among the tags."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else None


def _listed(problems: Sequence[str]) -> str:
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
