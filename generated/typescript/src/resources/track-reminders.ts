/** Reminders to track time. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import type * as models from "../models/index.js";
import { shapeOfTrackReminder } from "../models/track-reminder.js";
import { reasons } from "../reasons.js";

const OP_List: Operation<models.TrackReminder[]> = {
  id: "track_reminders.list",
  method: "GET",
  path: ["/workspaces/", "/track_reminders"],
  arguments: ["workspaceId"],
  result: { kind: "array", of: () => shapeOfTrackReminder },
  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

const OP_Create: Operation<models.TrackReminder> = {
  id: "track_reminders.create",
  method: "POST",
  path: ["/workspaces/", "/track_reminders"],
  arguments: ["workspaceId"],
  result: () => shapeOfTrackReminder,
  mediaType: "application/json",

  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `create` is given by name. */
export interface TrackRemindersAPICreateParams {
  /** Days from one reminder to the next. One of 1, 7. */
  readonly frequency?: models.ReminderFrequency | undefined;
  /** Groups that receive the reminder; may be left out if `user_ids` is given. */
  readonly groupIds?: readonly (number | bigint)[] | undefined;
  /** After how many hours the reminder is sent. */
  readonly threshold?: number | undefined;
  /** Users who receive the reminder; may be left out if `group_ids` is given. */
  readonly userIds?: readonly (number | bigint)[] | undefined;
}

const OP_Update: Operation<models.TrackReminder> = {
  id: "track_reminders.update",
  method: "PUT",
  path: ["/workspaces/", "/track_reminders/", ""],
  arguments: ["workspaceId", "reminderId"],
  result: () => shapeOfTrackReminder,
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
export interface TrackRemindersAPIUpdateParams {
  /** Days from one reminder to the next. One of 1, 7. */
  readonly frequency?: models.ReminderFrequency | undefined;
  /** Groups that receive the reminder; may be left out if `user_ids` is given. */
  readonly groupIds?: readonly (number | bigint)[] | undefined;
  /** After how many hours the reminder is sent. */
  readonly threshold?: number | undefined;
  /** Users who receive the reminder; may be left out if `group_ids` is given. */
  readonly userIds?: readonly (number | bigint)[] | undefined;
}

const OP_Delete: Operation<void> = {
  id: "track_reminders.delete",
  method: "DELETE",
  path: ["/workspaces/", "/track_reminders/", ""],
  arguments: ["workspaceId", "reminderId"],
  result: null,
  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** Reminders to track time. */
export class TrackRemindersAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List the reminders of a workspace.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET TrackReminders)
   *
   * @param workspaceId - Workspace.
   * @param options - Settings of this call.
   * @returns The reminders.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  list(workspaceId: number | bigint, options?: CallOptions): ApiPromise<models.TrackReminder[]> {
    return this.#core.send({
      operation: OP_List,
      path: [workspaceId],
      options,
    });
  }

  /**
   * Create a reminder.
   *
   * Give users, groups or both.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (POST TrackReminders)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The new reminder.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  create(
    workspaceId: number | bigint,
    params: TrackRemindersAPICreateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.TrackReminder> {
    return this.#core.send({
      operation: OP_Create,
      path: [workspaceId],
      body: onWire(params, {
        frequency: "frequency",
        group_ids: "groupIds",
        threshold: "threshold",
        user_ids: "userIds",
      }),
      options,
    });
  }

  /**
   * Update a reminder.
   *
   * Give users, groups or both.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (PUT TrackReminder)
   *
   * @param workspaceId - Workspace.
   * @param reminderId - Reminder.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The updated reminder.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    reminderId: number | bigint,
    params: TrackRemindersAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.TrackReminder> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId, reminderId],
      body: onWire(params, {
        frequency: "frequency",
        group_ids: "groupIds",
        threshold: "threshold",
        user_ids: "userIds",
      }),
      options,
    });
  }

  /**
   * Delete a reminder.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (DELETE TrackReminder)
   *
   * @param workspaceId - Workspace.
   * @param reminderId - Reminder.
   * @param options - Settings of this call.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  delete(
    workspaceId: number | bigint,
    reminderId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Delete,
      path: [workspaceId, reminderId],
      options,
    });
  }
}
