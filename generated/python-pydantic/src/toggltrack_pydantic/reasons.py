"""The reasons that the documentation gives for failures."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A documented reason; `ApiError.reason` where the server's text states one."""

    ADMIN_FLAGS_WITH_ROLE_ID = "admin_flags_with_role_id"
    """Cannot use both admin flags and role_id."""

    ALERT_NOT_ACCESSIBLE = "alert_not_accessible"
    """Alert not found or not accessible."""

    ALERT_TYPE_OUT_OF_RANGE = "alert_type_out_of_range"
    """alert type out of range."""

    BILLABLE_RATES_REQUIRE_STARTER = "billable_rates_require_starter"
    """Billable rates are available for Starter and higher plans."""

    BLANK_PROJECT = "blank_project"
    """project can't be blank."""

    BLANK_RECEIVERS = "blank_receivers"
    """receivers can't be blank."""

    BLANK_SOURCE_KIND = "blank_source_kind"
    """source kind can't be blank."""

    BLANK_THRESHOLD_TYPE = "blank_threshold_type"
    """threshold type can't be blank."""

    BLANK_THRESHOLDS = "blank_thresholds"
    """thresholds can't be blank."""

    BLANK_WORKSPACE_NAME = "blank_workspace_name"
    """workspace name must contain non-space characters."""

    CANNOT_ADD_LABOR_COST = "cannot_add_labor_cost"
    """Operation not supported (add /labor_cost)."""

    CANNOT_ADD_MANAGER = "cannot_add_manager"
    """Operation not supported (add /manager)."""

    CANNOT_ADD_RATE = "cannot_add_rate"
    """Operation not supported (add /rate)."""

    CLIENT_NOT_IN_WORKSPACE = "client_not_in_workspace"
    """Client with the ID {client ID} isn't present in workspace {workspace ID}."""

    CUSTOM_COLOR_REQUIRES_PREMIUM = "custom_color_requires_premium"
    """Custom project colors available only for premium plans."""

    DEFAULT_CURRENCY_REQUIRES_PREMIUM = "default_currency_requires_premium"
    """Must be a premium user to use default_currency."""

    DEFAULT_HOURLY_RATE_REQUIRES_PREMIUM = "default_hourly_rate_requires_premium"
    """Must be a premium user to use default_hourly_rate."""

    DUPLICATE_WORKSPACE_USER_IDS = "duplicate_workspace_user_ids"
    """Workspace user IDs must be unique"."""

    INVALID_ALERT_ID = "invalid_alert_id"
    """invalid 'alert_id' passed in URL."""

    INVALID_COLOR = "invalid_color"
    """Error in validating color '{color}'. Project color must be a hex value in the
    form of #[0-9a-f]{6}.
    """

    INVALID_ENTITY_ID = "invalid_entity_id"
    """Invalid entity ID."""

    INVALID_JSON = "invalid_json"
    """JSON is not valid."""

    INVALID_LEVEL = "invalid_level"
    """Invalid level: it should be workspace, workspace_user, project or
    project_user.
    """

    INVALID_OP = "invalid_op"
    """Invalid op:"""

    INVALID_PATH = "invalid_path"
    """Invalid path."""

    INVALID_PATH_FORMAT = "invalid_path_format"
    """Invalid path format:"""

    INVALID_PROJECT_ID = "invalid_project_id"
    """Invalid project_id."""

    INVALID_ROLE_ID = "invalid_role_id"
    """Invalid role_id."""

    INVALID_USER_ID = "invalid_user_id"
    """Invalid user_id."""

    INVALID_USER_IDS = "invalid_user_ids"
    """Invalid value as user IDs."""

    INVALID_WORKING_HOURS = "invalid_working_hours"
    """Working hours must be positive or null."""

    INVALID_WORKSPACE_ID = "invalid_workspace_id"
    """invalid workspace ID. / Invalid workspace ID."""

    INVALID_WORKSPACE_USER_IDS = "invalid_workspace_user_ids"
    """Wrong workspace user IDs."""

    LABOR_COST_NOT_NUMBER = "labor_cost_not_number"
    """/labor_cost expects an float64 or null."""

    MANAGER_NOT_BOOLEAN = "manager_not_boolean"
    """/manager expects a boolean."""

    MISSING_DATA = "missing_data"
    """Missing data."""

    MISSING_IDS = "missing_ids"
    """PATCH expects at least one ID."""

    MISSING_PAYLOAD = "missing_payload"
    """Request payload must be informed."""

    MISSING_SEARCH_TERM = "missing_search_term"
    """No search term."""

    MISSING_WORKSPACE_NAME = "missing_workspace_name"
    """workspace name must not be nil."""

    MISSING_WORKSPACE_USER_IDS = "missing_workspace_user_ids"
    """At least one workspace user ID must be supplied."""

    MULTIPLE_WORKSPACES_DISABLED = "multiple_workspaces_disabled"
    """Multiple workspaces are not enabled in this organization."""

    NO_ACCESS = "no_access"
    """User does not have access to this resource."""

    NO_ACCESS_TO_BILLABLE_RATES = "no_access_to_billable_rates"
    """User cannot access billable rate(s)."""

    NO_PATCHABLE_FIELDS = "no_patchable_fields"
    """No patchable fields defined."""

    ONLY_ADMINS_MAY_CREATE_PROJECTS = "only_admins_may_create_projects"
    """Only admins may create projects in this workspace."""

    OPERATION_NOT_SUPPORTED = "operation_not_supported"
    """Operation not supported ({patch_operation} {patch_path})."""

    ORGANIZATION_NOT_ACCESSIBLE = "organization_not_accessible"
    """Organization not found/accessible."""

    ORGANIZATION_OWNER_NOT_FOUND = "organization_owner_not_found"
    """organization owner not found."""

    ORGANIZATION_WORKSPACE_LIMIT = "organization_workspace_limit"
    """Organization {name} can have a maximum of {amount} workspaces."""

    PATH_NOT_FOUND = "path_not_found"
    """Path not found:"""

    PROJECT_NOT_SUPPORTED = "project_not_supported"
    """project not supported for this source kind."""

    PROJECT_USER_EXISTS = "project_user_exists"
    """Project user already exists."""

    PROJECT_USER_NOT_ACCESSIBLE = "project_user_not_accessible"
    """Project user not found/accessible."""

    PROJECTS_BILLABLE_BY_DEFAULT_REQUIRES_PREMIUM = (
        "projects_billable_by_default_requires_premium"
    )
    """Must be a premium user to use projects_billable_by_default."""

    RATE_NOT_NUMBER = "rate_not_number"
    """/rate expects an float64 or null."""

    RECEIVER_ROLE_OUT_OF_RANGE = "receiver_role_out_of_range"
    """receiver role out of range."""

    RECEIVER_TYPE_OUT_OF_RANGE = "receiver_type_out_of_range"
    """receiver type out of range."""

    RESOURCE_NOT_FOUND = "resource_not_found"
    """Resource can not be found."""

    ROUNDING_MINUTES_REQUIRES_PREMIUM = "rounding_minutes_requires_premium"
    """Must be a premium user to use rounding_minutes."""

    ROUNDING_REQUIRES_PREMIUM = "rounding_requires_premium"
    """Must be a premium user to use rounding."""

    SOURCE_KIND_OUT_OF_RANGE = "source_kind_out_of_range"
    """source kind out of range."""

    TAG_RESTRICTION_REQUIRES_PREMIUM = "tag_restriction_requires_premium"
    """restricting tag management to administrators requires a premium subscription."""

    TASK_NOT_IN_WORKSPACE = "task_not_in_workspace"
    """Task not found in workspace."""

    THRESHOLD_OUT_OF_RANGE = "threshold_out_of_range"
    """threshold out of range."""

    THRESHOLD_TYPE_OUT_OF_RANGE = "threshold_type_out_of_range"
    """threshold type out of range."""

    TOO_MANY_ENTRIES = "too_many_entries"
    """PATCH request is limited to %d entries at once."""

    TOO_MANY_PROJECT_IDS = "too_many_project_ids"
    """project_ids cannot exceed 200 elements."""

    USER_NOT_FOUND = "user_not_found"
    """User with id {id} does not exist. / User not found."""

    USER_NOT_IN_ORGANIZATION = "user_not_in_organization"
    """User does not exist in the organization."""

    USER_NOT_IN_WORKSPACE = "user_not_in_workspace"
    """User {userID} not exists in the workspace. / User does not exist in the
    workspace. / User not found in workspace.
    """

    USER_WORKSPACE_LIMIT = "user_workspace_limit"
    """user can have a maximum of 100 workspaces."""

    WORKSPACE_NAME_TAKEN = "workspace_name_taken"
    """another workspace with same name exists in organization."""

    WORKSPACE_NAME_TOO_LONG = "workspace_name_too_long"
    """workspace name must not be longer than 140."""

    WORKSPACE_NOT_ACCESSIBLE = "workspace_not_accessible"
    """Workspace not found/accessible."""

    WORKSPACE_NOT_FOUND = "workspace_not_found"
    """Workspace not found."""

    WORKSPACE_USER_NOT_ACCESSIBLE = "workspace_user_not_accessible"
    """Workspace user not found/accessible by user. / Workspace user is not found or
    accessible.
    """
