"""Conventions: the only places where a judgement leaves the principle.

In: a case. Out: what is said instead. Set theory would call these breaking, or safe, and no reader would agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hexapla.diff.cases import Case, Outcome
from hexapla.diff.words import Class, Effect, Polarity
from hexapla.frozen import frozen


@frozen(kw_only=True)
class Clause:
    """What is said of some rules.

    Attributes:
        rules: the rules.
        wire: what is said of the wire; None for what the principle says.
        sdk: what is said of code; None for what it means on the wire, or what its rule says.
        polarity, effects: of which facts; None for any.
        when: what else must hold.
    """

    rules: tuple[str, ...]
    wire: Class | None = None
    sdk: Class | None = None
    polarity: Polarity | None = None
    effects: tuple[Effect, ...] | None = None
    when: Callable[[Case], bool] | None = None


@frozen(kw_only=True)
class Convention:
    """A convention with its reason."""

    id: str
    name: str
    because: str
    clauses: tuple[Clause, ...]


def _optional(case: Case) -> bool:
    return not case.fact.required


def _error(case: Case) -> bool:
    return case.use.error


def _open(case: Case) -> bool:
    return case.policy.open_enums and case.fact.before is None


def _extensible(case: Case) -> bool:
    return case.fact.extensible and case.fact.before is None


def _baked(case: Case) -> bool:
    return case.policy.baked_defaults


_ADDED: Final = ("schema.property-added", "param.added-optional", "body.added-optional", "header.added")
_REMOVED: Final = ("schema.property-removed", "param.removed")
_GONE: Final[tuple[Effect, ...]] = ("widens", "equal")
"""What removing something does to a set: nothing where it might have been anything, and may still be there."""
_STATUSES: Final = (
    *("response.error-added", "response.error-removed", "response.default-added", "response.default-removed"),
)
_ENUMS: Final = ("schema.enum",)
_DEFAULTS: Final = ("param.default-changed", "schema.default")
_NOTICES: Final = (
    *("operation.deprecated", "operation.undeprecated", "operation.sunset-extended", "operation.stability-raised"),
    *("param.deprecated", "header.deprecated", "schema.deprecated"),
)

CONVENTIONS: Final = (
    Convention(
        id="V1",
        name="unknown keys",
        because="what nobody declared carries no promise, and clients ignore keys they do not know",
        clauses=(Clause(rules=_ADDED, wire="non-breaking", effects=("narrows", "widens"), when=_optional),),
    ),
    Convention(
        id="V2",
        name="optional in what is received, removed",
        because="the attribute disappears from the model",
        clauses=(Clause(rules=_REMOVED, wire="possible", polarity="response", effects=_GONE, when=_optional),),
    ),
    Convention(
        id="V3",
        name="sent, removed",
        because="servers may reject or drop it; the argument disappears",
        clauses=(Clause(rules=(*_REMOVED, "body.removed"), wire="possible", polarity="request", effects=_GONE),),
    ),
    Convention(
        id="V4",
        name="statuses",
        because="a promised outcome that is gone breaks callers; a new one is not handled by old clients",
        clauses=(
            Clause(rules=("response.success-added",), wire="possible", polarity="response"),
            Clause(rules=("response.success-removed",), wire="breaking", polarity="response"),
            Clause(rules=_STATUSES, wire="non-breaking"),
            Clause(rules=("response.status-generalised",), wire="non-breaking", when=_error),
        ),
    ),
    Convention(
        id="V5",
        name="open enums",
        because="clients take values they do not know: ours all do, others were told to (`x-extensible-enum`)",
        clauses=(
            Clause(rules=_ENUMS, wire="non-breaking", polarity="response", effects=("widens",), when=_extensible),
            Clause(rules=_ENUMS, sdk="non-breaking", polarity="response", effects=("widens",), when=_open),
        ),
    ),
    Convention(
        id="V6",
        name="defaults",
        because="what is left out means something else; code is concerned where the default is in its signature",
        clauses=(
            Clause(rules=_DEFAULTS, wire="possible", sdk="breaking", polarity="request", when=_baked),
            Clause(rules=_DEFAULTS, wire="possible", sdk="non-breaking", polarity="request"),
            Clause(rules=_DEFAULTS, wire="docs-only", polarity="response"),
        ),
    ),
    Convention(
        id="V8",
        name="notices",
        because="no value changes, and tools warn, or warn no longer",
        clauses=(Clause(rules=_NOTICES, wire="non-breaking"),),
    ),
)
"""The conventions; V7 (formats) is applied where types are compared, and named by `named`."""


def conventional(case: Case, wire: Class) -> tuple[Outcome | None, tuple[str, ...]]:
    """Return what a convention says where that is something else, and its name."""
    if case.fact.rule == "schema.format" and case.fact.effect != "equal":
        return None, ("V7",)
    for convention in CONVENTIONS:
        for clause in convention.clauses:
            if _is_about(clause, case):
                said = Outcome(clause.wire or wire, clause.sdk or clause.wire or wire)
                return (said, (convention.id,)) if said != Outcome(wire, wire) else (None, ())
    return None, ()


def _is_about(clause: Clause, case: Case) -> bool:
    return (
        case.fact.rule in clause.rules
        and clause.polarity in (None, case.polarity)
        and (clause.effects is None or case.fact.effect in clause.effects)
        and (clause.when is None or clause.when(case))
    )
