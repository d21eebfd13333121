"""Model of ProjectRecurrence."""

from __future__ import annotations

from .._model import Model
from .._types import Date


class ProjectRecurrence(Model):
    """How a project recurs, as answered."""

    custom_period: int | None = None
    """Custom period, where `period` is `custom`; its unit is not documented."""

    estimated_seconds: int | None = None
    """Estimate for one period, in seconds."""

    parameter_end_date: Date | None = None
    """Day the recurrence ends."""

    parameter_start_date: Date | None = None
    """Day the recurrence starts."""

    period: str | None = None
    """Kind of period, such as `monthly` or `custom`."""

    project_start_date: Date | None = None
    """First day of the project."""
