"""The commands: each takes its arguments and a report. Heavy modules are imported where they are needed."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, cast

from hexapla import config as configuration
from hexapla.cli.files import page, read
from hexapla.cli.report import Report, count
from hexapla.finding import FindingError, error, note

if TYPE_CHECKING:
    from hexapla.config import Config
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


def init(options: Namespace, report: Report) -> None:
    """Write a configuration for the spec of this folder."""
    from hexapla.cli import start

    start.init(options.spec, options.style, report)


def new_style(options: Namespace, report: Report) -> None:
    """Write a style of the project's own."""
    from hexapla.cli import scaffold

    scaffold.new_style(options.name, options.base)


def dump(options: Namespace, report: Report) -> None:
    """Print what a stage made of the spec."""
    from hexapla.cli.stages import dump as print_stage

    print_stage(options.stage, options.target, report)


def schema(options: Namespace, report: Report) -> None:
    """Print the JSON Schema of the extensions of a spec, or of a review."""
    import hexapla

    path = os.path.join(os.path.dirname(os.path.abspath(hexapla.__file__)), f"{options.of}.schema.json")
    sys.stdout.write(read(path).decode())


def bundle(options: Namespace, report: Report) -> None:
    """Print the spec as one document."""
    from hexapla import load as loading
    from hexapla.source import Sources

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


def diff(options: Namespace, report: Report) -> None:
    """Tell what a change of the spec means to callers."""
    from hexapla.cli.review import diff as review

    review(options, report)


def explain(options: Namespace, report: Report) -> None:
    """Tell why a rule judges as it does."""
    from hexapla.cli.explaining import explain as told

    told(options, report)


def docs_read(options: Namespace, report: Report) -> None:
    """Print the facts of pages."""
    from hexapla import docs

    facts, findings = docs.read([(path, page(path)) for path in options.pages])
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
    facts, findings = docs.read([(path, page(path)) for path in options.pages])
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
    print(f"{config.lock}: {count(len(facts), 'operation')} of {count(len(options.pages), 'page')}")


def docs_check(options: Namespace, report: Report) -> None:
    """Hold the spec against the lock."""
    from hexapla import docs

    config = configuration.find()
    if config.lock is None:
        hint = 'add `lock = "docs.lock.yaml"` and run `hexapla docs lock PAGE...`'
        raise FindingError(error("no-lock", f"{config.file} names no lock to check", None, hint))
    api = load_spec(config, report)
    lock = load_lock(config.lock, report)
    if api is None or lock is None:
        return
    held = docs.check(api, lock)
    report.add(held.findings)
    if options.summary:
        report.add(held.samples)
        sys.stdout.write(held.summary.text())
    elif not report.failed:
        print(f"{config.spec} accounts for all of {config.lock}")
        if held.samples:
            counts = held.summary.samples
            wrong = counts.samples - counts.agree
            contradict = "contradicts its" if wrong == 1 else "contradict their"
            print(f"{count(wrong, 'code sample')} of {counts.samples} {contradict} own page: --summary tells which")


def docs_drift(options: Namespace, report: Report) -> None:
    """Tell what changed on pages, and follow them where that is wanted."""
    from hexapla.cli.docs_drift import drift

    drift(options, report)


def docs_draft(options: Namespace, report: Report) -> None:
    """Write a first spec of pages."""
    from hexapla.cli.docs_draft import draft

    draft(options, report)


def load_spec(config: Config, report: Report) -> Api | None:
    """Return the spec as a model, or None where it has errors (reported)."""
    from hexapla import load as loading
    from hexapla.source import Sources

    api, findings = loading.load(Sources(read), config.spec)
    report.add(findings)
    return None if report.failed else api


def load_lock(path: str, report: Report) -> Lock | None:
    """Return the lock, or None where it has errors (reported)."""
    from hexapla import docs
    from hexapla.source import Sources

    lock, findings = docs.parse_lock(Sources(read).root(path))
    report.add(findings)
    return lock
