"""Files of one package to its output folder, or a comparison with what is there.

In: the wanted files by path, the folder. Out: `Changes`, and with `apply` the files. Only files that the manifest
(`.hexapla.json`, path to SHA-256) lists are ever replaced or removed: a file a person put there is left alone and
named, a generated file a person edited is refused until forced. Writing happens in two steps, so that a target is
never left half old and half new: everything is staged beside the files first; a run that was cut off after that is
finished by the next one, a run cut off before it is forgotten.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.finding import Finding, FindingError, Location, error, note
from hexapla.frozen import frozen

MANIFEST: Final = ".hexapla.json"
STAGE: Final = ".hexapla-stage"
_COMMIT: Final = "commit.json"


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


def compare(folder: str, files: Mapping[str, bytes]) -> Changes:
    """Hold the wanted files against a folder; writes nothing.

    Raises:
        FindingError: two files differ in case only, the manifest is malformed, the folder cannot be read, or a folder
            or a link stands where a file must be.
    """
    _refuse_case_clash(files)
    listed = read_manifest(folder)
    present = _present(folder)
    _refuse_obstacles(folder, files, listed, present)
    created, updated, unchanged, edited, foreign = [], [], [], [], []
    for path, content in sorted(files.items()):
        wanted = _digest(content)
        actual = present.get(path)
        if actual is None:
            created.append(path)
        elif actual == wanted:
            unchanged.append(path)
        elif path not in listed:
            foreign.append(path)
        elif actual == listed[path]:
            updated.append(path)
        else:
            edited.append(path)
    gone = sorted(path for path in listed if path not in files and path in present)
    removed = [path for path in gone if present[path] == listed[path]]
    edited += [path for path in gone if present[path] != listed[path]]
    others = [path for path in present if path not in files and path not in listed]
    return Changes(*(tuple(sorted(paths)) for paths in (created, updated, removed, unchanged, edited, foreign, others)))


def refusals(folder: str, changes: Changes) -> list[Finding]:
    """Return why these changes may not be written: files of a person's in the way."""
    hint = "keep your copy elsewhere, or run with --force to replace it"
    return [
        *(
            error("edited-file", "this generated file was edited since", Location(os.path.join(folder, path), 1), hint)
            for path in changes.edited
        ),
        *(
            error("foreign-file", "a generated file belongs here", Location(os.path.join(folder, path), 1), hint)
            for path in changes.foreign
        ),
    ]


def others(folder: str, changes: Changes) -> list[Finding]:
    """Return a note for every file that was left alone."""
    return [
        note("other-file", "not generated, left alone", Location(os.path.join(folder, path), 1))
        for path in changes.others
    ]


def apply(folder: str, files: Mapping[str, bytes], changes: Changes) -> None:
    """Make the folder hold the wanted files.

    Raises:
        FindingError: the folder or a file cannot be written; nothing is changed then, or the next run finishes.
    """
    manifest = _manifest(files)
    if not changes.stale and _read(os.path.join(folder, MANIFEST)) == manifest:
        return
    stage = os.path.join(folder, STAGE)
    replaced = sorted({*changes.created, *changes.updated, *changes.edited, *changes.foreign} & files.keys())
    removed = sorted({*changes.removed, *changes.edited} - files.keys())
    try:
        shutil.rmtree(stage, ignore_errors=True)
        os.makedirs(stage, exist_ok=True)
        for number, path in enumerate(replaced):
            _put(os.path.join(stage, str(number)), files[path])
        _put(os.path.join(stage, MANIFEST), manifest)
        _order(stage, replaced, removed)
        _finish(folder)
    except OSError as problem:
        if not os.path.exists(os.path.join(stage, _COMMIT)):
            shutil.rmtree(stage, ignore_errors=True)
        raise _unwritable(folder, problem) from None


def recover(folder: str) -> None:
    """Finish a run that was cut off after everything was staged; forget one that was cut off before.

    Raises:
        FindingError: the folder cannot be written.
    """
    stage = os.path.join(folder, STAGE)
    if not os.path.isdir(stage):
        return
    try:
        if os.path.exists(os.path.join(stage, _COMMIT)):
            _finish(folder)
        else:
            shutil.rmtree(stage)
    except OSError as problem:
        raise _unwritable(folder, problem) from None


def _order(stage: str, replaced: Sequence[str], removed: Sequence[str]) -> None:
    """Note what is to be done, in one step: from here on the run is finished even if it is cut off."""
    _put(os.path.join(stage, "order.json"), json.dumps({"replaced": replaced, "removed": removed}).encode())
    os.replace(os.path.join(stage, "order.json"), os.path.join(stage, _COMMIT))


def _finish(folder: str) -> None:
    """Move the staged files to their places. Every step may be repeated, so it may be cut off anywhere."""
    stage = os.path.join(folder, STAGE)
    with open(os.path.join(stage, _COMMIT), "rb") as file:
        order = json.load(file)
    # First what goes: a file may have become a folder, a folder a file, or only the case of its name have changed.
    for path in order["removed"]:
        target = _inside(folder, path)
        if os.path.lexists(target) and not os.path.isdir(target):
            os.remove(target)
        _remove_empty(folder, os.path.dirname(target))
    if order["removed"]:
        _order(stage, order["replaced"], [])
    for number, path in enumerate(order["replaced"]):
        staged, target = os.path.join(stage, str(number)), _inside(folder, path)
        if os.path.exists(staged):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(staged, target)
    staged = os.path.join(stage, MANIFEST)
    if os.path.exists(staged):
        os.replace(staged, os.path.join(folder, MANIFEST))
    shutil.rmtree(stage)


def _inside(folder: str, path: str) -> str:
    """Return the full path of a generated file; one that would leave the folder is refused."""
    full = os.path.normpath(os.path.join(folder, *path.split("/")))
    if os.path.isabs(path) or not full.startswith(os.path.normpath(folder) + os.sep):
        raise FindingError(error("outside", f"`{path}` would be written outside {folder}"))
    return full


def _remove_empty(folder: str, directory: str) -> None:
    while os.path.normpath(directory) != os.path.normpath(folder):
        try:
            os.rmdir(directory)
        except OSError:  # not empty
            return
        directory = os.path.dirname(directory)


def read_manifest(folder: str) -> dict[str, str]:
    """Return the hash of every file we wrote into a folder, by path; empty where we never wrote.

    Raises:
        FindingError: the manifest is malformed.
    """
    path = os.path.join(folder, MANIFEST)
    data = _read(path)
    if data is None:
        return {}
    try:
        files = json.loads(data)["files"]
        read = {str(name): str(digest) for name, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "restore it from version control, or remove it and run with --force"
        raise FindingError(error("bad-manifest", "this is not a manifest", Location(path, 1), hint)) from None
    for name in read:
        _inside(folder, name)
    return read


def _manifest(files: Mapping[str, bytes]) -> bytes:
    hashes = {path: _digest(content) for path, content in sorted(files.items())}
    return (json.dumps({"files": hashes}, indent=2) + "\n").encode()


def _present(folder: str) -> dict[str, str]:
    """Return the hash of every file in a folder, by path. Caches of tools that ran over it do not count."""
    found = {}
    for directory, subfolders, names in os.walk(folder):
        ignored = (*_CACHES, *_BUILT) if directory == folder else _CACHES
        subfolders[:] = sorted(s for s in subfolders if s not in ignored and not s.endswith(".egg-info"))
        for name in names:
            full = os.path.join(directory, name)
            path = os.path.relpath(full, folder).replace(os.sep, "/")
            content = _read(full)
            if path != MANIFEST and content is not None:
                found[path] = _digest(content)
    return found


_CACHES: Final = (STAGE, "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "node_modules")
_BUILT: Final = ("dist", "build")


def _refuse_case_clash(files: Mapping[str, bytes]) -> None:
    seen: dict[str, str] = {}
    for path in files:
        first = seen.setdefault(path.casefold(), path)
        if first != path:
            message = f"`{first}` and `{path}` are one file where the file system ignores case"
            raise FindingError(error("case-clash", message, None, "rename one of the two in the spec"))


def _refuse_obstacles(
    folder: str, files: Mapping[str, bytes], listed: Mapping[str, str], present: Mapping[str, str]
) -> None:
    """Report what no file can replace: found before anything is written, since half a target helps nobody."""
    for path in sorted(files):
        full = _inside(folder, path)
        parts = path.split("/")
        above = ["/".join(parts[:number]) for number in range(1, len(parts))]
        in_the_way = [
            *(p for p in above if os.path.islink(os.path.join(folder, p)) or (p in present and p not in listed)),
            *(p for p in present if p.startswith(f"{path}/") and p not in listed),
        ]
        if in_the_way:
            message = f"this stands where the generated file {path} belongs"
            where = Location(os.path.join(folder, in_the_way[0]), 1)
            raise FindingError(error("in-the-way", message, where, "move it away"))
        if os.path.isdir(full) and not any(p.startswith(f"{path}/") for p in present):
            raise FindingError(error("in-the-way", f"a folder stands where {path} belongs", Location(full, 1)))


def _put(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as problem:
        raise _unwritable(path, problem, "read") from None


def _unwritable(folder: str, problem: OSError, verb: str = "write") -> FindingError:
    what = problem.filename or folder
    return FindingError(error("cannot-write", f"cannot {verb} {what}: {problem.strerror or problem}"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
