"""The models of toggltrack_pydantic; each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .alert import Alert as Alert
    from .alert_error import AlertError as AlertError
    from .bulk_patch_failure import BulkPatchFailure as BulkPatchFailure
    from .bulk_patch_result import BulkPatchResult as BulkPatchResult
    from .csv_upload import CsvUpload as CsvUpload
    from .project import Project as Project
    from .project_period import ProjectPeriod as ProjectPeriod
    from .project_recurrence import ProjectRecurrence as ProjectRecurrence
    from .project_recurrence_input import (
        ProjectRecurrenceInput as ProjectRecurrenceInput,
    )
    from .project_status import ProjectStatus as ProjectStatus
    from .project_user import ProjectUser as ProjectUser
    from .rate import Rate as Rate
    from .rate_change_mode import RateChangeMode as RateChangeMode
    from .rate_level import RateLevel as RateLevel
    from .rate_list_level import RateListLevel as RateListLevel
    from .rate_list_type import RateListType as RateListType
    from .rate_type import RateType as RateType
    from .reminder_frequency import ReminderFrequency as ReminderFrequency
    from .rounding import Rounding as Rounding
    from .subscription_card import SubscriptionCard as SubscriptionCard
    from .subscription_contact import SubscriptionContact as SubscriptionContact
    from .subscription_payment import SubscriptionPayment as SubscriptionPayment
    from .subscription_period import SubscriptionPeriod as SubscriptionPeriod
    from .time_entry_constraints import TimeEntryConstraints as TimeEntryConstraints
    from .time_entry_deletion_mode import TimeEntryDeletionMode as TimeEntryDeletionMode
    from .track_reminder import TrackReminder as TrackReminder
    from .user import User as User
    from .workspace import Workspace as Workspace
    from .workspace_admin import WorkspaceAdmin as WorkspaceAdmin
    from .workspace_membership import WorkspaceMembership as WorkspaceMembership
    from .workspace_membership_group import (
        WorkspaceMembershipGroup as WorkspaceMembershipGroup,
    )
    from .workspace_statistics import WorkspaceStatistics as WorkspaceStatistics
    from .workspace_subscription import WorkspaceSubscription as WorkspaceSubscription
    from .workspace_user import WorkspaceUser as WorkspaceUser
else:
    from .._lazy import lazy

    __getattr__, __dir__, __all__ = lazy(
        __name__,
        {
            "Alert": "alert",
            "AlertError": "alert_error",
            "BulkPatchFailure": "bulk_patch_failure",
            "BulkPatchResult": "bulk_patch_result",
            "CsvUpload": "csv_upload",
            "Project": "project",
            "ProjectPeriod": "project_period",
            "ProjectRecurrence": "project_recurrence",
            "ProjectRecurrenceInput": "project_recurrence_input",
            "ProjectStatus": "project_status",
            "ProjectUser": "project_user",
            "Rate": "rate",
            "RateChangeMode": "rate_change_mode",
            "RateLevel": "rate_level",
            "RateListLevel": "rate_list_level",
            "RateListType": "rate_list_type",
            "RateType": "rate_type",
            "ReminderFrequency": "reminder_frequency",
            "Rounding": "rounding",
            "SubscriptionCard": "subscription_card",
            "SubscriptionContact": "subscription_contact",
            "SubscriptionPayment": "subscription_payment",
            "SubscriptionPeriod": "subscription_period",
            "TimeEntryConstraints": "time_entry_constraints",
            "TimeEntryDeletionMode": "time_entry_deletion_mode",
            "TrackReminder": "track_reminder",
            "User": "user",
            "Workspace": "workspace",
            "WorkspaceAdmin": "workspace_admin",
            "WorkspaceMembership": "workspace_membership",
            "WorkspaceMembershipGroup": "workspace_membership_group",
            "WorkspaceStatistics": "workspace_statistics",
            "WorkspaceSubscription": "workspace_subscription",
            "WorkspaceUser": "workspace_user",
        },
    )
