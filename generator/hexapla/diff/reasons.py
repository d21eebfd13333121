"""Why a finding means what it means, whom it reaches, what of generated code it moves, and a value that shows it.

In: judged findings, symbols. Out: sentences. The principle comes first, then the guards and conventions that had a
say, each with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from hexapla.diff.changes import Accepted
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS
from hexapla.diff.judge import Judged
from hexapla.diff.ledger import Use
from hexapla.diff.phrases import clean, code, data, either, short
from hexapla.diff.rules import RULES
from hexapla.diff.subjects import about
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import Effect

SENTENCE: Final = 200
"""Characters that are shown of what somebody wrote for people."""

NAMED: Final = 2
"""Operations of a group that are named; the rest are counted."""

_VERBS: Final = (("request", "send"), ("response", "receive"))

_REASONS: Final = {
    **{one.id: f"{one.name}: {one.because}" for one in GUARDS},
    **{one.id: f"{one.name}: {one.because}" for one in CONVENTIONS},
    "V7": "formats: a format counts where it makes another type in generated code",
}


def reason(id_: str) -> str:
    """Return what a guard or a convention says, by its name."""
    return f"{_REASONS[id_]} ({id_})"


def reasons(judged: Judged) -> tuple[str, ...]:
    """Return why a finding means what it means."""
    rule = RULES[judged.fact.rule]
    # What changes no values and is nothing on the wire is about words or code: its rule says all there is.
    is_said = judged.fact.effect == "equal" and judged.wire in ("none", "docs-only") and not _is_moved(judged)
    found = [] if is_said else [_principle(judged)]
    if is_said or not rule.id.startswith("schema."):
        found.append(rule.why)
    if judged.wire != judged.sdk:
        found.append(f"on the wire {_meant(judged.wire)}, to code {_meant(judged.sdk)}")
    return (*found, *map(reason, (*judged.guards, *judged.conventions)))


def _meant(class_: str) -> str:
    return "nothing" if class_ == "none" else class_


def _is_moved(judged: Judged) -> bool:
    return judged.fact.rule == "schema.read-write-only"


def _principle(judged: Judged) -> str:
    """Return what the effect is, and on what."""
    if _is_moved(judged):
        return "adds it to what is sent or received, or takes it away there"
    found = {one.polarity for one in judged.seen}
    whose = "the values there may be"
    if RULES[judged.fact.rule].chosen:
        whose = "what callers choose among"
    elif found:
        whose = f"what callers {either([verb for polarity, verb in _VERBS if polarity in found], 'and')}"
    return _effect(judged.fact.effect, whose)


def _effect(effect: Effect, whose: str) -> str:
    match effect:
        case "equal":
            return f"{whose} stays the same" if whose.startswith("what") else f"{whose} stay the same"
        case "narrows" | "widens":
            return f"{effect} {whose}"
        case "both":
            return f"narrows and widens {whose}"
        case "unknown":
            return f"whether it narrows or widens {whose} cannot be told"
        case never:
            assert_never(never)


def reach(judged: Judged) -> tuple[str, ...]:
    """Return who is concerned: a line for each way in which operations are, the operation of the subject aside."""
    subject = about(judged.fact)
    groups: dict[str, dict[str, None]] = {}
    is_schema = judged.fact.node.startswith("#/schemas/")
    for use in judged.reach:
        if is_schema:
            groups.setdefault(_way(use), {})[_place(use)] = None
        elif use.operation != subject.method:
            groups.setdefault("also" if subject.method else "concerns", {})[code(use.operation)] = None
    return tuple(f"{way} {_some(list(places))}" for way, places in groups.items())


def _way(use: Use) -> str:
    if use.flipped:
        return "sent in answer to" if use.polarity == "request" else "received by"
    return "sent to" if use.polarity == "request" else "received from"


def _place(use: Use) -> str:
    return f"{code(use.operation)} {code(use.status)}" if use.status else code(use.operation)


def _some(places: Sequence[str]) -> str:
    if len(places) <= NAMED:
        return " and ".join(places)
    return f"{', '.join(places[:NAMED])} and {len(places) - NAMED} more"


_CALLED: Final = ("method",)


def symbols(found: Sequence[Symbol]) -> tuple[str, ...]:
    """Return what changes in generated packages: the target, the symbol, and what became of it."""
    return tuple(f"{_word(one.target)}  {code(_name(one))}: {_became(one)}" for one in found)


def _word(text: str) -> str:
    return short(clean(text)).replace("`", "'")


def _name(symbol: Symbol) -> str:
    return f"{symbol.name}(…)" if symbol.kind in _CALLED else symbol.name


def _became(symbol: Symbol) -> str:
    if symbol.says in ((f"`{symbol.name}` is new",), (f"`{symbol.name}` is gone",)):
        return "new" if symbol.before is None else "gone"
    if symbol.says:
        return "; ".join(_balanced(one) for one in symbol.says)
    if symbol.before is None:
        return f"new, {code(symbol.after)}" if symbol.after else "new"
    if symbol.after is None:
        return "gone"
    return f"{code(symbol.after)}, was {code(symbol.before)}"


def _balanced(phrase: str) -> str:
    """Return a phrase whose backticks come in pairs; without any where they do not."""
    phrase = short(clean(phrase), SENTENCE)
    return phrase if phrase.count("`") % 2 == 0 else phrase.replace("`", "'")


def witness(judged: Judged) -> str:
    """Return a sentence about a value that shows what an edit does; empty where there is none."""
    found = judged.witness
    if found is None:
        return ""
    shown = data(found.value)
    polarities = {one.polarity for one in judged.seen}
    if found.valid_in == "old":
        if polarities == {"request"}:
            return f"{shown} was accepted and is not any more"
        if polarities == {"response"}:
            return f"{shown} could be received and is not any more"
        return f"{shown} was valid and is not any more"
    if polarities == {"request"}:
        return f"{shown} is accepted now and was not"
    if polarities == {"response"}:
        return f"{shown} may be received now and could not before"
    return f"{shown} is valid now and was not"


def accepted(of: Accepted | None) -> str:
    """Return who expected a finding, until when, and why; empty where nobody did."""
    if of is None:
        return ""
    by = f" by {code(of.by)}" if of.by else ""
    until = f" until {code(of.until)}" if of.until else ""
    return f"accepted{by}{until}{f': {code(of.reason, SENTENCE)}' if of.reason else ''}"
