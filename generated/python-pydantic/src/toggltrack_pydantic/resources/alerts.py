"""Alerts on the progress of projects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._unset import UNSET, Unset
from ..models.alert import Alert
from ..reasons import Reason

_CREATE: Final = Operation[Alert](
    id="alerts.create",
    method="POST",
    path=("/workspaces/", "/alerts"),
    arguments=("workspace_id",),
    result=Alert,
    media_type="application/json",
    messages=(
        Message(400, Reason.INVALID_WORKSPACE_ID, "invalid workspace ID"),
        Message(400, Reason.BLANK_SOURCE_KIND, "source kind can't be blank"),
        Message(400, Reason.BLANK_PROJECT, "project can't be blank"),
        Message(
            400,
            Reason.PROJECT_NOT_SUPPORTED,
            "project not supported for this source kind",
        ),
        Message(400, Reason.BLANK_THRESHOLD_TYPE, "threshold type can't be blank"),
        Message(400, Reason.BLANK_THRESHOLDS, "thresholds can't be blank"),
        Message(400, Reason.BLANK_RECEIVERS, "receivers can't be blank"),
        Message(400, Reason.ALERT_TYPE_OUT_OF_RANGE, "alert type out of range"),
        Message(400, Reason.RECEIVER_TYPE_OUT_OF_RANGE, "receiver type out of range"),
        Message(400, Reason.THRESHOLD_OUT_OF_RANGE, "threshold out of range"),
        Message(400, Reason.SOURCE_KIND_OUT_OF_RANGE, "source kind out of range"),
        Message(400, Reason.THRESHOLD_TYPE_OUT_OF_RANGE, "threshold type out of range"),
        Message(400, Reason.RECEIVER_ROLE_OUT_OF_RANGE, "receiver role out of range"),
    ),
)
_DELETE: Final = Operation[None](
    id="alerts.delete",
    method="DELETE",
    path=("/workspaces/", "/alerts/", ""),
    arguments=("workspace_id", "alert_id"),
    result=None,
    messages=(
        Message(400, Reason.INVALID_ALERT_ID, "invalid 'alert_id' passed in URL"),
        Message(403, Reason.ALERT_NOT_ACCESSIBLE, "Alert not found or not accessible"),
    ),
)


class AlertsAPI:
    """Alerts on the progress of projects."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def create(
        self,
        workspace_id: int,
        *,
        project_id: Unset | int = UNSET,
        receiver_roles: Unset | Sequence[str] = UNSET,
        receiver_users: Unset | Sequence[int] = UNSET,
        source_kind: str,
        threshold_type: str,
        thresholds: Sequence[int],
        options: Options | None = None,
    ) -> Alert:
        """Create an alert.

        The values that kinds, types and roles can have are not documented.

        Args:
            workspace_id: Workspace.
            project_id: Project to watch; the source kind decides whether it is
                needed or refused.
            receiver_roles: Roles that receive the alert.
            receiver_users: Users who receive the alert.
            source_kind: Kind of what is watched.
            threshold_type: What the thresholds measure.
            thresholds: Values at which the alert is sent. At least 1 element.
            options: Settings of this call.

        Returns:
            The new alert.

        Raises:
            BadRequestError: 400: The alert as described cannot be created. Reasons:
                `invalid_workspace_id`, `blank_source_kind`, `blank_project`,
                `project_not_supported`, `blank_threshold_type`, `blank_thresholds`,
                `blank_receivers`, `alert_type_out_of_range`,
                `receiver_type_out_of_range`, `threshold_out_of_range`,
                `source_kind_out_of_range`, `threshold_type_out_of_range`,
                `receiver_role_out_of_range`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST Alerts)
        """
        return self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "project_id": project_id,
                    "receiver_roles": receiver_roles,
                    "receiver_users": receiver_users,
                    "source_kind": source_kind,
                    "threshold_type": threshold_type,
                    "thresholds": thresholds,
                },
                options=options,
            )
        )

    def delete(
        self,
        workspace_id: int,
        alert_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete an alert.

        Args:
            workspace_id: Workspace.
            alert_id: Alert.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The ID of the alert is malformed. Reason:
                `invalid_alert_id`.
            ForbiddenError: 403: The alert does not exist or is out of reach.
                Reason: `alert_not_accessible`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE Alerts)
        """
        return self._core.send(
            Call(
                _DELETE,
                (workspace_id, alert_id),
                options=options,
            )
        )


class AsyncAlertsAPI:
    """Alerts on the progress of projects."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def create(
        self,
        workspace_id: int,
        *,
        project_id: Unset | int = UNSET,
        receiver_roles: Unset | Sequence[str] = UNSET,
        receiver_users: Unset | Sequence[int] = UNSET,
        source_kind: str,
        threshold_type: str,
        thresholds: Sequence[int],
        options: Options | None = None,
    ) -> Alert:
        """Create an alert.

        The values that kinds, types and roles can have are not documented.

        Args:
            workspace_id: Workspace.
            project_id: Project to watch; the source kind decides whether it is
                needed or refused.
            receiver_roles: Roles that receive the alert.
            receiver_users: Users who receive the alert.
            source_kind: Kind of what is watched.
            threshold_type: What the thresholds measure.
            thresholds: Values at which the alert is sent. At least 1 element.
            options: Settings of this call.

        Returns:
            The new alert.

        Raises:
            BadRequestError: 400: The alert as described cannot be created. Reasons:
                `invalid_workspace_id`, `blank_source_kind`, `blank_project`,
                `project_not_supported`, `blank_threshold_type`, `blank_thresholds`,
                `blank_receivers`, `alert_type_out_of_range`,
                `receiver_type_out_of_range`, `threshold_out_of_range`,
                `source_kind_out_of_range`, `threshold_type_out_of_range`,
                `receiver_role_out_of_range`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST Alerts)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "project_id": project_id,
                    "receiver_roles": receiver_roles,
                    "receiver_users": receiver_users,
                    "source_kind": source_kind,
                    "threshold_type": threshold_type,
                    "thresholds": thresholds,
                },
                options=options,
            )
        )

    async def delete(
        self,
        workspace_id: int,
        alert_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete an alert.

        Args:
            workspace_id: Workspace.
            alert_id: Alert.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The ID of the alert is malformed. Reason:
                `invalid_alert_id`.
            ForbiddenError: 403: The alert does not exist or is out of reach.
                Reason: `alert_not_accessible`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE Alerts)
        """
        return await self._core.send(
            Call(
                _DELETE,
                (workspace_id, alert_id),
                options=options,
            )
        )
