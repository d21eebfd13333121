"""Splices of mappings: one member more, less or other in a text, and every other line as it was.

In: a text, the node of a mapping in it. Out: the text with the splice. A mapping in braces stays in braces as long as
its line has room; a block stays a block.
"""

from __future__ import annotations

import re
from typing import Final

from hexapla.docs.edits_text import EditError, Page, behind, comma, flow, lines_of, out_of_braces
from hexapla.docs.emit import WIDTH, Data, scalar
from hexapla.source import Node, parse

_HEAD: Final = re.compile(r"\s*(?:- )?[^\s{}\[\],][^{}\[\],]*:\s+")
"""What may stand before a mapping in braces that can become a block: a key, in a block itself."""


def put(page: Page, mapping: Node, key: str, value: Data, after: str | None) -> str:
    """Set a member."""
    old = mapping.get(key)
    if old is None:
        if page.is_flow(mapping):
            return _roomy(page, mapping.start, _put_in_braces(page, mapping, key, value, after))
        return _put_in_block(page, mapping, key, value, after)
    if old.start < _key(mapping, key).start:
        raise EditError(f"`{key}` is an alias")
    if isinstance(old.value, dict | list) and old.value and not page.is_flow(old):
        less = Page(drop(page, mapping, key), page.file)
        left = _at(parse(page.file, less.text.encode()), mapping.start)
        if left is None:
            raise EditError(f"`{key}` cannot be replaced where it stands")
        names = [name for name, _ in mapping.items()]
        number = names.index(key)
        return put(less, left, key, value, names[number - 1] if number else "")
    written = flow(value, page)
    text = page.spliced(old.start, page.end(old), written if old.start != old.end else f" {written}")
    return _roomy(page, old.start, text)


def _at(node: Node, start: int) -> Node | None:
    """Return the outermost mapping that begins at a character."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.start == start and isinstance(one.value, dict):
            return one
        waiting += one.elements() or [member for _, member in one.items()]
    return None


def _put_in_braces(page: Page, mapping: Node, key: str, value: Data, after: str | None) -> str:
    member = f"{flow(key, page)}: {flow(value, page)}"
    items = list(mapping.items())
    if not items:
        return page.spliced(mapping.start, mapping.end, "{" + member + "}")
    if after == "":
        first = _key(mapping, items[0][0]).start
        return page.spliced(first, first, member + comma(page, mapping))
    known = dict(items)
    end = page.end(known[after] if after is not None and after in known else items[-1][1])
    return page.spliced(end, end, comma(page, mapping) + member)


def _put_in_block(page: Page, mapping: Node, key: str, value: Data, after: str | None) -> str:
    items = list(mapping.items())
    first = _key(mapping, items[0][0]).start
    indent = page.indent(first)
    lines = page.eol.join(lines_of(f"{' ' * indent}{scalar(key)}:", value, indent + 2, page))
    known = dict(items)
    if after == "" and page.starts_line(first):
        start = page.line_start(first)
        return page.spliced(start, start, lines + page.eol)
    name = after if after and after in known else items[-1][0]
    if known[name].start == known[name].end or known[name].start < _key(mapping, name).start:
        # Nothing stands behind the key, or an alias.
        return behind(page, _key(mapping, name), mapping, lines)
    return behind(page, known[name], mapping, lines)


def drop(page: Page, mapping: Node, key: str) -> str:
    """Remove a member."""
    items = list(mapping.items())
    names = [name for name, _ in items]
    if key not in names:
        raise EditError(f"there is no `{key}` any more")
    number, start = names.index(key), _key(mapping, key).start
    value = items[number][1]
    if value.start < start:
        raise EditError(f"`{key}` is an alias")
    if page.is_flow(mapping):
        spans = [(_key(mapping, name).start, page.end(one)) for name, one in items]
        return out_of_braces(page, mapping, spans, number)
    end = page.end(value) if value.start != value.end else page.line_end(start)
    if len(items) == 1 and page.starts_line(start, dash=True):
        return page.spliced(start, end, "{}")
    if page.starts_line(start):
        return page.spliced(page.line_start(start), page.next_line(end), "")
    if number + 1 == len(names):
        raise EditError(f"`{key}` cannot be removed where it stands")
    return page.spliced(start, _key(mapping, names[number + 1]).start, "")


def rename(page: Page, mapping: Node, key: str, name: str) -> str:
    """Give a member another key."""
    if mapping.get(key) is None or mapping.get(name) is not None:
        raise EditError(f"`{key}` cannot be called `{name}` there")
    node = _key(mapping, key)
    return _roomy(page, node.start, page.spliced(node.start, node.end, flow(name, page)))


def _key(mapping: Node, key: str) -> Node:
    assert mapping.keys is not None
    return mapping.keys[key]


def _roomy(page: Page, at: int, text: str) -> str:
    """Return an edited text; where a line has no room any more, a mapping in braces on it becomes a block."""
    if page.is_json or page.line_end(at) - page.line_start(at) > WIDTH:
        return text
    edited = Page(text, page.file)
    start, end = edited.line_start(at), edited.line_end(at)
    if end - start <= WIDTH:
        return text
    node = _outermost(edited, start, end)
    if node is None:
        return text
    head = text[start : node.start]
    is_element = head.strip() == "-"
    margin = len(head) - len(head.lstrip()) + (4 if head.lstrip().startswith("- ") and not is_element else 2)
    lines = [
        " " * margin + text[_key(node, key).start : edited.end(value)].replace("\n", " ") for key, value in node.items()
    ]
    comment = text[node.end : end].strip()
    first = f"{head}{lines[0].lstrip()}" if is_element else head.rstrip()
    block = [f"{first} {comment}".rstrip(), *lines[1 if is_element else 0 :]]
    found = text[:start] + page.eol.join(block) + text[end:]
    for number, line in enumerate(block):
        if len(line) > WIDTH and number:
            begin = start + sum(len(one) + len(page.eol) for one in block[:number])
            found = _again(page, begin, found)
            break
    return found


def _again(page: Page, at: int, text: str) -> str:
    """Make room in a line that a block left too long."""
    edited = Page(text, page.file)
    shorter = Page(edited.spliced(at, edited.line_end(at), ""), page.file)
    return _roomy(shorter, at, text)


def _outermost(page: Page, start: int, end: int) -> Node | None:
    """Return the outermost mapping in braces on a line that can become a block."""
    waiting = [parse(page.file, page.text.encode())]
    while waiting:
        one = waiting.pop(0)
        if one.end < start or one.start > end:
            continue
        if isinstance(one.value, dict) and one.value and page.is_flow(one) and start <= one.start and one.end <= end:
            head, rest = page.text[start : one.start], page.text[one.end : end].strip()
            fits = _HEAD.fullmatch(head) or head.strip() == "-"
            return one if fits and (not rest or rest.startswith("#")) else None
        waiting += one.elements() or [member for _, member in one.items()]
    return None
