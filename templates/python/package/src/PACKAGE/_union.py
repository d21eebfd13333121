"""Unions that the decoder cannot take apart: which member a JSON value is.

The decoder tells a number from a text and a list from an object, but not one record
from another. For a union of those the package defines a `Choice`, a class that nothing
is an instance of by birth: the decoder hands such values to `hook`, which chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import msgspec

from ._cases import Cases, Choice, Rank, listed, problem_of, total, word_in
from ._enum import OpenIntEnum, OpenStrEnum
from ._fields import fields_of
from ._model import Model
from ._unknown import Unknown


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
        members, word = cases.fitting(raw), word_in(raw, cases.tag)
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
                problems.append(problem_of(member, error))
        if not found:
            where = "" if word is None else f" where {cases.tag} is {word!r}"
            return None, f"no {cases.name}{where}: {listed(problems)}"
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
            return total(self._rank(row, text) for row, text in pairs)
        if isinstance(value, dict) and isinstance(raw, dict):
            members = cast("dict[str, object]", raw)
            items = cast("dict[str, object]", value).items()
            return total(self._rank(item, members[key]) for key, item in items)
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
        return total([*ranks, (-wrong, right, len(ranks), -unknown)])
