"""Users as a workspace sees them."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Final

from .._core import AsyncCore, Core
from .._messages import Message
from .._operation import Call, Operation, Options
from .._types import JSONLike
from .._unset import UNSET, Unset
from ..models.user import User
from ..reasons import Reason

_LIST: Final = Operation[builtins.list[User]](
    id="users.list",
    method="GET",
    path=("/workspaces/", "/users"),
    arguments=("workspace_id",),
    result=builtins.list[User],
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)
_UPDATE: Final = Operation[None](
    id="users.update",
    method="PUT",
    path=("/workspaces/", "/users/", ""),
    arguments=("workspace_id", "user_id"),
    result=None,
    media_type="application/json",
    messages=(
        Message(403, Reason.NO_ACCESS, "User does not have access to this resource."),
    ),
)


class UsersAPI:
    """Users as a workspace sees them."""

    def __init__(self, core: Core) -> None:
        """Keep what sends the calls."""
        self._core = core

    def list(
        self,
        workspace_id: int,
        *,
        exclude_deleted: Unset | bool = UNSET,
        options: Options | None = None,
    ) -> builtins.list[User]:
        """List the users of a workspace.

        Args:
            workspace_id: Workspace.
            exclude_deleted: Leave out deleted users.
            options: Settings of this call.

        Returns:
            The users.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace users)
        """
        return self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "exclude_deleted": exclude_deleted,
                },
                options=options,
            )
        )

    def update(
        self,
        workspace_id: int,
        user_id: int,
        *,
        body: Unset | Mapping[str, JSONLike] = UNSET,
        options: Options | None = None,
    ) -> None:
        """Update a user of a workspace.

        What can be updated is not documented: the body is sent as it is given. A
        documented way to change a member of a workspace is `workspace_users.update`.

        Args:
            workspace_id: Workspace.
            user_id: User.
            body: The body.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The request is malformed.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            NotFoundError: 404: There is no such user or workspace for the caller.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace
        user)
        """
        return self._core.send(
            Call(
                _UPDATE,
                (workspace_id, user_id),
                body=body,
                options=options,
            )
        )


class AsyncUsersAPI:
    """Users as a workspace sees them."""

    def __init__(self, core: AsyncCore) -> None:
        """Keep what sends the calls."""
        self._core = core

    async def list(
        self,
        workspace_id: int,
        *,
        exclude_deleted: Unset | bool = UNSET,
        options: Options | None = None,
    ) -> builtins.list[User]:
        """List the users of a workspace.

        Args:
            workspace_id: Workspace.
            exclude_deleted: Leave out deleted users.
            options: Settings of this call.

        Returns:
            The users.

        Raises:
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace users)
        """
        return await self._core.send(
            Call(
                _LIST,
                (workspace_id,),
                query={
                    "exclude_deleted": exclude_deleted,
                },
                options=options,
            )
        )

    async def update(
        self,
        workspace_id: int,
        user_id: int,
        *,
        body: Unset | Mapping[str, JSONLike] = UNSET,
        options: Options | None = None,
    ) -> None:
        """Update a user of a workspace.

        What can be updated is not documented: the body is sent as it is given. A
        documented way to change a member of a workspace is `workspace_users.update`.

        Args:
            workspace_id: Workspace.
            user_id: User.
            body: The body.
            options: Settings of this call.

        Raises:
            BadRequestError: 400: The request is malformed.
            ForbiddenError: 403: The caller may not see or change this. Reason:
                `no_access`.
            NotFoundError: 404: There is no such user or workspace for the caller.
            ServerError: 500: The server failed.

        See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace
        user)
        """
        return await self._core.send(
            Call(
                _UPDATE,
                (workspace_id, user_id),
                body=body,
                options=options,
            )
        )
