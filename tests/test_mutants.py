"""Every mutant is killed by the test it names."""

from __future__ import annotations

import pytest

from tests.mutants import Mutant, mutants, run


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.name)
def test_mutant_is_killed(mutant: Mutant) -> None:
    verdict = run(mutant)
    assert verdict.killed, verdict.said


def test_there_are_mutants() -> None:
    assert len(mutants()) >= 25
