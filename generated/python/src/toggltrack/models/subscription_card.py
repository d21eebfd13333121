"""Model of SubscriptionCard."""

from __future__ import annotations

from typing import ClassVar

from .._model import Guarded


class SubscriptionCard(Guarded, kw_only=True):
    """The card a subscription is paid with."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(
        ("card_number", "expiry_date", "holder_name")
    )

    added_at: str | None = None
    """Not described by the documentation."""

    card_number: str | None = None
    """Not described by the documentation."""

    card_type: str | None = None
    """Not described by the documentation."""

    creator_id: int | None = None
    """Not described by the documentation."""

    creator_name: str | None = None
    """Not described by the documentation."""

    expiry_date: str | None = None
    """Not described by the documentation."""

    holder_name: str | None = None
    """Not described by the documentation."""
