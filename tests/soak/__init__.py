"""A great many calls against a server that fails one answer in ten, in every way there is: `python -m tests.soak`."""

from __future__ import annotations

from typing import Final

# Importing it makes the package under test importable.
from tests.client import GENERATED

CLIENT: Final = GENERATED
"""The client that is soaked."""
