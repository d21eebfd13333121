"""The accept file: findings of a review that somebody expected, with a reason.

In: `hexapla.accept.yaml` beside the configuration. Out: its entries. A key that is unknown or missing, a day that is
none, a fingerprint that stands twice: findings at their lines.
"""

from __future__ import annotations

import os
import re
from datetime import date
from typing import Final

from hexapla.diff import Accepted
from hexapla.finding import Finding, FindingError, Location, error, has_errors
from hexapla.source import Node, Sources, did_you_mean

FILE: Final = "hexapla.accept.yaml"
_KEYS: Final = {"fingerprint": True, "reason": True, "by": True, "until": False}
_SHAPE: Final = "an entry: `- {fingerprint: 0123456789ab, reason: why it is fine, by: who says so, until: 2030-12-31}`"


def entries(directory: str, sources: Sources) -> tuple[Accepted, ...]:
    """Return the entries of the accept file of a folder; none where there is no such file.

    Raises:
        FindingError: the file cannot be read, or an entry is malformed.
    """
    path = os.path.normpath(os.path.join(directory, FILE))
    if not os.path.lexists(path):
        return ()
    root = _root(sources, path)
    if root is None:
        return ()
    if not isinstance(root.value, list):
        raise FindingError(error("accept-shape", f"{FILE} is a list of entries, not {root.kind}", root.where, _SHAPE))
    reader = _Reader(sources.files[path].decode("utf-8-sig"))
    found = [entry for node in root.value if (entry := reader.entry(node)) is not None]
    if has_errors(reader.findings):
        raise FindingError(*reader.findings)
    return tuple(found)


def _root(sources: Sources, path: str) -> Node | None:
    """Return what a file holds; None where that is nothing, since its last entry was removed."""
    try:
        return sources.root(path)
    except FindingError as problem:
        if [finding.rule for finding in problem.findings] == ["empty-file"]:
            return None
        raise


class _Reader:
    """Reads entries, and remembers which fingerprints it saw."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, Location] = {}
        self.findings: list[Finding] = []

    def entry(self, node: Node) -> Accepted | None:
        """Return an entry; None where it is malformed (noted)."""
        if not isinstance(node.value, dict):
            self._say(f"an entry is a mapping, not {node.kind}", node.where, _SHAPE)
            return None
        before = len(self.findings)
        for key in node.value:
            if key not in _KEYS:
                hint = did_you_mean(key, list(_KEYS)) or f"known are {', '.join(_KEYS)}"
                self._say(f"`{key}` is no key of an entry", node.key(key), hint)
        for key, required in _KEYS.items():
            if required and node.get(key) is None:
                self._say(f"an entry lacks `{key}`", node.where, _SHAPE)
        fingerprint, reason, by, until = (self._word(node, key) for key in _KEYS)
        self._fingerprint(node, fingerprint)
        if until and not _is_day(until):
            self._say(f"`{until}` is no day", self._at(node, "until"), "write it as 2030-12-31")
        if len(self.findings) > before:
            return None
        return Accepted(fingerprint=fingerprint, reason=reason, by=by, until=until, where=node.where)

    def _fingerprint(self, node: Node, fingerprint: str) -> None:
        if not fingerprint:
            return
        where = self._at(node, "fingerprint")
        if not re.fullmatch("[0-9a-f]{12}", fingerprint):
            hint = "it is twelve digits and letters from a to f, and stands at the end of the finding"
            self._say(f"`{fingerprint}` is no fingerprint", where, hint)
        elif fingerprint in self._seen:
            self._say(f"`{fingerprint}` stands in line {self._seen[fingerprint].line} already", where, "keep one")
        else:
            self._seen[fingerprint] = where

    def _word(self, node: Node, key: str) -> str:
        """Return a text as it is spelled: `0123e4567890` is no number here."""
        found = node.get(key)
        if found is None:
            return ""
        if isinstance(found.value, list | dict) or found.value is None:
            self._say(f"`{key}` must be a text, not {found.kind}", found.where, _SHAPE)
            return ""
        word = found.value if isinstance(found.value, str) else self._text[found.start : found.end]
        if not word.strip():
            self._say(f"`{key}` is empty", found.where, _SHAPE)
        return word.strip()

    @staticmethod
    def _at(node: Node, key: str) -> Location:
        found = node.get(key)
        return node.where if found is None else found.where

    def _say(self, message: str, where: Location, hint: str) -> None:
        self.findings.append(error("accept-shape", message, where, hint))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2030-12-31")
