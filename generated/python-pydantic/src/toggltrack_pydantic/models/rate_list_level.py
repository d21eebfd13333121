"""Model of RateListLevel."""

from __future__ import annotations

from .._enum import OpenStrEnum


class RateListLevel(OpenStrEnum):
    """What rates are listed for."""

    WORKSPACE = "workspace"

    PROJECT = "project"

    TASK = "task"

    USER = "user"
