"""Model of RateChangeMode."""

from __future__ import annotations

from .._enum import OpenStrEnum


class RateChangeMode(OpenStrEnum):
    """RateChangeMode.

    What a new rate or cost replaces: nothing before today, the current one, or
    every one.
    """

    START_TODAY = "start-today"

    OVERRIDE_CURRENT = "override-current"

    OVERRIDE_ALL = "override-all"
