"""A cold `hexapla generate`, and one in which nothing changed, against what importing its two libraries costs alone."""

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


def races() -> Iterator[Race]:
    """Yield the races: in a copy of configuration and spec, with nothing written before, and with all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        shutil.copytree(ROOT / "spec", folder / "spec")

        def clear() -> None:
            for made in (".hexapla", "generated"):
                shutil.rmtree(folder / made, ignore_errors=True)

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)

        yield Race(
            "cold generate / import jinja2, yaml",
            lambda: run("-m", "hexapla", "generate"),
            lambda: run("-c", "import jinja2, yaml"),
            bound=3.0,
            runs=11,
            prepare=clear,
        )
        run("-m", "hexapla", "generate")
        yield Race(
            "generate where nothing changed / import jinja2, yaml",
            lambda: run("-m", "hexapla", "generate"),
            lambda: run("-c", "import jinja2, yaml"),
            bound=1.0,
            runs=15,
        )
