"""Users assigned to projects."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options, Spelling
from .._patch import patch
from .._types import JSONLike
from .._unset import UNSET, Unset
from ..models.bulk_patch_result import BulkPatchResult
from ..models.project_user import ProjectUser
from ..models.rate_change_mode import RateChangeMode
from ..reasons import Reason

_LIST: Final = Operation[builtins.list[ProjectUser]](
    id="project_users.list",
    method="GET",
    path=("/workspaces/", "/project_users"),
    arguments=("workspace_id",),
    result=builtins.list[ProjectUser],
    spellings=(Spelling("query", "project_ids", "form"),),
    messages=(
        Message(400, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),
        Message(
            400, Reason.TOO_MANY_PROJECT_IDS, "project_ids cannot exceed 200 elements."
        ),
        Message(400, Reason.INVALID_USER_ID, "Invalid user_id"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_CREATE: Final = Operation[ProjectUser](
    id="project_users.create",
    method="POST",
    path=("/workspaces/", "/project_users"),
    arguments=("workspace_id",),
    result=ProjectUser,
    media_type="application/json",
    messages=(
        Message(400, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),
        Message(400, Reason.INVALID_PROJECT_ID, "Invalid project_id"),
        Message(400, Reason.INVALID_USER_ID, "Invalid user_id"),
        Message(400, Reason.PROJECT_USER_EXISTS, "Project user already exists"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_PATCH_MANY: Final = Operation[BulkPatchResult](
    id="project_users.patch_many",
    method="PATCH",
    path=("/workspaces/", "/project_users/", ""),
    arguments=("workspace_id", "project_user_ids"),
    result=BulkPatchResult,
    media_type="application/json",
    messages=(
        Message(400, Reason.INVALID_USER_IDS, "Invalid value as user IDs"),
        Message(400, Reason.NO_PATCHABLE_FIELDS, "No patchable fields defined"),
        Message(400, Reason.MISSING_IDS, "PATCH expects at least one ID"),
        Message(
            400,
            Reason.TOO_MANY_ENTRIES,
            "PATCH request is limited to ",
            ("number", "n"),
            " entries at once",
        ),
        Message(400, Reason.INVALID_OP, "Invalid op:"),
        Message(400, Reason.INVALID_OP, "Invalid op:", ("text", "detail")),
        Message(400, Reason.INVALID_PATH_FORMAT, "Invalid path format:"),
        Message(
            400, Reason.INVALID_PATH_FORMAT, "Invalid path format:", ("text", "detail")
        ),
        Message(400, Reason.PATH_NOT_FOUND, "Path not found:"),
        Message(400, Reason.PATH_NOT_FOUND, "Path not found:", ("text", "detail")),
        Message(
            400,
            Reason.OPERATION_NOT_SUPPORTED,
            "Operation not supported (",
            ("text", "patch_operation"),
            " ",
            ("text", "patch_path"),
            ")",
        ),
        Message(400, Reason.INVALID_PATH, "Invalid path"),
        Message(400, Reason.MANAGER_NOT_BOOLEAN, "/manager expects a boolean"),
        Message(
            400, Reason.LABOR_COST_NOT_NUMBER, "/labor_cost expects an float64 or null"
        ),
        Message(400, Reason.RATE_NOT_NUMBER, "/rate expects an float64 or null"),
        Message(
            400,
            Reason.CANNOT_ADD_LABOR_COST,
            "Operation not supported (add /labor_cost)",
        ),
        Message(400, Reason.CANNOT_ADD_RATE, "Operation not supported (add /rate)"),
        Message(
            400, Reason.CANNOT_ADD_MANAGER, "Operation not supported (add /manager)"
        ),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_UPDATE: Final = Operation[ProjectUser](
    id="project_users.update",
    method="PUT",
    path=("/workspaces/", "/project_users/", ""),
    arguments=("workspace_id", "project_user_id"),
    result=ProjectUser,
    media_type="application/json",
    messages=(
        Message(400, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),
        Message(400, Reason.MISSING_DATA, "Missing data"),
        Message(400, Reason.INVALID_PROJECT_ID, "Invalid project_id"),
        Message(400, Reason.INVALID_USER_ID, "Invalid user_id"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_DELETE: Final = Operation[None](
    id="project_users.delete",
    method="DELETE",
    path=("/workspaces/", "/project_users/", ""),
    arguments=("workspace_id", "project_user_id"),
    result=None,
    messages=(
        Message(400, Reason.WORKSPACE_NOT_FOUND, "Workspace not found"),
        Message(
            400, Reason.PROJECT_USER_NOT_ACCESSIBLE, "Project user not found/accessible"
        ),
        Message(400, Reason.INVALID_PROJECT_ID, "Invalid project_id"),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)


class ProjectUsersAPI:
    """Users assigned to projects."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        workspace_id: int,
        *,
        project_ids: Unset | Sequence[int] = UNSET,
        user_id: Unset | int = UNSET,
        with_group_members: Unset | bool = UNSET,
        options: Options | None = None,
    ) -> builtins.list[ProjectUser]:
        """List who is assigned to projects.

        Answers the assignments of all projects of the workspace unless a filter narrows
        them.

        Args:
            workspace_id: Workspace.
            project_ids: Keep assignments to these projects. At most 200 elements.
            user_id: Keep assignments to the projects this user is on.
            with_group_members: Answer users who are on a project through a group,
                too.
            options: Settings of this call.

        Returns:
            The project users.

        Raises:
            BadRequestError: 400: A filter was refused, or there is no such
                workspace. Reasons: `workspace_not_found`, `too_many_project_ids`,
                `invalid_user_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET Get workspace projects
        users)
        """
        return self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "project_ids": project_ids,
                    "user_id": user_id,
                    "with_group_members": with_group_members,
                },
                options=options,
            )
        )

    def create(
        self,
        workspace_id: int,
        *,
        labor_cost: Unset | float = UNSET,
        labor_cost_change_mode: Unset | RateChangeMode | str = UNSET,
        manager: Unset | bool = UNSET,
        project_id: int,
        rate: Unset | float = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        user_id: int,
        options: Options | None = None,
    ) -> ProjectUser:
        """Assign a user to a project.

        Args:
            workspace_id: Workspace.
            labor_cost: What an hour of the user costs on this project.
            labor_cost_change_mode: From when the new labor cost counts. One of
                "start-today", "override-current", "override-all".
            manager: Whether the user manages the project.
            project_id: Project.
            rate: Price of an hour of the user on this project.
            rate_change_mode: From when the new rate counts. One of "start-today",
                "override-current", "override-all".
            user_id: User.
            options: Settings of this call.

        Returns:
            The new project user.

        Raises:
            BadRequestError: 400: The assignment was refused. Reasons:
                `workspace_not_found`, `invalid_project_id`, `invalid_user_id`,
                `project_user_exists`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (POST Add an user into
        workspace projects users)
        """
        return self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "labor_cost": labor_cost,
                    "labor_cost_change_mode": labor_cost_change_mode,
                    "manager": manager,
                    "project_id": project_id,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "user_id": user_id,
                },
                options=options,
            )
        )

    def patch_many(
        self,
        workspace_id: int,
        project_user_ids: Sequence[int],
        *,
        replace: Unset | Mapping[str, JSONLike] = UNSET,
        add: Unset | Mapping[str, JSONLike] = UNSET,
        remove: Unset | Sequence[str] = UNSET,
        options: Options | None = None,
    ) -> BulkPatchResult:
        """Patch several project users at once.

        Applies the same operations to every project user named. The documented messages
        know `/manager`, `/labor_cost` and `/rate`, and refuse `add` for each of them.

        Args:
            workspace_id: Workspace.
            project_user_ids: Project users to patch. At least 1 element.
            replace: Members to replace, by name: JSON values. At least one of the
                three must be given.
            add: Members to add, by name: JSON values.
            remove: Names of members to remove.
            options: Settings of this call.

        Returns:
            What was patched and what was not.

        Raises:
            BadRequestError: 400: The patch was refused as a whole. Reasons:
                `invalid_user_ids`, `no_patchable_fields`, `missing_ids`,
                `too_many_entries`, `invalid_op`, `invalid_path_format`,
                `path_not_found`, `operation_not_supported`, `invalid_path`,
                `manager_not_boolean`, `labor_cost_not_number`, `rate_not_number`,
                `cannot_add_labor_cost`, `cannot_add_rate`, `cannot_add_manager`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PATCH Patch project users
        from workspace)
        """
        return self._core.send(
            Call(
                _PATCH_MANY,
                (workspace_id, project_user_ids),
                body=patch(replace, add, remove),
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        project_user_id: int,
        *,
        labor_cost: Unset | float | None = UNSET,
        labor_cost_change_mode: Unset | RateChangeMode | str = UNSET,
        manager: Unset | bool = UNSET,
        rate: Unset | float | None = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        options: Options | None = None,
    ) -> ProjectUser:
        """Update a project user.

        Send what changes and leave the rest out.

        Args:
            workspace_id: Workspace.
            project_user_id: Project user.
            labor_cost: What an hour of the user costs on this project; null for no
                cost of its own.
            labor_cost_change_mode: From when the new labor cost counts. One of
                "start-today", "override-current", "override-all".
            manager: Whether the user manages the project.
            rate: Price of an hour of the user on this project; null for no rate of
                its own.
            rate_change_mode: From when the new rate counts. One of "start-today",
                "override-current", "override-all".
            options: Settings of this call.

        Returns:
            The updated project user.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `workspace_not_found`, `missing_data`, `invalid_project_id`,
                `invalid_user_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PUT Update an user into
        workspace projects users)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id, project_user_id),
                body={
                    "labor_cost": labor_cost,
                    "labor_cost_change_mode": labor_cost_change_mode,
                    "manager": manager,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                },
                options=options,
            )
        )

    def delete(
        self,
        workspace_id: int,
        project_user_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Take a user off a project.

        Args:
            workspace_id: Workspace.
            project_user_id: Project user.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: There is nothing to take off. Reasons:
                `workspace_not_found`, `project_user_not_accessible`,
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (DELETE Delete a project
        user from workspace projects users)
        """
        return self._core.send(
            Call(
                _DELETE,
                (workspace_id, project_user_id),
                options=options,
            )
        )


class AsyncProjectUsersAPI:
    """Users assigned to projects."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def list(
        self,
        workspace_id: int,
        *,
        project_ids: Unset | Sequence[int] = UNSET,
        user_id: Unset | int = UNSET,
        with_group_members: Unset | bool = UNSET,
        options: Options | None = None,
    ) -> builtins.list[ProjectUser]:
        """List who is assigned to projects.

        Answers the assignments of all projects of the workspace unless a filter narrows
        them.

        Args:
            workspace_id: Workspace.
            project_ids: Keep assignments to these projects. At most 200 elements.
            user_id: Keep assignments to the projects this user is on.
            with_group_members: Answer users who are on a project through a group,
                too.
            options: Settings of this call.

        Returns:
            The project users.

        Raises:
            BadRequestError: 400: A filter was refused, or there is no such
                workspace. Reasons: `workspace_not_found`, `too_many_project_ids`,
                `invalid_user_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (GET Get workspace projects
        users)
        """
        return await self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "project_ids": project_ids,
                    "user_id": user_id,
                    "with_group_members": with_group_members,
                },
                options=options,
            )
        )

    async def create(
        self,
        workspace_id: int,
        *,
        labor_cost: Unset | float = UNSET,
        labor_cost_change_mode: Unset | RateChangeMode | str = UNSET,
        manager: Unset | bool = UNSET,
        project_id: int,
        rate: Unset | float = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        user_id: int,
        options: Options | None = None,
    ) -> ProjectUser:
        """Assign a user to a project.

        Args:
            workspace_id: Workspace.
            labor_cost: What an hour of the user costs on this project.
            labor_cost_change_mode: From when the new labor cost counts. One of
                "start-today", "override-current", "override-all".
            manager: Whether the user manages the project.
            project_id: Project.
            rate: Price of an hour of the user on this project.
            rate_change_mode: From when the new rate counts. One of "start-today",
                "override-current", "override-all".
            user_id: User.
            options: Settings of this call.

        Returns:
            The new project user.

        Raises:
            BadRequestError: 400: The assignment was refused. Reasons:
                `workspace_not_found`, `invalid_project_id`, `invalid_user_id`,
                `project_user_exists`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (POST Add an user into
        workspace projects users)
        """
        return await self._core.send(
            Call(
                _CREATE,
                (workspace_id,),
                body={
                    "labor_cost": labor_cost,
                    "labor_cost_change_mode": labor_cost_change_mode,
                    "manager": manager,
                    "project_id": project_id,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                    "user_id": user_id,
                },
                options=options,
            )
        )

    async def patch_many(
        self,
        workspace_id: int,
        project_user_ids: Sequence[int],
        *,
        replace: Unset | Mapping[str, JSONLike] = UNSET,
        add: Unset | Mapping[str, JSONLike] = UNSET,
        remove: Unset | Sequence[str] = UNSET,
        options: Options | None = None,
    ) -> BulkPatchResult:
        """Patch several project users at once.

        Applies the same operations to every project user named. The documented messages
        know `/manager`, `/labor_cost` and `/rate`, and refuse `add` for each of them.

        Args:
            workspace_id: Workspace.
            project_user_ids: Project users to patch. At least 1 element.
            replace: Members to replace, by name: JSON values. At least one of the
                three must be given.
            add: Members to add, by name: JSON values.
            remove: Names of members to remove.
            options: Settings of this call.

        Returns:
            What was patched and what was not.

        Raises:
            BadRequestError: 400: The patch was refused as a whole. Reasons:
                `invalid_user_ids`, `no_patchable_fields`, `missing_ids`,
                `too_many_entries`, `invalid_op`, `invalid_path_format`,
                `path_not_found`, `operation_not_supported`, `invalid_path`,
                `manager_not_boolean`, `labor_cost_not_number`, `rate_not_number`,
                `cannot_add_labor_cost`, `cannot_add_rate`, `cannot_add_manager`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PATCH Patch project users
        from workspace)
        """
        return await self._core.send(
            Call(
                _PATCH_MANY,
                (workspace_id, project_user_ids),
                body=patch(replace, add, remove),
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        project_user_id: int,
        *,
        labor_cost: Unset | float | None = UNSET,
        labor_cost_change_mode: Unset | RateChangeMode | str = UNSET,
        manager: Unset | bool = UNSET,
        rate: Unset | float | None = UNSET,
        rate_change_mode: Unset | RateChangeMode | str = UNSET,
        options: Options | None = None,
    ) -> ProjectUser:
        """Update a project user.

        Send what changes and leave the rest out.

        Args:
            workspace_id: Workspace.
            project_user_id: Project user.
            labor_cost: What an hour of the user costs on this project; null for no
                cost of its own.
            labor_cost_change_mode: From when the new labor cost counts. One of
                "start-today", "override-current", "override-all".
            manager: Whether the user manages the project.
            rate: Price of an hour of the user on this project; null for no rate of
                its own.
            rate_change_mode: From when the new rate counts. One of "start-today",
                "override-current", "override-all".
            options: Settings of this call.

        Returns:
            The updated project user.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `workspace_not_found`, `missing_data`, `invalid_project_id`,
                `invalid_user_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (PUT Update an user into
        workspace projects users)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id, project_user_id),
                body={
                    "labor_cost": labor_cost,
                    "labor_cost_change_mode": labor_cost_change_mode,
                    "manager": manager,
                    "rate": rate,
                    "rate_change_mode": rate_change_mode,
                },
                options=options,
            )
        )

    async def delete(
        self,
        workspace_id: int,
        project_user_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Take a user off a project.

        Args:
            workspace_id: Workspace.
            project_user_id: Project user.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: There is nothing to take off. Reasons:
                `workspace_not_found`, `project_user_not_accessible`,
                `invalid_project_id`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/projects (DELETE Delete a project
        user from workspace projects users)
        """
        return await self._core.send(
            Call(
                _DELETE,
                (workspace_id, project_user_id),
                options=options,
            )
        )
