"""What every part of the loader shares: the sources, the findings so far, and how to ask a node for a kind of value.

A part never raises for a malformed node: it reports a finding at the node and goes on with nothing, so that one run
tells everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal, TypeAlias, cast

from hexapla.finding import Finding, FindingError, Location, error, note, warning
from hexapla.load.meaning import APPLYING, spelled_out
from hexapla.model import JSON, Default, Keyword
from hexapla.source import Node, Sources, did_you_mean

EXTENSIONS: Final = (
    "x-credentials",
    "x-documented",
    "x-evidence",
    "x-internal",
    "x-json-patch",
    "x-messages",
    "x-name",
    "x-pagination",
    "x-quota",
    "x-sensitive",
)
"""Every specification extension of ours."""


Dialect: TypeAlias = Literal["3.0", "3.1"]
"""Which OpenAPI a description is written in: they differ in what a schema may say."""


class Context:
    """The state of one load."""

    def __init__(self, sources: Sources, dialect: Dialect = "3.1") -> None:
        self.sources = sources
        self.dialect: Dialect = dialect
        self.findings: list[Finding] = []
        self.followed: set[int] = set()
        """What `follow` came to, by the ids of nodes: what is in use."""

    def error(self, rule: str, message: str, where: Location, hint: str | None = None) -> None:
        """Report an error at a place of the spec."""
        self.findings.append(error(rule, message, where, hint))

    def warning(self, rule: str, message: str, where: Location, hint: str | None = None) -> None:
        """Report a warning at a place of the spec."""
        self.findings.append(warning(rule, message, where, hint))

    def note(self, rule: str, message: str, where: Location, hint: str | None = None) -> None:
        """Report something that a person may want to know of a place of the spec."""
        self.findings.append(note(rule, message, where, hint))

    def follow(self, node: Node, *, beside: bool = True) -> Node | None:
        """Return the node behind a chain of `$ref`, the node itself where it is none; None after reporting.

        Args:
            node: where the chain begins.
            beside: whether to report what stands beside a `$ref` and is not read.
        """
        seen: list[Node] = []
        while (ref := node.get("$ref")) is not None:
            if any(node is earlier for earlier in seen):
                self.error("cyclic-ref", f"{ref.value} leads back to itself", ref.where)
                return None
            seen.append(node)
            for name in self.beside(node) if beside else ():
                hint = "write it where $ref points to"
                self.warning("beside-ref", f"`{name}` is not read beside $ref", node.key(name), hint)
            target = self.resolve(ref)
            if target is None:
                return None
            node = target
            self.followed.add(id(node))
        return node

    def beside(self, node: Node) -> list[str]:
        """Return the members beside a `$ref` that mean nothing there; extensions of others are not ours to judge."""
        read = ("$ref", "summary", "description")
        return [name for name, _ in node.items() if name not in read and (name[:2] != "x-" or name in EXTENSIONS)]

    def description(self, node: Node, target: Node, what: str) -> str:
        """Return a description: that beside the `$ref` to a thing says more of it than its own."""
        return (self.text(node, "description", what) if node is not target else "") or self.text(
            target, "description", what
        )

    def resolve(self, ref: Node) -> Node | None:
        """Return what one `$ref` names, None after reporting why it names nothing."""
        try:
            return self.sources.resolve(ref)
        except FindingError as problem:
            self.findings.extend(problem.findings)
            return None

    def mapping(self, node: Node, what: str) -> bool:
        """Say whether a node is a mapping; report where it is not."""
        return self._is(node, isinstance(node.value, dict), what, "a mapping")

    def sequence(self, node: Node, what: str) -> bool:
        """Say whether a node is a list; report where it is not."""
        return self._is(node, isinstance(node.value, list), what, "a list")

    def _is(self, node: Node, right: bool, what: str, kind: str) -> bool:
        if not right:
            self.error("wrong-kind", f"{what} must be {kind}, not {node.kind}", node.where)
        return right

    def text(self, parent: Node, name: str, what: str) -> str:
        """Return a text member, empty where it is missing; report one that is no text."""
        node = parent.get(name)
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self._is(node, False, f"`{name}` of {what}", "a text")
            return ""
        return node.value

    def required_text(self, parent: Node, name: str, what: str) -> str:
        """Return a text member; report where it is missing or empty."""
        node = parent.get(name)
        if node is None:
            self.error("missing-keyword", f"{what} lacks `{name}`", parent.where)
        elif node.value == "":
            self.error("missing-keyword", f"`{name}` of {what} is empty", node.where)
        return self.text(parent, name, what)

    def texts(self, parent: Node, name: str, what: str) -> list[tuple[str, Node]]:
        """Return the texts of a list, each with its place; report a list that is none and what is no text in it."""
        node = parent.get(name)
        if node is None or not self.sequence(node, f"`{name}` of {what}"):
            return []
        found = []
        for element in node.elements():
            if isinstance(element.value, str):
                found.append((element.value, element))
            else:
                self._is(element, False, f"an element of `{name}`", "a text")
        return found

    def flag(self, parent: Node, name: str, what: str, default: bool = False) -> bool:
        """Return a true-or-false member; report one that is neither."""
        node = parent.get(name)
        if node is None:
            return default
        if isinstance(node.value, bool):
            return node.value
        return self._is(node, False, f"`{name}` of {what}", "true or false")

    def whole(self, parent: Node, name: str, what: str) -> int | None:
        """Return a whole number, None where it is missing; report one that is none."""
        node = parent.get(name)
        if node is None:
            return None
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value
        self._is(node, False, f"`{name}` of {what}", "a whole number")
        return None

    def number(self, parent: Node, name: str, what: str) -> int | float | None:
        """Return a number, None where it is missing; report one that is none."""
        node = parent.get(name)
        if node is None:
            return None
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return node.value
        self._is(node, False, f"`{name}` of {what}", "a number")
        return None

    def default(self, node: Node) -> Default | None:
        """Return the value of `default`."""
        value = node.get("default")
        return None if value is None else Default(plain(value))

    def examples(self, node: Node) -> tuple[Keyword, ...]:
        """Return the examples of a schema as keywords that ride along: whoever checks them finds them there."""
        found = ((name, node.get(name)) for name in ("example", "examples"))
        return tuple(Keyword(name, plain(value), node.key(name)) for name, value in found if value is not None)

    def rest(
        self, node: Node, known: Collection[str], what: str, *, kept: Collection[str] = (), strict: bool = True
    ) -> tuple[Keyword, ...]:
        """Return the members that are not known, as keywords that ride along.

        Args:
            node: the mapping.
            known: the names that are read elsewhere, extensions of ours included.
            what: what the mapping is, for a message.
            kept: names that OpenAPI has and the model has no word for: they ride along without a finding.
            strict: whether an unknown name is an error (an object of OpenAPI) or a warning (JSON Schema allows any).
        """
        keywords = []
        for name, value in node.items():
            if name in known:
                continue
            if name not in kept:
                self._unknown(name, node.key(name), {*known, *kept}, what, strict)
            meant = spelled_out(self.sources, value) if name in APPLYING else None
            keywords.append(Keyword(name, plain(value), node.key(name), meant))
        return tuple(keywords)

    def _unknown(self, name: str, where: Location, known: set[str], what: str, strict: bool) -> None:
        if name in EXTENSIONS:
            self.warning("misplaced-extension", f"`{name}` is not read on {what}", where)
        elif name.startswith("x-"):
            # Other tools have extensions too, and short ones (`x-note`) are never far from one of ours.
            if hint := did_you_mean(name, EXTENSIONS, likeness=0.82):
                self.warning("misspelt-extension", f"`{name}` is no extension of ours", where, hint)
        elif strict:
            hint = did_you_mean(name, sorted(known))
            self.error("unknown-keyword", f"{what} has no `{name}`", where, hint)
        else:
            hint = did_you_mean(name, sorted(known))
            if hint:
                self.warning("unknown-keyword", f"`{name}` means nothing on {what}", where, hint)


def plain(node: Node) -> JSON:
    """Return a node's value without places."""
    return cast("JSON", node.data())


def texts(mapping: Mapping[str, JSON]) -> tuple[tuple[str, str], ...]:
    """Return the members of a mapping whose values are texts, in order."""
    return tuple((key, value) for key, value in mapping.items() if isinstance(value, str))
