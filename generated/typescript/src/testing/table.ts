/**
 * What the description says of each operation, for the server in memory.
 *
 * @packageDocumentation
 */

import { BASE_URL, QUOTA } from "../internal/about.js";
import type { Table } from "./server.js";

/** The id of an operation. */
export type OperationId =
  | "workspaces.create"
  | "workspaces.search"
  | "workspaces.get"
  | "workspaces.update"
  | "workspaces.statistics"
  | "workspaces.time_entry_constraints"
  | "workspace_users.list"
  | "workspace_users.delete_many"
  | "workspace_users.update"
  | "workspace_users.delete"
  | "users.list"
  | "users.update"
  | "alerts.create"
  | "alerts.delete"
  | "rates.create"
  | "rates.list"
  | "track_reminders.list"
  | "track_reminders.create"
  | "track_reminders.update"
  | "track_reminders.delete"
  | "project_users.list"
  | "project_users.create"
  | "project_users.patch_many"
  | "project_users.update"
  | "project_users.delete"
  | "projects.list"
  | "projects.create"
  | "projects.patch_many"
  | "projects.get"
  | "projects.update"
  | "projects.delete";

/** The server of the API. */
export const TABLE: Table = {
  baseUrl: BASE_URL,
  routes: [
    {
      id: "workspaces.create",
      method: "POST",
      path: ["/organizations/", "/workspaces"],
      parameters: ["organization_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"admin": true, "at": "2026-03-04T08:15:30' +
          '+00:00", "business_ws": false, "default_cu' +
          'rrency": "USD", "default_hourly_rate": nul' +
          'l, "id": 431, "last_modified": null, "limi' +
          't_public_project_data": false, "name": "Ha' +
          'rbour Studio North", "organization_id": 93' +
          ', "premium": false, "projects_billable_by_' +
          'default": true, "projects_enforce_billable' +
          '": false, "projects_private_by_default": t' +
          'rue, "reports_collapse": true, "role": "ad' +
          'min", "rounding": 1, "rounding_minutes": 0' +
          ', "suspended_at": null}',
      },
      missing: {
        status: 404,
        mediaType: "application/json",
        body: '"Organization not found/accessible"',
      },
    },
    {
      id: "workspaces.search",
      method: "GET",
      path: ["/workspaces"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"id": 421, "name": "Harbour Studio", "or' +
          'ganization_id": 93, "premium": true, "role' +
          '": "admin"}, {"id": 388, "name": "Old Harb' +
          'our Studio", "organization_id": 93, "premi' +
          'um": false, "role": "user", "suspended_at"' +
          ': "2025-12-01T00:00:00+00:00"}]',
      },
      missing: { status: 400, mediaType: "application/json", body: '"No search term"' },
    },
    {
      id: "workspaces.get",
      method: "GET",
      path: ["/workspaces/", ""],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"admin": true, "api_token": "0123456789ab' +
          'cdef0123456789abcdef", "at": "2026-03-04T0' +
          '8:15:30+00:00", "business_ws": true, "csv_' +
          'upload": {"at": "2026-02-11T10:02:00+00:00' +
          '", "log_id": 70412}, "default_currency": "' +
          'EUR", "default_hourly_rate": 85.5, "hide_s' +
          'tart_end_times": false, "ical_enabled": tr' +
          'ue, "ical_url": "/ical/workspace_user/0123' +
          '456789abcdef", "id": 421, "last_modified":' +
          ' "2026-03-04T08:15:30Z", "limit_public_pro' +
          'ject_data": false, "logo_url": "https://as' +
          'sets.example.com/workspaces/421.png", "max' +
          '_data_retention_days": 730, "name": "Harbo' +
          'ur Studio", "only_admins_may_create_projec' +
          'ts": false, "only_admins_may_create_tags":' +
          ' false, "only_admins_see_billable_rates": ' +
          'false, "only_admins_see_team_dashboard": f' +
          'alse, "organization_id": 93, "permissions"' +
          ': ["edit_projects"], "premium": true, "pro' +
          'file": 0, "projects_billable_by_default": ' +
          'true, "projects_enforce_billable": false, ' +
          '"projects_private_by_default": true, "rate' +
          '_last_updated": "2026-01-01T00:00:00+00:00' +
          '", "reports_collapse": true, "role": "admi' +
          'n", "rounding": -1, "rounding_minutes": 15' +
          ', "server_deleted_at": null, "subscription' +
          '": {"auto_renew": false, "card_details": {' +
          '"added_at": "2024-01-09T09:30:00Z", "card_' +
          'number": "************4242", "card_type": ' +
          '"visa", "creator_id": 5120001, "creator_na' +
          'me": "Mara Ilves", "expiry_date": "09/2028' +
          '", "holder_name": "Mara Ilves"}, "company_' +
          'id": 51803, "contact_detail": {"company_ad' +
          'dress": "Sadama 5", "company_city": "Talli' +
          'nn", "company_name": "Harbour Studio", "co' +
          'ntact_detail_id": 88120, "contact_email": ' +
          '"mara@example.com", "contact_person": "Mar' +
          'a Ilves", "country_id": 67, "country_subdi' +
          'vision_id": 12, "created_at": "2024-01-09T' +
          '09:30:00Z", "customer_id": 33019, "is_eu_r' +
          'esident": true, "updated_at": "2024-06-01T' +
          '12:00:00Z", "user_id": 5120001, "vat_numbe' +
          'r": "EE100000000", "vat_number_valid": tru' +
          'e, "vat_number_validated_at": "2024-01-09T' +
          '09:31:00Z", "zip_code": "10111"}, "created' +
          '_at": "2024-01-09T09:30:00Z", "currency": ' +
          '"EUR", "customer_id": 33019, "deleted_at":' +
          ' "2026-03-02T14:05:00Z", "last_pricing_pla' +
          'n_id": 7, "organization_id": 93, "payment_' +
          'details": {"created_at": "2024-01-09T09:30' +
          ':00Z", "currency": "EUR", "customer_id": 3' +
          '3019, "payment_type": "card", "reference":' +
          ' "pm-88120", "user_id": 5120001}, "pricing' +
          '_plan_id": 9, "renewal_at": "2027-01-09T09' +
          ':30:00Z", "subscription_id": 60031, "subsc' +
          'ription_period": {"created_at": "2026-01-0' +
          '9T09:30:00Z", "finished_on": "2027-01-08",' +
          ' "started_on": "2026-01-09", "subscription' +
          '_id": 60031, "subscription_period_id": 912' +
          '04, "trial": false, "user_count": 6}, "wor' +
          'kspace_id": 421}, "suspended_at": null, "t' +
          'e_constraints": {"description_present": tr' +
          'ue, "project_present": true, "tag_present"' +
          ': false, "task_present": false, "time_entr' +
          'y_constraints_enabled": true}, "working_ho' +
          'urs_in_minutes": 480}',
      },
      missing: { status: 404, mediaType: "application/json", body: '"Workspace not found"' },
    },
    {
      id: "workspaces.update",
      method: "PUT",
      path: ["/workspaces/", ""],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"at": "2026-03-05T07:00:12+00:00", "defau' +
          'lt_currency": "EUR", "default_hourly_rate"' +
          ': 90, "id": 421, "limit_public_project_dat' +
          'a": true, "name": "Harbour Studio", "only_' +
          'admins_may_create_projects": false, "only_' +
          'admins_may_create_tags": true, "only_admin' +
          's_see_team_dashboard": false, "organizatio' +
          'n_id": 93, "projects_billable_by_default":' +
          ' true, "projects_enforce_billable": true, ' +
          '"projects_private_by_default": false, "rat' +
          'e_last_updated": "2026-03-05T07:00:12+00:0' +
          '0", "reports_collapse": false, "rounding":' +
          ' 0, "rounding_minutes": 6}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "workspaces.statistics",
      method: "GET",
      path: ["/workspaces/", "/statistics"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"admins": [{"name": "Mara Ilves", "user_i' +
          'd": 5120001}], "groups_count": 2, "members' +
          '_count": 6}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "workspaces.time_entry_constraints",
      method: "GET",
      path: ["/workspaces/", "/time_entry_constraints"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"description_present": true, "project_pre' +
          'sent": true, "tag_present": false, "task_p' +
          'resent": false, "time_entry_constraints_en' +
          'abled": true}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "workspace_users.list",
      method: "GET",
      path: ["/organizations/", "/workspaces/", "/workspace_users"],
      parameters: ["organization_id", "workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"active": true, "admin": true, "at": "20' +
          '26-03-04T08:15:30+00:00", "avatar_file_nam' +
          'e": "https://assets.example.com/avatars/51' +
          '20001.png", "email": "mara@example.com", "' +
          'group_ids": [310045], "id": 6630001, "inac' +
          'tive": false, "invitation_code": "9b1f0c",' +
          ' "invite_url": "https://track.example.com/' +
          'invitations/9b1f0c", "is_direct": true, "l' +
          'abor_cost": 40, "labor_cost_last_updated":' +
          ' "2026-01-01T00:00:00+00:00", "name": "Mar' +
          'a Ilves", "organization_admin": true, "rat' +
          'e": 85.5, "rate_last_updated": "2026-01-01' +
          'T00:00:00+00:00", "role": "admin", "role_i' +
          'd": 1, "timezone": "Europe/Tallinn", "uid"' +
          ': 5120001, "user_id": 5120001, "view_edit_' +
          'billable_rates": true, "view_edit_labor_co' +
          'sts": true, "wid": 421, "working_hours_in_' +
          'minutes": 480, "workspace_admin": true, "w' +
          'orkspace_id": 421}]',
      },
      missing: { status: 404, mediaType: "application/json", body: '"Resource can not be found"' },
    },
    {
      id: "workspace_users.delete_many",
      method: "PATCH",
      path: ["/organizations/", "/workspaces/", "/workspace_users"],
      parameters: ["organization_id", "workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: { status: 403, mediaType: "application/json", body: '"Forbidden"' },
    },
    {
      id: "workspace_users.update",
      method: "PUT",
      path: ["/workspaces/", "/workspace_users/", ""],
      parameters: ["workspace_id", "workspace_user_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "workspace_users.delete",
      method: "DELETE",
      path: ["/workspaces/", "/workspace_users/", ""],
      parameters: ["workspace_id", "workspace_user_id"],
      asks: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"Workspace user is not found or accessible"',
      },
    },
    {
      id: "users.list",
      method: "GET",
      path: ["/workspaces/", "/users"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"email": "mara@example.com", "fullname":' +
          ' "Mara Ilves", "id": 5120001, "inactive": ' +
          'false, "is_active": true, "is_admin": true' +
          ', "role": "admin"}]',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "users.update",
      method: "PUT",
      path: ["/workspaces/", "/users/", ""],
      parameters: ["workspace_id", "user_id"],
      asks: true,
      reads: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: { status: 404, mediaType: "application/json", body: '"Not Found"' },
    },
    {
      id: "alerts.create",
      method: "POST",
      path: ["/workspaces/", "/alerts"],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"client_id": 66120345, "client_name": "Po' +
          'rt Authority", "errors": [{"code": "receiv' +
          'er_skipped", "message": "One receiver was ' +
          'skipped."}], "id": 3120, "object_type": 1,' +
          ' "project_color": "#0b83d9", "project_id":' +
          ' 2030012, "project_name": "Harbour website' +
          '", "receiver_groups": [310045], "receiver_' +
          'roles": ["manager"], "receiver_users": [51' +
          '20001], "receivers": 3, "source_kind": "pr' +
          'oject", "threshold": 80, "threshold_type":' +
          ' "percentage", "thresholds": [80, 100], "w' +
          'id": 421}',
      },
      missing: { status: 400, mediaType: "application/json", body: '"invalid workspace ID"' },
    },
    {
      id: "alerts.delete",
      method: "DELETE",
      path: ["/workspaces/", "/alerts/", ""],
      parameters: ["workspace_id", "alert_id"],
      asks: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"Alert not found or not accessible"',
      },
    },
    {
      id: "rates.create",
      method: "POST",
      path: ["/workspaces/", "/rates"],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: { status: 201, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User cannot access billable rate(s)."',
      },
    },
    {
      id: "rates.list",
      method: "GET",
      path: ["/workspaces/", "/rates/", "/", ""],
      parameters: ["workspace_id", "level", "level_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"amount": 80, "created_at": "2025-06-02T' +
          '08:11:40Z", "creator_id": 5120001, "delete' +
          'd_at": null, "end": "2026-03-04T23:59:59Z"' +
          ', "id": 840093, "rate_change_mode": "start' +
          '-today", "start": "2025-06-02T00:00:00Z", ' +
          '"type": "billable_rates", "updated_at": "2' +
          '026-03-05T07:20:00Z", "workspace_id": 421,' +
          ' "workspace_user_id": 6630001}, {"amount":' +
          ' 92.5, "created_at": "2026-03-05T07:20:00Z' +
          '", "creator_id": 5120001, "deleted_at": nu' +
          'll, "id": 840117, "project_id": 2030012, "' +
          'project_user_id": 7700101, "rate_change_mo' +
          'de": "override-current", "start": "2026-03' +
          '-05T00:00:00Z", "type": "billable_rates", ' +
          '"updated_at": "2026-03-05T07:20:00Z", "wor' +
          'kspace_id": 421}, {"amount": 110, "created' +
          '_at": "2025-09-01T12:00:00Z", "creator_id"' +
          ': 5120001, "deleted_at": "2025-09-02T09:30' +
          ':00Z", "id": 840101, "planned_task_id": 77' +
          '120034, "project_id": 2030012, "rate_chang' +
          'e_mode": "override-all", "start": "2025-09' +
          '-01T00:00:00Z", "type": "billable_rates", ' +
          '"updated_at": "2025-09-02T09:30:00Z", "wor' +
          'kspace_id": 421}]',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User cannot access billable rate(s)."',
      },
    },
    {
      id: "track_reminders.list",
      method: "GET",
      path: ["/workspaces/", "/track_reminders"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"created_at": "2026-03-05T09:00:00Z", "f' +
          'requency": 7, "group_ids": [310045], "remi' +
          'nder_id": 5127, "threshold": 40, "user_ids' +
          '": [5120001, 5120002], "workspace_id": 421' +
          "}]",
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "track_reminders.create",
      method: "POST",
      path: ["/workspaces/", "/track_reminders"],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"created_at": "2026-03-05T09:00:00Z", "fr' +
          'equency": 7, "group_ids": [310045], "remin' +
          'der_id": 5127, "threshold": 40, "user_ids"' +
          ': [5120001, 5120002], "workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "track_reminders.update",
      method: "PUT",
      path: ["/workspaces/", "/track_reminders/", ""],
      parameters: ["workspace_id", "reminder_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"created_at": "2026-03-05T09:00:00Z", "fr' +
          'equency": 1, "group_ids": [], "reminder_id' +
          '": 5127, "threshold": 8, "user_ids": [5120' +
          '002], "workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "track_reminders.delete",
      method: "DELETE",
      path: ["/workspaces/", "/track_reminders/", ""],
      parameters: ["workspace_id", "reminder_id"],
      asks: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "project_users.list",
      method: "GET",
      path: ["/workspaces/", "/project_users"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"at": "2026-01-05T08:01:30+00:00", "id":' +
          ' 7700101, "labor_cost": 38.5, "labor_cost_' +
          'last_updated": "2026-01-05T08:01:30+00:00"' +
          ', "manager": true, "project_id": 2030012, ' +
          '"rate": 92, "rate_last_updated": "2026-01-' +
          '05T08:01:30+00:00", "user_id": 5120001, "w' +
          'orkspace_id": 421}, {"at": "2026-01-12T10:' +
          '06:00+00:00", "gid": 310045, "group_id": 3' +
          '10045, "id": 7700102, "labor_cost": null, ' +
          '"manager": false, "project_id": 2030024, "' +
          'rate": null, "user_id": 5120002, "workspac' +
          'e_id": 421}]',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "project_users.create",
      method: "POST",
      path: ["/workspaces/", "/project_users"],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"at": "2026-01-05T08:01:30+00:00", "id": ' +
          '7700101, "labor_cost": 38.5, "labor_cost_l' +
          'ast_updated": "2026-01-05T08:01:30+00:00",' +
          ' "manager": true, "project_id": 2030012, "' +
          'rate": 92, "rate_last_updated": "2026-01-0' +
          '5T08:01:30+00:00", "user_id": 5120001, "wo' +
          'rkspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "project_users.patch_many",
      method: "PATCH",
      path: ["/workspaces/", "/project_users/", ""],
      parameters: ["workspace_id", "project_user_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"failure": [{"id": 7700102, "message": "p' +
          'roject user belongs to a group"}], "succes' +
          's": [7700101]}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "project_users.update",
      method: "PUT",
      path: ["/workspaces/", "/project_users/", ""],
      parameters: ["workspace_id", "project_user_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"at": "2026-02-20T14:10:00+00:00", "id": ' +
          '7700101, "labor_cost": null, "labor_cost_l' +
          'ast_updated": "2026-02-20T14:10:00+00:00",' +
          ' "manager": false, "project_id": 2030012, ' +
          '"rate": 95.5, "rate_last_updated": "2026-0' +
          '2-20T14:10:00+00:00", "user_id": 5120001, ' +
          '"workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "project_users.delete",
      method: "DELETE",
      path: ["/workspaces/", "/project_users/", ""],
      parameters: ["workspace_id", "project_user_id"],
      asks: true,
      answer: { status: 200, mediaType: "", body: "" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "projects.list",
      method: "GET",
      path: ["/workspaces/", "/projects"],
      parameters: ["workspace_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '[{"active": true, "actual_hours": 6, "actu' +
          'al_seconds": 23400, "at": "2026-02-03T16:2' +
          '0:41+00:00", "auto_estimates": false, "bil' +
          'lable": true, "can_track_time": true, "cid' +
          '": 66120345, "client_id": 66120345, "color' +
          '": "#d94182", "created_at": "2026-01-12T10' +
          ':05:00+00:00", "currency": "EUR", "end_dat' +
          'e": "2026-04-30", "estimated_hours": 60, "' +
          'estimated_seconds": 216000, "fixed_fee": 4' +
          '800.5, "id": 2030024, "is_private": false,' +
          ' "is_shared": false, "name": "Harbour tour' +
          ' app", "permissions": null, "pinned": true' +
          ', "rate": null, "rate_last_updated": null,' +
          ' "recurring": false, "recurring_parameters' +
          '": null, "server_deleted_at": null, "start' +
          '_date": "2026-01-12", "status": "active", ' +
          '"tasks_count": null, "template": false, "t' +
          'emplate_id": 2030007, "wid": 421, "workspa' +
          'ce_id": 421}, {"active": false, "actual_ho' +
          'urs": null, "actual_seconds": null, "at": ' +
          '"2025-11-30T08:00:00+00:00", "auto_estimat' +
          'es": null, "billable": null, "cid": null, ' +
          '"client_id": null, "color": "#525266", "cr' +
          'eated_at": "2025-03-02T07:45:12+00:00", "c' +
          'urrency": null, "estimated_hours": null, "' +
          'estimated_seconds": null, "fixed_fee": nul' +
          'l, "id": 2030018, "is_private": true, "nam' +
          'e": "Office move", "permissions": null, "r' +
          'ate": null, "rate_last_updated": null, "re' +
          'curring": false, "recurring_parameters": n' +
          'ull, "server_deleted_at": "2025-11-30T08:0' +
          '0:00+00:00", "start_date": "2025-03-02", "' +
          'status": "deleted", "template": null, "tem' +
          'plate_id": null, "wid": 421, "workspace_id' +
          '": 421}]',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "projects.create",
      method: "POST",
      path: ["/workspaces/", "/projects"],
      parameters: ["workspace_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"active": true, "actual_hours": null, "ac' +
          'tual_seconds": null, "at": "2026-02-20T13:' +
          '37:00+00:00", "auto_estimates": false, "bi' +
          'llable": true, "cid": 66120345, "client_id' +
          '": 66120345, "color": "#2da608", "currency' +
          '": "EUR", "end_date": "2026-12-31", "estim' +
          'ated_hours": 40, "estimated_seconds": 1440' +
          '00, "fixed_fee": null, "id": 2030130, "is_' +
          'private": true, "name": "Harbour newslette' +
          'r", "permissions": null, "rate": 85.5, "ra' +
          'te_last_updated": "2026-02-20T13:37:00+00:' +
          '00", "recurring": true, "recurring_paramet' +
          'ers": [{"custom_period": 3, "estimated_sec' +
          'onds": 144000, "parameter_end_date": "2026' +
          '-12-31", "parameter_start_date": "2026-03-' +
          '02", "period": "custom", "project_start_da' +
          'te": "2026-03-02"}], "server_deleted_at": ' +
          'null, "start_date": "2026-03-02", "templat' +
          'e": false, "template_id": 2030007, "wid": ' +
          '421, "workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "projects.patch_many",
      method: "PATCH",
      path: ["/workspaces/", "/projects/", ""],
      parameters: ["workspace_id", "project_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"failure": [{"id": 2030024, "message": "U' +
          "ser does not have access to this resource." +
          '"}], "success": [2030012]}',
      },
      missing: { status: 404, mediaType: "application/json", body: '"Not Found"' },
    },
    {
      id: "projects.get",
      method: "GET",
      path: ["/workspaces/", "/projects/", ""],
      parameters: ["workspace_id", "project_id"],
      asks: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"active": true, "actual_hours": 31, "actu' +
          'al_seconds": 113400, "at": "2026-02-11T09:' +
          '24:05+00:00", "auto_estimates": false, "bi' +
          'llable": true, "can_track_time": true, "ci' +
          'd": 66120345, "client_id": 66120345, "colo' +
          'r": "#0b83d9", "created_at": "2026-01-05T0' +
          '8:00:00+00:00", "currency": "EUR", "curren' +
          't_period": {"end_date": "2026-02-28", "sta' +
          'rt_date": "2026-02-01"}, "end_date": "2026' +
          '-12-31", "estimated_hours": 40, "estimated' +
          '_seconds": 144000, "fixed_fee": null, "id"' +
          ': 2030012, "integration_ext_id": "HARB-7",' +
          ' "integration_ext_type": "project", "integ' +
          'ration_provider": "jira", "is_private": tr' +
          'ue, "is_shared": true, "name": "Harbour we' +
          'bsite", "permissions": ["edit_project"], "' +
          'pinned": true, "rate": 85.5, "rate_last_up' +
          'dated": "2026-01-05T08:00:00+00:00", "recu' +
          'rring": true, "recurring_parameters": [{"c' +
          'ustom_period": null, "estimated_seconds": ' +
          '144000, "parameter_end_date": null, "param' +
          'eter_start_date": "2026-01-01", "period": ' +
          '"monthly", "project_start_date": "2026-01-' +
          '01"}], "server_deleted_at": null, "shared_' +
          'at": "2026-01-06T07:12:30+00:00", "shared_' +
          'hash": "6f1c02ab94", "start_date": "2026-0' +
          '1-01", "status": "active", "tasks_count": ' +
          '12, "template": false, "template_id": null' +
          ', "wid": 421, "workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
    {
      id: "projects.update",
      method: "PUT",
      path: ["/workspaces/", "/projects/", ""],
      parameters: ["workspace_id", "project_id"],
      asks: true,
      reads: true,
      needs: true,
      answer: {
        status: 200,
        mediaType: "application/json",
        body:
          '{"active": false, "actual_hours": 31, "act' +
          'ual_seconds": 113400, "at": "2026-02-20T14' +
          ':02:19+00:00", "auto_estimates": false, "b' +
          'illable": true, "cid": 66120345, "client_i' +
          'd": 66120345, "color": "#0b83d9", "created' +
          '_at": "2026-01-05T08:00:00+00:00", "curren' +
          'cy": "EUR", "end_date": "2026-12-31", "est' +
          'imated_hours": 40, "estimated_seconds": 14' +
          '4000, "fixed_fee": 4800.5, "id": 2030012, ' +
          '"is_private": true, "name": "Harbour websi' +
          'te 2026", "permissions": null, "rate": nul' +
          'l, "rate_last_updated": "2026-02-20T14:02:' +
          '19+00:00", "recurring": false, "recurring_' +
          'parameters": null, "server_deleted_at": nu' +
          'll, "start_date": "2026-01-01", "status": ' +
          '"archived", "template": false, "template_i' +
          'd": null, "wid": 421, "workspace_id": 421}',
      },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"Only admins may create projects in this workspace"',
      },
    },
    {
      id: "projects.delete",
      method: "DELETE",
      path: ["/workspaces/", "/projects/", ""],
      parameters: ["workspace_id", "project_id"],
      asks: true,
      answer: { status: 200, mediaType: "application/json", body: "2030012" },
      missing: {
        status: 403,
        mediaType: "application/json",
        body: '"User does not have access to this resource."',
      },
    },
  ],
  collections: new Map<string, string>([
    [
      "workspaces",
      '{"key": "id", "kinds": {"admin": "boolean", ' +
        '"api_token": "string", "at": "string", "busi' +
        'ness_ws": "boolean", "csv_upload": "object",' +
        ' "default_currency": "string", "default_hour' +
        'ly_rate": "number", "hide_start_end_times": ' +
        '"boolean", "ical_enabled": "boolean", "ical_' +
        'url": "string", "id": "integer", "last_modif' +
        'ied": "string", "limit_public_project_data":' +
        ' "boolean", "logo_url": "string", "max_data_' +
        'retention_days": "integer", "name": "string"' +
        ', "only_admins_may_create_projects": "boolea' +
        'n", "only_admins_may_create_tags": "boolean"' +
        ', "only_admins_see_billable_rates": "boolean' +
        '", "only_admins_see_team_dashboard": "boolea' +
        'n", "organization_id": "integer", "permissio' +
        'ns": "array", "premium": "boolean", "profile' +
        '": "integer", "projects_billable_by_default"' +
        ': "boolean", "projects_enforce_billable": "b' +
        'oolean", "projects_private_by_default": "boo' +
        'lean", "rate_last_updated": "string", "repor' +
        'ts_collapse": "boolean", "role": "string", "' +
        'rounding": "integer", "rounding_minutes": "i' +
        'nteger", "server_deleted_at": "string", "sub' +
        'scription": "object", "suspended_at": "strin' +
        'g", "te_constraints": "object", "working_hou' +
        'rs_in_minutes": "integer"}, "required": ["id' +
        '", "name", "organization_id"], "first": {"na' +
        'me": "Harbour Studio", "organization_id": 93' +
        '}, "changed": ["at", "last_modified"], "oper' +
        'ations": {"workspaces.search": "list", "work' +
        'spaces.get": "get", "workspaces.update": "up' +
        'date"}, "answers": {"workspaces.search": "re' +
        'cords", "workspaces.get": "record", "workspa' +
        'ces.update": "record"}}',
    ],
    [
      "users",
      '{"key": "id", "where": ["workspace_id"], "ki' +
        'nds": {"email": "string", "fullname": "strin' +
        'g", "id": "integer", "inactive": "boolean", ' +
        '"is_active": "boolean", "is_admin": "boolean' +
        '", "role": "string"}, "operations": {"users.' +
        'list": "list", "users.update": "update"}, "a' +
        'nswers": {"users.list": "records", "users.up' +
        'date": "example"}}',
    ],
    [
      "alerts",
      '{"key": "id", "where": ["workspace_id"], "ki' +
        'nds": {"client_id": "integer", "client_name"' +
        ': "string", "errors": "array", "id": "intege' +
        'r", "object_type": "integer", "project_color' +
        '": "string", "project_id": "integer", "proje' +
        'ct_name": "string", "receiver_groups": "arra' +
        'y", "receiver_roles": "array", "receiver_use' +
        'rs": "array", "receivers": "integer", "sourc' +
        'e_kind": "string", "threshold": "integer", "' +
        'threshold_type": "string", "thresholds": "ar' +
        'ray", "wid": "integer"}, "operations": {"ale' +
        'rts.create": "create", "alerts.delete": "del' +
        'ete"}, "answers": {"alerts.create": "record"' +
        ', "alerts.delete": "example"}}',
    ],
    [
      "trackReminders",
      '{"key": "reminder_id", "where": ["workspace_' +
        'id"], "kinds": {"created_at": "string", "fre' +
        'quency": "integer", "group_ids": "array", "r' +
        'eminder_id": "integer", "threshold": "intege' +
        'r", "user_ids": "array", "workspace_id": "in' +
        'teger"}, "made": ["created_at"], "operations' +
        '": {"track_reminders.list": "list", "track_r' +
        'eminders.create": "create", "track_reminders' +
        '.update": "update", "track_reminders.delete"' +
        ': "delete"}, "answers": {"track_reminders.li' +
        'st": "records", "track_reminders.create": "r' +
        'ecord", "track_reminders.update": "record", ' +
        '"track_reminders.delete": "example"}}',
    ],
    [
      "projectUsers",
      '{"key": "id", "where": ["workspace_id"], "ki' +
        'nds": {"at": "string", "gid": "integer", "gr' +
        'oup_id": "integer", "id": "integer", "labor_' +
        'cost": "number", "labor_cost_last_updated": ' +
        '"string", "manager": "boolean", "project_id"' +
        ': "integer", "rate": "number", "rate_last_up' +
        'dated": "string", "user_id": "integer", "wor' +
        'kspace_id": "integer"}, "changed": ["at"], "' +
        'filters": {"project_ids": "project_id", "use' +
        'r_id": "user_id"}, "several": ["project_ids"' +
        '], "operations": {"project_users.list": "lis' +
        't", "project_users.create": "create", "proje' +
        'ct_users.patch_many": "patch", "project_user' +
        's.update": "update", "project_users.delete":' +
        ' "delete"}, "answers": {"project_users.list"' +
        ': "records", "project_users.create": "record' +
        '", "project_users.patch_many": "split", "pro' +
        'ject_users.update": "record", "project_users' +
        '.delete": "example"}, "split": {"done": "suc' +
        'cess", "failed": "failure", "key": "id", "te' +
        'xt": "message", "said": "User does not have ' +
        'access to this resource."}}',
    ],
    [
      "projects",
      '{"key": "id", "where": ["workspace_id"], "ki' +
        'nds": {"active": "boolean", "actual_hours": ' +
        '"integer", "actual_seconds": "integer", "at"' +
        ': "string", "auto_estimates": "boolean", "bi' +
        'llable": "boolean", "can_track_time": "boole' +
        'an", "cid": "integer", "client_id": "integer' +
        '", "color": "string", "created_at": "string"' +
        ', "currency": "string", "current_period": "o' +
        'bject", "end_date": "string", "estimated_hou' +
        'rs": "integer", "estimated_seconds": "intege' +
        'r", "fixed_fee": "number", "id": "integer", ' +
        '"integration_ext_id": "string", "integration' +
        '_ext_type": "string", "integration_provider"' +
        ': "string", "is_private": "boolean", "is_sha' +
        'red": "boolean", "name": "string", "permissi' +
        'ons": "array", "pinned": "boolean", "rate": ' +
        '"number", "rate_last_updated": "string", "re' +
        'curring": "boolean", "recurring_parameters":' +
        ' "array", "server_deleted_at": "string", "sh' +
        'ared_at": "string", "shared_hash": "string",' +
        ' "start_date": "string", "status": "string",' +
        ' "tasks_count": "integer", "template": "bool' +
        'ean", "template_id": "integer", "wid": "inte' +
        'ger", "workspace_id": "integer"}, "required"' +
        ': ["id", "name", "workspace_id"], "first": {' +
        '"name": "Harbour newsletter"}, "made": ["cre' +
        'ated_at"], "changed": ["at"], "filters": {"a' +
        'ctive": "active", "billable": "billable", "c' +
        'lient_ids": "client_id", "statuses": "status' +
        '", "name": "name"}, "several": ["user_ids", ' +
        '"client_ids", "group_ids", "statuses"], "ope' +
        'rations": {"projects.list": "list", "project' +
        's.create": "create", "projects.patch_many": ' +
        '"patch", "projects.get": "get", "projects.up' +
        'date": "update", "projects.delete": "delete"' +
        '}, "dropped": {"projects.create": ["recurrin' +
        'g_parameters"], "projects.update": ["recurri' +
        'ng_parameters"]}, "answers": {"projects.list' +
        '": "records", "projects.create": "record", "' +
        'projects.patch_many": "split", "projects.get' +
        '": "record", "projects.update": "record", "p' +
        'rojects.delete": "key"}, "pages": {"page": "' +
        'page", "size": "per_page", "first": 1, "defa' +
        'ult": 151, "maximum": 200}, "split": {"done"' +
        ': "success", "failed": "failure", "key": "id' +
        '", "text": "message", "said": "User does not' +
        ' have access to this resource."}}',
    ],
  ]),
  quota: QUOTA,
};
