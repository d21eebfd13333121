"""The files of one revision.

In: the objects of a repository, and the tree of a revision or what the index lists. Out: bytes of files, names in
folders. Folders are looked up one by one, as a path needs them; links are followed.
"""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, Final, Literal

from hexapla.frozen import frozen

if TYPE_CHECKING:
    from hexapla.revisions.repository import Repository

Kind = Literal["file", "folder", ""]

INDEX: Final = "the index"
FOLDER: Final = 0o040000
_LINK: Final = 0o120000
_MODULE: Final = 0o160000
_POINTER: Final = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.+\n)*?oid sha256:[0-9a-f]{64}\n")
_POINTER_SIZE: Final = 1024
_LINKS: Final = 40
"""Links that are followed for one path, as Linux does."""


@frozen
class Entry:
    """What a folder holds under a name; `key` is an object id, or the path of a folder of the index."""

    mode: int
    key: bytes


Folder = dict[bytes, Entry]


class Revision:
    """The files of a revision. Paths are relative to the folder that the repository is seen from.

    Attributes:
        name: as it was asked for; empty for the index.
    """

    def __init__(self, repository: Repository, name: str, root: bytes, folders: dict[bytes, Folder]) -> None:
        self._repository = repository
        self._root = root
        self._folders = folders
        self.name = name

    @property
    def said(self) -> str:
        """Return what a person calls it."""
        return self.name or INDEX

    @property
    def top(self) -> str:
        """Return the path of the top of the repository."""
        return self._repository.outside("")

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; links are followed as far as they stay in the repository.

        Raises:
            OSError: there is no such file at this revision; its `strerror` says why.
        """
        entry = self._find(path)
        if _kind(entry) == "folder":
            raise OSError(errno.EISDIR, f"it is a folder in {self.said}", path)
        data = self._blob(entry, path)
        if len(data) < _POINTER_SIZE and _POINTER.match(data):
            reason = f"in {self.said} it is a pointer of Git LFS, whose text is not in the repository"
            raise OSError(errno.ENODATA, reason, path)
        return data

    def listed(self, folder: str) -> list[str]:
        """Return the names in a folder, sorted.

        Raises:
            OSError: there is no such folder at this revision.
        """
        return sorted(os.fsdecode(name) for name in self._children(self._find(folder), folder))

    def kind(self, path: str) -> Kind:
        """Say what a path is at this revision; what cannot be read is nothing."""
        try:
            return _kind(self._find(path))
        except OSError:
            return ""

    def shown(self, path: str) -> str:
        """Return a path as people see it, and as `git show` takes it."""
        inside = self._repository.inside(path)
        return path if inside is None else f"{self.name}:{inside}"

    def path(self, shown: str) -> str | None:
        """Return the path that is shown so, None for one of another place."""
        start = f"{self.name}:"
        return self._repository.outside(shown.removeprefix(start)) if shown.startswith(start) else None

    def _find(self, path: str) -> Entry:
        inside = self._repository.inside(path)
        if inside is None:
            raise OSError(errno.ENOENT, f"it lies outside of the repository, and so not in {self.said}", path)
        try:
            parts = os.fsencode(inside).split(b"/")[::-1]
        except UnicodeEncodeError:
            raise self._missing(path) from None
        trail, links = [Entry(FOLDER, self._root)], 0
        while parts:
            part = parts.pop()
            if part == b"..":
                if len(trail) == 1:
                    raise OSError(errno.ENOENT, f"in {self.said} it is a link that leads out of the repository", path)
                trail.pop()
            elif part not in (b"", b"."):
                entry = self._child(trail[-1], part, path)
                if entry.mode != _LINK:
                    trail.append(entry)
                    continue
                links += 1
                target = self._blob(entry, path)
                if links > _LINKS:
                    raise OSError(errno.ELOOP, f"in {self.said} it is a link to itself", path)
                if target.startswith(b"/"):
                    raise OSError(errno.ENOENT, f"in {self.said} it is a link that leads out of the repository", path)
                parts.extend(target.split(b"/")[::-1])
        return trail[-1]

    def _child(self, entry: Entry, name: bytes, path: str) -> Entry:
        if _kind(entry) != "folder":
            raise self._missing(path)
        found = self._children(entry, path).get(name)
        if found is None:
            raise self._missing(path)
        return found

    def _children(self, entry: Entry, path: str) -> Folder:
        if entry.mode == _MODULE:
            reason = f"in {self.said} it lies in a submodule, whose files are in another repository"
            raise OSError(errno.ENOENT, reason, path)
        if _kind(entry) != "folder":
            raise OSError(errno.ENOTDIR, f"it is no folder in {self.said}", path)
        if entry.key not in self._folders:
            self._folders[entry.key] = entries(self._blob(entry, path), entry.key)
        return self._folders[entry.key]

    def _blob(self, entry: Entry, path: str) -> bytes:
        found = self._repository.object(entry.key)
        if found is None:
            raise OSError(errno.ENODATA, f"{self.said} has it, but this clone does not", path)
        return found.data

    def _missing(self, path: str) -> OSError:
        return OSError(errno.ENOENT, f"there is no such file in {self.said}", path)


def entries(tree: bytes, key: bytes) -> Folder:
    """Return what a tree object holds: `mode name NUL id`, again and again; its own id tells how long one is."""
    found: Folder = {}
    at, width = 0, len(key) // 2
    while at < len(tree):
        space = tree.index(b" ", at)
        end = tree.index(b"\0", space)
        found[tree[space + 1 : end]] = Entry(int(tree[at:space], 8), tree[end + 1 : end + 1 + width].hex().encode())
        at = end + 1 + width
    return found


def _kind(entry: Entry) -> Kind:
    return "folder" if entry.mode in (FOLDER, _MODULE) else "file"
