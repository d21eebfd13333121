"""Model of WorkspaceUser."""

from __future__ import annotations

from typing import ClassVar

from .._model import Guarded
from .._types import Timestamp


class WorkspaceUser(Guarded, kw_only=True):
    """A user as a member of a workspace."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(
        ("invitation_code", "invite_url")
    )

    active: bool | None = None
    """Whether the user accepted the invitation."""

    admin: bool | None = None
    """Whether the user is an admin."""

    at: Timestamp | None = None
    """When the membership last changed."""

    avatar_file_name: str | None = None
    """Where the avatar is."""

    email: str | None = None
    """E-mail address. An e-mail address."""

    group_ids: list[int] | None = None
    """Groups the user belongs to."""

    id: int | None = None
    """ID of the membership."""

    inactive: bool | None = None
    """Whether an admin of the workspace deactivated the user."""

    invitation_code: str | None = None
    """For the API's own use."""

    invite_url: str | None = None
    """For the API's own use."""

    is_direct: bool | None = None
    """Whether the user is a member directly and not through a group."""

    labor_cost: float | None = None
    """Labor cost of the user."""

    labor_cost_last_updated: Timestamp | None = None
    """When the labor cost last changed."""

    name: str | None = None
    """Name."""

    organization_admin: bool | None = None
    """Whether the user is an admin of the organization."""

    rate: float | None = None
    """Rate of the user."""

    rate_last_updated: Timestamp | None = None
    """When the rate last changed."""

    role: str | None = None
    """Role."""

    role_id: int | None = None
    """ID of the role."""

    timezone: str | None = None
    """Time zone."""

    uid: int | None = None
    """ID of the user in all of Toggl."""

    user_id: int | None = None
    """Same as `uid`, sent by this list only."""

    view_edit_billable_rates: bool | None = None
    """Whether the user sees and edits billable rates, if the role leaves that to
    each user.
    """

    view_edit_labor_costs: bool | None = None
    """Whether the user sees and edits labor costs."""

    wid: int | None = None
    """ID of the workspace."""

    working_hours_in_minutes: int | None = None
    """Working hours, in minutes."""

    workspace_admin: bool | None = None
    """Whether the user is an admin of the workspace."""

    workspace_id: int | None = None
    """Same as `wid`, sent by this list only."""
