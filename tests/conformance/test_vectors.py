"""Every vector, on every target, in every way of calling; and whether there are enough of them."""

from __future__ import annotations

from typing import Final

import pytest

from . import known
from .conftest import Drivers
from .counting import LEAST, per_category, untouched
from .driving import TARGETS, Target, known_failures, run
from .loader import HERE, check
from .stage import Stage
from .vector import CATEGORIES, Mode, Vector

VECTORS, PROBLEMS = check()
PLAYED: Final = [(target, mode) for target in TARGETS for mode in target.modes]
FAILING: Final = {target.name: known_failures(HERE / "known_failing", target) for target in TARGETS}


@pytest.mark.parametrize(("target", "mode"), PLAYED, ids=[f"{target.name}-{mode}" for target, mode in PLAYED])
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
    for target in TARGETS:
        ids = {name for vector in VECTORS for name in (vector.id, *(f"{vector.id} {mode}" for mode in target.modes))}
        assert not FAILING[target.name] - ids


def test_words_that_a_style_spells_otherwise_are_wanted_by_vectors() -> None:
    wanted = {text for vector in VECTORS for text in vector.expect.message_has}
    assert not [word for target in TARGETS for word in target.spelling.words if word not in wanted]


def test_every_operation_and_every_documented_status_has_a_vector() -> None:
    assert len(known.operations()) - 1 == 31
    assert not list(untouched(VECTORS))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_vectors_enough(category: str) -> None:
    assert per_category(VECTORS)[category] >= LEAST
