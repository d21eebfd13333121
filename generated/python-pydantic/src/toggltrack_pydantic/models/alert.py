"""Model of Alert."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .alert_error import AlertError


class Alert(Model):
    """A rule that warns receivers when a project reaches a threshold."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("errors",))

    client_id: int | None = None
    """Client of the project."""

    client_name: str | None = None
    """Name of the client."""

    errors: list[AlertError] | None = None
    """What went wrong with the alert."""

    id: int | None = None
    """ID of the alert."""

    object_type: int | None = None
    """What is watched; the numbers are not documented."""

    project_color: str | None = None
    """Color of the project."""

    project_id: int | None = None
    """Project that is watched."""

    project_name: str | None = None
    """Name of the project."""

    receiver_groups: list[int] | None = None
    """Groups that receive the alert."""

    receiver_roles: list[str] | None = None
    """Roles that receive the alert."""

    receiver_users: list[int] | None = None
    """Users who receive the alert."""

    receivers: int | None = None
    """Receivers as a number; what it says of them is not documented."""

    source_kind: str | None = None
    """Kind of what is watched."""

    threshold: int | None = None
    """One threshold; how it relates to `thresholds` is not documented."""

    threshold_type: str | None = None
    """What the thresholds measure."""

    thresholds: list[int] | None = None
    """Values at which the alert is sent."""

    wid: int | None = None
    """Workspace."""
