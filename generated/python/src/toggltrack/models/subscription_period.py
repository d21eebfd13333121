"""Model of SubscriptionPeriod."""

from __future__ import annotations

from .._model import Model


class SubscriptionPeriod(Model, kw_only=True):
    """A period a subscription covers."""

    created_at: str | None = None
    """Not described by the documentation."""

    finished_on: str | None = None
    """Not described by the documentation."""

    started_on: str | None = None
    """Not described by the documentation."""

    subscription_id: int | None = None
    """Not described by the documentation."""

    subscription_period_id: int | None = None
    """Not described by the documentation."""

    trial: bool | None = None
    """Not described by the documentation."""

    user_count: int | None = None
    """Not described by the documentation."""
