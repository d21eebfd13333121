"""What the README says of reviews, done: the command and what it prints, the workflow, the hook, the accept file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[1]
CONFIG: Final = """\
spec = "openapi.yaml"

[targets.python]
style = "python"
output = "generated/python"
package = "petshelter"
client = "PetShelter"
version = "1.4.0"
"""
EDITS: Final = (
    ("enum: [cat, dog, '2nd hand', none]", "enum: [cat, dog, '2nd hand']"),
    ("{name: tame, in: query,", "{name: tame, in: query, required: true,"),
)


def section() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## Reviewing a change\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", section(), re.MULTILINE | re.DOTALL)


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def shell(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "COLUMNS": "80", **environment}
    return subprocess.run(["bash", "-ec", command], cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a repository whose work tree has the change that the README tells of."""
    shutil.copy(ROOT / "tests" / "apis" / "pets.yaml", tmp_path / "openapi.yaml")
    (tmp_path / "hexapla.toml").write_text(CONFIG)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "branch", "base")
    text = (tmp_path / "openapi.yaml").read_text()
    for old, new in EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (tmp_path / "openapi.yaml").write_text(text)
    return tmp_path


def test_the_command_prints_what_the_readme_shows(project: Path) -> None:
    (block,) = blocks("console")
    command, _, shown = block.removeprefix("$ ").partition("\n")
    run = shell(project, command)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout == shown


def test_the_accept_file_accepts(project: Path) -> None:
    (block,) = [one for one in blocks("yaml") if "fingerprint" in one]
    (project / "hexapla.accept.yaml").write_text(block)
    run = shell(project, "hexapla diff HEAD")
    assert "No pet ever was of that kind." in run.stdout
    assert run.stderr == ""


def test_the_steps_of_the_workflow_run(project: Path) -> None:
    workflow: Any = yaml.safe_load(next(one for one in blocks("yaml") if "jobs:" in one))
    job = workflow["jobs"]["review"]
    assert "${{" not in " ".join(step.get("run", "") for step in job["steps"]), "an expression in a script is a hole"
    steps = [step["run"] for step in job["steps"] if "run" in step]
    ours = [step for step in steps if not step.startswith(("pip ", "gh "))]
    assert len(steps) - len(ours) == 2
    summary = project / "summary.md"
    runs = [shell(project, step, BASE="base", GITHUB_STEP_SUMMARY=str(summary)) for step in ours]
    assert [run.returncode for run in runs] == [0, 0, 1]
    assert "`tame` became required" in summary.read_text()
    assert runs[-1].stdout.startswith("::error file=openapi.yaml,line=33,")


def test_the_hook_runs(project: Path) -> None:
    hooks: Any = yaml.safe_load(next(one for one in blocks("yaml") if "repos:" in one))
    ((hook,),) = [repository["hooks"] for repository in hooks["repos"]]
    assert shell(project, hook["entry"]).returncode == 1
    files = re.compile(hook["files"])
    assert [bool(files.search(path)) for path in ("spec/openapi.yaml", "hexapla.accept.yaml", "src/spec.py")] == [
        True,
        True,
        False,
    ]
    git(project, "commit", "--quiet", "--all", "--message", "Change")
    assert shell(project, hook["entry"]).returncode == 0
