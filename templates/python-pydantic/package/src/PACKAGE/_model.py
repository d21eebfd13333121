"""The base of all models: pydantic models, and a link to the bytes they came from.

The link lies in a slot that validation, equality, repr and serializers do not see. It
is empty on a model that a person built: use `link_of` to read it. What pydantic has no
word for is a function of the package, so that no field can be in its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, Self, TypeAlias, TypeVar, cast

import msgspec
from pydantic import BaseModel, ConfigDict

from ._deviations import Deviation
from ._exchange import Reply
from ._source import At, Source
from ._types import JSON, TypeForm

Linked: TypeAlias = tuple[Source, At]
M = TypeVar("M", bound="Model")


class Absent:
    """Stands for the value of an attribute that is not set."""

    def __repr__(self) -> str:
        """Show that there is none."""
        return "<unreadable>"


ABSENT: Final = Absent()


class Model(BaseModel):
    """A record of the API; the original spelling is kept out of sight."""

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        # What a model refuses may be a secret.
        hide_input_in_errors=True,
        protected_namespaces=(),
        validate_assignment=True,
        validate_by_alias=True,
        validate_by_name=True,
    )
    __slots__ = ("__linked__",)

    __nested__: ClassVar[frozenset[str]] = frozenset()
    """The attributes that hold models, at any depth of lists and maps."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset()
    """The attributes that a repr masks."""

    __constants__: ClassVar[Mapping[str, JSON]] = {}
    """By key in JSON, the value that a member is documented to have always."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Raise DeviationError for a required attribute that could not be read."""
            if name not in type(self).__pydantic_fields__:
                return super().__getattr__(name)
            # Imported here: few servers leave out what is required.
            from ._partial import unreadable

            raise unreadable(self, name)

    @classmethod
    def __additional__(cls) -> TypeForm:
        """Return the type of members that are no attributes; None where none is."""
        return None

    def __link__(self, source: Source, at: At) -> None:
        """Remember where this record was read; a record with records hands it on."""
        put(self, "__linked__", (source, at))
        if self.__nested__:
            fields = type(self).__pydantic_fields__
            for name in self.__nested__:
                value = self.__dict__.get(name)
                if value is not None:
                    alias = fields[name].validation_alias
                    wire = alias if isinstance(alias, str) else name
                    link(value, source, (at, wire))
        if self.__pydantic_extra__ and self.__additional__() is not None:
            for key, value in self.__pydantic_extra__.items():
                link(value, source, (at, key))

    def __copy__(self) -> Self:
        """Return a shallow copy that keeps the link."""
        return _linked_as(self, super().__copy__())

    def __deepcopy__(self, memo: dict[int, object] | None = None) -> Self:
        """Return a deep copy that keeps the link; bytes are shared, being immutable."""
        return _linked_as(self, super().__deepcopy__(memo))

    def __getstate__(self) -> dict[object, object]:
        """Pickle with this record's own slice of the page instead of the whole page."""
        return {**super().__getstate__(), "__linked__": saved(self)}

    def __setstate__(self, state: dict[object, object]) -> None:
        """Restore what was pickled."""
        super().__setstate__(state)
        kept = cast("Saved", state["__linked__"])
        if kept:
            put(self, "__linked__", (Source(*kept), None))

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same, also where it cannot be read."""
        if not super().__eq__(other):
            return False
        if len(self.__dict__) == len(type(self).__pydantic_fields__):
            return True
        from ._partial import unread

        return unread(self) == unread(cast("Model", other))

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        """Yield the attributes, sensitive ones masked; unknown keys may be secrets."""
        for name in type(self).__pydantic_fields__:
            value = self.__dict__.get(name, ABSENT)
            is_masked = name in self.__sensitive__ and value not in (None, ABSENT)
            yield name, "***" if is_masked else value


put: Final = object.__setattr__
"""Sets what is no field: validation would refuse it."""


def _linked_as(record: Model, twin: M) -> M:
    found = link_of(record)
    if found is not None:
        # Not __link__: the inner records have links of their own.
        put(twin, "__linked__", found)
    return twin


def link_of(record: Model) -> Linked | None:
    """Return where a record was read, or None for one that a person built."""
    found: Linked | None = getattr(record, "__linked__", None)
    return found


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


def class_of(record: Model) -> type[Model]:
    """Return the class of a record that a caller knows."""
    return type(record)


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
