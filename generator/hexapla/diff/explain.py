"""What a rule, a guard or a convention is about, as text for a terminal: what it means, why, and an example.

In: an id, an example that was reviewed. Out: text, 80 columns wide. No class is written down here: each is what the
judgement of a review says of an edit that was made up for the purpose (`supposed`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from typing import Final

from hexapla.diff.cases import Outcome, derived
from hexapla.diff.changes import Change
from hexapla.diff.conventions import CONVENTIONS
from hexapla.diff.guards import GUARDS, Guard
from hexapla.diff.rules import RULES, Rule
from hexapla.diff.supposed import PLAIN, Edit, Judgement, Supposed, circumstances, edits, home, polarities, supposed
from hexapla.diff.telling import entry
from hexapla.diff.words import Effect, Polarity
from hexapla.frozen import frozen

WIDTH: Final = 80
CONTEXT: Final = 3
"""Lines of an example around what changed."""

EXAMPLES: Final = {
    "G1": "schema.number-range.unreached",
    "G2": "schema.pattern.read-only",
    "G3": "schema.property-removed.webhook",
    "G4": "response.media-removed",
    "G5": "schema.type.error",
    "G6": "operation.removed.announced",
    "G7": "param.removed.draft",
    "V1": "schema.property-added.optional",
    "V2": "schema.property-removed.optional",
    "V3": "param.removed",
    "V4": "response.success-added",
    "V5": "schema.enum.response",
    "V6": "param.default-changed",
    "V7": "schema.format",
    "V8": "operation.deprecated",
}
"""The example of each guard and convention; a rule has one of its own name."""

GROUPS: Final = {
    "path": "Paths",
    "operation": "Operations",
    "param": "Parameters",
    "body": "Request bodies",
    "response": "Responses",
    "header": "Headers",
    "security": "What operations ask for",
    "scheme": "Security schemes",
    "server": "Servers",
    "webhook": "Webhooks",
    "callback": "Callbacks",
    "sdk": "Generated code",
    "api": "The API",
    "schema": "Schemas",
    "docs": "Words for people",
    "info": "Versions",
}
"""What the first words of rules are about, in the order in which they are listed."""

_EFFECTS: Final[dict[Effect, str]] = {
    "equal": "no value is lost or gained",
    "narrows": "values are lost",
    "widens": "values are gained",
    "both": "values are lost, and others gained",
    "unknown": "it cannot be told",
}
_FORMATS: Final = ("formats", "a format counts where it makes another type in generated code")
_COLUMNS: Final = {"request": "callers send it", "response": "callers receive it"}


@frozen(kw_only=True)
class Example:
    """A pair of descriptions, and what the review says of it."""

    old: str
    new: str
    changes: tuple[Change, ...]


def known() -> tuple[str, ...]:
    """Return every id that can be explained: rules, guards, conventions."""
    return (*RULES, *EXAMPLES)


def example_of(id_: str) -> str:
    """Return the name of the example of an id."""
    return EXAMPLES.get(id_, id_)


def explain(id_: str, example: Example | None) -> str:
    """Return what a rule, a guard or a convention is about; `id_` is one that is known."""
    rule = RULES.get(id_)
    lines = _rule(rule) if rule is not None else _leaving(id_)
    if example is not None:
        lines = [*lines, "", *_example(example, id_)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def reason(id_: str) -> tuple[str, str]:
    """Return the name of a guard or a convention, and its reason."""
    found = {one.id: (one.name, one.because) for one in (*GUARDS, *CONVENTIONS)}
    return found.get(id_, _FORMATS)


def _rule(rule: Rule) -> list[str]:
    return [
        *_wrap(f"{rule.id}: {rule.why}"),
        "",
        *_wrap("What an edit means on the wire / to code that is written against a generated client:"),
        "",
        *_grid(rule),
        *_effects(rule),
        *_different(rule),
    ]


def _grid(rule: Rule) -> list[str]:
    """Return effect by polarity: one column where callers choose, or where it is the same whoever sends."""
    who = polarities(rule)
    rows = [(edit, [_cell(supposed(rule, edit, of)) for of in who]) for edit in edits(rule)]
    heads = [_COLUMNS[of] for of in who]
    if rule.chosen:
        heads = ["callers choose among it"]
    elif len(who) > 1 and all(cells[0] == cells[1] for _, cells in rows):
        heads, rows = ["whoever sends it"], [(edit, cells[:1]) for edit, cells in rows]
    first = max(6, *(len(edit.says) for edit, _ in rows))
    second = max(len(heads[0]), *(len(cells[0]) for _, cells in rows))
    table = [("effect", heads), *((edit.says, cells) for edit, cells in rows)]
    return [f"  {name:<{first}}  {'  '.join(f'{cell:<{second}}' for cell in cells)}" for name, cells in table]


def _effects(rule: Rule) -> list[str]:
    """Return what the words for effects mean, as far as they are used."""
    found = [f"{effect}: {_EFFECTS[effect]}" for effect in rule.effects if rule.id != "schema.read-write-only"]
    return ["", *_wrap("; ".join(found), 2, 2)] if found else []


def _cell(of: Judgement) -> str:
    conventions = [name for name in of.names if name.startswith("V")]
    return " ".join([_said(of.outcome), *(f"({name})" for name in conventions)])


def _said(of: Outcome) -> str:
    return of.wire if of.wire == of.sdk else f"{of.wire} / {of.sdk}"


def _different(rule: Rule) -> list[str]:
    """Return who else has a say: by name, in what circumstances, and what that makes of it."""
    plain = {(edit, of): supposed(rule, edit, of) for edit in edits(rule) for of in polarities(rule)}
    found: dict[str, list[str]] = {name: [] for one in plain.values() for name in one.names}
    alone: list[str] = []
    for says, of in circumstances(rule):
        for name, left in _changes(rule, of, plain).items():
            text = f"where {says}{left}"
            if name:
                found.setdefault(name, []).extend(_wrap(text, 7))
            else:
                alone += _wrap(text[0].upper() + text[1:], 2, 5)
    lines = [line for name in _ordered(found) for line in (*_heading(name), *found[name])]
    return ["", *lines, *alone] if lines or alone else []


def _changes(rule: Rule, of: Supposed, plain: dict[tuple[Edit, Polarity], Judgement]) -> dict[str, str]:
    """Return what a circumstance makes of plain outcomes, by who has a say; nobody has an empty name."""
    found: dict[str, dict[str, None]] = {}
    for (edit, polarity), before in plain.items():
        after = supposed(rule, edit, polarity, of)
        new = [name for name in after.names if name not in before.names]
        if after.outcome == before.outcome and not new:
            continue
        conventions = [name for name in after.names if name.startswith("V")]
        for name in new or conventions or [""]:
            changes = found.setdefault(name, {})
            if after.outcome != before.outcome:
                changes[f"{_said(before.outcome)} becomes {_said(after.outcome)}"] = None
    most = {guard.id: _most(guard) for guard in GUARDS}
    return {name: most.get(name, f": {'; '.join(changes)}") for name, changes in found.items()}


def _most(guard: Guard) -> str:
    """Return what a guard leaves of the worst; what it lowers at all, it lowers to that."""
    worst = Outcome("breaking", "breaking")
    left = guard.lowers(worst)
    if left == worst:
        return ""
    if left.wire == left.sdk:
        return ": nothing" if left.wire == "none" else f": at most {left.wire}"
    return ": nothing on the wire" if left.wire == "none" else f": at most {left.wire} on the wire"


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=list(EXAMPLES).index)


def _heading(id_: str) -> list[str]:
    name, because = reason(id_)
    return _wrap(f"{id_} {name}: {because}", 2, 5)


def _leaving(id_: str) -> list[str]:
    """Return what a guard or a convention is about, and which rules it concerns."""
    name, because = reason(id_)
    word = "guard" if id_.startswith("G") else "convention"
    lines = _wrap(f"{id_} {name}, a {word}: {because}")
    for guard in GUARDS:
        if guard.id == id_:
            left = _most(guard).strip(": ") or "what it would be without it: who sends or receives is told by it"
            return [*lines, "", *_wrap(f"What it leaves: {left}."), "", *_wrap(f"Rules: {_concerned(id_)}")]
    return [*lines, "", *_wrap("Where it differs from the table of effects and of those who send:"), "", *_said_by(id_)]


def _concerned(id_: str) -> str:
    """Return the rules that a guard may have a say in, all of one kind as one."""
    words = []
    for word in _words():
        rules = [rule for rule in RULES.values() if rule.id.split(".")[0] == word]
        found = [rule.id for rule in rules if id_ in _names(rule)]
        words += [f"{word}.*"] if len(found) == len(rules) > 1 else found
    return ", ".join(words)


def _names(rule: Rule) -> set[str]:
    """Return the guards and conventions that may have a say in what a rule finds."""
    return {name for *_, judgement in _ways(rule) for name in judgement.names}


def _ways(rule: Rule) -> Iterable[tuple[str, Edit, Polarity, Judgement]]:
    """Yield every edit that a rule is about, with who sends, in every circumstance."""
    for says, of in (("", PLAIN), *circumstances(rule)):
        for edit in edits(rule):
            for polarity in polarities(rule):
                yield says, edit, polarity, supposed(rule, edit, polarity, of)


def _said_by(id_: str) -> list[str]:
    """Return what a convention says where the principle says something else."""
    found: dict[str, dict[str, None]] = {}
    for rule in RULES.values():
        for says, edit, polarity, judgement in _ways(rule):
            if id_ in judgement.names and not any(name.startswith("G") for name in judgement.names):
                text = f"{_COLUMNS[polarity]}, {edit.says}{f', {says}' if says else ''}: {_said(judgement.outcome)}"
                strictly = derived(rule, edit.effect, polarity)
                # What becomes read or write only has no effect of its own that could be told otherwise.
                if _said(judgement.outcome) != strictly and edit.says == edit.effect:
                    text += f", not {strictly}"
                found.setdefault(rule.id, {})[text] = None
    return [line for rule, texts in found.items() for line in (f"  {rule}", *_all(texts))]


def _all(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _wrap(text, 4, 6)]


def table() -> str:
    """Return all rules by what they are about, each with what it means in the plainest case."""
    lines = [
        *_wrap("Every rule with what it means on the wire / to code that is written against a client."),
        *_wrap("`hexapla explain RULE` tells more; so does `hexapla explain G5` of a guard or a convention."),
    ]
    grouped = {word: [rule for rule in RULES.values() if rule.id.split(".")[0] == word] for word in _words()}
    wide = max(len(rule.id) for rule in RULES.values())
    for word, rules in grouped.items():
        lines += ["", GROUPS.get(word, word)]
        lines += [_listed(rule, wide) for rule in rules]
    lines += ["", *_wrap("By effect, of what is sent and received (the principle that all other rows follow):")]
    lines += ["", *_grid(RULES["schema.type"]), "", "Guards and conventions"]
    lines += [line for id_ in EXAMPLES for line in _heading(id_)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _words() -> list[str]:
    given = dict.fromkeys(rule.split(".")[0] for rule in RULES)
    return [word for word in dict.fromkeys((*GROUPS, *given)) if word in given]


def _listed(rule: Rule, wide: int) -> str:
    found = dict.fromkeys(_said(supposed(rule, edit, home(rule)).outcome) for edit in edits(rule))
    said = next(iter(found)) if len(found) == 1 else "by effect"
    return f"  {rule.id:<{wide}}  {said}"


def _example(of: Example, id_: str) -> list[str]:
    """Return what changed between two descriptions, and what the review says of it."""
    old, new = (text.splitlines() for text in (of.old, of.new))
    changed = [line for line in unified_diff(old, new, "old", "new", "", "", CONTEXT, lineterm="")][2:]
    shown = ["  ..." if line.startswith("@@") else f"  {line}" for line in changed]
    return ["Example:", "", *shown, "", *_verdict(of.changes, id_)]


def _verdict(changes: Sequence[Change], id_: str) -> list[str]:
    """Return the findings of an example, those of the rule first."""
    lines: list[str] = []
    for change in sorted(changes, key=lambda one: one.judged.fact.rule != id_):
        told = entry(change)
        names = ", ".join((*change.judged.guards, *change.judged.conventions))
        meant = _said(Outcome(told.wire, told.sdk)) + (f" ({names})" if names else "")
        lines += _wrap(f"{meant}: {told.title}", 2, 4)
        for text in (told.subject, *told.symbols, told.witness):
            lines += _wrap(text, 4, 6)
    return lines or _wrap("nothing: the two mean the same", 2)


def _wrap(text: str, first: int = 0, more: int | None = None) -> list[str]:
    after = first if more is None else more
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * after,
        break_long_words=False,
        break_on_hyphens=False,
    )
