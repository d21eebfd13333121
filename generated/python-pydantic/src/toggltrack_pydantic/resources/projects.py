"""Projects of a workspace."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options, Paging, Spelling
from .._pager import AsyncPager, Pager
from .._patch import patch
from .._types import Date, JSONLike
from .._unset import UNSET, Unset
from ..models.bulk_patch_result import BulkPatchResult
from ..models.project import Project
from ..models.project_recurrence_input import ProjectRecurrenceInput
from ..models.project_status import ProjectStatus
from ..models.rate_change_mode import RateChangeMode
from ..models.time_entry_deletion_mode import TimeEntryDeletionMode
from ..reasons import Reason

_LIST: Final = Operation[builtins.list[Project]](
    id="projects.list",
    method="GET",
    path=("/workspaces/", "/projects"),
    arguments=("workspace_id",),
    result=builtins.list[Project],
    spellings=(
        Spelling("query", "user_ids", "form"),
        Spelling("query", "client_ids", "form"),
        Spelling("query", "group_ids", "form"),
        Spelling("query", "statuses", "form"),
    ),
    paging=Paging(page="page", size="per_page", first=1, default=151),
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_CREATE: Final = Operation[Project](
    id="projects.create",
    method="POST",
    path=("/workspaces/", "/projects"),
    arguments=("workspace_id",),
    result=Project,
    media_type="application/json",
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_PATCH_MANY: Final = Operation[BulkPatchResult](
    id="projects.patch_many",
    method="PATCH",
    path=("/workspaces/", "/projects/", ""),
    arguments=("workspace_id", "project_ids"),
    result=BulkPatchResult,
    media_type="application/json",
)
_GET: Final = Operation[Project](
    id="projects.get",
    method="GET",
    path=("/workspaces/", "/projects/", ""),
    arguments=("workspace_id", "project_id"),
    result=Project,
    messages=(
        Message(400, Reason.INVALID_PROJECT_ID, "Invalid project_id"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_UPDATE: Final = Operation[Project](
    id="projects.update",
    method="PUT",
    path=("/workspaces/", "/projects/", ""),
    arguments=("workspace_id", "project_id"),
    result=Project,
    media_type="application/json",
    messages=(
        Message(
            400,
            Reason.CLIENT_NOT_IN_WORKSPACE,
            "Client with the ID ",
            ("text", "client_id"),
            " isn't present in workspace ",
            ("text", "workspace_id"),
        ),
        Message(
            400,
            Reason.INVALID_COLOR,
            "Error in validating color '",
            ("text", "color"),
            "'. Project color must be a hex value in the form of ",
            "#[0-9a-f]{6}.",
        ),
        Message(
            402,
            Reason.CUSTOM_COLOR_REQUIRES_PREMIUM,
            "Custom project colors available only for premium plans",
        ),
        Message(
            403,
            Reason.ONLY_ADMINS_MAY_CREATE_PROJECTS,
            "Only admins may create projects in this workspace",
        ),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_DELETE: Final = Operation[int | None](
    id="projects.delete",
    method="DELETE",
    path=("/workspaces/", "/projects/", ""),
    arguments=("workspace_id", "project_id"),
    result=int | None,
    messages=(
        Message(400, Reason.INVALID_PROJECT_ID, "Invalid project_id"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)


class ProjectsAPI:
    """Projects of a workspace."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        workspace_id: int,
        *,
        sort_pinned: Unset | bool = UNSET,
        active: Unset | bool = UNSET,
        since: Unset | int = UNSET,
        billable: Unset | bool = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        client_ids: Unset | Sequence[int] = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        statuses: Unset | Sequence[ProjectStatus | str] = UNSET,
        name: Unset | str = UNSET,
        page: Unset | int = UNSET,
        sort_field: Unset | str = UNSET,
        sort_order: Unset | str = UNSET,
        only_templates: Unset | bool = UNSET,
        only_me: Unset | bool = UNSET,
        per_page: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Pager[Project]:
        """List the projects of a workspace.

        Answers one page of projects, 151 long unless `per_page` says otherwise. No
        total is documented: ask for the next page until one is empty or shorter than
        the size asked for.

        Args:
            workspace_id: Workspace.
            sort_pinned: Put the projects the caller has pinned first.
            active: Keep active (true) or archived (false) projects. The text `both`
                is documented for all of them. Documented so; not confirmed.
            since: Keep projects created, changed or deleted since this moment, in
                seconds since 1970 (UNIX time).
            billable: Keep billable projects (true) or the others (false).
            user_ids: Keep projects of these users.
            client_ids: Keep projects of these clients.
            group_ids: Keep projects of these groups.
            statuses: Keep projects in one of these states. One of "upcoming",
                "active", "ended", "archived", "deleted".
            name: Keep projects of this name; whether a part of it is enough is not
                documented.
            page: Number of the page, counted from 1.
            sort_field: Field to sort by. Its values are not documented; recorded
                answers name `project_name`.
            sort_order: Direction to sort in. Its values are not documented;
                recorded answers name `asc`.
            only_templates: Keep only templates.
            only_me: Keep projects the caller is assigned to.
            per_page: How many projects make a page. At most 200. Default: 151.
            options: Settings of this call.

        Returns:
            One page of projects. Pages are asked for as they are needed.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProjects)
        """
        return self._core.pages(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "sort_pinned": sort_pinned,
                    "active": active,
                    "since": since,
                    "billable": billable,
                    "user_ids": user_ids,
                    "client_ids": client_ids,
                    "group_ids": group_ids,
                    "statuses": statuses,
                    "name": name,
                    "page": page,
                    "sort_field": sort_field,
                    "sort_order": sort_order,
                    "only_templates": only_templates,
                    "only_me": only_me,
                    "per_page": per_page,
                },
                options=options,
            )
        )

    def create(
        self,
        workspace_id: int,
        *,
        active: Unset | bool = UNSET,
        auto_estimates: Unset | bool = UNSET,
        billable: Unset | bool = UNSET,
        cid: Unset | int = UNSET,
        client_id: Unset | int = UNSET,
        client_name: Unset | str = UNSET,
        color: Unset | str = UNSET,
        currency: Unset | str = UNSET,
        end_date: Unset | Date | str = UNSET,
        estimated_hours: Unset | int = UNSET,
        fixed_fee: Unset | float = UNSET,
        is_private: Unset | bool = UNSET,
        is_shared: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        rate: Unset | float = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        recurring: Unset | bool = UNSET,
        recurring_parameters: Unset | ProjectRecurrenceInput = UNSET,
        start_date: Unset | Date | str = UNSET,
        template: Unset | bool = UNSET,
        template_id: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Project:
        """Create a project.

        Send `active` on purpose: a recorded call without it was answered with an
        archived project. The answer to a recorded call leaves out `created_at` and
        `status`.

        Args:
            workspace_id: Workspace.
            active: False to create the project archived.
            auto_estimates: Take the sum of the tasks' estimates as the estimate.
                Premium plan.
            billable: Whether time on the project is billable. Premium plan.
            cid: Client; older name of `client_id`. Deprecated.
            client_id: Client.
            client_name: Client by name.
            color: Color as `#rrggbb`, in lower case. Premium plan for a custom one.
                Must match `^#[0-9a-f]{6}$`.
            currency: Code of the currency of rate and fee, such as EUR. Premium
                plan.
            end_date: Last day of the project.
            estimated_hours: Estimate, in hours. Premium plan.
            fixed_fee: Fee for the whole project, in its currency. Premium plan.
            is_private: Whether only its members see the project.
            is_shared: Whether the project is shared.
            name: Name of the project.
            rate: Price of an hour, in the project's currency. Premium plan.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            recurring: Whether the project starts again every period. Premium plan.
            recurring_parameters: How it recurs. Premium plan.
            start_date: First day of the project.
            template: Whether the project is a template for others. Premium plan.
            template_id: Template to make the project from.
            options: Settings of this call.

        Returns:
            The new project.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (POST WorkspaceProjects)
        """
        return self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "active": active,
                    "auto_estimates": auto_estimates,
                    "billable": billable,
                    "cid": cid,
                    "client_id": client_id,
                    "client_name": client_name,
                    "color": color,
                    "currency": currency,
                    "end_date": end_date,
                    "estimated_hours": estimated_hours,
                    "fixed_fee": fixed_fee,
                    "is_private": is_private,
                    "is_shared": is_shared,
                    "name": name,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "recurring": recurring,
                    "recurring_parameters": recurring_parameters,
                    "start_date": start_date,
                    "template": template,
                    "template_id": template_id,
                },
                options=options,
            )
        )

    def patch_many(
        self,
        workspace_id: int,
        project_ids: Sequence[int],
        *,
        replace: Unset | Mapping[str, JSONLike] = UNSET,
        add: Unset | Mapping[str, JSONLike] = UNSET,
        remove: Unset | Sequence[str] = UNSET,
        options: Options | None = None,
    ) -> BulkPatchResult:
        """Patch several projects at once.

        Applies the same operations to every project named and answers 200 also where
        some of them failed: the answer says which.

        Args:
            workspace_id: Workspace.
            project_ids: Projects to patch. At least 1 element.
            replace: Members to replace, by name: JSON values. At least one of the
                three must be given.
            add: Members to add, by name: JSON values.
            remove: Names of members to remove.
            options: Settings of this call.

        Returns:
            What was patched and what was not.

        Raises:
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PATCH WorkspaceProjects)
        """
        return self._core.send(
            Call(
                _PATCH_MANY,
                (workspace_id, project_ids),
                body=patch(replace, add, remove),
                options=options,
            )
        )

    def get(
        self,
        workspace_id: int,
        project_id: int,
        *,
        options: Options | None = None,
    ) -> Project:
        """Get a project.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            options: Settings of this call.

        Returns:
            The project.

        Raises:
            BadRequestError: 400: The project ID is not valid. Reason:
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProject)
        """
        return self._core.send(
            Call(
                _GET,
                (workspace_id, project_id),
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        project_id: int,
        *,
        active: Unset | bool = UNSET,
        auto_estimates: Unset | bool = UNSET,
        billable: Unset | bool = UNSET,
        cid: Unset | int = UNSET,
        client_id: Unset | int | None = UNSET,
        client_name: Unset | str = UNSET,
        color: Unset | str = UNSET,
        currency: Unset | str | None = UNSET,
        end_date: Unset | Date | str = UNSET,
        estimated_hours: Unset | int | None = UNSET,
        fixed_fee: Unset | float | None = UNSET,
        is_private: Unset | bool = UNSET,
        is_shared: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        rate: Unset | float | None = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        recurring: Unset | bool = UNSET,
        recurring_parameters: Unset | ProjectRecurrenceInput = UNSET,
        start_date: Unset | Date | str = UNSET,
        template: Unset | bool = UNSET,
        template_id: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Project:
        """Update a project.

        Send what changes and leave the rest out. Fields the plan of the workspace lacks
        are refused.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            active: False archives the project.
            auto_estimates: Take the sum of the tasks' estimates as the estimate.
                Premium plan.
            billable: Whether time on the project is billable. Premium plan.
            cid: Client; older name of `client_id`. Deprecated.
            client_id: Client; null for none.
            client_name: Client by name.
            color: Color as `#rrggbb`, in lower case. Premium plan for a custom one.
                Must match `^#[0-9a-f]{6}$`.
            currency: Code of the currency of rate and fee, such as EUR; null for
                none of its own. Premium plan.
            end_date: Last day of the project.
            estimated_hours: Estimate, in hours; null for none. Premium plan.
            fixed_fee: Fee for the whole project, in its currency; null for none.
                Premium plan.
            is_private: Whether only its members see the project.
            is_shared: Whether the project is shared.
            name: Name of the project.
            rate: Price of an hour, in the project's currency; null for none of its
                own. Premium plan.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            recurring: Whether the project starts again every period. Premium plan.
            recurring_parameters: How it recurs. Premium plan.
            start_date: First day of the project.
            template: Whether the project is a template for others. Premium plan.
            template_id: Template to make the project from.
            options: Settings of this call.

        Returns:
            The updated project.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `client_not_in_workspace`, `invalid_color`.
            PaymentRequiredError: 402: The plan lacks a feature that the request
                uses. Reason: `custom_color_requires_premium`.
            ForbiddenError: 403: The caller may not change this project. Reasons:
                `only_admins_may_create_projects`, `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PUT WorkspaceProject)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id, project_id),
                body={
                    "active": active,
                    "auto_estimates": auto_estimates,
                    "billable": billable,
                    "cid": cid,
                    "client_id": client_id,
                    "client_name": client_name,
                    "color": color,
                    "currency": currency,
                    "end_date": end_date,
                    "estimated_hours": estimated_hours,
                    "fixed_fee": fixed_fee,
                    "is_private": is_private,
                    "is_shared": is_shared,
                    "name": name,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "recurring": recurring,
                    "recurring_parameters": recurring_parameters,
                    "start_date": start_date,
                    "template": template,
                    "template_id": template_id,
                },
                options=options,
            )
        )

    def delete(
        self,
        workspace_id: int,
        project_id: int,
        *,
        te_deletion_mode: Unset | TimeEntryDeletionMode | str = UNSET,
        options: Options | None = None,
    ) -> int | None:
        """Delete a project.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            te_deletion_mode: What becomes of the time entries of the project. What
                happens without it is not documented. One of "delete", "unassign".
            options: Settings of this call.

        Returns:
            ID of the deleted project. None where the answer is empty.

        Raises:
            BadRequestError: 400: The project ID is not valid. Reason:
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (DELETE WorkspaceProject)
        """
        return self._core.send(
            Call(
                _DELETE,
                (workspace_id, project_id),
                query={
                    "teDeletionMode": te_deletion_mode,
                },
                options=options,
            )
        )


class AsyncProjectsAPI:
    """Projects of a workspace."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        workspace_id: int,
        *,
        sort_pinned: Unset | bool = UNSET,
        active: Unset | bool = UNSET,
        since: Unset | int = UNSET,
        billable: Unset | bool = UNSET,
        user_ids: Unset | Sequence[int] = UNSET,
        client_ids: Unset | Sequence[int] = UNSET,
        group_ids: Unset | Sequence[int] = UNSET,
        statuses: Unset | Sequence[ProjectStatus | str] = UNSET,
        name: Unset | str = UNSET,
        page: Unset | int = UNSET,
        sort_field: Unset | str = UNSET,
        sort_order: Unset | str = UNSET,
        only_templates: Unset | bool = UNSET,
        only_me: Unset | bool = UNSET,
        per_page: Unset | int = UNSET,
        options: Options | None = None,
    ) -> AsyncPager[Project]:
        """List the projects of a workspace.

        Answers one page of projects, 151 long unless `per_page` says otherwise. No
        total is documented: ask for the next page until one is empty or shorter than
        the size asked for.

        Args:
            workspace_id: Workspace.
            sort_pinned: Put the projects the caller has pinned first.
            active: Keep active (true) or archived (false) projects. The text `both`
                is documented for all of them. Documented so; not confirmed.
            since: Keep projects created, changed or deleted since this moment, in
                seconds since 1970 (UNIX time).
            billable: Keep billable projects (true) or the others (false).
            user_ids: Keep projects of these users.
            client_ids: Keep projects of these clients.
            group_ids: Keep projects of these groups.
            statuses: Keep projects in one of these states. One of "upcoming",
                "active", "ended", "archived", "deleted".
            name: Keep projects of this name; whether a part of it is enough is not
                documented.
            page: Number of the page, counted from 1.
            sort_field: Field to sort by. Its values are not documented; recorded
                answers name `project_name`.
            sort_order: Direction to sort in. Its values are not documented;
                recorded answers name `asc`.
            only_templates: Keep only templates.
            only_me: Keep projects the caller is assigned to.
            per_page: How many projects make a page. At most 200. Default: 151.
            options: Settings of this call.

        Returns:
            One page of projects. Pages are asked for as they are needed.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProjects)
        """
        return self._core.pages(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "sort_pinned": sort_pinned,
                    "active": active,
                    "since": since,
                    "billable": billable,
                    "user_ids": user_ids,
                    "client_ids": client_ids,
                    "group_ids": group_ids,
                    "statuses": statuses,
                    "name": name,
                    "page": page,
                    "sort_field": sort_field,
                    "sort_order": sort_order,
                    "only_templates": only_templates,
                    "only_me": only_me,
                    "per_page": per_page,
                },
                options=options,
            )
        )

    async def create(
        self,
        workspace_id: int,
        *,
        active: Unset | bool = UNSET,
        auto_estimates: Unset | bool = UNSET,
        billable: Unset | bool = UNSET,
        cid: Unset | int = UNSET,
        client_id: Unset | int = UNSET,
        client_name: Unset | str = UNSET,
        color: Unset | str = UNSET,
        currency: Unset | str = UNSET,
        end_date: Unset | Date | str = UNSET,
        estimated_hours: Unset | int = UNSET,
        fixed_fee: Unset | float = UNSET,
        is_private: Unset | bool = UNSET,
        is_shared: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        rate: Unset | float = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        recurring: Unset | bool = UNSET,
        recurring_parameters: Unset | ProjectRecurrenceInput = UNSET,
        start_date: Unset | Date | str = UNSET,
        template: Unset | bool = UNSET,
        template_id: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Project:
        """Create a project.

        Send `active` on purpose: a recorded call without it was answered with an
        archived project. The answer to a recorded call leaves out `created_at` and
        `status`.

        Args:
            workspace_id: Workspace.
            active: False to create the project archived.
            auto_estimates: Take the sum of the tasks' estimates as the estimate.
                Premium plan.
            billable: Whether time on the project is billable. Premium plan.
            cid: Client; older name of `client_id`. Deprecated.
            client_id: Client.
            client_name: Client by name.
            color: Color as `#rrggbb`, in lower case. Premium plan for a custom one.
                Must match `^#[0-9a-f]{6}$`.
            currency: Code of the currency of rate and fee, such as EUR. Premium
                plan.
            end_date: Last day of the project.
            estimated_hours: Estimate, in hours. Premium plan.
            fixed_fee: Fee for the whole project, in its currency. Premium plan.
            is_private: Whether only its members see the project.
            is_shared: Whether the project is shared.
            name: Name of the project.
            rate: Price of an hour, in the project's currency. Premium plan.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            recurring: Whether the project starts again every period. Premium plan.
            recurring_parameters: How it recurs. Premium plan.
            start_date: First day of the project.
            template: Whether the project is a template for others. Premium plan.
            template_id: Template to make the project from.
            options: Settings of this call.

        Returns:
            The new project.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (POST WorkspaceProjects)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "active": active,
                    "auto_estimates": auto_estimates,
                    "billable": billable,
                    "cid": cid,
                    "client_id": client_id,
                    "client_name": client_name,
                    "color": color,
                    "currency": currency,
                    "end_date": end_date,
                    "estimated_hours": estimated_hours,
                    "fixed_fee": fixed_fee,
                    "is_private": is_private,
                    "is_shared": is_shared,
                    "name": name,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "recurring": recurring,
                    "recurring_parameters": recurring_parameters,
                    "start_date": start_date,
                    "template": template,
                    "template_id": template_id,
                },
                options=options,
            )
        )

    async def patch_many(
        self,
        workspace_id: int,
        project_ids: Sequence[int],
        *,
        replace: Unset | Mapping[str, JSONLike] = UNSET,
        add: Unset | Mapping[str, JSONLike] = UNSET,
        remove: Unset | Sequence[str] = UNSET,
        options: Options | None = None,
    ) -> BulkPatchResult:
        """Patch several projects at once.

        Applies the same operations to every project named and answers 200 also where
        some of them failed: the answer says which.

        Args:
            workspace_id: Workspace.
            project_ids: Projects to patch. At least 1 element.
            replace: Members to replace, by name: JSON values. At least one of the
                three must be given.
            add: Members to add, by name: JSON values.
            remove: Names of members to remove.
            options: Settings of this call.

        Returns:
            What was patched and what was not.

        Raises:
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PATCH WorkspaceProjects)
        """
        return await self._core.send(
            Call(
                _PATCH_MANY,
                (workspace_id, project_ids),
                body=patch(replace, add, remove),
                options=options,
            )
        )

    async def get(
        self,
        workspace_id: int,
        project_id: int,
        *,
        options: Options | None = None,
    ) -> Project:
        """Get a project.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            options: Settings of this call.

        Returns:
            The project.

        Raises:
            BadRequestError: 400: The project ID is not valid. Reason:
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProject)
        """
        return await self._core.send(
            Call(
                _GET,
                (workspace_id, project_id),
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        project_id: int,
        *,
        active: Unset | bool = UNSET,
        auto_estimates: Unset | bool = UNSET,
        billable: Unset | bool = UNSET,
        cid: Unset | int = UNSET,
        client_id: Unset | int | None = UNSET,
        client_name: Unset | str = UNSET,
        color: Unset | str = UNSET,
        currency: Unset | str | None = UNSET,
        end_date: Unset | Date | str = UNSET,
        estimated_hours: Unset | int | None = UNSET,
        fixed_fee: Unset | float | None = UNSET,
        is_private: Unset | bool = UNSET,
        is_shared: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        rate: Unset | float | None = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        recurring: Unset | bool = UNSET,
        recurring_parameters: Unset | ProjectRecurrenceInput = UNSET,
        start_date: Unset | Date | str = UNSET,
        template: Unset | bool = UNSET,
        template_id: Unset | int = UNSET,
        options: Options | None = None,
    ) -> Project:
        """Update a project.

        Send what changes and leave the rest out. Fields the plan of the workspace lacks
        are refused.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            active: False archives the project.
            auto_estimates: Take the sum of the tasks' estimates as the estimate.
                Premium plan.
            billable: Whether time on the project is billable. Premium plan.
            cid: Client; older name of `client_id`. Deprecated.
            client_id: Client; null for none.
            client_name: Client by name.
            color: Color as `#rrggbb`, in lower case. Premium plan for a custom one.
                Must match `^#[0-9a-f]{6}$`.
            currency: Code of the currency of rate and fee, such as EUR; null for
                none of its own. Premium plan.
            end_date: Last day of the project.
            estimated_hours: Estimate, in hours; null for none. Premium plan.
            fixed_fee: Fee for the whole project, in its currency; null for none.
                Premium plan.
            is_private: Whether only its members see the project.
            is_shared: Whether the project is shared.
            name: Name of the project.
            rate: Price of an hour, in the project's currency; null for none of its
                own. Premium plan.
            rate_change_mode: From when the new rate counts. Premium plan. One of
                "start-today", "override-current", "override-all".
            recurring: Whether the project starts again every period. Premium plan.
            recurring_parameters: How it recurs. Premium plan.
            start_date: First day of the project.
            template: Whether the project is a template for others. Premium plan.
            template_id: Template to make the project from.
            options: Settings of this call.

        Returns:
            The updated project.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `client_not_in_workspace`, `invalid_color`.
            PaymentRequiredError: 402: The plan lacks a feature that the request
                uses. Reason: `custom_color_requires_premium`.
            ForbiddenError: 403: The caller may not change this project. Reasons:
                `only_admins_may_create_projects`, `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PUT WorkspaceProject)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id, project_id),
                body={
                    "active": active,
                    "auto_estimates": auto_estimates,
                    "billable": billable,
                    "cid": cid,
                    "client_id": client_id,
                    "client_name": client_name,
                    "color": color,
                    "currency": currency,
                    "end_date": end_date,
                    "estimated_hours": estimated_hours,
                    "fixed_fee": fixed_fee,
                    "is_private": is_private,
                    "is_shared": is_shared,
                    "name": name,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "recurring": recurring,
                    "recurring_parameters": recurring_parameters,
                    "start_date": start_date,
                    "template": template,
                    "template_id": template_id,
                },
                options=options,
            )
        )

    async def delete(
        self,
        workspace_id: int,
        project_id: int,
        *,
        te_deletion_mode: Unset | TimeEntryDeletionMode | str = UNSET,
        options: Options | None = None,
    ) -> int | None:
        """Delete a project.

        Args:
            workspace_id: Workspace.
            project_id: Project.
            te_deletion_mode: What becomes of the time entries of the project. What
                happens without it is not documented. One of "delete", "unassign".
            options: Settings of this call.

        Returns:
            ID of the deleted project. None where the answer is empty.

        Raises:
            BadRequestError: 400: The project ID is not valid. Reason:
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (DELETE WorkspaceProject)
        """
        return await self._core.send(
            Call(
                _DELETE,
                (workspace_id, project_id),
                query={
                    "teDeletionMode": te_deletion_mode,
                },
                options=options,
            )
        )
