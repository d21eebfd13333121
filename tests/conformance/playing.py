"""`python -m tests.conformance play FOLDER`: every vector, against the client that a folder holds.

For a style of one's own: `test_vectors.py` plays the clients of this repository, and this any other one that is made of
its spec. A vector that fails is told with what is not as it says.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from .driving import TARGETS, Driver, Target, run
from .stage import Stage
from .vector import Mode, Vector


def target_of(folder: Path) -> Target | None:
    """Return the client of a folder, None where it holds no driver that is known here.

    It is started, and spells, as the one of the target in this repository whose driver is the same file.
    """
    like = next((target for target in TARGETS if (folder / target.driver).is_file()), None)
    return like and dataclasses.replace(like, name=folder.name, folder=folder.resolve())


def play(target: Target, vectors: Sequence[Vector]) -> Iterator[tuple[Vector, Mode, list[str]]]:
    """Yield each vector that fails, with its mode and what is not as it says."""
    with Stage() as stage:
        for mode in target.modes:
            with Driver(target) as driver:
                for vector in vectors:
                    if problems := run(vector, mode, driver, stage):
                        yield vector, mode, problems
