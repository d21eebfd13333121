"""Every vector, on every target, sync and async; and whether there are enough of them."""

from __future__ import annotations

from typing import Final

import pytest

from . import known
from .conftest import Drivers
from .counting import LEAST, per_category, untouched
from .driving import TARGETS, Target, known_failures, run
from .loader import HERE, check
from .stage import Stage
from .vector import CATEGORIES, MODES, Mode, Vector

VECTORS, PROBLEMS = check()
FAILING: Final = {target.name: known_failures(HERE / "known_failing", target) for target in TARGETS}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)
def test_vector(vector: Vector, mode: Mode, target: Target, drivers: Drivers, stage: Stage) -> None:
    problems = run(vector, mode, drivers(target, mode), stage)
    told = f"{vector.documentation}\n{vector.where.file}:{vector.where.line}\n" + "\n".join(problems)
    if not {vector.id, f"{vector.id} {mode}"} & FAILING[target.name]:
        assert not problems, told
    elif problems:
        pytest.xfail(told)
    else:
        pytest.fail(f"{vector.id} does not fail any more: take it off known_failing/{target.name}.txt")


def test_the_vectors_are_well_formed() -> None:
    assert not PROBLEMS, PROBLEMS


def test_known_failures_are_vectors() -> None:
    ids = {name for vector in VECTORS for name in (vector.id, *(f"{vector.id} {mode}" for mode in MODES))}
    assert not [name for failing in FAILING.values() for name in failing if name not in ids]


def test_every_operation_and_every_documented_status_has_a_vector() -> None:
    assert len(known.operations()) - 1 == 31
    assert not list(untouched(VECTORS))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_vectors_enough(category: str) -> None:
    assert per_category(VECTORS)[category] >= LEAST
