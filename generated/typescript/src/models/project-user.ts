/** Model of ProjectUser. */
import type { RecordShape } from "../internal/shapes.js";

/** The assignment of a user to a project, possibly through a group. */
export interface ProjectUser {
  /** When the assignment last changed. */
  at?: string | null;
  /**
   * Group; older name of `group_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  gid?: number | null;
  /** Group the user is on the project through. */
  group_id?: number | null;
  /** ID of the project user. */
  id?: number | null;
  /** What an hour of the user costs on this project; null for no cost of its own. */
  labor_cost?: number | null;
  /** When the labor cost last changed. */
  labor_cost_last_updated?: string | null;
  /** Whether the user manages the project. */
  manager?: boolean | null;
  /** Project. */
  project_id?: number | null;
  /** Price of an hour of the user on this project; null for no rate of its own. */
  rate?: number | null;
  /** When the rate last changed. */
  rate_last_updated?: string | null;
  /** User. */
  user_id?: number | null;
  /** Workspace. */
  workspace_id?: number | null;
}

/** What a value of `ProjectUser` is read by. */
export const shapeOfProjectUser: RecordShape = {
  kind: "record",
  fields: {
    at: "date-time",
    gid: "integer",
    group_id: "integer",
    id: "integer",
    labor_cost: "number",
    labor_cost_last_updated: "date-time",
    manager: "boolean",
    project_id: "integer",
    rate: "number",
    rate_last_updated: "date-time",
    user_id: "integer",
    workspace_id: "integer",
  },
};
