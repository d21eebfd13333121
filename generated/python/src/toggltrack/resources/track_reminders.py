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


class TrackReminders:
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
        call = Call(
            _LIST,
            (workspace_id,),
            options=options,
        )
        return self._core.send(call)

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
            group_ids: Groups to remind; not needed with users.
            threshold: After how many hours the reminder is sent.
            user_ids: Users to remind; not needed with groups.
            options: Settings of this call.

        Returns:
            The new reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST TrackReminders)
        """
        body = {
            "frequency": frequency,
            "group_ids": group_ids,
            "threshold": threshold,
            "user_ids": user_ids,
        }
        call = Call(
            _CREATE,
            (workspace_id,),
            body=body,
            options=options,
        )
        return self._core.send(call)

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
        """Change a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups to remind; not needed with users.
            threshold: After how many hours the reminder is sent.
            user_ids: Users to remind; not needed with groups.
            options: Settings of this call.

        Returns:
            The reminder as changed.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT TrackReminder)
        """
        body = {
            "frequency": frequency,
            "group_ids": group_ids,
            "threshold": threshold,
            "user_ids": user_ids,
        }
        call = Call(
            _UPDATE,
            (workspace_id, reminder_id),
            body=body,
            options=options,
        )
        return self._core.send(call)

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
        call = Call(
            _DELETE,
            (workspace_id, reminder_id),
            options=options,
        )
        return self._core.send(call)


class AsyncTrackReminders:
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
        call = Call(
            _LIST,
            (workspace_id,),
            options=options,
        )
        return await self._core.send(call)

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
            group_ids: Groups to remind; not needed with users.
            threshold: After how many hours the reminder is sent.
            user_ids: Users to remind; not needed with groups.
            options: Settings of this call.

        Returns:
            The new reminder.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST TrackReminders)
        """
        body = {
            "frequency": frequency,
            "group_ids": group_ids,
            "threshold": threshold,
            "user_ids": user_ids,
        }
        call = Call(
            _CREATE,
            (workspace_id,),
            body=body,
            options=options,
        )
        return await self._core.send(call)

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
        """Change a reminder.

        Give users, groups or both.

        Args:
            workspace_id: Workspace.
            reminder_id: Reminder.
            frequency: Days from one reminder to the next. One of 1, 7.
            group_ids: Groups to remind; not needed with users.
            threshold: After how many hours the reminder is sent.
            user_ids: Users to remind; not needed with groups.
            options: Settings of this call.

        Returns:
            The reminder as changed.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT TrackReminder)
        """
        body = {
            "frequency": frequency,
            "group_ids": group_ids,
            "threshold": threshold,
            "user_ids": user_ids,
        }
        call = Call(
            _UPDATE,
            (workspace_id, reminder_id),
            body=body,
            options=options,
        )
        return await self._core.send(call)

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
        call = Call(
            _DELETE,
            (workspace_id, reminder_id),
            options=options,
        )
        return await self._core.send(call)
