"""What a lock keeps of code samples: how each stands to its own page.

In: the samples of an operation, and the method, path and tables of its page. Out: of samples that say the same one
entry, with what they say otherwise than the page; what both say is not written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from hexapla.docs.emit import Data
from hexapla.docs.formats.table import TYPE
from hexapla.docs.samples_facts import ANY, SampleBody, SampleFacts, SampleField
from hexapla.docs.tree import Branch, grow
from hexapla.docs.words import same
from hexapla.finding import Location

if TYPE_CHECKING:
    from hexapla.docs.lock import LockedOperation, LockedRow

_NAMED: Final = re.compile(r"\{[^{}]*\}")
_SIGNS: Final = re.compile(r"[\W_]+")
_ARRAY: Final = "Array of "


@dataclass(frozen=True, slots=True)
class LockedSample:
    """Samples that say the same. All but languages and `auth` is only there where it differs from the page.

    Attributes:
        languages: in the page's order.
        auth: how they authenticate.
        method: which they send.
        path: to which they send it.
        query: names in the query that no table has.
        sends: whether there is a body, where the page has it the other way round.
        body: fields that no table has, or has with another type; the body itself has no name.
        lacks: fields that a table has and the body has not.
    """

    languages: tuple[str, ...]
    auth: str
    where: Location
    method: str = ""
    path: str = ""
    query: tuple[str, ...] = ()
    sends: bool | None = None
    body: tuple[SampleField, ...] = ()
    lacks: tuple[str, ...] = ()


def lock_samples(operation: LockedOperation, samples: Iterable[SampleFacts]) -> tuple[LockedSample, ...]:
    """Return what a lock keeps of the samples of an operation, those that could be read."""
    found: dict[LockedSample, list[str]] = {}
    for sample in samples:
        if not sample.unread:
            found.setdefault(_locked(operation, sample), []).append(sample.language)
    return tuple(replace(entry, languages=tuple(languages)) for entry, languages in found.items())


def samples_of(samples: Sequence[LockedSample]) -> dict[str, Data]:
    """Return samples as they stand in a lock, nothing where there are none."""
    return {"samples": [_data(sample) for sample in samples]} if samples else {}


def _data(sample: LockedSample) -> dict[str, Data]:
    data: dict[str, Data] = {"languages": " ".join(sample.languages), "auth": sample.auth}
    data |= {key: text for key in ("method", "path") if (text := getattr(sample, key))}
    if sample.sends is not None:
        data["sends"] = sample.sends
    if sample.query:
        data["query"] = list(sample.query)
    if sample.body:
        data["body"] = [{"name": field.name, "type": field.type} for field in sample.body]
    if sample.lacks:
        data["lacks"] = list(sample.lacks)
    return data


# -- a sample and its page ---------------------------------------------------------------------------------------------


def _locked(operation: LockedOperation, sample: SampleFacts) -> LockedSample:
    query = {row.name for row in operation.query_params}
    entry = LockedSample(
        languages=(),
        auth=sample.auth,
        where=operation.where,
        method="" if sample.method == operation.method else sample.method,
        path="" if not operation.path or _leads_to(sample.path, operation.path) else sample.path,
        query=tuple(name for name in sample.query if name not in query),
    )
    if sample.body is None or not operation.body:
        sends = sample.body is not None
        fields = sample.body.fields if sample.body else ()
        return replace(entry, sends=sends, body=fields) if sends != bool(operation.body) else entry
    return _with_body(entry, sample.body, operation.body)


def _with_body(entry: LockedSample, body: SampleBody, rows: Sequence[LockedRow]) -> LockedSample:
    if not body.type:
        return entry
    whole, table = fields_of(rows, bare=body.type.lower().startswith("array"))
    own = {"": body.type} | {field.name: field.type for field in body.fields}
    stated = {"": whole} | dict(table)
    other = [SampleField(name, kind) for name, kind in own.items() if not _agree(kind, stated.get(name))]
    lacks = {name for name in table if name not in own}
    return replace(
        entry, body=tuple(other), lacks=tuple(name for name in table if name in lacks and _over(name) not in lacks)
    )


def _over(name: str) -> str:
    return name.rpartition(".")[0]


def fields_of(rows: Sequence[LockedRow], *, bare: bool) -> tuple[str, Mapping[str, str]]:
    """Return the type of the body that tables describe, and by name the types of its fields.

    Args:
        rows: the rows of the tables.
        bare: whether a table `items` may mean that the body itself is an array.
    """
    branches, _ = grow(rows)
    kind = "object"
    if bare and len(branches) == 1 and branches[0].row.name == "items":
        kind, branches = branches[0].row.type, branches[0].children
    return kind, dict(_fields(branches, ""))


def _fields(branches: Iterable[Branch], under: str) -> Iterator[tuple[str, str]]:
    for branch in branches:
        name = under + branch.row.name
        yield name, branch.row.type
        yield from _fields(branch.children, f"{name}.")


def _leads_to(path: str, documented: str) -> bool:
    """Say whether a path is that of the page, with examples, code or the same names in place of parameters."""
    own, stated = (text.partition("?")[0].strip("/").split("/") for text in (path, documented))
    return all(one is not None and other is not None and _fits(one, other) for one, other in zip_longest(own, stated))


def _fits(part: str, documented: str) -> bool:
    if part == documented or "{}" in part:
        return True
    if not _NAMED.search(documented):
        return False
    if _NAMED.search(part):
        return _SIGNS.sub("", part).lower() == _SIGNS.sub("", documented).lower()
    return bool(part)


def _agree(own: str, stated: str | None) -> bool:
    """Say whether a value in a sample can have the type of a table."""
    while stated is not None and own.startswith(_ARRAY) and stated.startswith(_ARRAY):
        own, stated = own.removeprefix(_ARRAY), stated.removeprefix(_ARRAY)
    if stated is None:
        return False
    if own == ANY or same(own, stated) or not TYPE.fullmatch(stated) or (own, stated) == ("integer", "number"):
        return True
    arrays = [kind == "array" or kind.startswith(_ARRAY) for kind in (own, stated)]
    return all(arrays) and "array" in (own, stated)
