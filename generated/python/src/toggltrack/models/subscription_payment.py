"""Model of SubscriptionPayment."""

from __future__ import annotations

from typing import ClassVar

from .._model import Guarded


class SubscriptionPayment(Guarded, kw_only=True):
    """How a subscription is paid."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(("reference",))

    created_at: str | None = None
    """Not described by the documentation."""

    currency: str | None = None
    """Not described by the documentation."""

    customer_id: int | None = None
    """Not described by the documentation."""

    payment_type: str | None = None
    """Not described by the documentation."""

    reference: str | None = None
    """Not described by the documentation."""

    user_id: int | None = None
    """Not described by the documentation."""
