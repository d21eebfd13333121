"""What is read field by field becomes models of pydantic, unknown keys included."""

from __future__ import annotations

from typing import cast

import msgspec

from . import _cut
from ._cases import Choice, Rank, word_of
from ._decode import decoder
from ._deviations import Found
from ._expected import json_type, json_types
from ._fields import fields_of
from ._lenient import ROOT, Place, Read
from ._lenient import Reading as Base
from ._loads import loads
from ._model import Model
from ._partial import ABSENT, build
from ._source import members_of, whole_of
from ._union import rank_of
from ._unknown import Unknown


def lenient(kind: object, text: bytes, operation: str, error: ValueError) -> Read:
    """Return the value of a text that the decoder has refused, and what is wrong.

    Args:
        kind: The type to read it as.
        text: The whole text.
        operation: What was called.
        error: Why the decoder refused it.

    Raises:
        ValueError: The text is no JSON, or its outermost type is another: this error.
        RecursionError: The text is nested too deeply.
    """
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except ValueError:
        if not _cut.is_json(text):
            raise error from None
    reading = Reading(operation)
    value = reading.inside(kind, whole_of(text), ROOT)
    if value is ABSENT:
        raise error
    return Read(value, reading.found)


class Reading(Base):
    """One body being read."""

    def _record(self, cls: type[Model], text: bytes, at: Place) -> Model:
        members = members_of(text)
        values: dict[str, object] = {}
        known: set[str] = set()
        for field in fields_of(cls).values():
            value = self._attribute(field, members.get(field.wire), at)
            if value is not ABSENT:
                values[field.name] = value
            if field.wire in members:
                known.add(field.name)
                del members[field.wire]
        kind = cls.__additional__()
        extra = {str(key): _extra(kind, one) for key, one in members.items()}
        return build(cls, values, known, extra)

    def _tried(self, union: Choice, text: bytes, at: Place) -> object:
        found, cases = json_type(text), union.cases
        members = [one for one in cases.members if found in json_types(one)]
        tag = members_of(text).get(cases.tag) if found == "object" else None
        word = None if tag is None else word_of(loads(tag))
        if cases.tag and word is not None:
            members = [cases.tags.get(word, Unknown)]
        if len(members) == 1:
            return self._as(union, self.value(members[0], text, at), at)
        start, raw = len(self.found), loads(text)
        best: tuple[tuple[int, Rank], object, list[Found]] | None = None
        for one in members:
            value = self.value(one, text, at)
            wrong = self.found[start:]
            del self.found[start:]
            # As where all is well, where all is well; else by how much is not.
            likeness = _likeness(value, raw) if wrong else rank_of(value, raw)
            rank = -len(wrong), likeness
            if value is not ABSENT and (best is None or rank > best[0]):
                best = rank, value, wrong
        if best is None:
            return self.wrong(union, text, at)
        self.found += best[2]
        return best[1]


def _likeness(value: object, raw: object) -> Rank:
    """Return how much a record is like an object: constants, known keys, unknown."""
    if not isinstance(value, Model) or not isinstance(raw, dict):
        return 0, 0, 0, 0
    members = cast("dict[str, object]", raw)
    known = [one for one in fields_of(type(value)).values() if one.wire in members]
    pairs = value.__constants__.items()
    right = [key for key, one in pairs if key in members and members[key] == one]
    is_open = type(value).__additional__() is not None
    return len(right), len(known), 0 if is_open else len(known) - len(members), 0


def _extra(kind: object, text: bytes) -> object:
    """Return the value of a member that is no attribute; of any type, if it must be."""
    if kind is None:
        return loads(text)
    try:
        return decoder(kind).decode(text)
    except ValueError:
        return loads(text)
