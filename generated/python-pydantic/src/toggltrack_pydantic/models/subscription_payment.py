"""Model of SubscriptionPayment."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp


class SubscriptionPayment(Model):
    """How a subscription is paid."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(("reference",))

    created_at: Timestamp | None = None
    """When the payment details were created."""

    currency: str | None = None
    """Code of the currency, such as EUR."""

    customer_id: int | None = None
    """Customer that pays."""

    payment_type: str | None = None
    """Kind of payment."""

    reference: str | None = None
    """Reference of the payment."""

    user_id: int | None = None
    """Not described by the documentation."""
