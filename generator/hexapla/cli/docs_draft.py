"""`hexapla docs draft`: a first OpenAPI document from pages never seen.

In: pages. Out: the document on standard output, or in a file that was not there; what was guessed, and what could not
be said, on standard error. The document is held against the pages it was made of before it is given away.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from hexapla import docs
from hexapla.cli.files import page
from hexapla.cli.report import Report, count
from hexapla.docs.draft import Draft
from hexapla.docs.draft import draft as drafted
from hexapla.docs.draft_text import draft_yaml
from hexapla.docs.lock import lock
from hexapla.finding import Finding, FindingError, Severity, error
from hexapla.load import load
from hexapla.source import Sources


def draft(options: Namespace, report: Report) -> None:
    """Draft a document from pages.

    Args:
        options: `pages`, `format` (yaml or json), `output` (a file to write, None for standard output).
        report: of the command.

    Raises:
        FindingError: a page cannot be read, or the file to write is there already.
    """
    if options.output is not None and os.path.lexists(options.output):
        raise _there(options.output)
    pages = {path: page(path) for path in options.pages}
    facts, findings = docs.read(list(pages.items()))
    report.add(findings)
    made = drafted(facts, pages)
    report.add(made.findings)
    if not facts:
        return
    text = draft_yaml(made.document)
    if not report.failed:
        report.add(_held(facts, text, options.output or "openapi.yaml"))
    if options.format == "json":
        import json

        text = json.dumps(made.document, indent=2, ensure_ascii=False) + "\n"
    if options.output is None:
        sys.stdout.write(text)
    else:
        _write(options.output, text)
        print(_told(options.output, made, len(facts)))


def _held(facts: Sequence[docs.OperationFacts], text: str, name: str) -> list[Finding]:
    """Return what is wrong with a draft, held against the pages it was made of: nothing, or we have a fault."""
    data = text.encode()
    api, findings = load(Sources(lambda _: data), name)
    return [
        *(finding for finding in findings if finding.severity is not Severity.NOTE),
        *docs.check(api, lock(facts)).findings,
    ]


def _write(path: str, text: str) -> None:
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise _there(path) from None
    except OSError as problem:
        message = f"cannot write {path}: {problem.strerror}"
        raise FindingError(error("cannot-write", message)) from None


def _there(path: str) -> FindingError:
    hint = "a draft replaces nothing: name another file, or remove this one"
    return FindingError(error("file-exists", f"{path} is there already", None, hint))


def _told(path: str, made: Draft, total: int) -> str:
    guesses = sum(finding.rule == "draft-guess" for finding in made.findings)
    next_ = f"next: go over what is marked `x-documented`, then `hexapla init {path}` and `hexapla docs lock PAGE...`"
    return f"wrote {path}: {count(total, 'operation')} of the pages, {count(guesses, 'note')} of guesses\n{next_}"
