"""The lines of a description that belong to a node, cut out by how they are set.

In: the lines of a file, a place in it and the path of the node that is told there. Out: the node's lines with their
numbers. Nothing is parsed: a place is where a key or a value begins, and brackets or indentation say where it ends, as
they do for who reads it. That serves YAML in both styles and JSON; what stands with much else in one long line is set
out in lines of its own.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from hexapla.diff.brackets import OPENING, SCANNED, Line, bracketed, marks, set_out
from hexapla.finding import Location
from hexapla.frozen import frozen, replace

MOST: Final = 400
"""Lines of a node that are looked at."""

WIDE: Final = 400
"""A line with more characters is set out."""

_KEY: Final = re.compile(
    r"""(?:"((?:[^"\\]|\\.)*)"\s*:|'((?:[^']|'')*)'\s*:(?=\s|$)|([^\s"'{\[\]}#&*!|>,][^\n]{0,200}?)\s*:(?=\s|$))"""
)
_OWNER: Final = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,{\["'][^,{\["']*))\s*:\s*$""")
_NAMED: Final = re.compile(r"""(?:^|[\s{,"'-])(?:name|url)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"'][^,}]*))""")
_REACH: Final = 300
"""Characters around a place that are searched for a key."""
_CALLS: Final = ("operations", "webhooks")
_ENDS: Final = ("parameters", "responses", "content", "headers", "security")
"""Words of a path: below the first, there are methods and bodies; below the others, names that people gave."""
_ITEM: Final = 40
"""Lines of one of a list that are searched for what it is called."""


@frozen
class Excerpt:
    """The lines of a node; `depth` words of its path lead to them, -1 where that cannot be told."""

    lines: tuple[Line, ...]
    depth: int = -1


@frozen(kw_only=True)
class _Node:
    """Lines from a node's first one on.

    Attributes:
        indent: the column of its key, or of its first key where it has none itself.
        key: its key, or what it is called where it is one of a list; None where it has neither.
        is_keyed: whether it has a key: then all that belongs to it stands further right.
        is_inside: whether it stands among others between brackets, on one line.
    """

    lines: tuple[Line, ...]
    indent: int
    key: str | None
    is_keyed: bool
    is_inside: bool = False


def excerpt(lines: Sequence[str], where: Location, node: str = "", name: str = "", most: int = MOST) -> Excerpt:
    """Return the lines of a node.

    Args:
        lines: of the file, with or without their ends.
        where: the nearest place to it.
        node: its path. Below the place, it is followed as far as its words are found as keys.
        name: what the node is called on this side, where that may not be the path's last word.
        most: as many lines are looked at.
    """
    row, column = where.line - 1, max(where.column - 1, 0)
    if not 0 <= row < len(lines):
        return Excerpt(())
    words = words_of(node)
    known = {*words, name} - {""}
    found = _node(lines, row, column, known, most)
    depth = -1
    if found.key is not None and found.key in known:
        depth = max((at + 1 for at, word in enumerate(words) if word == found.key), default=len(words))
    return _followed(found, words, depth)


def words_of(node: str) -> tuple[str, ...]:
    """Return the words of a node's path as a description has them: `GET /pets` is `get` below `/pets`."""
    found: list[str] = []
    is_of_a_call = False
    for at, word in enumerate(node.removeprefix("#").split("/")[1:]):
        plain = word.replace("~1", "/").replace("~0", "~")
        is_of_a_call = (at == 0 and plain in _CALLS) or (is_of_a_call and plain not in _ENDS)
        method, space, path = plain.partition(" ")
        is_call = is_of_a_call and bool(space) and path.startswith("/")
        is_body = is_of_a_call and plain == "body"
        found.extend((path, method.lower()) if is_call else ("requestBody",) if is_body else (plain,))
    return tuple(found)


def _node(lines: Sequence[str], row: int, column: int, known: set[str], most: int) -> _Node:
    """Return a node by its place, with the key that the place is, or that the place is the value of."""
    head = lines[row].rstrip("\r\n")
    column = min(column, len(head))
    before = head[max(0, column - _REACH) : column]
    is_alone = not before.strip(" \t-")
    key = _text_of(_KEY.match(head[column : column + _REACH]))
    if is_alone and "-" not in before and key is not None and key not in known and len(head) <= WIDE:
        # A mapping begins where its first key does: the key that it belongs to stands above.
        above = _above(lines, row, column)
        if above is not None:
            row, column = above
            head = lines[row].rstrip("\r\n")
            key = _text_of(_KEY.match(head[column : column + _REACH]))
            before, is_alone = head[:column], True
        else:
            key = None
    owner = None if is_alone else _OWNER.search(before)
    if owner is not None:
        column, key = column - (len(before) - owner.start()), _text_of(owner)
    is_keyed = key is not None and not (is_alone and "-" in before)
    if len(head) > WIDE:
        window, indent = set_out(head[column : column + SCANNED], row + 1, most), 0
    else:
        window, indent = _window(lines, row, 0 if is_alone else column, most), column if is_alone else 0
    node = _Node(lines=window, indent=indent, key=key, is_keyed=is_keyed, is_inside=not is_alone)
    return node if is_keyed else replace(node, key=_called(node))


def _text_of(match: re.Match[str] | None) -> str | None:
    """Return the text that a match found, as it is without its quotes."""
    if match is None:
        return None
    double, single, plain = match.groups()
    if double is not None:
        with contextlib.suppress(ValueError):
            return str(json.loads(f'"{double}"', strict=False))
        return str(double)
    return str(single).replace("''", "'") if single is not None else str(plain)


def _called(node: _Node) -> str | None:
    """Return what one of a list is called, as far as its own lines say it."""
    inner = _inner(node.lines, node)
    for at, line in enumerate(_body(node)[:_ITEM]):
        own = line.text[min(inner, _indent(line.text)) :] if at == 0 or _indent(line.text) <= inner else ""
        found = _text_of(_NAMED.search(own[:_REACH]))
        if found is not None:
            return found.strip()
    return None


def _window(lines: Sequence[str], row: int, start: int, most: int) -> tuple[Line, ...]:
    rest = [Line(row + 1 + at, line[:SCANNED].rstrip("\r\n")) for at, line in enumerate(lines[row : row + most])]
    return (Line(row + 1, rest[0].text[start:]), *rest[1:])


def _above(lines: Sequence[str], row: int, column: int) -> tuple[int, int] | None:
    """Return the place of the key whose value begins at a line of its own; None where it is not right above."""
    for at in range(row - 1, max(row - 6, -1), -1):
        text = lines[at].rstrip()
        bare = text.lstrip(" \t")
        if not bare or bare.startswith("#"):
            continue
        indent = len(text) - len(bare)
        is_key = indent < column and text.endswith(":") and len(text) <= WIDE
        if bare.startswith("- "):
            inner = bare[1:].lstrip(" ")
            return (at, len(text) - len(inner)) if is_key and len(text) - len(inner) < column else None
        return (at, indent) if is_key else None
    return None


def _followed(node: _Node, words: Sequence[str], depth: int) -> Excerpt:
    """Return the lines of what a path leads to inside of a node, as far as that can be followed."""
    lines, number = _body(node), node.lines[0].number
    while True:
        inner = _inner(lines, node)
        rows = {key: at for at, key in reversed(list(_keys(lines, inner)))}
        step = next((at for at in range(max(depth, 0), len(words)) if words[at] in rows), None)
        row = None if step is None else rows[words[step]]
        if step is None or row is None or (row == 0 and node.is_keyed):
            return Excerpt((Line(lines[0].number or number, lines[0].text), *lines[1:]), depth)
        node = _Node(lines=lines[row:], indent=inner, key=words[step], is_keyed=True)
        lines, depth = _body(node), step + 1


def _keys(lines: Sequence[Line], indent: int) -> Iterator[tuple[int, str]]:
    """Yield the keys that begin at a column, by row."""
    for at, line in enumerate(lines):
        if not line.text[:indent].strip(" \t-") and line.text[indent : indent + 1].strip():
            key = _text_of(_KEY.match(line.text[indent : indent + _REACH]))
            if key is not None:
                yield at, key


def _inner(lines: Sequence[Line], node: _Node) -> int:
    """Return the column of the keys inside of a node."""
    if not node.is_keyed and lines and not lines[0].text[node.indent : node.indent + 1].startswith(("{", "[")):
        return node.indent
    bare = (line.text for line in lines[1:] if line.text.strip() and not line.text.lstrip().startswith("#"))
    return next((_indent(text) for text in bare), node.indent + 1)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _body(node: _Node) -> tuple[Line, ...]:
    """Return the lines of a node without those that follow it."""
    first = node.lines[0]
    match = _KEY.match(first.text[node.indent : node.indent + _REACH]) if node.is_keyed else None
    value = node.indent + (match.end() if match else 0)
    value += len(first.text[value:]) - len(first.text[value:].lstrip())
    if first.text[value : value + 1] in OPENING:
        return bracketed(node.lines, value)
    if node.is_inside:
        end = next((at for at, _ in marks(first.text, value)), len(first.text))
        return (Line(first.number, first.text[:end].rstrip()),)
    return (first, *_indented(node, is_listing=node.is_keyed and not first.text[value:].strip()))


def _indented(node: _Node, *, is_listing: bool) -> tuple[Line, ...]:
    """Return the lines after the first that belong to a node, by indentation; a list may stand right below its key."""
    end = 0
    for at, line in enumerate(node.lines[1:], 1):
        bare = line.text.strip()
        if not bare:
            continue
        indent = _indent(line.text)
        is_listed = is_listing and indent == node.indent and bare.startswith("- ")
        is_beside = indent == node.indent and not node.is_keyed
        if indent <= node.indent and not is_listed and not is_beside:
            break
        end = at
    return node.lines[1 : end + 1]
