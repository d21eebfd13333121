"""No edit vanishes: each field of each object, each keyword of a schema at each place, added, changed and removed.

What fields there are is read from the published schemas of OpenAPI and JSON Schema, see `edit_space.py`. Every edit
must load, be told there and back, at its line or above it, and by a rule. What is silent on purpose, and what is no
valid description, stands in a table here with its reason; what stands there and is told after all fails too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import pytest
from hexapla.diff.judge import Judged
from hexapla.diff.reviewing import review
from hexapla.finding import FindingError, Location
from hexapla.load import load
from hexapla.model import Api
from hexapla.source import Sources

from tests.diff.edit_base import rich
from tests.diff.edit_places import PLACES, STARTS
from tests.diff.edit_space import GONE, OPENAPI, Doc, Edit, Way, at, edited, edits, fields, objects, vocabulary, written
from tests.diff.edit_values import OBJECTS, OF_STARTS, SCHEMAS

SILENT: Final[Mapping[str, str]] = {
    "header style add": "it is always `simple`: the default is written out",
    "parameter style add": "the default is written out",
    "parameter style remove": "the default was written out",
    "parameter explode add": "the default is written out",
    "parameter explode remove": "the default was written out",
    "operation tags remove": "the id names the same group",
}
"""Edits of objects that say nothing at some place, by what they are called, each with its reason."""

SILENT_SCHEMAS: Final[Mapping[str, str]] = {
    "anything nullable": "any value may be null already",
    "nullable at alternative of property": "null is one of the alternatives already",
    "string anyOf": "only one alternative fits beside `type`, and it says nothing",
    "string oneOf": "only one alternative fits beside `type`, and it says nothing",
    "enum anyOf": "only one alternative fits beside `enum`, and it says nothing",
    "enum oneOf": "only one alternative fits beside `enum`, and it says nothing",
    "string $ref": "no value fits this alternative, before and after",
    "integer $ref": "no value fits this alternative, before and after",
    "array $ref": "no value fits this alternative, before and after",
    "enum $ref": "no value fits this alternative, before and after",
    "object type": "`properties` are read as those of an object, with `type` or without",
    "array type": "`items` are read as those of a list, with `type` or without",
    "enum type": "the listed values say it too",
    "reference type": "what is referred to says it too",
}
"""Edits of schemas that say nothing at some place: what it was before and the keyword."""

INVALID: Final[Mapping[str, str]] = {
    "needed": "lacks `|needs |needs|no `openapi`|must be `required",
    "refers to nothing": "points at nothing",
    "stands beside what excludes it": "has both `schema` and `content`|differ in a parameter|mean nothing where",
    "a field of 3.0 or of other places": "has no `allowEmptyValue`|has no `allowReserved`|there is no style",
    "not used in the path, or missing there": "no path parameter|does not stand in|no variable",
    "no value fits": "no value fits|must be a |is no value of",
    "has a closed list of words": "cannot be in|is no status code",
    "may stand once only": "a second time",
}
"""Edits that make no valid description, by words of what the loader says of them."""


class Read(NamedTuple):
    """A description as it was read."""

    api: Api | None
    problem: str
    lines: dict[Way, int]
    references: list[tuple[Way, Way]]


def read(doc: Doc) -> Read:
    text, lines = written(doc)
    try:
        api, findings = load(Sources(lambda _: text), "openapi.yaml")
    except FindingError as problem:
        return Read(None, problem.findings[0].message, lines, [])
    errors = [one.message for one in findings if one.severity == "error"]
    led = [(way[:-1], _pointed(str(at(doc, way)))) for way in lines if way[-1:] == ("$ref",)]
    return Read(None if errors else api, errors[0] if errors else "", lines, led)


def _pointed(ref: str) -> Way:
    return tuple(word.replace("~1", "/").replace("~0", "~") for word in ref.split("/")[1:])


class Tally:
    """What came of many edits."""

    def __init__(self) -> None:
        self.count = 0
        self.invalid: dict[str, str] = {}
        self.silent: dict[str, list[str]] = {}
        self.wrong: list[str] = []

    def take(self, label: str, old: Read, new: Read, way: Way, where: str) -> None:
        """Judge an edit; `label` is what it is called in the tables, `way` leads to what was edited."""
        self.count += 1
        if old.api is None or new.api is None:
            self.invalid[f"{label} at {where}"] = old.problem or new.problem
            return
        there, back = review(old.api, new.api).judged, review(new.api, old.api).judged
        if not there and not back:
            self.silent.setdefault(label, []).append(where)
            return
        if not there or not back:
            self.wrong.append(f"{label} at {where}: told in one direction only")
        if any(one.fact.rule == "schema.unhandled" for one in (*there, *back)):
            self.wrong.append(f"{label} at {where}: unhandled")
        if there and not any(_is_near(one, way, old, new) for one in there):
            places = [(one.fact.rule, one.fact.node, one.fact.old, one.fact.new) for one in there]
            self.wrong.append(f"{label} at {where}: told elsewhere {places[:3]}")


def _is_near(told: Judged, way: Way, old: Read, new: Read) -> bool:
    """Say whether an edit is told at its line or above it, at one of the objects that it lies in."""
    return any(_is_at(place, way, of) for place, of in ((told.fact.old, old), (told.fact.new, new)))


def _is_at(place: Location | None, way: Way, of: Read) -> bool:
    """Say whether a place is the edited object, something that it lies in, something in it, or refers to it."""
    if place is None or place.file != "openapi.yaml":
        return False
    for here in (way[:-1], *_led(way, of)):
        around = (here[:length] for length in range(len(here) + 1))
        if place.line in {of.lines[one] for one in around if one in of.lines}:
            return True
        if any(line == place.line and one[: len(here)] == here for one, line in of.lines.items()):
            return True
    return False


def _led(way: Way, of: Read) -> Iterator[Way]:
    """Yield the ways to what refers to an object that holds a way, and to what is referred to there."""
    for holder, target in of.references:
        if way[: len(target)] == target:
            yield holder
        if way[: len(holder)] == holder:
            yield target


def report(tally: Tally, silent: Mapping[str, str]) -> None:
    """Fail for what vanished, what is told wrongly, and what is invalid for no listed reason."""
    vanished = {label: where for label, where in tally.silent.items() if not _is_waived(label, where, silent)}
    reasons = [words for listed in INVALID.values() for words in listed.split("|")]
    unexplained = {k: said for k, said in tally.invalid.items() if not any(words in said for words in reasons)}
    total = f"of {tally.count} edits, {len(tally.invalid)} of them invalid"
    assert not vanished, f"vanished, {total}: {vanished}"
    assert not tally.wrong, f"{len(tally.wrong)} told wrongly, {total}: {tally.wrong[:10]}"
    assert not unexplained, f"invalid for no listed reason, {total}: {list(unexplained.items())[:10]}"


def _is_waived(label: str, where: Sequence[str], silent: Mapping[str, str]) -> bool:
    """Say whether an edit may be silent: anywhere, or at all the places where it is."""
    keyword = label.split()[1]
    return label in silent or all(f"{keyword} at {place.rpartition(' ')[0]}" in silent for place in where)


# --- objects

KINDS: Final = sorted({one.kind for one in objects(rich())} - {"schema"})
_MAPS: Final = {"content", "paths", "responses", "callbacks", "specification-extensions", "examples", "map-of-strings"}


def test_every_kind_of_object_is_looked_at() -> None:
    """Kinds that are maps, or a choice between an object and a reference, have no fields of their own."""
    kinds = {kind for kind in OPENAPI["$defs"] if not kind.endswith("-or-reference")} - _MAPS
    assert kinds <= {*KINDS, "schema"}, kinds - {*KINDS, "schema"}


def _of_objects(kind: str) -> Tally:
    base, tally = rich(), Tally()
    old = read(base)
    assert old.api is not None, old.problem
    extended = () if kind in ("reference", "security-requirement", "discriminator") else ("x-other",)
    for one in objects(base):
        if one.kind == kind:
            for edit in edits(one, at(base, one.way), (*fields(kind), *extended), OBJECTS):
                tally.take(edit.label, old, read(edited(base, edit)), (*edit.way, edit.name), str(edit.way))
    for edit in _members(kind, base):
        tally.take(edit.label, old, read(edited(base, edit)), (*edit.way, edit.name), str(edit.way))
    return tally


def _members(kind: str, base: Doc) -> Iterator[Edit]:
    """Yield edits of what people name: a member of each map that goes, one that comes."""
    for one in objects(base):
        value = at(base, one.way)
        if one.kind != kind:
            continue
        for name in _NAMED.get(kind, ()):
            listed = value.get(name)
            if isinstance(listed, dict) and listed:
                first = next(iter(listed))
                yield Edit(kind, (*one.way, name), first, "member remove", GONE)
                yield Edit(kind, (*one.way, name), f"{first}2", "member add", listed[first])


_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "components": (
        "parameters",
        "responses",
        "headers",
        "requestBodies",
        "examples",
        "links",
        "callbacks",
        "pathItems",
    ),
    "media-type": ("examples", "encoding"),
    "parameter": ("examples",),
    "header": ("examples",),
    "response": ("headers", "content", "links"),
    "request-body": ("content",),
    "encoding": ("headers",),
    "link": ("parameters",),
    "oauth-flow": ("scopes",),
    "operation": ("responses", "callbacks"),
    "discriminator": ("mapping",),
    "root": ("webhooks",),
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_edit_of_an_object_vanishes(kind: str) -> None:
    tally = _of_objects(kind)
    assert tally.count > 0 or kind == "security-requirement"
    report(tally, SILENT)
    stale = [label for label in SILENT if label.split()[0] == kind and label not in tally.silent]
    assert not stale, "waived, and told after all"


# --- schemas

EVERYWHERE: Final = ("string", "object")
"""What is edited at all places; the other beginnings are edited at some."""
SOME: Final = ("component", "property", "alternative", "request", "alternative of property")


KEYWORDS: Final = tuple(dict.fromkeys((*vocabulary(), "x-other")))


def _of_schemas(place: str, start: str, names: Sequence[str] = KEYWORDS) -> Tally:
    tally, before = Tally(), STARTS[start]
    make = PLACES[place]
    doc, way = make(before)
    old = read(doc)
    for name in names:
        one, other = OF_STARTS.get(f"{start} {name}") or SCHEMAS[name]
        if name in before:
            changed = one if one != before[name] else other
            less = {key: value for key, value in before.items() if key != name}
            tally.take(f"{start} {name}", old, read(make(less)[0]), (*way, name), f"{place} remove")
            tally.take(
                f"{start} {name}", old, read(make({**before, name: changed})[0]), (*way, name), f"{place} change"
            )
        else:
            added, changed = ({**before, name: value} for value in (one, other))
            first = read(make(added)[0])
            tally.take(f"{start} {name}", old, first, (*way, name), f"{place} add")
            tally.take(f"{start} {name}", first, read(make(changed)[0]), (*way, name), f"{place} change")
    return tally


SPACE: Final = [(p, s) for p in PLACES for s in STARTS if s in EVERYWHERE or p in SOME]


@pytest.mark.parametrize(("place", "start"), SPACE)
def test_no_edit_of_a_schema_vanishes(place: str, start: str) -> None:
    tally = _of_schemas(place, start)
    assert tally.count > 2 * len(SCHEMAS) - 4
    report(tally, SILENT_SCHEMAS)


@pytest.mark.parametrize("label", SILENT_SCHEMAS)
def test_a_silence_of_a_schema_is_no_older_than_its_reason(label: str) -> None:
    start, name = label.split()[:2] if " at " not in label else ("string", label.split()[0])
    assert any(f"{start} {name}" in _of_schemas(place, start, [name]).silent for place in SOME), (
        "the waiver is stale: the edit is told"
    )


def test_every_keyword_has_values() -> None:
    assert set(KEYWORDS) == SCHEMAS.keys()
