"""Model of SubscriptionContact."""

from __future__ import annotations

from typing import ClassVar

from .._model import Guarded


class SubscriptionContact(Guarded, kw_only=True):
    """Whom a subscription is billed to."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(
        ("company_address", "contact_email", "contact_person", "vat_number")
    )

    company_address: str | None = None
    """Not described by the documentation."""

    company_city: str | None = None
    """Not described by the documentation."""

    company_name: str | None = None
    """Not described by the documentation."""

    contact_detail_id: int | None = None
    """Not described by the documentation."""

    contact_email: str | None = None
    """Not described by the documentation."""

    contact_person: str | None = None
    """Not described by the documentation."""

    country_id: int | None = None
    """Not described by the documentation."""

    country_subdivision_id: int | None = None
    """Not described by the documentation."""

    created_at: str | None = None
    """Not described by the documentation."""

    customer_id: int | None = None
    """Not described by the documentation."""

    is_eu_resident: bool | None = None
    """Not described by the documentation."""

    updated_at: str | None = None
    """Not described by the documentation."""

    user_id: int | None = None
    """Not described by the documentation."""

    vat_number: str | None = None
    """Not described by the documentation."""

    vat_number_valid: bool | None = None
    """Deprecated."""

    vat_number_validated_at: str | None = None
    """Deprecated."""

    zip_code: str | None = None
    """Not described by the documentation."""
