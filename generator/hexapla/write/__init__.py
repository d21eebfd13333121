"""Files of one package to its output folder, or a comparison with what is there.

In: the wanted files by path, the folder. Out: `Changes`, and with `put` the files. Only files that the manifest
(`.hexapla.json`, path to SHA-256) lists are ever replaced or removed: a file a person put there is left alone and
named, a generated file a person edited is refused until forced. Writing happens in two steps, so that a target is
never left half old and half new: everything is staged beside the files first; a run that was cut off after that is
finished by the next one, a run cut off before it is forgotten. Of two runs at once the second waits.
"""

from __future__ import annotations

from collections.abc import Mapping

from hexapla.finding import Finding
from hexapla.write.folder import (
    CACHES,
    MANIFEST,
    STAGE,
    Changes,
    compare,
    compare_digests,
    digests,
    is_listed,
    others,
    read_manifest,
    refusals,
)
from hexapla.write.lock import locked
from hexapla.write.stage import apply, is_cut_off, resume

__all__ = [
    "CACHES",
    "MANIFEST",
    "STAGE",
    "Changes",
    "apply",
    "compare",
    "compare_digests",
    "digests",
    "is_cut_off",
    "is_listed",
    "others",
    "put",
    "read_manifest",
    "recover",
    "refusals",
]


def put(folder: str, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Changes, list[Finding]]:
    """Make a folder hold the wanted files, unless a file of a person's is in the way; holds other runs off meanwhile.

    Returns:
        What was (or would be) changed, and what a person should know: refusals, and files that were left alone.

    Raises:
        FindingError: what `compare` and `apply` raise, or another run keeps the folder for longer than a while.
    """
    with locked(folder):
        resume(folder)
        changes = compare(folder, files)
        refused = [] if force else refusals(folder, changes)
        if not refused:
            apply(folder, files, changes)
    return changes, [*refused, *others(folder, changes)]


def recover(folder: str) -> None:
    """Finish a run that was cut off after everything was staged; forget one that was cut off before.

    Raises:
        FindingError: the folder cannot be written, or another run keeps it for longer than a while.
    """
    if is_cut_off(folder):
        with locked(folder):
            resume(folder)
