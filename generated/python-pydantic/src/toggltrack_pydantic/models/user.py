"""Model of User."""

from __future__ import annotations

from .._model import Model


class User(Model):
    """A user as a workspace sees them."""

    email: str | None = None
    """Address of the user. An e-mail address."""

    fullname: str | None = None
    """Name of the user."""

    id: int | None = None
    """ID of the user, the same in every workspace."""

    inactive: bool | None = None
    """Whether the user is deactivated in the workspace. For the API's own use."""

    is_active: bool | None = None
    """Whether the user has joined the workspace. For the API's own use."""

    is_admin: bool | None = None
    """Whether the user is an admin. Deprecated."""

    role: str | None = None
    """Role of the user."""
