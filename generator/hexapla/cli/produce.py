"""One target from the model to files, and how they differ from what its folder holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hexapla.cli.styling import blamed, compiled, find_style, own_folders, template_folders
from hexapla.config import Target
from hexapla.finding import Finding, Location, error, has_errors
from hexapla.frozen import frozen

if TYPE_CHECKING:
    from hexapla.format import Formatting
    from hexapla.model import Api
    from hexapla.plan import Package, Style
    from hexapla.write import Changes

Say = Callable[[str], None]
"""Takes what is being done, for a person who waits."""


@frozen(kw_only=True)
class Product:
    """What a target is to hold: rendered, and being formatted while something else is done.

    Attributes:
        copied: files that no formatter touches, by path; `running` what formats the others, None for nothing.
        left_out: how many operations could not be served.
        formatter: the command that formats the files; empty for none.
        findings: what a person should know about it; where one is an error there are no files.
    """

    package: Package
    copied: Mapping[str, bytes]
    running: Formatting | None
    left_out: int
    formatter: str
    findings: tuple[Finding, ...]

    def files(self) -> dict[str, bytes]:
        """Return all files, once the formatter is done with them.

        Raises:
            FindingError: the formatter refuses a file.
        """
        return {**self.copied, **(self.running.finish() if self.running is not None else {})}


def produce(api: Api, target: Target, say: Say, *, partial: bool) -> Product:
    """Return a target's files, those that are still being formatted among them; who asks ends the formatter.

    Args:
        api: the model.
        target: what to make of it.
        say: is told what is being done.
        partial: whether what cannot be served is left out, with a warning.

    Raises:
        FindingError: the style is unknown, a template is broken, the formatter is missing.
    """
    from hexapla.cli.own_templates import judge
    from hexapla.format import Formatting, installed
    from hexapla.render import render

    style = find_style(target)
    say(f"{target.name}: planning")
    package, left_out, findings = plan(api, target, style, partial=partial)
    copied: Mapping[str, bytes] = {}
    running: Formatting | None = None
    if not has_errors(findings):
        if style.formatter is not None:
            installed(style.formatter, target.where)  # before all the work
        folders = template_folders(target)
        rendered = render(package, folders, compiled(target), _counting(target.name, say))
        own = [folder for folder, _ in own_folders(target)]
        findings = (*findings, *judge(own, folders, rendered.used, package.name))
        if style.formatter is None:
            copied = {**rendered.copied, **rendered.made}
        else:
            say(f"{target.name}: formatting {len(rendered.made):,} files")
            copied, running = rendered.copied, Formatting(rendered.made, style.formatter, target.where)
    return Product(
        package=package,
        copied=copied,
        running=running,
        left_out=left_out,
        formatter=style.formatter.command[0] if style.formatter else "",
        findings=findings,
    )


def plan(api: Api, target: Target, style: Style, *, partial: bool) -> tuple[Package, int, tuple[Finding, ...]]:
    """Return a target's plan, how many operations are left out of it, and findings."""
    from hexapla.plan import Names, build, prune

    names = Names(target.package, target.client, target.version, target.repository)
    pruned, left = prune(api) if partial else (api, ())
    with blamed(target):
        package, findings = build(pruned, names, style)
    return package, len(api.operations) - len(pruned.operations), (*left, *findings)


def _counting(name: str, say: Say) -> Callable[[int, int], None]:
    return lambda done, of: say(f"{name}: rendering {done:,} of {of:,} files")


def stale_files(target: Target, wanted: Mapping[str, str], changes: Changes) -> list[Finding]:
    """Return an error for every file that is not as it should be; `wanted` holds their hashes."""
    from hexapla.write import MANIFEST, is_listed, refusals

    folder = target.output
    listed = () if changes.stale or is_listed(folder, wanted) else (MANIFEST,)
    hint = f"run `hexapla generate {target.name}` and commit the result"
    rows = (
        ("is missing", changes.created),
        ("is out of date", (*changes.updated, *listed)),
        ("is no longer generated", changes.removed),
    )
    stale = [
        error("out-of-date", f"this generated file {word}", Location(os.path.join(folder, path), 0), hint)
        for word, paths in rows
        for path in paths
    ]
    return [*stale, *refusals(folder, changes)]
