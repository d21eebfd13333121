"""The commands: each takes its arguments and a report. Heavy modules are imported where they are needed."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING, cast

from hexapla import config as configuration
from hexapla import load as loading
from hexapla.cli.report import Report
from hexapla.finding import Finding, FindingError, error, note
from hexapla.source import Sources, did_you_mean

if TYPE_CHECKING:
    from hexapla.cli.produce import Product
    from hexapla.config import Config, Target
    from hexapla.docs import Lock
    from hexapla.model import Api


def print_version(options: Namespace, report: Report) -> None:
    """Print the version of the installed distribution."""
    from importlib import metadata

    try:
        version = metadata.version("hexapla")
    except metadata.PackageNotFoundError:
        version = "(run from a checkout that is not installed)"
    print(f"hexapla {version}")


def generate(options: Namespace, report: Report) -> None:
    """Write clients, or compare with --check."""
    from hexapla.cli.produce import compare, produce, write_out
    from hexapla.write import recover

    started = time.perf_counter()
    config = configuration.find()
    targets = _targets(config, options.targets)
    api = _load(config, report)
    if api is None:
        return
    for target in targets:
        if not options.check:
            recover(target.output)
        product = produce(api, target, report)
        if product is None:
            continue
        if options.check:
            report.add(compare(product))
        else:
            report.add(write_out(product, force=options.force))
        if not report.failed:
            _summary(api, product, time.perf_counter() - started)
        started = time.perf_counter()


def check(options: Namespace, report: Report) -> None:
    """Run the house rules, hold the documentation against the spec, compare the output."""
    from hexapla.cli.produce import compare, produce
    from hexapla.lint import lint
    from hexapla.load.naming import CLASH

    config = configuration.find()
    api = _load(config, report)
    if api is None:
        return
    clashes = [f for f in report.findings if f.rule == CLASH]
    report.add(error(f.rule, f.message, f.where, "rename one of the two") for f in clashes)
    report.add(lint(api))
    if config.lock is not None:
        from hexapla import docs

        lock = _lock(config.lock, report)
        if lock is not None:
            report.add(docs.check(api, lock).findings)
    for target in config.targets:
        product = produce(api, target, report)
        if product is not None:
            report.add(compare(product))
    if not report.failed:
        held = "held against its documentation" if config.lock else "no lock configured"
        print(f"{len(api.operations)} operations, {held}; {_count(len(config.targets), 'target')} up to date")


def bundle(options: Namespace, report: Report) -> None:
    """Print the spec as one document."""
    config = configuration.find()
    document, findings = loading.bundle(Sources(read), config.spec)
    report.add(findings)
    if report.failed:
        return
    if options.format == "json":
        import json

        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        from hexapla.source import to_yaml

        sys.stdout.write(to_yaml(document))


def docs_read(options: Namespace, report: Report) -> None:
    """Print the facts of pages."""
    from hexapla import docs

    facts, findings = docs.read([(page, _page(page)) for page in options.pages])
    report.add(findings)
    data = docs.as_data(facts)
    if options.format == "json":
        import json

        print(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        sys.stdout.write(docs.facts_yaml(cast("docs.Data", data)))


def docs_lock(options: Namespace, report: Report) -> None:
    """Write the lock of pages."""
    from hexapla import docs

    config = configuration.find()
    if config.lock is None:
        hint = 'add `lock = "docs.lock.yaml"`'
        raise FindingError(error("no-lock", f"{config.file} names no lock to write", None, hint))
    facts, findings = docs.read([(page, _page(page)) for page in options.pages])
    report.add(findings)
    if report.failed:
        report.add([note("not-written", f"{config.lock} is left as it was")])
        return
    try:
        with open(config.lock, "w", encoding="utf-8", newline="\n") as file:
            file.write(docs.lock_text(facts))
    except OSError as problem:
        message = f"cannot write {config.lock}: {problem.strerror}"
        raise FindingError(error("cannot-write", message)) from None
    print(f"{config.lock}: {_count(len(facts), 'operation')} of {_count(len(options.pages), 'page')}")


def docs_check(options: Namespace, report: Report) -> None:
    """Hold the spec against the lock."""
    from hexapla import docs

    config = configuration.find()
    if config.lock is None:
        hint = 'add `lock = "docs.lock.yaml"` and run `hexapla docs lock PAGE...`'
        raise FindingError(error("no-lock", f"{config.file} names no lock to check", None, hint))
    api = _load(config, report)
    lock = _lock(config.lock, report)
    if api is None or lock is None:
        return
    held = docs.check(api, lock)
    report.add(held.findings)
    if options.summary:
        sys.stdout.write(held.summary.text())
    elif not report.failed:
        print(f"{config.spec} accounts for all of {config.lock}")


def read(path: str) -> bytes:
    """Return the bytes of a file; how every command reads its input."""
    with open(path, "rb") as file:
        return file.read()


def _page(path: str) -> bytes:
    try:
        return read(path)
    except OSError as problem:
        message = f"cannot read {path}: {problem.strerror}"
        raise FindingError(error("unreadable-file", message)) from None


def _load(config: Config, report: Report) -> Api | None:
    """Return the spec as a model, or None where it has errors (reported)."""
    api, findings = loading.load(Sources(read), config.spec)
    report.add(findings)
    return None if report.failed else api


def _lock(path: str, report: Report) -> Lock | None:
    from hexapla import docs

    lock, findings = docs.parse_lock(Sources(read).root(path))
    report.add(findings)
    return lock


def _targets(config: Config, names: list[str]) -> list[Target]:
    known = {target.name: target for target in config.targets}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise FindingError(*(_no_target(name, config, list(known)) for name in unknown))
    if not known:
        hint = "add [tool.hexapla.targets.NAME] with style, output, package, client and version"
        raise FindingError(error("no-target", f"{config.file} names no target", None, hint))
    return [known[name] for name in names] or list(known.values())


def _no_target(name: str, config: Config, known: list[str]) -> Finding:
    hint = did_you_mean(name, known) or f"known are {', '.join(known)}"
    return error("no-target", f"{config.file} has no target `{name}`", None, hint)


def _summary(api: Api, product: Product, seconds: float) -> None:
    changes = product.changes
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
    print(
        f"{product.target.name}: {product.package.calls} of {_count(len(api.operations), 'operation')}, "
        f"{_count(product.package.model_count, 'model')}, {_count(len(product.files), 'file')} "
        f"({', '.join(done)}) in {product.target.output}, {seconds:.2f} s"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
