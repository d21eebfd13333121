"""HTML to lines: headings, items, code, rows of tables, and text, each with its place in the file.

In: the text of a page. Out: its lines with their kinds; findings; a hint for a page on which no operation is found.
The only import of lxml, which reads the markup: into a tree with the line of each tag. Where on the line a text stands
is looked up from there, because the pages of such sites are few and very long lines.

Of a page with an `article` only that is read, otherwise of its `main`, otherwise its body. Menus, footers, buttons,
scripts and what is hidden are no part of it; the hidden tabs of code samples are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from lxml import etree

from hexapla.docs.lines import Kind, Line, trim
from hexapla.finding import Finding, Location, error

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS.union(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"),
    ("dt", "fieldset", "figcaption", "figure", "form", "header", "hr", "html", "legend", "li", "main", "menu", "nav"),
    ("ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr"),
    ("ul",),
)
_LEFT_OUT: Final = frozenset().union(
    ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "canvas", "audio", "video"),
    ("select", "button", "input", "textarea", "nav", "aside", "footer", "dialog", "title"),
)
_END: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_SPELT: Final = re.compile("[&<>\u00a0\u200b]")
_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_TRIES: Final = 2000
"""How often a text may be found where it is none (in a tag, say), or not at all, before places stay as they are."""


def read_html(file: str, text: str) -> tuple[list[Line], list[Finding], str | None]:
    """Return the lines of a page, what is wrong with it, and what to do if no operation is found on it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # The parser stops where a document ends, even if the file goes on: two pages in one, say.
    endless = _END.sub(lambda found: " " * len(found[0]), text)
    root = etree.fromstring(endless.encode(errors="replace"), parser) if text.strip() else None
    findings = []
    if parser.error_log.filter_from_fatals():
        where = Location(file, min(parser.error_log.filter_from_fatals()[0].line, text.count("\n") + 1))
        message = "the HTML is nested so deeply that what follows is not read"
        findings.append(error("page-too-deep", message, where))
    if root is None:
        return [], findings, None
    walk = _Walk(file, text)
    for part in _parts(root):
        walk.part(part)
    return walk.lines, findings, _hint(root, walk.lines)


def _parts(root: etree._Element) -> list[etree._Element]:
    """Return the elements that hold the page itself."""
    for name in ("article", "main"):
        found = [one for one in root.iter(name) if not any(above.tag == name for above in one.iterancestors(name))]
        if found:
            return found
    return [root]


def _hint(root: etree._Element, lines: list[Line]) -> str | None:
    if root.find(".//input[@type='password']") is not None:
        return "this is a page to log in: save the page from a browser that is logged in"
    if not lines:
        return "the page has no text of its own: save it from a browser, after its scripts have run"
    title = root.findtext(".//title")
    return f"is this the right page? It is titled `{' '.join(title.split())[:80]}`" if title and title.strip() else None


class _Walk:
    """The lines so far, and the text of the line or the cell that is open."""

    def __init__(self, file: str, text: str) -> None:
        self.lines: list[Line] = []
        self._places = _Places(file, text)
        self._texts: list[str] = []
        self._where: Location | None = None
        self._kinds: list[Kind] = [Kind.TEXT]
        self._code = 0
        self._cell = 0
        self._row: list[str] | None = None
        self._row_where: Location | None = None

    def part(self, root: etree._Element) -> None:
        """Add the lines of an element."""
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if skipped is None and _left_out(element, tag):
                    skipped = element
                if skipped is None:
                    self._start(element, tag)
            else:
                if skipped is None:
                    self._end(element, tag)
                elif skipped is element:
                    skipped = None
                if skipped is None and element is not root:
                    self._text(element.tail, None)
        self._flush()

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "table" and self._cell:
            self._texts.append(" ")
        elif tag == "tr" and not self._cell:
            self._flush()
            self._row, self._row_where = [], None
        elif tag in ("td", "th"):
            self._cell += 1
            if self._cell == 1:
                self._flush()
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self._open(element, tag)
        self._text(element.text, element)

    def _open(self, element: etree._Element, tag: str) -> None:
        self._break()
        if tag in _HEADINGS or tag == "li":
            self._kinds.append(Kind.TITLE if tag == "h1" else Kind.HEADING if tag in _HEADINGS else Kind.ITEM)
        if tag == "pre" or element.get("role") == "tablist":
            self._code += 1

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell -= 1
            if not self._cell:
                self._close_cell()
        elif tag == "tr" and not self._cell:
            self._close_row()
        elif tag in _BLOCKS:
            self._break()
            if tag in _HEADINGS or tag == "li":
                self._kinds.pop()
            if tag == "pre" or element.get("role") == "tablist":
                self._code -= 1

    def _text(self, text: str | None, element: etree._Element | None) -> None:
        if not text:
            return
        where = self._places.of(text, element)
        if self._code and not self._cell:
            first, *more = text.split("\n")
            self._add(first, where)
            for number, line in enumerate(more, start=1):
                self._flush()
                self._add(line, where._replace(line=where.line + number, column=1) if where else None)
        else:
            self._add(text, where)

    def _add(self, text: str, where: Location | None) -> None:
        self._texts.append(text)
        if self._where is None and trim(text.strip()):
            self._where = where

    def _break(self) -> None:
        """End the line, inside a cell only a word."""
        if self._cell:
            self._texts.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        """End the open line."""
        text, where = self._taken(code=self._code > 0)
        kind = self._kinds[-1]
        if text and self._code:
            self.lines.append(Line(f"- {text}" if kind is Kind.ITEM else text, where, Kind.CODE))
        elif text:
            self.lines.append(Line(text, where, kind))

    def _taken(self, *, code: bool = False) -> tuple[str, Location]:
        """Return the open text and its place, and begin anew."""
        whole = "".join(self._texts)
        text = trim(whole if code else _SPACE.sub(" ", whole))
        where = self._where or self._places.last
        self._texts, self._where = [], None
        return text, where

    def _close_cell(self) -> None:
        text, where = self._taken()
        if self._row is None:
            self._row = []
        self._row.append(text)
        if text and self._row_where is None:
            self._row_where = where

    def _close_row(self) -> None:
        if self._row:
            where = self._row_where or self._places.last
            self.lines.append(Line(" | ".join(self._row), where, Kind.ROW, tuple(self._row)))
        self._row = None


class _Places:
    """Where texts stand in the file. They are asked for in the order of the page, and looked for from the last one."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._source = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._at = 0
        self._tries = 0
        self.last = Location(file, 1)

    def of(self, text: str, element: etree._Element | None) -> Location:
        """Return the place of the first sign of a text that is no space; `element` is given for its first text."""
        if element is not None and element.sourceline and element.sourceline <= len(self._starts):
            self._at = max(self._at, self._starts[element.sourceline - 1])
        words = text.split(None, 1)
        # Character references spell signs otherwise: what stands before the first is looked for.
        word = _SPELT.split(words[0][:40], maxsplit=1)[0] if words else ""
        found = self._find(word) if word else -1
        if found >= 0:
            self._at = found + len(word)
            line = bisect_right(self._starts, found)
            self.last = Location(self._file, line, found - self._starts[line - 1] + 1)
        return self.last

    def _find(self, word: str) -> int:
        """Return where a word begins a text: behind a tag."""
        found = self._source.find(word, self._at) if self._tries < _TRIES else -1
        while found > 0 and not self._source[max(0, found - 200) : found].rstrip().endswith(">"):
            self._tries += 1
            found = self._source.find(word, found + 1) if self._tries < _TRIES else -1
        self._tries += found < 0
        return found


def _left_out(element: etree._Element, tag: str) -> bool:
    """Say whether an element is no part of what the page says."""
    if tag in _LEFT_OUT or not tag:
        return True
    if tag == "a" and "hash-link" in (element.get("class") or "").split():
        return True
    if element.get("role") == "tabpanel":
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style
