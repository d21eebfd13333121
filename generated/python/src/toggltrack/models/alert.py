"""Model of Alert."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._source import At, Source
from .alert_error import AlertError


class Alert(Model, kw_only=True):
    """A rule that warns receivers when a project reaches a threshold."""

    __nested__: ClassVar[frozenset[str]] = frozenset(("errors",))

    client_id: int | None = None
    """Not described by the documentation."""

    client_name: str | None = None
    """Not described by the documentation."""

    errors: list[AlertError] | None = None
    """Not described by the documentation."""

    id: int | None = None
    """ID of the alert."""

    object_type: int | None = None
    """Not described by the documentation."""

    project_color: str | None = None
    """Not described by the documentation."""

    project_id: int | None = None
    """Not described by the documentation."""

    project_name: str | None = None
    """Not described by the documentation."""

    receiver_groups: list[int] | None = None
    """Not described by the documentation."""

    receiver_roles: list[str] | None = None
    """Not described by the documentation."""

    receiver_users: list[int] | None = None
    """Not described by the documentation."""

    receivers: int | None = None
    """Not described by the documentation."""

    source_kind: str | None = None
    """Not described by the documentation."""

    threshold: int | None = None
    """Not described by the documentation."""

    threshold_type: str | None = None
    """Not described by the documentation."""

    thresholds: list[int] | None = None
    """Not described by the documentation."""

    wid: int | None = None
    """ID of the workspace."""

    def __link__(self, source: Source, at: At) -> None:
        """Link this record, and the records in it, to the place they were read."""
        self.__source__ = source
        self.__at__ = at
        if self.errors is not None:
            for index, row in enumerate(self.errors):
                row.__link__(source, ((at, "errors"), index))
