"""The rows above schemas, one by one: an edit, what is told on the way there and back, and what that means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hexapla.diff.reviewing import Review
from hexapla.diff.rules import RULES
from hexapla.diff.words import SCHEMA_RULES

from tests.diff.apis import Edit, pair, reviewed
from tests.diff.review_rows import ROWS

LETTERS = {"breaking": "B", "possible": "P", "non-breaking": "S", "docs-only": "D", "none": "-"}


def told(found: Review) -> list[str]:
    return sorted(f"{one.fact.rule} {LETTERS[one.wire]} {LETTERS[one.sdk]}" for one in found.judged)


def rows() -> Iterator[Any]:
    for group, listed in ROWS.items():
        for name, first, second, there, back in listed:
            yield pytest.param(first, second, there.splitlines(), id=f"{group}: {name}")
            yield pytest.param(second, first, back.splitlines(), id=f"{group}: {name}, back")


@pytest.mark.parametrize(("first", "second", "expected"), list(rows()))
def test_rows(first: Edit, second: Edit, expected: list[str]) -> None:
    assert told(reviewed(*pair(first, second))) == sorted(expected)


def test_every_rule_has_a_row() -> None:
    lines = [line for listed in ROWS.values() for row in listed for text in row[3:] for line in text.splitlines()]
    shown = {line.split()[0] for line in lines}
    # What only generated code tells has its rows in `test_attach`.
    of_plans = {rule for rule in RULES if rule.startswith("sdk.")} - {"sdk.name-changed"}
    assert RULES.keys() - set(SCHEMA_RULES) - of_plans - shown == set()
    assert shown <= RULES.keys()
