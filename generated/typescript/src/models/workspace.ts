/** Model of Workspace. */
import type { RecordShape } from "../internal/shapes.js";
import { type CsvUpload, shapeOfCsvUpload } from "./csv-upload.js";
import { type Rounding, shapeOfRounding } from "./rounding.js";
import {
  type TimeEntryConstraints,
  shapeOfTimeEntryConstraints,
} from "./time-entry-constraints.js";
import {
  type WorkspaceSubscription,
  shapeOfWorkspaceSubscription,
} from "./workspace-subscription.js";

/** A workspace with its settings. */
export interface Workspace {
  /**
   * Whether the caller is an admin of the workspace. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  admin?: boolean | null;
  /**
   * Token for the API. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  api_token?: string | null;
  /** When the workspace last changed. */
  at?: string | null;
  /** Whether the workspace has the Premium plan. */
  business_ws?: boolean | null;
  /** The CSV upload. */
  csv_upload?: CsvUpload | null;
  /** Code of the default currency, such as EUR. Premium plan. */
  default_currency?: string | null;
  /** Default price of an hour. Premium plan. */
  default_hourly_rate?: number | null;
  /** Whether start and end times are hidden. */
  hide_start_end_times?: boolean | null;
  /** Whether the calendar can be subscribed to. */
  ical_enabled?: boolean | null;
  /** Where the calendar is; recorded as a path without a host. A URL or a part of one. */
  ical_url?: string | null;
  /** ID of the workspace. */
  id: number;
  /** When data in the workspace last changed. */
  last_modified?: string | null;
  /** Whether reports show public projects to admins only. */
  limit_public_project_data?: boolean | null;
  /** Where the logo is. A URL. */
  logo_url?: string | null;
  /** How many days back a free workspace sees its data. */
  max_data_retention_days?: number | null;
  /** Name of the workspace. */
  name: string;
  /** Whether creating projects is left to admins. */
  only_admins_may_create_projects?: boolean | null;
  /** Whether creating tags is left to admins. */
  only_admins_may_create_tags?: boolean | null;
  /** Whether only admins see billable rates. */
  only_admins_see_billable_rates?: boolean | null;
  /** Whether only admins see the team dashboard. */
  only_admins_see_team_dashboard?: boolean | null;
  /** Organization the workspace belongs to. */
  organization_id: number;
  /** What the caller may do in the workspace. */
  permissions?: string[] | null;
  /** Whether the workspace has the Starter plan. */
  premium?: boolean | null;
  /**
   * Deprecated.
   *
   * @deprecated The documentation says so.
   */
  profile?: number | null;
  /** Whether new projects are billable. */
  projects_billable_by_default?: boolean | null;
  /** Whether time must follow its project's billable setting. */
  projects_enforce_billable?: boolean | null;
  /** Whether new projects are private. */
  projects_private_by_default?: boolean | null;
  /** When the rate last changed. */
  rate_last_updated?: string | null;
  /** Whether reports open collapsed. */
  reports_collapse?: boolean | null;
  /** Role of the caller in the workspace. */
  role?: string | null;
  /** How durations are rounded: -1 down, 0 to nearest, 1 up. Premium plan. */
  rounding?: Rounding | null;
  /** Minutes that durations are rounded to. Premium plan. */
  rounding_minutes?: number | null;
  /** When the workspace was deleted; null while it is not. */
  server_deleted_at?: string | null;
  /**
   * The subscription. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  subscription?: WorkspaceSubscription | null;
  /** When the workspace was suspended; null while it is not. */
  suspended_at?: string | null;
  /** What the workspace demands of time entries. */
  te_constraints?: TimeEntryConstraints | null;
  /** Working hours, in minutes. */
  working_hours_in_minutes?: number | null;
}

/** What a value of `Workspace` is read by. */
export const shapeOfWorkspace: RecordShape = {
  kind: "record",
  fields: {
    admin: "boolean",
    api_token: "string",
    at: "date-time",
    business_ws: "boolean",
    csv_upload: () => shapeOfCsvUpload,
    default_currency: "string",
    default_hourly_rate: "number",
    hide_start_end_times: "boolean",
    ical_enabled: "boolean",
    ical_url: "string",
    id: "integer",
    last_modified: "date-time",
    limit_public_project_data: "boolean",
    logo_url: "string",
    max_data_retention_days: "integer",
    name: "string",
    only_admins_may_create_projects: "boolean",
    only_admins_may_create_tags: "boolean",
    only_admins_see_billable_rates: "boolean",
    only_admins_see_team_dashboard: "boolean",
    organization_id: "integer",
    permissions: { kind: "array", of: "string" },
    premium: "boolean",
    profile: "integer",
    projects_billable_by_default: "boolean",
    projects_enforce_billable: "boolean",
    projects_private_by_default: "boolean",
    rate_last_updated: "date-time",
    reports_collapse: "boolean",
    role: "string",
    rounding: () => shapeOfRounding,
    rounding_minutes: "integer",
    server_deleted_at: "date-time",
    subscription: () => shapeOfWorkspaceSubscription,
    suspended_at: "date-time",
    te_constraints: () => shapeOfTimeEntryConstraints,
    working_hours_in_minutes: "integer",
  },
  required: ["id", "name", "organization_id"],
};
