"""Model of TimeEntryDeletionMode."""

from __future__ import annotations

from .._enum import OpenStrEnum


class TimeEntryDeletionMode(OpenStrEnum):
    """TimeEntryDeletionMode.

    What becomes of time entries whose project is deleted: deleted too, or left
    without a project.
    """

    DELETE = "delete"

    UNASSIGN = "unassign"
