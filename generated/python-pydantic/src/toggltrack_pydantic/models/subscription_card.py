"""Model of SubscriptionCard."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp


class SubscriptionCard(Model):
    """The card a subscription is paid with."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(
        ("card_number", "expiry_date", "holder_name")
    )

    added_at: Timestamp | None = None
    """When the card was added. Documented so; not confirmed."""

    card_number: str | None = None
    """Number of the card."""

    card_type: str | None = None
    """Kind of card."""

    creator_id: int | None = None
    """User who added the card."""

    creator_name: str | None = None
    """Name of the user who added the card."""

    expiry_date: str | None = None
    """When the card expires; the form is not documented."""

    holder_name: str | None = None
    """Name on the card."""
