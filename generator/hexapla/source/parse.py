"""YAML and JSON text to nodes. The only module that imports yaml."""

from __future__ import annotations

import gc
import re
from typing import Final

from hexapla.finding import Finding, FindingError, Location, error
from hexapla.source.node import Node, Value

DEPTH = 200
"""Nesting beyond this is refused: no description is that deep, and a hostile one must not exhaust the stack."""

MOST: Final = 1_000_000
"""Aliases may not bring more nodes than this: ten lines of them would fill any memory."""

_WORDS: Final[dict[str, bool | float | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **{sign + word: float(f"{sign}inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
}
_NUMBER: Final = re.compile(
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]{1,1000})|0x(?P<hex>[0-9a-fA-F]{1,1000})"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_DIGITS: Final = frozenset("+-.0123456789")


def resolve_scalar(text: str) -> bool | int | float | str | None:
    """Return what a plain scalar means in the YAML 1.2 core schema: `no`, `on`, `1:30` and dates stay text."""
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text) if text[0] in _DIGITS else None
    if found is None:
        return text
    try:
        match found.lastgroup:
            case "int":
                return int(text)
            case "oct":
                return int(found["oct"], 8)
            case "hex":
                return int(found["hex"], 16)
            case _:
                return float(text)
    except ValueError:  # more digits than Python converts
        return text


def parse(file: str, data: bytes) -> Node:
    """Read one YAML or JSON document.

    Args:
        file: the path as shown to people.
        data: the file's bytes, UTF-8 with or without a byte order mark.

    Raises:
        FindingError: the text is no UTF-8, no YAML, empty, too deep, too large by aliases, has a duplicate key, `<<`,
            a cyclic alias, or a second document.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8-sig", "replace")
        where = _end(file, before)
        raise FindingError(error("not-utf-8", f"byte 0x{data[problem.start]:02x} is no UTF-8", where)) from None
    if not text.strip():
        raise FindingError(error("empty-file", "the file is empty", Location(file, 1, 1)))
    if found := _FORBIDDEN.search(text):
        where = _end(file, text[: found.start()])
        message = f"U+{ord(found[0]):04X} may not stand here as it is"
        raise FindingError(error("yaml-character", message, where, "write it as an escape in quotes"))
    # The collector would walk the growing tree again and again: more than half the time on a large file.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Builder(file, text).build()
    finally:
        if collecting:
            gc.enable()


def _end(file: str, text: str) -> Location:
    """Return the place behind a text that begins a file."""
    lines = _BREAK.split(text)
    return Location(file, len(lines), len(lines[-1]) + 1)


class _Builder:
    """Builds nodes from parser events, without recursion: a hostile depth is a finding and not a crash."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.pending: list[Node | None] = []  # of each open mapping the key that waits for its value
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[str, Node] = {}
        self.sizes: list[tuple[int, int]] = []  # of each open collection its height and the nodes under it, so far
        self.anchored: dict[str, tuple[int, int]] = {}  # the same of each anchored collection
        self.aliased = 0
        self.findings: list[Finding] = []

    def build(self) -> Node:
        import yaml

        # Not `yaml.parse`: its two calls an event are a third of the time.
        following = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self.text).get_event
        on_event = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while type(event := following()) is not yaml.StreamEndEvent:
                act = on_event.get(type(event))
                if act is not None:
                    act(event)
        except yaml.MarkedYAMLError as problem:
            self.findings.append(self._syntax(problem))
        if self.findings:
            raise FindingError(*self.findings)
        if self.root is None:
            raise FindingError(error("empty-file", "the file holds only comments", Location(self.file, 1, 1)))
        return self.root

    def _document(self, event: object) -> None:
        if self.root is not None:
            where = Location(self.file, event.start_mark.line + 1, 1)  # type: ignore[attr-defined]
            raise FindingError(
                *self.findings,
                error("second-document", "a second document begins here", where, "keep one document in a file"),
            )

    def _scalar(self, event: object) -> None:
        text: str = event.value  # type: ignore[attr-defined]
        plain: bool = event.implicit[0]  # type: ignore[attr-defined]
        self._add(self._node(event, resolve_scalar(text) if plain else text), text)

    def _node(self, event: object, value: Value) -> Node:
        mark, end = event.start_mark, event.end_mark  # type: ignore[attr-defined]
        node = Node(value, self.file, mark.line, mark.column, mark.index, end.index)
        anchor = event.anchor  # type: ignore[attr-defined]
        if anchor is not None:
            kept = self.open_anchors if isinstance(value, list | dict) else self.anchors
            kept[anchor] = node
        return node

    def _open(self, event: object, value: Value) -> None:
        node = self._node(event, value)
        if isinstance(value, dict):
            node.keys = {}
        self._add(node, None)
        self.stack.append(node)
        self.pending.append(None)
        self.sizes.append((1, 0))
        self._check_depth(len(self.stack), node)

    def _check_depth(self, depth: int, node: Node) -> None:
        if depth > DEPTH:
            raise FindingError(*self.findings, error("too-deep", f"nested deeper than {DEPTH} levels", node.where))

    def _close(self, event: object) -> None:
        node = self.stack.pop()
        self.pending.pop()
        height, size = self.sizes.pop()
        size += len(node.value) if isinstance(node.value, list | dict) else 0
        self._grow(height, size)
        node.end = event.end_mark.index  # type: ignore[attr-defined]
        for name, anchored in list(self.open_anchors.items()) if self.open_anchors else ():
            if anchored is node:
                self.anchors[name] = self.open_anchors.pop(name)
                self.anchored[name] = height, size

    def _grow(self, height: int, size: int) -> None:
        """Count what was put into the innermost open collection."""
        if self.sizes:
            tallest, nodes = self.sizes[-1]
            self.sizes[-1] = max(tallest, height + 1), nodes + size

    def _alias(self, event: object) -> None:
        name: str = event.anchor  # type: ignore[attr-defined]
        target = self.anchors.get(name)
        event.anchor = None  # type: ignore[attr-defined]  # it names a node and is none
        place = self._node(event, None)
        if target is not None and name not in self.open_anchors:
            height, size = self.anchored.get(name, (0, 1))
            self._check_depth(len(self.stack) + height, place)
            self._grow(height, size)
            self.aliased += size
            if self.aliased > MOST:
                message = f"aliases make more than {MOST:,} nodes of this file"
                raise FindingError(*self.findings, error("too-large", message, place.where, "use $ref"))
            self._add(target, target.value if isinstance(target.value, str) else None)
            return
        what = "stands inside the node it names" if name in self.open_anchors else "names no anchor above it"
        self.findings.append(error("bad-alias", f"the alias `*{name}` {what}", place.where))
        self._add(place, None)

    def _add(self, node: Node, text: str | None) -> None:
        """Put a node where it belongs: as root, element, key or value. `text` is what a scalar says as a key."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key = self.pending[-1]
        if key is not None:
            assert isinstance(parent.value, dict)
            assert isinstance(key.value, str)
            parent.value.setdefault(key.value, node)
            self.pending[-1] = None
            return
        self.pending[-1] = self._key(parent, node, text)

    def _key(self, parent: Node, node: Node, text: str | None) -> Node:
        if text is None:
            self.findings.append(error("bad-key", f"a key must be a text, not {node.kind}", node.where))
            return Node("", node.file, node.line, node.column, node.start, node.end)
        if text == "<<" and self.text[node.start : node.end].endswith("<<"):  # in quotes it is a key like any other
            self.findings.append(
                error("merge-key", "`<<` is not part of YAML 1.2", node.where, "write the members out, or use $ref")
            )
        key = Node(text, node.file, node.line, node.column, node.start, node.end)
        assert parent.keys is not None
        first = parent.keys.setdefault(text, key)
        if first is not key:
            message = f"the key `{text}` stands twice in this mapping, first in line {first.line + 1}"
            self.findings.append(error("duplicate-key", message, key.where, "keep one of the two"))
        return key

    def _syntax(self, problem: object) -> Finding:
        mark = problem.problem_mark or problem.context_mark  # type: ignore[attr-defined]
        lines = _BREAK.split(self.text.rstrip())
        if problem.context_mark and mark.line >= len(lines):  # type: ignore[attr-defined]
            mark = problem.context_mark  # type: ignore[attr-defined]  # it is open when the text ends
        where = Location(self.file, mark.line + 1, mark.column + 1)
        if mark.line >= len(lines):
            where = Location(self.file, len(lines), len(lines[-1]) + 1)
        message = ", ".join(str(part) for part in (problem.context, problem.problem) if part)  # type: ignore[attr-defined]
        line = lines[where.line - 1]
        tabs = "\t" in line[: len(line) - len(line.lstrip())]
        hint = _TABS if tabs else next((hint for words, hint in _HINTS if words in message), None)
        return error("yaml-syntax", message or "not YAML", where, hint)


_TABS: Final = "YAML is indented with spaces, not tabs"
_HINTS: Final = (
    ("Unicode character escape", "write the character itself"),
    ("unknown escape", "in single quotes a backslash is a character like any other"),
    ("mapping values are not allowed", "put a text that holds `: ` into quotes"),
    ("cannot start any token", "put a text that begins so into quotes"),
)
_BREAK: Final = re.compile("\r\n|\r|\n")

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What libyaml refuses, and what it takes for the end of a line while editors do not."""
