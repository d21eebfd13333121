"""The reasons that the documentation gives for failures."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A documented reason; `ApiError.reason` where the server's text states one."""

    CANNOT_ADD_LABOR_COST = "cannot_add_labor_cost"
    """Operation not supported (add /labor_cost)."""

    CANNOT_ADD_MANAGER = "cannot_add_manager"
    """Operation not supported (add /manager)."""

    CANNOT_ADD_RATE = "cannot_add_rate"
    """Operation not supported (add /rate)."""

    CLIENT_NOT_IN_WORKSPACE = "client_not_in_workspace"
    """Client with the ID {client ID} isn't present in workspace {workspace ID}."""

    INVALID_COLOR = "invalid_color"
    """Error in validating color '{color}'. Project color must be a hex value in the
    form of #[0-9a-f]{6}.
    """

    INVALID_OP = "invalid_op"
    """Invalid op:"""

    INVALID_PATH = "invalid_path"
    """Invalid path."""

    INVALID_PATH_FORMAT = "invalid_path_format"
    """Invalid path format:"""

    INVALID_PROJECT_ID = "invalid_project_id"
    """Invalid project_id."""

    INVALID_USER_ID = "invalid_user_id"
    """Invalid user_id."""

    INVALID_USER_IDS = "invalid_user_ids"
    """Invalid value as user IDs."""

    LABOR_COST_NOT_NUMBER = "labor_cost_not_number"
    """/labor_cost expects an float64 or null."""

    MANAGER_NOT_BOOLEAN = "manager_not_boolean"
    """/manager expects a boolean."""

    MISSING_DATA = "missing_data"
    """Missing data."""

    NO_ACCESS = "no_access"
    """User does not have access to this resource."""

    NO_IDS = "no_ids"
    """PATCH expects at least one ID."""

    NO_PATCHABLE_FIELDS = "no_patchable_fields"
    """No patchable fields defined."""

    ONLY_ADMINS_MAY_CREATE_PROJECTS = "only_admins_may_create_projects"
    """Only admins may create projects in this workspace."""

    OPERATION_NOT_SUPPORTED = "operation_not_supported"
    """Operation not supported ({patch_operation} {patch_path})."""

    PATH_NOT_FOUND = "path_not_found"
    """Path not found:"""

    PROJECT_USER_EXISTS = "project_user_exists"
    """Project user already exists."""

    PROJECT_USER_NOT_FOUND = "project_user_not_found"
    """Project user not found/accessible."""

    RATE_NOT_NUMBER = "rate_not_number"
    """/rate expects an float64 or null."""

    TOO_MANY_ENTRIES = "too_many_entries"
    """PATCH request is limited to %d entries at once."""

    TOO_MANY_PROJECT_IDS = "too_many_project_ids"
    """project_ids cannot exceed 200 elements."""

    WORKSPACE_NOT_FOUND = "workspace_not_found"
    """Workspace not found."""
