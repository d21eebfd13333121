"""Model of Project."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Date, Timestamp
from .project_period import ProjectPeriod
from .project_recurrence import ProjectRecurrence
from .project_status import ProjectStatus


class Project(Model):
    """A project of a workspace.

    Recorded answers leave out what a plan or a project does not have.
    """

    __nested__: ClassVar[frozenset[str]] = frozenset(
        ("current_period", "recurring_parameters")
    )

    __sensitive__: ClassVar[frozenset[str]] = frozenset(("shared_hash",))

    active: bool | None = None
    """False once the project is archived."""

    actual_hours: int | None = None
    """Whole hours tracked so far."""

    actual_seconds: int | None = None
    """Seconds tracked so far."""

    at: Timestamp | None = None
    """When the project last changed."""

    auto_estimates: bool | None = None
    """Whether the estimate is the sum of the tasks' estimates. Premium plan."""

    billable: bool | None = None
    """Whether time on the project is billable. Premium plan."""

    can_track_time: bool | None = None
    """Whether time can be tracked on the project."""

    cid: int | None = None
    """Client; older name of `client_id`. Deprecated."""

    client_id: int | None = None
    """Client, if the project has one."""

    color: str | None = None
    """Color as `#rrggbb`, in lower case. Must match `^#[0-9a-f]{6}$`."""

    created_at: Timestamp | None = None
    """When the project was created."""

    currency: str | None = None
    """Code of the currency of rate and fee, such as EUR. Premium plan."""

    current_period: ProjectPeriod | None = None
    """Period now running. Premium plan."""

    end_date: Date | None = None
    """Last day of the project."""

    estimated_hours: int | None = None
    """Estimate, in hours."""

    estimated_seconds: int | None = None
    """Estimate, in seconds."""

    fixed_fee: float | None = None
    """Fee for the whole project, in its currency. Premium plan."""

    id: int
    """ID of the project."""

    integration_ext_id: str | None = None
    """ID of the entity it is linked to in another system."""

    integration_ext_type: str | None = None
    """Kind of the entity it is linked to in another system."""

    integration_provider: str | None = None
    """The other system, such as Jira or Salesforce."""

    is_private: bool | None = None
    """Whether only its members see the project."""

    is_shared: bool | None = None
    """Whether the project is shared."""

    name: str
    """Name of the project."""

    permissions: list[str] | None = None
    """What the caller may do with the project."""

    pinned: bool | None = None
    """Whether the caller has pinned the project."""

    rate: float | None = None
    """Price of an hour, in the project's currency."""

    rate_last_updated: Timestamp | None = None
    """When the rate last changed."""

    recurring: bool | None = None
    """Whether the project starts again every period. Premium plan."""

    recurring_parameters: list[ProjectRecurrence] | None = None
    """How the project recurs. Premium plan."""

    server_deleted_at: Timestamp | None = None
    """When the project was deleted; null while it is not."""

    shared_at: Timestamp | None = None
    """When the project was shared. Documented so; not confirmed."""

    shared_hash: str | None = None
    """Key under which the project is shared."""

    start_date: Date | None = None
    """First day of the project."""

    status: ProjectStatus | None = None
    """Where the project stands."""

    tasks_count: int | None = None
    """Number of tasks."""

    template: bool | None = None
    """Whether the project is a template for others. Premium plan."""

    template_id: int | None = None
    """Template the project was made from."""

    wid: int | None = None
    """Workspace; older name of `workspace_id`. Deprecated."""

    workspace_id: int
    """Workspace."""
