"""Unions that the decoder cannot take apart: which member a JSON value is.

Pydantic tells a number from a text and a list from an object; of two records it would
take the one of which it can read more. For a union of those the package defines a
`Choice`, a class that nothing is an instance of by birth, which chooses by itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import (
    ClassVar,
    cast,
)

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema, to_json

from ._adapter import adapter, strictly
from ._cases import Cases, Choice, Rank, listed, problem_of, total, word_in
from ._enum import OpenIntEnum, OpenStrEnum
from ._fields import fields_of
from ._model import Model
from ._unknown import Unknown


class Chosen:
    """What the class of a union says to pydantic.

    Attributes:
        is_shown: Whether its JSON schema is being made: it may stand in itself.
    """

    is_shown: ClassVar[bool] = False

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
        if cls.is_shown:
            return {"title": cases.name}
        cls.is_shown = True
        try:
            members = [adapter(one).core_schema for one in cases.members]
            return handler(core_schema.union_schema([*members]))
        finally:
            cls.is_shown = False


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
        members, word = cases.fitting(raw), word_in(raw, cases.tag)
        if word is not None:
            members = (cases.tags.get(word, Unknown),)
        found: list[tuple[Rank, object, object]] = []
        problems: list[str] = []
        for member in members:
            try:
                value = strictly(member, text, self)
            except ValueError as error:
                problems.append(problem_of(member, error))
            else:
                rank = (0, 0, 0, 0) if len(members) == 1 else rank_of(value, raw)
                found.append((rank, member, value))
        if not found:
            where = "" if word is None else f" where {cases.tag} is {word!r}"
            problem = f"no {cases.name}{where}: {listed(problems)}"
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
        return total(rank_of(row, text) for row, text in pairs)
    if isinstance(value, dict) and isinstance(raw, dict):
        members = cast("dict[str, object]", raw)
        items = cast("dict[str, object]", value).items()
        return total(rank_of(item, members[key]) for key, item in items)
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
    return total([*ranks, (-wrong, right, len(ranks), -unknown)])
