"""Vectors as records: what a client is asked to do, what the server expects and answers, what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from hexapla.finding import Location

from tests.client.spec import JSON

CATEGORIES: Final = (
    *("path_escaping", "query_arrays", "absent_null_empty", "big_integers", "number_spelling", "dates"),
    *("empty_bodies", "unknown_news", "wrong_types", "error_bodies", "statuses", "payment", "retry_after"),
    *("broken_json", "encodings", "secrets"),
)
"""What the suite must hold five vectors of at least; the name of a file under `vectors/`."""

OTHER_FILES: Final = ("requests", "documented", "retries", "timeouts", "quota", "pages", "options", "patch")
"""Files of vectors that no number is asked of."""

ERRORS: Final = (
    *("api", "bad_request", "unauthorized", "payment_required", "plan_required", "quota_exceeded", "forbidden"),
    *("not_found", "conflict", "gone", "rate_limited", "server", "connection_failed", "call_timeout"),
    *("outcome_unknown", "unreadable_response", "deviation", "credentials", "client_closed", "invalid_argument"),
)
"""Names of errors that a vector may expect; a driver answers `other` for anything else, which is always a failure."""

FAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "close": (),
    "reset": (),
    "close_midway": (),
    "stall": (),
    "stall_body": (),
    "drip_head": ("seconds",),
    "drip_body": ("seconds",),
    "long_length": (),
    "short_length": (),
    "bad_length": ("text",),
    "gzip": (),
    "redirect": ("location",),
    "endless": (),
    "garbage": (),
    "refused": (),
}
"""Faults by name, with the settings that each takes."""

NO_REPLY: Final = frozenset({"close", "reset", "stall", "garbage", "refused"})
"""Faults that send nothing of a reply."""

RAW: Final = "request"
"""The operation that stands for the raw call."""

SAME: Final = "same"


class LeftOut:
    """What a vector does not say."""

    def __repr__(self) -> str:
        return "LEFT_OUT"


LEFT_OUT: Final = LeftOut()


@dataclass(frozen=True)
class Wanted:
    """The request that must come: what is LEFT_OUT is not compared; a header that is None must be absent.

    A generated case gives the JSON of the body as `value`, of which numbers are compared by value.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str | None]
    body: str | LeftOut | None
    value: JSON | LeftOut = LEFT_OUT


@dataclass(frozen=True)
class Reply:
    """What the server answers; a header that is None is not sent, although it would be."""

    status: int = 200
    headers: tuple[tuple[str, str | None], ...] = ()
    body: bytes = b""


@dataclass(frozen=True)
class Fault:
    """How the server fails instead."""

    name: str
    settings: Mapping[str, JSON]


@dataclass(frozen=True)
class Exchange:
    """One request and what it is answered; `reply` is None where the vector gives none."""

    request: Wanted | None
    reply: Reply | None
    fault: Fault | None


@dataclass(frozen=True)
class Expect:
    """What must come of the call. What is LEFT_OUT is not compared.

    Attributes:
        dump: `same`, a JSON text, or None for no value; counts where `error` is empty.
        value: what the typed attributes read, by JSON pointer.
        deviations, news: members that must be equal, one mapping for each.
        error: the neutral name; the fields behind it are those of an error, `retry_after` included.
        message_has, message_lacks: texts. What must be lacking is looked for in everything that is printed anywhere.
    """

    dump: str | None = None
    value: Mapping[str, JSON] | LeftOut = LEFT_OUT
    deviations: tuple[Mapping[str, JSON], ...] = ()
    news: tuple[Mapping[str, JSON], ...] = ()
    attempts: int | LeftOut = LEFT_OUT
    waits: tuple[float, ...] | LeftOut = LEFT_OUT
    quota: Mapping[str, JSON] | LeftOut | None = LEFT_OUT
    error: str = ""
    status: int | LeftOut | None = LEFT_OUT
    reason: str | LeftOut | None = LEFT_OUT
    reason_values: Mapping[str, JSON] | LeftOut = LEFT_OUT
    body: str | LeftOut | None = LEFT_OUT
    retry_after: float | LeftOut | None = LEFT_OUT
    message_has: tuple[str, ...] = ()
    message_lacks: tuple[str, ...] = ()


Mode: TypeAlias = Literal["sync", "async"]
MODES: Final[tuple[Mode, ...]] = ("sync", "async")


@dataclass(frozen=True)
class Vector:
    """One case. `category` is the name of its file; `where` its place there."""

    id: str
    category: str
    where: Location
    documentation: str
    operation: str
    arguments: Mapping[str, JSON]
    options: Mapping[str, JSON]
    client: Mapping[str, JSON]
    pages: int | None
    exchanges: tuple[Exchange, ...]
    expect: Expect

    @property
    def is_refused(self) -> bool:
        """Say whether nobody listens where the call is sent."""
        return any(one.fault is not None and one.fault.name == "refused" for one in self.exchanges)
