"""Markdown to lines: headings, items, code, the rows of full tables, and text without its markup.

In: the lines of a page that `is_markdown`. Out: the same lines with their kinds, as plain text; fences, rules of tables
and breaks fall away. Code that does not end is a finding.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from hexapla.docs.formats.table import columns_of
from hexapla.docs.lines import Kind, Line, trim
from hexapla.docs.outline import HEADING, SECTIONS
from hexapla.finding import Finding, error

_ATX: Final = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_ANCHOR: Final = re.compile(r"\{#[^{}\s]*\}\Z")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})[^`]*")
_ITEM: Final = re.compile(r"(?:[-*+•]|[0-9]{1,9}[.)])(?:[ \t]+(.*))?")
_RULE: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BREAK: Final = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_CELL: Final = re.compile(r"(?:[^|\\]+|\\.|\\$)*")
_SIGNS: Final = re.compile(r"[`\\<&*\[]")
_INLINE: Final = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|<(?P<url>https?://[^<>\s]+)>"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<break><br ?/?>)"
    r"|(?P<bold>\*\*(?=\S)|(?<=\S)\*\*)"
    r"|\[(?P<label>[^\[\]]*)\]\([^()]*\)"
)


def is_markdown(lines: Sequence[Line]) -> bool:
    """Say whether a page is Markdown: an operation or a section has a heading of it, or a table is a full one."""
    return any(_headed(line.text) or _full(lines, index) for index, line in enumerate(lines))


def mark(lines: Sequence[Line]) -> tuple[list[Line], list[Finding]]:
    """Return the lines of a Markdown page with their kinds, free of markup, and a finding for code without an end."""
    findings: list[Finding] = []
    return list(_mark(lines, findings)), findings


def _headed(text: str) -> bool:
    found = _ATX.fullmatch(text) if text.startswith("#") else None
    bold = text[2:-2] if text.startswith("**") and text.endswith("**") else ""
    title = _title(found[2]) if found else bold
    return title in SECTIONS or HEADING.fullmatch(title) is not None


def _full(lines: Sequence[Line], index: int) -> bool:
    """Say whether the header of a full table stands here: bars at both ends, or at neither with such a rule below."""
    text = lines[index].text
    begins = _begins_table(lines, index)
    return begins and (text.startswith("|") or not text.endswith("|"))


def _begins_table(lines: Sequence[Line], index: int) -> bool:
    """Say whether the header of a table stands here, with bars at both ends, at the right, or with a rule below."""
    text = lines[index].text
    if "|" not in text or columns_of(_cells(text, closed=text.endswith("|"))) is None:
        return False
    return text.endswith("|") or (index + 1 < len(lines) and _is_rule(lines[index + 1].text))


def _mark(lines: Sequence[Line], findings: list[Finding]) -> Iterator[Line]:
    fence, begun = "", 0
    table = closed = False
    for index, line in enumerate(lines):
        text = line.text
        if fence:
            if text.startswith(fence) and not text.strip(fence[0]):
                fence = ""
            else:
                yield replace(line, kind=Kind.CODE)
            continue
        opened = _FENCE.fullmatch(text)
        if opened:
            fence, begun, table = opened[1], index, False
            continue
        ruled = table and _is_rule(text)
        begins = _begins_table(lines, index)
        table = _is_row(text, begins or (table and _goes_on(lines, index)))
        if begins:
            closed = text.endswith("|")
        if table and not ruled:
            yield replace(line, kind=Kind.ROW, cells=tuple(map(_plain, _cells(text, closed=closed))))
        elif not table and not _BREAK.fullmatch(text):
            yield _text(line)
    if fence:
        message = "the code that begins here does not end: what follows is not read"
        findings.append(error("open-code", message, lines[begun].where, "is the page cut off here?"))


def _is_row(text: str, table: bool) -> bool:
    """Say whether a line is a row of a table; one that is cut off before its closing bar is none."""
    return text.startswith("|") and text.endswith("|") if text.startswith("|") else table and "|" in text


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line without bars at its ends can go on a table: no blank line over it, and nothing else begins."""
    text, adjacent = lines[index].text, lines[index].where.line == lines[index - 1].where.line + 1
    return adjacent and not (_ATX.fullmatch(text) or _ITEM.fullmatch(text))


def _is_rule(text: str) -> bool:
    return text[:1] in "|:-" and "-" in text and "|" in text and _RULE.fullmatch(text) is not None


def _text(line: Line) -> Line:
    heading = _ATX.fullmatch(line.text) if line.text.startswith("#") else None
    if heading:
        return replace(line, text=_title(heading[2]), kind=Kind.TITLE if heading[1] == "#" else Kind.HEADING)
    item = _ITEM.fullmatch(line.text)
    if item:
        return replace(line, text=_plain(item[1] or ""), kind=Kind.ITEM)
    return replace(line, text=_plain(line.text))


def _title(text: str) -> str:
    """Return the text of a heading, without signs that close it and without an anchor (`{#anchor}`)."""
    closed = text.rstrip("#")
    return _plain(_ANCHOR.sub("", (closed if closed.endswith((" ", "\t")) else text).rstrip()))


def _cells(text: str, *, closed: bool) -> list[str]:
    """Return the cells of a row, as they are written; a bar behind a backslash is text.

    Rows are closed where the header is. Where it is not, a bar at the end stands before an empty cell.
    """
    cells = [found.strip() for found in _split(text)]
    return cells[text.startswith("|") : -1 if closed or text.startswith("|") else None]


def _split(text: str) -> Iterator[str]:
    at = 0
    while at <= len(text):
        found = _CELL.match(text, at)
        yield found[0] if found else ""
        at = (found.end() if found else at) + 1


def _plain(text: str) -> str:
    """Return a text without its inline markup."""
    return trim(_INLINE.sub(_unmarked, text)) if _SIGNS.search(text) else text


def _unmarked(found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    match name:
        case "entity":
            return html.unescape(found[name])
        case "break":
            return " "
        case "bold":
            return ""
        case _:
            return found[name]
