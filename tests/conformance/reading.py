"""Reads members of YAML nodes, and reports what is not as it should be."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast

from hexapla.finding import Finding, Location, error
from hexapla.source import Node, did_you_mean

from tests.client.spec import JSON

from .vector import LEFT_OUT, LeftOut

T = TypeVar("T")


class Reader:
    """Gathers findings; what is wrong is read as something harmless, so that all of a file is told at once."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def fault(self, rule: str, message: str, where: Location, *, near: tuple[str, Iterable[str]] | None = None) -> None:
        """Report a fault; `near` is a name that is unknown, and those that are known."""
        hint = did_you_mean(near[0], sorted(near[1])) if near else None
        self.findings.append(error(rule, message, where, hint or None))

    def at(self, node: Node, name: str) -> Location:
        """Return where a member stands, or the mapping where there is none."""
        found = node.get(name)
        return node.where if found is None else found.where

    def mapping(self, node: Node, keys: Sequence[str], what: str, must: Sequence[str] = ()) -> None:
        """Report what is no mapping, keys that are unknown and keys that are missing."""
        if not isinstance(node.value, dict):
            self.fault("no-mapping", f"{what} is a mapping, not {node.kind}", node.where)
            return
        for name, _ in node.items():
            if name not in keys:
                self.fault("unknown-key", f"{what} has no key `{name}`", node.key(name), near=(name, keys))
        for name in must:
            if node.get(name) is None:
                self.fault("missing-key", f"{what} lacks `{name}`", node.where)

    def elements(self, node: Node | None, what: str, *, empty: bool = False) -> Sequence[Node]:
        """Return the elements of a list."""
        if node is None:
            return ()
        if not isinstance(node.value, list):
            self.fault("no-list", f"{what} is a list, not {node.kind}", node.where)
        elif not node.value and not empty:
            self.fault("empty-list", f"{what} is empty", node.where)
        return node.elements()

    def items(self, node: Node, name: str) -> Sequence[tuple[str, Node]]:
        """Return the members of a mapping that is a member."""
        found = node.get(name)
        if found is not None and not isinstance(found.value, dict):
            self.fault("no-mapping", f"`{name}` is a mapping, not {found.kind}", found.where)
        return tuple(found.items()) if found is not None else ()

    def object(self, node: Node, name: str) -> dict[str, JSON]:
        """Return a member that is a mapping, as plain values."""
        return {key: cast("JSON", value.data()) for key, value in self.items(node, name)}

    def is_text(self, node: Node, what: str) -> str:
        """Return a text."""
        if isinstance(node.value, str):
            return node.value
        self.fault("no-text", f"{what} is a text, not {node.kind}: put it into quotes", node.where)
        return ""

    def text_or_null(self, node: Node, what: str) -> str | None:
        """Return a text, None for null."""
        return None if node.value is None else self.is_text(node, what)

    def given(self, node: Node, name: str, read: Callable[[Node, str], T | None]) -> T | LeftOut | None:
        """Return a member: LEFT_OUT where there is none, None for null, else what is read of it."""
        found = node.get(name)
        if found is None:
            return LEFT_OUT
        return None if found.value is None else read(node, name)

    def text(self, node: Node, name: str) -> str:
        """Return a member that is a text; empty where there is none."""
        found = node.get(name)
        return "" if found is None else self.is_text(found, f"`{name}`")

    def texts(self, node: Node, name: str) -> tuple[str, ...]:
        """Return a member that is a list of texts."""
        return tuple(self.is_text(one, f"an element of `{name}`") for one in self.elements(node.get(name), f"`{name}`"))

    def number(self, node: Node, name: str) -> float | None:
        """Return a member that is a number and not below zero."""
        found = node.get(name)
        if found is None:
            return None
        if isinstance(found.value, bool) or not isinstance(found.value, int | float) or found.value < 0:
            self.fault("no-number", f"`{name}` is a number, zero or more", found.where)
            return None
        return found.value

    def whole(self, node: Node, name: str, *, least: int = 0, most: int | None = None) -> int | None:
        """Return a member that is a whole number within bounds."""
        found = node.get(name)
        if found is None:
            return None
        value = found.value
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= least
        if not fits or (most is not None and cast("int", value) > most):
            bounds = f"from {least} to {most}" if most is not None else f"of {least} or more"
            self.fault("no-number", f"`{name}` is a whole number {bounds}", found.where)
            return None
        return cast("int", value)

    def choice(self, node: Node, name: str, choices: Iterable[str]) -> str:
        """Return a member that is one of some texts; empty where there is none."""
        found, text = node.get(name), self.text(node, name)
        if found is not None and isinstance(found.value, str) and text not in choices:
            message = f"`{name}` is one of {', '.join(choices)}, not `{text}`"
            self.fault("unknown-value", message, found.where, near=(text, choices))
        return text

    def pointer(self, text: str, where: Location) -> str:
        """Report what is no JSON pointer."""
        if text and not text.startswith("/"):
            self.fault("bad-pointer", f"a JSON pointer is empty or begins with `/`: `{text}`", where)
        return text

    def base64(self, node: Node, name: str) -> bytes:
        """Return the bytes of a member in base64."""
        try:
            return base64.b64decode("".join(self.text(node, name).split()), validate=True)
        except (binascii.Error, ValueError):
            self.fault("bad-base64", f"`{name}` is not in base64", self.at(node, name))
            return b""
