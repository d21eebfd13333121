/**
 * The methods of the client by what the description calls them, and what their answers hold.
 *
 * @packageDocumentation
 */

import type { Operation } from "./case.js";
import type * as api from "./package.js";
import type { Shape } from "./values.js";

/** What is no operation of the description, unless one of those is called so. */
export const RAW: Readonly<Record<string, Operation>> = {
  request: {
    how: "request",
    placed: { method: "method", path: "path" },
    named: { query: "query", json: "json" },
    call: (client, given) =>
      client.request(given.at("method"), given.at("path"), given.params, given.options),
    shape: "any",
  },
};

/** The operations of the description. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  "workspaces.create": {
    how: "send",
    placed: { organization_id: "organizationId" },
    named: {
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
    } as const satisfies Record<string, keyof api.WorkspacesAPICreateParams>,
    call: (client, given) =>
      client.workspaces.create(given.at("organizationId"), given.params, given.options),
    shape: () => shapeOfWorkspace,
  },
  "workspaces.search": {
    how: "send",
    placed: {},
    named: {},
    call: (client, given) => client.workspaces.search(given.options),
    shape: { kind: "array", of: () => shapeOfWorkspace },
  },
  "workspaces.get": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {},
    call: (client, given) => client.workspaces.get(given.at("workspaceId"), given.options),
    shape: () => shapeOfWorkspace,
  },
  "workspaces.update": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
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
    } as const satisfies Record<string, keyof api.WorkspacesAPIUpdateParams>,
    call: (client, given) =>
      client.workspaces.update(given.at("workspaceId"), given.params, given.options),
    shape: () => shapeOfWorkspace,
  },
  "workspaces.statistics": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {},
    call: (client, given) => client.workspaces.statistics(given.at("workspaceId"), given.options),
    shape: () => shapeOfWorkspaceStatistics,
  },
  "workspaces.time_entry_constraints": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {},
    call: (client, given) =>
      client.workspaces.timeEntryConstraints(given.at("workspaceId"), given.options),
    shape: () => shapeOfTimeEntryConstraints,
  },
  "workspace_users.list": {
    how: "send",
    placed: { organization_id: "organizationId", workspace_id: "workspaceId" },
    named: { name: "name" } as const satisfies Record<
      string,
      keyof api.WorkspaceUsersAPIListParams
    >,
    call: (client, given) =>
      client.workspaceUsers.list(
        given.at("organizationId"),
        given.at("workspaceId"),
        given.params,
        given.options,
      ),
    shape: { kind: "array", of: () => shapeOfWorkspaceUser },
  },
  "workspace_users.delete_many": {
    how: "send",
    placed: { organization_id: "organizationId", workspace_id: "workspaceId" },
    named: { delete: "delete" } as const satisfies Record<
      string,
      keyof api.WorkspaceUsersAPIDeleteManyParams
    >,
    call: (client, given) =>
      client.workspaceUsers.deleteMany(
        given.at("organizationId"),
        given.at("workspaceId"),
        given.params,
        given.options,
      ),
    shape: "any",
  },
  "workspace_users.update": {
    how: "send",
    placed: { workspace_id: "workspaceId", workspace_user_id: "workspaceUserId" },
    named: {
      email: "email",
      groups: "groups",
      inactive: "inactive",
      name: "name",
      organization_admin: "organizationAdmin",
      role_id: "roleId",
      workspaces: "workspaces",
    } as const satisfies Record<string, keyof api.WorkspaceUsersAPIUpdateParams>,
    call: (client, given) =>
      client.workspaceUsers.update(
        given.at("workspaceId"),
        given.at("workspaceUserId"),
        given.params,
        given.options,
      ),
    shape: "any",
  },
  "workspace_users.delete": {
    how: "send",
    placed: { workspace_id: "workspaceId", workspace_user_id: "workspaceUserId" },
    named: {},
    call: (client, given) =>
      client.workspaceUsers.delete(
        given.at("workspaceId"),
        given.at("workspaceUserId"),
        given.options,
      ),
    shape: "any",
  },
  "users.list": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: { exclude_deleted: "excludeDeleted" } as const satisfies Record<
      string,
      keyof api.UsersAPIListParams
    >,
    call: (client, given) =>
      client.users.list(given.at("workspaceId"), given.params, given.options),
    shape: { kind: "array", of: () => shapeOfUser },
  },
  "users.update": {
    how: "send",
    placed: { workspace_id: "workspaceId", user_id: "userId" },
    named: { body: "body" } as const satisfies Record<string, keyof api.UsersAPIUpdateParams>,
    call: (client, given) =>
      client.users.update(given.at("workspaceId"), given.at("userId"), given.params, given.options),
    shape: "any",
  },
  "alerts.create": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
      project_id: "projectId",
      receiver_roles: "receiverRoles",
      receiver_users: "receiverUsers",
      source_kind: "sourceKind",
      threshold_type: "thresholdType",
      thresholds: "thresholds",
    } as const satisfies Record<string, keyof api.AlertsAPICreateParams>,
    call: (client, given) =>
      client.alerts.create(given.at("workspaceId"), given.params, given.options),
    shape: () => shapeOfAlert,
  },
  "alerts.delete": {
    how: "send",
    placed: { workspace_id: "workspaceId", alert_id: "alertId" },
    named: {},
    call: (client, given) =>
      client.alerts.delete(given.at("workspaceId"), given.at("alertId"), given.options),
    shape: "any",
  },
  "rates.create": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
      amount: "amount",
      level: "level",
      level_id: "levelId",
      mode: "mode",
      start: "start",
      type: "type",
    } as const satisfies Record<string, keyof api.RatesAPICreateParams>,
    call: (client, given) =>
      client.rates.create(given.at("workspaceId"), given.params, given.options),
    shape: "any",
  },
  "rates.list": {
    how: "send",
    placed: { workspace_id: "workspaceId", level: "level", level_id: "levelId" },
    named: { type: "type" } as const satisfies Record<string, keyof api.RatesAPIListParams>,
    call: (client, given) =>
      client.rates.list(
        given.at("workspaceId"),
        given.at("level"),
        given.at("levelId"),
        given.params,
        given.options,
      ),
    shape: { kind: "array", of: () => shapeOfRate },
  },
  "track_reminders.list": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {},
    call: (client, given) => client.trackReminders.list(given.at("workspaceId"), given.options),
    shape: { kind: "array", of: () => shapeOfTrackReminder },
  },
  "track_reminders.create": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
      frequency: "frequency",
      group_ids: "groupIds",
      threshold: "threshold",
      user_ids: "userIds",
    } as const satisfies Record<string, keyof api.TrackRemindersAPICreateParams>,
    call: (client, given) =>
      client.trackReminders.create(given.at("workspaceId"), given.params, given.options),
    shape: () => shapeOfTrackReminder,
  },
  "track_reminders.update": {
    how: "send",
    placed: { workspace_id: "workspaceId", reminder_id: "reminderId" },
    named: {
      frequency: "frequency",
      group_ids: "groupIds",
      threshold: "threshold",
      user_ids: "userIds",
    } as const satisfies Record<string, keyof api.TrackRemindersAPIUpdateParams>,
    call: (client, given) =>
      client.trackReminders.update(
        given.at("workspaceId"),
        given.at("reminderId"),
        given.params,
        given.options,
      ),
    shape: () => shapeOfTrackReminder,
  },
  "track_reminders.delete": {
    how: "send",
    placed: { workspace_id: "workspaceId", reminder_id: "reminderId" },
    named: {},
    call: (client, given) =>
      client.trackReminders.delete(given.at("workspaceId"), given.at("reminderId"), given.options),
    shape: "any",
  },
  "project_users.list": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
      project_ids: "projectIds",
      user_id: "userId",
      with_group_members: "withGroupMembers",
    } as const satisfies Record<string, keyof api.ProjectUsersAPIListParams>,
    call: (client, given) =>
      client.projectUsers.list(given.at("workspaceId"), given.params, given.options),
    shape: { kind: "array", of: () => shapeOfProjectUser },
  },
  "project_users.create": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
      labor_cost: "laborCost",
      labor_cost_change_mode: "laborCostChangeMode",
      manager: "manager",
      project_id: "projectId",
      rate: "rate",
      rate_change_mode: "rateChangeMode",
      user_id: "userId",
    } as const satisfies Record<string, keyof api.ProjectUsersAPICreateParams>,
    call: (client, given) =>
      client.projectUsers.create(given.at("workspaceId"), given.params, given.options),
    shape: () => shapeOfProjectUser,
  },
  "project_users.patch_many": {
    how: "send",
    placed: {
      workspace_id: "workspaceId",
      project_user_id: "projectUserIds",
      project_user_ids: "projectUserIds",
    },
    named: { replace: "replace", add: "add", remove: "remove" } as const satisfies Record<
      string,
      keyof api.ProjectUsersAPIPatchManyParams
    >,
    call: (client, given) =>
      client.projectUsers.patchMany(
        given.at("workspaceId"),
        given.at("projectUserIds"),
        given.params,
        given.options,
      ),
    shape: () => shapeOfBulkPatchResult,
  },
  "project_users.update": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_user_id: "projectUserId" },
    named: {
      labor_cost: "laborCost",
      labor_cost_change_mode: "laborCostChangeMode",
      manager: "manager",
      rate: "rate",
      rate_change_mode: "rateChangeMode",
    } as const satisfies Record<string, keyof api.ProjectUsersAPIUpdateParams>,
    call: (client, given) =>
      client.projectUsers.update(
        given.at("workspaceId"),
        given.at("projectUserId"),
        given.params,
        given.options,
      ),
    shape: () => shapeOfProjectUser,
  },
  "project_users.delete": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_user_id: "projectUserId" },
    named: {},
    call: (client, given) =>
      client.projectUsers.delete(given.at("workspaceId"), given.at("projectUserId"), given.options),
    shape: "any",
  },
  "projects.list": {
    how: "pages",
    placed: { workspace_id: "workspaceId" },
    named: {
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
    } as const satisfies Record<string, keyof api.ProjectsAPIListParams>,
    call: (client, given) =>
      client.projects.list(given.at("workspaceId"), given.params, given.options),
    shape: { kind: "array", of: () => shapeOfProject },
  },
  "projects.create": {
    how: "send",
    placed: { workspace_id: "workspaceId" },
    named: {
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
    } as const satisfies Record<string, keyof api.ProjectsAPICreateParams>,
    call: (client, given) =>
      client.projects.create(given.at("workspaceId"), given.params, given.options),
    shape: () => shapeOfProject,
  },
  "projects.patch_many": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_id: "projectIds", project_ids: "projectIds" },
    named: { replace: "replace", add: "add", remove: "remove" } as const satisfies Record<
      string,
      keyof api.ProjectsAPIPatchManyParams
    >,
    call: (client, given) =>
      client.projects.patchMany(
        given.at("workspaceId"),
        given.at("projectIds"),
        given.params,
        given.options,
      ),
    shape: () => shapeOfBulkPatchResult,
  },
  "projects.get": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_id: "projectId" },
    named: {},
    call: (client, given) =>
      client.projects.get(given.at("workspaceId"), given.at("projectId"), given.options),
    shape: () => shapeOfProject,
  },
  "projects.update": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_id: "projectId" },
    named: {
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
    } as const satisfies Record<string, keyof api.ProjectsAPIUpdateParams>,
    call: (client, given) =>
      client.projects.update(
        given.at("workspaceId"),
        given.at("projectId"),
        given.params,
        given.options,
      ),
    shape: () => shapeOfProject,
  },
  "projects.delete": {
    how: "send",
    placed: { workspace_id: "workspaceId", project_id: "projectId" },
    named: { teDeletionMode: "teDeletionMode" } as const satisfies Record<
      string,
      keyof api.ProjectsAPIDeleteParams
    >,
    call: (client, given) =>
      client.projects.delete(
        given.at("workspaceId"),
        given.at("projectId"),
        given.params,
        given.options,
      ),
    shape: { kind: "nullable", of: "integer" },
  },
};

export function shapeOfRateChangeMode(): Shape {
  return "string";
}

export function shapeOfRounding(): Shape {
  return "integer";
}

export function shapeOfWorkspace(): Shape {
  return {
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
  };
}

export function shapeOfCsvUpload(): Shape {
  return {
    kind: "record",
    fields: {
      at: "date-time",
      log_id: "integer",
    },
  };
}

export function shapeOfWorkspaceSubscription(): Shape {
  return {
    kind: "record",
    fields: {
      auto_renew: "boolean",
      card_details: () => shapeOfSubscriptionCard,
      company_id: "integer",
      contact_detail: () => shapeOfSubscriptionContact,
      created_at: "date-time",
      currency: "string",
      customer_id: "integer",
      deleted_at: "date-time",
      last_pricing_plan_id: "integer",
      organization_id: "integer",
      payment_details: () => shapeOfSubscriptionPayment,
      pricing_plan_id: "integer",
      renewal_at: "date-time",
      subscription_id: "integer",
      subscription_period: () => shapeOfSubscriptionPeriod,
      workspace_id: "integer",
    },
  };
}

export function shapeOfSubscriptionCard(): Shape {
  return {
    kind: "record",
    fields: {
      added_at: "date-time",
      card_number: "string",
      card_type: "string",
      creator_id: "integer",
      creator_name: "string",
      expiry_date: "string",
      holder_name: "string",
    },
  };
}

export function shapeOfSubscriptionContact(): Shape {
  return {
    kind: "record",
    fields: {
      company_address: "string",
      company_city: "string",
      company_name: "string",
      contact_detail_id: "integer",
      contact_email: "string",
      contact_person: "string",
      country_id: "integer",
      country_subdivision_id: "integer",
      created_at: "date-time",
      customer_id: "integer",
      is_eu_resident: "boolean",
      updated_at: "date-time",
      user_id: "integer",
      vat_number: "string",
      vat_number_valid: "boolean",
      vat_number_validated_at: "date-time",
      zip_code: "string",
    },
  };
}

export function shapeOfSubscriptionPayment(): Shape {
  return {
    kind: "record",
    fields: {
      created_at: "date-time",
      currency: "string",
      customer_id: "integer",
      payment_type: "string",
      reference: "string",
      user_id: "integer",
    },
  };
}

export function shapeOfSubscriptionPeriod(): Shape {
  return {
    kind: "record",
    fields: {
      created_at: "date-time",
      finished_on: "string",
      started_on: "string",
      subscription_id: "integer",
      subscription_period_id: "integer",
      trial: "boolean",
      user_count: "integer",
    },
  };
}

export function shapeOfTimeEntryConstraints(): Shape {
  return {
    kind: "record",
    fields: {
      description_present: "boolean",
      project_present: "boolean",
      tag_present: "boolean",
      task_present: "boolean",
      time_entry_constraints_enabled: "boolean",
    },
  };
}

export function shapeOfWorkspaceUser(): Shape {
  return {
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
}

export function shapeOfAlert(): Shape {
  return {
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
}

export function shapeOfAlertError(): Shape {
  return {
    kind: "record",
    fields: {
      code: "string",
      message: "string",
    },
  };
}

export function shapeOfRateLevel(): Shape {
  return "string";
}

export function shapeOfRateType(): Shape {
  return "string";
}

export function shapeOfRateListLevel(): Shape {
  return "string";
}

export function shapeOfRateListType(): Shape {
  return "string";
}

export function shapeOfRate(): Shape {
  return {
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
}

export function shapeOfWorkspaceStatistics(): Shape {
  return {
    kind: "record",
    fields: {
      admins: { kind: "array", of: () => shapeOfWorkspaceAdmin },
      groups_count: "integer",
      members_count: "integer",
    },
  };
}

export function shapeOfWorkspaceAdmin(): Shape {
  return {
    kind: "record",
    fields: {
      name: "string",
      user_id: "integer",
    },
  };
}

export function shapeOfTrackReminder(): Shape {
  return {
    kind: "record",
    fields: {
      created_at: "date-time",
      frequency: () => shapeOfReminderFrequency,
      group_ids: { kind: "array", of: "integer" },
      reminder_id: "integer",
      threshold: "integer",
      user_ids: { kind: "array", of: "integer" },
      workspace_id: "integer",
    },
  };
}

export function shapeOfReminderFrequency(): Shape {
  return "integer";
}

export function shapeOfUser(): Shape {
  return {
    kind: "record",
    fields: {
      email: "string",
      fullname: "string",
      id: "integer",
      inactive: "boolean",
      is_active: "boolean",
      is_admin: "boolean",
      role: "string",
    },
  };
}

export function shapeOfWorkspaceMembership(): Shape {
  return {
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
}

export function shapeOfWorkspaceMembershipGroup(): Shape {
  return {
    kind: "record",
    fields: {
      group_id: "integer",
      name: "string",
    },
  };
}

export function shapeOfProjectUser(): Shape {
  return {
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
}

export function shapeOfBulkPatchResult(): Shape {
  return {
    kind: "record",
    fields: {
      failure: { kind: "array", of: () => shapeOfBulkPatchFailure },
      success: { kind: "array", of: "integer" },
    },
  };
}

export function shapeOfBulkPatchFailure(): Shape {
  return {
    kind: "record",
    fields: {
      id: "integer",
      message: "string",
    },
  };
}

export function shapeOfProjectStatus(): Shape {
  return "string";
}

export function shapeOfProject(): Shape {
  return {
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
  };
}

export function shapeOfProjectPeriod(): Shape {
  return {
    kind: "record",
    fields: {
      end_date: "date",
      start_date: "date",
    },
  };
}

export function shapeOfProjectRecurrence(): Shape {
  return {
    kind: "record",
    fields: {
      custom_period: "integer",
      estimated_seconds: "integer",
      parameter_end_date: "date",
      parameter_start_date: "date",
      period: "string",
      project_start_date: "date",
    },
  };
}

export function shapeOfProjectRecurrenceInput(): Shape {
  return {
    kind: "record",
    fields: {
      custom_period: "integer",
      period: "string",
      project_start_date: "date",
    },
  };
}

export function shapeOfTimeEntryDeletionMode(): Shape {
  return "string";
}
