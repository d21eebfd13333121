/** Projects of a workspace. */
import type { Core } from "../internal/core.js";
import { onWire } from "../internal/naming.js";
import type { CallOptions, Operation } from "../internal/operation.js";
import type { Pager } from "../internal/pager.js";
import { patch } from "../internal/patch.js";
import type { ApiPromise } from "../internal/promise.js";
import { shapeOfBulkPatchResult } from "../models/bulk-patch-result.js";
import type * as models from "../models/index.js";
import { shapeOfProject } from "../models/project.js";
import { reasons } from "../reasons.js";

const OP_List: Operation<models.Project[]> = {
  id: "projects.list",
  method: "GET",
  path: ["/workspaces/", "/projects"],
  arguments: ["workspaceId"],
  result: { kind: "array", of: () => shapeOfProject },
  spellings: [
    { place: "query", name: "user_ids", style: "form" },
    { place: "query", name: "client_ids", style: "form" },
    { place: "query", name: "group_ids", style: "form" },
    { place: "query", name: "statuses", style: "form" },
  ],
  paging: { page: "page", size: "per_page", first: 1, default: 151 },
  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `list` is given by name. */
export interface ProjectsAPIListParams {
  /** Put the projects the caller has pinned first. */
  readonly sortPinned?: boolean | undefined;
  /**
   * Keep active (true) or archived (false) projects. The text `both` is documented for all of
   * them. Documented so; not confirmed.
   */
  readonly active?: boolean | undefined;
  /**
   * Keep projects created, changed or deleted since this moment, in seconds since 1970 (UNIX
   * time).
   */
  readonly since?: number | bigint | undefined;
  /** Keep billable projects (true) or the others (false). */
  readonly billable?: boolean | undefined;
  /** Keep projects of these users. */
  readonly userIds?: readonly (number | bigint)[] | undefined;
  /** Keep projects of these clients. */
  readonly clientIds?: readonly (number | bigint)[] | undefined;
  /** Keep projects of these groups. */
  readonly groupIds?: readonly (number | bigint)[] | undefined;
  /**
   * Keep projects in one of these states. One of "upcoming", "active", "ended", "archived",
   * "deleted".
   */
  readonly statuses?: readonly models.ProjectStatus[] | undefined;
  /** Keep projects of this name; whether a part of it is enough is not documented. */
  readonly name?: string | undefined;
  /** Number of the page, counted from 1. */
  readonly page?: number | bigint | undefined;
  /** Field to sort by. Its values are not documented; recorded answers name `project_name`. */
  readonly sortField?: string | undefined;
  /** Direction to sort in. Its values are not documented; recorded answers name `asc`. */
  readonly sortOrder?: string | undefined;
  /** Keep only templates. */
  readonly onlyTemplates?: boolean | undefined;
  /** Keep projects the caller is assigned to. */
  readonly onlyMe?: boolean | undefined;
  /** How many projects make a page. At most 200. Default: 151. */
  readonly perPage?: number | bigint | undefined;
}

const OP_Create: Operation<models.Project> = {
  id: "projects.create",
  method: "POST",
  path: ["/workspaces/", "/projects"],
  arguments: ["workspaceId"],
  result: () => shapeOfProject,
  mediaType: "application/json",

  messages: [
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `create` is given by name. */
export interface ProjectsAPICreateParams {
  /** False to create the project archived. */
  readonly active?: boolean | undefined;
  /** Take the sum of the tasks' estimates as the estimate. Premium plan. */
  readonly autoEstimates?: boolean | undefined;
  /** Whether time on the project is billable. Premium plan. */
  readonly billable?: boolean | undefined;
  /**
   * Client; older name of `client_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  readonly cid?: number | bigint | undefined;
  /** Client. */
  readonly clientId?: number | bigint | undefined;
  /** Client by name. */
  readonly clientName?: string | undefined;
  /**
   * Color as `#rrggbb`, in lower case. Premium plan for a custom one. Must match
   * `^#[0-9a-f]{6}$`.
   */
  readonly color?: string | undefined;
  /** Code of the currency of rate and fee, such as EUR. Premium plan. */
  readonly currency?: string | undefined;
  /** Last day of the project. */
  readonly endDate?: string | undefined;
  /** Estimate, in hours. Premium plan. */
  readonly estimatedHours?: number | bigint | undefined;
  /** Fee for the whole project, in its currency. Premium plan. */
  readonly fixedFee?: number | undefined;
  /** Whether only its members see the project. */
  readonly isPrivate?: boolean | undefined;
  /** Whether the project is shared. */
  readonly isShared?: boolean | undefined;
  /** Name of the project. */
  readonly name?: string | undefined;
  /** Price of an hour, in the project's currency. Premium plan. */
  readonly rate?: number | undefined;
  /**
   * From when the new rate counts. Premium plan. One of "start-today", "override-current",
   * "override-all".
   */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
  /** Whether the project starts again every period. Premium plan. */
  readonly recurring?: boolean | undefined;
  /** How it recurs. Premium plan. */
  readonly recurringParameters?: models.ProjectRecurrenceInput | undefined;
  /** First day of the project. */
  readonly startDate?: string | undefined;
  /** Whether the project is a template for others. Premium plan. */
  readonly template?: boolean | undefined;
  /** Template to make the project from. */
  readonly templateId?: number | bigint | undefined;
}

const OP_PatchMany: Operation<models.BulkPatchResult> = {
  id: "projects.patch_many",
  method: "PATCH",
  path: ["/workspaces/", "/projects/", ""],
  arguments: ["workspaceId", "projectIds"],
  result: () => shapeOfBulkPatchResult,
  mediaType: "application/json",
};

/** What `patchMany` is given by name. */
export interface ProjectsAPIPatchManyParams {
  /** Members to replace, by name: JSON values. At least one of the three must be given. */
  readonly replace?: Readonly<Record<string, unknown>> | undefined;
  /** Members to add, by name: JSON values. */
  readonly add?: Readonly<Record<string, unknown>> | undefined;
  /** Names of members to remove. */
  readonly remove?: readonly string[] | undefined;
}

const OP_Get: Operation<models.Project> = {
  id: "projects.get",
  method: "GET",
  path: ["/workspaces/", "/projects/", ""],
  arguments: ["workspaceId", "projectId"],
  result: () => shapeOfProject,
  messages: [
    { status: 400, reason: reasons.InvalidProjectId, parts: ["Invalid project_id"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

const OP_Update: Operation<models.Project> = {
  id: "projects.update",
  method: "PUT",
  path: ["/workspaces/", "/projects/", ""],
  arguments: ["workspaceId", "projectId"],
  result: () => shapeOfProject,
  mediaType: "application/json",

  messages: [
    {
      status: 400,
      reason: reasons.ClientNotInWorkspace,
      parts: [
        "Client with the ID ",
        { kind: "text", name: "client_id" },
        " isn't present in workspace ",
        { kind: "text", name: "workspace_id" },
      ],
    },
    {
      status: 400,
      reason: reasons.InvalidColor,
      parts: [
        "Error in validating color '",
        { kind: "text", name: "color" },
        "'. Project color must be a hex value in the form of ",
        "#[0-9a-f]{6}.",
      ],
    },
    {
      status: 402,
      reason: reasons.CustomColorRequiresPremium,
      parts: ["Custom project colors available only for premium plans"],
    },
    {
      status: 403,
      reason: reasons.OnlyAdminsMayCreateProjects,
      parts: ["Only admins may create projects in this workspace"],
    },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `update` is given by name. */
export interface ProjectsAPIUpdateParams {
  /** False archives the project. */
  readonly active?: boolean | undefined;
  /** Take the sum of the tasks' estimates as the estimate. Premium plan. */
  readonly autoEstimates?: boolean | undefined;
  /** Whether time on the project is billable. Premium plan. */
  readonly billable?: boolean | undefined;
  /**
   * Client; older name of `client_id`. Deprecated.
   *
   * @deprecated The documentation says so.
   */
  readonly cid?: number | bigint | undefined;
  /** Client; null for none. */
  readonly clientId?: number | bigint | null | undefined;
  /** Client by name. */
  readonly clientName?: string | undefined;
  /**
   * Color as `#rrggbb`, in lower case. Premium plan for a custom one. Must match
   * `^#[0-9a-f]{6}$`.
   */
  readonly color?: string | undefined;
  /**
   * Code of the currency of rate and fee, such as EUR; null for none of its own. Premium
   * plan.
   */
  readonly currency?: string | null | undefined;
  /** Last day of the project. */
  readonly endDate?: string | undefined;
  /** Estimate, in hours; null for none. Premium plan. */
  readonly estimatedHours?: number | bigint | null | undefined;
  /** Fee for the whole project, in its currency; null for none. Premium plan. */
  readonly fixedFee?: number | null | undefined;
  /** Whether only its members see the project. */
  readonly isPrivate?: boolean | undefined;
  /** Whether the project is shared. */
  readonly isShared?: boolean | undefined;
  /** Name of the project. */
  readonly name?: string | undefined;
  /** Price of an hour, in the project's currency; null for none of its own. Premium plan. */
  readonly rate?: number | null | undefined;
  /**
   * From when the new rate counts. Premium plan. One of "start-today", "override-current",
   * "override-all".
   */
  readonly rateChangeMode?: models.RateChangeMode | undefined;
  /** Whether the project starts again every period. Premium plan. */
  readonly recurring?: boolean | undefined;
  /** How it recurs. Premium plan. */
  readonly recurringParameters?: models.ProjectRecurrenceInput | undefined;
  /** First day of the project. */
  readonly startDate?: string | undefined;
  /** Whether the project is a template for others. Premium plan. */
  readonly template?: boolean | undefined;
  /** Template to make the project from. */
  readonly templateId?: number | bigint | undefined;
}

const OP_Delete: Operation<number | null> = {
  id: "projects.delete",
  method: "DELETE",
  path: ["/workspaces/", "/projects/", ""],
  arguments: ["workspaceId", "projectId"],
  result: { kind: "nullable", of: "integer" },
  messages: [
    { status: 400, reason: reasons.InvalidProjectId, parts: ["Invalid project_id"] },
    {
      status: 403,
      reason: reasons.NoAccess,
      parts: ["User does not have access to this resource."],
    },
  ],
};

/** What `delete` is given by name. */
export interface ProjectsAPIDeleteParams {
  /**
   * What becomes of the time entries of the project. What happens without it is not
   * documented. One of "delete", "unassign".
   */
  readonly teDeletionMode?: models.TimeEntryDeletionMode | undefined;
}

/** Projects of a workspace. */
export class ProjectsAPI {
  readonly #core: Core;

  /** Keep what sends the calls. */
  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * List the projects of a workspace.
   *
   * Answers one page of projects, 151 long unless `per_page` says otherwise. No total is
   * documented: ask for the next page until one is empty or shorter than the size asked for.
   *
   * See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProjects)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns One page of projects. Pages are asked for as they are needed.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  list(
    workspaceId: number | bigint,
    params: ProjectsAPIListParams = {},
    options?: CallOptions,
  ): Pager<models.Project> {
    return this.#core.pages({
      operation: OP_List,
      path: [workspaceId],
      query: onWire(params, {
        sort_pinned: "sortPinned",
        active: "active",
        since: "since",
        billable: "billable",
        user_ids: "userIds",
        client_ids: "clientIds",
        group_ids: "groupIds",
        statuses: "statuses",
        name: "name",
        page: "page",
        sort_field: "sortField",
        sort_order: "sortOrder",
        only_templates: "onlyTemplates",
        only_me: "onlyMe",
        per_page: "perPage",
      }),
      options,
    });
  }

  /**
   * Create a project.
   *
   * Send `active` on purpose: a recorded call without it was answered with an archived project. The
   * answer to a recorded call leaves out `created_at` and `status`.
   *
   * See https://engineering.toggl.com/docs/api/projects (POST WorkspaceProjects)
   *
   * @param workspaceId - Workspace.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The new project.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  create(
    workspaceId: number | bigint,
    params: ProjectsAPICreateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.Project> {
    return this.#core.send({
      operation: OP_Create,
      path: [workspaceId],
      body: onWire(params, {
        active: "active",
        auto_estimates: "autoEstimates",
        billable: "billable",
        cid: "cid",
        client_id: "clientId",
        client_name: "clientName",
        color: "color",
        currency: "currency",
        end_date: "endDate",
        estimated_hours: "estimatedHours",
        fixed_fee: "fixedFee",
        is_private: "isPrivate",
        is_shared: "isShared",
        name: "name",
        rate: "rate",
        rate_change_mode: "rateChangeMode",
        recurring: "recurring",
        recurring_parameters: "recurringParameters",
        start_date: "startDate",
        template: "template",
        template_id: "templateId",
      }),
      options,
    });
  }

  /**
   * Patch several projects at once.
   *
   * Applies the same operations to every project named and answers 200 also where some of them
   * failed: the answer says which.
   *
   * See https://engineering.toggl.com/docs/api/projects (PATCH WorkspaceProjects)
   *
   * @param workspaceId - Workspace.
   * @param projectIds - Projects to patch. At least 1 element.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns What was patched and what was not.
   * @throws ServerError - 500: The server failed.
   */
  patchMany(
    workspaceId: number | bigint,
    projectIds: readonly (number | bigint)[],
    params: ProjectsAPIPatchManyParams = {},
    options?: CallOptions,
  ): ApiPromise<models.BulkPatchResult> {
    return this.#core.send({
      operation: OP_PatchMany,
      path: [workspaceId, projectIds],
      body: patch(params),
      options,
    });
  }

  /**
   * Get a project.
   *
   * See https://engineering.toggl.com/docs/api/projects (GET WorkspaceProject)
   *
   * @param workspaceId - Workspace.
   * @param projectId - Project.
   * @param options - Settings of this call.
   * @returns The project.
   * @throws BadRequestError - 400: The project ID is not valid. Reason: `invalid_project_id`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  get(
    workspaceId: number | bigint,
    projectId: number | bigint,
    options?: CallOptions,
  ): ApiPromise<models.Project> {
    return this.#core.send({
      operation: OP_Get,
      path: [workspaceId, projectId],
      options,
    });
  }

  /**
   * Update a project.
   *
   * Send what changes and leave the rest out. Fields the plan of the workspace lacks are refused.
   *
   * See https://engineering.toggl.com/docs/api/projects (PUT WorkspaceProject)
   *
   * @param workspaceId - Workspace.
   * @param projectId - Project.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns The updated project.
   * @throws BadRequestError
   *   400: The update was refused. Reasons: `client_not_in_workspace`, `invalid_color`.
   * @throws PaymentRequiredError
   *   402: The plan lacks a feature that the request uses. Reason: `custom_color_requires_premium`.
   * @throws ForbiddenError
   *   403: The caller may not change this project. Reasons: `only_admins_may_create_projects`,
   *   `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  update(
    workspaceId: number | bigint,
    projectId: number | bigint,
    params: ProjectsAPIUpdateParams = {},
    options?: CallOptions,
  ): ApiPromise<models.Project> {
    return this.#core.send({
      operation: OP_Update,
      path: [workspaceId, projectId],
      body: onWire(params, {
        active: "active",
        auto_estimates: "autoEstimates",
        billable: "billable",
        cid: "cid",
        client_id: "clientId",
        client_name: "clientName",
        color: "color",
        currency: "currency",
        end_date: "endDate",
        estimated_hours: "estimatedHours",
        fixed_fee: "fixedFee",
        is_private: "isPrivate",
        is_shared: "isShared",
        name: "name",
        rate: "rate",
        rate_change_mode: "rateChangeMode",
        recurring: "recurring",
        recurring_parameters: "recurringParameters",
        start_date: "startDate",
        template: "template",
        template_id: "templateId",
      }),
      options,
    });
  }

  /**
   * Delete a project.
   *
   * See https://engineering.toggl.com/docs/api/projects (DELETE WorkspaceProject)
   *
   * @param workspaceId - Workspace.
   * @param projectId - Project.
   * @param params - What is given by name.
   * @param options - Settings of this call.
   * @returns ID of the deleted project. null where the answer is empty.
   * @throws BadRequestError - 400: The project ID is not valid. Reason: `invalid_project_id`.
   * @throws ForbiddenError - 403: The caller may not see or change this. Reason: `no_access`.
   * @throws ServerError - 500: The server failed.
   */
  delete(
    workspaceId: number | bigint,
    projectId: number | bigint,
    params: ProjectsAPIDeleteParams = {},
    options?: CallOptions,
  ): ApiPromise<number | null> {
    return this.#core.send({
      operation: OP_Delete,
      path: [workspaceId, projectId],
      query: onWire(params, { teDeletionMode: "teDeletionMode" }),
      options,
    });
  }
}
