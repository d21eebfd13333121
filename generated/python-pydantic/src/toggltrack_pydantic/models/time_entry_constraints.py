"""Model of TimeEntryConstraints."""

from __future__ import annotations

from .._model import Model


class TimeEntryConstraints(Model):
    """What a workspace demands of time entries, once the constraints are enabled."""

    description_present: bool | None = None
    """Whether a time entry needs a description."""

    project_present: bool | None = None
    """Whether a time entry needs a project."""

    tag_present: bool | None = None
    """Whether a time entry needs a tag."""

    task_present: bool | None = None
    """Whether a time entry needs a task."""

    time_entry_constraints_enabled: bool | None = None
    """Whether the constraints are enabled."""
