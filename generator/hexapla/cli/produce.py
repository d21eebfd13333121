"""One target from the model to files, and how they differ from what its folder holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hexapla.cli.files import brought
from hexapla.config import Target
from hexapla.finding import Finding, FindingError, Location, error, has_errors
from hexapla.frozen import frozen

if TYPE_CHECKING:
    from hexapla.model import Api
    from hexapla.plan import Package, Style
    from hexapla.write import Changes

Say = Callable[[str], None]
"""Takes what is being done, for a person who waits."""


@frozen(kw_only=True)
class Product:
    """What a target is to hold.

    Attributes:
        files: by path.
        left_out: how many operations could not be served.
        formatter: the command that formatted the files; empty for none.
        findings: what a person should know about it; where one is an error there are no files.
    """

    package: Package
    files: Mapping[str, bytes]
    left_out: int
    formatter: str
    findings: tuple[Finding, ...]


def produce(api: Api, target: Target, say: Say, *, partial: bool) -> Product:
    """Return a target's files.

    Args:
        api: the model.
        target: what to make of it.
        say: is told what is being done.
        partial: whether what cannot be served is left out, with a warning.

    Raises:
        FindingError: the style is unknown, a template is broken, the formatter is missing.
    """
    from hexapla.format import format_files
    from hexapla.render import render

    style = find_style(target)
    say(f"{target.name}: planning")
    package, left_out, findings = plan(api, target, style, partial=partial)
    files: dict[str, bytes] = {}
    if not has_errors(findings):
        folders = template_folders(target)
        tick = _counting(target.name, say)
        rendered = render(package, folders, _compiled(style), tick)
        say(f"{target.name}: formatting {len(rendered.made):,} files")
        made = rendered.made if style.formatter is None else format_files(rendered.made, style.formatter)
        files = {**rendered.copied, **made}
    command = style.formatter.command[0] if style.formatter else ""
    return Product(package=package, files=files, left_out=left_out, formatter=command, findings=findings)


def plan(api: Api, target: Target, style: Style, *, partial: bool) -> tuple[Package, int, tuple[Finding, ...]]:
    """Return a target's plan, how many operations are left out of it, and findings."""
    from hexapla.plan import Names, build, prune

    names = Names(target.package, target.client, target.version, target.repository)
    pruned, left = prune(api) if partial else (api, ())
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


def template_folders(target: Target) -> list[str]:
    """Return the folders to search for templates: the target's own, then the style's."""
    own = [] if target.templates is None else [target.templates]
    return [*own, os.path.join(templates_root(), target.style)]


def _compiled(style: Style) -> str:
    """Return where compiled templates are kept: beside the templates, as Python keeps compiled modules."""
    return os.path.join(templates_root(), style.name, "__pycache__")


def templates_root() -> str:
    """Return the folder of all templates: inside an installed package, or at the root of a checkout."""
    return brought("templates", "templates")


def find_style(target: Target) -> Style:
    """Return the style of a target.

    Raises:
        FindingError: there is no such style.
    """
    from hexapla import styles
    from hexapla.source import did_you_mean

    found = styles.find(target.style)
    if found is None:
        known = [style.name for style in styles.STYLES]
        hint = did_you_mean(target.style, known) or f"known are {', '.join(known)}"
        raise FindingError(error("unknown-style", f"there is no style `{target.style}`", target.where, hint))
    return found
