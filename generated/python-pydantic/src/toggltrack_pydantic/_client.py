"""The client for code without `await`."""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ._about import QUOTA, SENSITIVE, site
from ._core import Core
from ._raw import RawCalls
from ._settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._clock import Clock
    from ._deviations import OnDeviation
    from ._middleware import Middleware
    from ._quota import OnQuota, Quota
    from ._transport import Transport
    from .resources.alerts import AlertsAPI
    from .resources.project_users import ProjectUsersAPI
    from .resources.projects import ProjectsAPI
    from .resources.rates import RatesAPI
    from .resources.track_reminders import TrackRemindersAPI
    from .resources.users import UsersAPI
    from .resources.workspace_users import WorkspaceUsersAPI
    from .resources.workspaces import WorkspacesAPI


class Toggl(RawCalls):
    """The client for code without `await`; threads may share one.

    Use it in a `with` block, or call `close`.

    Args:
        api_token: The api token; by default that of the variable TOGGL_API_TOKEN.
        email: The email.
        password: The password.
        base_url: Where the API is, if not at its documented address.
        timeout: Seconds that a call may take, the last byte of its answer included.
        retries: How often a call that failed may be tried again, where that is safe.
        on_deviation: What becomes of a response that is not as documented: `warn`,
            `ignore`, `raise`, or a function that is given each Deviation.
        on_quota: What becomes of a call when the quota is spent: `raise` refuses it,
            `wait` waits until there is more, for up to an hour.
        middleware: What stands around every request; the first is outermost.
        max_body: Bytes of a response that may be in memory at once.
        log_bodies: Whether bodies are logged, sensitive members masked.
        transport: What sends the requests, instead of the package's own connections;
            the caller closes it.
        proxy: The address of a proxy; by default that of the environment, none where
            it is empty.
        user_agent: What your program calls itself; it stands behind the package's name.
        clock: Time and chance, for tests.

    Raises:
        CredentialsError: Credentials are missing, incomplete or contradictory.
        ValueError: The address or another setting makes no sense.
    """

    def __init__(
        self,
        api_token: str | None = None,
        *,
        email: str | None = None,
        password: str | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        retries: int = 2,
        on_deviation: OnDeviation = "warn",
        on_quota: OnQuota = "raise",
        middleware: Iterable[Middleware] = (),
        max_body: int = 100_000_000,
        log_bodies: bool = False,
        transport: Transport | None = None,
        proxy: str | None = None,
        user_agent: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Take the credentials; nothing is sent yet."""
        given: dict[str, str | None] = {
            "api_token": api_token,
            "email": email,
            "password": password,
        }
        where = site(given, base_url, user_agent)
        settings: Settings[Middleware] = Settings(
            timeout=timeout,
            retries=retries,
            on_deviation=on_deviation,
            on_quota=on_quota,
            middleware=tuple(middleware),
            max_body=max_body,
            log_bodies=log_bodies,
            proxy=proxy,
            clock=clock,
            quota=QUOTA,
            sensitive=SENSITIVE,
        )
        self._core = Core(where, settings, transport)

    @property
    def quota(self) -> Quota | None:
        """What the last response told of the quota; None before one did."""
        return self._core.quota.last

    @cached_property
    def workspaces(self) -> WorkspacesAPI:
        """Workspaces of an organization and their settings."""
        from .resources.workspaces import WorkspacesAPI

        return WorkspacesAPI(self._core)

    @cached_property
    def workspace_users(self) -> WorkspaceUsersAPI:
        """Membership of users in a workspace."""
        from .resources.workspace_users import WorkspaceUsersAPI

        return WorkspaceUsersAPI(self._core)

    @cached_property
    def users(self) -> UsersAPI:
        """Users as a workspace sees them."""
        from .resources.users import UsersAPI

        return UsersAPI(self._core)

    @cached_property
    def alerts(self) -> AlertsAPI:
        """Alerts on the progress of projects."""
        from .resources.alerts import AlertsAPI

        return AlertsAPI(self._core)

    @cached_property
    def rates(self) -> RatesAPI:
        """Billable rates and labor costs over time."""
        from .resources.rates import RatesAPI

        return RatesAPI(self._core)

    @cached_property
    def track_reminders(self) -> TrackRemindersAPI:
        """Reminders to track time."""
        from .resources.track_reminders import TrackRemindersAPI

        return TrackRemindersAPI(self._core)

    @cached_property
    def project_users(self) -> ProjectUsersAPI:
        """Users assigned to projects."""
        from .resources.project_users import ProjectUsersAPI

        return ProjectUsersAPI(self._core)

    @cached_property
    def projects(self) -> ProjectsAPI:
        """Projects of a workspace."""
        from .resources.projects import ProjectsAPI

        return ProjectsAPI(self._core)

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
