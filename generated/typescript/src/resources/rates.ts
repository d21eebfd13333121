/** Billable rates and labor costs over time. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import type * as models from "../models/index.js";
import { shapeOfRate } from "../models/rate.js";
import { reasons } from "../reasons.js";

const OP_Create: Operation<void> = {
  id: "rates.create",
  method: "POST",
  path: ["/workspaces/", "/rates"],
  arguments: ["workspaceId"],
  result: null,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.MissingPayload, parts: ["Request payload must be informed"] },
    { status: 400, reason: reasons.InvalidWorkspaceId, parts: ["Invalid workspace ID"] },
    {
      status: 402,
      reason: reasons.BillableRatesRequireStarter,
      parts: ["Billable rates are available for Starter and higher plans."],
    },
    {
      status: 403,
      reason: reasons.NoAccessToBillableRates,
      parts: ["User cannot access billable rate(s)."],
    },
  ],
};

/** What `create` is given by name. */
export interface RatesAPICreateParams {
  /** Amount per hour. More than 0. */
  readonly amount: number;
  /**
   * What the rate is set for. One of "workspace", "workspace_user", "project",
   * "project_user", "task".
   */
  readonly level: models.RateLevel;
  /** ID of what the rate is set for. */
  readonly levelId: number | bigint;
  /**
   * From when the new rate counts; may be left out if `start` is given. One of "start-today",
   * "override-current", "override-all".
   */
  readonly mode?: models.RateChangeMode | undefined;
  /** When the rate starts; may be left out if `mode` is given. */
  readonly start?: Date | string | undefined;
  /**
   * What kind of rate it is. The list of rates calls the second kind `labor_costs`.
   * Documented so; not confirmed. One of "billable_rates", "labor_rates".
   */
  readonly type: models.RateType;
}

const OP_List: Operation<models.Rate[]> = {
  id: "rates.list",
  method: "GET",
  path: ["/workspaces/", "/rates/", "/", ""],
  arguments: ["workspaceId", "level", "levelId"],
  result: { kind: "array", of: () => shapeOfRate },
  messages: [
    { status: 400, reason: reasons.InvalidWorkspaceId, parts: ["Invalid workspace ID"] },
    { status: 400, reason: reasons.InvalidEntityId, parts: ["Invalid entity ID"] },
    {
      status: 400,
      reason: reasons.InvalidLevel,
      parts: ["Invalid level: it should be workspace, workspace_user, ", "project or project_user"],
    },
    { status: 400, reason: reasons.UserNotInWorkspace, parts: ["User not found in workspace"] },
    { status: 400, reason: reasons.TaskNotInWorkspace, parts: ["Task not found in workspace"] },
    {
      status: 402,
      reason: reasons.BillableRatesRequireStarter,
      parts: ["Billable rates are available for Starter and higher plans."],
    },
    {
      status: 403,
      reason: reasons.NoAccessToBillableRates,
      parts: ["User cannot access billable rate(s)."],
    },
  ],
};

/** What `list` is given by name. */
export interface RatesAPIListParams {
  /**
   * Which rates to list. Default: "billable_rates". Documented so; not confirmed. One of
   * "billable_rates", "labor_costs".
   */
  readonly type?: models.RateListType | undefined;
}

/** Billable rates and labor costs over time. */
export class RatesAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Create a rate.
   *
   * Give a mode, a start, or both.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (POST Rates creation)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @throws BadRequestError
   *   400: The rate as described cannot be created. Reasons: `missing_payload`,
   *   `invalid_workspace_id`.
   * @throws PaymentRequiredError
   *   402: The plan lacks billable rates. Reason: `billable_rates_require_starter`.
   * @throws ForbiddenError
   *   403: The caller may not set billable rates. Reason: `no_access_to_billable_rates`.
   * @throws ServerError - 500: The server failed.
   */
  create(
    workspaceId: number | bigint,
    params: RatesAPICreateParams,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Create,
      path: [workspaceId],
      body: onWire(params, {
        amount: "amount",
        level: "level",
        level_id: "levelId",
        mode: "mode",
        start: "start",
        type: "type",
      }),
      options,
    });
  }

  /**
   * List the rates of a workspace, project, task or user.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Rates list)
   *
   * @param workspaceId - Workspace.
   * @param level
   *   What the rates are set for. A documented refusal names `workspace_user` and `project_user`,
   *   too. Documented so; not confirmed. One of "workspace", "project", "task", "user".
   * @param levelId - ID of the workspace, project, task or user.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The rates.
   * @throws BadRequestError
   *   400: The level or the ID is not acceptable. Reasons: `invalid_workspace_id`,
   *   `invalid_entity_id`, `invalid_level`, `user_not_in_workspace`, `task_not_in_workspace`.
   * @throws PaymentRequiredError
   *   402: The plan lacks billable rates. Reason: `billable_rates_require_starter`.
   * @throws ForbiddenError
   *   403: The caller may not see billable rates. Reason: `no_access_to_billable_rates`.
   * @throws ServerError - 500: The server failed.
   */
  list(
    workspaceId: number | bigint,
    level: models.RateListLevel,
    levelId: number | bigint,
    params: RatesAPIListParams = {},
    options?: CallOptions,
  ): ApiPromise<models.Rate[]> {
    return this.#core.send({
      operation: OP_List,
      path: [workspaceId, level, levelId],
      query: onWire(params, { type: "type" }),
      options,
    });
  }
}
