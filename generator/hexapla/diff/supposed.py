"""What a rule says of edits that nobody made: a fact of it for each effect, each polarity and each circumstance.

In: a rule. Out: outcomes, each judged by what judges a review, so that an explanation cannot say anything else.
"""

from __future__ import annotations

from typing import Final

from hexapla.diff.cases import Outcome, Policy, case_of
from hexapla.diff.judge import at_use
from hexapla.diff.ledger import Placed, Use
from hexapla.diff.rules import Rule
from hexapla.diff.words import Effect, Fact, Polarity
from hexapla.frozen import frozen
from hexapla.model import JSON


@frozen(kw_only=True)
class Supposed:
    """What holds of an edit besides its effect and who sends: in the plainest case nothing but `required`.

    Attributes:
        required: whether what it is about must be there.
        extensible: whether callers were told to expect more values.
        error: whether it stands in the answer to a call that failed.
        flipped: whether the server makes the call.
        level: the stability that is promised.
        other: whether it stands where only the other side writes.
        unreached: whether no operation uses it.
        deprecated: whether what is gone had been deprecated.
        holds: whether code calls it what it called it before.
        baked: whether defaults are written into signatures.
    """

    required: bool = True
    extensible: bool = False
    error: bool = False
    flipped: bool = False
    level: str = ""
    other: bool = False
    unreached: bool = False
    deprecated: bool = False
    holds: bool = False
    baked: bool = False


PLAIN: Final = Supposed()

_ANYWHERE: Final = ("schema.", "docs.")
_ANSWERS: Final = ("response.", "header.", *_ANYWHERE)
_OPERATIONS: Final = (
    *("operation.id", "operation.tag", "operation.deprecated", "operation.undeprecated", "operation.sunset"),
    *("operation.stability", "operation.pag"),
)
_FLIPPED: Final = (*_OPERATIONS, "param.", "body.", "security.", *_ANSWERS)
_STANDING: Final = ("path.", "operation.removed", "operation.added", "scheme.", "server.")
_CALLS: Final = (*_STANDING, "sdk.name-changed", *_FLIPPED)
_HOOKS: Final = ("webhook.", "callback.")
_OPTIONAL: Final = ("schema.property-", "param.removed", "header.added", "schema.read-write-only")
_REMOVED: Final = (
    *("path.removed", "operation.removed", "webhook.removed", "callback.removed"),
    *("param.removed", "header.removed", "schema.property-removed"),
)

CIRCUMSTANCES: Final[tuple[tuple[str, Supposed, tuple[str, ...]], ...]] = (
    ("it is optional", Supposed(required=False), _OPTIONAL),
    ("the enumeration is marked `x-extensible-enum`", Supposed(extensible=True), ("schema.enum",)),
    ("code calls it what it called it before", Supposed(holds=True), _CALLS),
    ("defaults are written into signatures", Supposed(baked=True), ("param.default-changed", "schema.default")),
    ("no operation uses it", Supposed(unreached=True), ("schema.", "scheme.")),
    ("only the other side writes the property", Supposed(other=True), ("schema.",)),
    ("it is of a webhook or a callback", Supposed(flipped=True), (*_FLIPPED, *_HOOKS)),
    ("it is of an error, 4xx, 5xx or `default`", Supposed(error=True), _ANSWERS),
    ("it had been deprecated", Supposed(deprecated=True), _REMOVED),
    ("`x-stability-level` is draft or alpha", Supposed(level="alpha"), (*_CALLS, *_HOOKS)),
)
"""What may hold, in words, and the beginnings of the rules that it may hold of."""


@frozen(kw_only=True)
class Edit:
    """An edit that a rule is about: what people call it, its effect, and what was and is."""

    says: str
    effect: Effect
    before: JSON
    after: JSON


@frozen(kw_only=True)
class Judgement:
    """What an edit means, and the guards and conventions that had a say."""

    outcome: Outcome
    names: tuple[str, ...]


def edits(rule: Rule) -> tuple[Edit, ...]:
    """Return the edits that a rule is about: one for each effect."""
    if rule.id == "schema.read-write-only":
        # Its effect follows from the side: the property is gone there, or new.
        marks = ("readOnly", "writeOnly")
        gained = (Edit(says=f"now {mark}", effect="equal", before=None, after=mark) for mark in marks)
        lost = (Edit(says=f"no longer {mark}", effect="equal", before=mark, after=None) for mark in marks)
        return (*gained, *lost)
    return tuple(
        Edit(
            says=effect,
            effect=effect,
            before=None if effect == "widens" else "before",
            after=None if effect == "narrows" else "after",
        )
        for effect in rule.effects
    )


def supposed(rule: Rule, edit: Edit, polarity: Polarity, of: Supposed = PLAIN) -> Judgement:
    """Return what an edit means."""
    there: Polarity = "response" if polarity == "request" else "request"
    fact = Fact(
        rule=rule.id,
        effect=edit.effect,
        node="#",
        before=edit.before,
        after=edit.after,
        old=None,
        new=None,
        key="",
        only=there if of.other else None,
        required=of.required and not rule.id.endswith("-optional"),
        extensible=of.extensible,
    )
    is_flipped = of.flipped or rule.id.startswith(_HOOKS)
    use = Use(operation="GET /", polarity=polarity, error=of.error, flipped=is_flipped, level=of.level)
    uses = () if of.unreached else (use,)
    placed = Placed(fact=fact, uses=uses, holds=of.holds, deprecated=of.deprecated)
    # Every client that is generated takes values that its enumerations do not list.
    outcome, guards, conventions = at_use(case_of(placed, use, Policy(baked_defaults=of.baked)))
    return Judgement(outcome=outcome, names=(*guards, *conventions))


def circumstances(rule: Rule) -> tuple[tuple[str, Supposed], ...]:
    """Return what else may hold of an edit that a rule is about, in words."""
    is_hook = rule.id.startswith(_HOOKS)
    return tuple(
        (says, of)
        for says, of, starts in CIRCUMSTANCES
        if rule.id.startswith(starts) and not (of.flipped and is_hook) and not (of.holds and rule.holds is None)
    )


def polarities(rule: Rule) -> tuple[Polarity, ...]:
    """Return who may write what a rule is about: callers alone, where they choose, or where nobody else makes calls."""
    return ("request",) if rule.chosen or rule.id.startswith(_STANDING) else ("request", "response")


def home(rule: Rule) -> Polarity:
    """Return who writes what a rule is mostly about; of schemas, callers are asked first."""
    return "response" if rule.id.startswith(("response.", "header.")) else "request"
