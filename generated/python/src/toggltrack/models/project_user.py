"""Model of ProjectUser."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class ProjectUser(Model, kw_only=True):
    """A user on a project, possibly through a group."""

    at: Timestamp | None = None
    """Last change."""

    gid: int | None = None
    """Group; older name of `group_id`. Deprecated."""

    group_id: int | None = None
    """Group the user is on the project through."""

    id: int | None = None
    """Project user."""

    labor_cost: float | None = None
    """What an hour of the user costs on this project."""

    labor_cost_last_updated: Timestamp | None = None
    """Last change of the labor cost. Documented so; not confirmed."""

    manager: bool | None = None
    """Whether the user manages the project."""

    project_id: int | None = None
    """Project."""

    rate: float | None = None
    """Price of an hour of the user on this project."""

    rate_last_updated: Timestamp | None = None
    """Last change of the rate. Documented so; not confirmed."""

    user_id: int | None = None
    """User."""

    workspace_id: int | None = None
    """Workspace."""
