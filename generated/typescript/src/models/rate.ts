/** Model of Rate. */
import type { RecordShape } from "../internal/shapes.js";

/** A billable rate or labor cost and the time it applies to. */
export interface Rate {
  /** Amount per hour. */
  amount?: number | null;
  /** When the rate was created. */
  created_at?: string | null;
  /** User who created the rate. */
  creator_id?: number | null;
  /** When the rate was deleted; null while it is active. */
  deleted_at?: string | null;
  /** When the rate ends. */
  end?: string | null;
  /** ID of the rate. */
  id?: number | null;
  /** Task the rate is set for. */
  planned_task_id?: number | null;
  /** Project the rate is set for. */
  project_id?: number | null;
  /** Project user the rate is set for. */
  project_user_id?: number | null;
  /** Mode the rate was created with, such as `start-today`. */
  rate_change_mode?: string | null;
  /** When the rate starts. */
  start?: string | null;
  /** Kind of rate, such as `billable_rates`. */
  type?: string | null;
  /** When the rate last changed. */
  updated_at?: string | null;
  /** Workspace the rate is set for. */
  workspace_id?: number | null;
  /** Workspace user the rate is set for. */
  workspace_user_id?: number | null;
}

/** What a value of `Rate` is read by. */
export const shapeOfRate: RecordShape = {
  kind: "record",
  fields: {
    amount: "number",
    created_at: "date-time",
    creator_id: "integer",
    deleted_at: "date-time",
    end: "date-time",
    id: "integer",
    planned_task_id: "integer",
    project_id: "integer",
    project_user_id: "integer",
    rate_change_mode: "string",
    start: "date-time",
    type: "string",
    updated_at: "date-time",
    workspace_id: "integer",
    workspace_user_id: "integer",
  },
};
