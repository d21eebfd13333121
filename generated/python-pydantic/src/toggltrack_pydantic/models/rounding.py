"""Model of Rounding."""

from __future__ import annotations

from .._enum import OpenIntEnum


class Rounding(OpenIntEnum):
    """How durations are rounded: -1 down, 0 to nearest, 1 up."""

    MINUS_1 = -1

    VALUE_0 = 0

    VALUE_1 = 1
