"""Two runs at once in one folder: the second waits for the first, and one that was killed holds nobody up."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hexapla.finding import FindingError, as_text
from hexapla.write import MANIFEST, STAGE, lock, put, read_manifest, recover

OLD = {"a.py": b"a", "src/b.py": b"b"}
NEW = {"a.py": b"A", "new/d.py": b"d"}


def state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != MANIFEST}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    put(str(tmp_path / "out"), OLD)
    return tmp_path / "out"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Return a list of what is done in each pause while a run waits, instead of waiting."""
    found: list[Callable[[], None]] = []

    def sleep(seconds: float) -> None:
        assert seconds == lock.PAUSE
        if found:
            found.pop(0)()

    monkeypatch.setattr(lock.time, "sleep", sleep)
    return found


@pytest.fixture
def held(out: Path) -> Iterator[int]:
    """Hold the folder as another run does."""
    handle = os.open(out, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield handle
    os.close(handle)


def test_a_run_waits_for_the_one_before(out: Path, held: int, pauses: list[Callable[[], None]]) -> None:
    pauses += [lambda: None, lambda: fcntl.flock(held, fcntl.LOCK_UN)]
    put(str(out), NEW)
    assert pauses == []
    assert state(out) == NEW


def test_what_the_run_before_did_meanwhile_counts(out: Path, held: int, pauses: list[Callable[[], None]]) -> None:
    """The comparison is made when the folder is ours, not before."""

    def other() -> None:
        fcntl.flock(held, fcntl.LOCK_UN)
        put(str(out), NEW)

    pauses.append(other)
    changes, _ = put(str(out), NEW)
    assert not changes.stale


def test_a_folder_that_is_held_for_long_is_a_finding(out: Path, held: int, pauses: list[Callable[[], None]]) -> None:
    with pytest.raises(FindingError) as caught:
        put(str(out), NEW)
    assert as_text(caught.value.findings, lambda _: ()) == (
        f"error busy: another run is writing into {out}\n  hint: wait until it is done, and run this again\n"
    )
    assert state(out) == OLD


def test_waiting_has_an_end() -> None:
    assert lock.TRIES * lock.PAUSE == 10


def test_what_another_run_has_staged_is_not_touched(out: Path, held: int, pauses: list[Callable[[], None]]) -> None:
    (out / STAGE / "new").mkdir(parents=True)
    (out / STAGE / "new" / "a.py").write_bytes(b"A")
    with pytest.raises(FindingError):
        recover(str(out))
    assert (out / STAGE / "new" / "a.py").exists()


def test_a_folder_that_is_removed_while_a_run_waits_is_made_again(
    out: Path, held: int, pauses: list[Callable[[], None]]
) -> None:
    others: list[int] = []

    def removed() -> None:
        out.rename(out.parent / "moved")
        fcntl.flock(held, fcntl.LOCK_UN)
        # A third run is faster: what counts is the folder that is there now.
        out.mkdir()
        others.append(os.open(out, os.O_RDONLY))
        fcntl.flock(others[0], fcntl.LOCK_EX)

    pauses += [removed, lambda: os.close(others[0])]
    put(str(out), NEW)
    assert pauses == []
    assert state(out) == NEW
    assert state(out.parent / "moved") == OLD


HOLDING = """
import sys
from hexapla.write.lock import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_run_that_was_killed_holds_nobody_up(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with monkeypatch.context() as patch:
            patch.setattr(lock, "TRIES", 1)
            patch.setattr(lock, "PAUSE", 0)
            with pytest.raises(FindingError):
                put(str(out), NEW)
        process.send_signal(signal.SIGKILL)
        process.wait()
        put(str(out), NEW)
    assert state(out) == NEW


MANY = """
import sys
from hexapla.write import put
for number in range(10):
    files = {f"{sys.argv[2]}.py": b"x"} if number % 2 else {}
    put(sys.argv[1], {"a.py": sys.argv[2].encode() * 1000, **files, "z/z.py": sys.argv[2].encode()})
"""


def test_many_runs_at_once_leave_what_one_of_them_wanted(tmp_path: Path) -> None:
    out = tmp_path / "out"
    runs = [subprocess.Popen([sys.executable, "-c", MANY, str(out), name], stderr=subprocess.PIPE) for name in "pqr"]
    for run in runs:
        said = run.communicate()[1].decode()
        assert run.returncode == 0, said
    wanted = [{"a.py": name.encode() * 1000, f"{name}.py": b"x", "z/z.py": name.encode()} for name in "pqr"]
    assert state(out) in wanted
    assert set(read_manifest(str(out))) == set(state(out))


def test_without_locks_a_run_goes_on(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no `fcntl`; some network drives refuse."""

    def refuse(handle: int, how: int) -> None:
        raise OSError(45, "Operation not supported")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refuse)
        put(str(out), NEW)
    assert state(out) == NEW
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "fcntl", None)
        put(str(out), OLD)
    assert state(out) == OLD
