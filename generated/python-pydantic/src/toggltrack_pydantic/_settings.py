"""How a client behaves, as its constructor was told."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from ._clock import Clock, RealClock
from ._deviations import OnDeviation
from ._limited import MAX_BODY
from ._quota import OnQuota, QuotaHeaders

M = TypeVar("M")


class Settings(msgspec.Struct, Generic[M], frozen=True, kw_only=True):
    """What is the same for every call of a client, where its options say nothing else.

    Attributes:
        timeout: Seconds that a call may take.
        retries: How often a call may be tried again.
        on_deviation: What becomes of a response that is not as documented.
        on_quota: What becomes of a call beyond the quota.
        middleware: What stands around every request; the first is outermost.
        max_body: Bytes of a response that may be in memory at once.
        log_bodies: Whether bodies are logged.
        proxy: Where requests go through; None as the environment says, empty for none.
        clock: Time and chance; None for those of the machine.
        quota: Where responses tell of a quota.
        sensitive: Names of members that are never logged.
    """

    timeout: float = 60.0
    retries: int = 2
    on_deviation: OnDeviation = "warn"
    on_quota: OnQuota = "raise"
    middleware: tuple[M, ...] = ()
    max_body: int = MAX_BODY
    log_bodies: bool = False
    proxy: str | None = None
    clock: Clock | None = None
    quota: QuotaHeaders | None = None
    sensitive: frozenset[str] = frozenset()

    @property
    def time(self) -> Clock:
        """The clock of the client."""
        return self.clock or RealClock()
