"""Model of ProjectRecurrenceInput."""

from __future__ import annotations

from .._model import Model
from .._types import Date


class ProjectRecurrenceInput(Model):
    """How a project is to recur."""

    custom_period: int | None = None
    """Custom period; needs `custom` as `period`. Unit not documented."""

    period: str | None = None
    """Kind of period, such as `monthly` or `custom`."""

    project_start_date: Date | None = None
    """Day the recurrence starts."""
