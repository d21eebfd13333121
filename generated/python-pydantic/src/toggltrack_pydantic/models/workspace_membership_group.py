"""Model of WorkspaceMembershipGroup."""

from __future__ import annotations

from .._model import Model


class WorkspaceMembershipGroup(Model):
    """A group a user belongs to."""

    group_id: int | None = None
    """ID of the group."""

    name: str | None = None
    """Name of the group."""
