"""A cold `hexapla generate`, and one in which nothing changed, against what importing its two libraries costs alone.

And all targets at once against the one whose formatter takes longest: formatters run side by side.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .race import Race

ROOT: Final = Path(__file__).parents[2]
SLOWEST: Final = "typescript"
"""The target whose formatter takes longest: the others together take less."""


def races() -> Iterator[Race]:
    """Yield the races: in a copy of configuration and spec, with nothing written before, and with all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        shutil.copytree(ROOT / "spec", folder / "spec")
        (folder / "node_modules").symlink_to(ROOT / "node_modules")

        def clear() -> None:
            for made in (".hexapla", "generated"):
                shutil.rmtree(folder / made, ignore_errors=True)

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)

        yield Race(
            "cold generate / import jinja2, yaml",
            lambda: run("-m", "hexapla", "generate", "python"),
            lambda: run("-c", "import jinja2, yaml"),
            bound=3.0,
            runs=11,
            prepare=clear,
        )
        yield Race(
            f"cold generate of all targets / of {SLOWEST} alone",
            lambda: run("-m", "hexapla", "generate"),
            lambda: run("-m", "hexapla", "generate", SLOWEST),
            bound=1.5,
            runs=5,
            prepare=clear,
        )
        run("-m", "hexapla", "generate")
        yield Race(
            "generate where nothing changed / import jinja2, yaml",
            lambda: run("-m", "hexapla", "generate", "python"),
            lambda: run("-c", "import jinja2, yaml"),
            bound=1.0,
            runs=15,
        )
