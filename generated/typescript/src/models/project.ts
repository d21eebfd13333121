/** Model of Project. */
import type { RecordShape } from "../internal/shapes.js";
import { type ProjectPeriod, shapeOfProjectPeriod } from "./project-period.js";
import { type ProjectRecurrence, shapeOfProjectRecurrence } from "./project-recurrence.js";
import { type ProjectStatus, shapeOfProjectStatus } from "./project-status.js";

/** A project of a workspace. Recorded answers leave out what a plan or a project does not have. */
export interface Project {
  /** False once the project is archived. */
  active?: boolean | null;
  /** Whole hours tracked so far. */
  actual_hours?: number | null;
  /** Seconds tracked so far. */
  actual_seconds?: number | null;
  /** When the project last changed. */
  at?: string | null;
  /** Whether the estimate is the sum of the tasks' estimates. Premium plan. */
  auto_estimates?: boolean | null;
  /** Whether time on the project is billable. Premium plan. */
  billable?: boolean | null;
  /** Whether time can be tracked on the project. */
  can_track_time?: boolean | null;
  /**
   * Client; older name of `client_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  cid?: number | null;
  /** Client, if the project has one. */
  client_id?: number | null;
  /** Color as `#rrggbb`, in lower case. Must match `^#[0-9a-f]{6}$`. */
  color?: string | null;
  /** When the project was created. */
  created_at?: string | null;
  /** Code of the currency of rate and fee, such as EUR. Premium plan. */
  currency?: string | null;
  /** Period now running. Premium plan. */
  current_period?: ProjectPeriod | null;
  /** Last day of the project. */
  end_date?: string | null;
  /** Estimate, in hours. */
  estimated_hours?: number | null;
  /** Estimate, in seconds. */
  estimated_seconds?: number | null;
  /** Fee for the whole project, in its currency. Premium plan. */
  fixed_fee?: number | null;
  /** ID of the project. */
  id: number;
  /** ID of the entity it is linked to in another system. */
  integration_ext_id?: string | null;
  /** Kind of the entity it is linked to in another system. */
  integration_ext_type?: string | null;
  /** The other system, such as Jira or Salesforce. */
  integration_provider?: string | null;
  /** Whether only its members see the project. */
  is_private?: boolean | null;
  /** Whether the project is shared. */
  is_shared?: boolean | null;
  /** Name of the project. */
  name: string;
  /** What the caller may do with the project. */
  permissions?: string[] | null;
  /** Whether the caller has pinned the project. */
  pinned?: boolean | null;
  /** Price of an hour, in the project's currency. */
  rate?: number | null;
  /** When the rate last changed. */
  rate_last_updated?: string | null;
  /** Whether the project starts again every period. Premium plan. */
  recurring?: boolean | null;
  /** How the project recurs. Premium plan. */
  recurring_parameters?: ProjectRecurrence[] | null;
  /** When the project was deleted; null while it is not. */
  server_deleted_at?: string | null;
  /** When the project was shared. Documented so; not confirmed. */
  shared_at?: string | null;
  /** Key under which the project is shared. */
  shared_hash?: string | null;
  /** First day of the project. */
  start_date?: string | null;
  /** Where the project stands. */
  status?: ProjectStatus | null;
  /** Number of tasks. */
  tasks_count?: number | null;
  /** Whether the project is a template for others. Premium plan. */
  template?: boolean | null;
  /** Template the project was made from. */
  template_id?: number | null;
  /**
   * Workspace; older name of `workspace_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  wid?: number | null;
  /** Workspace. */
  workspace_id: number;
}

/** What a value of `Project` is read by. */
export const shapeOfProject: RecordShape = {
  kind: "record",
  fields: {
    active: "boolean",
    actual_hours: "integer",
    actual_seconds: "integer",
    at: "date-time",
    auto_estimates: "boolean",
    billable: "boolean",
    can_track_time: "boolean",
    cid: "integer",
    client_id: "integer",
    color: "string",
    created_at: "date-time",
    currency: "string",
    current_period: () => shapeOfProjectPeriod,
    end_date: "date",
    estimated_hours: "integer",
    estimated_seconds: "integer",
    fixed_fee: "number",
    id: "integer",
    integration_ext_id: "string",
    integration_ext_type: "string",
    integration_provider: "string",
    is_private: "boolean",
    is_shared: "boolean",
    name: "string",
    permissions: { kind: "array", of: "string" },
    pinned: "boolean",
    rate: "number",
    rate_last_updated: "date-time",
    recurring: "boolean",
    recurring_parameters: { kind: "array", of: () => shapeOfProjectRecurrence },
    server_deleted_at: "date-time",
    shared_at: "date-time",
    shared_hash: "string",
    start_date: "date",
    status: () => shapeOfProjectStatus,
    tasks_count: "integer",
    template: "boolean",
    template_id: "integer",
    wid: "integer",
    workspace_id: "integer",
  },
  required: ["id", "name", "workspace_id"],
};
