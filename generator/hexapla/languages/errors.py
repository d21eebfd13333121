"""The names that errors have in every style, by the status they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ERRORS: Final[Mapping[str, str]] = {
    "400": "BadRequestError",
    "401": "UnauthorizedError",
    "402": "PaymentRequiredError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "410": "GoneError",
    "429": "RateLimitedError",
}
