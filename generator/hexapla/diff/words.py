"""The words of a comparison: effects on a set of values, facts, verdicts.

In: nothing. Out: the vocabulary that everything here shares. An effect is what an edit does to the set of values that
a place of a description admits; who sends and who receives those values is judged elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final, Literal, assert_never

from hexapla.finding import Location
from hexapla.frozen import frozen
from hexapla.model import JSON

Effect = Literal["equal", "narrows", "widens", "both", "unknown"]
"""What an edit does to a set of values: nothing, values are lost, gained, both; or it cannot be told."""

Polarity = Literal["request", "response"]
"""Who writes a value: the callers send what is of `request`, and receive what is of `response`."""

Class = Literal["none", "docs-only", "non-breaking", "possible", "breaking"]
"""What an edit means to callers, mildest first."""

CLASSES: Final[tuple[Class, ...]] = ("none", "docs-only", "non-breaking", "possible", "breaking")

SCHEMA_RULES: Final = (
    *("schema.type", "schema.null", "schema.format", "schema.enum", "schema.const", "schema.number-range"),
    *("schema.multiple-of", "schema.length", "schema.pattern", "schema.items-count", "schema.unique-items"),
    *("schema.items", "schema.prefix-items", "schema.contains", "schema.property-added", "schema.property-removed"),
    *("schema.property-renamed", "schema.required", "schema.read-write-only", "schema.additional-properties"),
    *("schema.properties-count", "schema.key-rules", "schema.union", "schema.discriminator", "schema.conditional"),
    "schema.unhandled",
)
"""The rules of schemas whose facts may have an effect."""

SAYING_RULES: Final = ("schema.default", "schema.deprecated", "docs.text", "docs.extension")
"""The rules of what schemas say besides their values: the effect of these facts is always `equal`."""


def flip(effect: Effect) -> Effect:
    """Return the effect of the same edit undone."""
    match effect:
        case "narrows":
            return "widens"
        case "widens":
            return "narrows"
        case "equal" | "both" | "unknown":
            return effect
        case never:
            assert_never(never)


def join(effects: Iterable[Effect]) -> Effect:
    """Return the effect of several edits of one thing.

    A lattice: `equal` below all, `both` is `narrows` with `widens`, and `unknown` is above all, since an edit that
    cannot be told may undo part of another.
    """
    found = set(effects)
    if "unknown" in found:
        return "unknown"
    if "both" in found or {"narrows", "widens"} <= found:
        return "both"
    return "narrows" if "narrows" in found else "widens" if "widens" in found else "equal"


def by_inclusion(shrinks: bool, grows: bool) -> Effect:
    """Return the effect of an edit by whether values are lost, and whether values are gained."""
    if shrinks and grows:
        return "both"
    return "narrows" if shrinks else "widens" if grows else "equal"


@frozen
class Witness:
    """A value that shows an effect: it is valid in one of two descriptions, and not in the other."""

    value: JSON
    valid_in: Literal["old", "new"]


@frozen(kw_only=True)
class Fact:
    """One edit, at the schema where it is.

    Attributes:
        node: where it is, as a path that survives reformatting: `#/schemas/Pet/properties/status`.
        before, after: what changed, as short plain JSON; None on the side that has nothing.
        old, new: the nearest places of the two descriptions; None on a side where nothing of it exists.
        key: what tells the edit from others; made of no prose.
        only: the polarity it matters to, where it lies in a property that is only read (response) or only written
            (request) before and after; None where it matters to both.
        name: the property it is about, where it is about one.
        required: whether that property is required: after the edit, or before where it was removed.
        extensible: whether it is about a list of values that clients were told to expect more of.
        witness: see `Comparison.witness`; None as long as nobody asked.
    """

    rule: str
    effect: Effect
    node: str
    before: JSON
    after: JSON
    old: Location | None
    new: Location | None
    key: str
    only: Polarity | None = None
    name: str | None = None
    required: bool = False
    extensible: bool = False
    witness: Witness | None = None


@frozen
class Pair:
    """A named schema of the old description and the one that stands for it in the new one, by their names.

    What has no name and lies very deep inside another stands for itself: then both are its node (`#/...`).
    """

    old: str
    new: str


@frozen
class Edge:
    """A pair that a comparison came upon; `only` as of facts."""

    pair: Pair
    only: Polarity | None = None


@frozen
class Told:
    """A fact, and the pairs of named schemas that it is found in: first the one where the edit is.

    A schema that is made of others (`allOf`) has what they say as its own: one edit, seen in several.
    """

    fact: Fact
    pairs: tuple[Pair, ...]


@frozen
class Verdict:
    """What came of comparing two types, or a pair of named schemas.

    Attributes:
        effect: of everything, also of the edits in the named schemas that are reached.
        facts: the edits in place. Those of a named schema are told by `Comparison.component`.
        reached: the named schemas directly in place; `Comparison.reach` follows them further.
    """

    effect: Effect
    facts: tuple[Fact, ...]
    reached: tuple[Edge, ...]


@frozen(kw_only=True)
class Place:
    """Where two types stand: the path of what is made of them, the nearest named things on both sides.

    `depth` counts the words since the last named schema.
    """

    node: str
    old: Location | None = None
    new: Location | None = None
    only: Polarity | None = None
    depth: int = 0

    def down(self, *words: str) -> Place:
        """Return a place further down, by words that are escaped as in a JSON pointer."""
        return Place(node=below(self.node, *words), old=self.old, new=self.new, only=self.only, depth=self.depth + 1)


def below(node: str, *words: str) -> str:
    """Return a path with more words."""
    for word in words:
        node = f"{node}/{word.replace('~', '~0').replace('/', '~1')}"
    return node


def way(*words: str) -> str:
    """Return the name of a keyword that stands further inside, by the way to it."""
    return below("", *words)[1:]


def key_of(rule: str, node: str, before: JSON, after: JSON) -> str:
    """Return what tells an edit from others."""
    return json.dumps([rule, node, before, after], sort_keys=True, ensure_ascii=True)
