"""The session's own rules: a skipped test fails it where CI says so, and shared material is never silently missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest

def test_that_passes(): pass

@pytest.mark.skip(reason="not here")
def test_that_skips(): pass
"""

SHARED = """
def test_shared(shared):
    assert (shared / "docs").is_dir()
"""


def session(folder: Path, test: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text((Path(__file__).parent / "conftest.py").read_text())
    (folder / "test_it.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider -rs\n")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HEXAPLA_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_skip_fails_the_session_where_ci_says_so(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = session(tmp_path, SKIPPING, *arguments, HEXAPLA_NO_SKIP="1")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "HEXAPLA_NO_SKIP is set, and 1 test skipped: the session fails" in run.stdout
    assert "not here" in run.stdout


def test_a_skip_is_fine_elsewhere(tmp_path: Path) -> None:
    run = session(tmp_path, SKIPPING)
    assert run.returncode == 0
    assert "HEXAPLA_NO_SKIP" not in run.stdout


def test_no_skip_no_fault(tmp_path: Path) -> None:
    assert session(tmp_path, "def test_it(): pass\n", HEXAPLA_NO_SKIP="1").returncode == 0


def test_shared_material_that_is_not_named_skips(tmp_path: Path) -> None:
    run = session(tmp_path, SHARED)
    assert run.returncode == 0
    assert "HEXAPLA_SHARED does not name the folder" in run.stdout


def test_shared_material_that_is_missing_fails(tmp_path: Path) -> None:
    run = session(tmp_path, SHARED, HEXAPLA_SHARED=str(tmp_path / "nowhere"))
    assert run.returncode == 1
    assert "nowhere, which is no folder" in run.stdout
