"""The types of the package, for both type checkers in their strict modes, and a program that uses them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
Told = tuple[str, int, str]


@pytest.fixture(scope="session")
def workshop(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and the programs that use it."""
    folder = tmp_path_factory.mktemp("typed")
    shutil.copytree(source / "unions", folder / "unions", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("usage.py", "mistakes.py"):
        shutil.copy(HERE / name, folder / name)
    (folder / "pyrightconfig.json").write_text('{"include": ["."], "typeCheckingMode": "strict"}')
    return folder


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def mypy(workshop: Path) -> list[Told]:
    """Return what `mypy --strict` says: file, line and text."""
    said = run("-m", "mypy", "--strict", "--config-file=", "--output=json", "--cache-dir=.mypy", ".", cwd=workshop)
    rows = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return [(row["file"], row["line"], row["message"]) for row in rows if row["severity"] == "error"]


@pytest.fixture(scope="session")
def pyright(workshop: Path) -> list[Told]:
    """Return what strict pyright says: file, line and text."""
    said = run("-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", ".", cwd=workshop)
    rows = json.loads(said)["generalDiagnostics"]
    return [(os.path.relpath(row["file"], workshop), row["range"]["start"]["line"] + 1, row["message"]) for row in rows]


@pytest.fixture(params=["mypy", "pyright"])
def told(request: pytest.FixtureRequest) -> list[Told]:
    """Return what one checker says, then what the other does."""
    found: list[Told] = request.getfixturevalue(request.param)
    return found


def test_no_finding_in_the_package(told: list[Told]) -> None:
    assert [one for one in told if one[0].startswith("unions")] == []


def test_a_callers_program_is_accepted(told: list[Told]) -> None:
    assert [one for one in told if one[0] == "usage.py"] == []


def test_every_mistake_is_refused(told: list[Told]) -> None:
    lines = (HERE / "mistakes.py").read_text().splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if "  # wrong: " in line}
    assert len(wrong) > 10
    found = {line for file, line, text in told if file == "mistakes.py" and "Expression value is unused" not in text}
    assert found == wrong


def test_a_callers_program_runs(workshop: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "usage.py"], capture_output=True, text=True, check=False, cwd=workshop
    )
    assert done.returncode == 0, done.stderr


def test_the_linters_find_nothing(source: Path) -> None:
    """By the package's own rules, in its own layout."""
    folder = source.parent
    for command in (["ruff", "check", "--no-cache"], ["ruff", "format", "--no-cache", "--check"], ["black", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, "src/unions/models", "src/unions/_union.py", "src/unions/_decode.py"],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
        assert done.returncode == 0, done.stdout + done.stderr
