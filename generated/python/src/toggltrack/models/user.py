"""Model of User."""

from __future__ import annotations

from .._model import Model


class User(Model, kw_only=True):
    """A user as a workspace sees them."""

    email: str | None = None
    """E-mail address. An e-mail address."""

    fullname: str | None = None
    """Name."""

    id: int | None = None
    """ID of the user in all of Toggl."""

    inactive: bool | None = None
    """For the API's own use."""

    is_active: bool | None = None
    """For the API's own use."""

    is_admin: bool | None = None
    """Whether the user is an admin. Deprecated."""

    role: str | None = None
    """Role."""
