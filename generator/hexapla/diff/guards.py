"""Guards: who is concerned by an edit at all, and what lowers it.

In: a case and its outcome. Out: the outcome that is left. They are told with every finding that they concern.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hexapla.diff.cases import Case, Outcome
from hexapla.diff.promises import LEVELS
from hexapla.diff.words import CLASSES, Class
from hexapla.frozen import frozen, replace


@frozen(kw_only=True)
class Guard:
    """A guard with its reason.

    Attributes:
        applies: whether a case is one of it.
        lowers: the outcome that is left.
    """

    id: str
    name: str
    because: str
    applies: Callable[[Case], bool]
    lowers: Callable[[Outcome], Outcome]


def _same(outcome: Outcome) -> Outcome:
    return outcome


def _at_most(of: Class, most: Class) -> Class:
    return min(of, most, key=CLASSES.index)


def _possible(outcome: Outcome) -> Outcome:
    return Outcome(_at_most(outcome.wire, "possible"), _at_most(outcome.sdk, "possible"))


def _announced(outcome: Outcome) -> Outcome:
    return replace(outcome, wire=_at_most(outcome.wire, "non-breaking"))


def _off_the_wire(outcome: Outcome) -> Outcome:
    return replace(outcome, wire="none")


def _is_other_side(case: Case) -> bool:
    return case.fact.only not in (None, case.use.polarity)


def _is_announced(case: Case) -> bool:
    said = case.fact.before
    deprecated = case.placed.deprecated or (
        case.placed.fact.rule == "schema.property-removed" and isinstance(said, dict) and said.get("deprecated") is True
    )
    sunset = case.placed.sunset
    return deprecated and (not sunset or (bool(case.policy.today) and case.policy.today >= sunset))


def _is_of_an_error(case: Case) -> bool:
    # Reasons are names in a client: code that compares with one does so because the call failed.
    return case.use.error and not case.fact.rule.startswith("response.reason")


def _is_unstable(case: Case) -> bool:
    level = case.use.level
    return level in LEVELS and LEVELS.index(level) < LEVELS.index(case.policy.stability)


GUARDS: Final = (
    Guard(
        id="G1",
        name="unreached",
        because="no operation uses it",
        applies=lambda case: not case.placed.uses,
        lowers=_off_the_wire,
    ),
    Guard(
        id="G2",
        name="read or write only",
        because="what is only read is not sent, what is only written is not received",
        applies=_is_other_side,
        lowers=lambda outcome: Outcome("none", "none"),
    ),
    Guard(
        id="G3",
        name="flipped",
        because="the server makes the call: callers receive its body and send the answer",
        applies=lambda case: case.use.flipped,
        lowers=_same,
    ),
    Guard(
        id="G4",
        name="chosen by the caller",
        because="callers choose among what there is, so losing one narrows",
        applies=lambda case: case.rule.chosen,
        lowers=_same,
    ),
    Guard(
        id="G5",
        name="error side",
        because="callers read little of an answer that says no",
        applies=_is_of_an_error,
        lowers=_possible,
    ),
    Guard(
        id="G6",
        name="announced",
        because="it was deprecated before it was removed",
        applies=_is_announced,
        lowers=_announced,
    ),
    Guard(
        id="G7",
        name="unstable",
        because="the operation is not promised to stay as it is",
        applies=_is_unstable,
        lowers=_possible,
    ),
)
"""The guards, in the order in which they are applied."""


def guarded(case: Case, outcome: Outcome) -> tuple[Outcome, tuple[str, ...]]:
    """Return the outcome that is left, and the guards that are concerned."""
    names: list[str] = []
    for guard in GUARDS:
        if guard.applies(case):
            outcome = guard.lowers(outcome)
            names.append(guard.id)
    return outcome, tuple(names)
