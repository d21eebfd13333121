"""The styles: one file each, registered here by name."""

from __future__ import annotations

from typing import Final

from hexapla.plan import Style
from hexapla.styles.python import Python
from hexapla.styles.python_pydantic import PythonPydantic
from hexapla.styles.typescript import TypeScript

STYLES: Final[tuple[Style, ...]] = (Python(), PythonPydantic(), TypeScript())


def find(name: str) -> Style | None:
    """Return the style of that name, None where there is none."""
    return next((style for style in STYLES if style.name == name), None)
