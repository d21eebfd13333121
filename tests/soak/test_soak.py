"""A short soak, and the judge of soaks: what is right is let through, and whatever is wrong is told."""

from __future__ import annotations

import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from .cases import ANSWER, FAULTS, IDEMPOTENT, OPERATIONS, SHARE, case_of
from .judging import GROWTH, faults_of
from .run import Level, Soak

CALLS = 2000
LEVEL = Level(memory=0, resident=0, files=10, connections=4, threads=2)


@pytest.fixture
def traced() -> Iterator[None]:
    yield
    tracemalloc.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/fd")
def test_every_call_ends_as_it_should_and_nothing_grows(traced: None) -> None:
    with Soak() as soak:
        soak.round(range(CALLS // 4))
        tracemalloc.start()
        levels = [soak.level()]
        soak.round(range(CALLS // 4, CALLS))
        levels.append(soak.level())
    assert soak.outcomes.total() == CALLS
    assert faults_of(soak, levels) == []


def test_one_answer_in_ten_fails_in_every_way_and_for_every_method() -> None:
    cases = [case_of(number) for number in range(CALLS)]
    assert {case.fault for case in cases} == {*FAULTS, ""}
    assert {case.operation for case in cases} == set(OPERATIONS)
    failing = [case for case in cases if case.fault]
    assert 0.8 < len(failing) / len(cases) / SHARE < 1.2
    assert 0.3 < sum(case.lasting for case in failing) / len(failing) < 0.7
    # A change whose fate nobody knows is never an answer, and never plainly a broken connection.
    for case in failing:
        if case.fault == "close":
            named = "ConnectionFailedError" if case.operation in IDEMPOTENT else "OutcomeUnknownError"
            assert named in case.allowed
            assert (ANSWER in case.allowed) == (case.operation in IDEMPOTENT and not case.lasting)


def soak_of(**changes: object) -> Soak:
    """Return what is left of a soak in which all was well, but for what is said."""
    outcomes = Counter({(fault, rule.safe): 1 for fault, rule in FAULTS.items()})
    outcomes.update({("", ANSWER): 90, ("close", ANSWER): 1})
    fine = {"outcomes": outcomes, "wrong": [], "deviations": 1, "left_open": 0}
    return cast("Soak", SimpleNamespace(**{**fine, **changes}))


def test_the_judge_finds_nothing_where_nothing_is() -> None:
    assert faults_of(soak_of(), [LEVEL, LEVEL]) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"wrong": ["a call"]}, "a call"),
        ({"wrong": ["a call"] * 50}, "50 calls"),
        ({"outcomes": Counter({("", ANSWER): 1, ("close", ANSWER): 1})}, "reset never came"),
        ({"outcomes": Counter({(fault, rule.safe): 1 for fault, rule in FAULTS.items()})}, "no call was answered"),
        ({"deviations": 0}, "no deviation"),
        ({"left_open": 1}, "1 connections are open although"),
    ],
)
def test_the_judge_tells_what_went_wrong(changes: dict[str, object], word: str) -> None:
    assert word in "\n".join(faults_of(soak_of(**changes), [LEVEL, LEVEL]))


@pytest.mark.parametrize(
    ("last", "word"),
    [
        (Level(GROWTH + 1, 0, 10, 4, 2), "memory"),
        (Level(0, 0, 27, 4, 2), "open files"),
        (Level(0, 0, 10, 9, 2), "9 connections"),
        (Level(0, 0, 10, 4, 11), "threads"),
    ],
)
def test_the_judge_tells_what_grew(last: Level, word: str) -> None:
    assert [word in problem for problem in faults_of(soak_of(), [LEVEL, last])] == [True]
