"""Model of RateListType."""

from __future__ import annotations

from .._enum import OpenStrEnum


class RateListType(OpenStrEnum):
    """Which rates are listed."""

    BILLABLE_RATES = "billable_rates"

    LABOR_COSTS = "labor_costs"
