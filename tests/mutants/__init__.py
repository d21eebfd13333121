"""Patches that break the program, each with the test that must then fail.

A mutant is `NAME.patch`: comment lines that say what breaks, one line `# test: PYTEST-ID`, a unified diff. `run` copies
the working tree, applies the patch, generates the clients anew, and runs the test, which must pass without the patch
and fail with it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Packages that were compiled are compiled anew, and the tools of Node are linked to: they are many files.
_LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__"),
    *("node_modules", "built"),
)


@dataclass(frozen=True)
class Mutant:
    """One patch and the test that must notice it."""

    name: str
    path: Path
    test: str


@dataclass(frozen=True)
class Verdict:
    """Whether a mutant was killed, and what was printed."""

    killed: bool
    said: str


def mutants() -> list[Mutant]:
    """Return every mutant, by name."""
    return [_read(path) for path in sorted(Path(__file__).parent.glob("*.patch"))]


def _read(path: Path) -> Mutant:
    found = re.search(r"^# test: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        message = f"{path.name} names no test"
        raise ValueError(message)
    return Mutant(path.stem, path, found[1])


def run(mutant: Mutant) -> Verdict:
    """Apply a mutant to a copy of the working tree and run its test."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        if (ROOT / "node_modules").is_dir():
            (copy / "node_modules").symlink_to(ROOT / "node_modules")
        applied = _call(copy, "git", "apply", "--recount", str(mutant.path))
        if applied.returncode:
            return Verdict(False, f"the patch does not apply: {applied.stderr}")
        generated = _call(copy, sys.executable, "-m", "hexapla", "generate", "--force")
        if generated.returncode:
            # A mutant that stops the generator is dead too, but no test has noticed it.
            return Verdict(False, f"the mutant cannot be generated: {generated.stderr}")
        tested = _call(
            copy, sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", mutant.test
        )
        # 1: tests ran and some failed. Anything else (no such test, a broken collection) proves nothing.
        return Verdict(tested.returncode == 1, tested.stdout + tested.stderr)


def _call(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ, PYTHONPATH=str(folder / "generator"), HEXAPLA_NO_SKIP="")
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
