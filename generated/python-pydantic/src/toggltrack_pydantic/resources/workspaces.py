"""Workspaces of an organization and their settings."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._unset import UNSET, Unset
from ..models.rate_change_mode import RateChangeMode
from ..models.rounding import Rounding
from ..models.time_entry_constraints import TimeEntryConstraints
from ..models.workspace import Workspace
from ..models.workspace_statistics import WorkspaceStatistics
from ..reasons import Reason

_CREATE: Final = Operation[Workspace](
    id="workspaces.create",
    method="POST",
    path=("/organizations/", "/workspaces"),
    arguments=("organization_id",),
    result=Workspace,
    media_type="application/json",
    messages=(
        Message(400, Reason.INVALID_JSON, "JSON is not valid"),
        Message(
            400,
            Reason.BLANK_WORKSPACE_NAME,
            "workspace name must contain non-space characters",
        ),
        Message(400, Reason.MISSING_WORKSPACE_NAME, "workspace name must not be nil"),
        Message(
            400,
            Reason.WORKSPACE_NAME_TOO_LONG,
            "workspace name must not be longer than 140",
        ),
        Message(
            400,
            Reason.WORKSPACE_NAME_TAKEN,
            "another workspace with same name exists in organization",
        ),
        Message(
            400,
            Reason.USER_WORKSPACE_LIMIT,
            "user can have a maximum of 100 workspaces",
        ),
        Message(
            400,
            Reason.MULTIPLE_WORKSPACES_DISABLED,
            "Multiple workspaces are not enabled in this organization.",
        ),
        Message(
            400,
            Reason.ORGANIZATION_WORKSPACE_LIMIT,
            "Organization ",
            ("text", "name"),
            " can have a maximum of ",
            ("text", "amount"),
            " workspaces",
        ),
        Message(
            400,
            Reason.USER_NOT_FOUND,
            "User with id ",
            ("text", "id"),
            " does not exist.",
        ),
        Message(
            400,
            Reason.USER_NOT_IN_WORKSPACE,
            "User ",
            ("text", "user_id"),
            " not exists in the workspace.",
        ),
        Message(
            402,
            Reason.DEFAULT_HOURLY_RATE_REQUIRES_PREMIUM,
            "Must be a premium user to use default_hourly_rate",
        ),
        Message(
            402,
            Reason.TAG_RESTRICTION_REQUIRES_PREMIUM,
            "restricting tag management to administrators requires a ",
            "premium subscription",
        ),
        Message(
            402,
            Reason.DEFAULT_CURRENCY_REQUIRES_PREMIUM,
            "Must be a premium user to use default_currency",
        ),
        Message(
            402,
            Reason.ROUNDING_MINUTES_REQUIRES_PREMIUM,
            "Must be a premium user to use rounding_minutes",
        ),
        Message(
            402,
            Reason.PROJECTS_BILLABLE_BY_DEFAULT_REQUIRES_PREMIUM,
            "Must be a premium user to use projects_billable_by_default",
        ),
        Message(
            402,
            Reason.ROUNDING_REQUIRES_PREMIUM,
            "Must be a premium user to use rounding",
        ),
        Message(
            404, Reason.ORGANIZATION_NOT_ACCESSIBLE, "Organization not found/accessible"
        ),
        Message(404, Reason.WORKSPACE_NOT_ACCESSIBLE, "Workspace not found/accessible"),
        Message(
            404, Reason.ORGANIZATION_OWNER_NOT_FOUND, "organization owner not found"
        ),
    ),
)
_SEARCH: Final = Operation[builtins.list[Workspace]](
    id="workspaces.search",
    method="GET",
    path=("/workspaces",),
    result=builtins.list[Workspace],
    messages=(Message(400, Reason.MISSING_SEARCH_TERM, "No search term"),),
)
_GET: Final = Operation[Workspace](
    id="workspaces.get",
    method="GET",
    path=("/workspaces/", ""),
    arguments=("workspace_id",),
    result=Workspace,
    messages=(Message(404, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),),
)
_UPDATE: Final = Operation[Workspace](
    id="workspaces.update",
    method="PUT",
    path=("/workspaces/", ""),
    arguments=("workspace_id",),
    result=Workspace,
    media_type="application/json",
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_STATISTICS: Final = Operation[WorkspaceStatistics](
    id="workspaces.statistics",
    method="GET",
    path=("/workspaces/", "/statistics"),
    arguments=("workspace_id",),
    result=WorkspaceStatistics,
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_TIME_ENTRY_CONSTRAINTS: Final = Operation[TimeEntryConstraints](
    id="workspaces.time_entry_constraints",
    method="GET",
    path=("/workspaces/", "/time_entry_constraints"),
    arguments=("workspace_id",),
    result=TimeEntryConstraints,
    messages=(
        Message(400, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)


class WorkspacesAPI:
    """Workspaces of an organization and their settings."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def create(
        self,
        organization_id: int,
        *,
        admins: Unset | Sequence[int] = UNSET,
        default_currency: Unset | str = UNSET,
        default_hourly_rate: Unset | float = UNSET,
        initial_pricing_plan: Unset | int = UNSET,
        limit_public_project_data: Unset | bool = UNSET,
        name: str,
        only_admins_may_create_projects: Unset | bool = UNSET,
        only_admins_may_create_tags: Unset | bool = UNSET,
        only_admins_see_team_dashboard: Unset | bool = UNSET,
        projects_billable_by_default: Unset | bool = UNSET,
        projects_enforce_billable: Unset | bool = UNSET,
        projects_private_by_default: Unset | bool = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        reports_collapse: Unset | bool = UNSET,
        rounding: Unset | Rounding | int = UNSET,
        rounding_minutes: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Workspace:
        """Create a workspace in an organization.

        Most settings apply to existing workspaces only; a new one starts with the
        defaults given here.

        Args:
            organization_id: Organization to create the workspace in.
            admins: Users to make admins.
            default_currency: Code of the default currency, such as EUR. Existing
                workspaces only. Premium plan. Default: "USD".
            default_hourly_rate: Default price of an hour. Existing workspaces only.
                Premium plan. Default: 0.0.
            initial_pricing_plan: Subscription plan. Deprecated.
            limit_public_project_data: Whether reports show public projects to
                admins only.
            name: Name of the workspace, not blank; unique in the organization. At
                most 140 characters. Must match `\u005cS`.
            only_admins_may_create_projects: Whether creating projects is left to
                admins. Existing workspaces only. Default: False.
            only_admins_may_create_tags: Whether creating tags is left to admins.
                Existing workspaces only. Premium plan. Default: False.
            only_admins_see_team_dashboard: Whether only admins see the team
                dashboard. Existing workspaces only. Default: False.
            projects_billable_by_default: Whether new projects are billable.
                Existing workspaces only. Premium plan. Default: True.
            projects_enforce_billable: Whether time must follow its project's
                billable setting.
            projects_private_by_default: Whether new projects are private. Default:
                True.
            rate_change_mode: From when the new rate counts. Existing workspaces
                only. Premium plan. One of "start-today", "override-current",
                "override-all".
            reports_collapse: Whether reports open collapsed. Existing workspaces
                only. Default: True.
            rounding: How durations are rounded: -1 down, 0 to nearest, 1 up.
                Existing workspaces only. Premium plan. One of -1, 0, 1.
            rounding_minutes: Minutes that durations are rounded to. Existing
                workspaces only. Premium plan.
            options: Settings of this call.

        Returns:
            The new workspace.

        Raises:
            BadRequestError: 400: The workspace as described cannot be created.
                Reasons: `invalid_json`, `blank_workspace_name`,
                `missing_workspace_name`, `workspace_name_too_long`,
                `workspace_name_taken`, `user_workspace_limit`,
                `multiple_workspaces_disabled`, `organization_workspace_limit`,
                `user_not_found`, `user_not_in_workspace`.
            PaymentRequiredError: 402: The plan lacks a feature that the request
                uses. Reasons: `default_hourly_rate_requires_premium`,
                `tag_restriction_requires_premium`, `default_currency_requires_premium`,
                `rounding_minutes_requires_premium`,
                `projects_billable_by_default_requires_premium`,
                `rounding_requires_premium`.
            ForbiddenError: 403: The caller may not create a workspace here.
            NotFoundError: 404: The organization or something it needs is missing or
                out of reach. Reasons: `organization_not_accessible`,
                `workspace_not_accessible`, `organization_owner_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (POST Create a new
        workspace.)
        """
        return self._core.send(
            Call(
                _CREATE,
                (organization_id,),
                body={
                    "admins": admins,
                    "default_currency": default_currency,
                    "default_hourly_rate": default_hourly_rate,
                    "initial_pricing_plan": initial_pricing_plan,
                    "limit_public_project_data": limit_public_project_data,
                    "name": name,
                    "only_admins_may_create_projects": only_admins_may_create_projects,
                    "only_admins_may_create_tags": only_admins_may_create_tags,
                    "only_admins_see_team_dashboard": only_admins_see_team_dashboard,
                    "projects_billable_by_default": projects_billable_by_default,
                    "projects_enforce_billable": projects_enforce_billable,
                    "projects_private_by_default": projects_private_by_default,
                    "rate_change_mode": rate_change_mode,
                    "reports_collapse": reports_collapse,
                    "rounding": rounding,
                    "rounding_minutes": rounding_minutes,
                },
                options=options,
            )
        )

    def search(
        self,
        *,
        options: Options | None = None,
    ) -> builtins.list[Workspace]:
        """Search workspaces.

        Documented as a search by a term, which is refused without one; how the term is
        passed is documented nowhere, so the operation has no parameter for it.

        Args:
            options: Settings of this call.

        Returns:
            The workspaces found.

        Raises:
            BadRequestError: 400: No term was given. Reason: `missing_search_term`.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspaces containing
        search term)
        """
        return self._core.send(
            Call(
                _SEARCH,
                (),
                options=options,
            )
        )

    def get(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> Workspace:
        """Get a workspace.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The workspace.

        Raises:
            NotFoundError: 404: There is no such workspace for the caller. Reason:
                `workspace_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspace data)
        """
        return self._core.send(
            Call(
                _GET,
                (workspace_id,),
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        *,
        admins: Unset | Sequence[int] = UNSET,
        default_currency: Unset | str = UNSET,
        default_hourly_rate: Unset | float | None = UNSET,
        initial_pricing_plan: Unset | int = UNSET,
        limit_public_project_data: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        only_admins_may_create_projects: Unset | bool = UNSET,
        only_admins_may_create_tags: Unset | bool = UNSET,
        only_admins_see_team_dashboard: Unset | bool = UNSET,
        projects_billable_by_default: Unset | bool = UNSET,
        projects_enforce_billable: Unset | bool = UNSET,
        projects_private_by_default: Unset | bool = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        reports_collapse: Unset | bool = UNSET,
        rounding: Unset | Rounding | int = UNSET,
        rounding_minutes: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Workspace:
        """Update the settings of a workspace.

        Send what changes and leave the rest out.

        Args:
            workspace_id: Workspace.
            admins: Users to make admins.
            default_currency: Code of the default currency, such as EUR. Premium
                plan.
            default_hourly_rate: Default price of an hour; null for none. Premium
                plan.
            initial_pricing_plan: Subscription plan. Deprecated.
            limit_public_project_data: Whether reports show public projects to
                admins only.
            name: Name of the workspace, not blank; unique in the organization. At
                most 140 characters. Must match `\u005cS`.
            only_admins_may_create_projects: Whether creating projects is left to
                admins.
            only_admins_may_create_tags: Whether creating tags is left to admins.
                Premium plan.
            only_admins_see_team_dashboard: Whether only admins see the team
                dashboard.
            projects_billable_by_default: Whether new projects are billable. Premium
                plan.
            projects_enforce_billable: Whether time must follow its project's
                billable setting.
            projects_private_by_default: Whether new projects are private.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            reports_collapse: Whether reports open collapsed.
            rounding: How durations are rounded: -1 down, 0 to nearest, 1 up.
                Premium plan. One of -1, 0, 1.
            rounding_minutes: Minutes that durations are rounded to. Premium plan.
            options: Settings of this call.

        Returns:
            The updated workspace.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id,),
                body={
                    "admins": admins,
                    "default_currency": default_currency,
                    "default_hourly_rate": default_hourly_rate,
                    "initial_pricing_plan": initial_pricing_plan,
                    "limit_public_project_data": limit_public_project_data,
                    "name": name,
                    "only_admins_may_create_projects": only_admins_may_create_projects,
                    "only_admins_may_create_tags": only_admins_may_create_tags,
                    "only_admins_see_team_dashboard": only_admins_see_team_dashboard,
                    "projects_billable_by_default": projects_billable_by_default,
                    "projects_enforce_billable": projects_enforce_billable,
                    "projects_private_by_default": projects_private_by_default,
                    "rate_change_mode": rate_change_mode,
                    "reports_collapse": reports_collapse,
                    "rounding": rounding,
                    "rounding_minutes": rounding_minutes,
                },
                options=options,
            )
        )

    def statistics(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> WorkspaceStatistics:
        """Get the admins of a workspace and how many members and groups it has.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The statistics.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspace statistics)
        """
        return self._core.send(
            Call(
                _STATISTICS,
                (workspace_id,),
                options=options,
            )
        )

    def time_entry_constraints(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> TimeEntryConstraints:
        """Get what a workspace demands of time entries.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The constraints.

        Raises:
            BadRequestError: 400: There is no such workspace. Reason:
                `workspace_not_found`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace time
        entry constraints)
        """
        return self._core.send(
            Call(
                _TIME_ENTRY_CONSTRAINTS,
                (workspace_id,),
                options=options,
            )
        )


class AsyncWorkspacesAPI:
    """Workspaces of an organization and their settings."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def create(
        self,
        organization_id: int,
        *,
        admins: Unset | Sequence[int] = UNSET,
        default_currency: Unset | str = UNSET,
        default_hourly_rate: Unset | float = UNSET,
        initial_pricing_plan: Unset | int = UNSET,
        limit_public_project_data: Unset | bool = UNSET,
        name: str,
        only_admins_may_create_projects: Unset | bool = UNSET,
        only_admins_may_create_tags: Unset | bool = UNSET,
        only_admins_see_team_dashboard: Unset | bool = UNSET,
        projects_billable_by_default: Unset | bool = UNSET,
        projects_enforce_billable: Unset | bool = UNSET,
        projects_private_by_default: Unset | bool = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        reports_collapse: Unset | bool = UNSET,
        rounding: Unset | Rounding | int = UNSET,
        rounding_minutes: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Workspace:
        """Create a workspace in an organization.

        Most settings apply to existing workspaces only; a new one starts with the
        defaults given here.

        Args:
            organization_id: Organization to create the workspace in.
            admins: Users to make admins.
            default_currency: Code of the default currency, such as EUR. Existing
                workspaces only. Premium plan. Default: "USD".
            default_hourly_rate: Default price of an hour. Existing workspaces only.
                Premium plan. Default: 0.0.
            initial_pricing_plan: Subscription plan. Deprecated.
            limit_public_project_data: Whether reports show public projects to
                admins only.
            name: Name of the workspace, not blank; unique in the organization. At
                most 140 characters. Must match `\u005cS`.
            only_admins_may_create_projects: Whether creating projects is left to
                admins. Existing workspaces only. Default: False.
            only_admins_may_create_tags: Whether creating tags is left to admins.
                Existing workspaces only. Premium plan. Default: False.
            only_admins_see_team_dashboard: Whether only admins see the team
                dashboard. Existing workspaces only. Default: False.
            projects_billable_by_default: Whether new projects are billable.
                Existing workspaces only. Premium plan. Default: True.
            projects_enforce_billable: Whether time must follow its project's
                billable setting.
            projects_private_by_default: Whether new projects are private. Default:
                True.
            rate_change_mode: From when the new rate counts. Existing workspaces
                only. Premium plan. One of "start-today", "override-current",
                "override-all".
            reports_collapse: Whether reports open collapsed. Existing workspaces
                only. Default: True.
            rounding: How durations are rounded: -1 down, 0 to nearest, 1 up.
                Existing workspaces only. Premium plan. One of -1, 0, 1.
            rounding_minutes: Minutes that durations are rounded to. Existing
                workspaces only. Premium plan.
            options: Settings of this call.

        Returns:
            The new workspace.

        Raises:
            BadRequestError: 400: The workspace as described cannot be created.
                Reasons: `invalid_json`, `blank_workspace_name`,
                `missing_workspace_name`, `workspace_name_too_long`,
                `workspace_name_taken`, `user_workspace_limit`,
                `multiple_workspaces_disabled`, `organization_workspace_limit`,
                `user_not_found`, `user_not_in_workspace`.
            PaymentRequiredError: 402: The plan lacks a feature that the request
                uses. Reasons: `default_hourly_rate_requires_premium`,
                `tag_restriction_requires_premium`, `default_currency_requires_premium`,
                `rounding_minutes_requires_premium`,
                `projects_billable_by_default_requires_premium`,
                `rounding_requires_premium`.
            ForbiddenError: 403: The caller may not create a workspace here.
            NotFoundError: 404: The organization or something it needs is missing or
                out of reach. Reasons: `organization_not_accessible`,
                `workspace_not_accessible`, `organization_owner_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (POST Create a new
        workspace.)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (organization_id,),
                body={
                    "admins": admins,
                    "default_currency": default_currency,
                    "default_hourly_rate": default_hourly_rate,
                    "initial_pricing_plan": initial_pricing_plan,
                    "limit_public_project_data": limit_public_project_data,
                    "name": name,
                    "only_admins_may_create_projects": only_admins_may_create_projects,
                    "only_admins_may_create_tags": only_admins_may_create_tags,
                    "only_admins_see_team_dashboard": only_admins_see_team_dashboard,
                    "projects_billable_by_default": projects_billable_by_default,
                    "projects_enforce_billable": projects_enforce_billable,
                    "projects_private_by_default": projects_private_by_default,
                    "rate_change_mode": rate_change_mode,
                    "reports_collapse": reports_collapse,
                    "rounding": rounding,
                    "rounding_minutes": rounding_minutes,
                },
                options=options,
            )
        )

    async def search(
        self,
        *,
        options: Options | None = None,
    ) -> builtins.list[Workspace]:
        """Search workspaces.

        Documented as a search by a term, which is refused without one; how the term is
        passed is documented nowhere, so the operation has no parameter for it.

        Args:
            options: Settings of this call.

        Returns:
            The workspaces found.

        Raises:
            BadRequestError: 400: No term was given. Reason: `missing_search_term`.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspaces containing
        search term)
        """
        return await self._core.send(
            Call(
                _SEARCH,
                (),
                options=options,
            )
        )

    async def get(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> Workspace:
        """Get a workspace.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The workspace.

        Raises:
            NotFoundError: 404: There is no such workspace for the caller. Reason:
                `workspace_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspace data)
        """
        return await self._core.send(
            Call(
                _GET,
                (workspace_id,),
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        *,
        admins: Unset | Sequence[int] = UNSET,
        default_currency: Unset | str = UNSET,
        default_hourly_rate: Unset | float | None = UNSET,
        initial_pricing_plan: Unset | int = UNSET,
        limit_public_project_data: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        only_admins_may_create_projects: Unset | bool = UNSET,
        only_admins_may_create_tags: Unset | bool = UNSET,
        only_admins_see_team_dashboard: Unset | bool = UNSET,
        projects_billable_by_default: Unset | bool = UNSET,
        projects_enforce_billable: Unset | bool = UNSET,
        projects_private_by_default: Unset | bool = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        reports_collapse: Unset | bool = UNSET,
        rounding: Unset | Rounding | int = UNSET,
        rounding_minutes: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Workspace:
        """Update the settings of a workspace.

        Send what changes and leave the rest out.

        Args:
            workspace_id: Workspace.
            admins: Users to make admins.
            default_currency: Code of the default currency, such as EUR. Premium
                plan.
            default_hourly_rate: Default price of an hour; null for none. Premium
                plan.
            initial_pricing_plan: Subscription plan. Deprecated.
            limit_public_project_data: Whether reports show public projects to
                admins only.
            name: Name of the workspace, not blank; unique in the organization. At
                most 140 characters. Must match `\u005cS`.
            only_admins_may_create_projects: Whether creating projects is left to
                admins.
            only_admins_may_create_tags: Whether creating tags is left to admins.
                Premium plan.
            only_admins_see_team_dashboard: Whether only admins see the team
                dashboard.
            projects_billable_by_default: Whether new projects are billable. Premium
                plan.
            projects_enforce_billable: Whether time must follow its project's
                billable setting.
            projects_private_by_default: Whether new projects are private.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            reports_collapse: Whether reports open collapsed.
            rounding: How durations are rounded: -1 down, 0 to nearest, 1 up.
                Premium plan. One of -1, 0, 1.
            rounding_minutes: Minutes that durations are rounded to. Premium plan.
            options: Settings of this call.

        Returns:
            The updated workspace.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id,),
                body={
                    "admins": admins,
                    "default_currency": default_currency,
                    "default_hourly_rate": default_hourly_rate,
                    "initial_pricing_plan": initial_pricing_plan,
                    "limit_public_project_data": limit_public_project_data,
                    "name": name,
                    "only_admins_may_create_projects": only_admins_may_create_projects,
                    "only_admins_may_create_tags": only_admins_may_create_tags,
                    "only_admins_see_team_dashboard": only_admins_see_team_dashboard,
                    "projects_billable_by_default": projects_billable_by_default,
                    "projects_enforce_billable": projects_enforce_billable,
                    "projects_private_by_default": projects_private_by_default,
                    "rate_change_mode": rate_change_mode,
                    "reports_collapse": reports_collapse,
                    "rounding": rounding,
                    "rounding_minutes": rounding_minutes,
                },
                options=options,
            )
        )

    async def statistics(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> WorkspaceStatistics:
        """Get the admins of a workspace and how many members and groups it has.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The statistics.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Workspace statistics)
        """
        return await self._core.send(
            Call(
                _STATISTICS,
                (workspace_id,),
                options=options,
            )
        )

    async def time_entry_constraints(
        self,
        workspace_id: int,
        *,
        options: Options | None = None,
    ) -> TimeEntryConstraints:
        """Get what a workspace demands of time entries.

        Args:
            workspace_id: Workspace.
            options: Settings of this call.

        Returns:
            The constraints.

        Raises:
            BadRequestError: 400: There is no such workspace. Reason:
                `workspace_not_found`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace time
        entry constraints)
        """
        return await self._core.send(
            Call(
                _TIME_ENTRY_CONSTRAINTS,
                (workspace_id,),
                options=options,
            )
        )
