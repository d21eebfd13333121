"""Model of WorkspaceStatistics."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._source import At, Source
from .workspace_admin import WorkspaceAdmin


class WorkspaceStatistics(Model, kw_only=True):
    """Who leads a workspace and how large it is."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("admins",))

    admins: list[WorkspaceAdmin] | None = None
    """Admins of the workspace."""

    groups_count: int | None = None
    """Number of groups."""

    members_count: int | None = None
    """Number of members."""

    def __link__(self, source: Source, at: At) -> None:
        """Link this record, and the records in it, to the place they were read."""
        self.__source__ = source
        self.__at__ = at
        if self.admins is not None:
            for index, row in enumerate(self.admins):
                row.__link__(source, ((at, "admins"), index))
