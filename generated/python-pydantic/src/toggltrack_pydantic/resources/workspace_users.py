"""Membership of users in a workspace."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._unset import UNSET, Unset
from ..models.workspace_membership import WorkspaceMembership
from ..models.workspace_user import WorkspaceUser
from ..reasons import Reason

_LIST: Final = Operation[builtins.list[WorkspaceUser]](
    id="workspace_users.list",
    method="GET",
    path=("/organizations/", "/workspaces/", "/workspace_users"),
    arguments=("organization_id", "workspace_id"),
    result=builtins.list[WorkspaceUser],
    messages=(Message(404, Reason.RESOURCE_NOT_FOUND, "Resource can not be found"),),
)
_DELETE_MANY: Final = Operation[None](
    id="workspace_users.delete_many",
    method="PATCH",
    path=("/organizations/", "/workspaces/", "/workspace_users"),
    arguments=("organization_id", "workspace_id"),
    result=None,
    media_type="application/json",
    messages=(
        Message(400, Reason.INVALID_JSON, "JSON is not valid"),
        Message(
            400,
            Reason.MISSING_WORKSPACE_USER_IDS,
            "At least one workspace user ID must be supplied.",
        ),
        Message(
            400,
            Reason.DUPLICATE_WORKSPACE_USER_IDS,
            'Workspace user IDs must be unique"',
        ),
        Message(400, Reason.INVALID_WORKSPACE_USER_IDS, "Wrong workspace user IDs"),
    ),
)
_UPDATE: Final = Operation[None](
    id="workspace_users.update",
    method="PUT",
    path=("/workspaces/", "/workspace_users/", ""),
    arguments=("workspace_id", "workspace_user_id"),
    result=None,
    media_type="application/json",
    messages=(
        Message(400, Reason.WORKSPACE_NOT_ACCESSIBLE, "Workspace not found/accessible"),
        Message(400, Reason.USER_NOT_FOUND, "User not found"),
        Message(
            400,
            Reason.WORKSPACE_USER_NOT_ACCESSIBLE,
            "Workspace user not found/accessible by user",
        ),
        Message(
            400, Reason.INVALID_WORKING_HOURS, "Working hours must be positive or null"
        ),
        Message(400, Reason.INVALID_ROLE_ID, "Invalid role_id."),
        Message(
            400,
            Reason.ADMIN_FLAGS_WITH_ROLE_ID,
            "Cannot use both admin flags and role_id.",
        ),
        Message(
            400,
            Reason.USER_NOT_IN_ORGANIZATION,
            "User does not exist in the organization.",
        ),
        Message(
            400, Reason.USER_NOT_IN_WORKSPACE, "User does not exist in the workspace."
        ),
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_DELETE: Final = Operation[None](
    id="workspace_users.delete",
    method="DELETE",
    path=("/workspaces/", "/workspace_users/", ""),
    arguments=("workspace_id", "workspace_user_id"),
    result=None,
    messages=(
        Message(
            403,
            Reason.WORKSPACE_USER_NOT_ACCESSIBLE,
            "Workspace user is not found or accessible",
        ),
    ),
)


class WorkspaceUsersAPI:
    """Membership of users in a workspace."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        organization_id: int,
        workspace_id: int,
        *,
        name: Unset | str = UNSET,
        options: Options | None = None,
    ) -> builtins.list[WorkspaceUser]:
        """List the members of a workspace.

        Those who belong to it through a group are listed too.

        Args:
            organization_id: Organization of the workspace.
            workspace_id: Workspace.
            name: Keep members of this name; whether a part of it is enough is not
                documented.
            options: Settings of this call.

        Returns:
            The members.

        Raises:
            ForbiddenError: 403: The caller may not see the members.
            NotFoundError: 404: There is no such workspace for the caller. Reason:
                `resource_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (GET List of users who
        belong to the given workspace.)
        """
        return self._core.send(
            Call(
                _LIST,
                (organization_id, workspace_id),
                query={
                    "name": name,
                },
                options=options,
            )
        )

    def delete_many(
        self,
        organization_id: int,
        workspace_id: int,
        *,
        delete: Sequence[int],
        options: Options | None = None,
    ) -> None:
        """Remove several members from a workspace at once.

        Removing is all that this way of changing members can do.

        Args:
            organization_id: Organization of the workspace.
            workspace_id: Workspace.
            delete: IDs of the workspace users, which are the memberships and not
                the users. At least 1 element.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The list of members to remove is not acceptable.
                Reasons: `invalid_json`, `missing_workspace_user_ids`,
                `duplicate_workspace_user_ids`, `invalid_workspace_user_ids`.
            ForbiddenError: 403: The caller may not remove members.

        See https://engineering.toggl.com/docs/api/workspaces (PATCH Changes the users
        in a workspace.)
        """
        return self._core.send(
            Call(
                _DELETE_MANY,
                (organization_id, workspace_id),
                body={
                    "delete": delete,
                },
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        workspace_user_id: int,
        *,
        email: Unset | str = UNSET,
        groups: Unset | Sequence[int] = UNSET,
        inactive: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        organization_admin: Unset | bool = UNSET,
        role_id: Unset | int = UNSET,
        workspaces: Unset | Sequence[WorkspaceMembership] = UNSET,
        options: Options | None = None,
    ) -> None:
        """Update a member of a workspace.

        Args:
            workspace_id: Workspace.
            workspace_user_id: Workspace user, which is the membership and not the
                user.
            email: Address of the user. An e-mail address.
            groups: Groups the user belongs to.
            inactive: Whether the user is deactivated.
            name: Name of the user.
            organization_admin: Whether the user is an admin of the organization.
            role_id: ID of the role; not together with the flags that make an admin.
            workspaces: What the user is in each workspace.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `workspace_not_accessible`, `user_not_found`,
                `workspace_user_not_accessible`, `invalid_working_hours`,
                `invalid_role_id`, `admin_flags_with_role_id`,
                `user_not_in_organization`, `user_not_in_workspace`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update
        workspace-user)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id, workspace_user_id),
                body={
                    "email": email,
                    "groups": groups,
                    "inactive": inactive,
                    "name": name,
                    "organization_admin": organization_admin,
                    "role_id": role_id,
                    "workspaces": workspaces,
                },
                options=options,
            )
        )

    def delete(
        self,
        workspace_id: int,
        workspace_user_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Remove a member from a workspace.

        Args:
            workspace_id: Workspace.
            workspace_user_id: Workspace user, which is the membership and not the
                user.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The request is malformed.
            ForbiddenError: 403: The member does not exist or is out of reach.
                Reason: `workspace_user_not_accessible`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE Delete workspace
        user)
        """
        return self._core.send(
            Call(
                _DELETE,
                (workspace_id, workspace_user_id),
                options=options,
            )
        )


class AsyncWorkspaceUsersAPI:
    """Membership of users in a workspace."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def list(
        self,
        organization_id: int,
        workspace_id: int,
        *,
        name: Unset | str = UNSET,
        options: Options | None = None,
    ) -> builtins.list[WorkspaceUser]:
        """List the members of a workspace.

        Those who belong to it through a group are listed too.

        Args:
            organization_id: Organization of the workspace.
            workspace_id: Workspace.
            name: Keep members of this name; whether a part of it is enough is not
                documented.
            options: Settings of this call.

        Returns:
            The members.

        Raises:
            ForbiddenError: 403: The caller may not see the members.
            NotFoundError: 404: There is no such workspace for the caller. Reason:
                `resource_not_found`.

        See https://engineering.toggl.com/docs/api/workspaces (GET List of users who
        belong to the given workspace.)
        """
        return await self._core.send(
            Call(
                _LIST,
                (organization_id, workspace_id),
                query={
                    "name": name,
                },
                options=options,
            )
        )

    async def delete_many(
        self,
        organization_id: int,
        workspace_id: int,
        *,
        delete: Sequence[int],
        options: Options | None = None,
    ) -> None:
        """Remove several members from a workspace at once.

        Removing is all that this way of changing members can do.

        Args:
            organization_id: Organization of the workspace.
            workspace_id: Workspace.
            delete: IDs of the workspace users, which are the memberships and not
                the users. At least 1 element.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The list of members to remove is not acceptable.
                Reasons: `invalid_json`, `missing_workspace_user_ids`,
                `duplicate_workspace_user_ids`, `invalid_workspace_user_ids`.
            ForbiddenError: 403: The caller may not remove members.

        See https://engineering.toggl.com/docs/api/workspaces (PATCH Changes the users
        in a workspace.)
        """
        return await self._core.send(
            Call(
                _DELETE_MANY,
                (organization_id, workspace_id),
                body={
                    "delete": delete,
                },
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        workspace_user_id: int,
        *,
        email: Unset | str = UNSET,
        groups: Unset | Sequence[int] = UNSET,
        inactive: Unset | bool = UNSET,
        name: Unset | str = UNSET,
        organization_admin: Unset | bool = UNSET,
        role_id: Unset | int = UNSET,
        workspaces: Unset | Sequence[WorkspaceMembership] = UNSET,
        options: Options | None = None,
    ) -> None:
        """Update a member of a workspace.

        Args:
            workspace_id: Workspace.
            workspace_user_id: Workspace user, which is the membership and not the
                user.
            email: Address of the user. An e-mail address.
            groups: Groups the user belongs to.
            inactive: Whether the user is deactivated.
            name: Name of the user.
            organization_admin: Whether the user is an admin of the organization.
            role_id: ID of the role; not together with the flags that make an admin.
            workspaces: What the user is in each workspace.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The update was refused. Reasons:
                `workspace_not_accessible`, `user_not_found`,
                `workspace_user_not_accessible`, `invalid_working_hours`,
                `invalid_role_id`, `admin_flags_with_role_id`,
                `user_not_in_organization`, `user_not_in_workspace`.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update
        workspace-user)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id, workspace_user_id),
                body={
                    "email": email,
                    "groups": groups,
                    "inactive": inactive,
                    "name": name,
                    "organization_admin": organization_admin,
                    "role_id": role_id,
                    "workspaces": workspaces,
                },
                options=options,
            )
        )

    async def delete(
        self,
        workspace_id: int,
        workspace_user_id: int,
        *,
        options: Options | None = None,
    ) -> None:
        """Remove a member from a workspace.

        Args:
            workspace_id: Workspace.
            workspace_user_id: Workspace user, which is the membership and not the
                user.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The request is malformed.
            ForbiddenError: 403: The member does not exist or is out of reach.
                Reason: `workspace_user_not_accessible`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (DELETE Delete workspace
        user)
        """
        return await self._core.send(
            Call(
                _DELETE,
                (workspace_id, workspace_user_id),
                options=options,
            )
        )
