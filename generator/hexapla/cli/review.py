"""`hexapla diff`: what a change of the spec means to callers, and to code written against the configured clients.

In: two descriptions by file, folder or revision. Out: the review in the wanted form on standard output; status 1 where
something that nobody accepted is at least as bad as `--fail-on`.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, assert_never

from hexapla import config as configuration
from hexapla.cli.accepting import entries
from hexapla.cli.files import read
from hexapla.cli.inputs import Input, lines_of, resolve
from hexapla.cli.moved import Moves, Side, moves
from hexapla.cli.report import Report
from hexapla.cli.terminal import is_colourful, width
from hexapla.config import Config
from hexapla.diff import ChangeReport, Class, Compared, Memory, Policy, assemble, attach, review
from hexapla.finding import Finding, FindingError, Location, Severity, has_errors
from hexapla.frozen import replace
from hexapla.model import Api
from hexapla.source import Sources

Format = Literal["terminal", "markdown", "html", "json", "github"]
THRESHOLDS: Final[dict[str, tuple[Class, ...]]] = {
    "breaking": ("breaking",),
    "possible": ("breaking", "possible"),
    "any": ("breaking", "possible", "non-breaking", "docs-only"),
    "never": (),
}
"""Of each word for `--fail-on` the classes that fail."""
_UNREAD: Final = 3


def diff(options: Namespace, report: Report) -> None:
    """Print what a change means."""
    # Until there is a review, whatever is wrong keeps it from being made: 1 is for what a review finds.
    report.fail(_UNREAD)
    config = _configured()
    old, new = resolve(options.old, options.new, config)
    report.read_by(lines_of(old, new))
    before, after = _loaded(old, report, is_old=True), _loaded(new, report, is_old=False)
    project = new.config or config
    memory = _memory(project)
    if before is None or after is None:
        return
    (told, said), moved = _told(before, after, old, new, project, memory)
    report.add([*moved.findings, *said])
    _print(told, options.format, old, new)
    report.fail(int(told.verdict in THRESHOLDS[options.fail_on]))


def _told(
    before: Api, after: Api, old: Input, new: Input, project: Config | None, memory: Memory
) -> tuple[tuple[ChangeReport, list[Finding]], Moves]:
    found = review(before, after, None, Policy(today=memory.today))
    moved = moves(Side(before, old.config, old.shown), Side(after, project, new.shown), found)
    first = Compared(label=old.label, api=before, shown=old.shown)
    second = Compared(label=new.label, api=after, shown=new.shown)
    return assemble(first, second, attach(found, moved.moved, compared=moved.whole), moved.packages, memory), moved


def _configured() -> Config | None:
    """Return the configuration; two descriptions can be compared without one."""
    try:
        return configuration.find()
    except FindingError as problem:
        if [finding.rule for finding in problem.findings] == ["no-configuration"]:
            return None
        raise


def _memory(project: Config | None) -> Memory:
    directory = project.directory if project else "."
    return Memory(entries=entries(directory, Sources(read)), today=date.today().isoformat())


def _loaded(side: Input, report: Report, *, is_old: bool) -> Api | None:
    """Return a description as a model, None where it has errors (reported).

    A fault of the description of before cannot be mended any more, and the change may be what mends it: it is a
    warning, and what could be read is compared.
    """
    api, findings = side.load()
    report.add(side.said)
    if not is_old:
        # House rules and notes about names are told by `check`.
        report.add(finding for finding in findings if finding.severity is not Severity.NOTE)
        return None if has_errors(findings) else api
    for finding in findings:
        if finding.severity is Severity.ERROR:
            hint = "the old description is faulty here: what is below this place is not compared"
            report.add([replace(finding, severity=Severity.WARNING, hint=hint)])
    return api


def _print(report: ChangeReport, form: Format, old: Input, new: Input) -> None:
    match form:
        case "terminal":
            from hexapla.diff.terminal import terminal

            sys.stdout.write(terminal(report, width(), colour=is_colourful()))
        case "markdown":
            from hexapla.diff.markdown import markdown

            sys.stdout.write(markdown(report))
        case "github":
            from hexapla.diff.github import github

            sys.stdout.write(github(report))
        case "json":
            import json

            from hexapla.diff.as_json import as_json

            sys.stdout.write(json.dumps(as_json(report), indent=2) + "\n")
        case "html":
            sys.stdout.write(_page(report, old, new))
        case never:
            assert_never(never)


def _page(report: ChangeReport, old: Input, new: Input) -> str:
    from hexapla.cli.styling import templates_root
    from hexapla.diff.page import page
    from hexapla.render import render_review

    def lines(side: str, where: Location) -> Sequence[str]:
        return (old if side == "old" else new).lines(where.file)

    return render_review(page(report, lines), os.path.join(templates_root(), "review"))
