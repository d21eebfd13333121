"""The arguments of every command."""

from __future__ import annotations

import argparse

from hexapla.cli import commands


def parser() -> argparse.ArgumentParser:
    """Return the parser; a parsed command has `command`, the function to call."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print findings as JSON on standard error")
    top = argparse.ArgumentParser(
        prog="hexapla",
        description="From the documentation of an API to clients people can trust.",
        epilog="The configuration is [tool.hexapla] of the nearest pyproject.toml, or hexapla.toml. "
        "Exit status: 0 no error, 1 errors, 2 wrong usage, 3 an input could not be read.",
    )
    show = commands.print_version
    top.add_argument("--version", action="store_const", dest="command", const=show, help="print the version and exit")
    top.set_defaults(json=False)
    names = top.add_subparsers(title="commands", metavar="COMMAND")

    generate = names.add_parser("generate", parents=[common], help="write clients", description=_GENERATE)
    generate.add_argument("targets", nargs="*", metavar="TARGET", help="a target of the configuration (default: all)")
    generate.add_argument("--check", action="store_true", help="compare and write nothing; status 1 if out of date")
    generate.add_argument("--force", action="store_true", help="replace generated files that were edited")
    generate.set_defaults(command=commands.generate)

    check = names.add_parser("check", parents=[common], help="what CI runs", description=_CHECK)
    check.set_defaults(command=commands.check)

    bundle = names.add_parser("bundle", parents=[common], help="print the spec as one document", description=_BUNDLE)
    bundle.add_argument("--format", choices=("json", "yaml"), default="yaml", help="default: yaml")
    bundle.set_defaults(command=commands.bundle)

    docs = names.add_parser("docs", help="what documentation pages state", description=_DOCS)
    _docs(docs, common)
    return top


def _docs(docs: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    names = docs.add_subparsers(title="commands", metavar="COMMAND", required=True)

    read = names.add_parser("read", parents=[common], help="print the facts of pages as data", description=_READ)
    read.add_argument("pages", nargs="+", metavar="PAGE", help="a documentation page saved as text")
    read.add_argument("--format", choices=("json", "yaml"), default="json", help="default: json")
    read.set_defaults(command=commands.docs_read)

    lock = names.add_parser("lock", parents=[common], help="write the lock of pages", description=_LOCK)
    lock.add_argument("pages", nargs="+", metavar="PAGE", help="a documentation page saved as text")
    lock.set_defaults(command=commands.docs_lock)

    check = names.add_parser("check", parents=[common], help="hold the spec against the lock", description=_HOLD)
    check.add_argument("--summary", action="store_true", help="count facts, rules applied, departures and unknowns")
    check.set_defaults(command=commands.docs_check)


_GENERATE = "Render the spec into the configured targets. Files a person put or edited are never overwritten."
_CHECK = "House rules, documentation accounted for, generated output up to date."
_BUNDLE = "Print the spec as one OpenAPI document: path items inlined, everything else under components."
_DOCS = "Read documentation pages, lock what they state, and hold the spec against it."
_READ = "Print what pages state, faults included. What cannot be made sense of is a finding at its line."
_LOCK = "Write the configured lock file from pages, in the order given."
_HOLD = "Every fact of the lock must stand in the spec, or be marked as a departure."
