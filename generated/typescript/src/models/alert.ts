/** Model of Alert. */
import type { RecordShape } from "../internal/shapes.js";
import { type AlertError, shapeOfAlertError } from "./alert-error.js";

/** A rule that warns receivers when a project reaches a threshold. */
export interface Alert {
  /** Client of the project. */
  client_id?: number | null;
  /** Name of the client. */
  client_name?: string | null;
  /** What went wrong with the alert. */
  errors?: AlertError[] | null;
  /** ID of the alert. */
  id?: number | null;
  /** What is watched; the numbers are not documented. */
  object_type?: number | null;
  /** Color of the project. */
  project_color?: string | null;
  /** Project that is watched. */
  project_id?: number | null;
  /** Name of the project. */
  project_name?: string | null;
  /** Groups that receive the alert. */
  receiver_groups?: number[] | null;
  /** Roles that receive the alert. */
  receiver_roles?: string[] | null;
  /** Users who receive the alert. */
  receiver_users?: number[] | null;
  /** Receivers as a number; what it says of them is not documented. */
  receivers?: number | null;
  /** Kind of what is watched. */
  source_kind?: string | null;
  /** One threshold; how it relates to `thresholds` is not documented. */
  threshold?: number | null;
  /** What the thresholds measure. */
  threshold_type?: string | null;
  /** Values at which the alert is sent. */
  thresholds?: number[] | null;
  /** Workspace. */
  wid?: number | null;
}

/** What a value of `Alert` is read by. */
export const shapeOfAlert: RecordShape = {
  kind: "record",
  fields: {
    client_id: "integer",
    client_name: "string",
    errors: { kind: "array", of: () => shapeOfAlertError },
    id: "integer",
    object_type: "integer",
    project_color: "string",
    project_id: "integer",
    project_name: "string",
    receiver_groups: { kind: "array", of: "integer" },
    receiver_roles: { kind: "array", of: "string" },
    receiver_users: { kind: "array", of: "integer" },
    receivers: "integer",
    source_kind: "string",
    threshold: "integer",
    threshold_type: "string",
    thresholds: { kind: "array", of: "integer" },
    wid: "integer",
  },
};
