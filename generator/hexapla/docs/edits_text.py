"""Splices of lists, and what splices share: where a node ends, how a value is written.

In: a text, the node of a list in it. Out: the text with an element more or less, and every other line as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from hexapla.docs.emit import WIDTH, Data, scalar
from hexapla.frozen import frozen
from hexapla.source import Node


class EditError(Exception):
    """Raised where no edit fits; the text says why, `options` what there is to choose from."""

    def __init__(self, why: str, *options: str) -> None:
        super().__init__(why)
        self.options = options


@frozen
class Page:
    """A text and what it is called."""

    text: str
    file: str

    @property
    def is_json(self) -> bool:
        """Say whether it is JSON, where every text is in quotes."""
        return self.file.lower().endswith(".json") or self.text.lstrip()[:1] in ("{", "[")

    @property
    def eol(self) -> str:
        """Return what ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def is_flow(self, node: Node) -> bool:
        """Say whether a mapping or a list stands in braces or brackets."""
        return self.text[node.start : node.start + 1] in ("{", "[")

    def line_start(self, at: int) -> int:
        """Return where the line of a character begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return where the line of a character ends, its line feed not counted."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def next_line(self, at: int) -> int:
        """Return where the line after a character's begins."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def starts_line(self, at: int, *, dash: bool = False) -> bool:
        """Say whether nothing stands before a character on its line, or only the dash of an element."""
        before = self.text[self.line_start(at) : at].strip()
        return not before or (dash and before == "-")

    def indent(self, at: int) -> int:
        """Return the column of a character."""
        return at - self.line_start(at)

    def end(self, node: Node) -> int:
        """Return the end of a node's last character; the parser's end of a block runs past comments behind it."""
        last = node
        while not self.is_flow(last) and isinstance(last.value, dict | list) and last.value:
            last, least = _last(last)
            if last.start < least:
                raise EditError("an alias stands there")
        if last.start == last.end:
            return last.end
        return last.start + len(self.text[last.start : last.end].rstrip())

    def spliced(self, start: int, end: int, text: str) -> str:
        """Return the text with another one between two characters."""
        return self.text[:start] + text + self.text[end:]


def _last(node: Node) -> tuple[Node, int]:
    """Return the last member or element of a block, and where it begins at the earliest if it stands there itself."""
    if isinstance(node.value, dict):
        *_, (key, value) = node.items()
        return value, (node.keys or {})[key].start
    elements = node.elements()
    return elements[-1], elements[-2].start + 1 if len(elements) > 1 else node.start


# -- values --------------------------------------------------------------------------------------------------------


def flow(value: Data, page: Page) -> str:
    """Return a value on one line."""
    if page.is_json:
        return json.dumps(value, ensure_ascii=False)
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(key)}: {_member(key, one, page)}" for key, one in value.items()) + "}"
        case str() | int() | None:
            return scalar(value)
        case _:
            return "[" + ", ".join(flow(one, page) for one in value) + "]"


def _member(key: str, value: Data, page: Page) -> str:
    """Return the value of a member; a reference to another file needs no quotes for its sharp."""
    if key == "$ref" and isinstance(value, str) and _REFERENCE.fullmatch(value):
        return value
    return flow(value, page)


_REFERENCE: Final = re.compile(r"[A-Za-z0-9_.][\w./~%-]*#[\w./~%-]*", re.ASCII)


def lines_of(head: str, value: Data, indent: int, page: Page) -> list[str]:
    """Return `head value` on one line where it fits, else the value's members on lines of their own below."""
    line = f"{head} {flow(value, page)}"
    if len(line) <= WIDTH or not isinstance(value, Mapping | list | tuple) or not value:
        return [line]
    margin = " " * indent
    if isinstance(value, Mapping):
        found = [lines_of(f"{margin}{scalar(key)}:", one, indent + 2, page) for key, one in value.items()]
    else:
        found = [_element(one, indent, page) for one in value]
    return [head, *(line for lines in found for line in lines)]


def _element(value: Data, indent: int, page: Page) -> list[str]:
    """Return the lines of an element of a block list."""
    margin = " " * indent
    line = f"{margin}- {flow(value, page)}"
    if len(line) <= WIDTH or not isinstance(value, Mapping) or not value:
        return [line]
    found = [
        line for key, one in value.items() for line in lines_of(f"{margin}  {scalar(key)}:", one, indent + 4, page)
    ]
    return [f"{margin}- {found[0].lstrip()}", *found[1:]]


def comma(page: Page, mapping: Node) -> str:
    """Return what stands between two members: on one line a blank, else a line feed and an indent."""
    keys = list((mapping.keys or {}).values())
    first = keys[0].start if keys else mapping.elements()[0].start
    between = page.text[mapping.start + 1 : first]
    return "," + between if "\n" in between else ", "


def behind(page: Page, node: Node, above: Node, lines: str) -> str:
    """Put lines behind the line on which a node ends that lies in another one."""
    if node.start < above.start:
        raise EditError("an alias stands there")
    end = page.line_end(page.end(node))
    return page.spliced(end, end, page.eol + lines)


def out_of_braces(page: Page, node: Node, spans: Sequence[tuple[int, int]], number: int) -> str:
    """Remove one of several things between braces or brackets, with the comma beside it."""
    if len(spans) == 1:
        return page.spliced(node.start + 1, node.end - 1, "")
    if number:
        return page.spliced(spans[number - 1][1], spans[number][1], "")
    return page.spliced(spans[0][0], spans[1][0], "")


# -- lists ---------------------------------------------------------------------------------------------------------


def insert(page: Page, list_: Node, value: Data, after: Node | None) -> str:
    """Put an element into a list."""
    elements = list_.elements()
    if page.is_flow(list_):
        if not elements:
            return page.spliced(list_.start, list_.end, "[" + flow(value, page) + "]")
        end = page.end(after or elements[-1])
        return page.spliced(end, end, comma(page, list_) + flow(value, page))
    if not elements:
        raise EditError("nothing is in that list")
    indent = _dash(page, elements[0]) - page.line_start(elements[0].start)
    return behind(page, after or elements[-1], list_, page.eol.join(_element(value, indent, page)))


def delete(page: Page, list_: Node, element: Node) -> str:
    """Remove an element of a list that has others."""
    elements = list_.elements()
    number = next(place for place, one in enumerate(elements) if one is element)
    if page.is_flow(list_):
        return out_of_braces(page, list_, [(one.start, page.end(one)) for one in elements], number)
    dash = _dash(page, element)
    if not page.starts_line(dash):
        raise EditError("the element does not begin its line")
    return page.spliced(page.line_start(dash), page.next_line(page.end(element)), "")


def _dash(page: Page, element: Node) -> int:
    """Return where the dash before an element of a block list stands."""
    start = page.line_start(element.start)
    found = page.text.rfind("-", start, element.start)
    if found < 0 or page.text[found + 1 : element.start].strip():
        raise EditError("the element does not stand beside its dash")
    return found
