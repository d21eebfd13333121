"""Model of Rate."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class Rate(Model, kw_only=True):
    """A billable rate or labor cost and the time it applies to."""

    amount: float | None = None
    """Amount."""

    created_at: Timestamp | None = None
    """When the rate was created."""

    creator_id: int | None = None
    """Not described by the documentation."""

    deleted_at: Timestamp | None = None
    """When it was deleted, null while active."""

    end: Timestamp | None = None
    """When the rate ends."""

    id: int | None = None
    """ID of the rate."""

    planned_task_id: int | None = None
    """Task the rate is set for."""

    project_id: int | None = None
    """Project the rate is set for."""

    project_user_id: int | None = None
    """Assignment of a user to a project the rate is set for."""

    rate_change_mode: str | None = None
    """Not described by the documentation."""

    start: Timestamp | None = None
    """When the rate starts."""

    type: str | None = None
    """Not described by the documentation."""

    updated_at: Timestamp | None = None
    """When the rate last changed."""

    workspace_id: int | None = None
    """Workspace the rate is set for."""

    workspace_user_id: int | None = None
    """Membership the rate is set for."""
