"""One target from the model to files, and files to its folder."""

from __future__ import annotations

import os
from collections.abc import Mapping

import hexapla
from hexapla import styles, write
from hexapla.cli.report import Report
from hexapla.config import Target
from hexapla.finding import Finding, FindingError, Location, error, has_errors
from hexapla.format import format_files
from hexapla.frozen import frozen
from hexapla.model import Api
from hexapla.plan import Names, Package, Style, build
from hexapla.source import did_you_mean


@frozen
class Product:
    """What a target is to hold, and how that differs from what it holds."""

    target: Target
    package: Package
    files: Mapping[str, bytes]
    changes: write.Changes


def produce(api: Api, target: Target, report: Report) -> Product | None:
    """Return a target's files; None where something cannot be served (reported)."""
    from hexapla.render import render

    style = _style(target)
    package, findings = build(api, Names(target.package, target.client, target.version, target.repository), style)
    report.add(findings)
    if has_errors(findings):
        return None
    rendered = render(package, template_folders(target, style), _compiled(style))
    made = rendered.made if style.formatter is None else format_files(rendered.made, style.formatter)
    files = {**rendered.copied, **made}
    return Product(target, package, files, write.compare(target.output, files))


def write_out(product: Product, *, force: bool) -> list[Finding]:
    """Write a target's files, unless a person's file is in the way; return what a person should know."""
    refused = [] if force else write.refusals(product.target.output, product.changes)
    if not refused:
        write.apply(product.target.output, product.files, product.changes)
    return [*refused, *write.others(product.target.output, product.changes)]


def compare(product: Product) -> list[Finding]:
    """Return an error for every file that is not as it should be."""
    folder, changes = product.target.output, product.changes
    hint = f"run `hexapla generate {product.target.name}` and commit the result"
    rows = (
        ("is missing", changes.created),
        ("is out of date", changes.updated),
        ("is no longer generated", changes.removed),
    )
    stale = [
        error("out-of-date", f"this generated file {word}", Location(os.path.join(folder, path), 1), hint)
        for word, paths in rows
        for path in paths
    ]
    return [*stale, *write.refusals(folder, changes)]


def template_folders(target: Target, style: Style) -> list[str]:
    """Return the folders to search for templates: the target's own, then the style's."""
    own = [] if target.templates is None else [target.templates]
    return [*own, os.path.join(templates_root(), style.name)]


def _compiled(style: Style) -> str:
    """Return where compiled templates are kept: beside the templates, as Python keeps compiled modules."""
    return os.path.join(templates_root(), style.name, "__pycache__")


def templates_root() -> str:
    """Return the folder of all templates: inside an installed package, or at the root of a checkout."""
    package = os.path.dirname(os.path.abspath(hexapla.__file__))
    above = os.path.dirname(package)
    # A checkout is looked at first: an editable install may leave an old copy inside the package.
    checkout = os.path.join(os.path.dirname(above), "templates")
    is_checkout = os.path.basename(above) == "generator" and os.path.isdir(checkout)
    return checkout if is_checkout else os.path.join(package, "templates")


def _style(target: Target) -> Style:
    found = styles.find(target.style)
    if found is None:
        known = [style.name for style in styles.STYLES]
        hint = did_you_mean(target.style, known) or f"known are {', '.join(known)}"
        raise FindingError(error("unknown-style", f"there is no style `{target.style}`", target.where, hint))
    return found
