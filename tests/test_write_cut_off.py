"""A run that is cut off, wherever that happens, is finished by the next one or forgotten; nothing lies between.

Every call of the operating system that writing makes is found by the interpreter's own audit events, so that none can
be forgotten here: at each of them the process is killed, or the call fails.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hexapla.finding import FindingError
from hexapla.write import MANIFEST, STAGE, put, read_manifest, recover
from hexapla.write import stage as staging

OLD = {"a.py": b"a", "src/b.py": b"b", "src/deep/c.py": b"c"}
NEW = {"a.py": b"A", "src/b.py": b"b", "new/d.py": b"d"}


def state(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != MANIFEST}


def whole(out: Path) -> str:
    """Return whether a folder is old or new; anything else fails, a manifest that does not fit as well."""
    found = state(out)
    assert found in (OLD, NEW)
    assert not (out / STAGE).exists()
    assert set(read_manifest(str(out))) == set(found)
    return "old" if found == OLD else "new"


# A process of its own: it forks, which threads of a test runner would not survive.
KILLED = """
import os, signal, sys
from hexapla.write import put, recover

OLD, NEW = ({path: text.encode() for path, text in files.items()} for files in eval(sys.argv[2]))
EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir", "shutil.rmtree")
left = 0

def hook(event, arguments):
    global left
    if left and event in EVENTS:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

def cut(at, work):
    global left
    child = os.fork()
    if child == 0:
        left = at
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])

sys.addaudithook(hook)
put("warm", NEW)
at, go_on = 0, True
while go_on:
    at += 1
    put(f"out{at}", OLD)
    go_on = cut(at, lambda: put(f"out{at}", NEW))
    again = 0
    while go_on and os.path.exists(f"out{at}/.hexapla-stage") and again < int(sys.argv[1]):
        again += 1
        cut(again, lambda: recover(f"out{at}"))
print(at)
"""


@pytest.mark.parametrize("recoveries_cut_off", [0, 3, 20])
def test_a_run_that_is_killed_anywhere_is_finished_or_forgotten(tmp_path: Path, recoveries_cut_off: int) -> None:
    files = repr([{path: text.decode() for path, text in files.items()} for files in (OLD, NEW)])
    arguments = [sys.executable, "-c", KILLED, str(recoveries_cut_off), files]
    run = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    steps = int(run.stdout)
    assert steps > 30
    outcomes = set()
    for at in range(1, steps + 1):
        out = tmp_path / f"out{at}"
        recover(str(out))
        outcomes.add(whole(out))
        put(str(out), NEW)
        assert whole(out) == "new"
    assert outcomes == {"old", "new"}


class Failing:
    """Makes one call of the operating system fail: the first, the second, and so on."""

    def __init__(self) -> None:
        self.at = 0
        self.count = 0
        self.code = errno.EIO
        self.events: set[str] = set()

    @contextlib.contextmanager
    def fails(self, at: int, code: int) -> Iterator[None]:
        self.at, self.count, self.code = at, 0, code
        try:
            yield
        finally:
            self.at = 0

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.at and event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir"):
            self.events.add(event)
            self.count += 1
            if self.count == self.at:
                raise OSError(self.code, os.strerror(self.code), str(arguments[0]))


@pytest.fixture(scope="module")
def failing() -> Failing:
    """Return what makes calls fail; an audit hook cannot be taken away again, so that there is one, idle mostly."""
    found = Failing()
    sys.addaudithook(found.hook)
    return found


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_call_that_fails_anywhere_leaves_the_old_or_is_finished(tmp_path: Path, failing: Failing, code: int) -> None:
    outcomes = set()
    for at in range(1, 200):
        out = tmp_path / f"out{at}"
        put(str(out), OLD)
        said: list[str] = []
        try:
            with failing.fails(at, code):
                put(str(out), NEW)
        except FindingError as problem:
            said = [finding.rule for finding in problem.findings]
        assert set(said) <= {"cannot-write"}
        if failing.count < at:
            break
        recover(str(out))
        outcomes.add(whole(out))
        put(str(out), NEW)
        assert whole(out) == "new"
    else:
        pytest.fail("the run has no end")
    assert at > 30
    assert outcomes == {"old", "new"}
    assert failing.events >= {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


class Full:
    """A file on a disk that is full: it takes some bytes and no more; `late`, it says so only when it is closed."""

    def __init__(self, real: BinaryIO, room: int, *, late: bool) -> None:
        self._real = real
        self._room = room
        self._late = late
        self._failed = False

    def __enter__(self) -> Full:
        return self

    def write(self, data: bytes) -> int:
        self._real.write(data[: self._room])
        self._failed = len(data) > self._room
        if self._failed and not self._late:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)

    def __exit__(self, *_: object) -> None:
        self._real.close()
        if self._failed and self._late:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("room", [0, 1])
def test_a_disk_that_is_full_at_any_file_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, late: bool
) -> None:
    files = {**NEW, "new/d.py": b"more than one byte"}
    for at in range(1, 50):
        out = tmp_path / f"out{at}"
        put(str(out), OLD)
        count = 0

        def full(path: str, mode: str, at: int = at) -> object:
            nonlocal count
            count += mode == "wb"
            real = open(path, mode)  # noqa: SIM115
            return Full(real, room, late=late) if mode == "wb" and count == at else real  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setitem(staging.__dict__, "open", full)
            try:
                put(str(out), files)
            except FindingError as problem:
                (finding,) = problem.findings
                assert finding.rule == "cannot-write"
                assert finding.message.endswith("No space left on device")
        if count < at:
            break
        if (out / STAGE).exists():
            # The last file is written after the run counts as done: the next one finishes it.
            assert at > len(files)
            recover(str(out))
            assert state(out) == files
        elif state(out) != files:
            assert whole(out) == "old"
        put(str(out), files)
        assert state(out) == files
    assert at > len(files)


LIMITED = """
import resource, signal, sys
from hexapla.finding import FindingError, as_text
from hexapla.write import put
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    put("out", {"a.py": b"A", "b.py": b"x" * 2000})
except FindingError as problem:
    print(as_text(problem.findings, lambda _: ()), end="")
"""


def test_a_file_that_the_system_refuses_to_write_whole_leaves_the_old(tmp_path: Path) -> None:
    """Here the kernel itself cuts the file."""
    put(str(tmp_path / "out"), OLD)
    run = subprocess.run([sys.executable, "-c", LIMITED], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout == "error cannot-write: cannot write out: File too large\n"
    assert whole(tmp_path / "out") == "old"


def test_a_file_whose_name_changed_its_case_survives_where_case_is_ignored(tmp_path: Path, failing: Failing) -> None:
    """Such a system takes the old and the new name for one file: what is put must not be removed by the next run."""
    for at in range(1, 100):
        stage = tmp_path / f"out{at}" / STAGE
        (stage / "new").mkdir(parents=True)
        (stage.parent / "a.py").write_bytes(b"old")
        (stage / "new" / "a.py").write_bytes(b"new")
        (stage / "commit.json").write_text('{"replaced": ["a.py"], "removed": ["a.py"]}')
        with contextlib.suppress(FindingError), failing.fails(at, errno.EIO):
            recover(str(stage.parent))
        if failing.count < at:
            break
        recover(str(stage.parent))
        assert (stage.parent / "a.py").read_bytes() == b"new", f"cut off at step {at}"
    assert at > 3


@pytest.mark.parametrize("order", ["", "[]", "{}", '{"replaced": 3, "removed": []}', "\x00"])
def test_an_order_that_is_none_is_a_finding(tmp_path: Path, order: str) -> None:
    put(str(tmp_path / "out"), OLD)
    stage = tmp_path / "out" / STAGE
    stage.mkdir()
    (stage / "commit.json").write_text(order)
    with pytest.raises(FindingError) as caught:
        recover(str(tmp_path / "out"))
    assert [(f.rule, f.hint) for f in caught.value.findings] == [
        ("bad-manifest", f"remove the folder {stage} and run again")
    ]
    shutil.rmtree(stage)
    put(str(tmp_path / "out"), NEW)
    assert whole(tmp_path / "out") == "new"
