/** Workspaces of an organization and their settings. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { ApiPromise } from "../internal/promise.js";
import type * as models from "../models/index.js";
import { shapeOfTimeEntryConstraints } from "../models/time-entry-constraints.js";
import { shapeOfWorkspaceStatistics } from "../models/workspace-statistics.js";
import { shapeOfWorkspace } from "../models/workspace.js";
import { reasons } from "../reasons.js";

const OP_Create: Operation<models.Workspace> = {
  id: "workspaces.create",
  method: "POST",
  path: ["/organizations/", "/workspaces"],
  arguments: ["organizationId"],
  result: () => shapeOfWorkspace,
  mediaType: "application/json",

  messages: [
    { status: 400, reason: reasons.InvalidJson, parts: ["JSON is not valid"] },
    {
      status: 400,
      reason: reasons.BlankWorkspaceName,
      parts: ["workspace name must contain non-space characters"],
    },
    {
      status: 400,
      reason: reasons.MissingWorkspaceName,
      parts: ["workspace name must not be nil"],
    },
    {
      status: 400,
      reason: reasons.WorkspaceNameTooLong,
      parts: ["workspace name must not be longer than 140"],
    },
    {
      status: 400,
      reason: reasons.WorkspaceNameTaken,
      parts: ["another workspace with same name exists in organization"],
    },
    {
      status: 400,
      reason: reasons.UserWorkspaceLimit,
      parts: ["user can have a maximum of 100 workspaces"],
    },
    {
      status: 400,
      reason: reasons.MultipleWorkspacesDisabled,
      parts: ["Multiple workspaces are not enabled in this organization."],
    },
    {
      status: 400,
      reason: reasons.OrganizationWorkspaceLimit,
      parts: [
        "Organization ",
        { kind: "text", name: "name" },
        " can have a maximum of ",
        { kind: "text", name: "amount" },
        " workspaces",
      ],
    },
    {
      status: 400,
      reason: reasons.UserNotFound,
      parts: ["User with id ", { kind: "text", name: "id" }, " does not exist."],
    },
    {
      status: 400,
      reason: reasons.UserNotInWorkspace,
      parts: ["User ", { kind: "text", name: "user_id" }, " not exists in the workspace."],
    },
    {
      status: 402,
      reason: reasons.DefaultHourlyRateRequiresPremium,
      parts: ["Must be a premium user to use default_hourly_rate"],
    },
    {
      status: 402,
      reason: reasons.TagRestrictionRequiresPremium,
      parts: ["restricting tag management to administrators requires a ", "premium subscription"],
    },
    {
      status: 402,
      reason: reasons.DefaultCurrencyRequiresPremium,
      parts: ["Must be a premium user to use default_currency"],
    },
    {
      status: 402,
      reason: reasons.RoundingMinutesRequiresPremium,
      parts: ["Must be a premium user to use rounding_minutes"],
    },
    {
      status: 402,
      reason: reasons.ProjectsBillableByDefaultRequiresPremium,
      parts: ["Must be a premium user to use projects_billable_by_default"],
    },
    {
      status: 402,
      reason: reasons.RoundingRequiresPremium,
      parts: ["Must be a premium user to use rounding"],
    },
    {
      status: 404,
      reason: reasons.OrganizationNotAccessible,
      parts: ["Organization not found/accessible"],
    },
    {
      status: 404,
      reason: reasons.WorkspaceNotAccessible,
      parts: ["Workspace not found/accessible"],
    },
    {
      status: 404,
      reason: reasons.OrganizationOwnerNotFound,
      parts: ["organization owner not found"],
    },
  ],
};

/** What `create` is given by name. */
export interface WorkspacesAPICreateParams {
  /** Users to make admins. */
  readonly admins?: readonly (number | bigint)[] | undefined;
  /**
   * Code of the default currency, such as EUR. Existing workspaces only. Premium plan.
   * Default: "USD".
   */
  readonly defaultCurrency?: string | undefined;
  /** Default price of an hour. Existing workspaces only. Premium plan. Default: 0.0. */
  readonly defaultHourlyRate?: number | undefined;
  /**
   * Subscription plan. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  readonly initialPricingPlan?: number | bigint | undefined;
  /** Whether reports show public projects to admins only. */
  readonly limitPublicProjectData?: boolean | undefined;
  /**
   * Name of the workspace, not blank; unique in the organization. At most 140 characters.
   * Must match `\S`.
   */
  readonly name: string;
  /** Whether creating projects is left to admins. Existing workspaces only. Default: false. */
  readonly onlyAdminsMayCreateProjects?: boolean | undefined;
  /**
   * Whether creating tags is left to admins. Existing workspaces only. Premium plan. Default:
   * false.
   */
  readonly onlyAdminsMayCreateTags?: boolean | undefined;
  /** Whether only admins see the team dashboard. Existing workspaces only. Default: false. */
  readonly onlyAdminsSeeTeamDashboard?: boolean | undefined;
  /** Whether new projects are billable. Existing workspaces only. Premium plan. Default: true. */
  readonly projectsBillableByDefault?: boolean | undefined;
  /** Whether time must follow its project's billable setting. */
  readonly projectsEnforceBillable?: boolean | undefined;
  /** Whether new projects are private. Default: true. */
  readonly projectsPrivateByDefault?: boolean | undefined;
  /**
   * From when the new rate counts. Existing workspaces only. Premium plan. One of
   * "start-today", "override-current", "override-all".
   */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
  /** Whether reports open collapsed. Existing workspaces only. Default: true. */
  readonly reportsCollapse?: boolean | undefined;
  /**
   * How durations are rounded: -1 down, 0 to nearest, 1 up. Existing workspaces only. Premium
   * plan. One of -1, 0, 1.
   */
  readonly rounding?: models.Rounding | undefined;
  /** Minutes that durations are rounded to. Existing workspaces only. Premium plan. */
  readonly roundingMinutes?: number | bigint | undefined;
}

const OP_Search: Operation<models.Workspace[]> = {
  id: "workspaces.search",
  method: "GET",
  path: ["/workspaces"],
  result: { kind: "array", of: () => shapeOfWorkspace },
  messages: [{ status: 400, reason: reasons.MissingSearchTerm, parts: ["No search term"] }],
};

const OP_Get: Operation<models.Workspace> = {
  id: "workspaces.get",
  method: "GET",
  path: ["/workspaces/", ""],
  arguments: ["workspaceId"],
  result: () => shapeOfWorkspace,
  messages: [{ status: 404, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] }],
};

const OP_Update: Operation<models.Workspace> = {
  id: "workspaces.update",
  method: "PUT",
  path: ["/workspaces/", ""],
  arguments: ["workspaceId"],
  result: () => shapeOfWorkspace,
  mediaType: "application/json",

  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `update` is given by name. */
export interface WorkspacesAPIUpdateParams {
  /** Users to make admins. */
  readonly admins?: readonly (number | bigint)[] | undefined;
  /** Code of the default currency, such as EUR. Premium plan. */
  readonly defaultCurrency?: string | undefined;
  /** Default price of an hour; null for none. Premium plan. */
  readonly defaultHourlyRate?: number | null | undefined;
  /**
   * Subscription plan. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  readonly initialPricingPlan?: number | bigint | undefined;
  /** Whether reports show public projects to admins only. */
  readonly limitPublicProjectData?: boolean | undefined;
  /**
   * Name of the workspace, not blank; unique in the organization. At most 140 characters.
   * Must match `\S`.
   */
  readonly name?: string | undefined;
  /** Whether creating projects is left to admins. */
  readonly onlyAdminsMayCreateProjects?: boolean | undefined;
  /** Whether creating tags is left to admins. Premium plan. */
  readonly onlyAdminsMayCreateTags?: boolean | undefined;
  /** Whether only admins see the team dashboard. */
  readonly onlyAdminsSeeTeamDashboard?: boolean | undefined;
  /** Whether new projects are billable. Premium plan. */
  readonly projectsBillableByDefault?: boolean | undefined;
  /** Whether time must follow its project's billable setting. */
  readonly projectsEnforceBillable?: boolean | undefined;
  /** Whether new projects are private. */
  readonly projectsPrivateByDefault?: boolean | undefined;
  /**
   * From when the new rate counts. Premium plan. One of "start-today", "override-current",
   * "override-all".
   */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
  /** Whether reports open collapsed. */
  readonly reportsCollapse?: boolean | undefined;
  /** How durations are rounded: -1 down, 0 to nearest, 1 up. Premium plan. One of -1, 0, 1. */
  readonly rounding?: models.Rounding | undefined;
  /** Minutes that durations are rounded to. Premium plan. */
  readonly roundingMinutes?: number | bigint | undefined;
}

const OP_Statistics: Operation<models.WorkspaceStatistics> = {
  id: "workspaces.statistics",
  method: "GET",
  path: ["/workspaces/", "/statistics"],
  arguments: ["workspaceId"],
  result: () => shapeOfWorkspaceStatistics,
  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

const OP_TimeEntryConstraints: Operation<models.TimeEntryConstraints> = {
  id: "workspaces.time_entry_constraints",
  method: "GET",
  path: ["/workspaces/", "/time_entry_constraints"],
  arguments: ["workspaceId"],
  result: () => shapeOfTimeEntryConstraints,
  messages: [
    { status: 400, reason: reasons.WorkspaceNotFound, parts: ["Workspace not found"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** Workspaces of an organization and their settings. */
export class WorkspacesAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Create a workspace in an organization.
   *
   * Most settings apply to existing workspaces only; a new one starts with the defaults given here.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (POST Create a new workspace.)
   *
   * @param organizationId - Organization to create the workspace in.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The new workspace.
   * @throws BadRequestError
   *   400: The workspace as described cannot be created. Reasons: `invalid_json`,
   *   `blank_workspace_name`, `missing_workspace_name`, `workspace_name_too_long`,
   *   `workspace_name_taken`, `user_workspace_limit`, `multiple_workspaces_disabled`,
   *   `organization_workspace_limit`, `user_not_found`, `user_not_in_workspace`.
   * @throws PaymentRequiredError
   *   402: The plan lacks a feature that the request uses. Reasons:
   *   `default_hourly_rate_requires_premium`, `tag_restriction_requires_premium`,
   *   `default_currency_requires_premium`, `rounding_minutes_requires_premium`,
   *   `projects_billable_by_default_requires_premium`, `rounding_requires_premium`.
   * @throws ForbiddenError - 403: The caller may not create a workspace here.
   * @throws NotFoundError
   *   404: The organization or something it needs is missing or out of reach. Reasons:
   *   `organization_not_accessible`, `workspace_not_accessible`, `organization_owner_not_found`.
   */
  create(
    organizationId: number | bigint,
    params: WorkspacesAPICreateParams,
    options?: CallOptions,
  ): ApiPromise<models.Workspace> {
    return this.#core.send({
      operation: OP_Create,
      path: [organizationId],
      body: onWire(params, {
        admins: "admins",
        default_currency: "defaultCurrency",
        default_hourly_rate: "defaultHourlyRate",
        initial_pricing_plan: "initialPricingPlan",
        limit_public_project_data: "limitPublicProjectData",
        name: "name",
        only_admins_may_create_projects: "onlyAdminsMayCreateProjects",
        only_admins_may_create_tags: "onlyAdminsMayCreateTags",
        only_admins_see_team_dashboard: "onlyAdminsSeeTeamDashboard",
        projects_billable_by_default: "projectsBillableByDefault",
        projects_enforce_billable: "projectsEnforceBillable",
        projects_private_by_default: "projectsPrivateByDefault",
        rate_change_mode: "rateChangeMode",
        reports_collapse: "reportsCollapse",
        rounding: "rounding",
        rounding_minutes: "roundingMinutes",
      }),
      options,
    });
  }

  /**
   * Search workspaces.
   *
   * Documented as a search by a term, which is refused without one; how the term is passed is
   * documented nowhere, so the operation has no parameter for it.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Workspaces containing search term)
   *
   * @param options - Settings of this call.
   * @returns The workspaces found.
   * @throws BadRequestError - 400: No term was given. Reason: `missing_search_term`.
   */
  search(options?: CallOptions): ApiPromise<models.Workspace[]> {
    return this.#core.send({
      operation: OP_Search,
      options,
    });
  }

  /**
   * Get a workspace.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Workspace data)
   *
   * @param workspaceId - Workspace.
   * @param options - Settings of this call.
   * @returns The workspace.
   * @throws NotFoundError
   *   404: There is no such workspace for the caller. Reason: `workspace_not_found`.
   */
  get(workspaceId: number | bigint, options?: CallOptions): ApiPromise<models.Workspace> {
    return this.#core.send({
      operation: OP_Get,
      path: [workspaceId],
      options,
    });
  }

  /**
   * Update the settings of a workspace.
   *
   * Send what changes and leave the rest out.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (PUT Update workspace)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The updated workspace.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    params: WorkspacesAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.Workspace> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId],
      body: onWire(params, {
        admins: "admins",
        default_currency: "defaultCurrency",
        default_hourly_rate: "defaultHourlyRate",
        initial_pricing_plan: "initialPricingPlan",
        limit_public_project_data: "limitPublicProjectData",
        name: "name",
        only_admins_may_create_projects: "onlyAdminsMayCreateProjects",
        only_admins_may_create_tags: "onlyAdminsMayCreateTags",
        only_admins_see_team_dashboard: "onlyAdminsSeeTeamDashboard",
        projects_billable_by_default: "projectsBillableByDefault",
        projects_enforce_billable: "projectsEnforceBillable",
        projects_private_by_default: "projectsPrivateByDefault",
        rate_change_mode: "rateChangeMode",
        reports_collapse: "reportsCollapse",
        rounding: "rounding",
        rounding_minutes: "roundingMinutes",
      }),
      options,
    });
  }

  /**
   * Get the admins of a workspace and how many members and groups it has.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Workspace statistics)
   *
   * @param workspaceId - Workspace.
   * @param options - Settings of this call.
   * @returns The statistics.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  statistics(
    workspaceId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<models.WorkspaceStatistics> {
    return this.#core.send({
      operation: OP_Statistics,
      path: [workspaceId],
      options,
    });
  }

  /**
   * Get what a workspace demands of time entries.
   *
   * See https://engineering.toggl.com/docs/api/workspaces (GET Get workspace time entry
   * constraints)
   *
   * @param workspaceId - Workspace.
   * @param options - Settings of this call.
   * @returns The constraints.
   * @throws BadRequestError - 400: There is no such workspace. Reason: `workspace_not_found`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  timeEntryConstraints(
    workspaceId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<models.TimeEntryConstraints> {
    return this.#core.send({
      operation: OP_TimeEntryConstraints,
      path: [workspaceId],
      options,
    });
  }
}
