"""A page to facts: the grammar that all formats of the pages share.

In: the bytes of a page. Out: its operations, and findings for everything that is not understood: nothing is
swallowed but the sample code between an operation's summary and its tables. Never raises, whatever the bytes are.

An operation is a heading (`GET title`), its URL, a summary, sample code, `Parameters` (`Path`, `Query`, `Body`, each
with a table) and `Response` (statuses, each with prose, listed messages, tables). The name of a nested table stands
over its header.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hexapla.docs import samples, tables
from hexapla.docs.cursor import Cursor
from hexapla.docs.facts import FieldRow, OperationFacts, ParameterRow, ResponseFacts
from hexapla.docs.formats.table import cut
from hexapla.docs.hypertext import is_html
from hexapla.docs.lines import Kind, Line, decode, split_lines
from hexapla.docs.markdown import is_markdown, mark
from hexapla.docs.outline import ANYWHERE, IN_PROSE, IN_SAMPLE, IN_SUMMARY
from hexapla.docs.stacked import fold
from hexapla.finding import Finding, Location, error, note, warning

_CUT = "is the page cut off here?"


def read_page(file: str, data: bytes) -> tuple[list[OperationFacts], list[Finding]]:
    """Read one page.

    Args:
        file: the path as shown to people.
        data: the page's bytes.

    Returns:
        The operations in the page's order, and the findings at the page's lines.
    """
    text, findings = decode(file, data)
    if text is None:
        return [], findings
    lines, found, hint = _lines(file, text)
    cursor = Cursor(lines)
    heading = _preamble(cursor)
    operations = []
    while cursor.more():
        operations.append(_operation(cursor, heading))
        heading = _preamble(cursor, heading)
    if not operations:
        hint = hint if lines else hint or "the page is empty"
        message = "no operation on this page: no line is a method and a title with a URL underneath"
        return [], [*findings, *found, error("no-operation", message, Location(file, 1, 1), hint)]
    return operations, [*findings, *found, *cursor.findings]


def _lines(file: str, text: str) -> tuple[list[Line], list[Finding], str | None]:
    """Return the lines of a page, whatever it is written in, and a hint for one without operations."""
    hint = None
    if is_html(text):
        # Imported here, because no other page needs the parser, and it takes longer to import than a page to read.
        from hexapla.docs.html_lines import read_html

        lines, findings, hint = read_html(file, text)
    else:
        lines = split_lines(file, text)
        lines, findings = mark(lines) if is_markdown(lines) else (lines, [])
    lines, ambiguous = fold(lines)
    return lines, [*findings, *ambiguous], hint


@dataclass(slots=True)
class _Parts:
    """The parts of an operation while it is read; `seen` are the sections that have begun."""

    path_params: list[ParameterRow] = field(default_factory=list)
    query_params: list[ParameterRow] = field(default_factory=list)
    body: list[FieldRow] = field(default_factory=list)
    responses: dict[str, _Response] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Response:
    """A response while it is read."""

    text: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    fields: list[FieldRow] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.text or self.messages or self.fields)


def _preamble(cursor: Cursor, heading: str = "") -> str:
    """Go to the next operation, and return the heading over it; without one that of the operation before."""
    while cursor.more() and not cursor.outline.operation(cursor.at):
        if cursor.outline.heading(cursor.at, ANYWHERE) or cursor.begins_resource():
            heading = cursor.take()
        else:
            cursor.unknown("stands before the first operation and is not read", prose=not _is_structure(cursor))
    return heading


def _is_structure(cursor: Cursor) -> bool:
    """Say whether the line is part of an operation and no prose: over the first heading, a heading is missing."""
    outline, at = cursor.outline, cursor.at
    known = outline.section(at), outline.status(at), outline.url(at), outline.bullet(at), cursor.header()
    return any(part is not None for part in known) or outline.lead(at)


def _operation(cursor: Cursor, heading: str) -> OperationFacts:
    where = cursor.where
    method, title = cursor.outline.operation(cursor.at) or ("", "")
    cursor.at += 1
    path = cursor.outline.url(cursor.at)
    if path is None:
        cursor.findings.append(error("no-url", f"`{method} {cut(title)}` has no URL on the line under it", where))
    else:
        cursor.at += 1
    summary = _summary(cursor)
    sampled = samples.read(_sample(cursor))
    parts = _Parts()
    while cursor.more() and not cursor.outline.operation(cursor.at) and not cursor.begins_resource():
        _section(cursor, parts)
    if not parts.responses:
        message = f"`{method} {cut(title)}` ends without a response"
        cursor.findings.append(error("no-response", message, where, _CUT))
    return OperationFacts(
        method=method,
        path=path or "",
        title=title,
        summary=summary,
        where=where,
        path_params=tuple(parts.path_params),
        query_params=tuple(parts.query_params),
        body=tuple(parts.body),
        responses=tuple(
            ResponseFacts(status, "\n".join(read.text), tuple(read.messages), tuple(read.fields))
            for status, read in parts.responses.items()
        ),
        heading=heading,
        samples=sampled,
    )


def _summary(cursor: Cursor) -> str:
    lines: list[str] = []
    while cursor.more() and not cursor.begins_part(IN_SUMMARY) and not cursor.outline.sample(cursor.at):
        _prose(cursor, lines, "the summary")
    return "\n".join(lines)


def _prose(cursor: Cursor, lines: list[str], what: str) -> None:
    """Add the line to prose, with a note if it is not the first: something else may be taken for prose."""
    if cursor.is_heading:
        cursor.unknown("a heading that no operation has")
        return
    if lines:
        cursor.findings.append(note("more-prose", f"read as another line of {what}", cursor.where))
    lines.append(cursor.take())


def _sample(cursor: Cursor) -> list[tuple[str, int]]:
    """Go past sample code, from its first line to the next section or operation; return its lines with their numbers.

    Where the page marks code as such, other text among it is reported.
    """
    lines: list[tuple[str, int]] = []
    if not (cursor.more() and cursor.outline.sample(cursor.at)):
        return lines
    while cursor.at < len(cursor.lines) and not cursor.outline.operation(cursor.at, IN_SAMPLE):
        section = cursor.outline.section(cursor.at)
        if section in ("Parameters", "Response") or (section and cursor.header(ahead=1)) or cursor.begins_resource():
            break
        line = cursor.lines[cursor.at]
        if cursor.outline.headed and line.kind not in (Kind.CODE, Kind.ITEM) and not cursor.outline.chrome(cursor.at):
            cursor.unknown("stands among sample code and is not read", prose=True)
            continue
        lines.append((f"- {line.text}" if line.kind is Kind.ITEM else line.text, line.where.line))
        cursor.at += 1
    return lines


def _section(cursor: Cursor, parts: _Parts) -> None:
    """Read the section that begins here, whichever it is."""
    section = cursor.outline.section(cursor.at)
    if section is None:
        if not cursor.heading():
            cursor.unknown("no section begins so")
        return
    if section in parts.seen:
        message = f"`{section}` stands twice in this operation; what stands under both is kept"
        cursor.findings.append(note("repeated-section", message, cursor.where))
    parts.seen.add(section)
    cursor.at += 1
    match section:
        case "Path":
            parts.path_params += tables.parameters(cursor, section)
        case "Query":
            parts.query_params += tables.parameters(cursor, section)
        case "Body":
            parts.body += tables.fields(cursor, section)
        case "Response":
            _responses(cursor, parts.responses)


def _responses(cursor: Cursor, responses: dict[str, _Response]) -> None:
    while cursor.more() and not cursor.begins_part():
        status, where = cursor.outline.status(cursor.at), cursor.where
        if status is None:
            if not cursor.heading():
                cursor.unknown("a status code should stand here")
            continue
        cursor.at += 1
        if status in responses:
            message = f"{status} stands twice in this operation; what stands under both is kept"
            cursor.findings.append(note("repeated-status", message, where))
        response = responses.setdefault(status, _Response())
        _response(cursor, response)
        if response.empty:
            message = f"nothing stands under {status}: no text, no messages, no table"
            cursor.findings.append(warning("empty-status", message, where, _CUT))


def _response(cursor: Cursor, response: _Response) -> None:
    """Read what stands under a status."""
    while cursor.more() and not cursor.outline.status(cursor.at):
        if cursor.begins_part(IN_PROSE if response.empty else ANYWHERE):
            return
        if cursor.outline.lead(cursor.at):
            response.messages += _messages(cursor)
        elif cursor.header() or cursor.begins_array():
            response.fields += tables.fields(cursor, "Response", response=True)
        elif cursor.outline.bullet(cursor.at) is not None:
            cursor.unknown("a list that no line announces as messages")
        elif cursor.is_code:
            cursor.unknown("code under a status is not read", prose=True)
        elif cursor.outline.url(cursor.at) is not None:
            cursor.unknown("a URL without a heading over it")
        elif not response.empty and cursor.heading():
            return
        elif response.messages or response.fields:
            cursor.unknown("prose under messages or a table")
        else:
            _prose(cursor, response.text, "the text under this status")


def _messages(cursor: Cursor) -> list[str]:
    """Read the list under the line that announces it."""
    where, messages = cursor.where, []
    cursor.at += 1
    while cursor.more() and (message := cursor.outline.bullet(cursor.at)) is not None:
        if message:
            messages.append(message)
            cursor.at += 1
        else:
            cursor.unknown("a message without a text")
    if not messages:
        text = "messages are announced here, and none is listed"
        cursor.findings.append(warning("empty-list", text, where, _CUT))
    return messages
