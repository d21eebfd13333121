"""`hexapla generate` and `hexapla check`: every target made, or compared with what its folder holds."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from hexapla import config as configuration
from hexapla import write
from hexapla.cli.produce import produce, stale_files, template_folders
from hexapla.cli.progress import Progress
from hexapla.cli.report import Report, count
from hexapla.cli.unchanged import Last, Memory
from hexapla.finding import Finding, FindingError, error, has_errors

if TYPE_CHECKING:
    from hexapla.config import Config, Target
    from hexapla.model import Api


def generate(options: Namespace, report: Report) -> None:
    """Write clients, or compare with --check."""
    config = configuration.find()
    targets = chosen(config, options.targets)
    with Progress(shown=not options.json) as progress:
        run = Run(config, report, progress, partial=options.partial)
        for target in targets:
            started = time.perf_counter()
            # A target that fails is told, and so is what becomes of the others.
            try:
                done = run.compare(target) if options.check else run.write(target, force=options.force)
            except FindingError as problem:
                report.add(problem.findings)
                continue
            if done is not None:
                progress.clear()
                print(f"{summary(target, *done)}, {time.perf_counter() - started:.2f} s")


def check(options: Namespace, report: Report) -> None:
    """Run the house rules, hold the documentation against the spec, compare the output."""
    from hexapla.lint import lint
    from hexapla.load.naming import CLASH

    config = configuration.find()
    with Progress(shown=not options.json) as progress:
        run = Run(config, report, progress, partial=options.partial)
        api = run.load()
        if api is None:
            return
        clashes = [f for f in report.findings if f.rule == CLASH]
        report.add(error(f.rule, f.message, f.where, "rename one of the two") for f in clashes)
        report.add(lint(api))
        if config.lock is not None:
            from hexapla import docs
            from hexapla.cli.commands import load_lock

            lock = load_lock(config.lock, report)
            if lock is not None:
                report.add(docs.check(api, lock).findings)
        for target in config.targets:
            try:
                run.compare(target)
            except FindingError as problem:
                report.add(problem.findings)
    if not report.failed:
        held = "held against its documentation" if config.lock else "no lock configured"
        print(f"{count(len(api.operations), 'operation')}, {held}; {count(len(config.targets), 'target')} up to date")


class Run:
    """One `generate` or `check`: the spec is loaded when the first target asks for it, and once."""

    def __init__(self, config: Config, report: Report, progress: Progress, *, partial: bool) -> None:
        self._config = config
        self._report = report
        self._progress = progress
        self._partial = partial
        self._memory = Memory(config, partial=partial)
        self._loaded: tuple[Api, tuple[Finding, ...]] | None = None
        self._spec: dict[str, bytes] = {}
        self._failed = False

    def load(self) -> Api | None:
        """Return the spec as a model, or None where it has errors (reported)."""
        if self._loaded is None and not self._failed:
            from hexapla import load
            from hexapla.source import Sources

            sources = Sources(self._read)
            self._failed = True
            api, findings = load.load(sources, self._config.spec)
            if not has_errors(findings):
                from hexapla.lint import broken_examples

                findings = (*findings, *broken_examples(api))
            self._loaded = api, findings
            self._spec = sources.files
            self._report.add(self._loaded[1])
            self._failed = has_errors(self._loaded[1])
        return self._loaded[0] if self._loaded and not self._failed else None

    def compare(self, target: Target) -> tuple[Last, write.Changes] | None:
        """Compare a target with its folder and write nothing; None where it fails (reported)."""
        last = self._memory.recall(target, template_folders(target))
        if last is None:
            made = self._make(target)
            if made is None:
                return None
            last = made[0]
        changes = write.compare_digests(target.output, last.files)
        stale = stale_files(target, last.files, changes)
        self._report.add([*last.findings, *stale])
        return None if stale else (last, changes)

    def write(self, target: Target, *, force: bool) -> tuple[Last, write.Changes] | None:
        """Make a target's folder hold its files; None where it fails (reported)."""
        write.recover(target.output)
        last = self._memory.recall(target, template_folders(target))
        if last is not None and write.is_listed(target.output, last.files):
            changes = write.compare_digests(target.output, last.files)
            if not changes.stale:
                self._report.add([*last.findings, *write.others(target.output, changes)])
                return last, changes
        made = self._make(target)
        if made is None:
            return None
        last, files = made
        self._progress.say(f"{target.name}: writing {count(len(files), 'file')}")
        changes, said = write.put(target.output, files, force=force)
        self._report.add([*last.findings, *said])
        if has_errors(said):
            return None
        self._memory.keep(target, self._spec, last)
        return last, changes

    def _make(self, target: Target) -> tuple[Last, dict[str, bytes]] | None:
        api = self.load()
        if api is None or self._loaded is None:
            return None
        product = produce(api, target, self._progress.say, partial=self._partial)
        if has_errors(product.findings):
            self._report.add(product.findings)
            return None
        last = Last(
            files=write.digests(product.files),
            served=product.package.calls,
            operations=len(api.operations),
            left_out=product.left_out,
            models=product.package.model_count,
            formatter=product.formatter,
            findings=(*self._loaded[1], *product.findings),
        )
        return last, dict(product.files)

    def _read(self, path: str) -> bytes:
        self._progress.say(f"reading {path}")
        with open(path, "rb") as file:
            return file.read()


def chosen(config: Config, names: list[str]) -> list[Target]:
    """Return the targets of these names, all where none is named.

    Raises:
        FindingError: there is no target, or none of that name.
    """
    known = {target.name: target for target in config.targets}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise FindingError(*(_no_target(name, config, list(known)) for name in unknown))
    if not known:
        hint = "add [tool.hexapla.targets.NAME] with style, output, package, client and version"
        raise FindingError(error("no-target", f"{config.file} names no target", None, hint))
    return [known[name] for name in dict.fromkeys(names)] or list(known.values())


def _no_target(name: str, config: Config, known: list[str]) -> Finding:
    from hexapla.source import did_you_mean

    hint = did_you_mean(name, known) or f"known are {', '.join(known)}"
    return error("no-target", f"{config.file} has no target `{name}`", None, hint)


def summary(target: Target, last: Last, changes: write.Changes) -> str:
    """Return one line that counts what a target holds and what was done to it."""
    done = [
        f"{len(paths)} {word}"
        for word, paths in (
            ("created", changes.created),
            ("updated", (*changes.updated, *changes.edited, *changes.foreign)),
            ("removed", changes.removed),
            ("unchanged", changes.unchanged),
        )
        if paths
    ]
    left_out = f", {last.left_out} left out" if last.left_out else ""
    return (
        f"{target.name}: {last.served} of {count(last.operations, 'operation')}{left_out}, "
        f"{count(last.models, 'model')}, {count(len(last.files), 'file')} ({', '.join(done)}) in {target.output}"
    )
