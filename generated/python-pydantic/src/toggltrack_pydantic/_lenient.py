"""A response that is not as documented, read field by field: what fits is kept.

Nothing here is loaded or run before the decoder has refused a text. What is read never
has a wrong type: an attribute that cannot be read is None where that is one of its
types, else it is not set. What the server sent there stays in the record's source.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple, cast, get_args, get_origin

import msgspec
from msgspec.structs import replace

from . import _cut
from ._cases import Choice, word_of
from ._decode import decoder
from ._deviations import Deviation, Found, Kind
from ._enum import OpenIntEnum
from ._expected import bare, expected, is_a, json_type, json_types, members_of_union
from ._fields import Field, fields_of
from ._loads import integer, loads
from ._model import Model
from ._partial import ABSENT, build
from ._source import members_of, rows_of, segment, whole_of
from ._unknown import Unknown


class Place(NamedTuple):
    """A place in a body: its pointer, also with `*` for indices and keys of maps."""

    pointer: str
    pattern: str

    def member(self, key: str) -> Place:
        """Return the place of a member that has a name in the description."""
        return Place(self.pointer + segment(key), self.pattern + segment(key))

    def item(self, key: str | int) -> Place:
        """Return the place of one of many."""
        return Place(self.pointer + segment(key), f"{self.pattern}/*")


ROOT: Final = Place("", "")


class Read(NamedTuple):
    """A value, and what is not as documented where it was read."""

    value: object
    deviations: list[Found]


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


def fits(kind: object, text: bytes) -> bool:
    """Tell whether there is any value of a type in a text."""
    try:
        decoder(kind).decode(text)
    except ValueError:
        return Reading("").inside(kind, text, ROOT) is not ABSENT
    return True


class Reading:
    """One body being read."""

    def __init__(self, operation: str) -> None:
        """Begin with nothing found."""
        self.found: list[Found] = []
        self._operation = operation
        # A union in a union is tried again for every way there is to read the rest.
        self._kept: dict[tuple[object, str], tuple[object, list[Found]]] = {}

    def wrong(
        self, kind: object, text: bytes, at: Place, what: Kind = "type"
    ) -> object:
        """Note that a place deviates, and return ABSENT."""
        actual = json_type(text) if text else "absent"
        is_null = actual == "null" and what == "type"
        deviation = Deviation(
            self._operation,
            at.pointer,
            "null" if is_null else what,
            expected(kind),
            actual,
        )
        self.found.append(Found(deviation, at.pattern))
        return ABSENT

    def value(self, kind: object, text: bytes, at: Place) -> object:
        """Return the value of a text; where none fits, note that and return ABSENT."""
        try:
            return decoder(kind).decode(text)
        except ValueError:
            return self.inside(kind, text, at)

    def inside(self, kind: object, text: bytes, at: Place) -> object:
        """Return the value of a text that the decoder has refused."""
        kind = bare(kind)
        if isinstance(kind, Choice):
            return self._chosen(kind, text, at)
        if kind is object:
            return self._anything(text, at)
        if json_type(text) not in json_types(kind):
            return self.wrong(kind, text, at)
        if members_of_union(kind):
            return self._of_union(kind, text, at)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is list:
            return self._rows(inner[0], text, at)
        if origin is tuple:
            return self._tuple(kind, inner, text, at)
        if origin is dict:
            return self._map(inner[1], text, at)
        if is_a(kind, Model):
            return self._record(cast("type[Model]", kind), text, at)
        return self._scalar(kind, text, at)

    def _record(self, cls: type[Model], text: bytes, at: Place) -> Model:
        members = members_of(text)
        values: dict[str, object] = {}
        for field in fields_of(cls).values():
            value = self._attribute(field, members.get(field.wire), at)
            if value is not ABSENT:
                values[field.name] = value
        return build(cls, values)

    def _attribute(self, field: Field, text: bytes | None, at: Place) -> object:
        if text is None:
            if field.has_default:
                return field.default
            value = self.wrong(field.type, b"", at.member(field.wire), "missing")
        else:
            try:
                return decoder(field.type).decode(text)
            except ValueError:
                value = self.inside(field.type, text, at.member(field.wire))
        return None if value is ABSENT and field.nullable else value

    def _rows(self, kind: object, text: bytes, at: Place) -> object:
        rows: list[object] = []
        for index, row in enumerate(rows_of(text)):
            value = self._element(kind, row, at.item(index))
            if value is ABSENT:
                return ABSENT
            rows.append(value)
        return rows

    def _tuple(
        self, kind: object, kinds: Sequence[object], text: bytes, at: Place
    ) -> object:
        rows = rows_of(text)
        if len(rows) != len(kinds):
            return self.wrong(kind, text, at)
        items: list[object] = []
        for index, (one, row) in enumerate(zip(kinds, rows, strict=True)):
            value = self._element(one, row, at.item(index))
            if value is ABSENT:
                return ABSENT
            items.append(value)
        return tuple(items)

    def _map(self, kind: object, text: bytes, at: Place) -> object:
        found: dict[str, object] = {}
        for key, row in members_of(text).items():
            value = self._element(kind, row, at.item(key))
            if value is ABSENT:
                return ABSENT
            found[key] = value
        return found

    def _element(self, kind: object, text: bytes, at: Place) -> object:
        """Return one of many; a record with nothing set where that is no record."""
        value = self.value(kind, text, at)
        if value is not ABSENT:
            return value
        cls = record_of(kind)
        return ABSENT if cls is None else blank(cls)

    def _of_union(self, kind: object, text: bytes, at: Place) -> object:
        """Return what only one of the types can be: they differ in their JSON type."""
        found, fitting = json_type(text), members_of_union(kind)
        members = [one for one in fitting if found in json_types(one)]
        # A number that is no integer, where integers are one of the types, comes last.
        for member in members[:-1]:
            start = len(self.found)
            value = self.inside(member, text, at)
            if value is not ABSENT:
                return value
            del self.found[start:]
        return self._as(kind, self.inside(members[-1], text, at), at)

    def _as(self, kind: object, value: object, at: Place) -> object:
        """Return a value; where none fits, all of the types were expected there."""
        last = self.found[-1] if self.found else None
        if value is ABSENT and last and last.deviation.pointer == at.pointer:
            deviation = replace(last.deviation, expected=expected(kind))
            self.found[-1] = Found(deviation, last.pattern)
        return value

    def _scalar(self, kind: object, text: bytes, at: Place) -> object:
        if kind is float:
            # Beyond all floats: infinite, and written back as it came.
            return float(text)
        if kind is int or is_a(kind, OpenIntEnum):
            number = integer(text)
            if number is None:
                return self.wrong(kind, text, at)
            return cast("Callable[[int], object]", kind)(number)
        # A text that is no date; or half a surrogate pair or octets, which is no text.
        is_text = is_a(kind, str, date)
        return self.wrong(kind, text, at, "format" if is_text else "type")

    def _anything(self, text: bytes, at: Place) -> object:
        """Return the plain value of any JSON text, if it could be written again."""
        try:
            text.decode()
            value = loads(text)
            msgspec.json.encode(value)
        except ValueError:
            return self.wrong(str, text, at, "format")
        return value

    def _chosen(self, union: Choice, text: bytes, at: Place) -> object:
        """Return the member of a union that fits best."""
        key = union, at.pointer
        if key not in self._kept:
            # A union that is a member of itself ends here.
            self._kept[key] = ABSENT, []
            start = len(self.found)
            value = self._tried(union, text, at)
            self._kept[key] = value, self.found[start:]
            return value
        value, found = self._kept[key]
        self.found += found
        return value

    def _tried(self, union: Choice, text: bytes, at: Place) -> object:
        found = json_type(text)
        members = [one for one in union.cases.members if found in json_types(one)]
        tag = members_of(text).get(union.cases.tag) if found == "object" else None
        word = None if tag is None else word_of(loads(tag))
        if union.cases.tag and word is not None:
            if word not in union.cases.tags:
                return Unknown()
            members = [union.cases.tags[word]]
        if len(members) == 1:
            return self._as(union, self.value(members[0], text, at), at)
        start = len(self.found)
        tries = [self._try(one, text, at) for one in members]
        able = [one for one in tries if one.value is not ABSENT]
        if not able:
            return self.wrong(union, text, at)
        best = max(able, key=lambda one: one.rank)
        self.found[start:] = best.found
        return best.value

    def _try(self, kind: object, text: bytes, at: Place) -> _Try:
        start = len(self.found)
        value = self.value(kind, text, at)
        found = self.found[start:]
        del self.found[start:]
        return _Try(value, found, (-len(found), *_likeness(value, text)))


class _Try(NamedTuple):
    """A value as one member of a union."""

    value: object
    found: list[Found]
    rank: tuple[int, ...]


def _likeness(value: object, text: bytes) -> tuple[int, int, int]:
    """Return how much a record is like a text: constants, known keys, unknown ones."""
    if not isinstance(value, Model) or not text.startswith(b"{"):
        return 0, 0, 0
    members = members_of(text)
    known = [one.wire for one in fields_of(type(value)).values() if one.wire in members]
    right = [
        1
        for key, constant in value.__constants__.items()
        if key in members and loads(members[key]) == constant
    ]
    is_open = type(value).__additional__() is not None
    unknown = 0 if is_open else len(members) - len(known)
    return len(right), len(known), -unknown


@functools.cache
def record_of(kind: object) -> type[Model] | None:
    """Return the class of a type whose values are records; None for other types."""
    kind = bare(kind)
    members: Sequence[object] = members_of_union(kind) or (kind,)
    if isinstance(kind, Choice):
        members = (Unknown,) if kind.cases.tag else kind.cases.classes
    for one in members:
        if isinstance(one, Choice):
            return record_of(one)
        if is_a(one, Model):
            return cast("type[Model]", one)
    return None


def blank(cls: type[Model]) -> Model:
    """Return a record with nothing set."""
    fields = fields_of(cls).values()
    known = {one.name: one.default for one in fields if one.has_default}
    empty = {one.name: None for one in fields if one.nullable}
    return build(cls, {**empty, **known})
