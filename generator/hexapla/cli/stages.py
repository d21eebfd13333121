"""`hexapla dump`: what a stage made of the spec, as JSON, for those who look for a fault or write templates.

In: a stage's nodes or records. Out: JSON in pieces. A record is an object whose `record` names its class, a place is
`file:line:column`, a node is an object of its place and value. Written without recursion: a spec may be deep.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from hexapla import config as configuration
from hexapla.cli.files import read
from hexapla.cli.generate import chosen
from hexapla.cli.produce import plan
from hexapla.cli.report import Report
from hexapla.cli.styling import find_style
from hexapla.finding import FindingError, Location, error
from hexapla.load import load
from hexapla.source import Node, Sources


def dump(stage: str, target: str | None, report: Report) -> None:
    """Print what a stage made.

    Args:
        stage: source, model or plan.
        target: whose plan; None for the only one.
        report: of the command.

    Raises:
        FindingError: the spec cannot be read, or there is no such target.
    """
    config = configuration.find()
    sources = Sources(read)
    try:
        api, findings = load(sources, config.spec)
        report.add(findings)
    except FindingError as problem:
        if stage != "source" or not sources.files:
            raise
        report.add(problem.findings)
    made: object
    if stage == "source":
        # A file that is malformed has no nodes; what is wrong with it is reported.
        made = {file: root for file in sources.files if (root := _root(sources, file)) is not None}
    elif stage == "model":
        made = api
    else:
        if report.failed:
            return
        targets = chosen(config, [target] if target else [])
        if len(targets) > 1:
            hint = f"name it: --target {' or --target '.join(t.name for t in targets)}"
            raise FindingError(error("no-target", f"{config.file} has several targets", None, hint))
        made, _, said = plan(api, targets[0], find_style(targets[0]), partial=False)
        report.add(said)
        if report.failed:
            return
    for piece in pieces(made):
        sys.stdout.write(piece)
    sys.stdout.write("\n")


def _root(sources: Sources, file: str) -> Node | None:
    try:
        return sources.root(file)
    except FindingError:
        return None


def pieces(made: object) -> Iterator[str]:
    """Yield the text of what a stage made; one member to a line, what is empty on the line of its name."""
    open_ones: list[tuple[str, Iterator[tuple[str | None, object]]]] = []
    text, members = _begun(made)
    yield text
    if members is not None:
        open_ones.append(members)
    first = True
    while open_ones:
        end, rest = open_ones[-1]
        indent = "\n" + "  " * len(open_ones)
        for name, value in rest:
            yield ("" if first else ",") + indent + ("" if name is None else f"{_scalar(name)}: ")
            text, members = _begun(value)
            yield text
            first = members is not None
            if members is not None:
                open_ones.append(members)
                break
        else:
            open_ones.pop()
            yield indent[:-2] + end
            first = False


def _begun(value: object) -> tuple[str, tuple[str, Iterator[tuple[str | None, object]]] | None]:
    """Return the text of a value, or its beginning, its end and what stands between."""
    members = _members(value)
    if members is None:
        return _scalar(value), None
    opening, closing, found = members
    listed = list(found)
    return (opening, (closing, iter(listed))) if listed else (opening + closing, None)


def _members(value: object) -> tuple[str, str, Iterable[tuple[str | None, object]]] | None:
    match value:
        case Location():
            return None
        case Node():
            return "{", "}", (("where", value.where), ("value", value.value))
        case dict():
            return "{", "}", value.items()
        case frozenset():
            return "[", "]", ((None, element) for element in sorted(value))
        case list() | tuple():
            return "[", "]", ((None, element) for element in value)
        case _:
            names = getattr(value, "__match_args__", None)
            if names is None:
                return None
            named = [(name, getattr(value, name)) for name in names]
            return "{", "}", [("record", type(value).__name__), *named]


def _scalar(value: object) -> str:
    if isinstance(value, Location):
        value = str(value)
    if isinstance(value, float) and value - value != 0:  # no number of JSON
        value = str(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_text(text) else json.dumps(value)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
