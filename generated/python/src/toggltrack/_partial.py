"""Records of which the server sent something required wrong, or not at all.

They are instances of a class of their own, made when the first such record comes: the
attribute is not set, and says so when it is read. All other records pay nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import Final, Self, cast

import msgspec

from ._deviations import Deviation, told
from ._fields import Field, fields_of
from ._loads import loads
from ._model import Model, class_of, link, link_of, restore, saved
from ._source import At, Source, members_of, segment


class Absent:
    """Stands for the value of an attribute that is not set."""

    def __repr__(self) -> str:
        """Show that there is none."""
        return "<unreadable>"


ABSENT: Final = Absent()


def peek(record: Model, name: str) -> object:
    """Return the value of an attribute; ABSENT where it is not set."""
    try:
        # Past `__getattr__`, which would look for the reason.
        value: object = object.__getattribute__(record, name)
    except AttributeError:
        return ABSENT
    return value


def set_values(record: Model) -> dict[str, object]:
    """Return the attributes that are set."""
    pairs = ((name, peek(record, name)) for name in record.__struct_fields__)
    return {name: value for name, value in pairs if value is not ABSENT}


class Partial(Model):
    """What a record does otherwise when a required attribute is not set."""

    def __getattr__(self, name: str) -> object:
        """Raise DeviationError for an attribute that is not set; no other comes here.

        Raises:
            AttributeError: The record has no such attribute at all.
        """
        field = fields_of(type(self)).get(name)
        if field is None:
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=self)
        # Imported here: `errors` is loaded when something fails.
        from .errors import DeviationError

        found = link_of(self)
        reply = None if found is None else found[0].reply
        shown = f"{type(self).__name__}.{name}"
        deviations = _reasons(self, field)
        message = f"{shown} cannot be read: {told(deviations) or 'it is not set'}"
        raise DeviationError(message, deviations, reply)

    def __link__(self, source: Source, at: At) -> None:
        """Remember where this record was read, and the records in it."""
        self.__source__ = source
        self.__at__ = at
        fields = fields_of(type(self))
        for name in self.__nested__:
            link(peek(self, name), source, (at, fields[name].wire))

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Yield the attributes that are not None, sensitive ones masked."""
        masked: Collection[str] = getattr(type(self), "__sensitive__", ())
        pairs = ((name, peek(self, name)) for name in self.__struct_fields__)
        return [
            (name, "***" if name in masked and value is not ABSENT else value)
            for name, value in pairs
            if value is not None
        ]

    def __repr__(self) -> str:
        """Show the attributes that are not None, sensitive ones masked."""
        shown = (f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same, also where it cannot be read."""
        if not isinstance(other, Model) or class_of(self) is not class_of(other):
            return NotImplemented
        mine = set_values(self)
        return mine == set_values(other) and _unread(self, mine) == _unread(other, mine)

    def __ne__(self, other: object) -> bool:
        """Tell the opposite: the base has an answer of its own."""
        return not self == other

    def __replace__(self, /, **changes: object) -> Self:
        """Return a copy with other values; it keeps the link, and so unknown keys."""
        twin = build(class_of(self), {**set_values(self), **changes})
        link = link_of(self)
        if link is not None:
            twin.__source__, twin.__at__ = link
        return cast("Self", twin)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a deep copy that keeps the link; bytes are shared, being immutable."""
        # Imported here: whoever copies has loaded it already.
        import copy

        return self.__replace__(**copy.deepcopy(set_values(self), memo))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with this record's own slice of the page instead of the whole page."""
        return restore, (class_of(self), set_values(self), *saved(self))


def build(cls: type[Model], values: Mapping[str, object]) -> Model:
    """Return a record with these attributes and no others.

    Raises:
        TypeError: There is no such attribute.
    """
    names = cls.__struct_fields__
    if len(values) == len(names):
        return cls(**values)
    record = _partial(cls)(**{**dict.fromkeys(names), **values})
    for name in names:
        if name not in values:
            delattr(record, name)
    return record


@functools.cache
def _partial(cls: type[Model]) -> type[Model]:
    """Return the class of the records of a class that lack something required."""
    return cast(
        "type[Model]",
        msgspec.defstruct(
            cls.__name__,
            [],
            bases=(Partial, cls),
            module=cls.__module__,
            namespace={
                "__qualname__": cls.__qualname__,
                "__doc__": cls.__doc__,
                "__whole__": cls,
            },
            gc=False,
        ),
    )


def _reasons(record: Model, field: Field) -> tuple[Deviation, ...]:
    """Return why an attribute is not set: it deviates, or the whole record does."""
    found = link_of(record)
    if found is None:
        return ()
    pointer = found[0].pointer(found[1])
    whole = (one for one in found[0].below(pointer) if one.pointer == pointer)
    return found[0].below(pointer + segment(field.wire)) or tuple(whole)


def _unread(record: Model, known: Collection[str]) -> dict[str, object]:
    """Return what the server sent where an attribute is not set."""
    found = link_of(record)
    text = b"" if found is None else found[0].slice(found[1])
    members = members_of(text) if text.startswith(b"{") else {}
    return {
        field.wire: loads(members[field.wire])
        for field in fields_of(class_of(record)).values()
        if field.name not in known and field.wire in members
    }
