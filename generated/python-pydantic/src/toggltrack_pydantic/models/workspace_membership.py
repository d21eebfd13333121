"""Model of WorkspaceMembership."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .workspace_membership_group import WorkspaceMembershipGroup


class WorkspaceMembership(Model):
    """What a user is in one workspace."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("groups",))

    admin: bool | None = None
    """Whether the user is an admin of the workspace; to be removed, use `role_id`.
    Deprecated.
    """

    cost: float | None = None
    """What an hour of the user costs."""

    default_currency: str | None = None
    """Code of the default currency, such as EUR."""

    groups: list[WorkspaceMembershipGroup] | None = None
    """Groups the user belongs to."""

    inactive: bool | None = None
    """Whether the user is deactivated in the workspace."""

    rate: float | None = None
    """Price of an hour of the user."""

    role: str | None = None
    """Role of the user; to be removed. Deprecated."""

    role_id: int | None = None
    """ID of the role; not together with the flags that make an admin."""

    view_edit_billable_rates: bool | None = None
    """Whether the user sees and edits billable rates, if the role leaves that to
    each user.
    """

    view_edit_labor_costs: bool | None = None
    """Whether the user sees and edits labor costs, if the role leaves that to each
    user.
    """

    working_hours: float | None = None
    """Working hours, or null. More than 0."""

    workspace_id: int | None = None
    """Workspace."""

    workspace_name: str | None = None
    """Name of the workspace."""

    workspace_user_id: int | None = None
    """ID of the workspace user."""
