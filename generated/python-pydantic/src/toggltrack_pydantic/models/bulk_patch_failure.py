"""Model of BulkPatchFailure."""

from __future__ import annotations

from .._model import Model


class BulkPatchFailure(Model):
    """Something that was not patched."""

    id: int | None = None
    """ID of what was not patched."""

    message: str | None = None
    """Reason."""
