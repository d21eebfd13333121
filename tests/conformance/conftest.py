"""One server and one driver process per target, for the whole run."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest

from .driving import TARGETS, Driver, Target
from .stage import Stage
from .vector import Mode

Drivers = Callable[[Target, Mode], Driver]


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Return the server; nothing may come to it that belongs to no vector."""
    with Stage() as running:
        yield running
        assert not running.strays, "requests that belong to no vector: " + ", ".join(running.strays)


@pytest.fixture(scope="session")
def drivers() -> Iterator[Drivers]:
    """Return a function from a target and a mode to a driver's process, which is kept."""
    with contextlib.ExitStack() as opened:
        started: dict[tuple[str, Mode], Driver] = {}

        def driver(target: Target, mode: Mode) -> Driver:
            key = target.name, mode
            if key not in started:
                started[key] = opened.enter_context(Driver(target))
            return started[key]

        yield driver


@pytest.fixture(params=TARGETS, ids=lambda target: target.name)
def target(request: pytest.FixtureRequest) -> Target:
    """Return each generated client."""
    found: Target = request.param
    return found
