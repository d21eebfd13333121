/** Membership of users in a workspace. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import type * as models from "../models/index.js";
import { shapeOfWorkspaceUser } from "../models/workspace-user.js";
import { reasons } from "../reasons.js";

const OP_List: Operation<models.WorkspaceUser[]> = {
  id: "workspace_users.list",
  method: "GET",
  path: ["/organizations/", "/workspaces/", "/workspace_users"],
  arguments: ["organizationId", "workspaceId"],
  result: { kind: "array", of: () => shapeOfWorkspaceUser },
  messages: [
    { status: 404, reason: reasons.ResourceNotFound, parts: ["Resource can not be found"] },
  ],
};

/** What `list` is given by name. */
export interface WorkspaceUsersAPIListParams {
  /** Keep members of this name; whether a part of it is enough is not documented. */
  readonly name?: string | undefined;
}

const OP_DeleteMany: Operation<void> = {
  id: "workspace_users.delete_many",
  method: "PATCH",
  path: ["/organizations/", "/workspaces/", "/workspace_users"],
  arguments: ["organizationId", "workspaceId"],
  result: null,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.InvalidJson, parts: ["JSON is not valid"] },
    {
      status: 400,
      reason: reasons.MissingWorkspaceUserIds,
      parts: ["At least one workspace user ID must be supplied."],
    },
    {
      status: 400,
      reason: reasons.DuplicateWorkspaceUserIds,
      parts: ['Workspace user IDs must be unique"'],
    },
    { status: 400, reason: reasons.InvalidWorkspaceUserIds, parts: ["Wrong workspace user IDs"] },
  ],
};

/** What `deleteMany` is given by name. */
export interface WorkspaceUsersAPIDeleteManyParams {
  /**
   * IDs of the workspace users, which are the memberships and not the users. At least 1
   * element.
   */
  readonly delete: readonly (number | bigint)[];
}

const OP_Update: Operation<void> = {
  id: "workspace_users.update",
  method: "PUT",
  path: ["/workspaces/", "/workspace_users/", ""],
  arguments: ["workspaceId", "workspaceUserId"],
  result: null,
  mediaType: "application/json",

  messages: [
    {
      status: 400,
      reason: reasons.WorkspaceNotAccessible,
      parts: ["Workspace not found/accessible"],
    },
    { status: 400, reason: reasons.UserNotFound, parts: ["User not found"] },
    {
      status: 400,
      reason: reasons.WorkspaceUserNotAccessible,
      parts: ["Workspace user not found/accessible by user"],
    },
    {
      status: 400,
      reason: reasons.InvalidWorkingHours,
      parts: ["Working hours must be positive or null"],
    },
    { status: 400, reason: reasons.InvalidRoleId, parts: ["Invalid role_id."] },
    {
      status: 400,
      reason: reasons.AdminFlagsWithRoleId,
      parts: ["Cannot use both admin flags and role_id."],
    },
    {
      status: 400,
      reason: reasons.UserNotInOrganization,
      parts: ["User does not exist in the organization."],
    },
    {
      status: 400,
      reason: reasons.UserNotInWorkspace,
      parts: ["User does not exist in the workspace."],
    },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `update` is given by name. */
export interface WorkspaceUsersAPIUpdateParams {
  /** Address of the user. An e-mail address. */
  readonly email?: string | undefined;
  /** Groups the user belongs to. */
  readonly groups?: readonly (number | bigint)[] | undefined;
  /** Whether the user is deactivated. */
  readonly inactive?: boolean | undefined;
  /** Name of the user. */
  readonly name?: string | undefined;
  /** Whether the user is an admin of the organization. */
  readonly organizationAdmin?: boolean | undefined;
  /** ID of the role; not together with the flags that make an admin. */
  readonly roleId?: number | bigint | undefined;
  /** What the user is in each workspace. */
  readonly workspaces?: readonly models.WorkspaceMembership[] | undefined;
}

const OP_Delete: Operation<void> = {
  id: "workspace_users.delete",
  method: "DELETE",
  path: ["/workspaces/", "/workspace_users/", ""],
  arguments: ["workspaceId", "workspaceUserId"],
  result: null,
  messages: [
    {
      status: 403,
      reason: reasons.WorkspaceUserNotAccessible,
      parts: ["Workspace user is not found or accessible"],
    },
  ],
};

/** Membership of users in a workspace. */
export class WorkspaceUsersAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List the members of a workspace.
   *
   * Those who belong to it through a group are listed too.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET List of users who belong to the
   * given workspace.)
   *
   * @param organizationId - Organization of the workspace.
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The members.
   * @throws ForbiddenError - 403: The caller may not see the members.
   * @throws NotFoundError
   *   404: There is no such workspace for the caller. Reason: `resource_not_found`.
   */
  list(
    organizationId: number | bigint,
    workspaceId: number | bigint,
    params: WorkspaceUsersAPIListParams = {},
    options?: CallOptions,
  ): ApiPromise<models.WorkspaceUser[]> {
    return this.#core.send({
      operation: OP_List,
      path: [organizationId, workspaceId],
      query: onWire(params, { name: "name" }),
      options,
    });
  }

  /**
   * Remove several members from a workspace at once.
   *
   * Removing is all that this way of changing members can do.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (PATCH Changes the users in a workspace.)
   *
   * @param organizationId - Organization of the workspace.
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @throws BadRequestError
   *   400: The list of members to remove is not acceptable. Reasons: `invalid_json`,
   *   `missing_workspace_user_ids`, `duplicate_workspace_user_ids`, `invalid_workspace_user_ids`.
   * @throws ForbiddenError - 403: The caller may not remove members.
   */
  deleteMany(
    organizationId: number | bigint,
    workspaceId: number | bigint,
    params: WorkspaceUsersAPIDeleteManyParams,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_DeleteMany,
      path: [organizationId, workspaceId],
      body: onWire(params, { delete: "delete" }),
      options,
    });
  }

  /**
   * Update a member of a workspace.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace-user)
   *
   * @param workspaceId - Workspace.
   * @param workspaceUserId - Workspace user, which is the membership and not the user.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @throws BadRequestError
   *   400: The update was refused. Reasons: `workspace_not_accessible`, `user_not_found`,
   *   `workspace_user_not_accessible`, `invalid_working_hours`, `invalid_role_id`,
   *   `admin_flags_with_role_id`, `user_not_in_organization`, `user_not_in_workspace`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    workspaceUserId: number | bigint,
    params: WorkspaceUsersAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId, workspaceUserId],
      body: onWire(params, {
        email: "email",
        groups: "groups",
        inactive: "inactive",
        name: "name",
        organization_admin: "organizationAdmin",
        role_id: "roleId",
        workspaces: "workspaces",
      }),
      options,
    });
  }

  /**
   * Remove a member from a workspace.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (DELETE Delete workspace user)
   *
   * @param workspaceId - Workspace.
   * @param workspaceUserId - Workspace user, which is the membership and not the user.
   * @param options - Settings of this call.
   * @throws BadRequestError - 400: The request is malformed.
   * @throws ForbiddenError
   *   403: The member does not exist or is out of reach. Reason: `workspace_user_not_accessible`.
   * @throws ServerError - 500: The server failed.
   */
  delete(
    workspaceId: number | bigint,
    workspaceUserId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Delete,
      path: [workspaceId, workspaceUserId],
      options,
    });
  }
}
