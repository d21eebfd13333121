"""Model of TimeEntryConstraints."""

from __future__ import annotations

from .._model import Model


class TimeEntryConstraints(Model, kw_only=True):
    """What a workspace demands of time entries, once the constraints are enabled."""

    description_present: bool | None = None
    """Not described by the documentation."""

    project_present: bool | None = None
    """Not described by the documentation."""

    tag_present: bool | None = None
    """Not described by the documentation."""

    task_present: bool | None = None
    """Not described by the documentation."""

    time_entry_constraints_enabled: bool | None = None
    """Not described by the documentation."""
