/**
 * The server of the API, in memory.
 *
 * @packageDocumentation
 */

import type { Key, Records } from "./records.js";
import { FakeServer, type FakeOptions } from "./server.js";
import { TABLE, type OperationId } from "./table.js";

/** How the server in memory behaves. */
export interface FakeTogglOptions extends FakeOptions {
  /** The values of `workspace_id` that exist; without it, all. */
  readonly workspaces?: Iterable<Key> | undefined;
}

/**
 * Answers calls as the description has it: `new Toggl({ transport: new FakeToggl() })`.
 *
 * What is created can be read, changed and deleted; all else answers with the examples of the
 * description.
 */
export class FakeToggl extends FakeServer<OperationId> {
  /**
   * The records that the server holds here. Until a test adds some, calls are answered with
   * the examples of the description.
   */
  readonly workspaces: Records<[]>;
  /**
   * The records that the server holds here. Which list of them is told by `workspace_id`.
   * These make no difference to a list: `exclude_deleted`. Until a test adds some, calls are
   * answered with the examples of the description.
   */
  readonly users: Records<[workspaceId: Key]>;
  /** The records that the server holds here. Which list of them is told by `workspace_id`. */
  readonly alerts: Records<[workspaceId: Key]>;
  /** The records that the server holds here. Which list of them is told by `workspace_id`. */
  readonly trackReminders: Records<[workspaceId: Key]>;
  /**
   * The records that the server holds here. Which list of them is told by `workspace_id`. A
   * list is narrowed by `project_ids`, `user_id`. These make no difference to a list:
   * `with_group_members`.
   */
  readonly projectUsers: Records<[workspaceId: Key]>;
  /**
   * The records that the server holds here. Which list of them is told by `workspace_id`. A
   * list is narrowed by `active`, `billable`, `client_ids`, `statuses`, `name`. These make no
   * difference to a list: `sort_pinned`, `since`, `user_ids`, `group_ids`, `sort_field`,
   * `sort_order`, `only_templates`, `only_me`.
   */
  readonly projects: Records<[workspaceId: Key]>;

  /** Begin without records. */
  constructor(options: FakeTogglOptions = {}) {
    super(TABLE, [["/workspaces/", options.workspaces]], options);
    this.workspaces = FakeServer.records(this, "workspaces");
    this.users = FakeServer.records(this, "users");
    this.alerts = FakeServer.records(this, "alerts");
    this.trackReminders = FakeServer.records(this, "trackReminders");
    this.projectUsers = FakeServer.records(this, "projectUsers");
    this.projects = FakeServer.records(this, "projects");
  }

  /**
   * Limit the calls: each one counts, and the header fields tell.
   *
   * @param remaining - How many calls may still be made.
   * @param resetsIn - Milliseconds until they may be made again, by the clock of the fake.
   * @param total - How many may be made then; without it as many as now, at least one.
   */
  quota(remaining: number, resetsIn = 3_600_000, total?: number): void {
    FakeServer.limit(this, remaining, resetsIn, total);
  }
}
