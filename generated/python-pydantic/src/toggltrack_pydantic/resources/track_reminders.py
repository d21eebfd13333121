"""Reminders to track time."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._unset import UNSET, Unset
from ..models.reminder_frequency import ReminderFrequency
from ..models.track_reminder import TrackReminder
from ..reasons import Reason

_LIST: Final = Operation[builtins.list[TrackReminder]](
    id="track_reminders.list",
    method="GET",
    path=("/workspaces/", "/track_reminders"),
    arguments=("workspace_id",),
    result=builtins.list[TrackReminder],
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_CREATE: Final = Operation[TrackReminder](
    id="track_reminders.create",
    method="POST",
    path=("/workspaces/", "/track_reminders"),
    arguments=("workspace_id",),
    result=TrackReminder,
    media_type="application/json",
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_UPDATE: Final = Operation[TrackReminder](
    id="track_reminders.update",
    method="PUT",
    path=("/workspaces/", "/track_reminders/", ""),
    arguments=("workspace_id", "reminder_id"),
    result=TrackReminder,
    media_type="application/json",
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_DELETE: Final = Operation[None](
    id="track_reminders.delete",
    method="DELETE",
    path=("/workspaces/", "/track_reminders/", ""),
    arguments=("workspace_id", "reminder_id"),
    result=None,
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)


class TrackRemindersAPI:
    """Reminders to track time."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> builtins.list[TrackReminder]:
        """List the reminders of a workspace.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The reminders.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET TrackReminders)
        """
        return self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                options=options,
            )
        )

    def create(
        self,
        workspace_id: int,
        *,
        frequency: Unset | ReminderFrequency | int = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        threshold: Unset | float = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        options: Options | None = None,
    ) -> TrackReminder:
        """Create a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups that receive the reminder; may be left out if
                `user_ids` is given.
            threshold: After how many hours the reminder is sent.
            user_ids: Users who receive the reminder; may be left out if `group_ids`
                is given.
            options: Settings of this call.

        Returns:
            The new reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST TrackReminders)
        """
        return self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "frequency": frequency,
                    "group_ids": group_ids,
                    "threshold": threshold,
                    "user_ids": user_ids,
                },
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        reminder_id: int,
        *,
        frequency: Unset | ReminderFrequency | int = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        threshold: Unset | float = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        options: Options | None = None,
    ) -> TrackReminder:
        """Update a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups that receive the reminder; may be left out if
                `user_ids` is given.
            threshold: After how many hours the reminder is sent.
            user_ids: Users who receive the reminder; may be left out if `group_ids`
                is given.
            options: Settings of this call.

        Returns:
            The updated reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT TrackReminder)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id, reminder_id),
                body={
                    "frequency": frequency,
                    "group_ids": group_ids,
                    "threshold": threshold,
                    "user_ids": user_ids,
                },
                options=options,
            )
        )

    def delete(
        self,
        workspace_id: int,
        reminder_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a reminder.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            options: Settings of this call.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE TrackReminder)
        """
        return self._core.send(
            Call(
                _DELETE,
                (workspace_id, reminder_id),
                options=options,
            )
        )


class AsyncTrackRemindersAPI:
    """Reminders to track time."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def list(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> builtins.list[TrackReminder]:
        """List the reminders of a workspace.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The reminders.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET TrackReminders)
        """
        return await self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                options=options,
            )
        )

    async def create(
        self,
        workspace_id: int,
        *,
        frequency: Unset | ReminderFrequency | int = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        threshold: Unset | float = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        options: Options | None = None,
    ) -> TrackReminder:
        """Create a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups that receive the reminder; may be left out if
                `user_ids` is given.
            threshold: After how many hours the reminder is sent.
            user_ids: Users who receive the reminder; may be left out if `group_ids`
                is given.
            options: Settings of this call.

        Returns:
            The new reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST TrackReminders)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "frequency": frequency,
                    "group_ids": group_ids,
                    "threshold": threshold,
                    "user_ids": user_ids,
                },
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        reminder_id: int,
        *,
        frequency: Unset | ReminderFrequency | int = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        threshold: Unset | float = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        options: Options | None = None,
    ) -> TrackReminder:
        """Update a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups that receive the reminder; may be left out if
                `user_ids` is given.
            threshold: After how many hours the reminder is sent.
            user_ids: Users who receive the reminder; may be left out if `group_ids`
                is given.
            options: Settings of this call.

        Returns:
            The updated reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT TrackReminder)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id, reminder_id),
                body={
                    "frequency": frequency,
                    "group_ids": group_ids,
                    "threshold": threshold,
                    "user_ids": user_ids,
                },
                options=options,
            )
        )

    async def delete(
        self,
        workspace_id: int,
        reminder_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a reminder.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            options: Settings of this call.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE TrackReminder)
        """
        return await self._core.send(
            Call(
                _DELETE,
                (workspace_id, reminder_id),
                options=options,
            )
        )
