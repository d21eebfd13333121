"""Facts of code samples: the request that each of them sends.

In: what `samples` reads. Out: the same as plain data, samples that say the same as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from hexapla.docs.emit import Data

ANY: Final = "any"
"""The type of a value that is code, a placeholder or null: nothing is known of it."""

NONE: Final = "none"
"""The way of a sample that has no credentials."""


@dataclass(frozen=True, slots=True)
class SampleField:
    """A member of a body; those of nested objects, and of objects in arrays, have names with dots."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class SampleBody:
    """The body a sample sends; `type` is empty where it could not be read: cut off, or no JSON."""

    type: str
    fields: tuple[SampleField, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """A code sample, and the request it sends.

    Of one that could not be read (`unread` says why) only language and line are known. `path` is what follows the host,
    with `{}` for what the code fills in; `query` the names in its query; `auth` is basic, bearer, key, header or none.
    """

    language: str
    line: int
    method: str = ""
    path: str = ""
    query: tuple[str, ...] = ()
    auth: str = NONE
    content_type: str = ""
    body: SampleBody | None = None
    unread: str = ""


def samples_data(samples: Iterable[SampleFacts]) -> list[Data]:
    """Return samples as JSON-ready data, those that could be read; those that say the same are one.

    Returns:
        A list of `{languages: {LANGUAGE: LINE}, method, path, query, auth, content_type, body: {type, fields: [{name,
        type}]}}`; what a sample does not have is left out, the type of a body that could not be read is None.
    """
    same: dict[SampleFacts, list[dict[str, Data]]] = {}
    for sample in samples:
        if sample.unread:
            continue
        places = same.setdefault(replace(sample, language="", line=0), [{}])
        if sample.language in places[-1]:
            places.append({})
        places[-1][sample.language] = sample.line
    return [{"languages": place, **_data(sample)} for sample, places in same.items() for place in places]


def _data(sample: SampleFacts) -> dict[str, Data]:
    data: dict[str, Data] = {"method": sample.method, "path": sample.path}
    if sample.query:
        data["query"] = list(sample.query)
    data["auth"] = sample.auth
    if sample.content_type:
        data["content_type"] = sample.content_type
    if sample.body:
        fields: list[Data] = [{"name": field.name, "type": field.type} for field in sample.body.fields]
        data["body"] = {"type": sample.body.type or None, "fields": fields}
    return data
