"""The text of a lock back to a `Lock`.

In: the root node of `docs.lock.yaml`, as `hexapla.source` parses it. Out: the lock, every part with its place, and a
finding for whatever does not have the shape that `lock` writes; such a part is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from hexapla.docs.lock import Lock, LockedOperation, LockedResponse, LockedRow, LockedText
from hexapla.docs.samples_facts import SampleField
from hexapla.docs.samples_lock import LockedSample
from hexapla.finding import Finding, error
from hexapla.source import Node, did_you_mean

_HINT: Final = "`hexapla docs lock` writes this file; do not edit it by hand"
_TABLES: Final = ("path_params", "query_params", "body")
_OPERATION: Final = ("method", "path", "title", "summary", *_TABLES, "responses", "samples")
_PARAMETER: Final = ("name", "type", "required", "nullable", "lost_name", "wording")
_FIELD: Final = ("table", "name", "type", "nullable", "lost_name", "wording")
_RESPONSE: Final = ("text", "wording", "messages", "fields")
_SAMPLE: Final = ("languages", "auth", "method", "path", "sends", "query", "body", "lacks")

_T = TypeVar("_T")


def parse_lock(root: Node) -> tuple[Lock, list[Finding]]:
    """Read a lock.

    Args:
        root: the root node of the lock's text.

    Returns:
        The lock without its malformed parts, and a finding for each of those.
    """
    reader = _Reader()
    return Lock(reader.each(root, reader.operation)), reader.findings


class _Reader:
    """Turns nodes into parts of a lock and collects what is wrong with them."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def each(self, node: Node | None, read: Callable[[Node], _T | None]) -> tuple[_T, ...]:
        """Read the elements of a list; those that cannot be read are left out."""
        if node is None:
            return ()
        if not isinstance(node.value, list):
            self._bad(node, f"a list should stand here, not {node.kind}")
        return tuple(part for element in node.elements() if (part := read(element)) is not None)

    def operation(self, node: Node) -> LockedOperation | None:
        if not self._mapping(node, _OPERATION):
            return None
        method, path, title = (self._needed(node, key) for key in ("method", "path", "title"))
        if method is None or path is None or title is None:
            return None
        summary = node.get("summary")
        known = summary is not None and self._mapping(summary, ("wording",))
        responses = node.get("responses")
        return LockedOperation(
            method=method,
            path=path,
            title=title,
            where=node.where,
            summary=self._text(summary, "wording") if summary and known else None,
            path_params=self.each(node.get("path_params"), self.parameter),
            query_params=self.each(node.get("query_params"), self.parameter),
            body=self.each(node.get("body"), self.field),
            responses=self.responses(responses) if responses else (),
            samples=self.each(node.get("samples"), self.sample),
        )

    def responses(self, node: Node) -> tuple[LockedResponse, ...]:
        if not isinstance(node.value, dict):
            self._bad(node, f"a mapping from status to response should stand here, not {node.kind}")
        return tuple(found for status, value in node.items() if (found := self.response(node, status, value)))

    def response(self, parent: Node, status: str, node: Node) -> LockedResponse | None:
        if not self._mapping(node, _RESPONSE):
            return None
        text = self._text(node, "text")
        return LockedResponse(
            status=status,
            where=parent.key(status),
            text=None if text is None else LockedText(text, node.key("text")),
            wording=self._text(node, "wording"),
            messages=self.each(node.get("messages"), self.message),
            fields=self.each(node.get("fields"), self.field),
        )

    def sample(self, node: Node) -> LockedSample | None:
        if not self._mapping(node, _SAMPLE):
            return None
        languages, auth = self._needed(node, "languages"), self._needed(node, "auth")
        if languages is None or auth is None:
            return None
        return LockedSample(
            languages=tuple(languages.split(" ")),
            auth=auth,
            where=node.where,
            method=self._text(node, "method") or "",
            path=self._text(node, "path") or "",
            query=self.names(node.get("query")),
            sends=self._flag(node, "sends") if node.get("sends") else None,
            body=tuple(SampleField(row.name, row.type) for row in self.each(node.get("body"), self.field)),
            lacks=self.names(node.get("lacks")),
        )

    def names(self, node: Node | None) -> tuple[str, ...]:
        return self.each(node, self.name)

    def name(self, node: Node) -> str | None:
        if isinstance(node.value, str):
            return node.value
        self._bad(node, f"a name is a text, not {node.kind}")
        return None

    def message(self, node: Node) -> LockedText | None:
        if isinstance(node.value, str):
            return LockedText(node.value, node.where)
        self._bad(node, f"a message is a text, not {node.kind}")
        return None

    def parameter(self, node: Node) -> LockedRow | None:
        if not self._mapping(node, _PARAMETER):
            return None
        row, required = self._row(node), node.get("required")
        if required is None or not isinstance(required.value, bool):
            self._bad(required or node, "`required` should be true or false")
            return None
        return row(required.value) if row else None

    def field(self, node: Node) -> LockedRow | None:
        row = self._row(node) if self._mapping(node, _FIELD) else None
        return row(None) if row else None

    def _row(self, node: Node) -> Callable[[bool | None], LockedRow] | None:
        name, kind = self._needed(node, "name"), self._needed(node, "type")
        if name is None or kind is None:
            return None
        table, wording = self._text(node, "table"), self._text(node, "wording")
        nullable, lost = self._flag(node, "nullable"), self._flag(node, "lost_name")
        return lambda required: LockedRow(name, kind, node.where, table, required, nullable, lost, wording)

    def _mapping(self, node: Node, keys: Sequence[str]) -> bool:
        if not isinstance(node.value, dict):
            self._bad(node, f"a mapping should stand here, not {node.kind}")
            return False
        for key, _ in node.items():
            if key not in keys:
                self.findings.append(
                    error("bad-lock", f"`{key}` is no key of a lock", node.key(key), did_you_mean(key, keys) or _HINT)
                )
        return True

    def _needed(self, node: Node, key: str) -> str | None:
        if node.get(key) is None:
            self._bad(node, f"`{key}` is missing")
        return self._text(node, key)

    def _text(self, node: Node, key: str) -> str | None:
        member = node.get(key)
        if member is None or isinstance(member.value, str):
            return node.text(key)
        self._bad(member, f"`{key}` should be a text, not {member.kind}")
        return None

    def _flag(self, node: Node, key: str) -> bool:
        member = node.get(key)
        if member is not None and not isinstance(member.value, bool):
            self._bad(member, f"`{key}` should be true or false, not {member.kind}")
        return member is not None and member.value is True

    def _bad(self, node: Node, message: str) -> None:
        self.findings.append(error("bad-lock", message, node.where, _HINT))
