"""The arguments of every command."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from hexapla.cli import commands, generate
from hexapla.config.names import LANGUAGES

if TYPE_CHECKING:
    from hexapla.cli.report import Report

COMMANDS: Final = ("init", "generate", "check", "diff", "explain", "new-style", "bundle", "dump", "schema", "docs")
DOCS: Final = ("read", "lock", "check", "drift", "draft")

Command = Callable[[argparse.Namespace, "Report"], None]


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; `command` is the function to call, None where none is named.

    Help, and the word that an argument is wrong, are printed here, and end the process.
    """
    top = parser()
    _know(top, "", arguments[:1], COMMANDS)
    if arguments and arguments[0] == "docs":
        _know(top, "docs ", arguments[1:2], DOCS)
    options, unknown = top.parse_known_args(arguments)
    if unknown:
        asked: argparse.ArgumentParser = getattr(options, "parser", top)
        hint = _near(unknown[0], re.findall(r"--[a-z-]+", asked.format_help()))
        asked.error(f"there is no argument `{unknown[0]}`{hint}")
    return options


def _know(top: argparse.ArgumentParser, before: str, words: Sequence[str], known: Sequence[str]) -> None:
    for word in words:
        if not word.startswith("-") and word not in known:
            near = _near(word, known) or f": known are {', '.join(known)}"
            top.error(f"there is no command `{before}{word}`{near}")


def _near(word: str, known: Sequence[str]) -> str:
    from hexapla.source import did_you_mean

    near = did_you_mean(word, known)
    return f": {near}" if near else ""


class Parser(argparse.ArgumentParser):
    """A parser that tells how to go on where an argument is wrong."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, and end with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n  hint: `{self.prog} --help` tells what there is\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="print findings as JSON on standard error")
    top = Parser(
        prog="hexapla",
        allow_abbrev=False,
        description="From the documentation of an API to clients people can trust.",
        epilog="The configuration is [tool.hexapla] of the nearest pyproject.toml, or hexapla.toml; `hexapla init` "
        "writes one. Exit status: 0 no error, 1 errors, 2 wrong usage, 3 an input could not be read.",
    )
    show: Command = commands.print_version
    top.add_argument("--version", action="store_const", dest="command", const=show, help="print the version and exit")
    top.set_defaults(json=False)
    names = top.add_subparsers(title="commands", metavar="COMMAND")

    init = _add(names, "init", commands.init, "write a configuration", _INIT, common)
    init.add_argument("spec", nargs="?", metavar="SPEC", help="the root file of the spec (default: the only one found)")
    init.add_argument(
        "--style", default="python", choices=tuple(LANGUAGES), help="the style of its target (default: python)"
    )

    make = _add(names, "generate", generate.generate, "write clients", _GENERATE, common)
    make.add_argument("targets", nargs="*", metavar="TARGET", help="a target of the configuration (default: all)")
    make.add_argument("--check", action="store_true", help="compare and write nothing; status 1 if out of date")
    make.add_argument("--force", action="store_true", help="replace generated files that were edited")
    make.add_argument("--partial", action="store_true", help=_PARTIAL)

    check = _add(names, "check", generate.check, "what CI runs", _CHECK, common)
    check.add_argument("--partial", action="store_true", help=_PARTIAL)

    _review(names, common)

    _style(names, common)

    _looks(names, common)

    docs = names.add_parser("docs", allow_abbrev=False, help="what documentation pages state", description=_DOCS)
    _docs(docs, common)
    return top


def _add(
    names: argparse._SubParsersAction[Parser],
    name: str,
    command: Command,
    said: str,
    description: str,
    common: Parser,
) -> argparse.ArgumentParser:
    made = names.add_parser(name, allow_abbrev=False, parents=[common], help=said, description=description)
    made.set_defaults(command=command, parser=made)
    return made


def _style(names: argparse._SubParsersAction[Parser], common: Parser) -> None:
    style = _add(names, "new-style", commands.new_style, "begin a style of your own", _NEW_STYLE, common)
    style.add_argument("name", metavar="NAME", help="what to call it, and a target that uses it")
    style.add_argument("--from", dest="base", metavar="STYLE", required=True, help=_FROM)


def _looks(names: argparse._SubParsersAction[Parser], common: Parser) -> None:
    bundle = _add(names, "bundle", commands.bundle, "print the spec as one document", _BUNDLE, common)
    bundle.add_argument("--format", choices=("json", "yaml"), default="yaml", help="default: yaml")

    dump = _add(names, "dump", commands.dump, "print what a stage made of the spec", _DUMP, common)
    dump.add_argument("--stage", choices=("source", "model", "plan"), required=True, help="which stage")
    dump.add_argument("--target", metavar="NAME", help="whose plan (default: the only target)")

    schema = _add(names, "schema", commands.schema, "print a JSON Schema of ours", _SCHEMA, common)
    schema.add_argument("of", nargs="?", choices=("extensions", "diff", "drift"), default="extensions", help=_OF)


def _review(names: argparse._SubParsersAction[Parser], common: Parser) -> None:
    diff = _add(names, "diff", commands.diff, "what a change means to callers", _DIFF, common)
    diff.epilog = _DIFF_MORE
    diff.formatter_class = argparse.RawDescriptionHelpFormatter
    diff.add_argument("old", metavar="OLD", help="a file, a folder or a git revision")
    diff.add_argument("new", nargs="?", metavar="NEW", help="likewise (default: the work tree)")
    formats = ("terminal", "markdown", "html", "json", "github")
    diff.add_argument("--format", choices=formats, default="terminal", help="default: terminal")
    diff.add_argument("--fail-on", choices=("breaking", "possible", "any", "never"), default="breaking", help=_FAIL_ON)

    explain = _add(names, "explain", commands.explain, "why a rule judges as it does", _EXPLAIN, common)
    explain.add_argument("rule", nargs="?", metavar="RULE", help="a rule, guard or convention (default: list them)")


def _docs(docs: argparse.ArgumentParser, common: Parser) -> None:
    names: argparse._SubParsersAction[Parser] = docs.add_subparsers(  # type: ignore[assignment]
        title="commands", metavar="COMMAND", required=True
    )

    read = _add(names, "read", commands.docs_read, "print the facts of pages as data", _READ, common)
    read.add_argument("pages", nargs="+", metavar="PAGE", help="a documentation page saved as text")
    read.add_argument("--format", choices=("json", "yaml"), default="json", help="default: json")

    lock = _add(names, "lock", commands.docs_lock, "write the lock of pages", _LOCK, common)
    lock.add_argument("pages", nargs="+", metavar="PAGE", help="a documentation page saved as text")

    check = _add(names, "check", commands.docs_check, "hold the spec against the lock", _HOLD, common)
    check.add_argument("--summary", action="store_true", help=_COUNT)

    drift = _add(names, "drift", commands.docs_drift, "what changed on pages since they were locked", _DRIFT, common)
    drift.add_argument("pages", nargs="+", metavar="PAGE", help="a newer documentation page")
    drift.add_argument("--format", choices=("terminal", "markdown", "json"), default="terminal", help=_TERMINAL)
    drift.add_argument("--apply", action="store_true", help="write the ready edits into the spec, then the lock")

    draft = _add(names, "draft", commands.docs_draft, "a first spec, from pages never seen", _DRAFT, common)
    draft.add_argument("pages", nargs="+", metavar="PAGE", help="a documentation page")
    draft.add_argument("--format", choices=("json", "yaml"), default="yaml", help="default: yaml")
    draft.add_argument("--output", metavar="FILE", help="where to write it, a new file (default: standard output)")


_INIT = "Find the spec of this folder, and write a configuration that generates a client from it."
_GENERATE = "Render the spec into the configured targets. Files a person put or edited are never overwritten."
_PARTIAL = "leave out what cannot be served yet, with a warning, and count it"
_CHECK = "House rules, documentation accounted for, generated output up to date."
_BUNDLE = "Print the spec as one OpenAPI document: path items inlined, everything else under components."
_DIFF = """\
Tell what a change of the spec means to callers: on the wire, and for code written against the configured clients.
OLD and NEW are files, folders with `$ref` between files, or git revisions (`main`, `v1.2`, `main:api/openapi.yaml`)."""
_DIFF_MORE = """\
examples:
  hexapla diff main                      the work tree against a branch
  hexapla diff v1.0 v2.0 --format html   two releases, as one page
  hexapla diff old.yaml new.json         any two descriptions, OpenAPI 3.0 and 3.1 mixed

Findings that are expected are accepted in hexapla.accept.yaml beside the configuration, a list of
`- {fingerprint: 0123456789ab, reason: why it is fine, by: who says so, until: 2030-12-31}` (until may be left out).
Exit status: 0 nothing as bad as --fail-on, 1 something is, 2 wrong usage, 3 a description could not be read."""
_FAIL_ON = "end with status 1 where something that nobody accepted is as bad as this (default: breaking)"
_EXPLAIN = (
    "Print what a rule of `hexapla diff` is about: its effects on what callers send and receive, what they are judged "
    "as and why, who leaves the table (guards G1 to G7, conventions V1 to V8), and an example."
)
_NEW_STYLE = (
    "Write a style that begins as another one: a module (what things are called and typed), a folder of templates that "
    "are searched first, and in the configuration the style and a target like the first one of the other style. "
    "Nothing that is there is replaced."
)
_FROM = "the style it begins as: one that comes with this program, or one of your own"
_DUMP = (
    "Print what a stage made of the spec, as JSON with places: source (nodes), model, or the plan of a target, which "
    "is what templates see. For those who look for a fault or write templates."
)
_SCHEMA = (
    "Print a JSON Schema (2020-12): of the extensions that specs may hold for this program, or of what `hexapla diff` "
    "or `hexapla docs drift` prints with `--format json`. The first, saved beside a spec, lets editors check them: "
    "`# yaml-language-server: $schema=extensions.schema.json` as the first line of a file."
)
_OF = "of the extensions of specs, of what `diff` or `docs drift` prints as JSON (default: extensions)"
_DOCS = (
    "Read documentation pages, lock what they state, hold the spec against it, follow newer pages, draft a first spec."
)
_READ = "Print what pages state, faults included. What cannot be made sense of is a finding at its line."
_LOCK = "Write the configured lock file from pages, in the order given."
_TERMINAL = "default: terminal"
_DRIFT = (
    "Hold newer pages against the lock: what appeared, vanished or changed, the places of the spec and the names in "
    "the clients that are concerned, what it means to callers, and a ready edit where none is in doubt. --apply writes "
    "the edits and the lock, and leaves what needs a decision. Exit status: 0 nothing changed or all of it was "
    "applied, 1 something did, or must be decided, 3 an input could not be read."
)
_DRAFT = (
    "Write a first OpenAPI document of pages, good enough to generate a client at once. Every guess is marked for the "
    "curator and told as a note. Texts are those of the pages: rewrite them where they are not yours to publish."
)
_HOLD = (
    "Every fact of the lock must stand in the spec, or be marked as a departure. Code samples that contradict their "
    "own page are faults of the page: they are counted, --summary names them, and they change no exit status."
)
_COUNT = "count facts, rules applied, departures and unknowns; name and count code samples that contradict their page"
