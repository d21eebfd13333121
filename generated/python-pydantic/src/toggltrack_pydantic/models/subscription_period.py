"""Model of SubscriptionPeriod."""

from __future__ import annotations

from .._model import Model
from .._types import Timestamp


class SubscriptionPeriod(Model):
    """A period a subscription covers."""

    created_at: Timestamp | None = None
    """When the period was created."""

    finished_on: str | None = None
    """When the period ends."""

    started_on: str | None = None
    """When the period starts."""

    subscription_id: int | None = None
    """Subscription."""

    subscription_period_id: int | None = None
    """ID of the period."""

    trial: bool | None = None
    """Whether the period is a trial."""

    user_count: int | None = None
    """Number of users."""
