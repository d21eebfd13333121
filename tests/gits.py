"""Git repositories made for a test, in which nothing of this machine's configuration counts."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}
"""What git is told instead of the machine's configuration, by the tests and through them by the program."""


class Git:
    """A repository in a folder."""

    def __init__(self, folder: Path, *options: str, begin: bool = True) -> None:
        self.folder = folder
        if begin:
            folder.mkdir(exist_ok=True)
            self("init", "--quiet", "--initial-branch=main", *options)

    def __call__(self, *arguments: str, check: bool = True) -> str:
        """Run git, and return what it prints."""
        program = shutil.which("git")
        assert program, "these tests need git: install it"
        # A hook runs with variables that name another repository.
        plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        options = ("-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false")
        run = subprocess.run(
            [program, *options, *arguments], cwd=self.folder, env={**plain, **QUIET}, capture_output=True, check=False
        )
        assert not check or run.returncode == 0, run.stderr.decode(errors="replace")
        return os.fsdecode(run.stdout)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file."""
        full = self.folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text.encode() if isinstance(text, str) else text)
        return full

    def commit(self) -> None:
        """Commit all there is."""
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "--message", "A commit")
