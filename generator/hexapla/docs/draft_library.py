"""The named schemas of a draft: equal ones are one, and each has the best name that its uses suggest.

In: schemas as they are made, innermost first, each with where it is used. Out: `components/schemas`, and a name for
every reference: those stand as numbers in the document until all uses are known.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from hexapla.docs.draft_words import singular, word_of
from hexapla.docs.emit import Data
from hexapla.names import pascal, words

_PREFIX: Final = "#/components/schemas/"
_PLAIN: Final = ("get", "create", "update", "patch", "list")
_WRITING: Final = ("create", "update", "patch")

Role = Literal["answer", "request", "error", "field"]


@dataclass(frozen=True, slots=True)
class Use:
    """Where a schema is used: in which operation and as what; `field` is the name of a field, or a name to have."""

    role: Role
    resource: str
    method: str
    field: str = ""


class Library:
    """Collects schemas."""

    def __init__(self) -> None:
        self._schemas: list[Mapping[str, Data]] = []
        self._by_key: dict[str, int] = {}
        self._uses: list[list[Use]] = []
        self._parents: dict[int, list[int]] = {}

    def add(self, schema: Mapping[str, Data], use: Use) -> Data:
        """Return a reference to a schema; to the same one where an equal schema is known already."""
        key = json.dumps(_bare(schema), sort_keys=True)
        number = self._by_key.setdefault(key, len(self._schemas))
        if number == len(self._schemas):
            self._schemas.append(schema)
            self._uses.append([])
            for inner in _references(schema):
                self._parents.setdefault(inner, []).append(number)
        self._uses[number].append(use)
        return f"{_PREFIX}{number}"

    def names(self) -> list[str]:
        """Return the name of each schema: those of answers first, those of fields last, outer before inner ones."""
        taken: dict[str, int] = {}
        found: dict[int, str] = {}
        for number in sorted(range(len(self._schemas)), key=self._rank):
            name = _free(self._wishes(number, found), taken)
            taken[name] = number
            found[number] = name
        return [found[number] for number in range(len(self._schemas))]

    def schemas(self, names: Sequence[str]) -> dict[str, Data]:
        """Return all schemas by name, in the order of their names."""
        return {name: linked(schema, names) for name, schema in sorted(zip(names, self._schemas, strict=True))}

    def _rank(self, number: int) -> tuple[int, int, int, int]:
        """Return what comes first: the answer that most operations give, of those the one that tells most."""
        uses = self._uses[number]
        best = min(_order(use) for use in uses)
        plain = sum(_order(use) < len(_PLAIN) for use in uses)
        properties = self._schemas[number].get("properties")
        size = len(properties) if plain and isinstance(properties, Mapping) else 0
        # A field's schema is made before the one that it is in, so that the later numbers are the outer ones.
        return -plain, -size, best, -number if best >= len(_PLAIN) + 3 else number

    def _wishes(self, number: int, names: Mapping[int, str]) -> Iterator[str]:
        often = Counter(use.resource for use in self._uses[number])
        best = min(map(_order, self._uses[number]))
        plain = [use for use in self._uses[number] if _order(use) < len(_PLAIN)] if best < len(_PLAIN) else []
        uses = sorted(self._uses[number], key=lambda use: (use not in plain, -often[use.resource], _order(use)))
        uses = uses if plain else sorted(uses, key=_order)
        first = uses[0]
        fields = dict.fromkeys(use.field for use in uses if use.role == "field")
        if first.role == "field":
            parents = [names[parent] for parent in self._parents.get(number, ()) if parent in names]
            shared = len(parents) > 1
            own = [pascal(word_of(_shared([*fields]), "field", 5))]
            yield from own if shared else ()
            yield from (_joined(parent, one) for parent in parents for one in own)
            yield from (parent + one for parent in parents for one in own)
            yield from own
        else:
            yield from _outer(uses, first)


def _shared(fields: Sequence[str]) -> str:
    """Return the words that most names of fields end with alike; where none do, the first of them."""
    cut = [words(name) for name in fields]
    ends = Counter(one[-size:] for one in cut for size in range(1, len(one) + 1))
    alike = [end for end, times in ends.items() if times > 1 and (len(end) > 1 or times == len(fields))]
    best = max(alike, key=lambda end: (ends[end], len(end)), default=None) if len(fields) > 1 else None
    longer = max((end for end in alike if len(end) > 1), key=lambda end: (ends[end], len(end)), default=best)
    return "_".join(longer) if longer else fields[0]


def _joined(parent: str, own: str) -> str:
    """Return the name of a field's schema behind that of the one it is in; no word stands twice in a row."""
    first = pascal(words(own)[0]) if words(own) else ""
    return parent + (own.removeprefix(first) if first and parent.endswith(first) and own != first else own)


def _verb(use: Use) -> str:
    """Return what a method does, without what tells it from others that do the same."""
    return re.split("_(?:of|by)_", use.method, maxsplit=1)[0]


def _order(use: Use) -> int:
    match use.role:
        case "answer" if _verb(use) in _PLAIN:
            order = _PLAIN.index(_verb(use))
        case "answer":
            order = len(_PLAIN)
        case "request":
            order = len(_PLAIN) + 1
        case "error":
            order = len(_PLAIN) + 2
        case "field":
            order = len(_PLAIN) + 3
    return order


def _outer(uses: Sequence[Use], first: Use) -> Iterator[str]:
    """Yield names for what a body is made of."""
    alike = [use for use in uses if use.role == first.role]
    methods = list(dict.fromkeys(use.method for use in alike))
    resources = list(dict.fromkeys(use.resource for use in alike))
    base, method = pascal(singular(first.resource)), pascal(first.method)
    end = {"answer": "Result", "request": "Input", "error": "Error", "field": ""}[first.role]
    match first.role:
        case "answer" if _verb(first) in _PLAIN:
            yield base
            yield f"{base}Item" if _verb(first) == "list" else f"{base}{method}Result"
        case "answer" if len(resources) > 1:
            yield f"{method}Result"
        case "answer":
            yield f"{base}{method}Result" if first.method.endswith("_many") else f"{base}{method}"
        case "request" if all(use.field for use in alike):
            yield first.field
            yield f"{base}{first.field}"
        case "request" if len(methods) > 1:
            yield f"{base}Input"
        case "request":
            yield f"{base}{method}" if first.method in _WRITING else f"{base}{method}Input"
        case "error" if len(resources) > 1:
            yield "Error"
        case _:
            yield f"{base}Error"
    yield f"{base}{method}{end}"


def _free(wishes: Iterator[str], taken: Mapping[str, int]) -> str:
    last = "Schema"
    for name in wishes:
        last = name or last
        if last not in taken:
            return last
    count = 2
    while f"{last}{count}" in taken:
        count += 1
    return f"{last}{count}"


# -- references --------------------------------------------------------------------------------------------------------


def linked(data: Data, names: Sequence[str]) -> Data:
    """Return data whose references have names in place of numbers."""
    if isinstance(data, Mapping):
        return {key: _named(key, value, names) for key, value in data.items()}
    if isinstance(data, str) or not isinstance(data, Sequence):
        return data
    return [linked(value, names) for value in data]


def _named(key: str, value: Data, names: Sequence[str]) -> Data:
    if key == "$ref" and isinstance(value, str) and value.startswith(_PREFIX):
        return _PREFIX + names[int(value.removeprefix(_PREFIX))]
    return linked(value, names)


def _references(data: Data) -> Iterator[int]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "$ref" and isinstance(value, str) and value.startswith(_PREFIX):
                yield int(value.removeprefix(_PREFIX))
            else:
                yield from _references(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _references(value)


def _bare(schema: Data, names: bool = False) -> Data:
    """Return what makes schemas equal: all but their descriptions. Under `properties` keys are names."""
    if isinstance(schema, Mapping):
        return {
            key: sorted(value, key=str)
            if key == "enum" and isinstance(value, list) and not names
            else _bare(value, key == "properties" and not names)
            for key, value in schema.items()
            if names or key != "description"
        }
    if isinstance(schema, str) or not isinstance(schema, Sequence):
        return schema
    return [_bare(value) for value in schema]
