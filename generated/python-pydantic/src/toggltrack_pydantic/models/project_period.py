"""Model of ProjectPeriod."""

from __future__ import annotations

from .._model import Model
from .._types import Date


class ProjectPeriod(Model):
    """One period of a recurring project."""

    end_date: Date | None = None
    """Last day of the period."""

    start_date: Date | None = None
    """First day of the period."""
