"""Model of AlertError."""

from __future__ import annotations

from .._model import Model


class AlertError(Model):
    """Something that went wrong with an alert."""

    code: str | None = None
    """Code of the error."""

    message: str | None = None
    """The error in words."""
