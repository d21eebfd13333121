"""The programs that come with the package run as they stand, against the package's own fake."""

from __future__ import annotations

import asyncio
import runpy
import tarfile
import zipfile
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
import toggltrack
from toggltrack import AsyncToggl, Toggl
from toggltrack.testing import FakeToggl

from . import GENERATED
from .drivers import TOKEN

EXAMPLES = GENERATED / "examples"
ARGUMENTS = {
    "list_rows": ["7"],
    "list_rows_async": ["7"],
    "create_one": ["7"],
    "patch_many": ["7", "1,2,3"],
}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeToggl:
    """Return what the programs get for a server when they make a client."""
    made = FakeToggl()
    sync, awaited = toggltrack.Toggl, toggltrack.AsyncToggl
    monkeypatch.setenv("TOGGL_API_TOKEN", TOKEN)
    monkeypatch.setattr(toggltrack, "Toggl", lambda: sync(transport=made))
    monkeypatch.setattr(toggltrack, "AsyncToggl", lambda: awaited(transport=made))
    return made


def start(name: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Run a program as a person does."""
    path = EXAMPLES / f"{name}.py"
    monkeypatch.setattr("sys.argv", [str(path), *words])
    runpy.run_path(str(path), run_name="__main__")


def test_every_program_is_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == set(ARGUMENTS)


@pytest.mark.parametrize("name", ["list_rows", "list_rows_async"])
def test_a_list(
    name: str, fake: FakeToggl, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(160):
        fake.projects.add(7, name="Harbour website", active=number != 3)
        fake.projects.add(8, name="Harbour website", active=True)
    start(name, monkeypatch, "7")
    lines = capsys.readouterr().out.splitlines()
    # Of the workspace that was named, what the filter lets through, over two pages.
    assert len(lines) == 159
    assert all(line.startswith("Project(") for line in lines)
    assert [one.query.get("page") for one in fake.requests] == [None, ["2"]]


def test_a_creation(fake: FakeToggl, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    start("create_one", monkeypatch, "7")
    assert capsys.readouterr().out.startswith("made: Project(")
    assert [row["name"] for row in fake.projects.all(7)] == ["Harbour newsletter"]


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (403, None, "refused: 403 "),
        (None, "reset", "perhaps: POST "),
        (None, "timeout", "perhaps: POST "),
        (None, "connect", "failed: POST "),
    ],
)
def test_a_creation_that_fails_says_how(
    status: int | None,
    error: str | None,
    said: str,
    fake: FakeToggl,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake.fail_next(**({"status": status} if status else {"error": error}), times=3)
    main = runpy.run_path(str(EXAMPLES / "create_one.py"))["main"]
    with Toggl(TOKEN, transport=fake, retries=0) as client:
        main(client, 7)
    assert capsys.readouterr().out.startswith(said)


def test_a_patch_that_fails_in_part(
    fake: FakeToggl, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [fake.projects.add(7, name=name, active=True)["id"] for name in ("a", "b")]
    start("patch_many", monkeypatch, "7", f"{made[0]},{made[1]},999")
    out = capsys.readouterr().out.splitlines()
    assert f"success: {made}" in out
    assert [line for line in out if line.startswith("failure:") and "999" in line]
    assert {row["color"] for row in fake.projects.all(7)} == {"#9e5bd9"}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_without_arguments_a_program_says_which(name: str, fake: FakeToggl, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match=f"usage: python {name}.py WORKSPACE_ID"):
        start(name, monkeypatch)
    assert fake.requests == []


def test_the_main_of_a_program_can_be_awaited() -> None:
    fake = FakeToggl()
    main = runpy.run_path(str(EXAMPLES / "list_rows_async.py"))["main"]

    async def go() -> None:
        async with AsyncToggl(TOKEN, transport=fake) as client:
            await main(client, 7)

    asyncio.run(go())
    assert [one.path for one in fake.requests] == ["/workspaces/7/projects"]


def test_programs_are_in_the_source_and_not_in_the_wheel(tmp_path: Path) -> None:
    command = [executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path), str(GENERATED)]
    done = run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    source, wheel = next(tmp_path.glob("*.tar.gz")), next(tmp_path.glob("*.whl"))
    with tarfile.open(source) as archive:
        assert {Path(name).stem for name in archive.getnames() if "/examples/" in name} == set(ARGUMENTS)
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("examples/")]
