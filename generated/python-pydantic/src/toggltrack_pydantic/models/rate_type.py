"""Model of RateType."""

from __future__ import annotations

from .._enum import OpenStrEnum


class RateType(OpenStrEnum):
    """What is set, the price or the cost of an hour."""

    BILLABLE_RATES = "billable_rates"

    LABOR_RATES = "labor_rates"
