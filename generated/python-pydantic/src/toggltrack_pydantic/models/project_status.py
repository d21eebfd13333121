"""Model of ProjectStatus."""

from __future__ import annotations

from .._enum import OpenStrEnum


class ProjectStatus(OpenStrEnum):
    """Where a project stands."""

    UPCOMING = "upcoming"

    ACTIVE = "active"

    ENDED = "ended"

    ARCHIVED = "archived"

    DELETED = "deleted"
