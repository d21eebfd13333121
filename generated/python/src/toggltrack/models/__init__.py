"""The models of toggltrack; each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .bulk_patch_failure import BulkPatchFailure as BulkPatchFailure
    from .bulk_patch_result import BulkPatchResult as BulkPatchResult
    from .project import Project as Project
    from .project_period import ProjectPeriod as ProjectPeriod
    from .project_recurrence import ProjectRecurrence as ProjectRecurrence
    from .project_recurrence_input import (
        ProjectRecurrenceInput as ProjectRecurrenceInput,
    )
    from .project_status import ProjectStatus as ProjectStatus
    from .project_user import ProjectUser as ProjectUser
    from .rate_change_mode import RateChangeMode as RateChangeMode
    from .time_entry_deletion_mode import TimeEntryDeletionMode as TimeEntryDeletionMode
else:
    _HOMES: Final = {
        "BulkPatchFailure": ".bulk_patch_failure",
        "BulkPatchResult": ".bulk_patch_result",
        "Project": ".project",
        "ProjectPeriod": ".project_period",
        "ProjectRecurrence": ".project_recurrence",
        "ProjectRecurrenceInput": ".project_recurrence_input",
        "ProjectStatus": ".project_status",
        "ProjectUser": ".project_user",
        "RateChangeMode": ".rate_change_mode",
        "TimeEntryDeletionMode": ".time_entry_deletion_mode",
    }
    __all__ = sorted(_HOMES)

    def __getattr__(name: str) -> object:
        """Load the model that is asked for, and keep it."""
        from importlib import import_module

        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(_HOMES[name], __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """List the models."""
        return [*globals(), *__all__]
