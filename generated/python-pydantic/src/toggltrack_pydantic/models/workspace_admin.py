"""Model of WorkspaceAdmin."""

from __future__ import annotations

from .._model import Model


class WorkspaceAdmin(Model):
    """A user who is an admin of a workspace."""

    name: str | None = None
    """Name of the user."""

    user_id: int | None = None
    """User."""
