"""The processes of git.

In: names of objects. Out: their contents, from one `git cat-file --batch`; what git refuses, as a finding.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import weakref
from typing import Final, NamedTuple

from hexapla.finding import Finding, FindingError, error

OPTIONS: Final = ("-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
_FOUND: Final = re.compile(rb"([0-9a-f]{40,64}) (commit|tree|blob|tag) ([0-9]+)\n")
_ENDED: Final = "git ended while it was asked for files"
_FSCK: Final = "`git fsck` tells what is wrong with the repository"


class Object(NamedTuple):
    """An object of a repository: its id in hex digits, what it is, and its contents."""

    key: bytes
    kind: bytes
    data: bytes


class Objects:
    """One `git cat-file --batch`, which ends with this object at the latest."""

    def __init__(self, command: list[str], folder: str) -> None:
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdin=pipe, stdout=pipe, stderr=nowhere)
        weakref.finalize(self, _end, process)
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked, self._answers = process.stdin, process.stdout

    def get(self, name: bytes) -> Object | None:
        """Return an object, None where there is none of that name.

        Raises:
            FindingError: the name is short for several objects, or git fails.
        """
        with contextlib.suppress(OSError):  # it ended, and so will its answers
            self._asked.write(name + b"\n")
            self._asked.flush()
        head = self._answers.readline()
        if not head.endswith(b"\n"):
            raise FindingError(error("git-failed", _ENDED, None, _FSCK))
        if head.endswith(b" ambiguous\n"):
            message = f"`{os.fsdecode(name)}` is short for several revisions"
            raise FindingError(error("ambiguous-input", message, None, "write more of its digits"))
        found = _FOUND.fullmatch(head)
        if found is None:
            return None
        size = int(found[3]) + 1  # a line break follows
        data = self._answers.read(size)
        if len(data) != size:
            raise FindingError(error("git-failed", _ENDED, None, _FSCK))
        return Object(found[1], found[2], data[:-1])


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # it ended before it was asked all
                pipe.close()
    process.wait()


def environment() -> dict[str, str]:
    """Return an environment in which git speaks English, asks nobody and leaves the index as it is."""
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def refusal(said: bytes) -> Finding:
    """Return what git refuses, in its own words and with the command that it advises."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    if any("not a git repository" in line for line in lines):
        return error("no-repository", "this folder is in no git repository")
    reason = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else "it says nothing")
    advised = next((f"`{line}`" for line in lines if line.startswith("git ")), None)
    return error("git-failed", f"git fails: {reason.removeprefix('fatal: ')}", None, advised)
