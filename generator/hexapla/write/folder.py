"""A folder held against the files that are wanted in it: what would change, and what stands in the way. Only reads."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from hexapla.finding import Finding, FindingError, Location, error, note
from hexapla.frozen import frozen

MANIFEST: Final = ".hexapla.json"
STAGE: Final = ".hexapla-stage"
LONGEST: Final = 255
"""Bytes of a file's name on the file systems in use."""


CACHES: Final = (STAGE, "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "node_modules")
"""Folders of tools that ran over a package."""
_BUILT: Final = ("dist", "build")


@frozen
class Changes:
    """What writing would do to a folder; every path is relative to it, with `/` between segments.

    Attributes:
        created, updated, removed, unchanged: files of ours.
        edited: files of ours that a person changed since; refused unless forced.
        foreign: files that a person put where one of ours must stand; refused unless forced.
        others: files of a person's that nothing needs; left alone.
    """

    created: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    edited: tuple[str, ...]
    foreign: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def stale(self) -> bool:
        """Say whether the folder differs from what is wanted."""
        return bool(self.created or self.updated or self.removed or self.edited or self.foreign)


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the hash of every file, by path."""
    return {path: _digest(content) for path, content in files.items()}


def compare(folder: str, files: Mapping[str, bytes]) -> Changes:
    """Hold the wanted files against a folder; writes nothing.

    Raises:
        FindingError: what `compare_digests` raises.
    """
    return compare_digests(folder, digests(files))


def compare_digests(folder: str, wanted: Mapping[str, str]) -> Changes:
    """Hold the wanted files, known by their hashes, against a folder; writes nothing.

    Raises:
        FindingError: two files are one where the file system is not exact about names, a name is too long, the
            manifest is malformed, the folder cannot be read, or a folder or a link stands where a file must be.
    """
    _refuse_clash(wanted)
    listed = read_manifest(folder)
    present = _present(folder)
    _refuse_obstacles(folder, wanted, listed, present)
    created, updated, unchanged, edited, foreign = [], [], [], [], []
    for path, digest in wanted.items():
        actual = present.get(path)
        if actual is None:
            created.append(path)
        elif actual == digest:
            unchanged.append(path)
        elif path not in listed:
            foreign.append(path)
        elif actual == listed[path]:
            updated.append(path)
        else:
            edited.append(path)
    gone = [path for path in listed if path not in wanted and path in present]
    removed = [path for path in gone if present[path] == listed[path]]
    edited += [path for path in gone if present[path] != listed[path]]
    others = [path for path in present if path not in wanted and path not in listed]
    return Changes(*(tuple(sorted(paths)) for paths in (created, updated, removed, unchanged, edited, foreign, others)))


def refusals(folder: str, changes: Changes) -> list[Finding]:
    """Return why these changes may not be written: files of a person's in the way."""
    hint = "keep your copy elsewhere, or run with --force to replace it"
    return [
        *(
            error("edited-file", "this generated file was edited since", Location(os.path.join(folder, path), 0), hint)
            for path in changes.edited
        ),
        *(
            error("foreign-file", "a generated file belongs here", Location(os.path.join(folder, path), 0), hint)
            for path in changes.foreign
        ),
    ]


def others(folder: str, changes: Changes) -> list[Finding]:
    """Return a note for every file that was left alone."""
    return [
        note("other-file", "not generated, left alone", Location(os.path.join(folder, path), 0))
        for path in changes.others
    ]


def read_manifest(folder: str) -> dict[str, str]:
    """Return the hash of every file we wrote into a folder, by path; empty where we never wrote.

    Raises:
        FindingError: the manifest is malformed.
    """
    path = os.path.join(folder, MANIFEST)
    data = read(path)
    if data is None:
        return {}
    try:
        files = json.loads(data)["files"]
        found = {str(name): str(digest) for name, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "restore it from version control, or remove it and run with --force"
        raise FindingError(error("bad-manifest", "this is not a manifest", Location(path, 0), hint)) from None
    for name in found:
        inside(folder, name)
    return found


def manifest(wanted: Mapping[str, str]) -> bytes:
    """Return what the manifest of these files, known by their hashes, says."""
    return (json.dumps({"files": dict(sorted(wanted.items()))}, indent=2) + "\n").encode()


def is_listed(folder: str, wanted: Mapping[str, str]) -> bool:
    """Say whether the manifest of a folder lists these files, known by their hashes, and no others."""
    return read(os.path.join(folder, MANIFEST)) == manifest(wanted)


def inside(folder: str, path: str) -> str:
    """Return the full path of a generated file.

    Raises:
        FindingError: it would leave the folder, or is no path of a file.
    """
    parts = path.split("/")
    full = os.path.normpath(os.path.join(folder, *parts))
    if not path or os.path.isabs(path) or ".." in parts or not full.startswith(os.path.normpath(folder) + os.sep):
        raise FindingError(error("outside", f"`{path}` would be written outside {folder}"))
    if "." in parts or "" in parts or "\0" in path or parts[0] in (STAGE, MANIFEST):
        raise FindingError(error("bad-path", f"`{path}` can be no path of a generated file"))
    return full


def read(path: str) -> bytes | None:
    """Return what a file holds, None where there is none.

    Raises:
        FindingError: it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as problem:
        raise unwritable(path, problem, "read") from None


def unwritable(folder: str, problem: OSError, verb: str = "write") -> FindingError:
    """Return what to raise where the file system refuses."""
    what = problem.filename or folder
    return FindingError(error("cannot-write", f"cannot {verb} {what}: {problem.strerror or problem}"))


def _present(folder: str) -> dict[str, str]:
    """Return the hash of every file in a folder, by path; of what is no file, such as a link to nowhere, no hash.

    Caches of tools that ran over it do not count.
    """
    found = {}
    waiting = [""]
    while waiting:
        directory = waiting.pop()
        for name, is_folder, is_file in _entries(os.path.join(folder, directory)):
            path = f"{directory}{name}"
            if is_folder:
                if name not in CACHES and not name.endswith(".egg-info") and (directory or name not in _BUILT):
                    waiting.append(f"{path}/")
            elif path != MANIFEST:
                content = read(os.path.join(folder, path)) if is_file else None
                found[path] = "" if content is None else _digest(content)
    return found


def _entries(directory: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield what stands in a folder: the name, whether it is a folder, whether it can be read as a file."""
    try:
        with os.scandir(directory) as entries:
            yield from ((entry.name, entry.is_dir(follow_symlinks=False), entry.is_file()) for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        raise unwritable(directory, problem, "read") from None


def _refuse_clash(paths: Mapping[str, str]) -> None:
    """Report files that exclude each other: one name but for case or for the way accents are encoded."""
    seen: dict[str, str] = {}
    for path in paths:
        key = path.lower() if path.isascii() else _folded(path)
        first = seen.setdefault(key, path)
        if first != path:
            what = "case" if unicodedata.normalize("NFC", first) != unicodedata.normalize("NFC", path) else "accents"
            message = f"`{first}` and `{path}` are one file where the file system ignores {what}"
            raise FindingError(error("case-clash", message, None, "rename one of the two in the spec"))
    for path in paths:
        for above in _above(path):
            if above in paths:
                raise FindingError(error("path-clash", f"`{above}` would be a file and the folder of `{path}`"))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:number]) for number in range(1, len(parts))]


def _refuse_obstacles(
    folder: str, files: Mapping[str, str], listed: Mapping[str, str], present: Mapping[str, str]
) -> None:
    """Report what no file can replace: found before anything is written, since half a target helps nobody."""
    below: dict[str, str] = {}
    for path in present:
        for one in _above(path):
            # A file of a person's counts before one of ours: ours goes.
            if one not in below or path not in listed:
                below[one] = path
    linked: dict[str, bool] = {}
    for path in sorted(files):
        full = inside(folder, path)
        _refuse_name(folder, path)
        above = _above(path)
        for one in above:
            if one not in linked:
                linked[one] = os.path.islink(os.path.join(folder, one)) or (one in present and one not in listed)
        in_the_way = [one for one in above if linked[one]]
        if path in below and below[path] not in listed:
            in_the_way.append(below[path])
        if in_the_way:
            message = f"this stands where the generated file {path} belongs"
            where = Location(os.path.join(folder, in_the_way[0]), 0)
            raise FindingError(error("in-the-way", message, where, "move it away"))
        if path not in below and path not in present and os.path.isdir(full):
            raise FindingError(error("in-the-way", f"a folder stands where {path} belongs", Location(full, 0)))


def _refuse_name(folder: str, path: str) -> None:
    try:
        too_long = any(len(os.fsencode(part)) > LONGEST for part in path.split("/"))
    except UnicodeEncodeError:
        raise FindingError(error("bad-path", f"`{path}` can be no path of a generated file")) from None
    if too_long:
        hint = "give what it is named after a shorter name"
        raise FindingError(error("long-name", f"`{path}` is too long for a name of a file in {folder}", None, hint))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
