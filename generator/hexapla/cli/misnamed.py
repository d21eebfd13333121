"""What to tell where a word of `hexapla diff` names nothing, two things, or no description.

In: the word and what was found out about it. Out: findings that say how to go on.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from hexapla.cli.discovery import Origin, found
from hexapla.finding import Finding, FindingError, Location, error
from hexapla.source import did_you_mean

if TYPE_CHECKING:
    from hexapla.revisions import Repository, Revision


_LIKE: Final = 0.75
"""How like two revisions must be; `origin/main` and `origin/maintenance` begin alike and have nothing in common."""

_LIKE_PATH: Final = 0.8
"""How like two paths at one revision must be, which begin alike."""


def unknown(word: str, repository: Repository | None, without: Finding | None) -> Finding:
    """Return what to tell of a word that is no path and no revision.

    Args:
        word: as it was typed.
        repository: where git looked, None where it could not.
        without: why there is no repository, None where nobody asked.
    """
    from hexapla.revisions import split

    parts = split(word)
    near = None if parts is not None and parts[1] is not None else _near_path(word)
    if parts is None or word == "":
        refused = " (a revision does not begin with a dash)" if word.startswith("-") else ""
        return error("no-input", f"there is no file or folder `{word}`{refused}", None, near)
    if repository is None:
        reason = without.message if without else "there is no git repository"
        hint = near or (without.hint if without else None)
        return error("no-input", f"there is no file or folder `{word}`, and {reason}", None, hint)
    name = parts[0]
    what = f"there is no revision `{name}`" if parts[1] is not None else f"`{word}` is no file, folder or git revision"
    hint = _range(name, repository) or _joined(near, _near_revision(name, repository))
    if repository.shallow or hint is None:
        hint = _joined(hint, _fetch(name, repository))
    return error("no-input", what, None, hint or "`git log --all --oneline --decorate` lists what there is")


def _joined(*hints: str | None) -> str | None:
    return " or ".join(hint for hint in hints if hint) or None


def _near_path(word: str) -> str | None:
    """Return the nearest folder or description that lies where a word looks for one."""
    folder, name = os.path.split(word)
    try:
        listed = [os.path.join(folder, other) for other in sorted(os.listdir(folder or "."))]
    except (OSError, ValueError):
        return None
    likely = [path for path in listed if path.endswith((".yaml", ".yml", ".json")) or os.path.isdir(path)]
    return did_you_mean(word, likely) if name else None


def _range(name: str, repository: Repository) -> str | None:
    """Return how to write a range of revisions."""
    written = re.fullmatch(r"(.+?)(\.{2,3})(.*)", name)
    if written is None or repository.revision(written[1]) is None:
        return None
    old, new = written[1], written[3] or "HEAD"
    if written[2] == "...":
        return f"name two revisions: `hexapla diff $(git merge-base {old} {new}) {new}`"
    return f"name two revisions: `hexapla diff {old} {new}`"


def _near_revision(name: str, repository: Repository) -> str | None:
    """Return a branch or tag that may be meant; `origin/main` where there is no `main`."""
    known = repository.names()
    same = next((other for other in known if other.endswith(f"/{name}")), None)
    return f"did you mean `{same}`?" if same else did_you_mean(name, known, likeness=_LIKE)


def _fetch(name: str, repository: Repository) -> str | None:
    """Return how to come by a revision that this clone does not have."""
    if re.search(r"[~^@]", name):
        return "this clone is shallow: `git fetch --unshallow` fetches its history" if repository.shallow else None
    remotes = repository.remotes()
    remote, _, branch = name.partition("/")
    if remote not in remotes or not branch:
        remote, branch = next(iter(remotes), "origin"), name
    if repository.shallow:
        return f"this clone is shallow: `git fetch --depth=1 {remote} {branch}`, then name it FETCH_HEAD"
    return f"`git fetch {remote} {branch}`, then name it FETCH_HEAD" if remotes else None


def twice(word: str, revision: Revision, path: str | None, spec: str | None) -> Finding:
    """Return what to tell of a word that is a path and a revision as well."""
    what = "folder" if os.path.isdir(word) else "file"
    if path is None:
        other = f"{revision.name}^{{tree}}" if spec is None else revision.shown(spec)
    else:
        other = f"{revision.name}^{{tree}}:{path}" if revision.name else f":0:{path}"
    hint = f"write `./{word}` for the {what}, or `{other}` for the revision"
    return error("ambiguous-input", f"`{word}` is a {what} here, and also a revision", None, hint)


def outside(spec: str, revision: Revision) -> Finding:
    """Return what to tell of a spec that lies outside of the repository."""
    message = f"{spec} lies outside of the repository, and so not in {revision.said}"
    return error("no-input", message, None, f"name a file, or `{revision.name}:path/to/openapi.yaml`")


def missing(revision: Revision, path: str, inner: str) -> Finding:
    """Return what to tell of a path that a revision does not have; `inner` is it as seen from the current folder."""
    try:
        revision.read(inner)
        reason = "it cannot be read"
    except OSError as problem:
        reason = problem.strerror or "it cannot be read"
    except FindingError as problem:
        return problem.findings[0]
    if not path.startswith(".") and revision.kind(path):
        hint: str | None = f"paths begin at the top of the repository; from here it is `{revision.name}:./{path}`"
    else:
        hint = _near_file(revision, inner)
    return error("no-input", f"{revision.shown(inner)} cannot be read: {reason}", None, hint)


def _near_file(revision: Revision, inner: str) -> str | None:
    """Return the description of a revision that is called so, else the nearest name in the same folder."""
    folder, name = posixpath.split(inner)
    same = next((path for path in found(revision, revision.top) if posixpath.basename(path) == name), None)
    if same is not None:
        return f"did you mean `{revision.shown(same)}`?"
    try:
        listed = [revision.shown(posixpath.join(folder, other)) for other in revision.listed(folder)]
    except OSError:
        return None
    return did_you_mean(revision.shown(inner), listed, likeness=_LIKE_PATH)


def none_or_many(origin: Origin, specs: Sequence[str], place: str, folder: str, before: str = "") -> list[Finding]:
    """Return what to tell of a folder that has no description, or several; `before` is what else is wrong."""
    if not specs:
        message = f"{before}no description of OpenAPI is found {place}, nor in its spec/, api/, docs/ and their like"
        example = origin.shown(posixpath.normpath(posixpath.join(folder, "path/to/openapi.yaml")))
        return [error("no-input", message, None, f"name it: `{example}`")]
    message = f"{before}this may be the spec, and it is not the only one {place}"
    shown = [origin.shown(path) for path in specs]
    return [error("ambiguous-input", message, Location(path, 0), f"name it: `{path}`") for path in shown]
