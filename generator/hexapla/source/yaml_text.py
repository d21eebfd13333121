"""YAML text to nodes, by the core schema of YAML 1.2. With `printing` the only module that imports yaml."""

from __future__ import annotations

import math
import re
from typing import Final

from hexapla.finding import Finding, Location, error
from hexapla.source.node import Node, Value
from hexapla.source.tree import BREAK, Tree

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
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_DIGITS: Final = frozenset("+-.0123456789")
_LONGEST: Final = 1000
"""Digits of a number to the base 8 or 16: beyond, it could not be printed to the base 10."""


def resolve_scalar(text: str) -> bool | int | float | str | None:
    """Return what a plain scalar means in the YAML 1.2 core schema: `no`, `on`, `1:30` and dates stay text.

    A number beyond every number is infinite here; so are `.inf` and what has more digits than Python converts.
    """
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text) if text[0] in _DIGITS else None
    if found is None:
        return text
    try:
        match found.lastgroup:
            case "int":
                return int(text)
            case "oct" | "hex" as base if len(text) <= _LONGEST:
                return int(found[base], 8 if base == "oct" else 16)
            case "float":
                return float(text)
    except ValueError:  # more digits than Python converts
        pass
    return -math.inf if text.startswith("-") else math.inf


_TAG: Final = "tag:yaml.org,2002:"
_NO_TAG: Final = "leave the tag away: a value is what its spelling says"


def tagged_scalar(tag: str, text: str) -> tuple[Value, str | None]:
    """Return the value of a scalar that has a tag, and what is wrong with it, None where nothing is."""
    if tag in ("!", f"{_TAG}str"):
        return text, None
    value = resolve_scalar(text)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if tag == f"{_TAG}float" and (whole or isinstance(value, float)):
        try:
            return float(text), None
        except ValueError:  # `.inf`, or to the base 16
            return value, None
    fits = {"int": whole, "bool": isinstance(value, bool), "null": value is None}.get(tag.removeprefix(_TAG))
    if fits:
        return value, None
    shown = _shown(tag)
    if fits is None and tag != f"{_TAG}float":
        return text, f"the tag `{shown}` has no meaning in JSON"
    return text, f"`{text}` is no {shown}"


def _shown(tag: str) -> str:
    return tag.replace(_TAG, "!!") if tag.startswith((_TAG, "!")) else f"!<{tag}>"


class YamlReader(Tree):
    """Builds nodes from parser events."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(file, text)
        self.anchors: dict[str, Node] = {}
        self.open_anchors: dict[str, Node] = {}
        self.sizes: list[tuple[int, int]] = []  # of each open collection its height and the nodes under it, so far
        self.anchored: dict[str, tuple[int, int]] = {}  # the same of each anchored collection
        self.aliased = 0

    def read(self) -> Node:
        """Return the root of the text.

        Raises:
            FindingError: the text is no YAML, or is more than this program reads.
        """
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
            self.refuse(self._syntax(problem))
        if self.root is None:
            self.refuse(error("empty-file", "the file holds only comments", Location(self.file, 1, 1)))
        if self.findings:
            self.refuse(self.findings.pop())
        return self.root

    def _document(self, event: object) -> None:
        where = Location(self.file, event.start_mark.line + 1, 1)  # type: ignore[attr-defined]
        if self.root is not None:
            self.refuse(error("second-document", "a second document begins here", where, "keep one document in a file"))
        if event.version == (1, 1):  # type: ignore[attr-defined]
            hint = "remove the line; in 1.2 `yes`, `no`, `on` and `off` are texts, and 010 is ten"
            self.findings.append(error("yaml-version", "YAML is read as of version 1.2", where, hint))

    def _scalar(self, event: object) -> None:
        text: str = event.value  # type: ignore[attr-defined]
        if event.tag is not None:  # type: ignore[attr-defined]
            value, wrong = tagged_scalar(event.tag, text)  # type: ignore[attr-defined]
        else:
            wrong, value = None, resolve_scalar(text) if event.implicit[0] else text  # type: ignore[attr-defined]
        node = self._node(event, value)
        if wrong is not None:
            self.findings.append(error("yaml-tag", wrong, node.where, _NO_TAG))
        if value.__class__ is float and not math.isfinite(value) and not self._is_key():
            self.number_range(node)
        self.add(node, text)

    def _is_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.pending[-1] is None

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
        tag = event.tag  # type: ignore[attr-defined]
        if tag not in (None, "!", f"{_TAG}{'map' if isinstance(value, dict) else 'seq'}"):
            known = tag.startswith(_TAG) and tag.removeprefix(_TAG) in ("map", "seq", "str", "int", "float", "bool")
            message = f"{node.kind} is no {_shown(tag)}" if known else f"the tag `{_shown(tag)}` has no meaning in JSON"
            self.findings.append(error("yaml-tag", message, node.where, _NO_TAG))
        self.enter(node)
        self.sizes.append((1, 0))

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
            self.check_depth(len(self.stack) + height, place)
            self._grow(height, size)
            self.aliased += size
            if self.aliased > MOST:
                message = f"aliases make more than {MOST:,} nodes of this file"
                self.refuse(error("too-large", message, place.where, "use $ref"))
            self.add(target, target.value if isinstance(target.value, str) else None)
            return
        what = "stands inside the node it names" if name in self.open_anchors else "names no anchor above it"
        self.findings.append(error("bad-alias", f"the alias `*{name}` {what}", place.where))
        self.add(place, None)

    def key(self, parent: Node, node: Node, text: str | None) -> Node:
        """Return the node of a key; report what no key may be."""
        if text == "<<" and self.text[node.start : node.end].endswith("<<"):  # in quotes it is a key like any other
            self.findings.append(
                error("merge-key", "`<<` is not part of YAML 1.2", node.where, "write the members out, or use $ref")
            )
        return super().key(parent, node, text)

    def _syntax(self, problem: object) -> Finding:
        mark = problem.problem_mark or problem.context_mark  # type: ignore[attr-defined]
        lines = BREAK.split(self.text.rstrip())
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
    ("incompatible YAML document", "remove the line; YAML is read as of version 1.2"),
)
