"""Sets of numbers and of values: intervals, multiples, finite sets; which of two holds the other.

In: bounds as a schema writes them. Out: effects. Numbers are compared exactly, as their decimal digits say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from hexapla.diff.words import Effect, by_inclusion
from hexapla.frozen import frozen
from hexapla.model import JSON, Constraints


def exact(number: int | float) -> Fraction | None:
    """Return a number as its digits say it; None for what is infinite or no number."""
    if isinstance(number, int):
        return Fraction(number)
    return Fraction(repr(number)) if math.isfinite(number) else None


@frozen
class Interval:
    """Numbers between two bounds; None where there is none. `open` tells that a bound itself is left out."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False


def interval(of: Constraints, step: Fraction | None) -> Interval:
    """Return the numbers within bounds; multiples of a step have closed bounds that are multiples themselves."""
    low, low_open = _stricter(of.minimum, of.exclusive_minimum, 1)
    high, high_open = _stricter(of.maximum, of.exclusive_maximum, -1)
    if step is None:
        return Interval(low, high, low_open, high_open)
    return Interval(_inside(low, low_open, step, 1), _inside(high, high_open, step, -1))


def _stricter(closed: int | float | None, open_: int | float | None, sign: int) -> tuple[Fraction | None, bool]:
    one = None if closed is None else exact(closed)
    other = None if open_ is None else exact(open_)
    if one is None or (other is not None and other * sign >= one * sign):
        return other, other is not None
    return one, False


def _inside(bound: Fraction | None, is_open: bool, step: Fraction, sign: int) -> Fraction | None:
    """Return the first multiple of a step that a bound lets in."""
    if bound is None:
        return None
    steps = bound * sign / step
    count = math.ceil(steps)
    return (count + 1 if is_open and count == steps else count) * step * sign


def whole(low: int | None, high: int | None) -> Interval:
    """Return the counts between two bounds, none of them below zero."""
    return Interval(Fraction(max(low or 0, 0)), None if high is None else Fraction(high))


def compare_intervals(old: Interval, new: Interval) -> Effect:
    """Return the effect of one interval in place of another."""
    low = _side(old.low, old.low_open, new.low, new.low_open, 1)
    high = _side(old.high, old.high_open, new.high, new.high_open, -1)
    return by_inclusion(low > 0 or high > 0, low < 0 or high < 0)


def _side(old: Fraction | None, old_open: bool, new: Fraction | None, new_open: bool, sign: int) -> int:
    """Return 1 where a bound is stricter than before, -1 where it is laxer, else 0."""
    if old is None or new is None:
        return (new is not None) - (old is not None)
    before, after = old * sign, new * sign
    if before == after:
        return new_open - old_open
    return 1 if after > before else -1


def step_of(kind: str, multiple: int | float | None) -> Fraction | None:
    """Return what numbers of a kind are multiples of; None for any number."""
    found = exact(multiple) if multiple is not None else None
    if found is None or found <= 0:
        return Fraction(1) if kind == "integer" else None
    if kind != "integer":
        return found
    # The least common multiple of 1 and p/q in lowest terms is p.
    return Fraction(found.numerator)


def compare_steps(old: Fraction | None, new: Fraction | None) -> Effect:
    """Return the effect of the multiples of one number in place of those of another."""
    if old is None or new is None:
        return by_inclusion(old is None and new is not None, new is None and old is not None)
    return by_inclusion((old / new).denominator != 1, (new / old).denominator != 1)


def spelled(value: JSON) -> str:
    """Return a text that is equal for equal JSON values: 1 is 1.0, and true is not 1."""
    match value:
        case None | bool() | str():
            return repr(value)
        case int() | float():
            return str(exact(value) or value)
        case list():
            return f"[{','.join(map(spelled, value))}]"
        case dict():
            return f"{{{','.join(sorted(f'{key!r}:{spelled(one)}' for key, one in value.items()))}}}"


def lost(old: Sequence[JSON], new: Sequence[JSON]) -> list[JSON]:
    """Return the values that are only in the first of two lists."""
    kept = {spelled(value) for value in new}
    return [value for value in old if spelled(value) not in kept]


def compare_values(old: Sequence[JSON], new: Sequence[JSON]) -> Effect:
    """Return the effect of one list of values in place of another."""
    return by_inclusion(bool(lost(old, new)), bool(lost(new, old)))
