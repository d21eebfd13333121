"""Symbols to the findings that explain them.

In: a review, and what moved in packages. Out: every finding with its symbols; findings of their own for what no edit
explains; and a finding that says less to code than one of its symbols does is as bad as that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hexapla.diff.attach_index import Index
from hexapla.diff.cases import worst
from hexapla.diff.judge import Judged, fingerprint
from hexapla.diff.reviewing import Review
from hexapla.diff.rules import RULES
from hexapla.diff.surface_words import AtSymbol, Inner, Moved
from hexapla.diff.symbols import Symbol
from hexapla.diff.words import CLASSES, Class, Fact, below, key_of
from hexapla.frozen import frozen, replace

_LOWERED = ("G5", "G7")
"""Guards that say how much anything may mean to callers: what is no promise, what is read when a call failed."""

Attached = tuple[tuple[Judged, tuple[Symbol, ...]], ...]


@frozen
class _Part:
    """A symbol as far as one finding explains it."""

    moved: Moved
    inner: Inner


def attach(review: Review, moved: Iterable[Moved], *, compared: bool = False) -> Attached:
    """Return every finding with the symbols it moves, the worst first.

    Args:
        review: of two descriptions.
        moved: what moved in the packages of all targets.
        compared: whether there is a target, and all packages were compared as a whole: then what moves no symbol is
            called what it was called before.
    """
    listed = tuple(moved)
    found = _Finder(review.judged, listed)
    parts: dict[int, list[_Part]] = {}
    for one in listed:
        for inner in one.inner:
            for number in found.of(one, inner):
                parts.setdefault(number, []).append(_Part(one, inner))
    judged = [*review.judged, *found.residual]
    told = [_told(one, parts.get(number, ())) for number, one in enumerate(judged)]
    if compared:
        told = [pair if pair[1] else (_held(pair[0]), ()) for pair in told]
    told.sort(key=lambda pair: (-CLASSES.index(pair[0].worst), pair[0].fact.node, pair[0].fact.rule, pair[0].fact.key))
    return tuple(told)


class _Finder:
    """Finds the findings of changes, and makes those that are missing; a finding is known by its number."""

    def __init__(self, judged: Sequence[Judged], moved: Sequence[Moved]) -> None:
        self._index = Index(judged)
        self._count = len(judged)
        self._models = _by_name(moved)
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}
        self._own: dict[tuple[str, str, str], int] = {}
        self._open: set[tuple[str, str]] = set()
        self.residual: list[Judged] = []

    def of(self, moved: Moved, inner: Inner) -> tuple[int, ...]:
        """Return the findings that explain a change; one of its own where none does."""
        found = self._explained(moved.symbol.target, inner)
        return found or (self._of_its_own(moved, inner),)

    def _explained(self, target: str, inner: Inner) -> tuple[int, ...]:
        for tier in inner.tiers:
            numbers: dict[int, None] = {}
            for anchor in tier:
                found = self._linked(target, anchor.name) if isinstance(anchor, AtSymbol) else self._index.at(anchor)
                numbers.update(dict.fromkeys(found))
            if numbers:
                return tuple(numbers)
        return ()

    def _linked(self, target: str, name: str) -> tuple[int, ...]:
        """Return the findings of another symbol; of one that is being looked for, nothing."""
        key = target, name
        if key in self._known:
            return self._known[key]
        other = self._models.get(key)
        if other is None or key in self._open:
            return ()
        self._open.add(key)
        found = dict.fromkeys(number for inner in other.inner for number in self.of(other, inner))
        self._open.discard(key)
        self._known[key] = tuple(found)
        return self._known[key]

    def _of_its_own(self, moved: Moved, inner: Inner) -> int:
        """Return a finding for what no edit explains: one for all that happens to the methods of an operation."""
        key: tuple[str, str, str] = moved.symbol.target, moved.symbol.name, inner.rule
        if moved.group and inner.rule != "sdk.name-changed":
            key = moved.symbol.target, moved.group, "method"
        if key not in self._own:
            self._own[key] = self._count + len(self.residual)
            self.residual.append(_residual(moved, inner))
        elif inner.breaking:
            number = self._own[key] - self._count
            self.residual[number] = replace(self.residual[number], sdk="breaking")
        return self._own[key]


def _by_name(moved: Sequence[Moved]) -> Mapping[tuple[str, str], Moved]:
    """Return models by their names of before and of now."""
    found: dict[tuple[str, str], Moved] = {}
    for one in moved:
        if one.symbol.kind in ("model", "type"):
            for name in (one.was, one.symbol.name):
                found.setdefault((one.symbol.target, name), one)
    return found


def _residual(moved: Moved, inner: Inner) -> Judged:
    """Return a finding for what no edit explains."""
    symbol = moved.symbol
    node = below("#/sdk", symbol.target, symbol.name)
    fact = Fact(
        rule=inner.rule,
        effect="equal",
        node=node,
        before=symbol.before,
        after=symbol.after,
        old=moved.old,
        new=moved.new,
        key=key_of(inner.rule, node, symbol.before, symbol.after),
    )
    return Judged(
        fact=fact,
        wire="none",
        sdk="breaking" if inner.breaking else "non-breaking",
        reach=(),
        seen=(),
        guards=(),
        conventions=(),
        witness=None,
        fingerprint=fingerprint(fact),
    )


def _told(judged: Judged, parts: Sequence[_Part]) -> tuple[Judged, tuple[Symbol, ...]]:
    """Return a finding with its symbols, each as far as this finding explains it."""
    groups: dict[int, list[_Part]] = {}
    for part in parts:
        groups.setdefault(id(part.moved), []).append(part)
    symbols = []
    for group in groups.values():
        inner = [part.inner for part in group]
        says = tuple(dict.fromkeys(one.says for one in inner))
        breaking = any(one.breaking for one in inner)
        symbols.append(replace(group[0].moved.symbol, breaking=breaking, says=says))
    symbols.sort(key=lambda one: (not one.breaking, one.target))
    return _raised(judged, symbols), tuple(symbols)


def _held(judged: Judged) -> Judged:
    """Return a finding that moves no symbol: a name that is another one only in the description is none to code."""
    holds = RULES[judged.fact.rule].holds
    if holds is None or CLASSES.index(holds) >= CLASSES.index(judged.sdk):
        return judged
    return replace(judged, sdk=holds)


def _raised(judged: Judged, symbols: Sequence[Symbol]) -> Judged:
    """Return a finding as bad to code as the worst of its symbols; what a guard lowered is possible at most."""
    least: Class = "none"
    if symbols:
        least = "breaking" if any(one.breaking for one in symbols) else "non-breaking"
    if any(guard in judged.guards for guard in _LOWERED) and least == "breaking":
        least = "possible"
    sdk = worst((judged.sdk, least))
    return judged if sdk == judged.sdk else replace(judged, sdk=sdk)
