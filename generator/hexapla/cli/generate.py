"""`hexapla generate` and `hexapla check`: every target made, or compared with what its folder holds."""

from __future__ import annotations

import contextlib
import time
from argparse import Namespace
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hexapla import config as configuration
from hexapla import write
from hexapla.cli.produce import Product, produce, stale_files
from hexapla.cli.progress import Progress
from hexapla.cli.report import Report, count
from hexapla.cli.styling import template_folders
from hexapla.cli.unchanged import Last, Memory
from hexapla.finding import Finding, FindingError, error, has_errors
from hexapla.frozen import frozen

if TYPE_CHECKING:
    from hexapla.config import Config, Target
    from hexapla.model import Api


def generate(options: Namespace, report: Report) -> None:
    """Write clients, or compare with --check."""
    config = configuration.find()
    targets = chosen(config, options.targets)
    with (
        Progress(shown=not options.json) as progress,
        Run(config, report, progress, partial=options.partial) as run,
    ):
        for begun in run.begin(targets, writes=not options.check):
            done = run.compare(begun) if options.check else run.write(begun, force=options.force)
            if done is not None:
                progress.clear()
                print(f"{summary(begun.target, *done)}, {time.perf_counter() - begun.started:.2f} s")


def check(options: Namespace, report: Report) -> None:
    """Run the house rules, hold the documentation against the spec, compare the output."""
    from hexapla.lint import lint
    from hexapla.load.naming import CLASH

    config = configuration.find()
    with (
        Progress(shown=not options.json) as progress,
        Run(config, report, progress, partial=options.partial) as run,
    ):
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
        for begun in run.begin(config.targets, writes=False):
            run.compare(begun)
    if not report.failed:
        held = "held against its documentation" if config.lock else "no lock configured"
        print(f"{count(len(api.operations), 'operation')}, {held}; {count(len(config.targets), 'target')} up to date")


@frozen(kw_only=True)
class Begun:
    """A target that was begun.

    Attributes:
        started: when, in seconds.
        last: what the last run made, where that still holds; `changes` is how the folder differs from it.
        product: what is being made, where something has to be.
        findings: why it cannot be made; without any it is in one of these two ways.
    """

    target: Target
    started: float
    last: Last | None = None
    changes: write.Changes | None = None
    product: Product | None = None
    findings: tuple[Finding, ...] = ()


class Run:
    """One `generate` or `check`: the spec is loaded when the first target asks for it, and once.

    All targets are begun before the first one is finished, since formatters take longer than all the rest: they run
    side by side. A context manager: none of them outlives it.
    """

    def __init__(self, config: Config, report: Report, progress: Progress, *, partial: bool) -> None:
        self._config = config
        self._report = report
        self._progress = progress
        self._partial = partial
        self._memory = Memory(config, partial=partial)
        self._loaded: tuple[Api, tuple[Finding, ...]] | None = None
        self._spec: dict[str, bytes] = {}
        self._failed = False
        self._open = contextlib.ExitStack()

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

    def __enter__(self) -> Self:
        """Begin with nothing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every formatter that still runs."""
        self._open.close()

    def begin(self, targets: Sequence[Target], *, writes: bool) -> list[Begun]:
        """Begin with all targets; one that cannot be made is told when it is finished, and the others are made.

        Args:
            targets: in the order in which they are finished.
            writes: whether their folders shall be written, and not only looked at.
        """
        return [self._begin(target, writes=writes) for target in targets]

    def _begin(self, target: Target, *, writes: bool) -> Begun:
        started = time.perf_counter()
        try:
            if writes:
                write.recover(target.output)
            last = self._memory.recall(target, lambda: template_folders(target))
            if last is not None and (not writes or write.is_listed(target.output, last.files)):
                changes = write.compare_digests(target.output, last.files)
                if not writes or not changes.stale:
                    return Begun(target=target, started=started, last=last, changes=changes)
            api = self.load()
            if api is None:
                return Begun(target=target, started=started)
            product = produce(api, target, self._progress.say, partial=self._partial)
        except FindingError as problem:
            return Begun(target=target, started=started, findings=problem.findings)
        if product.running is not None:
            self._open.enter_context(product.running)
        if has_errors(product.findings):
            return Begun(target=target, started=started, findings=product.findings)
        return Begun(target=target, started=started, product=product)

    def compare(self, begun: Begun) -> tuple[Last, write.Changes] | None:
        """Compare a target with its folder and write nothing; None where it fails (reported)."""
        try:
            made = self._made(begun)
            if made is None:
                return None
            last, changes = made[0], begun.changes or write.compare_digests(begun.target.output, made[0].files)
            stale = stale_files(begun.target, last.files, changes)
        except FindingError as problem:
            self._report.add(problem.findings)
            return None
        self._report.add([*last.findings, *stale])
        return None if stale else (last, changes)

    def write(self, begun: Begun, *, force: bool) -> tuple[Last, write.Changes] | None:
        """Make a target's folder hold its files; None where it fails (reported)."""
        target = begun.target
        try:
            made = self._made(begun)
            if made is None:
                return None
            last, files = made
            if begun.changes is not None:
                self._report.add([*last.findings, *write.others(target.output, begun.changes)])
                return last, begun.changes
            self._progress.say(f"{target.name}: writing {count(len(files), 'file')}")
            changes, said = write.put(target.output, files, force=force)
        except FindingError as problem:
            self._report.add(problem.findings)
            return None
        self._report.add([*last.findings, *said])
        if has_errors(said):
            return None
        self._memory.keep(target, self._spec, last)
        return last, changes

    def _made(self, begun: Begun) -> tuple[Last, dict[str, bytes]] | None:
        """Return what a target is to hold, with its files where they were made; None where it fails (reported).

        Raises:
            FindingError: the formatter refuses a file.
        """
        product = begun.product
        if begun.last is not None:
            return begun.last, {}
        if product is None or self._loaded is None:
            self._report.add(begun.findings)
            return None
        self._progress.say(f"{begun.target.name}: formatting")
        files = product.files()
        last = Last(
            files=write.digests(files),
            served=product.package.calls,
            operations=len(self._loaded[0].operations),
            left_out=product.left_out,
            models=product.package.model_count,
            formatter=product.formatter,
            findings=(*self._loaded[1], *product.findings),
        )
        return last, files

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
