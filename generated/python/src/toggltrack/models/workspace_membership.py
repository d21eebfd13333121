"""Model of WorkspaceMembership."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._source import At, Source
from .workspace_membership_group import WorkspaceMembershipGroup


class WorkspaceMembership(Model, kw_only=True):
    """What a member is in one workspace."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("groups",))

    admin: bool | None = None
    """To be removed; use `role_id`. Deprecated."""

    cost: float | None = None
    """Not described by the documentation."""

    default_currency: str | None = None
    """Not described by the documentation."""

    groups: list[WorkspaceMembershipGroup] | None = None
    """Not described by the documentation."""

    inactive: bool | None = None
    """Not described by the documentation."""

    rate: float | None = None
    """Not described by the documentation."""

    role: str | None = None
    """To be removed. Deprecated."""

    role_id: int | None = None
    """ID of a role; not together with the flags that make an admin."""

    view_edit_billable_rates: bool | None = None
    """Not described by the documentation."""

    view_edit_labor_costs: bool | None = None
    """Not described by the documentation."""

    working_hours: float | None = None
    """Working hours. More than 0."""

    workspace_id: int | None = None
    """Not described by the documentation."""

    workspace_name: str | None = None
    """Not described by the documentation."""

    workspace_user_id: int | None = None
    """Not described by the documentation."""

    def __link__(self, source: Source, at: At) -> None:
        """Link this record, and the records in it, to the place they were read."""
        self.__source__ = source
        self.__at__ = at
        if self.groups is not None:
            for index, row in enumerate(self.groups):
                row.__link__(source, ((at, "groups"), index))
