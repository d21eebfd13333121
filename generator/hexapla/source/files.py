"""The files of one description and the references between them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias
from urllib.parse import unquote

from hexapla.finding import FindingError, Location, error
from hexapla.source.node import Node
from hexapla.source.parse import parse

Read: TypeAlias = Callable[[str], bytes]


class Sources:
    """The files of one description: each read and parsed once, references resolved between them."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._roots: dict[str, Node] = {}
        self._bytes: dict[str, bytes] = {}
        self._hints: dict[tuple[str, str], str | None] = {}
        self._searched = 0
        self._named: dict[tuple[str, str], Node] = {}  # what was found, by the file and the text of a reference

    @property
    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file read so far, by path."""
        return dict(self._bytes)

    def lines(self, file: str) -> Sequence[str]:
        """Return a file's lines for the printer; reads it if nothing has."""
        try:
            data = self._bytes[file] if file in self._bytes else self._read(file)
        except (OSError, ValueError):
            return ()
        return re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace"))

    def root(self, file: str, referrer: Location | None = None) -> Node:
        """Return the root node of a file.

        Raises:
            FindingError: the file cannot be read (named at `referrer`, where it was asked for) or is malformed.
        """
        if file not in self._roots:
            try:
                self._bytes[file] = self._read(file)
            except (OSError, ValueError) as problem:  # ValueError: a name with a null character
                reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
                message = f"cannot read {file}: {reason}"
                raise FindingError(error("unreadable-file", message, referrer or Location(file, 0))) from None
            self._roots[file] = parse(file, self._bytes[file])
        return self._roots[file]

    def resolve(self, ref: Node) -> Node:
        """Return the node that a `$ref` node's text names, relative to the file the reference stands in.

        Raises:
            FindingError: the reference leaves the file system, names no file, or points at nothing.
        """
        text = ref.value
        if not isinstance(text, str):
            raise FindingError(error("bad-ref", f"$ref must be a text, not {ref.kind}", ref.where))
        known = self._named.get((ref.file, text))
        if known is not None:
            return known
        target, _, fragment = text.partition("#")
        if "://" in target or target.startswith("//"):
            hint = "save the file beside the others and refer to it by a relative path"
            raise FindingError(error("remote-ref", f"{text} is not fetched", ref.where, hint))
        file = posixpath.normpath(posixpath.join(posixpath.dirname(ref.file), unquote(target))) if target else ref.file
        node = self.root(file, ref.where)
        found = self._named[ref.file, text] = self._point(ref, text, node, unquote(fragment))
        return found

    def _point(self, ref: Node, text: str, node: Node, pointer: str) -> Node:
        if pointer and not pointer.startswith("/"):
            raise FindingError(error("bad-ref", f"{text}: the part after # must begin with /", ref.where))
        for token in pointer.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            step = self._step(node, name)
            if step is None:
                message, hint = f"{text} points at nothing: no `{name}`", self._hint(ref, name, node)
                raise FindingError(error("dangling-ref", message, ref.where, hint))
            node = step
        return node

    def _hint(self, ref: Node, name: str, mapping: Node) -> str | None:
        """Return the nearest key, while there is patience: in a file that lost its schemas every reference dangles."""
        asked = (ref.file, str(ref.value))
        if asked not in self._hints:
            self._searched += len(mapping.value) if isinstance(mapping.value, dict) else 0
            self._hints[asked] = closest(name, mapping) if self._searched <= _PATIENCE else None
        return self._hints[asked]

    @staticmethod
    def _step(node: Node, name: str) -> Node | None:
        if isinstance(node.value, list):
            return node.value[int(name)] if re.fullmatch("[0-9]{1,9}", name) and int(name) < len(node.value) else None
        return node.get(name)


def closest(name: str, mapping: Node) -> str | None:
    """Return `did you mean ...` for the nearest key of a mapping, None where none is near."""
    return did_you_mean(name, [key for key, _ in mapping.items()])


def did_you_mean(name: str, known: Sequence[str], *, likeness: float = 0.6) -> str | None:
    """Return a hint that names the nearest of the known names, None where none is near."""
    from difflib import get_close_matches

    if len(name) > _LONGEST:
        return None
    chosen = [other for other in known if len(other) <= _LONGEST] if len(known) <= _MANY else _alike(name, known)
    near = get_close_matches(name, chosen, 1, likeness)
    return f"did you mean `{near[0]}`?" if near else None


_PATIENCE: Final = 1_000_000
"""Keys that are looked through for hints, all references of a description together."""
_LONGEST: Final = 200
"""Letters of a name that anybody misspells; comparing two texts takes the product of their lengths."""
_MANY: Final = 300
"""Names that are compared letter by letter; of more, only those that have the most pairs of letters in common."""
_NEAREST: Final = 20


def _alike(name: str, known: Sequence[str]) -> list[str]:
    from heapq import nlargest

    pairs = {name[at : at + 2] for at in range(len(name) - 1)}

    def common(other: str) -> float:
        return sum(pair in other for pair in pairs) - abs(len(other) - len(name)) / 2

    return nlargest(_NEAREST, known, key=common)
