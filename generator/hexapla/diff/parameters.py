"""Parameters: which of one description stands for which of the other, and what changed between the two.

In: two operations at a spot. Out: facts. Parameters pair by place and name, those of the path by where they stand in
it; then one that moved by its name, and one with a new name by all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Final

from hexapla.diff import notes
from hexapla.diff.bodies import spelled_alike
from hexapla.diff.ledger import Ledger, Spot
from hexapla.diff.objects import LIKENESS
from hexapla.diff.ranges import spelled
from hexapla.model import JSON, Default, Operation, Parameter

_WRITTEN: Final = (("style", "param.style-changed"), ("explode", "param.explode-changed"))
_ENCODED: Final = (
    ("allow_reserved", "allowReserved", "param.allow-reserved-changed"),
    ("allow_empty", "allowEmptyValue", "param.allow-empty-changed"),
)

Pairs = list[tuple[Parameter, Parameter]]


def parameters(ledger: Ledger, spot: Spot, old: Operation, new: Operation) -> None:
    """Add what changed in the parameters of an operation."""
    pairs, gone, come = _paired(old, new)
    for before, after in pairs:
        _parameter(ledger, _at(spot, after).down(old=before.where, new=after.where), before, after)
    for one in gone:
        sunset = notes.word(one.rest, "x-sunset")
        ledger.add(
            _at(spot, one).down(old=one.where),
            "param.removed",
            "widens",
            _said(one),
            None,
            required=one.required,
            deprecated=one.deprecated,
            sunset=sunset,
        )
    for one in come:
        rule = "param.added-required" if one.required else "param.added-optional"
        # Strictly, a caller could send anything under a name that nobody had declared: it narrows in either case.
        ledger.add(_at(spot, one).down(new=one.where), rule, "narrows", None, _said(one), required=one.required)
    _order(ledger, spot, old, new, pairs)


def _at(spot: Spot, one: Parameter) -> Spot:
    name = one.name.lower() if one.location == "header" else one.name
    return spot.down("parameters", one.location, name)


def _said(one: Parameter) -> JSON:
    return {"in": one.location, "name": one.name, "required": one.required}


def _paired(old: Operation, new: Operation) -> tuple[Pairs, list[Parameter], list[Parameter]]:
    """Return pairs, the parameters that are gone, and those that came."""
    gone, come, pairs = list(old.parameters), list(new.parameters), list[tuple[Parameter, Parameter]]()
    slots = [[one for one in of.path if isinstance(one, Parameter)] for of in (old, new)]
    by_slot = list(zip(*slots, strict=True)) if len(slots[0]) == len(slots[1]) and old.texts == new.texts else []
    names = {(one.name, other.name) for one, other in by_slot}

    def take(found: Iterator[tuple[Parameter, Parameter]]) -> None:
        for one, other in found:
            if one in gone and other in come:
                gone.remove(one)
                come.remove(other)
                pairs.append((one, other))

    in_path = ((a, b) for a in old.parameters for b in new.parameters if a.location == b.location == "path")
    take((a, b) for a, b in in_path if (a.name, b.name) in names)
    take((a, b) for a in old.parameters for b in new.parameters if _key(a) == _key(b))
    take((a, b) for a in old.parameters for b in new.parameters if a.name == b.name)
    take(iter(_renamed(gone, come)))
    return sorted(pairs, key=lambda pair: new.parameters.index(pair[1])), gone, come


def _key(one: Parameter) -> tuple[str, str]:
    return one.location, one.name.lower() if one.location == "header" else one.name


def _renamed(gone: list[Parameter], come: list[Parameter]) -> Pairs:
    """Return parameters that are the same but for their names, as far as there is no doubt."""
    only = len(gone) == 1 and len(come) == 1
    found: Pairs = []
    tests: tuple[Callable[[str, str], bool], ...] = (lambda a, b: _plain(a) == _plain(b), _sounds)
    for test in tests:
        left = [a for a in gone if all(a is not pair[0] for pair in found)]
        right = [b for b in come if all(b is not pair[1] for pair in found)]
        fits = [[b for b in right if _is_alike(a, b) and (only or test(a.name, b.name))] for a in left]
        taken = [b for some in fits for b in some]
        found += [(a, b[0]) for a, b in zip(left, fits, strict=True) if len(b) == 1 and taken.count(b[0]) == 1]
    return found


def _is_alike(old: Parameter, new: Parameter) -> bool:
    same = ("location", "type", "required", "style", "explode", "content", "default")
    return all(getattr(old, name) == getattr(new, name) for name in same)


def _plain(name: str) -> str:
    """Return a name without its case and what joins its words."""
    return "".join(c for c in name.lower() if c.isalnum())


def _sounds(old: str, new: str) -> bool:
    one, other = _plain(old), _plain(new)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= LIKENESS


def _parameter(ledger: Ledger, spot: Spot, old: Parameter, new: Parameter) -> None:
    """Add what changed in one parameter."""
    called = [one.alias or _key(one)[1] for one in (old, new)]
    holds = called[0] == called[1]
    if old.location != new.location:
        ledger.add(spot, "param.moved", "both", old.location, new.location, holds=holds)
    if _key(old)[1] != _key(new)[1]:
        in_path = old.location == new.location == "path"
        rule = "path.param-renamed" if in_path else "param.renamed"
        ledger.add(spot, rule, "equal" if in_path else "both", old.name, new.name, holds=holds)
    elif not holds:
        ledger.add(spot.down("x-name"), "sdk.name-changed", "equal", old.alias, new.alias)
    if old.required != new.required:
        rule = "param.became-required" if new.required else "param.became-optional"
        ledger.add(spot, rule, "narrows" if new.required else "widens", old.required, new.required)
    _spelling(ledger, spot, old, new)
    if _default(old.default) != _default(new.default):
        values: list[JSON] = [[one.value] if one is not None else None for one in (old.default, new.default)]
        ledger.add(spot.down("default"), "param.default-changed", "equal", *values)
    if old.deprecated != new.deprecated:
        ledger.add(spot, "param.deprecated", "equal", old.deprecated, new.deprecated)
    ledger.types(spot, old.type, new.type)
    _sayings(ledger, spot, old, new)


def _default(of: Default | None) -> str | None:
    return None if of is None else spelled(of.value)


def _spelling(ledger: Ledger, spot: Spot, old: Parameter, new: Parameter) -> None:
    """Add what changed in how a value is written."""
    before, after = (spelled_alike(one.content) for one in (old, new))
    if before != after:
        ledger.add(spot.down("content"), "param.content-changed", "both", before or None, after or None)
    elif old.location == new.location:
        for name, rule in _WRITTEN:
            if getattr(old, name) != getattr(new, name) and not before and (name == "style" or old.style == new.style):
                ledger.add(spot.down(name), rule, "both", getattr(old, name), getattr(new, name))
    for name, word, rule in _ENCODED if old.location == new.location else ():
        if getattr(old, name) != getattr(new, name):
            ledger.add(spot.down(word), rule, "unknown", getattr(old, name), getattr(new, name))


def _sayings(ledger: Ledger, spot: Spot, old: Parameter, new: Parameter) -> None:
    notes.text(ledger, spot, "description", old.description, new.description)
    notes.example(ledger, spot, old.example, new.example)
    notes.documented(ledger, spot, old.documented, new.documented)
    notes.value(ledger, spot, "docs.extension", "x-internal", old.internal, new.internal)
    notes.rest(ledger, spot, old.rest, new.rest)


def _order(ledger: Ledger, spot: Spot, old: Operation, new: Operation, pairs: Pairs) -> None:
    """Add that the parameters which both have stand in another order."""
    before = [one for one in old.parameters if any(one == pair[0] for pair in pairs)]
    after = [next(pair[0] for pair in pairs if pair[1] == one) for one in new.parameters if _has(pairs, one)]
    if before != after:
        names: list[list[JSON]] = [[one.name for one in of] for of in (before, after)]
        ledger.add(spot.down("parameters"), "param.order-changed", "equal", names[0], names[1])


def _has(pairs: Pairs, new: Parameter) -> bool:
    return any(new == pair[1] for pair in pairs)
