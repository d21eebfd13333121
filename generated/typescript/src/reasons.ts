/**
 * The reasons that the documentation gives for failures.
 *
 * @packageDocumentation
 */

/** The documented reasons. */
export const reasons = {
  /** Cannot use both admin flags and role_id. */
  AdminFlagsWithRoleId: "admin_flags_with_role_id",
  /** Alert not found or not accessible. */
  AlertNotAccessible: "alert_not_accessible",
  /** alert type out of range. */
  AlertTypeOutOfRange: "alert_type_out_of_range",
  /** Billable rates are available for Starter and higher plans. */
  BillableRatesRequireStarter: "billable_rates_require_starter",
  /** project can't be blank. */
  BlankProject: "blank_project",
  /** receivers can't be blank. */
  BlankReceivers: "blank_receivers",
  /** source kind can't be blank. */
  BlankSourceKind: "blank_source_kind",
  /** threshold type can't be blank. */
  BlankThresholdType: "blank_threshold_type",
  /** thresholds can't be blank. */
  BlankThresholds: "blank_thresholds",
  /** workspace name must contain non-space characters. */
  BlankWorkspaceName: "blank_workspace_name",
  /** Operation not supported (add /labor_cost). */
  CannotAddLaborCost: "cannot_add_labor_cost",
  /** Operation not supported (add /manager). */
  CannotAddManager: "cannot_add_manager",
  /** Operation not supported (add /rate). */
  CannotAddRate: "cannot_add_rate",
  /** Client with the ID \{client ID\} isn't present in workspace \{workspace ID\}. */
  ClientNotInWorkspace: "client_not_in_workspace",
  /** Custom project colors available only for premium plans. */
  CustomColorRequiresPremium: "custom_color_requires_premium",
  /** Must be a premium user to use default_currency. */
  DefaultCurrencyRequiresPremium: "default_currency_requires_premium",
  /** Must be a premium user to use default_hourly_rate. */
  DefaultHourlyRateRequiresPremium: "default_hourly_rate_requires_premium",
  /** Workspace user IDs must be unique". */
  DuplicateWorkspaceUserIds: "duplicate_workspace_user_ids",
  /** invalid 'alert_id' passed in URL. */
  InvalidAlertId: "invalid_alert_id",
  /**
   * Error in validating color '\{color\}'. Project color must be a hex value in the form of
   * #[0-9a-f]\{6\}.
   */
  InvalidColor: "invalid_color",
  /** Invalid entity ID. */
  InvalidEntityId: "invalid_entity_id",
  /** JSON is not valid. */
  InvalidJson: "invalid_json",
  /** Invalid level: it should be workspace, workspace_user, project or project_user. */
  InvalidLevel: "invalid_level",
  /** Invalid op: */
  InvalidOp: "invalid_op",
  /** Invalid path. */
  InvalidPath: "invalid_path",
  /** Invalid path format: */
  InvalidPathFormat: "invalid_path_format",
  /** Invalid project_id. */
  InvalidProjectId: "invalid_project_id",
  /** Invalid role_id. */
  InvalidRoleId: "invalid_role_id",
  /** Invalid user_id. */
  InvalidUserId: "invalid_user_id",
  /** Invalid value as user IDs. */
  InvalidUserIds: "invalid_user_ids",
  /** Working hours must be positive or null. */
  InvalidWorkingHours: "invalid_working_hours",
  /** invalid workspace ID. / Invalid workspace ID. */
  InvalidWorkspaceId: "invalid_workspace_id",
  /** Wrong workspace user IDs. */
  InvalidWorkspaceUserIds: "invalid_workspace_user_ids",
  /** /labor_cost expects an float64 or null. */
  LaborCostNotNumber: "labor_cost_not_number",
  /** /manager expects a boolean. */
  ManagerNotBoolean: "manager_not_boolean",
  /** Missing data. */
  MissingData: "missing_data",
  /** PATCH expects at least one ID. */
  MissingIds: "missing_ids",
  /** Request payload must be informed. */
  MissingPayload: "missing_payload",
  /** No search term. */
  MissingSearchTerm: "missing_search_term",
  /** workspace name must not be nil. */
  MissingWorkspaceName: "missing_workspace_name",
  /** At least one workspace user ID must be supplied. */
  MissingWorkspaceUserIds: "missing_workspace_user_ids",
  /** Multiple workspaces are not enabled in this organization. */
  MultipleWorkspacesDisabled: "multiple_workspaces_disabled",
  /** User does not have access to this resource. */
  NoAccess: "no_access",
  /** User cannot access billable rate(s). */
  NoAccessToBillableRates: "no_access_to_billable_rates",
  /** No patchable fields defined. */
  NoPatchableFields: "no_patchable_fields",
  /** Only admins may create projects in this workspace. */
  OnlyAdminsMayCreateProjects: "only_admins_may_create_projects",
  /** Operation not supported (\{patch_operation\} \{patch_path\}). */
  OperationNotSupported: "operation_not_supported",
  /** Organization not found/accessible. */
  OrganizationNotAccessible: "organization_not_accessible",
  /** organization owner not found. */
  OrganizationOwnerNotFound: "organization_owner_not_found",
  /** Organization \{name\} can have a maximum of \{amount\} workspaces. */
  OrganizationWorkspaceLimit: "organization_workspace_limit",
  /** Path not found: */
  PathNotFound: "path_not_found",
  /** project not supported for this source kind. */
  ProjectNotSupported: "project_not_supported",
  /** Project user already exists. */
  ProjectUserExists: "project_user_exists",
  /** Project user not found/accessible. */
  ProjectUserNotAccessible: "project_user_not_accessible",
  /** Must be a premium user to use projects_billable_by_default. */
  ProjectsBillableByDefaultRequiresPremium: "projects_billable_by_default_requires_premium",
  /** /rate expects an float64 or null. */
  RateNotNumber: "rate_not_number",
  /** receiver role out of range. */
  ReceiverRoleOutOfRange: "receiver_role_out_of_range",
  /** receiver type out of range. */
  ReceiverTypeOutOfRange: "receiver_type_out_of_range",
  /** Resource can not be found. */
  ResourceNotFound: "resource_not_found",
  /** Must be a premium user to use rounding_minutes. */
  RoundingMinutesRequiresPremium: "rounding_minutes_requires_premium",
  /** Must be a premium user to use rounding. */
  RoundingRequiresPremium: "rounding_requires_premium",
  /** source kind out of range. */
  SourceKindOutOfRange: "source_kind_out_of_range",
  /** restricting tag management to administrators requires a premium subscription. */
  TagRestrictionRequiresPremium: "tag_restriction_requires_premium",
  /** Task not found in workspace. */
  TaskNotInWorkspace: "task_not_in_workspace",
  /** threshold out of range. */
  ThresholdOutOfRange: "threshold_out_of_range",
  /** threshold type out of range. */
  ThresholdTypeOutOfRange: "threshold_type_out_of_range",
  /** PATCH request is limited to %d entries at once. */
  TooManyEntries: "too_many_entries",
  /** project_ids cannot exceed 200 elements. */
  TooManyProjectIds: "too_many_project_ids",
  /** User with id \{id\} does not exist. / User not found. */
  UserNotFound: "user_not_found",
  /** User does not exist in the organization. */
  UserNotInOrganization: "user_not_in_organization",
  /**
   * User \{userID\} not exists in the workspace. / User does not exist in the workspace. / User
   * not found in workspace.
   */
  UserNotInWorkspace: "user_not_in_workspace",
  /** user can have a maximum of 100 workspaces. */
  UserWorkspaceLimit: "user_workspace_limit",
  /** another workspace with same name exists in organization. */
  WorkspaceNameTaken: "workspace_name_taken",
  /** workspace name must not be longer than 140. */
  WorkspaceNameTooLong: "workspace_name_too_long",
  /** Workspace not found/accessible. */
  WorkspaceNotAccessible: "workspace_not_accessible",
  /** Workspace not found. */
  WorkspaceNotFound: "workspace_not_found",
  /** Workspace user not found/accessible by user. / Workspace user is not found or accessible. */
  WorkspaceUserNotAccessible: "workspace_user_not_accessible",
} as const;

/**
 * A documented reason; `ApiError.reason` where the server's text states one.
 *
 * More may be documented: a `switch` over them needs a `default`.
 */
export type Reason = (typeof reasons)[keyof typeof reasons];
