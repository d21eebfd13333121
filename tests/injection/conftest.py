"""The descriptions that take hostile text, each with a judge that remembers what harmless text makes of them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import pytest
from hexapla.load import bundle
from hexapla.source import Sources

from .judge import Judge
from .positions import Position, positions

APIS: Final = Path(__file__).parents[1] / "apis"
SPECS: Final = {"pets": "pets.yaml", "harbor": "harbor/openapi.yaml"}


@functools.cache
def described(name: str) -> dict[str, Any]:
    """Return a bundle."""
    return bundle(Sources(lambda path: (APIS / path).read_bytes()), SPECS[name])[0]


@functools.cache
def judged(name: str) -> tuple[Judge, tuple[Position, ...]]:
    """Return a description's judge and positions."""
    return Judge(described(name)), positions(described(name))


@pytest.fixture(scope="session", params=SPECS)
def spec(request: pytest.FixtureRequest) -> str:
    """Return the name of a description."""
    name: str = request.param
    return name
