"""Tests of the generated Python client: everything expected here is computed from the bundled spec.

The package under test is imported from `generated/python`; `HEXAPLA_CLIENT` names another distribution: a prototype, or
a copy that was broken on purpose.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

GENERATED: Final = Path(os.environ.get("HEXAPLA_CLIENT", Path(__file__).parents[2] / "generated" / "python")).resolve()
"""The folder of the distribution, as a person would publish it."""

SOURCE: Final = GENERATED / "src"

if str(SOURCE) not in sys.path:
    sys.path.insert(0, str(SOURCE))
