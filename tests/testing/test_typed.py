"""The server in memory is a transport of both clients for strict type checkers, and refuses what makes no sense."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from . import SOURCE

PROGRAM: Final = """
from typing import assert_type

from toggltrack import JSON, AsyncToggl, AsyncTransport, Toggl, Transport
from toggltrack.testing import FakeClock, FakeToggl, Records, Sent

fake = FakeToggl(workspaces=[1, "2"], now="2026-01-01T00:00:00Z", clock=FakeClock())
one: Transport = fake
other: AsyncTransport = fake
client = Toggl("t", transport=fake, clock=FakeClock())
awaited = AsyncToggl("t", transport=fake, clock=FakeClock(chances=[0.5]))
assert_type(fake.projects, Records)
assert_type(fake.projects.add(1, name="Site", rate=None, tags=["a"]), dict[str, JSON])
assert_type(fake.projects.all(1), list[dict[str, JSON]])
assert_type(fake.projects.get(1, 2), dict[str, JSON] | None)
assert_type(fake.requests, list[Sent])
assert_type(fake.requests[0].json, JSON)
assert_type(FakeClock().waits, list[float])
fake.fail_next(429, headers={"Retry-After": "3"}, times=2, when="projects.create")
fake.fail_next(error="reset")
fake.respond("projects.list", json=[{"id": 5}])
fake.quota(3, resets_in=60)
"""
WRONG: Final = """
from toggltrack import Toggl
from toggltrack.testing import FakeToggl

fake = FakeToggl()
FakeToggl(projects=[1])  # wrong: only what a path begins with
FakeToggl(workspaces=1)  # wrong: not one
fake.fail_next(error="close")  # wrong: no such failure
fake.projects.add(1, name=object())  # wrong: no JSON
fake.project  # wrong: no such records
Toggl("t", transport=FakeToggl)  # wrong: the class
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("typed")
    shutil.copytree(SOURCE / "toggltrack", found / "toggltrack", ignore=shutil.ignore_patterns("__pycache__"))
    (found / "program.py").write_text(PROGRAM)
    (found / "wrong.py").write_text(WRONG)
    (found / "pyrightconfig.json").write_text('{"include": ["program.py", "wrong.py"], "typeCheckingMode": "strict"}')
    return found


COMMANDS: Final = {
    "mypy": ("mypy", "--strict", "--config-file=", "--cache-dir=.mypy", "program.py", "wrong.py"),
    "pyright": ("pyright", "--pythonpath", sys.executable, "-p", "."),
}


@pytest.mark.parametrize("checker", COMMANDS)
def test_uses_are_accepted_and_mistakes_refused(checker: str, folder: Path) -> None:
    command = [sys.executable, "-m", *COMMANDS[checker]]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder).stdout
    errors = [line.strip() for line in said.splitlines() if "error:" in line]
    assert [line for line in errors if "wrong.py" not in line] == []
    lines = {int(line.partition("wrong.py:")[2].partition(":")[0]) for line in errors}
    assert lines == {number for number, line in enumerate(WRONG.splitlines(), 1) if "# wrong: " in line}
