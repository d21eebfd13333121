"""The terminal that a command prints to: how wide it is, and whether colours are wanted."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Final

_WIDTHS: Final = (60, 120)
"""What is narrower or wider is hard to read."""


def width() -> int:
    """Return how many columns to fill; 80 where nobody says."""
    low, high = _WIDTHS
    return max(low, min(high, shutil.get_terminal_size((80, 24)).columns))


def is_colourful() -> bool:
    """Say whether colours are wanted: a person looks on, and nobody said no (`NO_COLOR`)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
