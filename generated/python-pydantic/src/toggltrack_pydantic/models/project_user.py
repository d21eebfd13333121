"""Model of ProjectUser."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class ProjectUser(Model):
    """The assignment of a user to a project, possibly through a group."""

    at: Timestamp | None = None
    """When the assignment last changed."""

    gid: int | None = None
    """Group; older name of `group_id`. Deprecated."""

    group_id: int | None = None
    """Group the user is on the project through."""

    id: int | None = None
    """ID of the project user."""

    labor_cost: float | None = None
    """What an hour of the user costs on this project; null for no cost of its own."""

    labor_cost_last_updated: Timestamp | None = None
    """When the labor cost last changed."""

    manager: bool | None = None
    """Whether the user manages the project."""

    project_id: int | None = None
    """Project."""

    rate: float | None = None
    """Price of an hour of the user on this project; null for no rate of its own."""

    rate_last_updated: Timestamp | None = None
    """When the rate last changed."""

    user_id: int | None = None
    """User."""

    workspace_id: int | None = None
    """Workspace."""
