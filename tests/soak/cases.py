"""What each call of a soak is, what the server does to it, and what may come of it: all told by its number alone.

In: a number. Out: the operation, the fault if there is one, and the outcomes that the design allows. Server and caller
both look here, so that neither has to tell the other.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

IDEMPOTENT: Final = ("get", "list", "update", "delete")
OPERATIONS: Final = (*IDEMPOTENT, "create", "patch_many")
ANSWER: Final = "answer"
SHARE: Final = 0.1
"""How many answers fail."""


@dataclass(frozen=True)
class Rule:
    """What may come of a fault: the errors, and whether the request may be sent again (`once` safe, `always`)."""

    safe: str
    unsafe: str
    again: str = "never"


_BROKEN: Final = Rule("ConnectionFailedError", "OutcomeUnknownError", "safe")
_LATE: Final = Rule("CallTimeoutError", "OutcomeUnknownError")
_UNREADABLE: Final = Rule("UnreadableResponseError", "UnreadableResponseError")


def _status(name: str, again: str = "never") -> Rule:
    return Rule(name, name, again)


FAULTS: Final = {
    "close": _BROKEN,
    "reset": _BROKEN,
    "close_midway": _BROKEN,
    "close_in_head": _BROKEN,
    "long_length": _BROKEN,
    "bad_length": _BROKEN,
    "garbage": _BROKEN,
    "stall": _LATE,
    "stall_body": _LATE,
    "drip_head": _LATE,
    "drip_body": _LATE,
    "short_length": _UNREADABLE,
    "cut_json": _UNREADABLE,
    "no_json": _UNREADABLE,
    "no_text": _UNREADABLE,
    "html": _UNREADABLE,
    "wrong_type": _UNREADABLE,
    "gzip": _UNREADABLE,
    "endless": _UNREADABLE,
    "deviating": Rule(ANSWER, ANSWER),
    "429": _status("RateLimitedError", "always"),
    "429_soon": _status("RateLimitedError", "always"),
    "429_late": _status("RateLimitedError"),
    "408": _status("ApiError", "safe"),
    "500": _status("ServerError"),
    "502": _status("ServerError", "safe"),
    "503": _status("ServerError", "safe"),
    "504_html": _status("ServerError", "safe"),
    "520": _status("ServerError"),
    "402_quota": _status("QuotaExceededError"),
    "402_plan": _status("PlanRequiredError"),
    "402": _status("PaymentRequiredError"),
    "404": _status("NotFoundError"),
    "redirect": _status("ApiError"),
}
"""Every fault, and what the design says of it."""

LATE: Final = frozenset(name for name, rule in FAULTS.items() if rule is _LATE)
_NOT_OF_A_NUMBER: Final = ("short_length", "cut_json", "deviating", "close_midway")
"""What nobody can tell of a body that is a number: half of it is a number, too."""


@dataclass(frozen=True)
class Case:
    """One call."""

    number: int
    operation: str
    fault: str
    lasting: bool
    """Whether the fault comes again when the request does."""

    @property
    def id(self) -> int:
        """Return the project that is spoken of."""
        return self.number * 7 + 1

    @property
    def name(self) -> str:
        """Return what it is called."""
        return f"Project {self.number}"

    def fails(self, attempt: int) -> bool:
        """Say whether the answer to an attempt, counted from 1, fails."""
        return bool(self.fault) and (self.lasting or attempt == 1)

    @property
    def allowed(self) -> frozenset[str]:
        """Return the outcomes that are right."""
        if not self.fault:
            return frozenset({ANSWER})
        rule = FAULTS[self.fault]
        safe = self.operation in IDEMPOTENT
        error = rule.safe if safe else rule.unsafe
        repeated = rule.again == "always" or (rule.again == "safe" and safe)
        # Also where it may be sent again it may not be: the budget of the client may be spent.
        return frozenset({error, ANSWER} if repeated and not self.lasting else {error})


def case_of(number: int) -> Case:
    """Return the call of a number."""
    chance = random.Random(number)
    operation = chance.choice(OPERATIONS)
    fault = chance.choice(tuple(FAULTS)) if chance.random() < SHARE else ""
    if operation == "delete" and fault in _NOT_OF_A_NUMBER:
        operation = "get"
    if operation == "patch_many" and fault == "deviating":
        operation = "list"
    return Case(number, operation, fault, chance.random() < 0.5)
