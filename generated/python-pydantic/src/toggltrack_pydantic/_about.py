"""What this package calls: the server, and the ways to authenticate."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final

from ._choice import choose
from ._credentials import Proof, Security, Way
from ._credentials import basic as _basic
from ._quota import QuotaHeaders
from ._request import Site, checked_url, named_agent

VERSION: Final = "0.1.0"
BASE_URL: Final = "https://api.track.toggl.com/api/v9"
QUOTA: Final = QuotaHeaders("X-Toggl-Quota-Remaining", "X-Toggl-Quota-Resets-In", 402)
SENSITIVE: Final = frozenset[str](
    (
        "api_token",
        "card_number",
        "expiry_date",
        "holder_name",
        "ical_url",
        "invitation_code",
        "invite_url",
        "reference",
        "shared_hash",
        "vat_number",
    )
)
"""Names of members that no log shows."""
_PYTHON: Final = f"{sys.version_info.major}.{sys.version_info.minor}"
_USER_AGENT: Final = f"toggltrack_pydantic/{VERSION} python/{_PYTHON}"


def _way_1(*, api_token: str, **_: str) -> Proof:
    return _basic(api_token, "api_token")


def _way_2(*, email: str, password: str, **_: str) -> Proof:
    return _basic(email, password)


_SECURITY: Final = Security(
    ways=(
        Way("basic", ("api_token",), _way_1),
        Way("basic", ("email", "password"), _way_2),
    ),
    variables={
        "api_token": "TOGGL_API_TOKEN",
    },
    default=(("basic",),),
    alternatives=(("basic",),),
)


def site(
    given: Mapping[str, str | None],
    base_url: str | None,
    user_agent: str | None,
) -> Site:
    """Return where the requests of a client go, and what each of them carries.

    Args:
        given: Every credential of the constructor; None where it was not given.
        base_url: Another address than the documented one.
        user_agent: What the caller's program calls itself, behind the package's name.

    Raises:
        CredentialsError: Credentials are missing, incomplete or contradictory.
        ValueError: The address makes no sense.
    """
    return Site(
        base_url=checked_url(base_url or BASE_URL),
        user_agent=named_agent(_USER_AGENT, user_agent),
        credentials=choose(_SECURITY, given, os.environ),
        moved=bool(base_url),
    )
