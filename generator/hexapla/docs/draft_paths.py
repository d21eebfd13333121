"""The paths of a draft: where the server ends and the template begins, and one name for each parameter of a template.

In: the operations of the pages, and the bytes of these for the hosts, which facts do not keep. Out: servers, and for
every operation that can be drafted its template and the names that its own URL has for the parameters.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hexapla.docs.draft_notes import Notes
from hexapla.docs.draft_words import LONGEST, is_ids, is_plural
from hexapla.docs.facts import OperationFacts
from hexapla.docs.matching import PLACEHOLDER, shape_of

METHODS: Final = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")
_SEGMENT: Final = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|\{[^{}/?#\s]{1,200}\})*")
BASE: Final = re.compile(r"api|rest|v\d+(?:[._]\d+)*", re.IGNORECASE)
_URL: Final = re.compile(r"(https?://[A-Za-z0-9.:-]{1,253})(/[^\s\"'<>`|]*)?")


@dataclass(frozen=True, slots=True)
class Site:
    """An operation with its place.

    Attributes:
        facts: of the page.
        index: of the operation among all of the pages.
        host: with its scheme; empty where the page has none.
        template: behind the server; its parameters have the names of `names`.
        names: of the parameters, as all operations of the path call them.
        own: the same, as the URL of this operation calls them.
    """

    facts: OperationFacts
    index: int
    host: str
    template: str
    names: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sites:
    """All operations that can be drafted; `base` is the path of every server."""

    sites: tuple[Site, ...]
    base: str


def sites(facts: Sequence[OperationFacts], pages: Mapping[str, bytes], notes: Notes) -> Sites:
    """Return the places of the operations; those that have none in OpenAPI are faults."""
    good = [(index, operation, path) for index, operation in enumerate(facts) if (path := _path(operation, notes))]
    good = _once(good, notes)
    base = _base([path for _, _, path in good])
    groups: dict[str, list[tuple[str, ...]]] = {}
    for _, _, path in good:
        groups.setdefault(shape_of(path), []).append(tuple(PLACEHOLDER.findall(path)))
    common = {shape: _common(own) for shape, own in groups.items()}
    hosts = {file: _hosts(data) for file, data in pages.items()}
    made = []
    for index, operation, path in good:
        names = common[shape_of(path)]
        rest = iter(names)
        template = PLACEHOLDER.sub(lambda _, rest=rest: f"{{{next(rest)}}}", path)  # type: ignore[misc]
        host = hosts.get(operation.where.file, {}).get(operation.path, "")
        own = tuple(PLACEHOLDER.findall(path))
        made.append(Site(operation, index, host, template.removeprefix(base) or "/", names, own))
    return Sites(tuple(made), base)


def _path(operation: OperationFacts, notes: Notes) -> str | None:
    """Return the path of a URL; None, and a fault, where OpenAPI has no such operation."""
    path, where = re.split(r"[?#]", operation.path, maxsplit=1)[0], operation.where
    names = PLACEHOLDER.findall(path)
    if operation.method not in METHODS:
        notes.fault(f"OpenAPI has no method {operation.method!r}; the operation is left out", where)
    elif not path.startswith("/") or not all(_SEGMENT.fullmatch(part) for part in path.split("/")):
        notes.fault(f"the path {operation.path!r} is none that OpenAPI can have; the operation is left out", where)
    elif len(path) > 4 * LONGEST or len(set(names)) < len(names):
        why = "is too long" if len(set(names)) == len(names) else "has two parameters of one name"
        notes.fault(f"the path {operation.path!r} {why}; the operation is left out", where)
    else:
        if path != operation.path:
            notes.guess(f"what stands behind the path of {operation.path!r} is left out", where)
        return path
    return None


def _once(found: Sequence[tuple[int, OperationFacts, str]], notes: Notes) -> list[tuple[int, OperationFacts, str]]:
    """Leave out an operation whose method and path another one has: OpenAPI has one of each."""
    first: dict[tuple[str, str], OperationFacts] = {}
    kept = []
    for index, operation, path in found:
        before = first.setdefault((operation.method, shape_of(path)), operation)
        if before is operation:
            kept.append((index, operation, path))
        else:
            message = (
                f"{operation.method} {operation.path} is {before.method} {before.path} of "
                f"{before.where.file}:{before.where.line} once more; it is left out"
            )
            notes.fault(
                message, operation.where, "OpenAPI has one operation of a method and path, whatever its parameters"
            )
    return kept


def _base(paths: Sequence[str]) -> str:
    """Return what belongs to the server: the first segments of all paths, down to the last that tells a version."""
    cut = [path.split("/")[1:-1] for path in paths]
    shared: list[str] = []
    for column in zip(*cut, strict=False):
        if len(set(column)) > 1 or "{" in column[0] or not re.fullmatch(r"[\w.-]+", column[0], re.ASCII):
            break
        shared.append(column[0])
    while shared and not BASE.fullmatch(shared[-1]):
        shared.pop()
    return "".join(f"/{segment}" for segment in shared)


def _common(own: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return one name for each parameter of a path: of one thing before several, then the most usual one."""
    names = []
    for column in zip(*own, strict=True):
        usual = Counter(column)
        names.append(min(usual, key=lambda name: (is_ids(name) or is_plural(name), -usual[name], column.index(name))))
    return tuple(names) if len(set(names)) == len(names) else own[0]


def _hosts(page: bytes) -> dict[str, str]:
    """Return the host that stands before each path on a page, however that is written there."""
    text = html.unescape(page.decode("utf-8", "replace")).replace("\\", "")
    found: dict[str, str] = {}
    for match in _URL.finditer(text):
        found.setdefault(match[2] or "/", match[1])
    return found
