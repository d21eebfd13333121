"""What the readers of YAML and of JSON share: a tree of nodes that grows without recursion, and what it may not be.

In: nodes as a reader meets them. Out: the root, and findings. A hostile depth is a finding and not a crash.
"""

from __future__ import annotations

import re
from typing import Final, NoReturn

from hexapla.finding import Finding, FindingError, Location, error
from hexapla.source.node import Node

DEPTH = 200
"""Nesting beyond this is refused: no description is that deep, and a hostile one must not exhaust the stack."""

BREAK: Final = re.compile("\r\n|\r|\n")
"""What ends a line for an editor."""


def end_of(file: str, text: str) -> Location:
    """Return the place behind a text that begins a file."""
    lines = BREAK.split(text)
    return Location(file, len(lines), len(lines[-1]) + 1)


class Tree:
    """A tree of nodes under construction; `findings` are told together when the text is read."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.pending: list[Node | None] = []  # of each open mapping the key that waits for its value
        self.findings: list[Finding] = []

    def refuse(self, finding: Finding) -> NoReturn:
        """Give up, with this finding and those so far."""
        raise FindingError(*self.findings, finding)

    def check_depth(self, depth: int, node: Node) -> None:
        """Give up where the text is nested too deeply."""
        if depth > DEPTH:
            self.refuse(error("too-deep", f"nested deeper than {DEPTH} levels", node.where))

    def enter(self, node: Node) -> None:
        """Put a list or a mapping where it belongs, and go into it."""
        if isinstance(node.value, dict):
            node.keys = {}
        self.add(node, None)
        self.stack.append(node)
        self.pending.append(None)
        self.check_depth(len(self.stack), node)

    def add(self, node: Node, text: str | None) -> None:
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
        self.pending[-1] = self.key(parent, node, text)

    def key(self, parent: Node, node: Node, text: str | None) -> Node:
        """Return the node of a key; report one that is no text, and one that stands in the mapping already."""
        if text is None:
            self.findings.append(error("bad-key", f"a key must be a text, not {node.kind}", node.where))
            return Node("", node.file, node.line, node.column, node.start, node.end)
        key = Node(text, node.file, node.line, node.column, node.start, node.end)
        assert parent.keys is not None
        first = parent.keys.setdefault(text, key)
        if first is not key:
            message = f"the key `{text}` stands twice in this mapping, first in line {first.line + 1}"
            self.findings.append(error("duplicate-key", message, key.where, "keep one of the two"))
        return key

    def number_range(self, node: Node) -> None:
        """Report a number that no JSON text can hold."""
        spelled = self.text[node.start : node.end]
        spelled = spelled if len(spelled) <= 40 else f"{spelled[:40]}..."
        hint = "put it into quotes if it is a text"
        self.findings.append(error("number-range", f"`{spelled}` is no number that JSON can hold", node.where, hint))
