/** Users as a workspace sees them. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import type * as models from "../models/index.js";
import { shapeOfUser } from "../models/user.js";
import { reasons } from "../reasons.js";

const OP_List: Operation<models.User[]> = {
  id: "users.list",
  method: "GET",
  path: ["/workspaces/", "/users"],
  arguments: ["workspaceId"],
  result: { kind: "array", of: () => shapeOfUser },
  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `list` is given by name. */
export interface UsersAPIListParams {
  /** Leave out deleted users. */
  readonly excludeDeleted?: boolean | undefined;
}

const OP_Update: Operation<void> = {
  id: "users.update",
  method: "PUT",
  path: ["/workspaces/", "/users/", ""],
  arguments: ["workspaceId", "userId"],
  result: null,
  mediaType: "application/json",

  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `update` is given by name. */
export interface UsersAPIUpdateParams {
  /** The body. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** Users as a workspace sees them. */
export class UsersAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List the users of a workspace.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace users)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The users.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  list(
    workspaceId: number | bigint,
    params: UsersAPIListParams = {},
    options?: CallOptions,
  ): ApiPromise<models.User[]> {
    return this.#core.send({
      operation: OP_List,
      path: [workspaceId],
      query: onWire(params, { exclude_deleted: "excludeDeleted" }),
      options,
    });
  }

  /**
   * Update a user of a workspace.
   *
   * What can be updated is not documented: the body is sent as it is given. A documented way to
   * change a member of a workspace is `workspace_users.update`.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace user)
   *
   * @param workspaceId - Workspace.
   * @param userId - User.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @throws BadRequestError - 400: The request is malformed.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws NotFoundError - 404: There is no such user or workspace for the caller.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    userId: number | bigint,
    params: UsersAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId, userId],
      body: params.body,
      options,
    });
  }
}
