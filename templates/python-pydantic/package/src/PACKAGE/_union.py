"""Unions that the decoder cannot take apart: which member a JSON value is.

Pydantic tells a number from a text and a list from an object; of two records it would
take the one of which it can read more. For a union of those the package defines a
`Choice`, a class that nothing is an instance of by birth, which chooses by itself.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Final, TypeAlias, Union, cast, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema, to_json

from ._adapter import adapter, strictly
from ._enum import OpenIntEnum, OpenStrEnum
from ._fields import fields_of
from ._model import Model

Rank: TypeAlias = tuple[int, int, int, int]
"""How well a member fits: minus what is wrong, constants, known keys, minus unknown."""

# Of how many members an error tells why they do not fit.
_TOLD: Final = 3
# So many letters of each: what is wrong in a union within a union tells of both, and
# would grow twice as long with every level.
_LONGEST: Final = 200


class Unknown(Model):
    """A record of a kind that this package does not know; `extra` has its members."""


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
        self.is_shown = False
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


class Chosen:
    """What the class of a union says to pydantic."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return a schema that leaves everything to the union."""
        union = cast("Choice", cls)

        def choose(value: object, info: core_schema.ValidationInfo[object]) -> object:
            if info.mode == "python":
                if isinstance(value, Model) and isinstance(value, union):
                    return value
                if _holds_model(value):
                    return _as_it_is(union, value)
            # Inside of another union that one's decisions are known.
            known = info.context if isinstance(info.context, Reading) else Reading()
            return known.choose(union, value)

        return core_schema.with_info_plain_validator_function(choose)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schemas of the members; of a union in itself, one of anything."""
        cases = cast("Choice", cls).cases
        if cases.is_shown:
            return {"title": cases.name}
        cases.is_shown = True
        try:
            members = [adapter(one).core_schema for one in cases.members]
            return handler(core_schema.union_schema([*members]))
        finally:
            cases.is_shown = False


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
    made = Choice(name, (Chosen,), {"__module__": module, "__slots__": ()})
    made.cases = Cases(name, members, tag, tags)
    return made


def _holds_model(value: object) -> bool:
    if isinstance(value, dict):
        items = cast("dict[object, object]", value).values()
        return any(map(_holds_model, items))
    if isinstance(value, list | tuple):
        return any(map(_holds_model, cast("list[object]", value)))
    return isinstance(value, Model)


def _as_it_is(union: Choice, value: object) -> object:
    """Return what a caller made: it may know more than what its text would say."""
    for member in union.cases.members:
        with contextlib.suppress(ValueError):
            return adapter(member).validate_python(value, strict=True)
    message = f"no {union.__name__}: it is none of its members"
    raise ValueError(message)


class Reading:
    """One value being taken apart, unions inside unions included.

    What was decided for a text is kept while that lasts. Without this, members that
    hold the union again would be tried again for every way there is to read the rest.
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        """Begin with nothing decided."""
        self._kept: dict[tuple[Choice, bytes], tuple[object, str]] = {}

    def choose(self, union: Choice, raw: object) -> object:
        """Return a plain value as a member of a union: the one that fits best.

        All in one, because each call costs some of the depth that values may have.

        Raises:
            ValueError: No member fits.
        """
        cases, text = union.cases, to_json(raw, inf_nan_mode="constants")
        kept = self._kept.get((union, text))
        if kept is not None:
            if kept[1]:
                raise ValueError(kept[1])
            # Read again: the same text may stand in many places.
            return strictly(kept[0], text, self)
        # A union that is a member of itself ends here.
        self._kept[union, text] = None, f"{union.__name__} is no more than itself"
        members, word = cases.fitting(raw), _word(raw, cases.tag)
        if word is not None:
            members = (cases.tags.get(word, Unknown),)
        found: list[tuple[Rank, object, object]] = []
        problems: list[str] = []
        for member in members:
            try:
                value = strictly(member, text, self)
            except ValueError as error:
                problems.append(f"{_name(member)}: {str(error)[:_LONGEST]}")
            else:
                rank = (0, 0, 0, 0) if len(members) == 1 else rank_of(value, raw)
                found.append((rank, member, value))
        if not found:
            where = "" if word is None else f" where {cases.tag} is {word!r}"
            problem = f"no {cases.name}{where}: {_listed(problems)}"
            self._kept[union, text] = None, problem
            raise ValueError(problem)
        _, member, value = max(found, key=lambda one: one[0])
        self._kept[union, text] = member, ""
        return value


def rank_of(value: object, raw: object) -> Rank:
    """Return how well a value fits what it was made of."""
    if isinstance(value, Model) and isinstance(raw, dict):
        return _rank_record(value, cast("dict[str, object]", raw))
    if isinstance(value, list | tuple) and isinstance(raw, list):
        rows = cast("list[object]", value)
        texts = cast("list[object]", raw)
        pairs = zip(rows, texts, strict=True)
        return _total(rank_of(row, text) for row, text in pairs)
    if isinstance(value, dict) and isinstance(raw, dict):
        members = cast("dict[str, object]", raw)
        items = cast("dict[str, object]", value).items()
        return _total(rank_of(item, members[key]) for key, item in items)
    is_new = isinstance(value, OpenStrEnum | OpenIntEnum) and not value.is_known
    return -1 if is_new else 0, 0, 0, 0


def _rank_record(record: Model, raw: dict[str, object]) -> Rank:
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
        ranks.append(rank_of(getattr(record, field.name), text))
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
