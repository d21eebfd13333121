"""What the description says of each operation, for the server in memory."""

from __future__ import annotations

from typing import Final

from .._about import BASE_URL
from ._reply import Answer
from ._routes import Route
from ._server import Table

_ROUTES: Final = (
    Route(
        id="workspaces.create",
        method="POST",
        path=("/organizations/", "/workspaces"),
        parameters=("organization_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"admin": true, "at": "2026-03-04T08:15:30+00:00", "business_ws": '
                'false, "default_currency": "USD", "default_hourly_rate": null, "id": '
                '431, "last_modified": null, "limit_public_project_data": false, '
                '"name": "Harbour Studio North", "organization_id": 93, "premium": '
                'false, "projects_billable_by_default": true, '
                '"projects_enforce_billable": false, "projects_private_by_default": '
                'true, "reports_collapse": true, "role": "admin", "rounding": 1, '
                '"rounding_minutes": 0, "suspended_at": null}'
            ),
        ),
        missing=Answer(
            404,
            "application/json",
            '"Organization not found/accessible"',
        ),
    ),
    Route(
        id="workspaces.search",
        method="GET",
        path=("/workspaces",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"id": 421, "name": "Harbour Studio", "organization_id": 93, '
                '"premium": true, "role": "admin"}, {"id": 388, "name": "Old Harbour '
                'Studio", "organization_id": 93, "premium": false, "role": "user", '
                '"suspended_at": "2025-12-01T00:00:00+00:00"}]'
            ),
        ),
        missing=Answer(
            400,
            "application/json",
            '"No search term"',
        ),
    ),
    Route(
        id="workspaces.get",
        method="GET",
        path=("/workspaces/", ""),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"admin": true, "api_token": "0123456789abcdef0123456789abcdef", '
                '"at": "2026-03-04T08:15:30+00:00", "business_ws": true, "csv_upload": '
                '{"at": "2026-02-11T10:02:00+00:00", "log_id": 70412}, '
                '"default_currency": "EUR", "default_hourly_rate": 85.5, '
                '"hide_start_end_times": false, "ical_enabled": true, "ical_url": '
                '"/ical/workspace_user/0123456789abcdef", "id": 421, "last_modified": '
                '"2026-03-04T08:15:30Z", "limit_public_project_data": false, '
                '"logo_url": "https://assets.example.com/workspaces/421.png", '
                '"max_data_retention_days": 730, "name": "Harbour Studio", '
                '"only_admins_may_create_projects": false, '
                '"only_admins_may_create_tags": false, '
                '"only_admins_see_billable_rates": false, '
                '"only_admins_see_team_dashboard": false, "organization_id": 93, '
                '"permissions": ["edit_projects"], "premium": true, "profile": 0, '
                '"projects_billable_by_default": true, "projects_enforce_billable": '
                'false, "projects_private_by_default": true, "rate_last_updated": '
                '"2026-01-01T00:00:00+00:00", "reports_collapse": true, "role": '
                '"admin", "rounding": -1, "rounding_minutes": 15, "server_deleted_at": '
                'null, "subscription": {"auto_renew": false, "card_details": '
                '{"added_at": "2024-01-09T09:30:00Z", "card_number": '
                '"************4242", "card_type": "visa", "creator_id": 5120001, '
                '"creator_name": "Mara Ilves", "expiry_date": "09/2028", '
                '"holder_name": "Mara Ilves"}, "company_id": 51803, "contact_detail": '
                '{"company_address": "Sadama 5", "company_city": "Tallinn", '
                '"company_name": "Harbour Studio", "contact_detail_id": 88120, '
                '"contact_email": "mara@example.com", "contact_person": "Mara Ilves", '
                '"country_id": 67, "country_subdivision_id": 12, "created_at": '
                '"2024-01-09T09:30:00Z", "customer_id": 33019, "is_eu_resident": true, '
                '"updated_at": "2024-06-01T12:00:00Z", "user_id": 5120001, '
                '"vat_number": "EE100000000", "vat_number_valid": true, '
                '"vat_number_validated_at": "2024-01-09T09:31:00Z", "zip_code": '
                '"10111"}, "created_at": "2024-01-09T09:30:00Z", "currency": "EUR", '
                '"customer_id": 33019, "deleted_at": "2026-03-02T14:05:00Z", '
                '"last_pricing_plan_id": 7, "organization_id": 93, "payment_details": '
                '{"created_at": "2024-01-09T09:30:00Z", "currency": "EUR", '
                '"customer_id": 33019, "payment_type": "card", "reference": '
                '"pm-88120", "user_id": 5120001}, "pricing_plan_id": 9, "renewal_at": '
                '"2027-01-09T09:30:00Z", "subscription_id": 60031, '
                '"subscription_period": {"created_at": "2026-01-09T09:30:00Z", '
                '"finished_on": "2027-01-08", "started_on": "2026-01-09", '
                '"subscription_id": 60031, "subscription_period_id": 91204, "trial": '
                'false, "user_count": 6}, "workspace_id": 421}, "suspended_at": null, '
                '"te_constraints": {"description_present": true, "project_present": '
                'true, "tag_present": false, "task_present": false, '
                '"time_entry_constraints_enabled": true}, "working_hours_in_minutes": '
                "480}"
            ),
        ),
        missing=Answer(
            404,
            "application/json",
            '"Workspace not found"',
        ),
    ),
    Route(
        id="workspaces.update",
        method="PUT",
        path=("/workspaces/", ""),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"at": "2026-03-05T07:00:12+00:00", "default_currency": "EUR", '
                '"default_hourly_rate": 90, "id": 421, "limit_public_project_data": '
                'true, "name": "Harbour Studio", "only_admins_may_create_projects": '
                'false, "only_admins_may_create_tags": true, '
                '"only_admins_see_team_dashboard": false, "organization_id": 93, '
                '"projects_billable_by_default": true, "projects_enforce_billable": '
                'true, "projects_private_by_default": false, "rate_last_updated": '
                '"2026-03-05T07:00:12+00:00", "reports_collapse": false, "rounding": '
                '0, "rounding_minutes": 6}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="workspaces.statistics",
        method="GET",
        path=("/workspaces/", "/statistics"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"admins": [{"name": "Mara Ilves", "user_id": 5120001}], '
                '"groups_count": 2, "members_count": 6}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="workspaces.time_entry_constraints",
        method="GET",
        path=("/workspaces/", "/time_entry_constraints"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"description_present": true, "project_present": true, "tag_present": '
                'false, "task_present": false, "time_entry_constraints_enabled": true}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="workspace_users.list",
        method="GET",
        path=("/organizations/", "/workspaces/", "/workspace_users"),
        parameters=("organization_id", "workspace_id"),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"active": true, "admin": true, "at": "2026-03-04T08:15:30+00:00", '
                '"avatar_file_name": "https://assets.example.com/avatars/5120001.png", '
                '"email": "mara@example.com", "group_ids": [310045], "id": 6630001, '
                '"inactive": false, "invitation_code": "9b1f0c", "invite_url": '
                '"https://track.example.com/invitations/9b1f0c", "is_direct": true, '
                '"labor_cost": 40, "labor_cost_last_updated": '
                '"2026-01-01T00:00:00+00:00", "name": "Mara Ilves", '
                '"organization_admin": true, "rate": 85.5, "rate_last_updated": '
                '"2026-01-01T00:00:00+00:00", "role": "admin", "role_id": 1, '
                '"timezone": "Europe/Tallinn", "uid": 5120001, "user_id": 5120001, '
                '"view_edit_billable_rates": true, "view_edit_labor_costs": true, '
                '"wid": 421, "working_hours_in_minutes": 480, "workspace_admin": true, '
                '"workspace_id": 421}]'
            ),
        ),
        missing=Answer(
            404,
            "application/json",
            '"Resource can not be found"',
        ),
    ),
    Route(
        id="workspace_users.delete_many",
        method="PATCH",
        path=("/organizations/", "/workspaces/", "/workspace_users"),
        parameters=("organization_id", "workspace_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"Forbidden"',
        ),
    ),
    Route(
        id="workspace_users.update",
        method="PUT",
        path=("/workspaces/", "/workspace_users/", ""),
        parameters=("workspace_id", "workspace_user_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="workspace_users.delete",
        method="DELETE",
        path=("/workspaces/", "/workspace_users/", ""),
        parameters=("workspace_id", "workspace_user_id"),
        asks=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"Workspace user is not found or accessible"',
        ),
    ),
    Route(
        id="users.list",
        method="GET",
        path=("/workspaces/", "/users"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"email": "mara@example.com", "fullname": "Mara Ilves", "id": '
                '5120001, "inactive": false, "is_active": true, "is_admin": true, '
                '"role": "admin"}]'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="users.update",
        method="PUT",
        path=("/workspaces/", "/users/", ""),
        parameters=("workspace_id", "user_id"),
        asks=True,
        reads=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            404,
            "application/json",
            '"Not Found"',
        ),
    ),
    Route(
        id="alerts.create",
        method="POST",
        path=("/workspaces/", "/alerts"),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"client_id": 66120345, "client_name": "Port Authority", "errors": '
                '[{"code": "receiver_skipped", "message": "One receiver was '
                'skipped."}], "id": 3120, "object_type": 1, "project_color": '
                '"#0b83d9", "project_id": 2030012, "project_name": "Harbour website", '
                '"receiver_groups": [310045], "receiver_roles": ["manager"], '
                '"receiver_users": [5120001], "receivers": 3, "source_kind": '
                '"project", "threshold": 80, "threshold_type": "percentage", '
                '"thresholds": [80, 100], "wid": 421}'
            ),
        ),
        missing=Answer(
            400,
            "application/json",
            '"invalid workspace ID"',
        ),
    ),
    Route(
        id="alerts.delete",
        method="DELETE",
        path=("/workspaces/", "/alerts/", ""),
        parameters=("workspace_id", "alert_id"),
        asks=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"Alert not found or not accessible"',
        ),
    ),
    Route(
        id="rates.create",
        method="POST",
        path=("/workspaces/", "/rates"),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            201,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"User cannot access billable rate(s)."',
        ),
    ),
    Route(
        id="rates.list",
        method="GET",
        path=("/workspaces/", "/rates/", "/", ""),
        parameters=("workspace_id", "level", "level_id"),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"amount": 80, "created_at": "2025-06-02T08:11:40Z", "creator_id": '
                '5120001, "deleted_at": null, "end": "2026-03-04T23:59:59Z", "id": '
                '840093, "rate_change_mode": "start-today", "start": '
                '"2025-06-02T00:00:00Z", "type": "billable_rates", "updated_at": '
                '"2026-03-05T07:20:00Z", "workspace_id": 421, "workspace_user_id": '
                '6630001}, {"amount": 92.5, "created_at": "2026-03-05T07:20:00Z", '
                '"creator_id": 5120001, "deleted_at": null, "id": 840117, '
                '"project_id": 2030012, "project_user_id": 7700101, '
                '"rate_change_mode": "override-current", "start": '
                '"2026-03-05T00:00:00Z", "type": "billable_rates", "updated_at": '
                '"2026-03-05T07:20:00Z", "workspace_id": 421}, {"amount": 110, '
                '"created_at": "2025-09-01T12:00:00Z", "creator_id": 5120001, '
                '"deleted_at": "2025-09-02T09:30:00Z", "id": 840101, '
                '"planned_task_id": 77120034, "project_id": 2030012, '
                '"rate_change_mode": "override-all", "start": "2025-09-01T00:00:00Z", '
                '"type": "billable_rates", "updated_at": "2025-09-02T09:30:00Z", '
                '"workspace_id": 421}]'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User cannot access billable rate(s)."',
        ),
    ),
    Route(
        id="track_reminders.list",
        method="GET",
        path=("/workspaces/", "/track_reminders"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"created_at": "2026-03-05T09:00:00Z", "frequency": 7, "group_ids": '
                '[310045], "reminder_id": 5127, "threshold": 40, "user_ids": [5120001, '
                '5120002], "workspace_id": 421}]'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="track_reminders.create",
        method="POST",
        path=("/workspaces/", "/track_reminders"),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"created_at": "2026-03-05T09:00:00Z", "frequency": 7, "group_ids": '
                '[310045], "reminder_id": 5127, "threshold": 40, "user_ids": [5120001, '
                '5120002], "workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="track_reminders.update",
        method="PUT",
        path=("/workspaces/", "/track_reminders/", ""),
        parameters=("workspace_id", "reminder_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"created_at": "2026-03-05T09:00:00Z", "frequency": 1, "group_ids": '
                '[], "reminder_id": 5127, "threshold": 8, "user_ids": [5120002], '
                '"workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="track_reminders.delete",
        method="DELETE",
        path=("/workspaces/", "/track_reminders/", ""),
        parameters=("workspace_id", "reminder_id"),
        asks=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="project_users.list",
        method="GET",
        path=("/workspaces/", "/project_users"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"at": "2026-01-05T08:01:30+00:00", "id": 7700101, "labor_cost": '
                '38.5, "labor_cost_last_updated": "2026-01-05T08:01:30+00:00", '
                '"manager": true, "project_id": 2030012, "rate": 92, '
                '"rate_last_updated": "2026-01-05T08:01:30+00:00", "user_id": 5120001, '
                '"workspace_id": 421}, {"at": "2026-01-12T10:06:00+00:00", "gid": '
                '310045, "group_id": 310045, "id": 7700102, "labor_cost": null, '
                '"manager": false, "project_id": 2030024, "rate": null, "user_id": '
                '5120002, "workspace_id": 421}]'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="project_users.create",
        method="POST",
        path=("/workspaces/", "/project_users"),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"at": "2026-01-05T08:01:30+00:00", "id": 7700101, "labor_cost": '
                '38.5, "labor_cost_last_updated": "2026-01-05T08:01:30+00:00", '
                '"manager": true, "project_id": 2030012, "rate": 92, '
                '"rate_last_updated": "2026-01-05T08:01:30+00:00", "user_id": 5120001, '
                '"workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="project_users.patch_many",
        method="PATCH",
        path=("/workspaces/", "/project_users/", ""),
        parameters=("workspace_id", "project_user_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"failure": [{"id": 7700102, "message": "project user belongs to a '
                'group"}], "success": [7700101]}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="project_users.update",
        method="PUT",
        path=("/workspaces/", "/project_users/", ""),
        parameters=("workspace_id", "project_user_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"at": "2026-02-20T14:10:00+00:00", "id": 7700101, "labor_cost": '
                'null, "labor_cost_last_updated": "2026-02-20T14:10:00+00:00", '
                '"manager": false, "project_id": 2030012, "rate": 95.5, '
                '"rate_last_updated": "2026-02-20T14:10:00+00:00", "user_id": 5120001, '
                '"workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="project_users.delete",
        method="DELETE",
        path=("/workspaces/", "/project_users/", ""),
        parameters=("workspace_id", "project_user_id"),
        asks=True,
        answer=Answer(
            200,
            "",
            "",
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="projects.list",
        method="GET",
        path=("/workspaces/", "/projects"),
        parameters=("workspace_id",),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '[{"active": true, "actual_hours": 6, "actual_seconds": 23400, "at": '
                '"2026-02-03T16:20:41+00:00", "auto_estimates": false, "billable": '
                'true, "can_track_time": true, "cid": 66120345, "client_id": 66120345, '
                '"color": "#d94182", "created_at": "2026-01-12T10:05:00+00:00", '
                '"currency": "EUR", "end_date": "2026-04-30", "estimated_hours": 60, '
                '"estimated_seconds": 216000, "fixed_fee": 4800.5, "id": 2030024, '
                '"is_private": false, "is_shared": false, "name": "Harbour tour app", '
                '"permissions": null, "pinned": true, "rate": null, '
                '"rate_last_updated": null, "recurring": false, '
                '"recurring_parameters": null, "server_deleted_at": null, '
                '"start_date": "2026-01-12", "status": "active", "tasks_count": null, '
                '"template": false, "template_id": 2030007, "wid": 421, '
                '"workspace_id": 421}, {"active": false, "actual_hours": null, '
                '"actual_seconds": null, "at": "2025-11-30T08:00:00+00:00", '
                '"auto_estimates": null, "billable": null, "cid": null, "client_id": '
                'null, "color": "#525266", "created_at": "2025-03-02T07:45:12+00:00", '
                '"currency": null, "estimated_hours": null, "estimated_seconds": null, '
                '"fixed_fee": null, "id": 2030018, "is_private": true, "name": "Office '
                'move", "permissions": null, "rate": null, "rate_last_updated": null, '
                '"recurring": false, "recurring_parameters": null, '
                '"server_deleted_at": "2025-11-30T08:00:00+00:00", "start_date": '
                '"2025-03-02", "status": "deleted", "template": null, "template_id": '
                'null, "wid": 421, "workspace_id": 421}]'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="projects.create",
        method="POST",
        path=("/workspaces/", "/projects"),
        parameters=("workspace_id",),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"active": true, "actual_hours": null, "actual_seconds": null, "at": '
                '"2026-02-20T13:37:00+00:00", "auto_estimates": false, "billable": '
                'true, "cid": 66120345, "client_id": 66120345, "color": "#2da608", '
                '"currency": "EUR", "end_date": "2026-12-31", "estimated_hours": 40, '
                '"estimated_seconds": 144000, "fixed_fee": null, "id": 2030130, '
                '"is_private": true, "name": "Harbour newsletter", "permissions": '
                'null, "rate": 85.5, "rate_last_updated": "2026-02-20T13:37:00+00:00", '
                '"recurring": true, "recurring_parameters": [{"custom_period": 3, '
                '"estimated_seconds": 144000, "parameter_end_date": "2026-12-31", '
                '"parameter_start_date": "2026-03-02", "period": "custom", '
                '"project_start_date": "2026-03-02"}], "server_deleted_at": null, '
                '"start_date": "2026-03-02", "template": false, "template_id": '
                '2030007, "wid": 421, "workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="projects.patch_many",
        method="PATCH",
        path=("/workspaces/", "/projects/", ""),
        parameters=("workspace_id", "project_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"failure": [{"id": 2030024, "message": "User does not have access to '
                'this resource."}], "success": [2030012]}'
            ),
        ),
        missing=Answer(
            404,
            "application/json",
            '"Not Found"',
        ),
    ),
    Route(
        id="projects.get",
        method="GET",
        path=("/workspaces/", "/projects/", ""),
        parameters=("workspace_id", "project_id"),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"active": true, "actual_hours": 31, "actual_seconds": 113400, "at": '
                '"2026-02-11T09:24:05+00:00", "auto_estimates": false, "billable": '
                'true, "can_track_time": true, "cid": 66120345, "client_id": 66120345, '
                '"color": "#0b83d9", "created_at": "2026-01-05T08:00:00+00:00", '
                '"currency": "EUR", "current_period": {"end_date": "2026-02-28", '
                '"start_date": "2026-02-01"}, "end_date": "2026-12-31", '
                '"estimated_hours": 40, "estimated_seconds": 144000, "fixed_fee": '
                'null, "id": 2030012, "integration_ext_id": "HARB-7", '
                '"integration_ext_type": "project", "integration_provider": "jira", '
                '"is_private": true, "is_shared": true, "name": "Harbour website", '
                '"permissions": ["edit_project"], "pinned": true, "rate": 85.5, '
                '"rate_last_updated": "2026-01-05T08:00:00+00:00", "recurring": true, '
                '"recurring_parameters": [{"custom_period": null, "estimated_seconds": '
                '144000, "parameter_end_date": null, "parameter_start_date": '
                '"2026-01-01", "period": "monthly", "project_start_date": '
                '"2026-01-01"}], "server_deleted_at": null, "shared_at": '
                '"2026-01-06T07:12:30+00:00", "shared_hash": "6f1c02ab94", '
                '"start_date": "2026-01-01", "status": "active", "tasks_count": 12, '
                '"template": false, "template_id": null, "wid": 421, "workspace_id": '
                "421}"
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
    Route(
        id="projects.update",
        method="PUT",
        path=("/workspaces/", "/projects/", ""),
        parameters=("workspace_id", "project_id"),
        asks=True,
        reads=True,
        needs=True,
        answer=Answer(
            200,
            "application/json",
            (
                '{"active": false, "actual_hours": 31, "actual_seconds": 113400, "at": '
                '"2026-02-20T14:02:19+00:00", "auto_estimates": false, "billable": '
                'true, "cid": 66120345, "client_id": 66120345, "color": "#0b83d9", '
                '"created_at": "2026-01-05T08:00:00+00:00", "currency": "EUR", '
                '"end_date": "2026-12-31", "estimated_hours": 40, "estimated_seconds": '
                '144000, "fixed_fee": 4800.5, "id": 2030012, "is_private": true, '
                '"name": "Harbour website 2026", "permissions": null, "rate": null, '
                '"rate_last_updated": "2026-02-20T14:02:19+00:00", "recurring": false, '
                '"recurring_parameters": null, "server_deleted_at": null, '
                '"start_date": "2026-01-01", "status": "archived", "template": false, '
                '"template_id": null, "wid": 421, "workspace_id": 421}'
            ),
        ),
        missing=Answer(
            403,
            "application/json",
            '"Only admins may create projects in this workspace"',
        ),
    ),
    Route(
        id="projects.delete",
        method="DELETE",
        path=("/workspaces/", "/projects/", ""),
        parameters=("workspace_id", "project_id"),
        asks=True,
        answer=Answer(
            200,
            "application/json",
            "2030012",
        ),
        missing=Answer(
            403,
            "application/json",
            '"User does not have access to this resource."',
        ),
    ),
)

TABLE: Final = Table(
    base_url=BASE_URL,
    routes=_ROUTES,
    collections={
        "workspaces": (
            '{"key": "id", "kinds": {"admin": "boolean", "api_token": "string", "at": '
            '"string", "business_ws": "boolean", "csv_upload": "object", '
            '"default_currency": "string", "default_hourly_rate": "number", '
            '"hide_start_end_times": "boolean", "ical_enabled": "boolean", "ical_url": '
            '"string", "id": "integer", "last_modified": "string", '
            '"limit_public_project_data": "boolean", "logo_url": "string", '
            '"max_data_retention_days": "integer", "name": "string", '
            '"only_admins_may_create_projects": "boolean", '
            '"only_admins_may_create_tags": "boolean", '
            '"only_admins_see_billable_rates": "boolean", '
            '"only_admins_see_team_dashboard": "boolean", "organization_id": '
            '"integer", "permissions": "array", "premium": "boolean", "profile": '
            '"integer", "projects_billable_by_default": "boolean", '
            '"projects_enforce_billable": "boolean", "projects_private_by_default": '
            '"boolean", "rate_last_updated": "string", "reports_collapse": "boolean", '
            '"role": "string", "rounding": "integer", "rounding_minutes": "integer", '
            '"server_deleted_at": "string", "subscription": "object", "suspended_at": '
            '"string", "te_constraints": "object", "working_hours_in_minutes": '
            '"integer"}, "required": ["id", "name", "organization_id"], "first": '
            '{"name": "Harbour Studio", "organization_id": 93}, "changed": ["at", '
            '"last_modified"], "operations": {"workspaces.search": "list", '
            '"workspaces.get": "get", "workspaces.update": "update"}, "answers": '
            '{"workspaces.search": "records", "workspaces.get": "record", '
            '"workspaces.update": "record"}}'
        ),
        "users": (
            '{"key": "id", "where": ["workspace_id"], "kinds": {"email": "string", '
            '"fullname": "string", "id": "integer", "inactive": "boolean", '
            '"is_active": "boolean", "is_admin": "boolean", "role": "string"}, '
            '"operations": {"users.list": "list", "users.update": "update"}, '
            '"answers": {"users.list": "records", "users.update": "example"}}'
        ),
        "alerts": (
            '{"key": "id", "where": ["workspace_id"], "kinds": {"client_id": '
            '"integer", "client_name": "string", "errors": "array", "id": "integer", '
            '"object_type": "integer", "project_color": "string", "project_id": '
            '"integer", "project_name": "string", "receiver_groups": "array", '
            '"receiver_roles": "array", "receiver_users": "array", "receivers": '
            '"integer", "source_kind": "string", "threshold": "integer", '
            '"threshold_type": "string", "thresholds": "array", "wid": "integer"}, '
            '"operations": {"alerts.create": "create", "alerts.delete": "delete"}, '
            '"answers": {"alerts.create": "record", "alerts.delete": "example"}}'
        ),
        "track_reminders": (
            '{"key": "reminder_id", "where": ["workspace_id"], "kinds": {"created_at": '
            '"string", "frequency": "integer", "group_ids": "array", "reminder_id": '
            '"integer", "threshold": "integer", "user_ids": "array", "workspace_id": '
            '"integer"}, "made": ["created_at"], "operations": '
            '{"track_reminders.list": "list", "track_reminders.create": "create", '
            '"track_reminders.update": "update", "track_reminders.delete": "delete"}, '
            '"answers": {"track_reminders.list": "records", "track_reminders.create": '
            '"record", "track_reminders.update": "record", "track_reminders.delete": '
            '"example"}}'
        ),
        "project_users": (
            '{"key": "id", "where": ["workspace_id"], "kinds": {"at": "string", "gid": '
            '"integer", "group_id": "integer", "id": "integer", "labor_cost": '
            '"number", "labor_cost_last_updated": "string", "manager": "boolean", '
            '"project_id": "integer", "rate": "number", "rate_last_updated": "string", '
            '"user_id": "integer", "workspace_id": "integer"}, "changed": ["at"], '
            '"filters": {"project_ids": "project_id", "user_id": "user_id"}, '
            '"several": ["project_ids"], "operations": {"project_users.list": "list", '
            '"project_users.create": "create", "project_users.patch_many": "patch", '
            '"project_users.update": "update", "project_users.delete": "delete"}, '
            '"answers": {"project_users.list": "records", "project_users.create": '
            '"record", "project_users.patch_many": "split", "project_users.update": '
            '"record", "project_users.delete": "example"}, "split": {"done": '
            '"success", "failed": "failure", "key": "id", "text": "message", "said": '
            '"User does not have access to this resource."}}'
        ),
        "projects": (
            '{"key": "id", "where": ["workspace_id"], "kinds": {"active": "boolean", '
            '"actual_hours": "integer", "actual_seconds": "integer", "at": "string", '
            '"auto_estimates": "boolean", "billable": "boolean", "can_track_time": '
            '"boolean", "cid": "integer", "client_id": "integer", "color": "string", '
            '"created_at": "string", "currency": "string", "current_period": "object", '
            '"end_date": "string", "estimated_hours": "integer", "estimated_seconds": '
            '"integer", "fixed_fee": "number", "id": "integer", "integration_ext_id": '
            '"string", "integration_ext_type": "string", "integration_provider": '
            '"string", "is_private": "boolean", "is_shared": "boolean", "name": '
            '"string", "permissions": "array", "pinned": "boolean", "rate": "number", '
            '"rate_last_updated": "string", "recurring": "boolean", '
            '"recurring_parameters": "array", "server_deleted_at": "string", '
            '"shared_at": "string", "shared_hash": "string", "start_date": "string", '
            '"status": "string", "tasks_count": "integer", "template": "boolean", '
            '"template_id": "integer", "wid": "integer", "workspace_id": "integer"}, '
            '"required": ["id", "name", "workspace_id"], "first": {"name": "Harbour '
            'newsletter"}, "made": ["created_at"], "changed": ["at"], "filters": '
            '{"active": "active", "billable": "billable", "client_ids": "client_id", '
            '"statuses": "status", "name": "name"}, "several": ["user_ids", '
            '"client_ids", "group_ids", "statuses"], "operations": {"projects.list": '
            '"list", "projects.create": "create", "projects.patch_many": "patch", '
            '"projects.get": "get", "projects.update": "update", "projects.delete": '
            '"delete"}, "dropped": {"projects.create": ["recurring_parameters"], '
            '"projects.update": ["recurring_parameters"]}, "answers": '
            '{"projects.list": "records", "projects.create": "record", '
            '"projects.patch_many": "split", "projects.get": "record", '
            '"projects.update": "record", "projects.delete": "key"}, "pages": {"page": '
            '"page", "size": "per_page", "first": 1, "default": 151, "maximum": 200}, '
            '"split": {"done": "success", "failed": "failure", "key": "id", "text": '
            '"message", "said": "User does not have access to this resource."}}'
        ),
    },
    quota=("X-Toggl-Quota-Remaining", "X-Toggl-Quota-Resets-In", 402),
)
