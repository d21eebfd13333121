/** Alerts on the progress of projects. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import { shapeOfAlert } from "../models/alert.js";
import type * as models from "../models/index.js";
import { reasons } from "../reasons.js";

const OP_Create: Operation<models.Alert> = {
  id: "alerts.create",
  method: "POST",
  path: ["/workspaces/", "/alerts"],
  arguments: ["workspaceId"],
  result: () => shapeOfAlert,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.InvalidWorkspaceId, parts: ["invalid workspace ID"] },
    { status: 400, reason: reasons.BlankSourceKind, parts: ["source kind can't be blank"] },
    { status: 400, reason: reasons.BlankProject, parts: ["project can't be blank"] },
    {
      status: 400,
      reason: reasons.ProjectNotSupported,
      parts: ["project not supported for this source kind"],
    },
    { status: 400, reason: reasons.BlankThresholdType, parts: ["threshold type can't be blank"] },
    { status: 400, reason: reasons.BlankThresholds, parts: ["thresholds can't be blank"] },
    { status: 400, reason: reasons.BlankReceivers, parts: ["receivers can't be blank"] },
    { status: 400, reason: reasons.AlertTypeOutOfRange, parts: ["alert type out of range"] },
    { status: 400, reason: reasons.ReceiverTypeOutOfRange, parts: ["receiver type out of range"] },
    { status: 400, reason: reasons.ThresholdOutOfRange, parts: ["threshold out of range"] },
    { status: 400, reason: reasons.SourceKindOutOfRange, parts: ["source kind out of range"] },
    {
      status: 400,
      reason: reasons.ThresholdTypeOutOfRange,
      parts: ["threshold type out of range"],
    },
    { status: 400, reason: reasons.ReceiverRoleOutOfRange, parts: ["receiver role out of range"] },
  ],
};

/** What `create` is given by name. */
export interface AlertsAPICreateParams {
  /** Project to watch; the source kind decides whether it is needed or refused. */
  readonly projectId?: number | bigint | undefined;
  /** Roles that receive the alert. */
  readonly receiverRoles?: readonly string[] | undefined;
  /** Users who receive the alert. */
  readonly receiverUsers?: readonly (number | bigint)[] | undefined;
  /** Kind of what is watched. */
  readonly sourceKind: string;
  /** What the thresholds measure. */
  readonly thresholdType: string;
  /** Values at which the alert is sent. At least 1 element. */
  readonly thresholds: readonly (number | bigint)[];
}

const OP_Delete: Operation<void> = {
  id: "alerts.delete",
  method: "DELETE",
  path: ["/workspaces/", "/alerts/", ""],
  arguments: ["workspaceId", "alertId"],
  result: null,
  messages: [
    { status: 400, reason: reasons.InvalidAlertId, parts: ["invalid 'alert_id' passed in URL"] },
    {
      status: 403,
      reason: reasons.AlertNotAccessible,
      parts: ["Alert not found or not accessible"],
    },
  ],
};

/** Alerts on the progress of projects. */
export class AlertsAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Create an alert.
   *
   * The values that kinds, types and roles can have are not documented.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (POST Alerts)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The new alert.
   * @throws BadRequestError
   *   400: The alert as described cannot be created. Reasons: `invalid_workspace_id`,
   *   `blank_source_kind`, `blank_project`, `project_not_supported`, `blank_threshold_type`,
   *   `blank_thresholds`, `blank_receivers`, `alert_type_out_of_range`,
   *   `receiver_type_out_of_range`, `threshold_out_of_range`, `source_kind_out_of_range`,
   *   `threshold_type_out_of_range`, `receiver_role_out_of_range`.
   * @throws ServerError - 500: The server failed.
   */
  create(
    workspaceId: number | bigint,
    params: AlertsAPICreateParams,
    options?: CallOptions,
  ): ApiPromise<models.Alert> {
    return this.#core.send({
      operation: OP_Create,
      path: [workspaceId],
      body: onWire(params, {
        project_id: "projectId",
        receiver_roles: "receiverRoles",
        receiver_users: "receiverUsers",
        source_kind: "sourceKind",
        threshold_type: "thresholdType",
        thresholds: "thresholds",
      }),
      options,
    });
  }

  /**
   * Delete an alert.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (DELETE Alerts)
   *
   * @param workspaceId - Workspace.
   * @param alertId - Alert.
   * @param options - Settings of this call.
   * @throws BadRequestError - 400: The ID of the alert is malformed. Reason: `invalid_alert_id`.
   * @throws ForbiddenError
   *   403: The alert does not exist or is out of reach. Reason: `alert_not_accessible`.
   * @throws ServerError - 500: The server failed.
   */
  delete(
    workspaceId: number | bigint,
    alertId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<void> {
    return this.#core.send({
      operation: OP_Delete,
      path: [workspaceId, alertId],
      options,
    });
  }
}
