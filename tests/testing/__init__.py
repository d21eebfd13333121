"""Tests of the module `testing` of generated packages: a server in memory, for the tests of those who use a package.

The package under test is imported from `generated/python`; `HEXAPLA_CLIENT` names another distribution.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
GENERATED: Final = Path(os.environ.get("HEXAPLA_CLIENT", ROOT / "generated" / "python")).resolve()
SOURCE: Final = GENERATED / "src"

if str(SOURCE) not in sys.path:
    sys.path.insert(0, str(SOURCE))
