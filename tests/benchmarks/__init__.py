"""Ratios of two things measured by turns in one run: `python -m tests.benchmarks`. Not part of the tests."""

from __future__ import annotations

from typing import Final

# Importing it makes the package under test importable.
from tests.client import GENERATED

CLIENT: Final = GENERATED
"""The client that is measured."""
