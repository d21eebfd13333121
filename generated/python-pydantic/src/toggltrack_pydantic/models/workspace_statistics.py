"""Model of WorkspaceStatistics."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .workspace_admin import WorkspaceAdmin


class WorkspaceStatistics(Model):
    """Who leads a workspace and how large it is."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("admins",))

    admins: list[WorkspaceAdmin] | None = None
    """Admins of the workspace."""

    groups_count: int | None = None
    """Number of groups."""

    members_count: int | None = None
    """Number of members."""
