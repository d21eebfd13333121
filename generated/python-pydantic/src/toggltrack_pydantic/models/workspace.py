"""Model of Workspace."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp
from .csv_upload import CsvUpload
from .rounding import Rounding
from .time_entry_constraints import TimeEntryConstraints
from .workspace_subscription import WorkspaceSubscription


class Workspace(Model):
    """A workspace with its settings."""

    __nested__: ClassVar[frozenset[str]] = frozenset(
        ("csv_upload", "subscription", "te_constraints")
    )

    __sensitive__: ClassVar[frozenset[str]] = frozenset(("api_token", "ical_url"))

    admin: bool | None = None
    """Whether the caller is an admin of the workspace. Deprecated."""

    api_token: str | None = None
    """Token for the API. Deprecated."""

    at: Timestamp | None = None
    """When the workspace last changed."""

    business_ws: bool | None = None
    """Whether the workspace has the Premium plan."""

    csv_upload: CsvUpload | None = None
    """The CSV upload."""

    default_currency: str | None = None
    """Code of the default currency, such as EUR. Premium plan."""

    default_hourly_rate: float | None = None
    """Default price of an hour. Premium plan."""

    hide_start_end_times: bool | None = None
    """Whether start and end times are hidden."""

    ical_enabled: bool | None = None
    """Whether the calendar can be subscribed to."""

    ical_url: str | None = None
    """Where the calendar is; recorded as a path without a host. A URL or a part of
    one.
    """

    id: int
    """ID of the workspace."""

    last_modified: Timestamp | None = None
    """When data in the workspace last changed."""

    limit_public_project_data: bool | None = None
    """Whether reports show public projects to admins only."""

    logo_url: str | None = None
    """Where the logo is. A URL."""

    max_data_retention_days: int | None = None
    """How many days back a free workspace sees its data."""

    name: str
    """Name of the workspace."""

    only_admins_may_create_projects: bool | None = None
    """Whether creating projects is left to admins."""

    only_admins_may_create_tags: bool | None = None
    """Whether creating tags is left to admins."""

    only_admins_see_billable_rates: bool | None = None
    """Whether only admins see billable rates."""

    only_admins_see_team_dashboard: bool | None = None
    """Whether only admins see the team dashboard."""

    organization_id: int
    """Organization the workspace belongs to."""

    permissions: list[str] | None = None
    """What the caller may do in the workspace."""

    premium: bool | None = None
    """Whether the workspace has the Starter plan."""

    profile: int | None = None
    """Deprecated."""

    projects_billable_by_default: bool | None = None
    """Whether new projects are billable."""

    projects_enforce_billable: bool | None = None
    """Whether time must follow its project's billable setting."""

    projects_private_by_default: bool | None = None
    """Whether new projects are private."""

    rate_last_updated: Timestamp | None = None
    """When the rate last changed."""

    reports_collapse: bool | None = None
    """Whether reports open collapsed."""

    role: str | None = None
    """Role of the caller in the workspace."""

    rounding: Rounding | None = None
    """How durations are rounded: -1 down, 0 to nearest, 1 up. Premium plan."""

    rounding_minutes: int | None = None
    """Minutes that durations are rounded to. Premium plan."""

    server_deleted_at: Timestamp | None = None
    """When the workspace was deleted; null while it is not."""

    subscription: WorkspaceSubscription | None = None
    """The subscription. Deprecated."""

    suspended_at: Timestamp | None = None
    """When the workspace was suspended; null while it is not."""

    te_constraints: TimeEntryConstraints | None = None
    """What the workspace demands of time entries."""

    working_hours_in_minutes: int | None = None
    """Working hours, in minutes."""
