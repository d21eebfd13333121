"""Open enumerations: a value the package does not know is kept, not refused."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self


class OpenStrEnum(StrEnum):
    """Text with some known values; any other text is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        # Not remembered anywhere: a server could fill the memory with new values.
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this value was documented when the package was made."""
        return type(self).__members__.get(self._name_) is self


class OpenIntEnum(IntEnum):
    """Numbers with some known values; any other number is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = str(value)
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether this value was documented when the package was made."""
        return type(self).__members__.get(self._name_) is self
