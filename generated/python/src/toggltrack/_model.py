"""The base of all models: plain attributes, and a link to the bytes they came from.

The link lies in two slots that constructor, equality, repr and encoder do not see. They
are empty on a model that a person built: use `link_of` to read them. Everything that is
no documented field is a function of the package, so that no field can be in its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self, TypeAlias, cast

import msgspec

from ._deviations import Deviation
from ._exchange import Reply
from ._source import At, Source
from ._types import JSON, TypeForm


class Linked:
    """The two slots; names that no field can have."""

    __slots__ = ("__at__", "__source__")

    __source__: Source
    __at__: At


class Model(
    Linked, msgspec.Struct, gc=False, omit_defaults=True, repr_omit_defaults=True
):
    """A record of the API; unknown keys and original spelling are kept out of sight."""

    __nested__: ClassVar[frozenset[str]] = frozenset()
    """The attributes that hold models, at any depth of lists and maps."""

    __constants__: ClassVar[Mapping[str, JSON]] = {}
    """By key in JSON, the value that a member is documented to have always."""

    __whole__: ClassVar[type[Model] | None] = None
    """Of a class whose records lack what is required, the class that it stands for."""

    @classmethod
    def __additional__(cls) -> TypeForm:
        """Return the type of members that are no attributes; None where none is."""
        return None

    def __link__(self, source: Source, at: At) -> None:
        """Remember where this record was read; a record with records hands it on."""
        self.__source__ = source
        self.__at__ = at

    def __replace__(self, /, **changes: object) -> Self:
        """Return a copy with other values; it keeps the link, and so unknown keys."""
        twin = super().__replace__(**changes)
        link = link_of(self)
        if link is not None:
            # Not __link__: the inner records are shared and have links of their own.
            twin.__source__, twin.__at__ = link
        return twin

    def __copy__(self) -> Self:
        """Return a shallow copy that keeps the link."""
        return self.__replace__()

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a deep copy that keeps the link; bytes are shared, being immutable."""
        # Imported here: whoever copies has loaded it already.
        import copy

        names = type(self).__struct_fields__
        values = {name: copy.deepcopy(getattr(self, name), memo) for name in names}
        return self.__replace__(**values)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with this record's own slice of the page instead of the whole page."""
        names = type(self).__struct_fields__
        values = {name: getattr(self, name) for name in names}
        return restore, (type(self), values, *saved(self))


class Guarded(Model):
    """A record with sensitive attributes, which its repr masks."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset()

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Yield the attributes that are set, sensitive ones masked."""
        return list(_shown(self, self.__sensitive__))

    def __repr__(self) -> str:
        """Show the attributes that are set, sensitive ones masked."""
        shown = (f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(shown)})"


def _shown(record: Model, masked: frozenset[str]) -> Iterator[tuple[str, object]]:
    for name in type(record).__struct_fields__:
        value: object = getattr(record, name)
        if value is not None:
            yield name, "***" if name in masked else value


def link_of(record: Model) -> tuple[Source, At] | None:
    """Return where a record was read, or None for one that a person built."""
    source = getattr(record, "__source__", None)
    return None if source is None else (source, record.__at__)


Saved: TypeAlias = "tuple[()] | tuple[bytes, Reply | None, tuple[Deviation, ...], str]"
"""What a pickle keeps of a link: nothing, or what makes a source of the one record."""


def saved(record: Model) -> Saved:
    """Return what a pickle keeps of where a record was read: its own slice."""
    link = link_of(record)
    if link is None:
        return ()
    source, at = link
    text, reply, pointer = source.slice(at), source.reply, source.pointer(at)
    if reply is not None:
        reply = msgspec.structs.replace(reply, body=text)
    return text, reply, source.below(pointer), pointer


def restore(cls: type[Model], values: dict[str, object], *source: object) -> Model:
    """Build a record that was pickled; the rest is what `saved` returned."""
    if len(values) == len(cls.__struct_fields__):
        record = cls(**values)
    else:
        # Imported here: few servers leave out what is required.
        from ._partial import build

        record = build(cls, values)
    if source:
        record.__source__ = Source(*cast("tuple[bytes, None]", source))
        record.__at__ = None
    return record


def class_of(record: Model) -> type[Model]:
    """Return the class of a record that a caller knows."""
    kind = type(record)
    return kind.__whole__ or kind


def link(value: object, source: Source, at: At = None) -> None:
    """Link every record in a decoded value to the place it was read from."""
    if isinstance(value, Model):
        value.__link__(source, at)
    elif isinstance(value, list):
        for index, row in enumerate(cast("list[object]", value)):
            # Most lists are pages of records: no call to find that out row by row.
            place = index if at is None else (at, index)
            if isinstance(row, Model):
                row.__link__(source, place)
            else:
                link(row, source, place)
    elif isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            link(item, source, (at, key))
    elif isinstance(value, tuple):
        link(list(cast("tuple[object, ...]", value)), source, at)
