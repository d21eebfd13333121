"""The command line: arguments to commands, findings to text and an exit status. Nobody imports it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hexapla.cli.arguments import parse, parser
from hexapla.cli.report import Report
from hexapla.finding import FindingError, error


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    0: no error. 1: errors were found. 2: wrong usage. 3: an input could not be read.
    """
    if sys.stdout is None or sys.stderr is None:  # the caller closed it: there is nobody to tell anything
        silent = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        sys.stdout, sys.stderr = sys.stdout or silent, sys.stderr or silent
    options = parse(arguments)
    if getattr(options, "command", None) is None:
        parser().print_help()
        return 2
    report = Report(as_json=options.json)
    try:
        try:
            options.command(options, report)
        except FindingError as problem:
            report.add(problem.findings)
        return report.finish()
    except BrokenPipeError:
        # The reader of our output went away (`| head`): there is nobody to tell anything.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.dup2(nowhere, sys.stderr.fileno())
        return 1
    except OSError as problem:
        # A disk that is full, say: whatever is expected to fail is a finding already.
        where = f" {problem.filename}" if problem.filename else ""
        report = Report(as_json=options.json)
        report.add([error("input-output", f"{problem.strerror or type(problem).__name__}{where}")])
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return report.finish()
    except KeyboardInterrupt:
        return 130
