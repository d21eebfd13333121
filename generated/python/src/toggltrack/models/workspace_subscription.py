"""Model of WorkspaceSubscription."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._source import At, Source
from .._types import Timestamp
from .subscription_card import SubscriptionCard
from .subscription_contact import SubscriptionContact
from .subscription_payment import SubscriptionPayment
from .subscription_period import SubscriptionPeriod


class WorkspaceSubscription(Model, kw_only=True):
    """The subscription of a workspace."""

    __nested__: ClassVar[frozenset[str]] = frozenset(
        ("card_details", "contact_detail", "payment_details", "subscription_period")
    )

    auto_renew: bool | None = None
    """Not described by the documentation."""

    card_details: SubscriptionCard | None = None
    """Not described by the documentation."""

    company_id: int | None = None
    """Not described by the documentation."""

    contact_detail: SubscriptionContact | None = None
    """Not described by the documentation."""

    created_at: Timestamp | None = None
    """Not described by the documentation."""

    currency: str | None = None
    """Not described by the documentation."""

    customer_id: int | None = None
    """Not described by the documentation."""

    deleted_at: Timestamp | None = None
    """Not described by the documentation."""

    last_pricing_plan_id: int | None = None
    """Not described by the documentation."""

    organization_id: int | None = None
    """Not described by the documentation."""

    payment_details: SubscriptionPayment | None = None
    """Not described by the documentation."""

    pricing_plan_id: int | None = None
    """Not described by the documentation."""

    renewal_at: Timestamp | None = None
    """Not described by the documentation."""

    subscription_id: int | None = None
    """Not described by the documentation."""

    subscription_period: SubscriptionPeriod | None = None
    """Not described by the documentation."""

    workspace_id: int | None = None
    """Not described by the documentation."""

    def __link__(self, source: Source, at: At) -> None:
        """Link this record, and the records in it, to the place they were read."""
        self.__source__ = source
        self.__at__ = at
        if self.card_details is not None:
            self.card_details.__link__(source, (at, "card_details"))
        if self.contact_detail is not None:
            self.contact_detail.__link__(source, (at, "contact_detail"))
        if self.payment_details is not None:
            self.payment_details.__link__(source, (at, "payment_details"))
        if self.subscription_period is not None:
            self.subscription_period.__link__(source, (at, "subscription_period"))
