"""Model of TrackReminder."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp
from .reminder_frequency import ReminderFrequency


class TrackReminder(Model):
    """A reminder to track time, sent to users and groups."""

    created_at: Timestamp | None = None
    """When the reminder was created."""

    frequency: ReminderFrequency | None = None
    """Days from one reminder to the next."""

    group_ids: list[int] | None = None
    """Groups that receive the reminder."""

    reminder_id: int | None = None
    """ID of the reminder."""

    threshold: int | None = None
    """After how many hours the reminder is sent. Documented so; not confirmed."""

    user_ids: list[int] | None = None
    """Users who receive the reminder."""

    workspace_id: int | None = None
    """Workspace."""
