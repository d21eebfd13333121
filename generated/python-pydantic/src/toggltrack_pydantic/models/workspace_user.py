"""Model of WorkspaceUser."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp


class WorkspaceUser(Model):
    """The membership of a user in a workspace."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(
        ("invitation_code", "invite_url")
    )

    active: bool | None = None
    """Whether the user has accepted the invitation."""

    admin: bool | None = None
    """Whether the user is an admin."""

    at: Timestamp | None = None
    """When the membership last changed."""

    avatar_file_name: str | None = None
    """Where the avatar is."""

    email: str | None = None
    """Address of the user. An e-mail address."""

    group_ids: list[int] | None = None
    """Groups the user belongs to."""

    id: int | None = None
    """ID of the workspace user."""

    inactive: bool | None = None
    """Whether an admin of the workspace has deactivated the user."""

    invitation_code: str | None = None
    """Code of the invitation. For the API's own use."""

    invite_url: str | None = None
    """Where the invitation is accepted. For the API's own use."""

    is_direct: bool | None = None
    """Whether the user is a member directly and not through a group."""

    labor_cost: float | None = None
    """What an hour of the user costs."""

    labor_cost_last_updated: Timestamp | None = None
    """When the labor cost last changed."""

    name: str | None = None
    """Name of the user."""

    organization_admin: bool | None = None
    """Whether the user is an admin of the organization."""

    rate: float | None = None
    """Price of an hour of the user."""

    rate_last_updated: Timestamp | None = None
    """When the rate last changed."""

    role: str | None = None
    """Role of the user."""

    role_id: int | None = None
    """ID of the role."""

    timezone: str | None = None
    """Time zone of the user."""

    uid: int | None = None
    """ID of the user, the same in every workspace."""

    user_id: int | None = None
    """Same as `uid`, sent by this list only."""

    view_edit_billable_rates: bool | None = None
    """Whether the user sees and edits billable rates, if the role leaves that to
    each user.
    """

    view_edit_labor_costs: bool | None = None
    """Whether the user sees and edits labor costs, if the role leaves that to each
    user.
    """

    wid: int | None = None
    """Workspace."""

    working_hours_in_minutes: int | None = None
    """Working hours, in minutes."""

    workspace_admin: bool | None = None
    """Whether the user is an admin of the workspace."""

    workspace_id: int | None = None
    """Same as `wid`, sent by this list only."""
