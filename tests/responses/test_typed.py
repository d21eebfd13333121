"""The generated package and a program that uses it, for linters, formatters and both type checkers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pytest

HERE: Final = Path(__file__).parent
BIN: Final = Path(sys.executable).parent


class Told(NamedTuple):
    file: str
    line: int
    text: str


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def workshop(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and the program."""
    workshop = tmp_path_factory.mktemp("workshop")
    shutil.copytree(folder / "src" / "lights", workshop / "lights", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "usage.py", workshop / "usage.py")
    (workshop / "pyrightconfig.json").write_text('{"include": ["."], "typeCheckingMode": "strict"}')
    return workshop


def mypy(workshop: Path) -> list[Told]:
    command = (BIN / "mypy", "--strict", "--config-file=", "--output=json", "--cache-dir=.mypy", ".")
    rows = [json.loads(line) for line in run(*command, cwd=workshop).stdout.splitlines() if line.startswith("{")]
    return [Told(Path(row["file"]).name, row["line"], row["message"]) for row in rows if row["severity"] == "error"]


def pyright(workshop: Path) -> list[Told]:
    done = run(BIN / "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", ".", cwd=workshop)
    rows = json.loads(done.stdout)["generalDiagnostics"]
    return [Told(Path(row["file"]).name, row["range"]["start"]["line"] + 1, row["message"]) for row in rows]


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_types(checker: Callable[[Path], list[Told]], workshop: Path) -> None:
    """The package is clean, what a caller writes is accepted, and each mistake is found."""
    told = checker(workshop)
    lines = (HERE / "usage.py").read_text().splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if "  # wrong: " in line}
    assert len(wrong) == 5
    assert [one for one in told if one.file != "usage.py" or one.line not in wrong] == []
    assert {one.line for one in told} == wrong


def test_linter_and_formatters(folder: Path) -> None:
    for command in (
        ("ruff", "check", "--no-cache", "--config", "pyproject.toml", "."),
        ("ruff", "format", "--no-cache", "--check", "--config", "pyproject.toml", "."),
        ("black", "--quiet", "--check", "src"),
    ):
        done = run(BIN / command[0], *command[1:], cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_suppression_and_no_any(folder: Path) -> None:
    for path in (folder / "src").rglob("*.py"):
        text = path.read_text()
        assert "type: ignore" not in text
        assert "noqa" not in text
