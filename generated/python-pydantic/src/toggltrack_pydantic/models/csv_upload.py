"""Model of CsvUpload."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class CsvUpload(Model):
    """A CSV upload into a workspace."""

    at: Timestamp | None = None
    """When the file was uploaded."""

    log_id: int | None = None
    """Log of the upload."""
