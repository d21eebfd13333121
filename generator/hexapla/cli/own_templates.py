"""Templates of a project's own, held against those that stand behind them.

In: the folders that the configuration names, the others, and the names that were rendered. Out: a warning for a file
that looks as if it should replace a template and does not, and for one that nothing uses; a note where it may be so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from hexapla.finding import Finding, Location, note, warning
from hexapla.render import PACKAGE, ROLES, SUFFIX, files_of
from hexapla.source import did_you_mean

_NEAR: Final = 0.85
"""How alike the names of two files are that may be one name misspelt, as `_cleint.py` and `_client.py`."""


def judge(own: Sequence[str], folders: Sequence[str], used: Collection[str], package: str) -> list[Finding]:
    """Return warnings about templates of a project's own.

    Args:
        own: its folders, the first ones of `folders`.
        folders: all folders, in the order in which they are searched.
        used: the templates that were rendered or included.
        package: the name of the package, which a path may have by mistake.
    """
    names = {folder: list(files_of(folder)) for folder in folders} if own else {}
    said: list[Finding] = []
    for number, folder in enumerate(own):
        behind = {_key(name): name for other in reversed(folders[number + 1 :]) for name in names[other]}
        for name in names[folder]:
            if _key(name) not in behind and not any(part.startswith(".") for part in name.split("/")):
                said += _judged(name, behind, used, package, Location(os.path.join(folder, *name.split("/")), 0))
    return said


def _judged(
    name: str, behind: Mapping[str, str], used: Collection[str], package: str, where: Location
) -> Iterator[Finding]:
    """Yield what to say of a file that replaces none."""
    alike = {_folded(key): other for key, other in behind.items()}
    meant = alike.get(_folded(_key(name))) or alike.get(_folded(_key(_placed(name, package))))
    near = f"did you mean `{meant}`?" if meant else None
    if name.partition("/")[0] in ROLES:
        message = "this is a file more, and stands for no template"
        if near:
            yield warning("near-template", message, where, near)
        elif misspelt := _misspelt(name, behind.values()):
            # It may well be one: `_models.py` beside `_model.py`.
            yield note("near-template", message, where, misspelt)
    elif name not in used:
        near = near or did_you_mean(name, list(behind.values()), likeness=_NEAR)
        roles = ", ".join(f"{role}/" for role in ROLES)
        hint = near or f"files of the package stand in {roles}; others are used where a template includes them"
        yield warning("unused-template", "nothing uses this template", where, hint)


def _misspelt(name: str, behind: Collection[str]) -> str | None:
    """Return a hint at a file of the same folder that has nearly the same name."""
    folder, _, file = name.rpartition("/")
    beside = [other for other in behind if other.rpartition("/")[0] == folder]
    return did_you_mean(file, [other.rpartition("/")[2] for other in beside], likeness=_NEAR)


def _key(name: str) -> str:
    """Return what a template replaces another by: a file stands for one that is rendered, and the other way round."""
    return name.removesuffix(SUFFIX) if name.partition("/")[0] in ROLES else name


def _placed(name: str, package: str) -> str:
    """Return a path with the word that stands for the package's name, where it has the name itself."""
    return "/".join(PACKAGE if part == package else part for part in name.split("/"))


def _folded(name: str) -> str:
    """Return a name without what is easily mistaken: case, suffix, and what stands between words."""
    folder, _, file = name.rpartition("/")
    stem = file.removesuffix(SUFFIX).rpartition(".")[0] or file
    return f"{folder}/{re.sub(r'[-_. ]', '', stem)}".lower()
