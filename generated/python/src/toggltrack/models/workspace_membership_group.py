"""Model of WorkspaceMembershipGroup."""

from __future__ import annotations

from .._model import Model


class WorkspaceMembershipGroup(Model, kw_only=True):
    """A group a member belongs to."""

    group_id: int | None = None
    """Not described by the documentation."""

    name: str | None = None
    """Not described by the documentation."""
