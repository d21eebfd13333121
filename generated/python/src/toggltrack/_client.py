"""The client for code without `await`."""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ._about import QUOTA_HEADER, site
from ._core import Core

if TYPE_CHECKING:
    from ._transport import Transport
    from .resources.alerts import Alerts
    from .resources.project_users import ProjectUsers
    from .resources.projects import Projects
    from .resources.rates import Rates
    from .resources.track_reminders import TrackReminders
    from .resources.users import Users
    from .resources.workspace_users import WorkspaceUsers
    from .resources.workspaces import Workspaces


class Toggl:
    """The client for code without `await`; threads may share one.

    Use it in a `with` block, or call `close`.

    Args:
        api_token: The api token; by default that of the variable TOGGL_API_TOKEN.
        email: The email.
        password: The password.
        base_url: Where the API is, if not at its documented address.
        timeout: Seconds that a call may take, the last byte of its answer included.
        transport: What sends the requests, instead of the package's own connections;
            the caller closes it.
        user_agent: What the client calls itself, instead of the package's name.

    Raises:
        CredentialsError: Credentials are missing, incomplete or contradictory.
        ValueError: The address or the timeout makes no sense.
    """

    def __init__(
        self,
        api_token: str | None = None,
        *,
        email: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        transport: Transport | None = None,
        user_agent: str | None = None,
    ) -> None:
        """Take the credentials; nothing is sent yet."""
        given: dict[str, str | None] = {
            "api_token": api_token,
            "email": email,
            "password": password,
        }
        where = site(given, base_url, user_agent)
        self._core = Core(where, timeout, transport, QUOTA_HEADER)

    @cached_property
    def workspaces(self) -> Workspaces:
        """Workspaces of an organization and their settings."""
        from .resources.workspaces import Workspaces

        return Workspaces(self._core)

    @cached_property
    def workspace_users(self) -> WorkspaceUsers:
        """Membership of users in a workspace."""
        from .resources.workspace_users import WorkspaceUsers

        return WorkspaceUsers(self._core)

    @cached_property
    def users(self) -> Users:
        """Users as a workspace sees them."""
        from .resources.users import Users

        return Users(self._core)

    @cached_property
    def alerts(self) -> Alerts:
        """Alerts on the progress of projects."""
        from .resources.alerts import Alerts

        return Alerts(self._core)

    @cached_property
    def rates(self) -> Rates:
        """Billable rates and labor costs over time."""
        from .resources.rates import Rates

        return Rates(self._core)

    @cached_property
    def track_reminders(self) -> TrackReminders:
        """Reminders to track time."""
        from .resources.track_reminders import TrackReminders

        return TrackReminders(self._core)

    @cached_property
    def project_users(self) -> ProjectUsers:
        """Users assigned to projects."""
        from .resources.project_users import ProjectUsers

        return ProjectUsers(self._core)

    @cached_property
    def projects(self) -> Projects:
        """Projects of a workspace."""
        from .resources.projects import Projects

        return Projects(self._core)

    def close(self) -> None:
        """Close all connections; no call can be made afterwards."""
        self._core.close()

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the client."""
        self.close()

    def __repr__(self) -> str:
        """Show where it sends requests, without credentials."""
        return f"Toggl(base_url={self._core.base_url!r})"
