"""Model of Rate."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class Rate(Model):
    """A billable rate or labor cost and the time it applies to."""

    amount: float | None = None
    """Amount per hour."""

    created_at: Timestamp | None = None
    """When the rate was created."""

    creator_id: int | None = None
    """User who created the rate."""

    deleted_at: Timestamp | None = None
    """When the rate was deleted; null while it is active."""

    end: Timestamp | None = None
    """When the rate ends."""

    id: int | None = None
    """ID of the rate."""

    planned_task_id: int | None = None
    """Task the rate is set for."""

    project_id: int | None = None
    """Project the rate is set for."""

    project_user_id: int | None = None
    """Project user the rate is set for."""

    rate_change_mode: str | None = None
    """Mode the rate was created with, such as `start-today`."""

    start: Timestamp | None = None
    """When the rate starts."""

    type: str | None = None
    """Kind of rate, such as `billable_rates`."""

    updated_at: Timestamp | None = None
    """When the rate last changed."""

    workspace_id: int | None = None
    """Workspace the rate is set for."""

    workspace_user_id: int | None = None
    """Workspace user the rate is set for."""
