"""Model of RateLevel."""

from __future__ import annotations

from .._enum import OpenStrEnum


class RateLevel(OpenStrEnum):
    """What a rate can be set for."""

    WORKSPACE = "workspace"

    WORKSPACE_USER = "workspace_user"

    PROJECT = "project"

    PROJECT_USER = "project_user"

    TASK = "task"
