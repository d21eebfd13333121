"""A repository: which revisions it has, and its objects.

In: a folder. Out: a `Repository`, which finds revisions by name, and git's refusals as findings.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess

from hexapla.finding import FindingError, error
from hexapla.revisions.files import FOLDER, Entry, Folder, Revision, entries
from hexapla.revisions.naming import split
from hexapla.revisions.objects import OPTIONS, Object, Objects, environment, refusal


def repository(folder: str = ".") -> Repository:
    """Return the repository that a folder lies in.

    Raises:
        FindingError: git is not installed, the folder lies in no repository, or git refuses to read it.
    """
    program = shutil.which("git")
    if program is None:
        raise FindingError(error("no-git", "git is not installed", None, "install it, or name files and folders"))
    command = [program, *OPTIONS, "rev-parse", "--is-shallow-repository", "--show-cdup", "--show-prefix"]
    run = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    if run.returncode != 0:
        raise FindingError(refusal(run.stderr))
    shallow, up, prefix = [*run.stdout.split(b"\n", 2), b"", b""][:3]
    top = posixpath.normpath(posixpath.join(os.path.abspath(folder).replace(os.sep, "/"), os.fsdecode(up)))
    within = os.fsdecode(prefix.removesuffix(b"\n").rstrip(b"/"))
    return Repository(program, folder, top, within, shallow=shallow == b"true")


class Repository:
    """A repository as it is seen from a folder in it.

    Attributes:
        top: its top folder.
        prefix: the folder it is seen from, relative to the top; empty for the top itself.
        shallow: whether history is missing, as in a checkout of CI.
    """

    def __init__(self, program: str, folder: str, top: str, prefix: str, *, shallow: bool) -> None:
        self._program = program
        self._folder = folder
        self._objects: Objects | None = None
        self.top = top
        self.prefix = prefix
        self.shallow = shallow

    def revision(self, name: str) -> Revision | None:
        """Return a revision, None where there is none of that name; an empty name is the index.

        Raises:
            FindingError: the name is short for several revisions, or git fails.
        """
        if not name:
            return Revision(self, "", b"", self._index())
        if split(name) != (name, None):
            return None
        try:
            asked = os.fsencode(name)
        except UnicodeEncodeError:
            return None
        found = self.object(asked + b"^{tree}")
        if found is None or found.kind != b"tree":  # `@{0` and the like swallow what is put behind them
            self.object(asked)  # with `^{tree}` git does not tell a name that is short for several from none
            return None
        return Revision(self, name, found.key, {found.key: entries(found.data, found.key)})

    def object(self, name: bytes) -> Object | None:
        """Return an object, None where there is none of that name."""
        if self._objects is None:
            self._objects = Objects([self._program, *OPTIONS, "cat-file", "--batch"], self._folder)
        return self._objects.get(name)

    def names(self) -> list[str]:
        """Return the names of all branches and tags."""
        return self._lines("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")

    def remotes(self) -> list[str]:
        """Return the names of the repositories it fetches from."""
        return self._lines("remote")

    def inside(self, path: str) -> str | None:
        """Return a path relative to the top, None where it leads out of the repository."""
        path = path.replace(os.sep, "/")
        full = posixpath.normpath(posixpath.join(self.top, self.prefix, path))
        if full == self.top:
            return ""
        start = self.top.rstrip("/") + "/"
        return full[len(start) :] if full.startswith(start) else None

    def outside(self, path: str) -> str:
        """Return a path of the repository relative to the folder it is seen from: what `inside` takes."""
        return posixpath.relpath(posixpath.join("/", path), posixpath.join("/", self.prefix))

    def _index(self) -> dict[bytes, Folder]:
        folders: dict[bytes, Folder] = {b"": {}}
        listed = self._run(["ls-files", "--stage", "-z", "--full-name"], self.top)
        for line in listed.split(b"\0"):
            head, _, path = line.partition(b"\t")
            if not head.endswith(b" 0"):  # the end of the list, or one side of a conflict
                continue
            mode, key, _ = head.split(b" ")
            folder, _, name = path.rpartition(b"/")
            folders.setdefault(folder, {})[name] = Entry(int(mode, 8), key)
            while folder:
                below = folder
                folder, _, name = folder.rpartition(b"/")
                if name in folders.setdefault(folder, {}):
                    break
                folders[folder][name] = Entry(FOLDER, below)
        return folders

    def _lines(self, *arguments: str) -> list[str]:
        return [os.fsdecode(line) for line in self._run(arguments, self._folder).split(b"\n") if line]

    def _run(self, arguments: list[str] | tuple[str, ...], folder: str) -> bytes:
        command = [self._program, *OPTIONS, *arguments]
        run = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
        if run.returncode != 0:
            raise FindingError(refusal(run.stderr))
        return run.stdout
