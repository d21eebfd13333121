"""`hexapla docs drift`: a newer page against the lock, with ready edits of the spec.

In: pages. Out: what changed, in the wanted form on standard output; with `--apply` the files of the spec and the lock.
Status 0: nothing changed, or all of it was applied; 1: something did, or something must be decided; 3: an input could
not be read.
"""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Literal, assert_never

from hexapla import config as configuration
from hexapla import docs
from hexapla.cli.docs_names import Clients
from hexapla.cli.files import page, read
from hexapla.cli.report import Report, count
from hexapla.cli.terminal import is_colourful, width
from hexapla.config import Config
from hexapla.docs.drift import Drift
from hexapla.docs.drift import drift as compared
from hexapla.docs.drift_entry import Spec
from hexapla.docs.lock import lock, text_of
from hexapla.finding import Finding, FindingError, Location, Severity, error, has_errors, note
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources

Format = Literal["terminal", "markdown", "json"]


def drift(options: Namespace, report: Report) -> None:
    """Tell what changed on pages, and follow them where that is wanted."""
    config = configuration.find()
    if config.lock is None:
        hint = 'add `lock = "docs.lock.yaml"` and run `hexapla docs lock PAGE...`'
        raise FindingError(error("no-lock", f"{config.file} names no lock to compare with", None, hint))
    pages = {path: page(path) for path in options.pages}
    facts, findings = docs.read(list(pages.items()))
    report.add(one for one in findings if one.severity is not Severity.NOTE)
    spec = _Files(config, report)
    locked, faults = docs.parse_lock(spec.sources.root(config.lock))
    report.add(faults)
    if report.failed:
        report.add([note("not-compared", "the pages are compared when these errors are mended")])
        return
    lines = {page: data.decode("utf-8", "replace").splitlines() for page, data in pages.items()}
    found = compared(spec.spec, locked, lock(facts), lambda file: lines.get(file, []), lambda api: Clients(config, api))
    _print(found, options.format, options.pages, config.lock)
    if not found.entries:
        return
    if options.apply:
        _apply(found, spec, config.lock, report)
    if not options.apply or found.undecided or has_errors(found.left):
        report.fail(1)


class _Files:
    """The files of a spec, as they were read."""

    def __init__(self, config: Config, report: Report) -> None:
        self.sources = Sources(read)
        self._root = config.spec
        api, findings = load(self.sources, config.spec)
        report.add(one for one in findings if one.severity is Severity.ERROR)
        self.bytes = self.sources.files
        texts = {file: data.decode("utf-8-sig") for file, data in self.bytes.items()}
        roots = {file: self.sources.root(file) for file in texts}
        self.spec = Spec(api=api, texts=texts, roots=roots, load=self._load)

    def _load(self, texts: Mapping[str, str]) -> tuple[Api, Sequence[Finding]]:
        def edited(file: str) -> bytes:
            return texts[file].encode() if file in texts else read(file)

        try:
            return load(Sources(edited), self._root)
        except FindingError as problem:
            return self.spec.api, problem.findings


def _print(found: Drift, form: Format, pages: Sequence[str], lock_file: str) -> None:
    match form:
        case "terminal" if not found.entries:
            print(f"{count(len(pages), 'page')}: nothing changed since {lock_file} was written")
        case "terminal":
            from hexapla.docs.drift_terminal import terminal

            sys.stdout.write(terminal(found, width(), is_colourful()))
        case "markdown":
            from hexapla.docs.drift_markdown import markdown

            sys.stdout.write(markdown(found))
        case "json":
            import json

            from hexapla.docs.drift_json import as_json

            sys.stdout.write(json.dumps(as_json(found, pages), indent=2, ensure_ascii=True) + "\n")
        case never:
            assert_never(never)


# -- apply -------------------------------------------------------------------------------------------------------------


def _apply(found: Drift, files: _Files, lock_file: str, report: Report) -> None:
    """Write the edited files, then the lock; nothing is written where a file is another one by now."""
    before = {file: files.bytes[file] for file in found.texts}
    before[lock_file] = files.sources.files[lock_file]
    changed = [file for file, data in before.items() if read(file) != data]
    if changed:
        hint = "run this again"
        report.add(error("changed-meanwhile", f"{file} was changed while it was read", None, hint) for file in changed)
        return
    written = {file: _encoded(text, before[file]) for file, text in found.texts.items()}
    written[lock_file] = text_of(found.lock).encode()
    for file, data in written.items():
        if data != before[file]:
            _write(file, data)
            print(f"{file}: written", file=sys.stderr)
    report.add(_left(found))


def _left(found: Drift) -> list[Finding]:
    """Return what must be decided, as findings at the spec's lines."""
    told = []
    for one in found.undecided:
        where = one.after or (one.entry.changes[0].page if one.entry.changes else None)
        hint = "; or ".join(one.entry.options) or None
        told.append(error("docs-undecided", one.entry.decide, where, hint))
    return told


def _encoded(text: str, before: bytes) -> bytes:
    """Return a text as bytes, with the byte order mark that the file had."""
    return (codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def _write(path: str, data: bytes) -> None:
    """Replace a file at once: whoever reads it reads all of the old or all of the new one."""
    folder = os.path.dirname(os.path.realpath(path))
    try:
        handle, made = tempfile.mkstemp(dir=folder, prefix=".hexapla-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            shutil.copymode(path, made)
            os.replace(made, os.path.realpath(path))
        except BaseException:
            os.unlink(made)
            raise
    except OSError as problem:
        message = f"cannot write {path}: {problem.strerror}"
        raise FindingError(error("cannot-write", message, Location(path, 0))) from None
