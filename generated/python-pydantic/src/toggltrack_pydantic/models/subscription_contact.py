"""Model of SubscriptionContact."""

from __future__ import annotations

from typing import ClassVar

from .._model import Model
from .._types import Timestamp


class SubscriptionContact(Model):
    """Whom a subscription is billed to."""

    __sensitive__: ClassVar[frozenset[str]] = frozenset(("vat_number",))

    company_address: str | None = None
    """Address of the company."""

    company_city: str | None = None
    """City of the company."""

    company_name: str | None = None
    """Name of the company."""

    contact_detail_id: int | None = None
    """ID of the contact details."""

    contact_email: str | None = None
    """E-mail address of the contact."""

    contact_person: str | None = None
    """Name of the contact."""

    country_id: int | None = None
    """Country of the company."""

    country_subdivision_id: int | None = None
    """Part of the country, such as a state."""

    created_at: Timestamp | None = None
    """When the contact details were created."""

    customer_id: int | None = None
    """Customer that pays."""

    is_eu_resident: bool | None = None
    """Whether the company is resident in the European Union."""

    updated_at: Timestamp | None = None
    """When the contact details last changed."""

    user_id: int | None = None
    """Not described by the documentation."""

    vat_number: str | None = None
    """VAT number of the company."""

    vat_number_valid: bool | None = None
    """Whether the VAT number was found valid. Deprecated."""

    vat_number_validated_at: Timestamp | None = None
    """When the VAT number was validated. Deprecated. Documented so; not confirmed."""

    zip_code: str | None = None
    """Postal code of the company."""
