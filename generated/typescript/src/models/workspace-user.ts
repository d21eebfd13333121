/** Model of WorkspaceUser. */
import type { RecordShape } from "../internal/shapes.js";

/** The membership of a user in a workspace. */
export interface WorkspaceUser {
  /** Whether the user has accepted the invitation. */
  active?: boolean | null;
  /** Whether the user is an admin. */
  admin?: boolean | null;
  /** When the membership last changed. */
  at?: string | null;
  /** Where the avatar is. */
  avatar_file_name?: string | null;
  /** Address of the user. An e-mail address. */
  email?: string | null;
  /** Groups the user belongs to. */
  group_ids?: number[] | null;
  /** ID of the workspace user. */
  id?: number | null;
  /** Whether an admin of the workspace has deactivated the user. */
  inactive?: boolean | null;
  /** Code of the invitation. For the API's own use. */
  invitation_code?: string | null;
  /** Where the invitation is accepted. For the API's own use. */
  invite_url?: string | null;
  /** Whether the user is a member directly and not through a group. */
  is_direct?: boolean | null;
  /** What an hour of the user costs. */
  labor_cost?: number | null;
  /** When the labor cost last changed. */
  labor_cost_last_updated?: string | null;
  /** Name of the user. */
  name?: string | null;
  /** Whether the user is an admin of the organization. */
  organization_admin?: boolean | null;
  /** Price of an hour of the user. */
  rate?: number | null;
  /** When the rate last changed. */
  rate_last_updated?: string | null;
  /** Role of the user. */
  role?: string | null;
  /** ID of the role. */
  role_id?: number | null;
  /** Time zone of the user. */
  timezone?: string | null;
  /** ID of the user, the same in every workspace. */
  uid?: number | null;
  /** Same as `uid`, sent by this list only. */
  user_id?: number | null;
  /** Whether the user sees and edits billable rates, if the role leaves that to each user. */
  view_edit_billable_rates?: boolean | null;
  /** Whether the user sees and edits labor costs, if the role leaves that to each user. */
  view_edit_labor_costs?: boolean | null;
  /** Workspace. */
  wid?: number | null;
  /** Working hours, in minutes. */
  working_hours_in_minutes?: number | null;
  /** Whether the user is an admin of the workspace. */
  workspace_admin?: boolean | null;
  /** Same as `wid`, sent by this list only. */
  workspace_id?: number | null;
}

/** What a value of `WorkspaceUser` is read by. */
export const shapeOfWorkspaceUser: RecordShape = {
  kind: "record",
  fields: {
    active: "boolean",
    admin: "boolean",
    at: "date-time",
    avatar_file_name: "string",
    email: "string",
    group_ids: { kind: "array", of: "integer" },
    id: "integer",
    inactive: "boolean",
    invitation_code: "string",
    invite_url: "string",
    is_direct: "boolean",
    labor_cost: "number",
    labor_cost_last_updated: "date-time",
    name: "string",
    organization_admin: "boolean",
    rate: "number",
    rate_last_updated: "date-time",
    role: "string",
    role_id: "integer",
    timezone: "string",
    uid: "integer",
    user_id: "integer",
    view_edit_billable_rates: "boolean",
    view_edit_labor_costs: "boolean",
    wid: "integer",
    working_hours_in_minutes: "integer",
    workspace_admin: "boolean",
    workspace_id: "integer",
  },
};
