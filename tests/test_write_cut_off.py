"""A run that is cut off, wherever that happens, is finished by the next one or forgotten; nothing lies between."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hexapla import write
from hexapla.finding import FindingError
from hexapla.write import MANIFEST, STAGE, apply, compare, read_manifest, recover

OLD = {"a.py": b"a", "src/b.py": b"b", "src/deep/c.py": b"c"}
NEW = {"a.py": b"A", "src/b.py": b"b", "new/d.py": b"d"}


def state(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != MANIFEST}


def put(folder: Path, files: dict[str, bytes]) -> None:
    apply(str(folder), files, compare(str(folder), files))


class Cut(BaseException):
    """The process is killed: nothing handles it."""


def interrupting(monkeypatch: pytest.MonkeyPatch, at: int, error: type[BaseException]) -> Iterator[int]:
    """Make the file operation number `at` of `write` fail; yields how many were counted."""
    count = 0

    def wrap(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal count
            if named.get("ignore_errors") or (real is open and arguments[1] != "wb"):
                return real(*arguments, **named)
            count += 1
            if count == at:
                raise error(errno.EIO, "cut off", arguments[0]) if error is OSError else error()
            return real(*arguments, **named)

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "remove", "makedirs", "rmdir"):
            patch.setattr(write.os, name, wrap(getattr(os, name)))
        patch.setattr(write.shutil, "rmtree", wrap(shutil.rmtree))
        patch.setitem(write.__dict__, "open", wrap(open))
        yield at
    yield count


def cut_off(out: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: type[BaseException]) -> bool:
    """Write NEW over OLD, cut off at a step; say whether there is such a step."""
    changes = compare(str(out), NEW)
    steps = interrupting(monkeypatch, at, error)
    next(steps)
    caught = False
    try:
        apply(str(out), NEW, changes)
    except (Cut, FindingError):
        caught = True
    count = next(steps)
    assert caught == (count >= at) or (error is OSError and count >= at)
    return count >= at


@pytest.mark.parametrize("error", [Cut, OSError])
def test_a_run_that_is_cut_off_anywhere_is_finished_or_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    outcomes = set()
    for at in range(1, 100):
        out = tmp_path / f"out{at}"
        put(out, OLD)
        if not cut_off(out, monkeypatch, at, error):
            break
        recover(str(out))
        found = state(out)
        assert found in (OLD, NEW), f"cut off at step {at}"
        assert not (out / STAGE).exists()
        assert set(read_manifest(str(out))) == set(found), f"the manifest does not fit after step {at}"
        outcomes.add("old" if found == OLD else "new")
        put(out, NEW)
        assert state(out) == NEW
    else:
        pytest.fail("the run has no end")
    assert at > 10
    assert outcomes == {"old", "new"}


def test_a_recovery_that_is_cut_off_is_recovered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(1, 100):
        out = tmp_path / f"out{at}"
        put(out, OLD)
        cut_off(out, monkeypatch, 8, Cut)
        assert (out / STAGE).exists()
        steps = interrupting(monkeypatch, at, Cut)
        next(steps)
        with contextlib.suppress(Cut):
            recover(str(out))
        if next(steps) < at:
            break
        recover(str(out))
        assert state(out) in (OLD, NEW)
        assert set(read_manifest(str(out))) == set(state(out))
    assert at > 3


def test_a_file_whose_name_changed_its_case_survives_where_case_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a system takes the old and the new name for one file: what is put must not be removed by the next run."""
    for at in range(1, 100):
        stage = tmp_path / f"out{at}" / STAGE
        stage.mkdir(parents=True)
        (stage.parent / "a.py").write_bytes(b"old")
        (stage / "0").write_bytes(b"new")
        (stage / "commit.json").write_text('{"replaced": ["a.py"], "removed": ["a.py"]}')
        steps = interrupting(monkeypatch, at, Cut)
        next(steps)
        with contextlib.suppress(Cut):
            recover(str(stage.parent))
        if next(steps) < at:
            break
        recover(str(stage.parent))
        assert (stage.parent / "a.py").read_bytes() == b"new", f"cut off at step {at}"
    assert at > 3
