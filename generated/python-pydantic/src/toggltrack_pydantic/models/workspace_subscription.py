"""Model of WorkspaceSubscription."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp
from .subscription_card import SubscriptionCard
from .subscription_contact import SubscriptionContact
from .subscription_payment import SubscriptionPayment
from .subscription_period import SubscriptionPeriod


class WorkspaceSubscription(Model):
    """The subscription of a workspace."""

    __nested__: ClassVar[frozenset[str]] = frozenset(
        ("card_details", "contact_detail", "payment_details", "subscription_period")
    )

    auto_renew: bool | None = None
    """Whether the subscription renews itself."""

    card_details: SubscriptionCard | None = None
    """Card it is paid with."""

    company_id: int | None = None
    """Company that subscribes."""

    contact_detail: SubscriptionContact | None = None
    """Whom it is billed to."""

    created_at: Timestamp | None = None
    """When the subscription was created."""

    currency: str | None = None
    """Code of the currency it is paid in, such as EUR."""

    customer_id: int | None = None
    """Customer that pays."""

    deleted_at: Timestamp | None = None
    """When the subscription was deleted."""

    last_pricing_plan_id: int | None = None
    """Last pricing plan."""

    organization_id: int | None = None
    """Organization that subscribes."""

    payment_details: SubscriptionPayment | None = None
    """How it is paid."""

    pricing_plan_id: int | None = None
    """Pricing plan."""

    renewal_at: Timestamp | None = None
    """When the subscription renews. Documented so; not confirmed."""

    subscription_id: int | None = None
    """ID of the subscription."""

    subscription_period: SubscriptionPeriod | None = None
    """Period it covers."""

    workspace_id: int | None = None
    """Workspace."""
