"""One run at a time in a folder: the second waits a while for the first, and then says so.

The lock is the system's own, on the folder itself: nothing lies around that a process that was killed could leave
behind. Where a system has no such locks (Windows, some network drives) runs are not held off each other.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from typing import Final

from hexapla.finding import FindingError, error
from hexapla.write.folder import unwritable

TRIES: Final = 200
PAUSE: Final = 0.05
"""Seconds between two tries to get a folder that another run holds."""


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold a folder against other runs; it is made where it is missing, and removed if nothing comes into it.

    Raises:
        FindingError: it cannot be made, or another run holds it for longer than a while.
    """
    made: list[str] = []
    handle = None
    try:
        try:
            handle = _hold(folder, made)
        except OSError as problem:
            raise unwritable(folder, problem) from None
        yield
    finally:
        for path in reversed(made):
            with contextlib.suppress(OSError):  # it is not empty
                os.rmdir(path)
        if handle is not None:
            os.close(handle)


def _hold(folder: str, made: list[str]) -> int | None:
    """Return an open handle that holds the lock; closing it, or the end of the process, gives it back."""
    while True:
        _make(folder, made)
        handle = _lock(folder)
        # Who held it before may have removed the folder while we waited.
        if handle is None or _is_still(handle, folder):
            return handle
        os.close(handle)


def _make(folder: str, made: list[str]) -> None:
    """Make a folder and those above it; every one that was missing is added to `made`, the outermost first."""
    missing = []
    path = os.path.abspath(folder)
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    made.extend(reversed(missing))


def _lock(folder: str) -> int | None:
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    for _ in range(TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        except OSError:  # a file system that knows no locks
            return handle
        else:
            return handle
    os.close(handle)
    hint = "wait until it is done, and run this again"
    raise FindingError(error("busy", f"another run is writing into {folder}", None, hint))


def _is_still(handle: int, folder: str) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder))
    except FileNotFoundError:
        return False
