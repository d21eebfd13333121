/** Model of WorkspaceMembership. */
import type { RecordShape } from "../internal/shapes.js";
import {
  type WorkspaceMembershipGroup,
  shapeOfWorkspaceMembershipGroup,
} from "./workspace-membership-group.js";

/** What a user is in one workspace. */
export interface WorkspaceMembership {
  /**
   * Whether the user is an admin of the workspace; to be removed, use `role_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  admin?: boolean | null;
  /** What an hour of the user costs. */
  cost?: number | null;
  /** Code of the default currency, such as EUR. */
  default_currency?: string | null;
  /** Groups the user belongs to. */
  groups?: WorkspaceMembershipGroup[] | null;
  /** Whether the user is deactivated in the workspace. */
  inactive?: boolean | null;
  /** Price of an hour of the user. */
  rate?: number | null;
  /**
   * Role of the user; to be removed. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  role?: string | null;
  /** ID of the role; not together with the flags that make an admin. */
  role_id?: number | null;
  /** Whether the user sees and edits billable rates, if the role leaves that to each user. */
  view_edit_billable_rates?: boolean | null;
  /** Whether the user sees and edits labor costs, if the role leaves that to each user. */
  view_edit_labor_costs?: boolean | null;
  /** Working hours, or null. More than 0. */
  working_hours?: number | null;
  /** Workspace. */
  workspace_id?: number | null;
  /** Name of the workspace. */
  workspace_name?: string | null;
  /** ID of the workspace user. */
  workspace_user_id?: number | null;
}

/** What a value of `WorkspaceMembership` is read by. */
export const shapeOfWorkspaceMembership: RecordShape = {
  kind: "record",
  fields: {
    admin: "boolean",
    cost: "number",
    default_currency: "string",
    groups: { kind: "array", of: () => shapeOfWorkspaceMembershipGroup },
    inactive: "boolean",
    rate: "number",
    role: "string",
    role_id: "integer",
    view_edit_billable_rates: "boolean",
    view_edit_labor_costs: "boolean",
    working_hours: "number",
    workspace_id: "integer",
    workspace_name: "string",
    workspace_user_id: "integer",
  },
};
