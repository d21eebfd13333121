"""The server of the API, in memory."""

from __future__ import annotations

from collections.abc import Iterable

from .._clock import Clock
from ._records import Records
from ._server import NOW, FakeServer
from ._table import TABLE


class FakeToggl(FakeServer):
    """Answers calls as the description has it: a transport for both kinds of client.

    `Toggl(..., transport=fake)` and `AsyncToggl(..., transport=fake)` may share one.
    What is created can be read, changed and deleted; all else answers with the
    examples of the description.

    Attributes:
        requests: Every request that came in, in order.
    """

    def __init__(
        self,
        *,
        workspaces: Iterable[int | str] | None = None,
        base_url: str | None = None,
        now: str = NOW,
        clock: Clock | None = None,
    ) -> None:
        """Begin without records.

        Args:
            workspaces: The values of `workspace_id` that exist; without it, all.
            base_url: Where the clients send their requests, if they are told so.
            now: The moment that new and changed records tell.
            clock: The clock of the client, if it has one of its own.
        """
        super().__init__(
            TABLE,
            {
                "/workspaces/": workspaces,
            },
            base_url,
            now,
            clock,
        )

    @property
    def workspaces(self) -> Records:
        """The records that the server holds here.

        Until a test adds some, calls are answered with the examples of the
        description.
        """
        return self._records("workspaces")

    @property
    def users(self) -> Records:
        """The records that the server holds here.

        Which list of them is told by `workspace_id`. These make no difference to
        a list: `exclude_deleted`. Until a test adds some, calls are answered with
        the examples of the description.
        """
        return self._records("users")

    @property
    def alerts(self) -> Records:
        """The records that the server holds here.

        Which list of them is told by `workspace_id`.
        """
        return self._records("alerts")

    @property
    def track_reminders(self) -> Records:
        """The records that the server holds here.

        Which list of them is told by `workspace_id`.
        """
        return self._records("track_reminders")

    @property
    def project_users(self) -> Records:
        """The records that the server holds here.

        Which list of them is told by `workspace_id`. A list is narrowed by
        `project_ids`, `user_id`. These make no difference to a list:
        `with_group_members`.
        """
        return self._records("project_users")

    @property
    def projects(self) -> Records:
        """The records that the server holds here.

        Which list of them is told by `workspace_id`. A list is narrowed by
        `active`, `billable`, `client_ids`, `statuses`, `name`. These make no
        difference to a list: `sort_pinned`, `since`, `user_ids`, `group_ids`,
        `sort_field`, `sort_order`, `only_templates`, `only_me`.
        """
        return self._records("projects")

    def quota(
        self, remaining: int, resets_in: float = 3600, total: int | None = None
    ) -> None:
        """Limit the calls: each one counts, and the header fields tell.

        Args:
            remaining: How many calls may still be made.
            resets_in: Seconds until they may be made again, by the clock of the fake.
            total: How many may be made then; without it as many as now, at least one.
        """
        self._limit(remaining, resets_in, total)
