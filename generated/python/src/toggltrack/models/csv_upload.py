"""Model of CsvUpload."""

from __future__ import annotations

from .._model import Model


class CsvUpload(Model, kw_only=True):
    """A CSV upload into a workspace."""

    at: str | None = None
    """Not described by the documentation."""

    log_id: int | None = None
    """Not described by the documentation."""
