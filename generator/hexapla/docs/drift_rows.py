"""Rows of a table against those of the same table before: which stands for which.

In: rows as branches, before and now. Out: pairs of the same name; pairs that are one row under another name; rows
whose new name cannot be told; what is gone and what has come.

A row that is gone and one that has come are one row renamed where both have the same type and flag, and
- the names differ only in case and in what joins their words, or
- the names are nearly the same (`labor_cost`, `labour_cost`), and the wording is not another one, or
- the names are like each other and so is the wording: the same, or none on one side, or
- both stand between the same rows and have the same wording.
Where the names are only like each other, or where several rows could stand for one, nobody can tell; the same wording
decides among several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from hexapla.docs.tree import Branch
from hexapla.docs.words import NULL, same
from hexapla.frozen import frozen

LIKE: Final = 0.6
NEARLY: Final = 0.8
_LONGEST: Final = 100
"""Letters of a name that anybody compares."""

Both = tuple[Branch, Branch]


@frozen
class Paired:
    """Rows of before and of now."""

    same: tuple[Both, ...]
    renamed: tuple[Both, ...]
    unsure: tuple[tuple[tuple[Branch, ...], tuple[Branch, ...]], ...]
    gone: tuple[Branch, ...]
    come: tuple[Branch, ...]


def stated(branch: Branch) -> str:
    """Return the type that a row states, with the mark for null."""
    return branch.row.type + (NULL if branch.row.nullable else "")


def matched(old: Sequence[Branch], new: Sequence[Branch]) -> tuple[list[Both], list[Branch], list[Branch]]:
    """Return rows of the same name in the order of now, and those that are left on either side."""
    waiting: dict[str, list[Branch]] = {}
    for branch in old:
        waiting.setdefault(branch.row.name, []).append(branch)
    pairs: list[Both] = []
    come: list[Branch] = []
    for branch in new:
        same_name = waiting.get(branch.row.name)
        if same_name:
            pairs.append((same_name.pop(0), branch))
        else:
            come.append(branch)
    left = {id(branch) for branches in waiting.values() for branch in branches}
    return pairs, [branch for branch in old if id(branch) in left], come


def paired(old: Sequence[Branch], new: Sequence[Branch]) -> Paired:
    """Return which row stands for which."""
    pairs, gone, come = matched(old, new)
    return renamed(pairs, gone, come, old, new)


def renamed(
    pairs: Sequence[Both],
    gone: Sequence[Branch],
    come: Sequence[Branch],
    old: Sequence[Branch],
    new: Sequence[Branch],
) -> Paired:
    """Look for rows with a new name among those that are left."""
    slots = _slots(old, {id(one): number for number, (one, _) in enumerate(pairs)})
    slots |= _slots(new, {id(one): number for number, (_, one) in enumerate(pairs)})
    found: list[Both] = []
    unsure: list[tuple[tuple[Branch, ...], tuple[Branch, ...]]] = []
    candidates = [(one, other) for one in gone for other in come if _could_be(one, other, slots)]
    for ones, others in _groups(candidates):
        sure = [(one, other) for one, other in candidates if one in ones and _is_sure(one, other, slots)]
        alone = _decided(ones, others, sure)
        if alone is None:
            unsure.append((ones, others))
        else:
            found += alone
    taken = {id(one) for both in found for one in both}
    taken |= {id(one) for groups in unsure for group in groups for one in group}
    return Paired(
        same=tuple(pairs),
        renamed=tuple(found),
        unsure=tuple(unsure),
        gone=tuple(one for one in gone if id(one) not in taken),
        come=tuple(one for one in come if id(one) not in taken),
    )


def _decided(ones: Sequence[Branch], others: Sequence[Branch], sure: Sequence[Both]) -> list[Both] | None:
    """Return the pairs of a group where they can be told, None where they cannot."""
    for pairs in (sure, [both for both in sure if _is_worded_alike(*both)]):
        partners = [[id(other) for one, other in pairs if one is each] for each in ones]
        firsts = [found[0] for found in partners if len(found) == 1]
        if len(firsts) == len(ones) == len(others) == len(set(firsts)):
            return list(pairs)
    return None


def _groups(candidates: Sequence[Both]) -> Iterator[tuple[tuple[Branch, ...], tuple[Branch, ...]]]:
    """Yield rows that could stand for each other, together with all that could stand for these."""
    left = list(candidates)
    while left:
        ones, others = [left[0][0]], [left[0][1]]
        size = 0
        while size != len(ones) + len(others):
            size = len(ones) + len(others)
            for one, other in left:
                if _has(ones, one) or _has(others, other):
                    ones += [] if _has(ones, one) else [one]
                    others += [] if _has(others, other) else [other]
        left = [(one, other) for one, other in left if not _has(ones, one)]
        yield tuple(ones), tuple(others)


def _has(branches: Iterable[Branch], branch: Branch) -> bool:
    return any(one is branch for one in branches)


def _slots(branches: Sequence[Branch], numbers: Mapping[int, int]) -> dict[int, tuple[int, int, int]]:
    """Return between which rows of both sides a row stands, and as the which of those that stand there."""
    found: dict[int, tuple[int, int, int]] = {}
    before, waiting = -1, list[Branch]()
    for branch in branches:
        if id(branch) not in numbers:
            waiting.append(branch)
            continue
        found |= {id(one): (before, numbers[id(branch)], place) for place, one in enumerate(waiting)}
        before, waiting = numbers[id(branch)], []
    return found | {id(one): (before, -1, place) for place, one in enumerate(waiting)}


_Slots = Mapping[int, tuple[int, int, int]]


def _could_be(one: Branch, other: Branch, slots: _Slots) -> bool:
    is_same = same(stated(one), stated(other)) and one.row.required == other.row.required
    return is_same and (likeness(one.row.name, other.row.name) >= LIKE or _is_in_place(one, other, slots))


def _is_sure(one: Branch, other: Branch, slots: _Slots) -> bool:
    if not _could_be(one, other, slots):
        return False
    like = likeness(one.row.name, other.row.name)
    wordings = {one.row.wording, other.row.wording}
    is_other = len(wordings) == 2 and None not in wordings
    near = like == 1 or (like >= NEARLY and not is_other) or (like >= LIKE and not is_other and wordings != {None})
    return near or _is_in_place(one, other, slots)


def _is_in_place(one: Branch, other: Branch, slots: _Slots) -> bool:
    return slots[id(one)] == slots[id(other)] and _is_worded_alike(one, other)


def _is_worded_alike(one: Branch, other: Branch) -> bool:
    return one.row.wording is not None and one.row.wording == other.row.wording


def likeness(one: str, other: str) -> float:
    """Return how like two names are, from 0 to 1; case and what joins words do not count."""
    plain: Callable[[str], str] = lambda name: "".join(c for c in name.lower() if c.isalnum())  # noqa: E731
    first, second = plain(one), plain(other)
    if len(first) > _LONGEST or len(second) > _LONGEST:
        return float(first == second)
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
