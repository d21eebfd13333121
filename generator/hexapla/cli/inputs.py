"""What `hexapla diff OLD [NEW]` compares: words of the command line to descriptions that can be loaded.

In: two words, each a file, a folder, a git revision (`main`, `v1.2`, `HEAD~3`), a file or folder at one
(`main:spec/openapi.yaml`, from the top of the repository as in git; `main:./openapi.yaml` from here; `:spec` in the
index) or `-` for standard input; and today's configuration. Out: two `Input`s. What could mean two things is an error
that says how to write each.

Places: in the work tree a file is shown as it was typed (without a leading `./`), at a revision as `git show` takes it,
`main:spec/openapi.yaml:12:3`. Inside an `Input`, its `Api` too, paths are relative to the current folder wherever they
come from; `shown` turns such a place into what people see, and `lines` takes what people see.
"""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from hexapla import config as configuration
from hexapla.cli import misnamed
from hexapla.cli.discovery import Origin, WorkTree, found
from hexapla.finding import Finding, FindingError, Lines, Location, error, note
from hexapla.frozen import frozen, replace
from hexapla.source import Sources

if TYPE_CHECKING:
    from hexapla.config import Config
    from hexapla.model import Api
    from hexapla.revisions import Repository, Revision

_STANDARD: Final = "-"
_STDIN: Final = "<stdin>"


@frozen
class Input:
    """A description to compare.

    Attributes:
        label: what a person called it.
        sources: its files.
        root: the file it begins in, for `sources`.
        config: the configuration as it was there; None for what lies outside of every project.
        shown: from a place in `sources` to what people see.
        lines: the lines of a file as people see it; none for a file that is not of this input.
        said: what a person should know of how it was found.
    """

    label: str
    sources: Sources
    root: str
    config: Config | None
    shown: Callable[[Location], Location]
    lines: Lines
    said: tuple[Finding, ...] = ()

    def load(self) -> tuple[Api, tuple[Finding, ...]]:
        """Return the model and what was found, in places as people see them; those of the model are still inner ones.

        Raises:
            FindingError: it cannot be read at all.
        """
        from hexapla.load import load

        try:
            api, findings = load(self.sources, self.root)
        except FindingError as problem:
            raise FindingError(*self.said, *self.told(problem.findings)) from None
        return api, (*self.said, *self.told(findings))

    def told(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings in places as people see them."""
        return tuple(_shown(finding, self.shown) for finding in findings)


def lines_of(*inputs: Input) -> Lines:
    """Return the lines of any file of these, by its path as people see it, for `as_text`."""

    def lines(file: str) -> Sequence[str]:
        return next((answer for one in inputs if (answer := one.lines(file))), ())

    return lines


def resolve(old: str, new: str | None, config: Config | None) -> tuple[Input, Input]:
    """Return what two words name; without the second, what the first is compared with.

    That is the spec that today's configuration names. Where there is no configuration, and the first is a path at a
    revision, it is the same path in the work tree.

    Args:
        old: a word, see above.
        new: a word; None for the work tree.
        config: today's configuration; None where there is none.

    Raises:
        FindingError: a word names nothing, two things, or no description; or git fails.
    """
    words = _Words(config)
    if old == new == _STANDARD:
        raise FindingError(error("no-input", "standard input can be only one of the two"))
    first = words.input(old)
    return first, words.beside(old, first) if new is None else words.input(new)


class _Words:
    def __init__(self, config: Config | None) -> None:
        self._config = config
        self._files = WorkTree()
        self._repository: Repository | None = None
        self._without: Finding | None = None

    def input(self, word: str) -> Input:
        """Return what a word names."""
        if word == _STANDARD:
            return self._standard_input()
        if "://" in word and not os.path.lexists(word):
            hint = "save the description and name its file, or pipe it in: `curl ADDRESS | hexapla diff - NEW`"
            raise FindingError(error("no-input", f"`{word}` is not fetched", None, hint))
        exists = os.path.lexists(word)
        try:
            named = self._named(word)
        except FindingError:  # short for several revisions, say: a path that exists needs no revision
            if not exists:
                raise
            named = None
        if exists and named is not None and (named[1] is None or named[0].kind(self._inner(named[1]))):
            raise FindingError(misnamed.twice(word, named[0], named[1], self._spec_at(named[0])))
        if exists:
            return self._path(word)
        if named is None:
            raise FindingError(misnamed.unknown(word, self._repository, self._without))
        revision, path = named
        return self._revision(revision, word) if path is None else self._at(revision, word, path)

    def beside(self, old: str, first: Input) -> Input:
        """Return what the first is compared with where nothing is named."""
        path = None if old == _STANDARD or os.path.lexists(old) else _path_at(old)
        inner = None if path is None else self._inner(path)
        if self._config is None:
            if inner is None:
                hint = f"name it: `hexapla diff {old} path/to/openapi.yaml`, or `.` for the only one of this folder"
                raise FindingError(error("no-input", "no configuration says what to compare it with", None, hint))
            if not self._files.kind(inner):
                hint = f"name what to compare it with: `hexapla diff {old} path/to/openapi.yaml`"
                raise FindingError(error("no-input", f"{inner} is not in the work tree", None, hint))
            return self._path(inner)
        spec = self._config.spec
        made = self._in_work_tree(spec, spec, self._config)
        if inner is None and os.path.lexists(old) and _same(first.root, spec):
            hint = "name a revision, as in `hexapla diff HEAD`, or two files"
            raise FindingError(error("no-input", f"{old} is what it would be compared with", None, hint))
        if inner is not None and not _same(first.root, spec) and self._files.kind(first.root) == "file":
            message = f"{old} is compared with {spec}, which the configuration names"
            hint = f"`hexapla diff {old} {first.root}` compares it with the file of that name"
            made = replace(made, said=(note("other-file", message, None, hint),))
        return made

    # Of the work tree.

    def _standard_input(self) -> Input:
        if sys.stdin is None:
            raise FindingError(error("unreadable-file", "standard input is closed"))
        data = sys.stdin.buffer.read()

        def read(path: str) -> bytes:
            return data if path == _STDIN else self._files.read(path)

        sources = Sources(read)
        return Input("standard input", sources, _STDIN, self._config, _as_it_is, sources.lines)

    def _path(self, word: str) -> Input:
        path = posixpath.normpath(word.replace(os.sep, "/"))
        config = self._config if self._config and _holds(self._config.directory, path) else None
        if self._files.kind(path) != "folder":
            return self._in_work_tree(word, path, config)
        own = configuration.of(path, self._files.read)
        if own is not None:
            return self._in_work_tree(word, own.spec, own)
        return self._in_work_tree(word, _only(self._files, path, word), config)

    def _in_work_tree(self, label: str, root: str, config: Config | None) -> Input:
        sources = Sources(self._files.read)
        return Input(label, sources, root, config, _as_it_is, sources.lines)

    # Of a revision.

    def _named(self, word: str) -> tuple[Revision, str | None] | None:
        """Return the revision that a word names, and the path in it; None where it names none."""
        from hexapla.revisions import repository, split

        parts = split(word)
        if parts is None:
            return None
        if self._repository is None and self._without is None:
            try:
                self._repository = repository()
            except FindingError as problem:
                self._without = problem.findings[0]
        revision = self._repository.revision(parts[0]) if self._repository else None
        return None if revision is None else (revision, parts[1])

    def _inner(self, path: str) -> str:
        """Return a path behind a colon relative to the current folder."""
        here = path in (".", "..") or path.startswith(("./", "../"))
        if here or self._repository is None:
            return posixpath.normpath(path)
        return self._repository.outside(path)

    def _revision(self, revision: Revision, word: str) -> Input:
        """Return the description of a revision that is named without a path."""
        own, said = self._own(revision)
        wanted = [config.spec for config in (own, self._config) if config is not None]
        for spec in dict.fromkeys(wanted):
            if self._repository and self._repository.inside(spec) is None:
                raise FindingError(misnamed.outside(spec, revision))
            if revision.kind(spec) == "file":
                break
        else:
            start = self._config.directory if self._config else "."
            spec = _only_at(revision, posixpath.normpath(start), revision.top, wanted)
        if wanted and spec != wanted[0]:
            message = f"{wanted[0]} is not in {revision.said}: {revision.shown(spec)} is read"
            said = (*said, note("other-file", message))
        return self._made(word, revision, spec, own, said)

    def _at(self, revision: Revision, word: str, path: str) -> Input:
        """Return the description at a path of a revision."""
        inner = self._inner(path)
        kind = revision.kind(inner)
        if not kind:
            raise FindingError(misnamed.missing(revision, path, inner))
        own, said = _config_of(inner, revision) if kind == "folder" else (None, ())
        if own is not None and revision.kind(own.spec) == "file":
            return self._made(word, revision, own.spec, own, said)
        spec = inner if kind == "file" else _only(revision, inner, word)
        if own is None:
            near, also = self._own(revision)
            own, said = near if near and _holds(near.directory, inner) else None, (*said, *also)
        return self._made(word, revision, spec, own, said)

    def _own(self, revision: Revision) -> tuple[Config | None, tuple[Finding, ...]]:
        """Return the configuration of a revision: where today's lies, else the nearest upwards from here."""
        if self._config is not None:
            return _config_of(self._config.directory, revision)
        folder = "."
        while self._repository and self._repository.inside(folder) is not None:
            own, said = _config_of(folder, revision)
            if own or said:
                return own, said
            folder = posixpath.normpath(posixpath.join(folder, ".."))
        return None, ()

    def _spec_at(self, revision: Revision) -> str | None:
        try:
            return self._revision(revision, revision.name).root
        except FindingError:
            return None

    @staticmethod
    def _made(label: str, revision: Revision, root: str, config: Config | None, said: tuple[Finding, ...]) -> Input:
        sources = Sources(revision.read)

        def shown(where: Location) -> Location:
            return where._replace(file=revision.shown(where.file))

        def lines(file: str) -> Sequence[str]:
            path = revision.path(file)
            return () if path is None else sources.lines(path)

        return Input(label, sources, root, config, shown, lines, said)


def _config_of(folder: str, revision: Revision) -> tuple[Config | None, tuple[Finding, ...]]:
    """Return the configuration in a folder of a revision; what is wrong with one of old fails nobody today."""
    try:
        return configuration.of(folder, revision.read), ()
    except OSError:
        return None, ()
    except FindingError as problem:
        return None, tuple(
            note(f.rule, f"the configuration of {revision.said} is not used: {f.message}", _at_revision(f, revision))
            for f in problem.findings
        )


def _at_revision(finding: Finding, revision: Revision) -> Location | None:
    return finding.where and finding.where._replace(file=revision.shown(finding.where.file))


def _only(origin: Origin, folder: str, called: str) -> str:
    """Return the only description of a folder."""
    specs = [posixpath.normpath(path.replace(os.sep, "/")) for path in found(origin, folder)]
    if len(specs) == 1:
        return specs[0]
    raise FindingError(*misnamed.none_or_many(origin, specs, f"in {called}", folder))


def _only_at(revision: Revision, project: str, top: str, wanted: Sequence[str]) -> str:
    """Return the only description of a revision, in the folder of the project or else at the top."""
    specs: list[str] = []
    for start in dict.fromkeys((project, top)):
        specs = specs or [posixpath.normpath(path.replace(os.sep, "/")) for path in found(revision, start)]
    if len(specs) == 1:
        return specs[0]
    missing = f"{wanted[-1]} is not in {revision.said}, and " if wanted else ""
    raise FindingError(*misnamed.none_or_many(revision, specs, f"in {revision.said}", top, missing))


def _path_at(word: str) -> str | None:
    """Return the path behind the colon of a word that is no path here."""
    from hexapla.revisions import split

    parts = split(word)
    return None if parts is None else parts[1]


def _as_it_is(where: Location) -> Location:
    return where


def _shown(finding: Finding, shown: Callable[[Location], Location]) -> Finding:
    return finding if finding.where is None else replace(finding, where=shown(finding.where))


def _holds(folder: str, path: str) -> bool:
    start, full = os.path.abspath(folder), os.path.abspath(path)
    return full == start or full.startswith(start.rstrip(os.sep) + os.sep)


def _same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)
