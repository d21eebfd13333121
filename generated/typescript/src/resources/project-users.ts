/** Users assigned to projects. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import { patch } from "../internal/patch.js";
import type { ApiPromise } from "../internal/promise.js";
import { shapeOfBulkPatchResult } from "../models/bulk-patch-result.js";
import type * as models from "../models/index.js";
import { shapeOfProjectUser } from "../models/project-user.js";
import { reasons } from "../reasons.js";

const OP_List: Operation<models.ProjectUser[]> = {
  id: "project_users.list",
  method: "GET",
  path: ["/workspaces/", "/project_users"],
  arguments: ["workspaceId"],
  result: { kind: "array", of: () => shapeOfProjectUser },
  spellings: [{ place: "query", name: "project_ids", style: "form" }],
  messages: [
    { status: 400, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] },
    {
      status: 400,
      reason: reasons.TooManyProjectIds,
      parts: ["project_ids cannot exceed 200 elements."],
    },
    { status: 400, reason: reasons.InvalidUserId, parts: ["Invalid user_id"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `list` is given by name. */
export interface ProjectUsersAPIListParams {
  /** Keep assignments to these projects. At most 200 elements. */
  readonly projectIds?: readonly (number | bigint)[] | undefined;
  /** Keep assignments to the projects this user is on. */
  readonly userId?: number | bigint | undefined;
  /** Answer users who are on a project through a group, too. */
  readonly withGroupMembers?: boolean | undefined;
}

const OP_Create: Operation<models.ProjectUser> = {
  id: "project_users.create",
  method: "POST",
  path: ["/workspaces/", "/project_users"],
  arguments: ["workspaceId"],
  result: () => shapeOfProjectUser,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] },
    { status: 400, reason: reasons.InvalidProjectId, parts: ["Invalid project_id"] },
    { status: 400, reason: reasons.InvalidUserId, parts: ["Invalid user_id"] },
    { status: 400, reason: reasons.ProjectUserExists, parts: ["Project user already exists"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `create` is given by name. */
export interface ProjectUsersAPICreateParams {
  /** What an hour of the user costs on this project. */
  readonly laborCost?: number | undefined;
  /**
   * From when the new labor cost counts. One of "start-today", "override-current",
   * "override-all".
   */
  readonly laborCostChangeMode?: models.RateChangeMode | undefined;
  /** Whether the user manages the project. */
  readonly manager?: boolean | undefined;
  /** Project. */
  readonly projectId: number | bigint;
  /** Price of an hour of the user on this project. */
  readonly rate?: number | undefined;
  /** From when the new rate counts. One of "start-today", "override-current", "override-all". */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
  /** User. */
  readonly userId: number | bigint;
}

const OP_PatchMany: Operation<models.BulkPatchResult> = {
  id: "project_users.patch_many",
  method: "PATCH",
  path: ["/workspaces/", "/project_users/", ""],
  arguments: ["workspaceId", "projectUserIds"],
  result: () => shapeOfBulkPatchResult,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.InvalidUserIds, parts: ["Invalid value as user IDs"] },
    { status: 400, reason: reasons.NoPatchableFields, parts: ["No patchable fields defined"] },
    { status: 400, reason: reasons.MissingIds, parts: ["PATCH expects at least one ID"] },
    {
      status: 400,
      reason: reasons.TooManyEntries,
      parts: ["PATCH request is limited to ", { kind: "number", name: "n" }, " entries at once"],
    },
    { status: 400, reason: reasons.InvalidOp, parts: ["Invalid op:"] },
    {
      status: 400,
      reason: reasons.InvalidOp,
      parts: ["Invalid op:", { kind: "text", name: "detail" }],
    },
    { status: 400, reason: reasons.InvalidPathFormat, parts: ["Invalid path format:"] },
    {
      status: 400,
      reason: reasons.InvalidPathFormat,
      parts: ["Invalid path format:", { kind: "text", name: "detail" }],
    },
    { status: 400, reason: reasons.PathNotFound, parts: ["Path not found:"] },
    {
      status: 400,
      reason: reasons.PathNotFound,
      parts: ["Path not found:", { kind: "text", name: "detail" }],
    },
    {
      status: 400,
      reason: reasons.OperationNotSupported,
      parts: [
        "Operation not supported (",
        { kind: "text", name: "patch_operation" },
        " ",
        { kind: "text", name: "patch_path" },
        ")",
      ],
    },
    { status: 400, reason: reasons.InvalidPath, parts: ["Invalid path"] },
    { status: 400, reason: reasons.ManagerNotBoolean, parts: ["/manager expects a boolean"] },
    {
      status: 400,
      reason: reasons.LaborCostNotNumber,
      parts: ["/labor_cost expects an float64 or null"],
    },
    { status: 400, reason: reasons.RateNotNumber, parts: ["/rate expects an float64 or null"] },
    {
      status: 400,
      reason: reasons.CannotAddLaborCost,
      parts: ["Operation not supported (add /labor_cost)"],
    },
    { status: 400, reason: reasons.CannotAddRate, parts: ["Operation not supported (add /rate)"] },
    {
      status: 400,
      reason: reasons.CannotAddManager,
      parts: ["Operation not supported (add /manager)"],
    },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `patchMany` is given by name. */
export interface ProjectUsersAPIPatchManyParams {
  /** Members to replace, by name: JSON values. At least one of the three must be given. */
  readonly replace?: Readonly<Record<string, unknown>> | undefined;
  /** Members to add, by name: JSON values. */
  readonly add?: Readonly<Record<string, unknown>> | undefined;
  /** Names of members to remove. */
  readonly remove?: readonly string[] | undefined;
}

const OP_Update: Operation<models.ProjectUser> = {
  id: "project_users.update",
  method: "PUT",
  path: ["/workspaces/", "/project_users/", ""],
  arguments: ["workspaceId", "projectUserId"],
  result: () => shapeOfProjectUser,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] },
    { status: 400, reason: reasons.MissingData, parts: ["Missing data"] },
    { status: 400, reason: reasons.InvalidProjectId, parts: ["Invalid project_id"] },
    { status: 400, reason: reasons.InvalidUserId, parts: ["Invalid user_id"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `update` is given by name. */
export interface ProjectUsersAPIUpdateParams {
  /** What an hour of the user costs on this project; null for no cost of its own. */
  readonly laborCost?: number | null | undefined;
  /**
   * From when the new labor cost counts. One of "start-today", "override-current",
   * "override-all".
   */
  readonly laborCostChangeMode?: models.RateChangeMode | undefined;
  /** Whether the user manages the project. */
  readonly manager?: boolean | undefined;
  /** Price of an hour of the user on this project; null for no rate of its own. */
  readonly rate?: number | null | undefined;
  /** From when the new rate counts. One of "start-today", "override-current", "override-all". */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
}

const OP_Delete: Operation<void> = {
  id: "project_users.delete",
  method: "DELETE",
  path: ["/workspaces/", "/project_users/", ""],
  arguments: ["workspaceId", "projectUserId"],
  result: null,
  messages: [
    { status: 400, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] },
    {
      status: 400,
      reason: reasons.ProjectUserNotAccessible,
      parts: ["Project user not found/accessible"],
    },
    { status: 400, reason: reasons.InvalidProjectId, parts: ["Invalid project_id"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** Users assigned to projects. */
export class ProjectUsersAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List who is assigned to projects.
   *
   * Answers the assignments of all projects of the workspace unless a filter narrows them.
   *
   * See https://engineering.toggl.com/docs/api/projects (GET Get workspace projects users)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The project users.
   * @throws BadRequestError
   *   400: A filter was refused, or there is no such workspace. Reasons: `workspace_not_found`,
   *   `too_many_project_ids`, `invalid_user_id`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  list(
    workspaceId: number | bigint,
    params: ProjectUsersAPIListParams = {},
    options?: CallOptions,
  ): ApiPromise<models.ProjectUser[]> {
    return this.#core.send({
      operation: OP_List,
      path: [workspaceId],
      query: onWire(params, {
        project_ids: "projectIds",
        user_id: "userId",
        with_group_members: "withGroupMembers",
      }),
      options,
    });
  }

  /**
   * Assign a user to a project.
   *
   * See https://engineering.toggl.com/docs/api/projects (POST Add an user into workspace projects
   * users)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The new project user.
   * @throws BadRequestError
   *   400: The assignment was refused. Reasons: `workspace_not_found`, `invalid_project_id`,
   *   `invalid_user_id`, `project_user_exists`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  create(
    workspaceId: number | bigint,
    params: ProjectUsersAPICreateParams,
    options?: CallOptions,
  ): ApiPromise<models.ProjectUser> {
    return this.#core.send({
      operation: OP_Create,
      path: [workspaceId],
      body: onWire(params, {
        labor_cost: "laborCost",
        labor_cost_change_mode: "laborCostChangeMode",
        manager: "manager",
        project_id: "projectId",
        rate: "rate",
        rate_change_mode: "rateChangeMode",
        user_id: "userId",
      }),
      options,
    });
  }

  /**
   * Patch several project users at once.
   *
   * Applies the same operations to every project user named. The documented messages know
   * `/manager`, `/labor_cost` and `/rate`, and refuse `add` for each of them.
   *
   * See https://engineering.toggl.com/docs/api/projects (PATCH Patch project users from workspace)
   *
   * @param workspaceId - Workspace.
   * @param projectUserIds - Project users to patch. At least 1 element.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns What was patched and what was not.
   * @throws BadRequestError
   *   400: The patch was refused as a whole. Reasons: `invalid_user_ids`, `no_patchable_fields`,
   *   `missing_ids`, `too_many_entries`, `invalid_op`, `invalid_path_format`, `path_not_found`,
   *   `operation_not_supported`, `invalid_path`, `manager_not_boolean`, `labor_cost_not_number`,
   *   `rate_not_number`, `cannot_add_labor_cost`, `cannot_add_rate`, `cannot_add_manager`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  patchMany(
    workspaceId: number | bigint,
    projectUserIds: readonly (number | bigint)[],
    params: ProjectUsersAPIPatchManyParams = {},
    options?: CallOptions,
  ): ApiPromise<models.BulkPatchResult> {
    return this.#core.send({
      operation: OP_PatchMany,
      path: [workspaceId, projectUserIds],
      body: patch(params),
      options,
    });
  }

  /**
   * Update a project user.
   *
   * Send what changes and leave the rest out.
   *
   * See https://engineering.toggl.com/docs/api/projects (PUT Update an user into workspace projects
   * users)
   *
   * @param workspaceId - Workspace.
   * @param projectUserId - Project user.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The updated project user.
   * @throws BadRequestError
   *   400: The update was refused. Reasons: `workspace_not_found`, `missing_data`,
   *   `invalid_project_id`, `invalid_user_id`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    projectUserId: number | bigint,
    params: ProjectUsersAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.ProjectUser> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId, projectUserId],
      body: onWire(params, {
        labor_cost: "laborCost",
        labor_cost_change_mode: "laborCostChangeMode",
        manager: "manager",
        rate: "rate",
        rate_change_mode: "rateChangeMode",
      }),
      options,
    });
  }

  /**
   * Take a user off a project.
   *
   * See https://engineering.toggl.com/docs/api/projects (DELETE Delete a project user from
   * workspace projects users)
   *
   * @param workspaceId - Workspace.
   * @param projectUserId - Project user.
   * @param options - Settings of this call.
   * @throws BadRequestError
   *   400: There is nothing to take off. Reasons: `workspace_not_found`,
   *   `project_user_not_accessible`, `invalid_project_id`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  delete(
    workspaceId: number | bigint,
    projectUserId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Delete,
      path: [workspaceId, projectUserId],
      options,
    });
  }
}
