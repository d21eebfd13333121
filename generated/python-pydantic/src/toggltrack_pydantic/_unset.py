"""The mark of an argument that was left out, told apart from None, which is null."""

from __future__ import annotations

import enum
from typing import Final


class Unset(enum.Enum):
    """The type of UNSET; an enumeration of one, so that `is UNSET` narrows types."""

    UNSET = "UNSET"

    def __bool__(self) -> bool:
        """Return False: nothing was given."""
        return False

    def __repr__(self) -> str:
        """Return the name under which the mark is imported."""
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Stands for an argument that is not sent at all."""
