"""Billable rates and labor costs over time."""

from __future__ import annotations

import builtins
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._types import Timestamp
from .._unset import UNSET, Unset
from ..models.rate import Rate
from ..models.rate_change_mode import RateChangeMode
from ..models.rate_level import RateLevel
from ..models.rate_list_level import RateListLevel
from ..models.rate_list_type import RateListType
from ..models.rate_type import RateType
from ..reasons import Reason

_CREATE: Final = Operation[None](
    id="rates.create",
    method="POST",
    path=("/workspaces/", "/rates"),
    arguments=("workspace_id",),
    result=None,
    media_type="application/json",
    messages=(
        Message(400, Reason.MISSING_PAYLOAD, "Request payload must be informed"),
        Message(400, Reason.INVALID_WORKSPACE_ID, "Invalid workspace ID"),
        Message(
            402,
            Reason.BILLABLE_RATES_REQUIRE_STARTER,
            "Billable rates are available for Starter and higher plans.",
        ),
        Message(
            403,
            Reason.NO_ACCESS_TO_BILLABLE_RATES,
            "User cannot access billable rate(s).",
        ),
    ),
)
_LIST: Final = Operation[builtins.list[Rate]](
    id="rates.list",
    method="GET",
    path=("/workspaces/", "/rates/", "/", ""),
    arguments=("workspace_id", "level", "level_id"),
    result=builtins.list[Rate],
    messages=(
        Message(400, Reason.INVALID_WORKSPACE_ID, "Invalid workspace ID"),
        Message(400, Reason.INVALID_ENTITY_ID, "Invalid entity ID"),
        Message(
            400,
            Reason.INVALID_LEVEL,
            "Invalid level: it should be workspace, workspace_user, ",
            "project or project_user",
        ),
        Message(400, Reason.USER_NOT_IN_WORKSPACE, "User not found in workspace"),
        Message(400, Reason.TASK_NOT_IN_WORKSPACE, "Task not found in workspace"),
        Message(
            402,
            Reason.BILLABLE_RATES_REQUIRE_STARTER,
            "Billable rates are available for Starter and higher plans.",
        ),
        Message(
            403,
            Reason.NO_ACCESS_TO_BILLABLE_RATES,
            "User cannot access billable rate(s).",
        ),
    ),
)


class RatesAPI:
    """Billable rates and labor costs over time."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def create(
        self,
        workspace_id: int,
        *,
        amount: float,
        level: RateLevel | str,
        level_id: int,
        mode: Unset | RateChangeMode | str = UNSET,
        start: Unset | Timestamp | str = UNSET,
        type: RateType | str,
        options: Options | None = None,
    ) -> None:
        """Create a rate.

        Give a mode, a start, or both.

        Args:
            workspace_id: Workspace.
            amount: Amount per hour. More than 0.
            level: What the rate is set for. One of "workspace", "workspace_user",
                "project", "project_user", "task".
            level_id: ID of what the rate is set for.
            mode: From when the new rate counts; may be left out if `start` is
                given. One of "start-today", "override-current", "override-all".
            start: When the rate starts; may be left out if `mode` is given.
            type: What kind of rate it is. The list of rates calls the second kind
                `labor_costs`. Documented so; not confirmed. One of "billable_rates",
                "labor_rates".
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The rate as described cannot be created. Reasons:
                `missing_payload`, `invalid_workspace_id`.
            PaymentRequiredError: 402: The plan lacks billable rates. Reason:
                `billable_rates_require_starter`.
            ForbiddenError: 403: The caller may not set billable rates. Reason:
                `no_access_to_billable_rates`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST Rates creation)
        """
        return self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "amount": amount,
                    "level": level,
                    "level_id": level_id,
                    "mode": mode,
                    "start": start,
                    "type": type,
                },
                options=options,
            )
        )

    def list(
        self,
        workspace_id: int,
        level: RateListLevel | str,
        level_id: int,
        *,
        type: Unset | RateListType | str = UNSET,
        options: Options | None = None,
    ) -> builtins.list[Rate]:
        """List the rates of a workspace, project, task or user.

        Args:
            workspace_id: Workspace.
            level: What the rates are set for. A documented refusal names
                `workspace_user` and `project_user`, too. Documented so; not confirmed.
                One of "workspace", "project", "task", "user".
            level_id: ID of the workspace, project, task or user.
            type: Which rates to list. Default: "billable_rates". Documented so; not
                confirmed. One of "billable_rates", "labor_costs".
            options: Settings of this call.

        Returns:
            The rates.

        Raises:
            BadRequestError: 400: The level or the ID is not acceptable. Reasons:
                `invalid_workspace_id`, `invalid_entity_id`, `invalid_level`,
                `user_not_in_workspace`, `task_not_in_workspace`.
            PaymentRequiredError: 402: The plan lacks billable rates. Reason:
                `billable_rates_require_starter`.
            ForbiddenError: 403: The caller may not see billable rates. Reason:
                `no_access_to_billable_rates`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Rates list)
        """
        return self._core.send(
            Call(
                _LIST,
                (workspace_id, level, level_id),
                query={
                    "type": type,
                },
                options=options,
            )
        )


class AsyncRatesAPI:
    """Billable rates and labor costs over time."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def create(
        self,
        workspace_id: int,
        *,
        amount: float,
        level: RateLevel | str,
        level_id: int,
        mode: Unset | RateChangeMode | str = UNSET,
        start: Unset | Timestamp | str = UNSET,
        type: RateType | str,
        options: Options | None = None,
    ) -> None:
        """Create a rate.

        Give a mode, a start, or both.

        Args:
            workspace_id: Workspace.
            amount: Amount per hour. More than 0.
            level: What the rate is set for. One of "workspace", "workspace_user",
                "project", "project_user", "task".
            level_id: ID of what the rate is set for.
            mode: From when the new rate counts; may be left out if `start` is
                given. One of "start-today", "override-current", "override-all".
            start: When the rate starts; may be left out if `mode` is given.
            type: What kind of rate it is. The list of rates calls the second kind
                `labor_costs`. Documented so; not confirmed. One of "billable_rates",
                "labor_rates".
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The rate as described cannot be created. Reasons:
                `missing_payload`, `invalid_workspace_id`.
            PaymentRequiredError: 402: The plan lacks billable rates. Reason:
                `billable_rates_require_starter`.
            ForbiddenError: 403: The caller may not set billable rates. Reason:
                `no_access_to_billable_rates`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (POST Rates creation)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "amount": amount,
                    "level": level,
                    "level_id": level_id,
                    "mode": mode,
                    "start": start,
                    "type": type,
                },
                options=options,
            )
        )

    async def list(
        self,
        workspace_id: int,
        level: RateListLevel | str,
        level_id: int,
        *,
        type: Unset | RateListType | str = UNSET,
        options: Options | None = None,
    ) -> builtins.list[Rate]:
        """List the rates of a workspace, project, task or user.

        Args:
            workspace_id: Workspace.
            level: What the rates are set for. A documented refusal names
                `workspace_user` and `project_user`, too. Documented so; not confirmed.
                One of "workspace", "project", "task", "user".
            level_id: ID of the workspace, project, task or user.
            type: Which rates to list. Default: "billable_rates". Documented so; not
                confirmed. One of "billable_rates", "labor_costs".
            options: Settings of this call.

        Returns:
            The rates.

        Raises:
            BadRequestError: 400: The level or the ID is not acceptable. Reasons:
                `invalid_workspace_id`, `invalid_entity_id`, `invalid_level`,
                `user_not_in_workspace`, `task_not_in_workspace`.
            PaymentRequiredError: 402: The plan lacks billable rates. Reason:
                `billable_rates_require_starter`.
            ForbiddenError: 403: The caller may not see billable rates. Reason:
                `no_access_to_billable_rates`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Rates list)
        """
        return await self._core.send(
            Call(
                _LIST,
                (workspace_id, level, level_id),
                query={
                    "type": type,
                },
                options=options,
            )
        )
