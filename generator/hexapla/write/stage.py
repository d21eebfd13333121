"""Wanted files into their folder, in two steps: staged beside the files, then moved to their places.

What is staged lies under its own path already: a name that the file system refuses is found before anything is
changed. From the moment `commit.json` stands there, the run counts as done and is finished, by the next one if need be.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.finding import FindingError, Location, error
from hexapla.write.folder import MANIFEST, STAGE, Changes, digests, inside, is_listed, manifest, unwritable

_COMMIT: Final = "commit.json"
_NEW: Final = "new"


def apply(folder: str, files: Mapping[str, bytes], changes: Changes) -> None:
    """Make the folder hold the wanted files.

    Raises:
        FindingError: the folder or a file cannot be written; nothing is changed then, or the next run finishes.
    """
    hashes = digests(files)
    if not changes.stale and is_listed(folder, hashes):
        return
    stage = _stage(folder)
    replaced = sorted({*changes.created, *changes.updated, *changes.edited, *changes.foreign} & files.keys())
    removed = sorted({*changes.removed, *changes.edited} - files.keys())
    try:
        _refuse_read_only(folder, (*replaced, *removed))
        shutil.rmtree(stage, ignore_errors=True)
        os.makedirs(stage, exist_ok=True)
        places = {path: inside(os.path.join(stage, _NEW), path) for path in replaced}
        for directory in sorted({os.path.dirname(place) for place in places.values()}):
            os.makedirs(directory, exist_ok=True)
        for path in replaced:
            _put(places[path], files[path])
        _put(os.path.join(stage, MANIFEST), manifest(hashes))
        _order(stage, replaced, removed)
        _finish(folder)
    except OSError as problem:
        if not os.path.exists(os.path.join(stage, _COMMIT)):
            shutil.rmtree(stage, ignore_errors=True)
        raise unwritable(folder, problem) from None


def is_cut_off(folder: str) -> bool:
    """Say whether a run was cut off in a folder, or is at work there."""
    return os.path.lexists(os.path.join(folder, STAGE))


def resume(folder: str) -> None:
    """Finish or forget a run that was cut off. Nobody else may be at work in the folder.

    Raises:
        FindingError: the folder cannot be written.
    """
    stage = _stage(folder)
    if not os.path.isdir(stage):
        return
    try:
        if os.path.exists(os.path.join(stage, _COMMIT)):
            _finish(folder)
        else:
            shutil.rmtree(stage)
    except OSError as problem:
        raise unwritable(folder, problem) from None


def _stage(folder: str) -> str:
    """Return the folder for staging; something else under its name is refused, a link above all."""
    stage = os.path.join(folder, STAGE)
    if os.path.islink(stage) or os.path.isfile(stage):
        message = "this stands where files are staged before they are written"
        raise FindingError(error("in-the-way", message, Location(stage, 0), "move it away"))
    return stage


def _refuse_read_only(folder: str, paths: Sequence[str]) -> None:
    """Find a folder that cannot be changed before anything is."""
    for directory in sorted({os.path.dirname(inside(folder, path)) for path in paths}):
        if os.path.isdir(directory) and not os.access(directory, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), directory)


def _order(stage: str, replaced: Sequence[str], removed: Sequence[str]) -> None:
    """Note what is to be done, in one step: from here on the run is finished even if it is cut off."""
    _put(os.path.join(stage, "order.json"), json.dumps({"replaced": replaced, "removed": removed}).encode())
    os.replace(os.path.join(stage, "order.json"), os.path.join(stage, _COMMIT))


def _finish(folder: str) -> None:
    """Move the staged files to their places. Every step may be repeated, so it may be cut off anywhere."""
    stage = os.path.join(folder, STAGE)
    replaced, to_remove = _read_order(os.path.join(stage, _COMMIT))
    # First what goes: a file may have become a folder, a folder a file, or only the case of its name have changed.
    for path in to_remove:
        target = inside(folder, path)
        if os.path.lexists(target) and not os.path.isdir(target):
            os.remove(target)
        _remove_empty(folder, os.path.dirname(target))
    if to_remove:
        _order(stage, replaced, [])
    for directory in sorted({os.path.dirname(inside(folder, path)) for path in replaced}):
        os.makedirs(directory, exist_ok=True)
    for path in replaced:
        staged, target = inside(os.path.join(stage, _NEW), path), inside(folder, path)
        if os.path.exists(staged):
            os.replace(staged, target)
    staged = os.path.join(stage, MANIFEST)
    if os.path.exists(staged):
        os.replace(staged, os.path.join(folder, MANIFEST))
    shutil.rmtree(stage)


def _read_order(path: str) -> tuple[list[str], list[str]]:
    with open(path, "rb") as file:
        data = file.read()
    try:
        order = json.loads(data)
        return [str(path) for path in order["replaced"]], [str(path) for path in order["removed"]]
    except (ValueError, KeyError, TypeError):
        hint = f"remove the folder {os.path.dirname(path)} and run again"
        raise FindingError(error("bad-manifest", "this is no order of a run", Location(path, 0), hint)) from None


def _remove_empty(folder: str, directory: str) -> None:
    while os.path.normpath(directory) != os.path.normpath(folder):
        try:
            os.rmdir(directory)
        except FileNotFoundError:  # a run that was cut off came this far
            pass
        except OSError:  # not empty
            return
        directory = os.path.dirname(directory)


def _put(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
